"""Keep what was sent: the outbox of a matter is a source, so that the vault holds the bytes."""

from openhold.actions.collect.action import Collected
from openhold.actions.collect.pipeline import Watch
from openhold.actions.holds.outbox import FOLDER
from openhold.actions.home import Home
from openhold.actions.keep_inside import keep_inside
from openhold.projections.source import SENT_NOTICES


def keep_sent(home: Home, actor: str, matter: str, watch: Watch) -> Collected | None:
    """Collect the outbox of `matter`, and return what was collected; None where all of it is kept already."""
    return keep_inside(home, actor, matter, SENT_NOTICES, f"{FOLDER}/{matter}", watch)
