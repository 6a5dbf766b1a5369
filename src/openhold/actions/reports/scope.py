"""Of what a report is: the day, and the matters that are shown to whoever asks."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, time

from openhold.actions.home import Home
from openhold.actions.record import database_told
from openhold.projections.matter import Matter


def noon(home: Home) -> datetime:
    """Return noon of today in UTC."""
    return datetime.combine(home.clock().astimezone(UTC).date(), time(12), UTC)


def shown_matters(home: Home, only: Collection[str] | None) -> Mapping[str, Matter]:
    """Return the matters whose ids are in `only`, or all, by id, the oldest first."""
    with database_told(home):
        there = Matter.objects.order_by("opened_at", "id")
        return {one.id: one for one in there if only is None or one.id in only}
