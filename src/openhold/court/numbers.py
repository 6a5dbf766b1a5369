"""Case numbers: the normal form of a printed one, the suffix that says a prisoner sues, the judges' initials.

A number is printed in many ways: `1:15-cv-01292-AWI-SAB (PC)`, `CIV S-10-0032 FCD EFB P`, `09 Civ. 7491 (JSR)`,
`22cv284-DMS(LR)`, `CV17-00016-CAS(JCx)`, `C.A. No. 10-1234-LPS`, and bare for appeals: `20-1507`.
"""

import re
from collections.abc import Iterator

_DASHES = r"\-\u2010-\u2014\u2212"
_DASH = f"[{_DASHES}]"
_KIND = r"(?:civil|civ\.?|crim\.?|misc\.?|mag\.?|c\.?v|c\.?r|mc|mj|md|ml|ca|bk|ap|po|sw|(?<=[-:\d])at(?=[-\d])|gj|c)"
_SERIAL = r"\d{1,6}(?!\d)"
_LABEL = (
    r"(?P<label>civil\s+(?:action|case|docket)|civil|civ\.\s?a\.|civ\.|c\.\s?a\.|c/a"
    r"|criminal\s+(?:action|case|docket)|criminal|crim\.|cr\.|misc(?:ellaneous|\.)?(?:\s+(?:action|case))?"
    r"|mag(?:istrate|\.)?(?:\s+(?:judge\s+)?case)?)"
)
_NO = r"(?:nos?\b\.?|numbers?\b|\#)"
_STOP = (
    r"(?!(?:AND|THE|FOR|VS?|NOT|NO|NOS|IN|OF|ON|TO|BY|RE|OR|ECF|DKT|CASE|DATE|HON|PRO|SE|INC|LLC|JURY|DOC(?=[.#]|\s+(?:[N#\d]))"
    r"|USA|ET|AL|JR|SR|LLP|CO|IS|AS|AT|AN|CIV|CV|CR|MDL|TIME|DEPT|CTRM|MEMO|WITH|THIS|FROM|EX|USDC)\b)"
)
_INITIALS = rf"{_STOP}(?:[A-Z]{{2,4}}x?|[A-Z]x)"
_TAIL = (
    r"(?P<tail>(?:"
    rf"\s?(?:{_DASH}|/)\s?(?:\d{{1,2}}[A-Z]{{2,3}}|Orl|FtM|Oc|{_STOP}[A-Z]{{1,12}}x?)(?![a-z\d])"
    rf"|(?:\s?{_DASH}?\s?)\(\s?(?:{_INITIALS}|PC|P|pc|pr)(?:\s?[-/,\s]\s?{_INITIALS})*\s?\)"
    rf"|(?<=\d){_INITIALS}(?![\w'\u2019])"
    rf"|[ \u00a0]{{1,2}}(?:{_INITIALS}|P)(?![\w.'\u2019&])(?!\s?\()"
    rf"|[ \u00a0]{{1,2}}{_INITIALS}(?=\s?\()"
    rf"){{0,8}}(?:{_DASH}\d{{1,2}}(?![\d/]))?)"
)
_KIND_INSIDE = (
    rf"(?:(?P<office>\d{{1,2}})\s?(?::|{_DASH})\s?|(?:[A-Z]{{1,3}})\s?{_DASH}\s?)?(?P<year>\d{{4}}|\d{{2}})"
    rf"[\s{_DASHES}]{{0,2}}(?P<kind>{_KIND})[\s.{_DASHES}]{{0,2}}(?:[A-Z]\s?{_DASH}\s?)?(?P<serial>{_SERIAL})"
)
_KIND_FIRST = (
    rf"(?:(?P<office1>\d{{1,2}})\s?:\s?|(?:SA|ED|LA|WD|SB)[\s{_DASHES}]?)?(?P<kind1>{_KIND})"
    rf"[\s,.{_DASHES}]{{0,2}}(?:{_NO}\s?)?(?:[A-Z]{{1,3}}[\s{_DASHES}]{{1,2}})?"
    rf"(?P<year1>\d{{2}}){_DASH}(?P<serial1>{_SERIAL})"
)
_LABELLED = (
    rf"{_LABEL}\s?{_NO}?\s?:?\s?(?:(?P<office2>\d{{1,2}})\s?:\s?|(?P<before>[A-Z]{{1,3}})\s?[\s{_DASHES}]\s?)?"
    rf"(?P<year2>\d{{2}})\s?{_DASH}\s?(?P<serial2>{_SERIAL})"
)
_BARE = (
    rf"(?P<year3>\d{{2}})\s?{_DASH}\s?(?P<serial3>\d{{1,6}}(?!\d))(?:[CVTL](?!\w))?"
    rf"(?:{_DASH}(?P<kind3>CIV|CV|CR|Civ|Cv|Cr)(?![a-z]))?"
)
_FORMS = rf"(?:{_KIND_INSIDE}|{_KIND_FIRST}|{_LABELLED})"
_PRINTED = re.compile(rf"(?<![\w:.])(?<!\d/)(?i:{_FORMS})(?![\w/]*\d){_TAIL}")
_APPEAL = re.compile(
    rf"(?<![\w/:-]){_BARE}(?:{_DASH}(?:cv|cr|ag|op|pr|bk|mv)\b)?(?:\s?\((?:L|XAP|Con|CON)\))?(?![/\d]){_TAIL}"
)
_SPACES = re.compile(r"\s+")
_LOOSE = re.compile(rf"(?<=\w)\s*({_DASH})\s*(?=\w)")
_COLON = re.compile(r"(?<=\d)\s*:\s*(?=\d)")
_OFFICES = frozenset(
    ["PHX", "TUC", "PCT", "YUM", "BLG", "GF", "BU", "ORL", "FTM", "OC", "NONE", "T", "J", "M", "H", "S", "N", "F"]
)
_TOKEN = re.compile(r"[A-Za-z]+")
_PRISONER = re.compile(rf"(?:\s|(?<=[A-Z)]){_DASH}|\(\s?)PC?\s?\)?\s*$", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:(?<=[A-Z)])[^A-Za-z]{1,2}(?:PS|HC|DP|PR)|\(\s?(?:PS|HC|DP|PR|SS))\s?\)?\s*$", re.IGNORECASE)
_KINDS = {"c": "cv", "ca": "cv", "civ": "cv", "civil": "cv", "crim": "cr", "misc": "mc", "mag": "mj"}


