"""The jobs that there are: what each does, in which lane, and how often."""

from dataclasses import dataclass
from datetime import time

from openhold.jobs import errands, keeping, webhooks
from openhold.jobs.leaving import check_directories
from openhold.jobs.notices import by_itself, send_wishes
from openhold.jobs.returning import read_returned
from openhold.jobs.rhythm import Daily, Every, Rhythm
from openhold.jobs.work import Doing
from openhold.projections.notice import ESCALATION, FIRST, REFRESH, RELEASE, REMINDER

SENDING, KEEPING = "sending", "keeping"
"""The lanes. Each runs one job after the other, so that no message waits for a long collection."""
_MIDNIGHT, _NIGHT, _MORNING, _SUNDAY = time(0), time(2), time(5), 6


@dataclass(frozen=True, slots=True)
class Standing:
    """A job: its name, what it does in a few words, its lane and its rhythm.

    Without a rhythm it runs each day at the time that `web.toml` says for reminders. `sending` is the kind of message
    that it sends, empty for one that sends none.
    """

    name: str
    does: str
    lane: str
    rhythm: Rhythm | None
    doing: Doing
    sending: str = ""


_ALL = (
    Standing("notices", "sends what somebody asked for on a page", SENDING, Every(60), send_wishes, FIRST),
    Standing("releases", "tells custodians of a release", SENDING, Every(15), by_itself(RELEASE), RELEASE),
    Standing("reminders", "reminds who has not answered", SENDING, None, by_itself(REMINDER), REMINDER),
    Standing(
        "escalations", "writes to the managers of those who do not answer", SENDING, None, by_itself(ESCALATION),
        ESCALATION,
    ),
    Standing("refreshes", "tells who has answered that it still holds", SENDING, None, by_itself(REFRESH), REFRESH),
    Standing("returned", "reads what came back by mail", SENDING, Every(15), read_returned),
    Standing("webhooks", "tells other programs what was recorded", SENDING, Every(1), webhooks.job),
    Standing("collections", "collects again what a hold covers", KEEPING, Daily(_NIGHT), keeping.collect_again),
    Standing("directories", "looks who left or moved", KEEPING, Daily(_MIDNIGHT), check_directories),
    Standing("audit", "re-reads a sample of what is kept", KEEPING, Daily(_MORNING, _SUNDAY), keeping.reread_sample),
    Standing(errands.JOB, "collects, re-reads, discloses what was asked for", KEEPING, Every(60), errands.do_asked),
    Standing("checkpoints", "signs checkpoints over facts that have none", KEEPING, Every(10), keeping.sign),
)  # fmt: skip
STANDING = {one.name: one for one in _ALL}
"""All of them by name, in the order in which they are shown."""
