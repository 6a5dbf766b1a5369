"""Who against whom, in which court, under which number."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from openhold.court import courts, numbers
from openhold.court.caption import columns, parties
from openhold.court.caption.below import NUMBER_BELOW, read_below
from openhold.court.caption.columns import Head, Strip
from openhold.court.caption.names import bodied, labelled_title, run_title
from openhold.court.caption.standing import read_standing
from openhold.court.said import Caption, Party, Said
from openhold.court.view import View
from openhold.extract.text import Noise, Span

_RENUMBERED = re.compile(r"\bnew\s+(?:case\s+)?(?:number|no\.?)\s*(?:is|will\s+be|shall\s+be)?\s*:?\s*", re.IGNORECASE)
_OLD_NUMBER = re.compile(r"\bold\s+case\s+number\b", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:\b(?:lead\s+|member\s+|master\s+)?(?:case|docket|appeal|civil|criminal|cause|action|civil\s+action|criminal\s+action|c\.?a\.?|file|misc\.?)\s*"
    r"(?:nos?\b\.?|numbers?\b|\#)?|\bnos?\b\.?|\#)\s*:?\s*$",
    re.IGNORECASE,
)
_APPEAL_LABEL = re.compile(
    r"(?:\bNos?\.|\bNumbers?:?|\bNo:|#:?|\bCase:?|\bdocketed\s+(?:today\s+)?as)\s*:?\s*$", re.IGNORECASE
)
_NEXT_APPEAL = re.compile(r"\s*(?:[,;&]|and|/|\s)\s*(?:Nos?\.\s*)?", re.IGNORECASE)
_OTHER_CASE = re.compile(
    r"\b(?:related|transferred|formerly|see|cf\.|state\s+court|superior\s+court)\b[^\n]{0,40}$", re.IGNORECASE
)
_HALF_TITLE = re.compile(
    r"(?:FOR\s+THE\s+)?((?:NORTHERN|SOUTHERN|EASTERN|WESTERN|MIDDLE|CENTRAL)\s+)?DISTRICT\s+OF\s+[A-Z][A-Z ]+",
    re.IGNORECASE,
)
_OF_A_JUDGE = re.compile(
    r"(?:(?:Chief\s+)?U(?:nited\s+States|\.\s?S\.)\s+)(?:Chief\s+|Senior\s+)?(?:District|Magistrate)\s+Judge\W*", re.I
)
_BEHIND = 500
"""So many characters behind its parties a caption's number can still stand."""
_WITHOUT_PARTIES = 3500
"""So many characters a head can have whose parties were not read."""


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A case number as printed, tidied, with its initials."""

    printed: Said[str]
    initials: tuple[Said[str], ...]


@dataclass(frozen=True, slots=True)
class _Titled:
    """A court that a title names, and where in the text the title stands."""

    court: Said[str]
    start: int
    end: int


def read_caption(view: View, kind: str) -> Caption:
    """Return what the caption says. A docket text has none: there it is what the words say of themselves."""
    if kind == "docket-text":
        return _docket_text(view)
    head = columns.head(view)
    words = parties.masked(head.left.text)
    titles = _titles(view, head)
    start = _behind_title(head, titles)
    found = parties.read_parties(words, start)
    title = None if found else run_title(view, head)
    end = head.left.places[found.end - 1] if found else (title.end if title else None)
    court = _court(view, head, titles, end if found else None)
    appeal = court is not None and court.value.startswith("ca") and court.value[2:] in _CIRCUIT_ENDINGS
    numbered = _unique(_numbers(view, head, titles, end, appeal=appeal))
    if not numbered:
        numbered = _unique(_stamped(view, appeal=appeal))
    caption = Caption(
        court=court,
        case=numbered[0].printed if numbered else None,
        case_numbers=tuple(one.printed for one in numbered),
        judge_initials=numbered[0].initials if numbered else (),
        status=read_standing(view),
        lower=read_below(view, head) if appeal else None,
    )
    if found:
        caption = _with_parties(view, head.left, words, found, caption)
        title = labelled_title(view, head)
        if title and title.end <= head.left.places[found.before[0].names[0][0]]:
            return replace(caption, case_name=title.name, et_al=caption.et_al or title.et_al)
        return caption
    return caption if title is None else title.into(caption, sides=not appeal)


_CIRCUIT_ENDINGS = frozenset([*map(str, range(1, 12)), "dc", "fc"])


def _docket_text(view: View) -> Caption:
    status = read_standing(view)
    label = _RENUMBERED.search(view.flow)
    match = next(numbers.found(view.flow[label.end() : label.end() + 60]), None) if label else None
    # A case that moves to another court house has an old and a new number, and its text stands on both dockets.
    if label is None or match is None or match.start() or _OLD_NUMBER.search(view.flow):
        return Caption(status=status)
    strip = Strip(view.flow, [view.span(at, at + 1)[0] for at in range(len(view.flow))])
    one = _numbered(view, strip, label.end(), match)
    return Caption(case=one.printed, case_numbers=(one.printed,), judge_initials=one.initials, status=status)


def _titles(view: View, head: Head) -> list[_Titled]:
    """Return the courts whose titles head the paper, in its order; a stamp can stand in the middle of a line of one."""
    found = {
        strip.places[named.start]: _Titled(
            Said(named.court, strip.spans(view, named.start, named.end)),
            strip.places[named.start],
            strip.places[named.end - 1] + 1,
        )
        for strip in (head.left, head.whole)
        for named in courts.headings(strip.text)
    }
    return [found[place] for place in sorted(found)]


def _behind_title(head: Head, titles: list[_Titled]) -> int:
    """Return where in the left column the caption begins: behind the court's title, else at its start."""
    versus = parties.VERSUS.search(head.left.text)
    for title in titles:
        at = head.left.at(title.end)
        if versus is None or at <= versus.start():
            return at
    return 0


