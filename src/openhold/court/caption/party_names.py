"""The names in a list of parties: each without what describes it, an organisation's commas and `and` kept."""

import re

Place = tuple[int, int]
"""Two offsets into the running text that was searched."""

_ET_AL = re.compile(r"[,;]?\s*\b(?P<said>[ec][tl]\.?\s?a[l1]\b\.?),?", re.IGNORECASE)
_MORE = re.compile(r"\s*(?:;|,?\s*(?:and|AND)\s)")
"""What goes on with the list behind an `et al`; otherwise that ends it."""
_SUFFIX = re.compile(
    r"(?:(?:Jr|Sr|Esq)\b\.?|I{2,3}\b|IV\b|Inc\b\.?|Incorporated\b|L\.?\s?L\.?\s?[CP]\b\.?|P\.?\s?L\.?\s?L\.?\s?C\b\.?"
    r"|L\.?\s?P\b\.?|Ltd\b\.?|Limited\b|Corp\b\.?|Co\b\.|N\.?\s?A\b\.?|S\.?\s?A\b\.?|P\.?\s?[CA]\b\.?|M\.?\s?D\b\.?"
    r"|D\.?\s?[OC]\b\.?|Ph\.?\s?D\b\.?|R\.?\s?N\b\.?|D\.?D\.?S\b\.?|F\.?\s?S\.?\s?B\b\.?|USA\b|U\.S\.A?\.?|GmbH\b"
    r"|National\s+(?:Banking\s+)?Association\b|A\.?G\b\.?|B\.?V\b\.?|d\.?/?b\.?/?a\b\.?.*|ex\s+rel\b.*|doing\s+business\s+as\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_OFFICE = (
    r"acting|interim|deputy|chief|warden|sheriff|director|secretary|commissioner|superintendent|governor"
    r"|(?:u(?:nited|\.)\s?s(?:tates|\.)\s+)?attorney(?:\s+general)?|president|mayor|officers?|sergeant|sgt|lieutenant"
    r"|lt\b|captain|capt\b|correctional|administrat(?:or|rix)|execut(?:or|rix)|trustees?\b|guardians?|parents?|relator"
    r"|nurse|postmaster|comptroller|chair(?:man|person)|jailer|custodian|social\s+security\s+administration|former"
    r"|deputies"
)
_ONLY_OFFICE = re.compile(rf"(?:{_OFFICE})", re.IGNORECASE)
_OFFICER = re.compile(
    rf"(?:{_OFFICE})\s+(?:(?:[A-Z]\.\s?)+[A-Z][\w'\u2019-]+|(?!(?:{_OFFICE}|of|for|at|in)\b)[A-Z][\w'\u2019-]+\s+[A-Z][\w'\u2019-]+"
    r"(?<!general)(?<!warden)(?<!officer)(?<!director))",
    re.IGNORECASE,
)
"""An officer called by rank and name, who is a party: `Sergeant A. Smith`."""
_DESCRIBES = re.compile(
    r"(?:an?\s+(?![.])|individually|as\s|(?:both\s+)?in\s+(?:his|her|their|its|the|both)\b|on\s+(?:behalf|his|her)"
    r"|by\s+(?:and|his|her|its|their)\b|through\s|for\s+(?:him|her|them|it)sel(?:f|ves)|all\s+others"
    r"|similarly\s+situated|(?:now\s+)?deceased|husband|wife|his\s+wife|her\s+husband|et\s+(?:ux|vir)|inclusive|jointly"
    r"|formerly|[fan]/?k/?a\b|also\s+known|successor|survivor|personal|n[eé]e\b|pro\s+se|in\s+pro\s+per|who\s|which\s"
    r"|whose\s|of\s+the\b|et\s?c\b|no\.\s?\d|\#|inmate|cdcr?\s*(?:no|\#|\d)|[a-z]{0,2}-?\d{4,}|their\s|its\s|or\s"
    rf"|and\s+(?:as|on|all)\s|minors?\b|chapter\s+\d+|(?:the\s+)?(?:{_OFFICE}))",
    re.IGNORECASE,
)
_DESCRIPTION_FIRST = re.compile(r"an?\s+[a-z]|as\s|in\s+(?:his|her|their|its)\s|individually", re.IGNORECASE)
_DESCRIPTION_AND = re.compile(
    r"an?\s+(?:[\w.]+\s+){0,6}?(?:individual|corporation|company|partnership|association|person|entity|agency|trust)"
    r"\s+and\s+(?=\S)",
    re.IGNORECASE,
)
_DESCRIPTION_LAST = re.compile(
    r"\s+(?:individually\b|on\s+behalf\s+of\b|(?:both\s+)?in\s+(?:his|her|their|its)\s+(?:official|individual|personal"
    r"|capacity|own)|by\s+and\s+through\b|as\s+(?:an?\s|the\s)?(?:individual|trustee|administrat|execut|personal\s+rep"
    r"|successor|guardian|assignee|special)|a/k/a\b|aka\b|f/k/a\b|also\s+known\s+as\b|an\s+individual\b"
    r"|\((?:[A-Z]{0,2}-?\d{4,}|\d{1,3})\))",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+(?:and|AND|And)\s+")
_LEADING_AND = re.compile(r"\s*(?:(?:and|AND|And)\s+|&\s+)")
_ORGANISED = re.compile(
    r"\b(?:of|the|company|co|inc|corp|corporation|ll[cp]|department|dept|board|bank|county|city|services?|agency|bureau"
    r"|district|office|university|school|hospital|union|fund|trust|association|group|systems?|commission|sons?|estate"
    r"|administration|partners|states?|insurance|products?|foods?|farms?|ranch|industries|enterprises|heating|supply"
    r"|materials|marketing|research|development|engineering|construction|rehabilitation|corrections|training|welfare)\b"
    r"|&",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\b(?:trustees|does|unknown|heirs|members|owners|partners|officers)\b", re.IGNORECASE)
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|Bros|Assn|Ass'n|Dept|Univ|Mfg|Int'l|Cos|Esq|No|St|Hosp|Cal|L\.L\.C"
    r"|D\.D\.S|M\.D|Ph\.D))\.$",
    re.IGNORECASE,
)
_COMPANY_ENDS = re.compile(r"\b(?:Inc\.?|L\.?L\.?C\.?|L\.?L?\.?P\.?|Ltd\.?|Corp\.?|GmbH)$", re.IGNORECASE)
_CLOSING = ('"', "\u201d")
_GUARDED = re.compile(
    r"\b(?:ad\s+litem|next\s+friend|guardians?|through|parents?|conservator|representative)$", re.IGNORECASE
)
_AROUND = ",;:_-*|\u2014"


def names(words: str, start: int, end: int) -> tuple[tuple[Place, ...], Place | None]:
    """Return where the names in the list `words[start:end]` stand, and where its `et al` does."""
    match = _ET_AL.search(words, start, end)
    et_al = match.span("said") if match else None
    end = match.start() if match and not _MORE.match(words, match.end(), end) else end
    words = (
        words if match is None else words[: match.start()] + "," * (match.end() - match.start()) + words[match.end() :]
    )
    by_semicolon = ";" in words[start:end]
    found = [
        name
        for segment in (_parts(words, start, end, ";") if by_semicolon else [(start, end)])
        for name in _listed(words, *segment, by_semicolon=by_semicolon)
    ]
    return tuple(place for name in found for place in _pair(words, *_bare(words, *name)) if place[0] < place[1]), et_al


def _listed(words: str, start: int, end: int, *, by_semicolon: bool) -> list[Place]:
    """Return the names that commas part, each with its suffixes; where semicolons part names, commas part one's own."""
    found: list[Place] = []
    guarded = False
    for part in _parts(words, start, end, ","):
        joined = _LEADING_AND.match(words, *part)
        at, stop = trimmed(words, joined.end() if joined else part[0], part[1])
        if at == stop:
            continue
        last = found[-1] if found else None
        guarded, was_guarded = _GUARDED.search(words, at, stop) is not None, guarded
        if last and was_guarded and not joined:
            continue
        suffix = None if joined else _SUFFIX.match(words, at, stop)
        if last and suffix and trimmed(words, last[0], at)[1] > last[1]:
            continue
        if last and suffix:
            follower = _AND.match(words, suffix.end(), stop)
            found[-1] = (last[0], suffix.end() if follower else stop)
            if follower:
                found.append((follower.end(), stop))
        elif last and by_semicolon and len(found) == 1 and _ONLY_OFFICE.fullmatch(words, *last):
            found[-1] = (last[0], stop)
        elif last and (described := _DESCRIPTION_AND.match(words, at, stop)):
            found.append((described.end(), stop))
        elif not _describes(words, at, stop, follows=last is not None) and not (last and by_semicolon and not joined):
            found.append((at, stop))
    return found


def _describes(words: str, start: int, end: int, *, follows: bool) -> bool:
    if not follows:
        return _DESCRIPTION_FIRST.match(words, start, end) is not None
    if _OFFICER.fullmatch(words, start, end):
        return False
    return words[start].islower() or _DESCRIBES.match(words, start, end) is not None


def _bare(words: str, start: int, end: int) -> Place:
    """Return a name without the description that follows it."""
    match = _DESCRIPTION_LAST.search(words, start, end)
    return trimmed(words, start, match.start() if match else end)


def _pair(words: str, start: int, end: int) -> list[Place]:
    """Return the two people in `JOHN DOE and JANE DOE`; an organisation keeps its `and`."""
    match = _AND.search(words, start, end)
    if match and _COMPANY_ENDS.search(words, start, match.start()) and words[match.end()].isupper():
        other = (match.end(), end)
        if len(words[slice(*other)].split()) > 1 and not _DESCRIBES.match(words, *other):
            return [(start, match.start()), *_pair(words, *other)]
    if match is None or _ORGANISED.search(words, start, end):
        return [(start, end)]
    sides = [(start, match.start()), (match.end(), end)]
    if all(2 <= len(words[at:stop].split()) <= 5 for at, stop in sides):
        return [sides[0], *_pair(words, *sides[1])]
    return [(start, end)]


def two(words: str, start: int, end: int) -> tuple[Place, ...]:
    """Return both names of `A and B`, which a role in the plural calls several; one where it is none of this form."""
    found = list(_AND.finditer(words, start, end))
    if len(found) != 1 or _SEVERAL.search(words, start, end):
        return ((start, end),)
    return trimmed(words, start, found[0].start()), trimmed(words, found[0].end(), end)


def _parts(words: str, start: int, end: int, mark: str) -> list[Place]:
    """Return what `mark` parts, outside brackets; a comma within a number parts nothing."""
    found, at, depth = [], start, 0
    for place in range(start, end):
        letter = words[place]
        depth = max(0, depth + (letter == "(") - (letter == ")"))
        if letter == "," == mark and words[place + 1 : place + 2] in _CLOSING:
            found.append((at, place + 2))
            at = place + 2
        elif (
            letter == mark and not depth and not (words[place - 1].isdigit() and words[place + 1 : place + 4].isdigit())
        ):
            found.append((at, place))
            at = place + 1
    return [*found, (at, end)]


def trimmed(words: str, start: int, end: int) -> Place:
    """Return the place without white space, commas and the like around it, and without a sentence's full stop."""
    while start < end and (words[start].isspace() or words[start] in _AROUND):
        start += 1
    while end > start and (
        words[end - 1].isspace()
        or words[end - 1] in _AROUND
        or (words[end - 1] == "." and not _ABBREVIATED.search(words, start, end))
    ):
        end -= 1
    return start, end
