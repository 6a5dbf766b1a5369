"""What an order to preserve covers: the things, and the topics that they are about."""

import re
from collections.abc import Iterable, Iterator

from openhold.court.said import Said
from openhold.court.view import View
from openhold.extract.text import Span

_THING = re.compile(
    r"\b(?:documents?|documentation|information|ESI|evidence|data|records?|recordings?|video\w*|footage|audio\w*|tapes?"
    r"|e-?mails?|photo\w*|hard drives?|drives|devices?|computers?|files?|metadata|back-?ups?|materials?|things|items"
    r"|communications?|messages?|logs?|(?:cell)?phones?|samples?|specimens?|vehicles?|weapons?|correspondence|papers"
    r"|servers?|media|images?|writings?|objects?|clothing|x-rays?|notes|surveillance|equipment|databases?|texts?)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r",?\s(?:(?:that|which)\s)?(?:(?:may|might|could|would|is|are|be)\s){0,2}(?:(?:potentially|reasonably|arguably|possibly)\s)?"
    r"(?:referring\sor\s)?(?:relat(?:e|es|ed|ing)(?:\sin\sany\s(?:way|manner))?\sto|relevant\sto|concerning|regarding"
    r"|pertain(?:s|ing)?\sto|depicting|bearing\son|in\sconnection\swith|about|referring\sto|with\srespect\sto|surrounding)\s"
    r"(?P<topic>.+)",
    re.IGNORECASE,
)
_END = re.compile(
    r",?\s(?:during|until|pending|for\sthe\sduration|throughout|while|in\s(?:his|her|its|their)\s(?:possession|custody)"
    r"|within\s(?:his|her|its|their|\d+|[a-z]+\s\(\w+\))|so\sthat|including|such\sas|whether|and\s(?:shall|will|must)|but|pursuant|except|unless|without|from"
    r"\s(?:destruction|being)|shall|is|are|as\sfollows|and\sproduce|until)\b|,\s(?:which|and\s(?:to|not))\b|\s\(|[.;:](?=\s|$)"
    r"|,?\s(?:[Ss]igned\sby|filed\b)",
    re.IGNORECASE,
)
_STOPS = re.compile(r"[.;](?=\s)")
_PART = re.compile(r",\s(?!\d{4})(?:and\s|or\s|and/or\s)?|\s(?:and/or|and|or)\s", re.IGNORECASE)
_TOPICS = re.compile(r",?\s(?:or|and)\s(?:(?:relating|related)\sto|to|concerning|regarding)\s", re.IGNORECASE)
_ANY = re.compile(
    r"(?:(?:any|and|all|each|every|the|such|said|both|its|their|his|her|of|those|these|other|to)\s)+", re.IGNORECASE
)


_MARK = re.compile(
    r"(?:^|(?<=[;:,\s]))\s?(?:and\s|or\s|and/or\s)?\((?:[a-zA-Z]|\d{1,2}|[ivx]{1,4})\)\s|;\s(?:and\s|or\s|and/or\s)?(?=all\b|any\b|the\b)"
)
_OPENING = re.compile(r"(?:the\sfollowing(?:\s[\w-]+){0,4})?:\s(?=\(|all\b|any\b|the\b)|(?=\((?:a|A|1|i)\)\s)")
_NAME_BEFORE = re.compile(r"\b[A-Z][a-z]+$")
_NAME_NEXT = re.compile(r"[A-Z][a-z]+\b")


def items(words: str, what: Span) -> list[Span]:
    """Return the items of a list, without their marks; the whole where it is no list: `(a) all video; and (b) logs`."""
    start, end = what
    opening = _OPENING.match(words, start, end)
    if opening is None:
        return [what]
    start = opening.end()
    marks = [mark.span() for mark in _MARK.finditer(words, start, end)]
    first = [] if marks and not words[start : marks[0][0]].strip() else [(start, start)]
    bounds = [*first, *marks, (end, end)]
    return [(bounds[at][1], bounds[at + 1][0]) for at in range(len(bounds) - 1) if bounds[at][1] < bounds[at + 1][0]]


def is_evidence(what: str) -> bool:
    """Tell whether the words behind the verb begin with things that are evidence: not with rights or money."""
    start, stop = items(what, (0, len(what)))[0]
    what = what[start:stop]
    end = _END.search(what)
    return _THING.search(what[: end.start()] if end else what[:300]) is not None


def things(view: View, whats: Iterable[Span]) -> Iterator[Said[str]]:
    """Yield each thing that is to be kept once, as printed, without `all`, `any` and `the`."""
    seen = set()
    for start, end in whats:
        about = _ABOUT.search(view.flow, start, end)
        for thing in _parts(view, start, min(_cut(view.flow, start, end), about.start() if about else end), _PART):
            if thing.value.lower() not in seen:
                seen.add(thing.value.lower())
                yield thing


def topics(view: View, whats: Iterable[Span]) -> Iterator[Said[str]]:
    """Yield each topic that the things are about, as printed."""
    seen = set()
    for start, end in whats:
        about = _ABOUT.search(view.flow, start, end)
        if about is None or _STOPS.search(view.flow, start, about.start()):
            continue
        first = about.start("topic")
        for topic in _parts(view, first, _cut(view.flow, first, end), _TOPICS):
            if topic.value.lower() not in seen:
                seen.add(topic.value.lower())
                yield topic


def _cut(words: str, start: int, end: int) -> int:
    """Return where the words that name things or a topic end."""
    match = _END.search(words, start, end)
    return match.start() if match else end


def _parts(view: View, start: int, end: int, between: re.Pattern[str]) -> Iterator[Said[str]]:
    quantified = _ANY.match(view.flow, start, end)
    at = quantified.end() if quantified else start
    for part in [*between.finditer(view.flow, at, end), None]:
        if part and _joins_names(view.flow, part):
            continue
        first, last = at, part.start() if part else end
        at = part.end() if part else end
        any_ = _ANY.match(view.flow, first, last)
        first = any_.end() if any_ else first
        while last > first and view.flow[last - 1] in " ,.":
            last -= 1
        if last > first:
            yield Said(view.flow[first:last], (view.span(first, last),))


def _joins_names(words: str, part: re.Match[str]) -> bool:
    """Tell `of Officers Able and Baker`, where names are joined and not things."""
    follows = _NAME_NEXT.match(words, part.end())
    before = _NAME_BEFORE.search(words, max(0, part.start() - 30), part.start())
    return bool(follows and before and not _THING.match(words, part.end()))
