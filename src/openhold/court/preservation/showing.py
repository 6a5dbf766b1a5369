"""What a decision on a request to preserve found missing, and whether the rule that it leaned on carries it."""

import re
from collections.abc import Sequence

from openhold.court.citations.rules import rules
from openhold.court.said import Said, Showing
from openhold.court.view import View
from openhold.extract.text import Span

ABOUT = re.compile(r"preserv|destroy|destruct|\blost\b|spoliat|evidence|tamper|\bvehicle\sfor\b", re.IGNORECASE)
_ASKED = re.compile(
    r"\b(?:motion|request|application|petition)\w*\b[^.;]{0,120}?\bpreserv|preserv\w+\s(?:order|injunction)|\bpreserv\w+\s(?:of\s)?evidence",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:den(?:y|ied|ies|ying)|declines?|not granted)\b", re.IGNORECASE)
_MISSING = re.compile(
    r"\b(?:not\s(?:premised|based)\son\sany|(?:has|have|had|does|do|did)\s(?:not|n['\u2019]t)\s(?:\w+\s)?(?:shown?|demonstrated?|established?"
    r"|identif(?:y|ied)|made?|provided?|presented?|offered?|alleged?|specif(?:y|ied)|explain(?:ed)?|submitted?|set\sforth|set\sout|indicated?"
    r"|describe[d]?|point(?:ed)?)|fail(?:s|ed|ure)?\sto\s(?:\w+\s)?(?:show|demonstrate|establish|identify|make|provide|present|offer|allege"
    r"|specify|explain|indicate|describe)|(?:there\sis|makes|made|provides|offers|presents|is)\sno\s(?:\w+\s)?(?:showing|indication|evidence"
    r"|basis|reason|risk|danger)|without\s(?:any\s)?(?:showing|identifying|specifying|evidence|demonstrating))\b",
    re.IGNORECASE,
)
_ELEMENTS = (
    (
        "specific",
        re.compile(
            r"\bspecific(?!ally)\b|\bparticular\b|\b(?:what|which)\s(?:\w+\s)?evidence\b|\bspecify\b", re.IGNORECASE
        ),
    ),
    ("relevant", re.compile(r"\brelevan(?:t|ce)\b", re.IGNORECASE)),
    (
        "existing",
        re.compile(r"\bexist(?:ing|s|ence)?\b|\bcurrently\sin\s(?:the\s)?(?:possession|custody)\b", re.IGNORECASE),
    ),
    (
        "actual danger",
        re.compile(
            r"\b(?:danger|risk|threat|imminent(?:ly)?|jeopardy|likely|likelihood)\b|\bwill\sbe\s(?:\w+\s)?(?:lost|destroyed|altered)\b"
            r"|\b(?:being|about\sto\sbe|are\sto\s)\s?(?:lost|destroyed)\b",
            re.IGNORECASE,
        ),
    ),
)
_CONTRAST = re.compile(r",\s(?:but|rather|only)\b")
_VEHICLE = re.compile(r"\b(?:request|motion|application)\w*\b.{0,160}?\b(?:preserv|protective\sorder)", re.IGNORECASE)
_VEHICLE_FOR = re.compile(
    r"\brule\s\d[^;]{0,160}?\bvehicle\sfor\s(?:[\w'\u2019-]+\s){0,4}?(?:request|motion|application)\b", re.IGNORECASE
)
"""Behind these words the request is the one that the paper decides."""
_NOT_OK = re.compile(
    r"\b(?:not\s(?:\w+\s)?(?:sufficient|proper|appropriate|available|authorized|cognizable|(?:a|the)\sproper)|insufficient|improper|inappropriate"
    r"|does\snot\s(?:provide|authorize|permit|apply|govern|support))\b",
    re.IGNORECASE,
)
_OK = re.compile(r"\b(?:is|are)\s(?:proper|properly|appropriate|authorized|sufficient|available)\b", re.IGNORECASE)


def showing(view: View, said: Sequence[Span]) -> Showing | None:
    """Return what the sentences at `said` find missing; None where no request is denied, or nothing is said of it."""
    words = view.flow
    if not _ASKED.search(words) or not _DENIED.search(words):
        return None
    lacking = [part for sentence in said for part in _lacking(words, sentence)]
    missing = []
    for name, pattern in _ELEMENTS:
        where = [part for part in lacking if pattern.search(words, *part)]
        if where:
            missing.append(Said(name, tuple(view.span(*part) for part in where)))
    vehicle, good = _vehicle(view, said)
    if not missing and vehicle is None:
        return None
    return Showing(tuple(missing), vehicle, good)


def _lacking(words: str, sentence: Span) -> list[Span]:
    """Return the part of a sentence that says what was not shown, up to what was shown instead."""
    start, end = sentence
    match = _MISSING.search(words, start, end)
    if match is None or words[start : match.start()].count("\u201c") > words[start : match.start()].count("\u201d"):
        return []
    if words[start : match.start()].count('"') % 2:
        return []
    but = _CONTRAST.search(words, match.end(), end)
    return [(match.start(), but.start() if but else end)]


def _vehicle(view: View, said: Sequence[Span]) -> tuple[Said[str] | None, Said[bool] | None]:
    """Return the rule that the request leaned on, and whether the paper says that it carries it."""
    words = view.flow
    for start, end in said:
        if not (_VEHICLE.search(words, start, end) or _VEHICLE_FOR.search(words, start, end)):
            continue
        verdict = _NOT_OK.search(words, start, end) or _OK.search(words, start, end)
        if verdict is None:
            continue
        first, last = view.span(start, end)
        for rule in rules(view):
            within = [span for span in rule.spans if first <= span[0] and span[1] <= last]
            if within:
                good = verdict.re is _OK
                return Said(rule.value, tuple(within)), Said(good, (view.span(*verdict.span()), *within))
    return None, None
