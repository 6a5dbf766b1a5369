"""The jobs that send: what somebody asked for, and what is due by itself; each goes on until it has left.

A mail server that is down ends a run, since it would be down for the next hold too; the schedule tries again. Whatever
else keeps a hold's messages from leaving does not keep those of the others.
"""

from functools import partial

from django.db.models import Q

from openhold.actions.errors import ActionError, StoppedError
from openhold.actions.holds.due import RECENT, due, notice_of
from openhold.actions.holds.notices import Addressee, to_remind, to_send
from openhold.jobs.sending import Find, post
from openhold.jobs.tally import Tally
from openhold.jobs.work import Doing, Outcome, Work
from openhold.projections.hold import Cover, Hold
from openhold.projections.notice import FIRST, RELEASE, REMINDER
from openhold.workbench import configuration
from openhold.workbench.errors import WorkbenchError
from openhold.workbench.schedule import Pause, Wish

_Them = tuple[Addressee, ...]


def send_wishes(work: Work) -> Outcome:
    """Send what somebody asked to have sent and what waits, oldest wish first."""
    tally = Tally()
    for wish in Wish.objects.order_by("asked_at"):
        # Another wish for the same may come meanwhile; it stays.
        row = Wish.objects.filter(pk=wish.pk, asked_at=wish.asked_at)
        if not Hold.objects.filter(matter=wish.matter, id=wish.hold, in_force=wish.version, released_at=None).exists():
            row.delete()
            continue
        waits, down = _send(work, tally, wish.matter, wish.hold, wish.sending, partial(_wished, work, wish))
        if waits or wish.sending == FIRST:
            row.update(waits=waits)
        else:
            row.delete()
        if down:
            break
    return tally.outcome()


def by_itself(sending: str) -> Doing:
    """Return the job that sends all messages of a kind that are due without anybody asking."""

    def doing(work: Work) -> Outcome:
        tally = Tally()
        for hold in _released(work) if sending == RELEASE else _reminded():
            _, down = _send(work, tally, hold.matter, hold.id, sending, partial(_due, work, hold, sending))
            if down:
                break
        return tally.outcome()

    return doing


def _send(work: Work, tally: Tally, matter: str, hold: str, sending: str, find: Find) -> tuple[str, bool]:
    """Send to whom `find` names; return why somebody waits, empty where nobody does, and whether the server is down."""
    try:
        if not find():
            return "", False
        done = post(work.home, work.actor, matter, hold, sending, work.watch, find)
    except StoppedError:
        raise
    except (ActionError, WorkbenchError) as error:
        return tally.wrong(str(error)), False
    return tally.add(done), done.down is not None


def _wished(work: Work, wish: Wish) -> _Them:
    if wish.sending == FIRST:
        return to_send(work.home, wish.matter, wish.hold)
    if wish.sending == REMINDER:
        return to_remind(work.home, wish.matter, wish.hold)
    found = notice_of(work.home, wish.matter, wish.hold, wish.custodian)
    return () if found is None else (found,)


def _due(work: Work, hold: Hold, sending: str) -> _Them:
    said = configuration.read(work.home.folder).reminders
    them = due(work.home, hold.matter, hold.id, sending, said, said.zone)
    if sending != REMINDER:
        return them
    # Whoever was reminded by hand a moment ago is left alone.
    may = {one.custodian.id for one in to_remind(work.home, hold.matter, hold.id)} if them else set()
    return tuple(one for one in them if one.custodian.id in may)


def _reminded() -> list[Hold]:
    """Return the holds in force whose custodians are reminded: those that nobody paused."""
    paused = set(Pause.objects.values_list("matter", "hold"))
    holds = Hold.objects.filter(released_at=None).exclude(in_force=0).order_by("matter", "seq")
    return [one for one in holds if (one.matter, one.id) not in paused]


def _released(work: Work) -> list[Hold]:
    """Return the holds of which something was released lately."""
    lately = work.home.clock() - RECENT
    some = set(Cover.objects.filter(released_at__gte=lately).values_list("matter", "hold"))
    holds = Hold.objects.filter(Q(matter__in={matter for matter, _ in some})).order_by("matter", "seq")
    return [one for one in holds if (one.matter, one.id) in some]
