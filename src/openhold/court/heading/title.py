"""The title that is printed on a paper, in the caption's right half, across the page, or in one line with all else."""

import re
from itertools import pairwise

from openhold.court.heading.sheet import Part, Sheet
from openhold.court.heading.types import type_at
from openhold.court.said import Said

_HEAD = 7_000
_RIGHT_HALF = 30
"""What begins at this column or behind it stands in the right half of a caption."""
_OPENS = re.compile(
    r"(?:\[?PROPOSED\]?\s+)?(?:(?:[A-Z][A-Z'\u2019&/-]*|\([A-Z ]+\)),?\s+){0,5}?"
    r"(?:ORDERS?\d?|JUDGMENT|OPINION|MEMORANDUM|FINDINGS?|STIPULATION|STIPULATED|REPORT|MINUTES|NOTICE|WRIT|DECISION|DECREE|VERDICT|RULING|"
    r"INJUNCTION)\b"
)
_OPENS_MIXED = re.compile(
    r"(?:Order|Judgment|Opinion|Memorandum(?:\s+(?:and|&)\s+Order|\s+Opinion|\s+Decision)?|Stipulation\s+and\s+Order|"
    r"Findings\s+and\s+Recommendations?|Report\s+and\s+Recommendations?)(?=\s*$|\s+(?:[A-Z]|re\b|on\b|to\b|for\b))"
)
_NOT_TITLE = re.compile(
    r"^(?:NOTICE\s+OF\s+ELECTRONIC|ORDERED\b|ORDER\s+(?:IS|WILL|SHALL|OF\s+THIS)\b|THAT\b|WHEREAS\b|THE\s+COURT\b)|"
    r"\bHEREBY\b|\bIT\s+IS\b"
)
_BODY = re.compile(r"\bORDERED\b|\bIT\s+IS\b|\bHEREBY\b")
_ASIDE = re.compile(
    r"\s*(?:[\[(*]+\s*(?:I?\[?\s*(?:ECF|Doc|Docs|DOC|Dkt|DKT|Docket|Document|Re)\b|NO\.|No\.).*|[\[(]re:?\b.*|\(?Docs?\..*)$"
)
_LOWER = frozenset(
    (
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "or",
        "re",
        "the",
        "to",
        "under",
        "v",
        "vs",
        "with",
        "without",
    )
)
_RUN = re.compile(
    r"(?:\s+(?:[A-Z0-9][A-Z0-9'\u2019&./-]*[A-Z0-9.](?:'[sS])?|&|A|(?:and|of|to|for|the|re|as)(?=\s[A-Z]{2}))[,;:]?(?=[\s\[(*]|$))+"
)
_REFERENCE = re.compile(r"[\[(*]+\s*(?:ECF|Docs?|Dkts?|Docket)\b[^()]{1,40}[\])*]+", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:AND\s+|;\s*)?(?:ORDER|[A-Z]{3,}ING)\s")
"""How a title goes on behind a reference to another entry."""
_DASHES = re.compile(r"[-_=]{3,}[ /]*[xX]?$")
_PARTY_ENDS = re.compile(
    r"[\s,.]{0,3}(?:et\s+al\b[\s,.]{0,3}|[A-Z][A-Za-z. ]{1,30},\s){0,2}(?:Defendant|Respondent|Appellee)s?\b"
    r"(?!['\u2019])"
)
_INITIAL = re.compile(r"(?<=\s)(?!U\.)[A-Z]\.(?=\s[A-Z]{2})")
_RIGHT_OF_VERSUS = re.compile(
    r"\s+[vV]s?\. (?P<more>[A-Z][A-Z'\u2019;:,.&()-]*(?: [A-Z'\u2019;:,.&()-]+){0,14}(?<![,.&]))(?= {2}[A-Z])"
)
"""A title's next line, to the right of `v.`, where all is one line."""
_ENDS = re.compile(
    r"\b(?:AND|OF|FOR|TO|THE|A|AN|IN|ON|WITH|BY|OR|RE|GRANTING|DENYING|REGARDING)$|[,;:&-]$", re.IGNORECASE
)
_OTHERS = re.compile(
    r"(?i)^(?:case\b|no\.|civ|cv|judge\b|date\b|hearing\b|time\b|dept|ctrm|courtroom|trial\b|complaint\b|action\b|re:\s*\[?(?:ecf|dkt|doc)|\d|\(?ecf|\(?doc|"
    r"\[|\((?!\d\)\s)|_+|/|(?:plaintiff|defendant|petitioner|respondent)s?\b(?!['\u2019])|vs?\.|appell)"
)


