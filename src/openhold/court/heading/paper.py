"""The heading of a whole paper: who signed it or wrote it, when, what it is called, and what is stamped on it."""

import re
from dataclasses import dataclass

from openhold.court.heading.sheet import Sheet
from openhold.court.heading.stamps import read_stamps
from openhold.court.heading.title import read_title
from openhold.court.heading.types import entry_type
from openhold.court.judges import ANY_NAME, COURTESY, TITLE, usual
from openhold.court.said import Heading, Said
from openhold.court.view import View
from openhold.court.when import whens
from openhold.extract.text import Span

_NAME = ANY_NAME.replace(r"\s", "[ ]")
"""A name within one line."""

_SHORT = r"U\.?S\.?[DM]\.?J\b\.?"
_OFFICE = re.compile(
    rf"(?P<title>(?i:{TITLE})|{_SHORT})"
    r"(?=[\s_.,]*(?:$|\n|\d|cc:|Page\b|(?i:united\s+states\s+(?:district|bankruptcy)\s+court)|/s/|\(|\[|[A-Z]{2,4}[:/]\w|/\w{2,6}\b))"
)
_CODE = r"(?:(?=[a-z]{0,6}\d)[\da-z]{4,8}(?=\s{3}))"
"""What some chambers' templates print at the left edge of the signature."""
_BEFORE_OFFICE = re.compile(
    rf"(?:^|\n|/\s*s\s*/|\bs/|[_.:)\]]|\d|[ ]{{2}}|(?i:{COURTESY}))[ _]*(?:/s/[ ]*)?"
    rf"(?P<name>{_NAME})[ ]*[,.]?[ _]*(?:\d{{1,2}}[ ])?"
    rf"(?:\n[ _]*(?:\d{{1,2}}(?=\s))?[ _]*{_CODE}?[ _]*){{0,3}}"
    rf"(?i:(?:the[ ])?hon(?:orable\b|\.))?[ _]*$"
)
_OVER_A_PAGE = re.compile(rf"/s/[ ]*(?P<name>{_NAME})[\s_]*$")
"""A signature whose title alone is on the next page."""
_OFFICE_FIRST = re.compile(rf"\n[ _]*(?P<title>(?i:{TITLE}))[ ]{{1,2}}(?P<name>{_NAME})[ _]*(?=\n|$)")
_UNNAMED = re.compile(r"(?:\d{4}\.?|[.:_/]|\bORDERED\.?)[\s_]*(?:\n[ _]*\d{1,2}[ _]*)?$|^[\s_\d]*$")
_AT_SIGNATURE = re.compile(
    r"\bDATED?\b|\bDated?\b|SO\s+ORDERED|So\s+ordered|/\s*s\s*/|\bs/|_{5,}|BY\s+THE\s+COURT|By\s+the\s+Court|"
    r"Respectfully|(?:for|FOR)\s+(?:the\s+Court|THE\s+COURT)\b|DONE|Signed|SIGNED|[12]\d{3}\.?\s*$"
)
_PRESIDING = re.compile(
    rf"(?i:present)\s*:?\s*(?i:the\s+)?(?i:honorable\b)?\s*(?P<name>{_NAME})\s*,?\s*(?P<title>(?i:{TITLE}))|"
    rf"(?i:present)\s*:?\s*(?i:the\s+)?(?i:honorable\b)\s*(?P<alone>{_NAME})(?=[ ]*(?:\n|[ ]{{3}}))|"
    rf"(?i:presiding\s+judge|judge)\s*:\s*(?i:{COURTESY})?\s*(?P<other>{_NAME})(?=\s*(?:$|\n|[ ]{{3}}))"
)
_AUTHOR = re.compile(
    rf"(?:^|\n)[ ]*(?P<name>{_NAME})\s*,\s*(?P<title>(?:Chief\s+|Senior\s+)?(?:United\s+States\s+)?"
    r"(?:(?:Circuit|District|Bankruptcy|Magistrate)\s+)?(?:Judge|Justice))\s*[.:](?!\w)"
)
_INITIAL_JUDGE = re.compile(
    rf"(?:^|\n)[ ]*(?P<name>{_NAME}),[ ](?:Ch\.[ ]|C\.[ ]?|D\.[ ]?)?J\.(?=[ ]*(?:\n|[ ]{{2}}|:))"
)
_PANEL = re.compile(r"\b(?i:before)\b:?[^.]{0,160}$")
_DATED = re.compile(
    r"(?<![A-Za-z])(?:DATED|Dated|SIGNED|Signed)\b(?!\s+(?:by|BY)\b)|"
    r"(?<![A-Za-z])(?:DATE|Date)\b(?=\s*:|\s{2,}|\s+\d|\s+[A-Z][a-z]{2,8}\.?\s\d{1,2},?\s\d{4})|"
    r"\b(?:ORDERED|[Ss]o\s+ordered|ENTERED|Entered|DONE|Done|SIGNED|Signed)\b(?!\s+on\s+[A-Z]{3})(?!\s+ON\s+DOCKET),?\s+"
    r"(?:(?:AND|and|in|IN|at|AT)\b[^.;]{0,80}?[\s,])?(?:(?:on|ON)\s+)?(?:this|THIS|on|ON)\b(?=\s+(?:the\s+|THE\s+)?[\dA-Z])|"
    r"\b(?:AND\s+NOW|And\s+now|NOW)\b,?\s+(?:(?:to\s+wit|TO\s+WIT),?\s+)?(?:on\s+)?(?:this|THIS)\b(?=\s+(?:the\s+)?\d)"
)
_NO_DATE = re.compile(r"_|/s/|(?i:judge|clerk|filed|hearing|conference|deadline)")
_PLACE = re.compile(
    r"\s*:?\s*[A-Z][a-z]+(?:[ ][A-Z][a-z]+){0,3},[ ][A-Z][A-Za-z. ]{1,20}?(?:[ ]{3,}[^\n]{1,80})?\n"
    r"[ _]*(?=[A-Z][a-z]{2,8}\.?[ ]\d)"
)
"""Behind `Dated:` the place, where the day stands in the line below; what is to the right of it is the signature."""
_HEARD = re.compile(r"\s*(?:at\s+\d|Time\b|TIME\b)")
_COUNSEL = re.compile(r"\b(?:By|BY)\s*:|(?i:\battorneys?\b|\bcounsel\b|\blaw\s+offices?\b|\brespectfully\s+submitted)")
_DATE_ALONE = re.compile(r"(?:^|\n)[ ]*(?P<date>[A-Z][a-z]{2,8}\.?[ ]\d{1,2},[ ]\d{4})[ ]*(?=\n)")
_CLERK = re.compile(
    r"(?:(?P<name>.{4,40}?)\s*,\s*)?(?:CLERK|Clerk)(?:,?\s+(?:(?i:of(?:\s+the)?\s+court)|(?i:u\.?s\.?|united).{0,30}))?[,.]?"
)
_WHOLE_NAME = re.compile(rf"(?P<name>{_NAME})[ ,]*")
_BY_JUDGES = re.compile(r"opinion|memorandum|order|findings|decision")
_DATED_ABOVE = re.compile(r"minute|letter|notice")
_LETTER = re.compile(r"\n[ \t]*Dear\b|\bthis letter\b|\bTo All Parties:|Very truly yours|Sincerely")
_ENDORSED = re.compile(r"(?:^|\n)[ \t]*MEMO(?:RANDUM)?[ ]ENDORSE(?:D|MENT)\b")
_ORDERED = re.compile(r"\b(?:SO|HEREBY|IS)\s+ORDERED\b")
"""What a judge signs under such words is an order, though no title was read."""
_APPEALS = re.compile(r"(?i)court\s+of\s+appeals|\bcircuit\s+judges?\b")
_PER_CURIAM = re.compile(r"(?:^|\n)[ \t]*(?:PER\s+CURIAM|Per\s+Curiam)\b")
_HEAD = 9_000
_NEAR = 900
_JUST_ABOVE = 200
_TOP = 4_000


