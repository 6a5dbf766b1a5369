"""The timeline of a matter: a picture to scale from top to bottom, and the same facts as a list beside it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from openhold.actions.tell_timeline import (
    DUE,
    DUTY,
    HAPPENED,
    ISSUED,
    LEARNED,
    RELEASED,
    Event,
    Timeline,
    tell_timeline,
)
from openhold.filings.receipt_page import shown as plain
from openhold.filings.reports.picture import long, short
from openhold.web.inside import Inside
from openhold.web.lists import page_of

_TOP, _ROW, _LEAST = 14, 20, 360
"""Pixels above the first day, between two labels, and for the whole at least."""
_MOST = 36
"""So many events have a label; the others have a mark, and stand in the list."""
_SIGNS = 20
"""So many signs of a label have room on the narrowest phone."""
_BARS = 3
"""So many holds are drawn as bars, the newest."""
_AXIS = 72
_IMPORTANCE = (DUTY, LEARNED, ISSUED, RELEASED, DUE, HAPPENED)
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)


@require_safe
def timeline(request: HttpRequest, matter: str) -> HttpResponse:
    """Show what happened and what is due."""
    asked = cast(Inside, request)
    told, today = tell_timeline(asked.home, matter), asked.home.clock().date()
    coming = [one for one in told.events if one.day > today]
    page = page_of(request, [*coming, *(one for one in told.events if one.day <= today)])
    shown = {
        "matter": asked.matter,
        "standing": asked.standing,
        "told": told,
        "picture": drawn(told, today) if told.events else "",
        "gap": without_hold(told, today),
        "today": today,
        "page": page,
        "before": [one for one in page if one.day <= today],
        "after": [one for one in page if one.day > today],
    }
    return render(request, "timeline.html", shown)


def without_hold(told: Timeline, today: date) -> int | None:
    """Return how many days lay between the start of the duty and the first hold, or today; None where no duty began."""
    if told.duty is None:
        return None
    first = min((one.since for one in told.holds), default=today)
    return max(0, (min(first, today) - told.duty).days)


def drawn(told: Timeline, today: date) -> SafeString:
    """Return the picture of a timeline that has events."""
    first = min(told.events[0].day, today) - timedelta(days=3)
    last = max(told.events[-1].day, today) + timedelta(days=3)
    labels = _labelled(told.events, today)
    high = max(_LEAST, _ROW * (len(labels) + 1))

    def y(day: date) -> float:
        return round(_TOP + high * (day - first).days / max(1, (last - first).days), 1)

    places = _apart([y(day) for day, *_ in labels], _TOP + high)
    return format_html(
        '<svg class="scaled" width="100%" height="{}" role="img" aria-labelledby="timeline-t timeline-d">'
        '<title id="timeline-t">Timeline from {} to {}, drawn to scale</title><desc id="timeline-d">{}</desc>'
        '{}{}<line class="ax" x1="{}" x2="{}" y1="{}" y2="{}"/>{}{}'
        '<line class="now" x1="28" x2="{}" y1="{}" y2="{}"/></svg>',
        _TOP + high + 14,
        long(first + timedelta(days=3)),
        long(last - timedelta(days=3)),
        in_words(told, today),
        _months(first, last, high, y),
        _bars(told, today, y(last), y),
        _AXIS, _AXIS, _TOP, _TOP + high,
        format_html_join("", "{}", ((_mark(*one),) for one in _marked(told.events, y))),
        format_html_join(
            "",
            '<path class="leadl" d="M{} {}H{}L{} {}H{}"/><text class="{}" x="{}" y="{}">{}</text>'
            '<text class="{}" x="{}" y="{}">{}</text>',
            (
                (
                    _AXIS, y(day), _AXIS + 7, _AXIS + 14, at, _AXIS + 17, kind, _AXIS + 20, at + 4, short(day),
                    kind, _AXIS + 70, at + 4, words,
                )
                for (day, kind, words), at in zip(labels, places, strict=True)
            ),
        ),
        _AXIS + 8, y(today), y(today),
    )  # fmt: skip


def in_words(told: Timeline, today: date) -> str:
    """Return in a few sentences what the picture shows."""
    text = f"{len(told.events):,} {'event' if len(told.events) == 1 else 'events'}. "
    if told.duty is not None:
        text += f"The duty to preserve began on {long(told.duty)}. "
        gap = without_hold(told, today)
        if gap:
            text += f"{gap:,} {'day' if gap == 1 else 'days'} after that lay without a hold. "
    for one in told.holds[-_BARS:]:
        until = f"until {long(one.until)}" if one.until else "and still is"
        text += f"A hold was in force from {long(one.since)} {until}. "
    return f"{text}The list beside the picture gives every event in words."


def _labelled(events: Sequence[Event], today: date) -> list[tuple[date, str, str]]:
    """Return the day, class and words of every label in the order of days: the most important ones, and today."""
    order = {what: place for place, what in enumerate(_IMPORTANCE)}
    chosen = sorted(range(len(events)), key=lambda n: (order.get(events[n].what, len(order)), -n))[:_MOST]
    labels = [(events[n].day, n, *_label(events[n], today)) for n in chosen]
    labels.append((today, len(events), "t", "today"))
    return [(day, kind, words) for day, _, kind, words in sorted(labels)]


def _label(event: Event, today: date) -> tuple[str, str]:
    words = plain(f"{event.text}: {event.named}" if event.named else event.text)
    if event.what in (HAPPENED, DUE):
        words = plain(event.named)
    elif event.what == LEARNED:
        words = f"Learned: {plain(event.named)}"
    elif event.what == DUTY:
        words = "Duty began"
    kind = "duet" if event.what == DUE and event.day >= today else "said"
    return kind, words if len(words) <= _SIGNS else f"{words[: _SIGNS - 1].rstrip()}…"


def _apart(wanted: Sequence[float], bottom: float) -> list[float]:
    """Return where labels stand that want to stand at `wanted`, in order: none touches the next."""
    at: list[float] = []
    for one in wanted:
        at.append(max(one, at[-1] + _ROW) if at else max(one, _TOP))
    for n in range(len(at) - 1, -1, -1):
        at[n] = round(min(at[n], bottom if n == len(at) - 1 else at[n + 1] - _ROW), 1)
    return at


def _marked(events: Sequence[Event], y: Callable[[date], float]) -> list[tuple[bool, float]]:
    """Return whether something is due, and where: what falls on the same place is marked once."""
    return list(dict.fromkeys((one.what == DUE, y(one.day)) for one in events))


def _mark(due: bool, y: float) -> SafeString:
    if due:
        return format_html('<path class="dued" d="M{} {}l5.5 5.5-5.5 5.5-5.5-5.5Z"/>', _AXIS, y - 5.5)
    return format_html('<circle class="dot" cx="{}" cy="{}" r="4"/>', _AXIS, y)


def _bars(told: Timeline, today: date, bottom: float, y: Callable[[date], float]) -> SafeString:
    """Draw the duty as a line of ink, each hold as one of the accent, and dashes where a duty had no hold."""
    drawn = []
    if told.duty is not None:
        drawn.append(
            format_html(
                '<rect class="bar" x="32" width="6" y="{}" height="{}"/>',
                y(told.duty),
                max(2, bottom - y(told.duty)),
            )
        )
        gap = without_hold(told, today)
        if gap:
            until = told.duty + timedelta(days=gap)
            drawn.append(
                format_html(
                    '<rect class="gap" x="41.5" width="5" y="{}" height="{}"/>',
                    y(told.duty),
                    y(until) - y(told.duty),
                )
            )
    for n, one in enumerate(told.holds[-_BARS:]):
        end = bottom if one.until is None else y(one.until)
        drawn.append(
            format_html(
                '<rect class="bar acc" x="{}" width="6" y="{}" height="{}"/>',
                41 + 8 * n,
                y(one.since),
                max(2, end - y(one.since)),
            )
        )
    return format_html_join("", "{}", ((one,) for one in drawn))


def _months(first: date, last: date, high: int, y: Callable[[date], float]) -> SafeString:
    """Draw a line at the beginning of every month, or of so few that their names do not touch."""
    months = max(1, (last - first).days / 30.4)
    step = next((one for one in _STEPS if high * one / months >= 24), 240)
    return format_html_join(
        "",
        '<line class="gr" x1="28" x2="{}" y1="{}" y2="{}"/><text class="{}" x="0" y="{}">{}</text>',
        (
            (
                _AXIS,
                y(day),
                y(day),
                "t" if day.month == 1 else "",
                y(day) + 4,
                f"{day.year}" if day.month == 1 else f"{day:%b}",
            )
            for day in _firsts(first, last, step)
        ),
    )


def _firsts(first: date, last: date, step: int) -> Iterator[date]:
    """Yield the first days of every so many months, counted from a January."""
    number = first.year * 12 + first.month
    while True:
        day = date(number // 12, number % 12 + 1, 1)
        if day > last:
            return
        if number % step == 0 and day > first:
            yield day
        number += 1
