"""The names of what falls due and of what is set for a day, made from the paper's own words."""

import re
from functools import lru_cache

_SHORT_FORMS = {
    "plaintiffs": r"p(?:lt|l|lnt|ltf|ntf)f?s'?",
    "plaintiff": r"p(?:ltf|lf|lntf|ltff|ntf)\.?",
    "defendants": r"d(?:f|ef)ts'?",
    "defendant": r"d(?:f|ef)t\.?",
    "petitioner": r"petr\.?",
    "respondent": r"resp(?:t|dt)\.?",
    "government": r"gov(?:'t|t)\.?",
    "complaint": r"cmplt\.?",
    "motion": r"mtns?\.?",
    "opposition": r"oppo\.?|opp'n",
    "with": r"w/(?=\s)",
    "without": r"w/out",
    "findings_and_recommendations": r"f ?& ?r'?s?|f/r'?s?",
    "report_and_recommendation": r"r ?& ?r'?s?",
}
_SHORT = re.compile(
    rf"\b(?:{'|'.join(f'(?P<{full}>{short})' for full, short in _SHORT_FORMS.items())})(?![A-Za-z])", re.IGNORECASE
)
_PARTY = (
    r"(?:(?:the|each|all|any|both|new|county|state|federal|remaining|individual|third-party|cross|counter)[- ])*"
    r"(?:counsel for (?:the )?)?"
    r"(?:plaintiffs?|defendants?|petitioners?|respondents?|governments?|defense|parties|party|commissioners?|"
    r"united states(?: marshals?(?: service)?)?|"
    r"appellants?|appellees?|claimants?|counterclaimants?|movants?|intervenors?|debtors?|trustee|relators?|objectors?)"
)
_WHO = re.compile(
    rf"^{_PARTY}(?:/{_PARTY})?(?:'s|s'|\u2019s|')?(?:\s+(?:counsel|attorneys?)(?:'s)?)?\s+", re.IGNORECASE
)
_LEAD = re.compile(
    r"^(?:(?:and|but|or|the|an?|any|all|his|her|its|it's|their|such|said|this|that|these|those|further|also|shall be|"
    r"to be|be|without prejudice to|period in which|"
    r"is|are|now|hereby|due|deadlines?|for|by|of|on|to|with|counsel|both|each|either|if any|thereof|supplemental to|"
    r"close of (?=expert|all)|filing(?: of)?(?! fees?\b)|file(?: and serve)?|set an?|either:?|"
    r"(?:order )?(?:directing|requiring|requesting)|"
    r"serve|the filing of|completion of|complete|submission of|submit|lodge|"
    r"last day (?:to|for)|no|not|new|remaining|proper|following|attached|final and|respective|appropriate)\b[\s,:]*)+",
    re.IGNORECASE,
)
_TRAIL = re.compile(
    r"(?:[\s,:;.(\-\u2013\u2014=*&]+|\b(?:and|or|is|are|was|were|be|to be|being made|shall|must|may|will|shall be|"
    r"will be|due|if any|if desired|"
    r"if necessary|filed|served|lodged|completed|submitted|exchanged|disclosed|heard|now|hereby|currently|"
    r"before \d{1,2}|presently|previously|set|reset|scheduled|extended|continued|moved|for|to|by|on|of|the|"
    r"has|have|been|"
    r"deadlines?|deadline date|ddl|cut-?\s?offs?|cutoffs?|dates?|period|no later than|any|with the court|"
    r"with this court|in this "
    r"matter|in this case|in this action|herein|further|also|forthcoming|that|is forthcoming|not|later than|an?|it|"
    r"so|his|her|"
    r"its|their|"
    r"filing and service|filing)\b)+$",
    re.IGNORECASE,
)
_DAYS = re.compile(r",? (?:[a-z]+[- ])?(?:[a-z]+|\(?\d+\)?)[- ]days?$")
_ORDINAL = re.compile(
    r"^(?:(?:revised|renewed|first|second|third|fourth|fifth|sixth|seventh|eighth|\d{1,2}(?:st|nd|rd|th))\s+)+",
    re.IGNORECASE,
)
_REFS = re.compile(
    r"\s*[\[(](?:[^()\[\]]{0,12}?(?:doc|ecf|dkt|dckt|docket|filing|no)\b[^()\[\]]{0,30}|#?\d[\d, -]{0,12}|"
    r"[A-Z]{2,4})[\])]"
    r"|(?:,?\s*\b(?:ECF|Dkt|Doc|Docket|Filing)\.?\s*(?:Nos?\.?|#)?\s*(?:\d+|\[[\d-]+\]),?)",
    re.IGNORECASE,
)
_BARE_REF = re.compile(
    r"(?<=[a-z'\u2019]) \d{1,4}(?= (?:motion|request|application|petition|complaint|[a-z]+ed)\b)|^\d{1,4}(?: |$)"
)
_DATED = re.compile(r"\b\d{1,2}/\d{1,2}/\d{2,4}\b,?\s*")
_POSSESSIVE = re.compile(rf"\b({_PARTY})(?:'s|s'|\u2019s|')(?=\s)", re.IGNORECASE)
_ASIDE = re.compile(
    r"(?<=[a-z0-9)]),? (?:based (?:up)?on|together with|along with|accompanied|for (?:his|her|its|their) failure|"
    r"as (?:described|instructed|outlined|set forth)|providing|describing|addressing|advising|otherwise|after$|"
    r"except|with the exception|other than|including|excluding|no further|which will|pursuant to|setting forth|"
    r"demonstrating|"
    r"detailing|"
    r"indicating|showing|explaining|stating|informing|as discussed)\b.*|,? (?:or|and) \(?\d\b(?! cop).*|,? if (?:any|"
    r"desired|"
    r"necessary)\b,?",
    re.IGNORECASE,
)
_OWNER = re.compile(
    rf"\b(?i:{_PARTY}) (?!Opening|Supplement|Respon|Reply|Answer|Amended|Joint|Initial|Final|Trial|Pre|Written|First|"
    rf"Second|Third|Opposition|Motion)[A-Z][a-z-]+(?:['\u2019]s?|s)? "
    r"(?=(?i:repl(?:y|ies)|responses?|oppositions?|answers?|objections?|briefs?|motions?)\b)"
)
"""Whose a paper is, by name: `Defendant Roe's reply`."""
_GLUED = re.compile(r"\b([Tt]he|[Aa]|[Aa]n|[Hh]is|[Aa]mended|[Cc]ompleted)(?=[A-Z][a-z])")
"""Words that ran together: `theNotice`."""
_ANSWERED = re.compile(
    r"^(.*\b(?:answer|opposition|reply|response|objections|responsive pleading)) (?:thereto\b.*|(?:to|"
    r"in response to) (?:the |an? |any )?.*)"
)
_SENT = re.compile(
    r"^.*\b(?:send|mail|forward) (?:to )?(?:the )?(?:plaintiffs?|petitioner|p(?:lt|l|lnt|ltf)f|defendants?|"
    r"dfts?)\b(?: \d+)? ",
    re.IGNORECASE,
)
_EXTENDS = re.compile(r"^.*\b(?:extends?|modif(?:y|ies)|continues?|sets?|resets?) (?:the|an?) (?=.)", re.IGNORECASE)
_END = 80
_SPACE = re.compile(r"\s+")
_FIXED = tuple(
    (name, re.compile(form))
    for name, form in (
        ("non-dispositive motions", r"non-?\s?dispositive (?:pre-?trial )?motions?(?: filings?)?"),
        ("exhaustion", r".*\bexhaust.*"),
        (
            "discovery",
            r"(?:pre-?trial )?(?:fact(?:ual)? )?discovery(?: (?:completion|cut ?off|cut-off|phase|motions? excepted))?|"
            r"discovery (?:completed|shall|must|in this).*|close of (?:fact )?discovery",
        ),
        ("dispositive motions", r"(?:pre-?trial )?dispositive (?:pre-?trial )?motions?(?: filings?)?"),
        (
            "amended complaint",
            r"amended complaint(?:,? (?:form|attempting|curing|that|in|which|addressing|consistent|compliant|as|with|"
            r"solely|"
            r"naming|lodged|attached|if|against|under|to|he|by|pursuant|correcting|setting).*)?",
        ),
        (
            "objections",
            r"(?:written |specific )*objections?(?: (?:to|with|against|of) .*)?|"
            r".{0,160} objections? to (?:the )?(?:report|findings).*",
        ),
        (
            "opposition",
            r"(?:supplemental )?(?:brief in )?oppositions?(?: briefs?| papers?| memorand\w+)?"
            r"(?: (?:to|in|on|of|by|from) .*)?",
        ),
        ("reply", r"(?:optional )?repl(?:y|ies)(?: briefs?| papers?| memorand\w+)?(?: (?:to|in|on|of|if|by|from) .*)?"),
        (
            "response",
            r"(?:written )?respon(?:se|ses|d)(?: briefs?| papers?)?"
            r"(?: (?:to|in|on|of|regarding|thereto|by|from) .*| thereto)?",
        ),
        (
            "expert designation",
            r"(?:initial )?(?:designations?|disclosures?|disclose|designate)(?: of)?(?: the)?(?: expert)+s?"
            r"(?: witness(?:es)?)?(?: (?:and|&|information|testimony) .*)?|"
            r"(?:initial )?expert(?: witness(?:es)?)? (?:designations?|disclosures?)(?: (?:and|&) (?:expert "
            r")?reports?)?|"
            r"(?:identify|disclose|designate)(?: all| any| its| their)* experts?(?: witness(?:es)?)?(?:,? in "
            r"writing)?|"
            r"expert witness(?:es)?(?:,? in writing)?|"
            r".*\bname, address,? and area of expertise of (?:each|all|any) experts?.*",
        ),
        ("non-expert discovery", r"non-?\s?expert discovery|discovery pertaining to non-?experts"),
        ("expert discovery", r"discovery pertaining to experts"),
        ("initial disclosures", r"initial disclosures? required"),
    )
)