@dataclass(frozen=True, slots=True)
class _Office:
    """Where a judge signs: the title and, where it is printed, the name."""

    name: Span | None
    title: Span | None
    at: int


def read_paper(view: View) -> Heading:
    """Return what a whole paper says of itself: judge, type, title, dates and stamps."""
    sheet = Sheet(view.lines)
    words = sheet.words
    stamps = read_stamps(view.text.text)
    title = read_title(sheet)
    head = words[:_HEAD]
    office = _presiding(head) or _author(words, head)
    signs = _signature(words)
    office = signs if office is None or _fuller(words, office, signs) else office
    curiam = _PER_CURIAM.search(head) is not None
    kind = entry_type(title.value) if title is not None else None
    if _APPEALS.search(head) and (curiam or (office is not None and kind is None)):
        kind = "opinion"
    if kind is None and _ENDORSED.search(words):
        kind = "memo endorsement"
    if kind is None and _LETTER.search(words[: 2 * _HEAD]):
        kind = "letter"
    if kind is None and office is not None and _ORDERED.search(words):
        kind = "order"
    if curiam and kind == "opinion":
        office = None
    judge = judge_title = issued_by = None
    if office is not None:
        judge, judge_title = _named(sheet, office.name), _named(sheet, office.title)
    elif kind is None or not _BY_JUDGES.search(kind):
        issued_by = _clerk(sheet)
    return Heading(
        judge=judge,
        judge_title=judge_title,
        issued_by=issued_by,
        doc_type=kind,
        title=title,
        signed=_signed(sheet, words, office, kind),
        filed=stamps.filed,
        entered=stamps.entered,
        ecf_no=stamps.ecf_no,
        document_id=stamps.document_id,
    )


def _named(sheet: Sheet, span: Span | None) -> Said[str] | None:
    if span is None:
        return None
    return Said(usual(sheet.words[span[0] : span[1]]), (sheet.span(*span),))


