"""What the title of a docket text says it orders, where no word says how: `ORDER for extension of time`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from openhold.court.motions.entries import Numbers
from openhold.court.motions.names import Mention
from openhold.court.motions.wording import plain_name
from openhold.court.refs import Found

_FOR = re.compile(
    r"^\W*ORDER\s+(?:for|re:?|on|regarding)\s+(?P<what>(?:(?:an?|the|defendant['\u2019]?s|continued)\s+)*"
    r"(?P<thing>waivers?\s+of\s+(?:personal\s+)?app?e?arance|extension\s+of\s+time(?:\s+to\s+(?:\w+\s+){1,6}?\w+)?"
    r"|continuance))"
    r"(?=[\s,;:.(]*(?:$|[,;:.(]|signed\b|as\s+to\b|by\b|for\b|\d))",
    re.IGNORECASE,
)
_WAIVER = re.compile(
    r"^\W*(?:(?P<side>defendant)(?:['\u2019]?s)?\s+)?(?P<thing>waiver\s+of\s+(?:personal\s+)?app?e?a?rance)\s+(?:and|&)\s+order\b",
    re.IGNORECASE,
)
_DECISION = re.compile(r"\b(?:decision|opinion)\b", re.IGNORECASE)
_BY = re.compile(r"\s+by\s+(?P<side>defendant|plaintiff|petitioner|respondent)s?\b", re.IGNORECASE)
_EXCUSED = re.compile(r"\b(?:excused|waived|granted)\b", re.IGNORECASE)
_OBJECT = (
    r"(?:(?!\b(?:signed|thereon|as\s+to|ordering|and\s+(?:\[?proposed\]?\s+)?order|re|pursuant|consistent|currently"
    r"|set\s+for|filed|from|by|until|dated|between|with)\b)"
    r"(?!\s\d)[^;:,.()\[\]*])+"
)
"""What is asked for, up to what no longer belongs to it."""
_SHARED = re.compile(
    r"(?:^|[)\]*.]\s*)(?:(?:amended|second|third|joint)\s+)*(?P<joint>stipulat(?:ion|ed\s+(?:motion|request"
    r"|application)))\s*"
    r"(?:\[?\d+\]?\s*)?(?:(?:and|&)\s+\[?(?:proposed\]?\s+)?order|;?\s*order)?\s*(?P<ecf>\[?\d+\]?\s+)?"
    r"(?:as\s+to\s+(?:defendants?\s+)?(?-i:[A-Z][\w.'\u2019-]*,?\s+(?:\(\d+\),?\s+)?){1,5})?"
    rf"(?P<what>(?:to|for|extending|continuing|modifying|amending|staying|setting\s+aside)\s+{_OBJECT})",
    re.IGNORECASE,
)
_CONTINUED = re.compile(
    r"\b(?:continued|cont['\u2019]d|continues|reset|re-set|rescheduled|re-scheduled|vacated"
    r"|continuing)\b",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"\b(?:ordering|ordered(?!\s+by\b)|orders|granted|extended|extends|shall|due|deadline|until|reset|re-set|continued"
    r"|continues|rescheduled|re-scheduled|advanced|may\s+have"
    r"|modified|amended|is\s+set|set\s+for|vacated|dismissed)\b",
    re.IGNORECASE,
)
_ON = re.compile(
    r"^\W*(?:(?:amended|memorandum|decision|opinion|and|findings?|recommendations?|reports?|&|of|final"
    r"|tentative)[\s,/]+)*?"
    r"(?:order|recommendations?|decision|opinion)\s*(?:\([^)]*\)\s*)?(?:signed\s+by\s+[^;:]{5,60}?\s+on\s+\d+/\d+/\d+\s+)?(?:as\s+to\s+(?:(?-i:[A-Z])[\w.,'\u2019-]*\s+(?:\(\d+\),?\s+)?){1,8})?(?:on|re:?|regarding|as\s+to)(?::)?\s+$",
    re.IGNORECASE,
)
_ADOPTING = re.compile(
    r"^\W*(?:\w+\s+){0,3}?order\s+(?:adopting|accepting|approving)\s+(?:in\s+full\s+)?(?:\[?\d{1,4}\]?\s+)?(?:the\s+)?"
    r"(?:findings?|reports?)\s+(?:and|&)\s+recommendations?\b[^.;:]{0,90}\b(?:for|on|re|regarding)[\s,]+$",
    re.IGNORECASE,
)
_PENDING = re.compile(
    r"\b(?:hearing|vacat\w+|continued|due|respon\w+|opposition|briefing|reset|shall|set\s+for|submission|taken"
    r"|until|within"
    r"|withdrawn|stricken|order(?:ed|ing)|stay\w*|refer+ing|supplement\w*)\b",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\s*(?:[,;]+|and|&)\s*(?:and\s+)?$", re.IGNORECASE)
_AND_ON = re.compile(
    r"\s*(?:(?-i:[A-Z])[\w.]*\s+|(?:of|the)\s+){0,6}[,;]?\s*(?:and|&)?\s*order\s+(?:on|re|regarding)\s+$", re.IGNORECASE
)
_ASKED = re.compile(
    r"^\W*(?:(?:amended|second|unopposed|(?P<joint>joint|stipulated)|ex\s+parte)\s+)*(?P<noun>request|motion|application)s?"
    rf"\s+(?:and|&)\s+\[?(?:proposed\]?\s+)?order\s+(?P<what>(?:to|for)\s+{_OBJECT})",
    re.IGNORECASE,
)
_STIPULATION = re.compile(
    r"^\W*(?:(?:amended|second|third|joint)\s+)*(?P<joint>stipulation)(?:\s*(?:and|&|;)\s+\[?(?:proposed\]?\s+)?order)?(?![a-z])",
    re.IGNORECASE,
)
_RE = re.compile(r"\bre:?\s*$", re.IGNORECASE)
_ITSELF = re.compile(r"\s*(?:,|:|\.|signed\b|stipulation|proposed|(?-i:[A-Z]{4,}ING)\b)", re.IGNORECASE)
_ALONE = re.compile(r"\.\s+(?P<word>granted|denied)\.(?=\s|$)", re.IGNORECASE)
"""The clerk's last word: `ORDER on 2 Application to stay, signed by Judge Poe. Granted.`"""
_WRIT = re.compile(r"^\W*ORDER\s+(?:and|&|for)\s+(?P<what>WRIT\s+OF\s+HABEAS\s+CORPUS\s+AD\s+\w+)", re.IGNORECASE)
_OFF = re.compile(
    r"\b(?:motion\s+)?hearing\s+(?:(?:currently\s+|previously\s+)?set\s+(?:for|on)\s+\S+\s+)?is\s+vacated\b",
    re.IGNORECASE,
)
"""A hearing that an order on its motion takes off the calendar leaves nothing pending."""
_REFERRED = re.compile(r"(?:referred|objections?\s+to|objections?,?\s+(?:if\s+any,?\s+)?due)\b.*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Titled:
    """An outcome that a title tells."""

    name: str
    named: tuple[int, int]
    result: str
    said: tuple[int, int]
    by: tuple[str, int, int] | None
    ecf: Found | None


def titled(flow: str, mentions: Sequence[Mention], numbers: Numbers) -> list[Titled]:
    """Return what the title of a docket text says it orders; for a text in which nothing says how it was decided."""
    one = _written(flow, numbers) or _ordered(flow) or _waived(flow) or _stipulated(flow, mentions) or _asked(flow)
    if one:
        return [one]
    return _about(flow, mentions) or _numbered(flow, mentions, numbers)


def _ordered(flow: str) -> Titled | None:
    match = _FOR.match(flow)
    if match is None:
        return None
    by = _BY.match(flow, match.end())
    excused = _EXCUSED.search(flow, match.end()) if match["thing"].lower().startswith("waiver") else None
    return Titled(
        plain_name(match["thing"]).replace("waivers", "waiver"),
        match.span("thing"),
        "granted" if excused else "unstated",
        excused.span() if excused else match.span("thing"),
        (by["side"].lower(), *by.span("side")) if by else None,
        None,
    )


def _stipulated(flow: str, mentions: Sequence[Mention]) -> Titled | None:
    match = _SHARED.search(flow, 0, 500)
    if match is None:
        return None
    noun = "stipulation" if match["joint"].lower() == "stipulation" else match["joint"].split()[-1].lower()
    name = plain_name(f"{noun} {match['what']}")
    result, said = _carried(flow, match.end(), name) or ("unstated", match.span("what"))
    ecf = next((ref for one in mentions[:1] for ref in one.refs), None)
    return Titled(name, match.span("what"), result, said, ("parties", *match.span("joint")), ecf)


def _written(flow: str, numbers: Numbers) -> Titled | None:
    """Take `ORDER and WRIT OF HABEAS CORPUS AD PROSEQUENDUM 12, signed by Judge Poe. Granted.`"""
    match = _WRIT.match(flow)
    alone = _ALONE.search(flow, match.end()) if match else None
    if match is None or alone is None:
        return None
    refs = numbers.after(flow, match.end("what"))[1] or numbers.between(match.end("what"), alone.start())
    return Titled(
        plain_name(match["what"]),
        match.span("what"),
        alone["word"].lower(),
        alone.span("word"),
        None,
        refs[0] if refs else None,
    )


def _asked(flow: str) -> Titled | None:
    """Take `REQUEST and ORDER to exonerate bond`."""
    match = _ASKED.match(flow)
    if match is None:
        return None
    name = plain_name(f"{match['noun']} {match['what']}")
    by = ("parties", *match.span("joint")) if match["joint"] else None
    return Titled(name, match.span("what"), "unstated", match.span("what"), by, None)


def _numbered(flow: str, mentions: Sequence[Mention], numbers: Numbers) -> list[Titled]:
    """Take a stipulation named by its number only: `STIPULATION and ORDER 12`, `STIPULATION and ORDER re 12`."""
    match = _STIPULATION.match(flow)
    if match is None or not mentions or mentions[0].head > match.end():
        return []
    ecf = next(iter(mentions[0].refs), None) or next(
        (
            ref
            for ref in numbers.between(match.end(), 260)
            if _RE.search(flow, max(0, ref.label - 5), ref.label) and _ITSELF.match(flow, ref.end)
        ),
        None,
    )
    if ecf is None:
        return []
    result, said = _carried(flow, match.end(), "stipulation") or ("unstated", match.span("joint"))
    place = match.span("joint")
    return [Titled("stipulation", place, result, said, ("parties", *place), ecf)]


def _carried(flow: str, at: int, name: str) -> tuple[str, tuple[int, int]] | None:
    """Return what became of a stipulation, by the words behind `at`, and where they stand.

    One that asks to continue something is continued where the order gives it in any words (`RESET for`, `is set for`);
    so is one known by its number only, where something is continued. Any other is granted where the order gives
    what it asks, and nothing is told where only the title names it. One with neither name nor number is no outcome:
    `STIPULATION and ORDER signed by Judge Poe: the hearing is continued` tells what kind of paper it is.
    """
    moved = _CONTINUED.finditer(flow, at, at + 300 if name == "stipulation" else len(flow))
    continued = next((one for one in moved if name != "stipulation" or one.group().lower() != "vacated"), None)
    asked = "contin" in name
    given = (continued if asked or name == "stipulation" else None) or _GIVEN.search(flow, at)
    return ("continued" if asked or given is continued else "granted", given.span()) if given else None


def _about(flow: str, mentions: Sequence[Mention]) -> list[Titled]:
    """Take `ORDER on 12 Motion to Withdraw` where nothing says how it was decided."""
    first = mentions[0] if mentions else None
    if (
        first is None
        or (first.bare and not first.refs)
        or first.start > 160
        or not (_ON.match(flow[: first.start]) or _ADOPTING.match(flow[: first.start]))
    ):
        return []
    result, said = "unstated", first.named
    if first.name.startswith("stipulation") or "continu" in first.name:
        result, said = _carried(flow, first.end, first.name) or (result, said)
    elif not _DECISION.search(flow, 0, first.start) and _PENDING.search(
        _REFERRED.sub("", _OFF.sub("", flow[first.end :]))
    ):
        return []
    alone = _ALONE.search(flow, first.end)
    if result == "unstated" and alone:
        result, said = alone["word"].lower(), alone.span("word")
    told: list[Titled] = []
    before = first
    for one in mentions if result == "unstated" else mentions[:1]:
        gap = flow[before.end : one.start]
        if one is not first and not (_AND_ON.match(gap) or ((one.refs or one.by) and _NEXT.match(gap))):
            break
        refs: list[Found | None] = [*(one.refs if one.plural else one.refs[:1])]
        place = said if one is first else one.named
        told += [Titled(one.name, one.named, result, place, one.by, ref) for ref in refs or [None]]
        before = one
    return told


def _waived(flow: str) -> Titled | None:
    """Take `DEFENDANT'S WAIVER OF APPEARANCE AND ORDER`."""
    match = _WAIVER.match(flow)
    if match is None:
        return None
    excused = _EXCUSED.search(flow, match.end())
    return Titled(
        "waiver of appearance",
        match.span("thing"),
        "granted" if excused else "unstated",
        excused.span() if excused else match.span("thing"),
        ("defendant", *match.span("side")) if match["side"] else None,
        None,
    )