def found(words: str) -> Iterator[re.Match[str]]:
    """Yield every case number of a trial court printed in `words`, with its initials and suffix, in order."""
    return _PRINTED.finditer(words)


def appeals(words: str) -> Iterator[re.Match[str]]:
    """Yield everything in `words` that an appeals court could print as its number (`20-1507`), in order.

    Dates and statutes have that form too, so whoever asks must know that a number stands there.
    """
    return _APPEAL.finditer(words)


def tidy(printed: str) -> str:
    """Return a number as printed, without spaces that belong to no form of it (`2: 17-cv-2366 TLN`)."""
    return _COLON.sub(":", _LOOSE.sub(r"\1", _SPACES.sub(" ", printed.strip())))


def normal(printed: str) -> str | None:
    """Return the normal form (`1:15-cv-01292`; office left out where not printed), or None for what is no number.

    An appeal keeps its own form (`20-1507`).
    """
    printed = tidy(printed)
    match = next(_PRINTED.finditer(printed), None)
    if match is None:
        match = next(_APPEAL.finditer(printed), None)
        if match is None:
            return None
        if match["kind3"] is None:
            return f"{match['year3']}-{match['serial3']}"
    parts = {name.rstrip("123"): value for name, value in match.groupdict().items() if value is not None}
    kind = _kind(parts.get("kind") or parts["label"])
    office = f"{int(parts['office'])}:" if "office" in parts else ""
    return f"{office}{parts['year'][-2:]}-{kind}-{int(parts['serial']):05}"


def prisoner(printed: str) -> bool | None:
    """Return True for a number with the suffix P or PC, else None."""
    return True if _PRISONER.search(printed) and normal(printed) else None


def initials(printed: str) -> tuple[str, ...]:
    """Return the judges' initials in the order printed."""
    printed = tidy(printed)
    match = next(_PRINTED.finditer(printed), None) or next(_APPEAL.finditer(printed), None)
    if match is None:
        return ()
    if match.groupdict().get("kind3"):  # There the judges' names follow, not their initials.
        return ()
    tail = _SUFFIX.sub("", _PRISONER.sub("", match["tail"]))
    before = match.groupdict().get("before") or ""
    return tuple(
        token
        for token in _TOKEN.findall(f"{before if len(before) > 1 else ''} {tail}")
        if len(token) <= 4 and token.upper() not in _OFFICES
    )


def _kind(printed: str) -> str:
    word = printed.lower().split()[0].replace(".", "")
    if word in ("civil", "civ", "c/a", "ca"):
        return "cv"
    if word.startswith("crim"):
        return "cr"
    if word.startswith("misc"):
        return "mc"
    if word.startswith("mag"):
        return "mj"
    return _KINDS.get(word, word)