def _presiding(head: str) -> _Office | None:
    if "MINUTES" not in head and "Minutes" not in head:
        return None
    match = _PRESIDING.search(head)
    if match is None:
        return None
    name = next(group for group in ("name", "alone", "other") if match[group])
    return _Office(match.span(name), match.span("title") if match["title"] else None, match.start())


def _author(words: str, head: str) -> _Office | None:
    for pattern in (_AUTHOR, _INITIAL_JUDGE):
        for match in pattern.finditer(words, 0, 12 * _HEAD):
            if pattern is _AUTHOR and (
                not _APPEALS.search(head) or _PANEL.search(words, max(0, match.start() - 200), match.start())
            ):
                continue
            title = match.span("title") if "title" in match.groupdict() else None
            return _Office(match.span("name"), title, match.start())
    return None


def _fuller(words: str, author: _Office, signs: _Office | None) -> bool:
    """Tell whether who signs is the author, with more of the name: `YOUNG, D.J.` above, `WILLIAM G. YOUNG` below."""
    if author.name is None or signs is None or signs.name is None:
        return False
    short, long = words[slice(*author.name)].lower(), words[slice(*signs.name)].lower()
    return " " not in short and long.endswith(f" {short}")


def _signature(words: str) -> _Office | None:
    last = None
    for match in _OFFICE.finditer(words):
        start = match.start()
        line = words.rfind("\n", 0, start) + 1
        before = words[max(0, start - 200) : start]
        following = words[match.end() : match.end() + 60].lstrip(" _.,\n")
        if following[:1].islower() and not following.startswith(("cc:", "mailto", "hm", "c.c.")):
            continue
        if not _AT_SIGNATURE.search(words, max(0, start - _NEAR), start):
            continue
        named = _BEFORE_OFFICE.search(before)
        if named is None:
            far = words[max(0, start - 900) : start]
            signed = far.rfind("/s/")
            named = _OVER_A_PAGE.match(far, signed) if signed >= 0 else None
            before = far if named else before
        if named is not None:
            shift = start - len(before)
            last = _Office((named.start("name") + shift, named.end("name") + shift), match.span("title"), start)
        elif _UNNAMED.search(words[line:start]) and _UNNAMED.search(before.rstrip()):
            last = _Office(None, match.span("title"), start)
    if last is None:
        for match in _OFFICE_FIRST.finditer(words):
            if _AT_SIGNATURE.search(words, max(0, match.start() - _NEAR), match.start()):
                last = _Office(match.span("name"), match.span("title"), match.start())
    return last


def _signed(sheet: Sheet, words: str, office: _Office | None, kind: str | None) -> Said[str] | None:
    """Return the date at the signature or, on minutes, letters and notices, the one in the head."""
    if kind == "opinion":
        return None
    if (office is None and kind is None) or ((office is None or office.at < _TOP) and _DATED_ABOVE.search(kind or "")):
        return _dated_above(sheet, words)
    at = office.at if office is not None else len(words)
    near = [*_DATED.finditer(words, max(0, at - _NEAR), at)][-1:] or [*_DATED.finditer(words, at, at + 300)][:1]
    if not near:
        alone = [*_DATE_ALONE.finditer(words, max(0, at - _JUST_ABOVE), at)][-1:] if office is not None else []
        return _date(sheet, words, alone[0].start("date"), 40) if alone else None
    if near[0].start() < at and office is not None and _COUNSEL.search(words, near[0].end(), at):
        return None
    return _date(sheet, words, near[0].end(), 90)


def _dated_above(sheet: Sheet, words: str) -> Said[str] | None:
    for match in _DATED.finditer(words, 0, _TOP):
        found = _date(sheet, words, match.end(), 40)
        if found is not None:
            return found
    alone = _DATE_ALONE.search(words, 0, _TOP)
    return _date(sheet, words, alone.start("date"), 40) if alone is not None else None


def _date(sheet: Sheet, words: str, start: int, reach: int) -> Said[str] | None:
    place = _PLACE.match(words, start)
    start = place.end() if place else start
    for when in whens(words[start : start + reach]):
        if (
            when.day is None
            or _NO_DATE.search(words, start, start + when.start)
            or _HEARD.match(words, start + when.end)
        ):
            return None
        return Said(when.day.isoformat(), (sheet.span(start + when.start, start + when.end),))
    return None


def _clerk(sheet: Sheet) -> Said[str] | None:
    """Return the clerk of the letterhead or, failing that, of the closing: the name beside the office or above it."""
    size = len(sheet.words)
    for parts in (sheet.parts(0, _HEAD), sheet.parts(max(0, size - 3_000), size)):
        for at, part in enumerate(parts):
            office = _CLERK.fullmatch(part.text)
            if office is None:
                continue
            above = [
                one
                for one in parts[:at]
                if 0 < part.row - one.row <= 3 and one.left < part.right and part.left < one.right
            ]
            for place, text in [
                (part.start, office["name"] or ""),
                *[(one.start, one.text) for one in reversed(above)],
            ]:
                name = _WHOLE_NAME.fullmatch(text)
                if name is not None and " " in name["name"]:
                    return _named(sheet, (place, place + name.end("name")))
    return None
