"""Judges as court papers name them: titles, names, and names printed in capitals turned to usual writing."""

import re

from openhold.court.when import MONTHS, MONTHS_SHORT

TITLE = (
    r"(?:(?:U\.?\s?S\.?|United\s+States)\s+)?(?:(?:Chief|Senior|Sr\.?|Acting|Visiting)\s+)*"
    r"(?:(?:U\.?\s?S\.?|United\s+States)\s+)?(?:(?:Chief|Senior)\s+)?"
    r"(?:(?:Magist?rate|Magsitrate|Magistate|Mag\.?|District|Dist\.?|Circuit|Bankruptcy|Trial)\s*){0,2}(?:(?:Senior|Chief|Court)\s+)?(?:Judge\b|Jude\b)"
)
"""A judge's title, without what is said out of courtesy (`Honorable`). To be matched without regard to case."""

COURTESY = r"(?:the\s+)?(?:Honou?rable\b|Hon\b\.?)"
"""What stands before a judge's name or title out of courtesy. To be matched without regard to case."""

_NO_NAME = (
    r"(?!(?:The|This|That|These|Those|Order|Ordered|Orders|Motion|Motions|Case|Copy|Copies|Member|Associated|Signed|Status|"
    r"Plaintiffs?|Defendants?|Petitioners?|Respondents?|Objections?|Hearing|Discovery|Trial|Jury|Clerk|Court|Courtroom|"
    r"And|For|Re|As|To|With|In|On|At|By|If|It|No|Not|Any|All|Referred|Matter|Responses?|Show|Amended|Attachments?|"
    r"Modified|Civil|Criminal|Filed|Entered|Judge|Magistrate|District|Chief|Senior|United|States|Honorable|Regarding|"
    r"Denying|Granting|Following|Findings|See|Dated|Adopting|Approving|Pursuant|Dispositive|Pretrial|Initial|Scheduling|"
    r"Settlement|Telephonic|Non|Excludable|Time|Written|Related|Closing|Dismissing|Mailed|Emailed|Sentencing|Entering|So|Jr|Sr|Hon|"
    rf"(?!May\b)(?:{MONTHS}|{MONTHS_SHORT}))\b)"
)
_NO_CAPITALS = (
    r"(?!(?:THE|THIS|THAT|ON|AND|FOR|AS|TO|WITH|IN|AT|BY|IF|IT|OF|RE|OR|ORDER|ORDERED|ORDERING|ORDERS|DENYING|GRANTING|"
    r"ADOPTING|DISMISSING|CASE|MOTION|HEARING|RECOMMENDING|DIRECTING|SETTING|SIGNED|FILED|ENTERED|JUDGE|UNITED|STATES|"
    r"DISTRICT|MAGISTRATE|CHIEF|SENIOR|HONORABLE|HON|REFERRED|COPIES|PLAINTIFF|DEFENDANT|MODIFIED|DATED|COURT|CLERK|WILL|"
    r"EDCA|THAT|PURSUANT|APPROVING|VACATING|CONTINUING)\b)"
)
_INITIALS = r"(?>[A-Z](?![A-Za-z'\u2019])\.?(?:\s?[A-Z]\.){0,3})"
_PARTICLE = r"(?:de|la|del|di|du|van|von|der|den|el|Ste?\.)"
_WORD = rf"{_NO_NAME}[A-Z](?=[A-Z'\u2019-]{{0,14}}[a-zß-ÿ])[A-Za-zÀ-ÿ]*(?:['\u2019-][A-Za-zÀ-ÿ]+){{0,2}}"
_CAPITALS = rf"{_NO_CAPITALS}(?:Mc|Mac|De|Di|La|Le|Van|Von)?[A-Z](?:[A-ZÀ-Þ]|['\u2019-](?=[A-Z]))+(?![a-z])"
_SUFFIX = r"(?:\s?,?\s?(?:(?:Jr|Sr|JR|SR)\b\.?|I{2,3}\b|IV\b))?"
_FIRST = rf"(?:{_INITIALS}|{_WORD})"
_NEXT = rf"(?:{_INITIALS}|{_PARTICLE}(?=\s)|\"[A-Z][a-z]+\"|\([A-Z][a-z]+\)|{_WORD})"
_NEXT_CAPITALS = rf"(?:{_INITIALS}|{_CAPITALS})"

NAME = rf"(?:{_FIRST}(?:\s?{_NEXT}){{0,4}}{_SUFFIX})"
"""A name in usual writing (`Kimberly J. Mueller`, `Ronald S.W. Lew`, `Frank C. Damrell, Jr.`). Case matters."""

NAME_IN_CAPITALS = rf"(?:(?:{_INITIALS}\s?){{0,2}}{_CAPITALS}(?:\s?{_NEXT_CAPITALS}){{0,4}}{_SUFFIX})"
"""A name in capitals (`JOHN P. FULLAM`). Case matters."""

ANY_NAME = rf"(?:{NAME_IN_CAPITALS}(?![a-z])|{NAME})"
"""A name in either writing."""

_PREFIX = re.compile(r"\b(?:Mc|Mac|De|Di|La|Le|Van|Von)(?=[A-Z]{2})")
_WORDS = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þa-zß-ÿ]*")
_KEPT = frozenset({"II", "III", "IV", "U", "S"})


def usual(printed: str) -> str:
    """Return a name or title as it is usually written: one printed in capitals loses them, any other stays.

    Spaces are tidied. `Mc` and `O'` keep their second capital (`McCoy`, `O'Neill`), numbers and initials stay.
    """
    words = " ".join(printed.split()).strip(" ,;:")
    letters = [letter for letter in _PREFIX.sub("", words) if letter.isalpha()]
    if len(letters) < 3 or any(letter.islower() for letter in letters):
        return words
    return _WORDS.sub(_usual, words)


def _usual(match: re.Match[str]) -> str:
    word = match[0]
    if word in _KEPT:
        return word
    prefix = _PREFIX.match(word)
    if prefix is not None:
        return prefix[0] + word[prefix.end() :].capitalize()
    if word.startswith("MC") and len(word) > 3:
        return "Mc" + word[2:].capitalize()
    return word.capitalize()
