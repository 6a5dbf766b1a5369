"""List what people want destroyed, who agreed, and what was destroyed."""

from openhold.actions.home import Home
from openhold.actions.record import database_told
from openhold.projections.disposition import Disposition


def list_dispositions(home: Home, matter: str) -> tuple[Disposition, ...]:
    """Return every disposition of a matter, in the order in which they were proposed."""
    with database_told(home):
        return tuple(Disposition.objects.filter(matter=matter).order_by("seq"))
