"""Tell which holds are not really on, over all matters that are shown to whoever asks."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from openhold.actions.holds.look import CODES, Weakness, weak_holds
from openhold.actions.home import Home
from openhold.actions.record import database_told
from openhold.actions.reports.scope import noon, shown_matters
from openhold.projections.hold import Hold
from openhold.projections.matter import Matter


@dataclass(frozen=True, slots=True)
class NotOn:
    """What keeps holds from being on, each with its matter. `looked_at` counts the holds that are not released."""

    matters: Mapping[str, Matter]
    weak: tuple[tuple[str, Weakness], ...]
    meanings: Mapping[str, str]
    looked_at: int
    moment: datetime


def not_on(home: Home, only: Collection[str] | None) -> NotOn:
    """Return what keeps holds of the matters in `only`, or of all, from being on: matter by matter, hold by hold."""
    matters = shown_matters(home, only)
    with database_told(home):
        standing = list(
            Hold.objects.filter(matter__in=list(matters), released_at=None).values_list("matter", flat=True)
        )
    there = [one for one in matters if one in set(standing)]
    weak = tuple((matter, one) for matter in there for one in weak_holds(home, matter))
    return NotOn(matters, weak, CODES, len(standing), noon(home))