def _court(view: View, head: Head, titles: list[_Titled], end: int | None) -> Said[str] | None:
    whole = head.whole
    for title in titles:
        if title.start < (_WITHOUT_PARTIES if end is None else end):
            return title.court
    half = courts.nameless(whole.text[: whole.at(end)] if end else whole.text[:_WITHOUT_PARTIES])
    if half is None:
        return _addressed(head)
    if not whole.text[half[0]].isupper() or courts.in_a_sentence(whole.text, half[0]):
        return None
    site = courts.site(whole.text)
    if site:
        return Said(site.court, whole.spans(view, *half) + whole.spans(view, site.start, site.end))
    for row in head.rows if "DISTRICT" in whole.text[slice(*half)].upper() else ():
        for cell in row:
            if cell.line.places[0] < (_WITHOUT_PARTIES if end is None else end) and _HALF_TITLE.fullmatch(cell.text):
                named = courts.below("UNITED STATES DISTRICT COURT " + cell.text)
                if named:
                    span = cell.line.span(cell.start, cell.end)
                    return Said(named.court, (span, *whole.spans(view, *half)))
    return None


def _addressed(head: Head) -> Said[str] | None:
    """Return the court of the judge to whom a letter goes: `United States District Judge`, then the district."""
    for above, row in pairwise(head.rows):
        for judge, cell in zip(above, row, strict=False):
            if _OF_A_JUDGE.fullmatch(judge.text) and _HALF_TITLE.fullmatch(cell.text):
                named = courts.below("UNITED STATES DISTRICT COURT " + cell.text)
                if named:
                    return Said(
                        named.court, (cell.line.span(cell.start, cell.end), judge.line.span(judge.start, judge.end))
                    )
    return None


def _numbers(view: View, head: Head, titles: list[_Titled], end: int | None, *, appeal: bool) -> Iterator[_Numbered]:
    opening = titles[0].end + _BEHIND if titles else 0
    limit = _WITHOUT_PARTIES if end is None else end + _BEHIND
    for strip in (head.right, head.left):
        for match in _appeals(strip.text) if appeal else _trials(strip.text):
            place = strip.places[match.start()]
            if place > limit:
                break
            before = strip.text[max(0, match.start() - 60) : match.start()]
            starts = _LABEL.sub("", before.rpartition("\n")[2]).strip(" ([,;&") == ""
            inside = place < (opening if end is None else end)
            if not (inside or starts) or _OTHER_CASE.search(before):
                continue
            label = list(NUMBER_BELOW.finditer(before))
            if label and label[-1].end() == len(before):
                continue
            yield _numbered(view, strip, 0, match)


def _trials(words: str) -> Iterator[re.Match[str]]:
    """Yield the numbers of a trial court; a bare one (`10-12345`) only behind a label."""
    full = list(numbers.found(words))
    taken = [match.span() for match in full]
    bare = [
        match
        for match in numbers.appeals(words)
        if _LABEL.search(words[max(0, match.start() - 40) : match.start()])
        and not any(start < match.end() and match.start() < end for start, end in taken)
    ]
    yield from sorted([*full, *bare], key=lambda match: match.start())


