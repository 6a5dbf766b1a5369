"""What pages and commands ask of the jobs: send this, pause that, run it now; and what they are told of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from types import MappingProxyType

from openhold.actions.errors import StoppedError, UsageError
from openhold.actions.holds.due import Coming, coming, in_own_words
from openhold.actions.holds.find import hold_in_force
from openhold.actions.holds.outbox import FOLDER
from openhold.actions.home import Home
from openhold.jobs import errands
from openhold.jobs.queueing import start_now, start_unless_paused, under_way
from openhold.jobs.standing import STANDING, Standing
from openhold.jobs.work import Outcome, Work, run
from openhold.projections.notice import AGAIN, FIRST, REMINDER
from openhold.workbench import configuration
from openhold.workbench.schedule import Job, Pause, Wish

_LATE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Shown:
    """A job as it is shown: `state` is ``running``, ``waiting`` for its turn, ``paused``, ``late`` or ``on time``.

    ``late`` is one that the clock should have started: no worker runs. ``not begun``: the clock never saw it yet.
    """

    standing: Standing
    row: Job
    state: str


def jobs(home: Home) -> tuple[Shown, ...]:
    """Return all jobs with where each stands."""
    rows = {one.name: one for one in Job.objects.all()}
    waiting, running = under_way()
    late = home.clock() - _LATE
    found = []
    for one in STANDING.values():
        row = rows.get(one.name) or Job(name=one.name)
        if one.name in running or one.name in waiting:
            state = "running" if one.name in running else "waiting"
        elif row.paused_at is not None:
            state = "paused"
        elif row.next_run is None:
            state = "not begun"
        else:
            state = "late" if row.next_run < late else "on time"
        found.append(Shown(one, row, state))
    return tuple(found)


def run_now(home: Home, name: str) -> None:
    """Have a job run as soon as its lane is free. Raises UsageError where there is no such job."""
    start_now(_known(name).name, home.clock())


def run_here(work: Work, name: str) -> Outcome:
    """Run a job now, in this process. Raises as `run_now`; StoppedError where the watch said stop."""
    standing = _known(name)
    Job.objects.get_or_create(name=name)
    outcome = run(work, name, standing.doing)
    if outcome is None:
        raise StoppedError("Stopped. What was done so far stays; run the command again to go on.")
    return outcome


def pause(home: Home, name: str, by: str) -> bool:
    """Let the clock not start a job any more; False where it is paused already. Raises as `run_now`."""
    row, _ = Job.objects.get_or_create(name=_known(name).name)
    new = Job.objects.filter(name=row.name, paused_at=None).update(paused_at=home.clock(), paused_by=by)
    return bool(new)


def resume(name: str) -> bool:
    """Let the clock start a job again, at once where its time has passed; False where it was not paused."""
    return bool(Job.objects.filter(name=_known(name).name).exclude(paused_at=None).update(paused_at=None, paused_by=""))


def ask_to_send(home: Home, matter: str, hold: str, by: str, sending: str = FIRST, custodian: str = "") -> str:
    """Have messages of the version in force sent in the background, and return in a sentence what becomes of them.

    To all who are to get one, or once more (``again``) to one `custodian`. Raises UsageError for anything else, and
    RefusedError where the hold is not in force.
    """
    if sending not in (FIRST, REMINDER, AGAIN) or (sending == AGAIN) != bool(custodian):
        raise UsageError(
            f"The notice ({FIRST}) and reminders ({REMINDER}) go to all who are to get one; the notice once more "
            f"({AGAIN}) goes to one custodian, who must be named."
        )
    found = hold_in_force(home, matter, hold)
    now = home.clock()
    Wish.objects.update_or_create(
        matter=matter,
        hold=found.id,
        sending=sending,
        custodian=custodian,
        defaults={"version": found.in_force, "asked_by": by, "asked_at": now, "waits": ""},
    )
    return _started("notices", home, matter, found.id)


def tell_release(home: Home, matter: str, hold: str) -> str:
    """Have whoever was told of a hold told in the background what was released; return in words what becomes of it."""
    if in_own_words(home, matter, hold):
        return "Its notice is in a person's own words, so a person tells the custodians of the release."
    return f"Whoever was told of the hold is told of the release. {_started('releases', home, matter, hold)}"


def start_errands(home: Home) -> str:
    """Have what somebody asked for done as soon as its lane is free; return in a sentence what becomes of it."""
    if start_unless_paused(errands.JOB, home.clock()):
        return "It goes on in the background; load this page again to see how far it is."
    return f"It waits, because an owner of this instance has paused the job {errands.JOB}."


def way(home: Home, matter: str, hold: str) -> str:
    """Return in a sentence how messages of a hold leave, or that they do not."""
    mail = configuration.read(home.folder).mail
    if mail is not None:
        return f"Messages leave by mail through {mail.server}."
    return (
        "Nothing leaves by mail, because no mail server is set up: messages are written to the folder "
        f"{outbox(home) / matter / hold}, for somebody to send."
    )


def outbox(home: Home) -> Path:
    """Return the folder in which messages stand before they leave."""
    return home.folder / FOLDER


def pause_hold(home: Home, matter: str, hold: str, by: str) -> None:
    """Let nobody be reminded of a hold by itself. Raises RefusedError where it is not in force."""
    found = hold_in_force(home, matter, hold).id
    Pause.objects.get_or_create(matter=matter, hold=found, defaults={"by": by, "at": home.clock()})


def resume_hold(home: Home, matter: str, hold: str) -> None:
    """Let custodians be reminded again. Raises RefusedError where the hold is not in force."""
    Pause.objects.filter(matter=matter, hold=hold_in_force(home, matter, hold).id).delete()


@dataclass(frozen=True, slots=True)
class Outlook:
    """What becomes of a hold's messages: `wishes` wait to be sent, `coming` go by themselves unless it is `paused`.

    `today` is the day where the people are. Of a notice in a person's `own_words` only reminders go by themselves.
    `runs` are the moments at which each kind is sent next, by kind; None where the clock was never there yet.
    """

    wishes: tuple[Wish, ...]
    coming: tuple[Coming, ...]
    paused: Pause | None
    runs: Mapping[str, datetime | None]
    way: str
    own_words: bool
    today: date


def outlook(home: Home, matter: str, hold: str) -> Outlook:
    """Return what will be sent about a hold, before it is."""
    said = configuration.read(home.folder).reminders
    times = dict(Job.objects.values_list("name", "next_run"))
    return Outlook(
        wishes=tuple(Wish.objects.filter(matter=matter, hold=hold).order_by("asked_at")),
        coming=coming(home, matter, hold, said, said.zone),
        paused=Pause.objects.filter(matter=matter, hold=hold).first(),
        runs=MappingProxyType({one.sending: times.get(one.name) for one in STANDING.values() if one.sending}),
        way=way(home, matter, hold),
        own_words=in_own_words(home, matter, hold),
        today=said.day(home.clock()),
    )


def _started(name: str, home: Home, matter: str, hold: str) -> str:
    if start_unless_paused(name, home.clock()):
        return f"It goes on in the background. {way(home, matter, hold)}"
    return f"It waits, because an owner of this instance has paused the job {name}. {way(home, matter, hold)}"


def _known(name: str) -> Standing:
    if name not in STANDING:
        raise UsageError(f"There is no job {name!r}. There is: {', '.join(STANDING)}.")
    return STANDING[name]
