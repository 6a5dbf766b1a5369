"""The chain of custody as a picture to scale, as SVG: a line for each person who had the thing, and what happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from openhold.filings.reports.picture import long, short

_LANE, _TOP, _LINE = 46, 8, 30
"""Pixels: the height of a lane, what stands above the first, and how far below its top its line is drawn."""
_SIGNS_SHOWN = 34
"""So many signs of a name fit on the narrowest phone; the table has all of it."""
_MOST = 24
"""So many people have a line of their own; a longer chain is told in the table alone."""


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody had it from `start` to `end` (None: has it); `sure` where both sides confirmed that it came."""

    name: str
    start: datetime
    end: datetime | None
    sure: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened at `at`: ``sealed``, ``looked at``, or ``gap``."""

    kind: str
    at: datetime


def custody_over_time(spans: Sequence[Held], marks: Sequence[Mark], now: datetime) -> SafeString:
    """Return who had a thing when until `now`; empty where too many had it for a picture."""
    names = list(dict.fromkeys(one.name for one in spans))
    if not spans or len(names) > _MOST:
        return SafeString("")
    first = min(one.start for one in spans)
    whole = max(now - first, timedelta(minutes=1))
    base = _TOP + _LANE * len(names)

    def x(at: datetime) -> float:
        return round(min(100.0, max(0.0, (at - first) / whole * 100)), 2)

    def y(name: str) -> int:
        return _TOP + _LANE * names.index(name) + _LINE

    def lane_at(at: datetime) -> int:
        having = [one for one in spans if one.start <= at] or spans[:1]
        return y(having[-1].name)

    lines = [
        ("had" if one.sure else "had unsure", x(one.start), x(one.end or now), y(one.name), y(one.name))
        for one in spans
    ]
    steps = [("went", x(later.start), x(later.start), y(one.name), y(later.name)) for one, later in pairwise(spans)]
    return format_html(
        '<svg class="scaled" width="100%" height="{}" role="img" aria-labelledby="custody-t custody-d">'
        '<title id="custody-t">Who had it when</title><desc id="custody-d">{}</desc>'
        '{}{}{}{}<line class="ax" x1="0" x2="100%" y1="{}" y2="{}"/>'
        '<line class="now" x1="100%" x2="100%" y1="{}" y2="{}"/>'
        '<text x="0" y="{}">{}</text><text class="t" x="100%" y="{}" text-anchor="end">{}</text></svg>',
        base + 24,
        told(spans),
        format_html_join("", '<text class="t" x="0" y="{}">{}</text>', ((y(name) - 13, _cut(name)) for name in names)),
        format_html_join("", '<line class="{}" x1="{}%" x2="{}%" y1="{}" y2="{}"/>', [*steps, *lines]),
        format_html_join(
            "",
            '<svg x="{}%" y="{}" width="1" height="1" overflow="visible"><path class="{}" d="{}"/></svg>',
            ((x(one.at), lane_at(one.at), *_SIGNS[one.kind]) for one in marks),
        ),
        format_html_join(
            "", '<circle class="dot" cx="{}%" cy="{}" r="4.5"/>', ((x(one.start), y(one.name)) for one in spans)
        ),
        base, base, _TOP, base,
        base + 18, _day(first, now), base + 18, "today",
    )  # fmt: skip


_SIGNS = {
    "sealed": ("dot", "M-4 7H4V15H-4Z"),
    "looked at": ("looked", "M0 6 5 11 0 16-5 11Z"),
    "gap": ("dead", "M0 5 6 16H-6Z"),
}
"""Class and shape of what happened, drawn below the line of whoever had it."""


def told(spans: Sequence[Held]) -> str:
    """Return what the picture shows, in words."""
    parts = []
    for one in spans:
        end = "until now" if one.end is None else f"to {long(one.end.astimezone(UTC).date())}"
        unsure = "" if one.sure else ", not confirmed by both"
        parts.append(f"{one.name} from {long(one.start.astimezone(UTC).date())} {end}{unsure}")
    return f"{'; '.join(parts)}."


def _cut(name: str) -> str:
    return name if len(name) <= _SIGNS_SHOWN else f"{name[: _SIGNS_SHOWN - 1]}…"


def _day(first: datetime, now: datetime) -> str:
    utc = first.astimezone(UTC)
    if now - first < timedelta(days=2):
        return f"{short(utc.date())}, {utc:%H:%M} UTC"
    return f"{short(utc.date())} {utc.year}"