def _appeals(words: str) -> Iterator[re.Match[str]]:
    """Yield the numbers that an appeals court prints behind a label, and those that follow in the same list."""
    at = None
    for match in numbers.appeals(words):
        before = words[max(0, match.start() - 40) : match.start()]
        listed = at is not None and _NEXT_APPEAL.fullmatch(words, at, match.start())
        alone = before.rpartition("\n")[2] == "" and words[match.end() : match.end() + 1] in ("\n", "")
        if listed or alone or _APPEAL_LABEL.search(before):
            at = match.end()
            yield match


def _numbered(view: View, strip: Strip, shift: int, match: re.Match[str]) -> _Numbered:
    start = shift + match.start()
    initials = []
    at = match.start("tail") - match.start() if match["tail"] else 0
    for one in numbers.initials(match[0]):
        at = match[0].index(one, at if one in match[0][at:] else 0)
        initials.append(Said(one, strip.spans(view, start + at, start + at + len(one))))
        at += len(one)
    printed = Said(numbers.tidy(match[0]), strip.spans(view, start, shift + match.end()))
    return _Numbered(printed, tuple(initials))


def _stamped(view: View, *, appeal: bool) -> Iterator[_Numbered]:
    """Yield the number of the first stamp that has one: it is printed on the page by the clerk's computer."""
    for piece in view.text.pieces:
        if piece.noise is not Noise.STAMP:
            continue
        strip = Strip(view.quote((piece.start, piece.end)), range(piece.start, piece.end))
        match = next(numbers.appeals(strip.text) if appeal else numbers.found(strip.text), None)
        if match:
            yield _numbered(view, strip, 0, match)
            return


def _unique(numbered: Iterable[_Numbered]) -> list[_Numbered]:
    """Return each number once, as it is printed most fully, in the order of the paper."""
    best: dict[str, _Numbered] = {}
    for one in numbered:
        key = re.sub(r"^\d+:", "", numbers.normal(one.printed.value) or one.printed.value)
        if key not in best or len(one.printed.value) > len(best[key].printed.value):
            best[key] = one
    return sorted(best.values(), key=lambda one: one.printed.spans[0])


def _with_parties(view: View, strip: Strip, words: str, found: parties.Parties, caption: Caption) -> Caption:
    everyone: list[Party] = []
    sides: dict[str, list[Said[str]]] = {"plaintiffs": [], "defendants": []}
    for group in (*found.before, *found.after):
        role = None if group.role is None else Said(words[slice(*group.role)], strip.spans(view, *group.role))
        role = role and role.to(parties.role)
        for place in group.names:
            name = Said(" ".join(words[slice(*place)].split()), strip.spans(view, *place))
            name = name if role is None else bodied(view, name, role.value)
            everyone.append(Party(name, role))
            if role is None or parties.sues(role.value):
                sides["plaintiffs"].append(name)
            elif parties.sued(role.value):
                sides["defendants"].append(name)
    return replace(
        caption,
        case_name=_case_name(view, strip, words, found, everyone),
        parties=tuple(everyone),
        plaintiffs=_once(sides["plaintiffs"]),
        defendants=_once(sides["defendants"]),
        et_al=any(group.et_al for group in (*found.before, *found.after)),
    )


def _case_name(view: View, strip: Strip, words: str, found: parties.Parties, everyone: list[Party]) -> Said[str]:
    """Return the names as printed, `et al` included, the two sides joined by ` v. `."""
    names = iter(everyone)
    sides: list[str] = []
    spans: list[Span] = []
    for groups in (found.before, found.after):
        side: list[str] = []
        aside = [group.role is not None and parties.aside(words[slice(*group.role)]) for group in groups]
        for group, beside in zip(groups, aside, strict=True):
            mine = [next(names) for _ in group.names]
            if beside and not all(aside):
                continue
            side += [party.name.value for party in mine]
            spans += [span for party in mine for span in party.name.spans]
            if group.et_al:
                side.append(" ".join(words[slice(*group.et_al)].split()))
                spans += strip.spans(view, *group.et_al)
        sides.append(", ".join(side))
        if groups is found.before:
            spans += strip.spans(view, *found.versus)
    return Said(" v. ".join(sides), tuple(spans), all(party.name.sure for party in everyone))


def _once(names: list[Said[str]]) -> tuple[Said[str], ...]:
    return tuple({name.value: name for name in reversed(names)}.values())[::-1]
