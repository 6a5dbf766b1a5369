"""Pictures to scale, as SVG: x in per cent and type in pixels, so that one picture serves every width."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from openhold.filings.reports.picture import Answered, long, short, steps, ticks, told

_TOP, _HIGH, _ROW = 26, 150, 19
_BASE = _TOP + _HIGH
_NARROW = 262
"""So wide is the picture, in pixels, on the narrowest phone: there no two labels may touch either."""
_SIGN = 7
"""So wide is one sign of a label, in pixels, at most."""
_WEEKENDS = 130
"""So many days of a picture still show their weekends."""


def answers_over_time(shown: Answered) -> SafeString:
    """Return how many had acknowledged on each day until today, with the day on which it is due."""
    first = shown.start
    last = max(shown.due, shown.today, first + timedelta(days=1))
    span = (last - first).days + 1

    def x(day: date) -> float:
        return round((day - first).days * 100 / span, 2)

    def y(number: int) -> float:
        return round(_BASE - _HIGH * number / max(1, shown.asked), 1)

    line = [(0.0, float(_BASE))]
    for day, number in steps(shown):
        line += [(x(day), line[-1][1]), (x(day), y(number))]
    line.append((x(shown.today), line[-1][1]))
    labels = [
        ("", x(first), short(first)),
        ("t", x(shown.today), "today"),
        ("duet", x(shown.due), f"due {short(shown.due)}"),
    ]
    placed = list(_placed(labels))
    high = _BASE + 21 + _ROW * max(row for *_, row in placed)
    return format_html(
        '<svg class="scaled" width="100%" height="{}" role="img" aria-labelledby="answers-t answers-d">'
        '<title id="answers-t">Acknowledgements over time</title><desc id="answers-d">{}</desc>{}{}'
        '<svg x="0" y="{}" width="100%" height="{}" viewBox="0 {} 100 {}" preserveAspectRatio="none">'
        '<path class="area" d="{}"/><path class="step" vector-effect="non-scaling-stroke" d="{}"/></svg>'
        '{}<line class="now" x1="{}%" x2="{}%" y1="{}" y2="{}"/><line class="due" x1="{}%" x2="{}%" y1="{}" y2="{}"/>'
        '{}<text class="t" x="0" y="14">acknowledged, of {} asked</text></svg>',
        high,
        told(shown),
        _weekends(first, span),
        _grid(shown.asked, y),
        _TOP, _HIGH, _TOP, _HIGH,
        _path([*line, (line[-1][0], float(_BASE))]) + "Z",
        _path(line),
        format_html_join(
            "",
            '<circle class="dot" cx="{}%" cy="{}" r="4"/>',
            ((x(day), _BASE) for day in shown.reminders if first <= day <= last),
        ),
        x(shown.today), x(shown.today), _TOP, _BASE,
        x(shown.due), x(shown.due), _TOP, _BASE,
        format_html_join(
            "",
            '<text class="{}" x="{}%" y="{}" text-anchor="{}">{}</text>',
            ((kind, at, _BASE + 18 + _ROW * row, anchor, words) for kind, at, anchor, words, row in placed),
        ),
        f"{shown.asked:,}",
    )  # fmt: skip


_MARKS = 5
"""So many days of destruction have a label; the others are marked, and stand in the table beneath."""


def destroyed_over_time(today: date, days: Mapping[date, int]) -> SafeString:
    """Return when units would be destroyed by their own rules from today on: how many on which days."""
    span = (max(days) - today).days + max(1, (max(days) - today).days // 12)
    ordered = sorted(days)

    def x(day: date) -> float:
        return round((day - today).days * 100 / span, 2)

    labels = [("deadt", x(day), f"{short(day)}: {_units(days[day])}") for day in ordered[:_MARKS]]
    placed = list(_placed(labels))
    top = _ROW * (1 + max(row for *_, row in placed))
    base = top + 24
    words = "; ".join(f"{_units(days[day])} from {long(day)} on" for day in ordered[:20])
    return format_html(
        '<svg class="scaled" width="100%" height="{}" role="img" aria-labelledby="destroyed-t destroyed-d">'
        '<title id="destroyed-t">When their own rules would reach them</title><desc id="destroyed-d">{}.</desc>'
        '<line class="ax" x1="0" x2="100%" y1="{}" y2="{}"/><line class="now" x1="0" x2="0" y1="{}" y2="{}"/>'
        '{}{}<text class="t" x="0" y="{}">today</text><text x="100%" y="{}" text-anchor="end">{}</text></svg>',
        base + 26,
        words,
        base, base, base - 8, base + 8,
        _marks("dead", _TRIANGLE, x, base, ordered),
        _stems(placed, top, base),
        base + 22, base + 22, long(today + timedelta(days=span)),
    )  # fmt: skip


def days_ahead(today: date, span: int, lost: Mapping[date, int], due: Mapping[date, int]) -> SafeString:
    """Return the next `span` days to scale: above the line what is lost on which day, below it what is due."""

    def x(day: date) -> float:
        return round((day - today).days * 100 / span, 2)

    above = list(_placed([("deadt", x(day), _marked(day, lost[day])) for day in sorted(lost)[:_MARKS]]))
    below = list(_placed([("duet", x(day), _marked(day, due[day])) for day in sorted(due)[:_MARKS]]))
    top = _ROW * (1 + max((row for *_, row in above), default=-1))
    base = top + 24
    deep = base + 30 + _ROW * (1 + max((row for *_, row in below), default=-1))
    words = [f"{_things(lost[day], 'is', 'are')} lost on {long(day)}" for day in sorted(lost)[:20]]
    words += [f"{_things(due[day], 'is', 'are')} due on {long(day)}" for day in sorted(due)[:20]]
    return format_html(
        '<svg class="scaled" width="100%" height="{}" role="img" aria-labelledby="ahead-t ahead-d">'
        '<title id="ahead-t">The next {} days</title><desc id="ahead-d">{}.</desc>'
        '<line class="ax" x1="0" x2="100%" y1="{}" y2="{}"/><line class="now" x1="0" x2="0" y1="{}" y2="{}"/>'
        '{}{}{}{}<text class="t" x="0" y="{}">today</text><text x="100%" y="{}" text-anchor="end">{}</text></svg>',
        deep,
        span,
        "; ".join(words) or "Nothing is lost or due",
        base, base, base - 8, base + 8,
        _marks("dead", _TRIANGLE, x, base, sorted(lost)),
        _stems(above, top, base),
        _marks("duem", _DIAMOND, x, base, sorted(due)),
        format_html_join(
            "",
            '<text class="{}" x="{}%" y="{}" text-anchor="{}">{}</text>',
            ((kind, at, base + 28 + _ROW * row, anchor, label) for kind, at, anchor, label, row in below),
        ),
        deep - 4, deep - 4, long(today + timedelta(days=span)),
    )  # fmt: skip


_TRIANGLE, _DIAMOND = "M0-14 7 0H-7Z", "M0 2 6 8 0 14-6 8Z"


def _marks(kind: str, path: str, x: Callable[[date], float], base: int, days: Sequence[date]) -> SafeString:
    return format_html_join(
        "",
        '<svg x="{}%" y="{}" width="1" height="1" overflow="visible"><path class="{}" d="{}"/></svg>',
        ((x(day), base, kind, path) for day in days),
    )


def _stems(placed: Sequence[tuple[str, float, str, str, int]], top: int, base: int) -> SafeString:
    """Draw labels above a line, each with a stem that ends over its mark."""
    return format_html_join(
        "",
        '<line class="deadl" x1="{}%" x2="{}%" y1="{}" y2="{}"/>'
        '<text class="{}" x="{}%" y="{}" text-anchor="{}">{}</text>',
        (
            (at, at, top - _ROW * row - 4, base - 14, kind, at, top - _ROW * row - 8, anchor, label)
            for kind, at, anchor, label, row in placed
        ),
    )


def _marked(day: date, number: int) -> str:
    return short(day) if number == 1 else f"{short(day)}: {number:,}"


def _things(number: int, one: str, more: str) -> str:
    return f"1 thing {one}" if number == 1 else f"{number:,} things {more}"


def _units(number: int) -> str:
    return "1 unit" if number == 1 else f"{number:,} units"


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)


def _weekends(first: date, span: int) -> SafeString:
    if span > _WEEKENDS:
        return SafeString("")
    days = [n for n in range(span) if (first + timedelta(days=n)).weekday() >= 5]
    width = round(100 / span, 2)
    return format_html_join(
        "",
        '<rect class="past" x="{}%" width="{}%" y="{}" height="{}"/>',
        ((round(n * 100 / span, 2), width, _TOP, _HIGH) for n in days),
    )


def _grid(asked: int, y: Callable[[int], float]) -> SafeString:
    """Draw lines at round numbers, and at nought and at all."""
    lines = [("ax", 0), *(("gr", one) for one in ticks(asked)), *([("ax", asked)] if asked else [])]
    return format_html_join(
        "",
        '<line class="{}" x1="0" x2="100%" y1="{}" y2="{}"/><text x="-8" y="{}" text-anchor="end">{}</text>',
        ((kind, y(one), y(one), y(one) + 4, f"{one:,}") for kind, one in lines),
    )


def _placed(labels: Sequence[tuple[str, float, str]]) -> Iterator[tuple[str, float, str, str, int]]:
    """Yield every label with its anchor, and the first row in which it touches none before it."""
    rows: list[list[tuple[float, float]]] = []
    for kind, at, words in labels:
        wide = len(words) * _SIGN * 100 / _NARROW
        anchor, start = (
            ("start", at) if at < wide / 2 else ("end", at - wide) if at > 100 - wide / 2 else ("middle", at - wide / 2)
        )
        end = start + wide
        row = next(
            (n for n, taken in enumerate(rows) if all(end < other or start > until for other, until in taken)),
            len(rows),
        )
        if row == len(rows):
            rows.append([])
        rows[row].append((start, end))
        yield kind, at, anchor, words, row
