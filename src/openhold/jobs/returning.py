"""The job that reads the mail that came back: what did not arrive is recorded, whatever else came is counted."""

from collections import Counter

from openhold.actions.errors import StoppedError
from openhold.actions.holds.returned import take_returned
from openhold.jobs.work import Outcome, Work
from openhold.workbench import configuration


def read_returned(work: Work) -> Outcome:
    """Read each mail in the box that nobody has read, and mark it as read once it is recorded what it says."""
    box = configuration.read(work.home.folder).returned
    if box is None:
        return Outcome("No box is set up to which mail comes back: [returned] in web.toml.")
    came: Counter[str] = Counter()
    for data, done in box.unread():
        if work.watch.stopped():
            raise StoppedError("Stopped. What was read is on record; run the command again to go on.")
        came[take_returned(work.home, work.actor, data)] += 1
        done()
    if not came:
        return Outcome("Nothing came back.")
    return Outcome("; ".join(f"{number:,} {what}" for what, number in came.items()) + ".")
