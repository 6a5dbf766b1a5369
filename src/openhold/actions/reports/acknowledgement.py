"""Tell who has answered about a hold: asked when and how, reminded when, answered when and how."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from openhold.actions.holds.answering import Answering
from openhold.actions.holds.look import look_at
from openhold.actions.home import Home
from openhold.actions.record import database_told
from openhold.actions.reports.scope import noon
from openhold.projections.hold import Hold, HoldVersion
from openhold.projections.matter import Matter
from openhold.projections.notice import Sending


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """A hold with its answers. `version` is the one in force, or the newest where none is.

    `sendings` are the messages about that version by custodian, in the order in which they left.
    """

    matter: Matter
    hold: Hold
    newest: HoldVersion
    version: HoldVersion
    answering: tuple[Answering, ...]
    sendings: Mapping[str, tuple[Sending, ...]]
    moment: datetime


def acknowledgement(home: Home, matter: Matter, hold: str) -> Acknowledgement:
    """Return who has answered about the hold named `hold`; raise UsageError where there is none."""
    looked = look_at(home, matter.id, hold)
    found, newest = looked.standing.hold, looked.standing.newest
    sent: defaultdict[str, list[Sending]] = defaultdict(list)
    with database_told(home):
        for one in Sending.objects.filter(matter=matter.id, hold=found.id, version=found.in_force).order_by("seq"):
            sent[one.custodian].append(one)
    return Acknowledgement(
        matter=matter,
        hold=found,
        newest=newest,
        version=next((one for one in looked.versions if one.version == found.in_force), newest),
        answering=looked.answering,
        sendings={who: tuple(them) for who, them in sent.items()},
        moment=noon(home),
    )