def read_title(sheet: Sheet) -> Said[str] | None:
    """Return the title as printed, its lines joined and spaces tidied; references to other entries are left out."""
    parts = sheet.parts(0, _HEAD)
    for at, part in enumerate(parts):
        opening = _OPENS.match(part.text) or (_OPENS_MIXED.match(part.text) if len(part.text) < 90 else None)
        if opening is None or _NOT_TITLE.search(part.text) or not _titled(part.text):
            continue
        chosen = [part, *_following(part, parts[at + 1 :])]
        words, spans = [], []
        for one in chosen:
            aside = _ASIDE.search(one.text)
            kept = (one.text[: aside.start()] if aside else one.text).rstrip(" _*/|")
            kept = _DASHES.sub("", kept)
            kept = kept if kept.count("(") == kept.count(")") else kept.strip(" ()")
            if kept:
                words.append(" ".join(kept.split()))
                spans.append(sheet.span(one.start, one.start + len(kept)))
            if aside:
                break
        return Said(" ".join(words), tuple(spans))
    return _run(sheet)


def _titled(text: str) -> bool:
    """Return whether all words but the small ones begin with a capital, as in a title."""
    words = [word.strip("[](),.;:'\"") for word in text.split()]
    return all(word[:1].isupper() or not word[:1].isalpha() or word in _LOWER for word in words)


def _capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and sum(letter.isupper() for letter in letters) >= 0.8 * len(letters)


def _following(first: Part, rest: list[Part]) -> list[Part]:
    fitting = _capitals if _capitals(first.text) else _titled
    chosen: list[Part] = []
    last, referred = first, False
    for part in rest:
        gap = part.row - last.row
        columned = first.left >= _RIGHT_HALF and not part.alone
        if gap > 2 or (gap == 2 and first.alone and not columned and not _ENDS.search(last.text)):
            break
        if gap == 0:
            continue
        same = abs(part.left - first.left) <= 6 or (first.alone and part.alone)
        if not same:
            if part.alone or (first.alone and not columned):
                break
            continue
        if _REFERENCE.fullmatch(part.text):
            last, referred = part, True
            continue
        if referred and not _GOES_ON.match(part.text):
            break
        if _OTHERS.match(part.text) or _BODY.search(part.text) or not fitting(part.text):
            break
        chosen.append(part)
        last, referred = part, False
        if len(chosen) == 9:
            break
    return chosen


def _gap(sheet: Sheet, end: int, start: int) -> bool:
    """Tell whether a line number, or other noise, stood between the word that ends at `end` and the one at `start`."""
    return sheet.span(start, start + 1)[0] - sheet.span(end - 1, end)[1] > start - end


def _before_party(sheet: Sheet, start: int, end: int) -> int:
    """Return where a title ends that a party's name follows: at a line's end, at an initial, else behind its type."""
    words = [(match.start(), match.end()) for match in re.finditer(r"\S+", sheet.words[start:end])]
    for (_, last), (first, _) in reversed([*pairwise([(0, 0), *words])]):
        if _gap(sheet, start + last, start + first):
            return start + last
    initial = _INITIAL.search(sheet.words, start, end)
    return initial.start() if initial else start


def _run(sheet: Sheet) -> Said[str] | None:
    """Return a title in capitals that stands within a line, such as a scan without columns gives."""
    head = sheet.words[:_HEAD]
    for match in re.finditer(r"(?:(?<=\s)|^)(?=[A-Z]{4})", head):
        before = len(head[: match.start()].rstrip())
        last = head[before - 1] if before else "."
        if last not in ",.:)" and not last.isdigit() and not _gap(sheet, before, match.start()):
            continue
        kind = type_at(head, match.start())
        if kind is None or not head[match.start() : kind.end].replace(" ", "").isupper():
            continue
        run = _RUN.match(head, kind.end)
        end = run.end() if run else kind.end
        if run and (_PARTY_ENDS.match(head, end) or _INITIAL.search(run[0])):
            end = _before_party(sheet, kind.end, end)
        text = head[match.start() : end].rstrip(" ,;:.")
        if _NOT_TITLE.search(text):
            continue
        spans = [(match.start(), match.start() + len(text))]
        more = _RIGHT_OF_VERSUS.match(head, end)
        if more:
            spans.append(more.span("more"))
        words = " ".join(head[start:stop] for start, stop in spans)
        return Said(" ".join(words.split()), tuple(sheet.span(*span) for span in spans))
    return None