def _full(match: re.Match[str]) -> str:
    return (match.lastgroup or "").replace("_", " ")


@lru_cache(maxsize=8192)
def tidy(words: str) -> str:
    """Return the words in lower case, abbreviations written out, references and surrounding small words left out."""
    text = _REFS.sub("", _ASIDE.sub("", _GLUED.sub(r"\1 ", words)))
    text = _SHORT.sub(_full, text)
    text = _SPACE.sub(" ", _DATED.sub("", text)).strip().lower().replace(" re- ", " re-")
    before = None
    while before != text:
        before = text
        # What is cut stands at an end of the words: the middle of a long name need not be searched for it.
        text = text[:-_END] + _TRAIL.sub("", _DAYS.sub("", text[-_END:]))
        text = _BARE_REF.sub("", _LEAD.sub("", text)).strip(" ,:;.-\u2013\u2014=*([\"'\u201c\u201d")
    return text


def who(words: str) -> str | None:
    """Return the party with which the words begin (`plaintiff`, `defendants`), or None."""
    text = words
    text = _SHORT.sub(_full, text)
    text = _SPACE.sub(" ", text).strip().lower()
    text = re.sub(r"^(?:and|but|that|any|the|an?)\s+", "", text)
    match = _WHO.match(text + " ")
    if match is None:
        return None
    name = re.sub(r"\s+(?:counsel|attorneys?)(?:'s)?$", "", match[0].strip())
    name = re.sub(r"^(?:counsel for|the|each|all|any|both|new)\s+(?:the )?", "", name)
    # `defendants' reply` and `defendant's reply` are told apart by where the apostrophe stands.
    return re.sub(r"(?:'s|\u2019s|'|\u2019)$", "", name) or None


def whose(words: str) -> str:
    """Return the words, tidied, with the party kept but not its apostrophe (`plaintiff deposition`)."""
    return _POSSESSIVE.sub(r"\1", tidy(words))


def name(words: str) -> str:
    """Return what falls due: a fixed name where one fits, else the words, tidied; empty where nothing is left."""
    text = tidy(_EXTENDS.sub("", _SENT.sub("", _OWNER.sub("", words))))
    short = _ORDINAL.sub("", text)
    short = _WHO.sub("", short)
    short = _ORDINAL.sub("", re.sub(r"^(?:own|optional|written)\s+", "", tidy(short)))
    return fixed(short) or _POSSESSIVE.sub(r"\1", _ANSWERED.sub(r"\1", short))


def fixed(text: str) -> str | None:
    """Return the fixed name of what falls due, or None where none fits."""
    return next((one for one, form in _FIXED if form.fullmatch(text)), None)
