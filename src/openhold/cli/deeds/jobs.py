"""The jobs: list them, run one now, pause it, let it go on; and what custodians are told next."""

from pathlib import Path
from typing import TYPE_CHECKING

from openhold.cli import context

if TYPE_CHECKING:
    from datetime import datetime

    from openhold.actions.home import Home
    from openhold.actions.set_up import Instance
    from openhold.jobs.asking import Outlook


def list_() -> int:
    """List the jobs: whether each is on time, when it runs next, what it did last. Exit code 1: one could not do all.

    The clock starts them while `openhold serve` runs.

    Example: `openhold job list`
    """
    home, _ = _ready()
    from openhold.jobs.asking import jobs

    there = jobs(home)
    wanting = any(one.row.error for one in there)
    if context.current.json:
        context.document(
            {
                "jobs": [
                    {
                        "job": one.standing.name,
                        "does": one.standing.does,
                        "state": one.state,
                        "next_run": None if one.row.paused_at is not None else _iso(one.row.next_run),
                        "last_run": _iso(one.row.ended_at),
                        "said": one.row.said or None,
                        "error": one.row.error or None,
                    }
                    for one in there
                ]
            }
        )
        return int(wanting)
    from openhold.cli import tables

    tables.show(
        ("job", "state", "next run", "last run", "it did"),
        [
            (
                one.standing.name,
                one.state,
                "not while paused" if one.row.paused_at is not None else _moment(one.row.next_run),
                _moment(one.row.ended_at),
                one.row.said or one.standing.does,
            )
            for one in there
        ],
    )
    if any(one.state in ("late", "not begun") for one in there):
        context.tell("The clock starts them while `openhold serve` runs.")
    for one in there:
        if one.row.error:
            context.tell(f"{one.standing.name} could not do all of it: {one.row.error}")
    return int(wanting)


def run(name: str, /) -> int:
    """Run a job now, in this process. Exit code 1: it could not do all of it, as the last line says.

    Example: `openhold job run reminders`

    Parameters
    ----------
    name: str
        The job, as `openhold job list` names it.
    """
    home, instance = _ready()
    from openhold.cli.watching import watching
    from openhold.jobs.asking import run_here
    from openhold.jobs.work import Work

    with watching("Running") as watch:
        outcome = run_here(Work(home, instance.actor, watch), name)
    if context.current.json:
        context.document({"job": name, "said": outcome.said or None, "error": outcome.error or None})
    else:
        if outcome.said:
            context.tell(outcome.said)
        if outcome.error:
            context.tell(f"It could not do all of it: {outcome.error}")
    return int(bool(outcome.error))


def pause(name: str, /) -> None:
    """Pause a job: the clock does not start it until somebody says resume.

    Example: `openhold job pause reminders`

    Parameters
    ----------
    name: str
        The job, as `openhold job list` names it.
    """
    home, instance = _ready()
    from openhold.jobs.asking import pause as stop

    _changed(name, stop(home, name, instance.actor), "is paused", "was paused already")


def resume(name: str, /) -> None:
    """Let a paused job go on.

    Example: `openhold job resume reminders`

    Parameters
    ----------
    name: str
        The job, as `openhold job list` names it.
    """
    _ready()
    from openhold.jobs.asking import resume as go_on

    _changed(name, go_on(name), "goes on", "was not paused")


def coming(matter: str, hold: str | None = None, /) -> None:
    """Say what custodians are told next by itself, and on which day, before it happens: of one hold, or of all.

    Example: `openhold hold coming quintrell force`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    hold: str
        The hold's id, or a part of its title. Default: every hold of the matter that is or was in force.
    """
    home, _ = _ready()
    from openhold.actions.holds.find import find_hold
    from openhold.actions.holds.look import holds
    from openhold.actions.open_matter import find_matter
    from openhold.jobs.asking import outlook

    found = find_matter(home, matter).id
    one = None if hold is None else find_hold(home, found, hold)
    them = [one] if one is not None else [each.hold for each in holds(home, found) if each.hold.in_force]
    seen = [(each, outlook(home, found, each.id)) for each in them]
    if context.current.json:
        context.document({"holds": [_coming_row(each.id, each.title, ahead) for each, ahead in seen]})
        return
    if not seen:
        context.tell("No hold of this matter is in force.")
    for each, ahead in seen:
        _tell_coming(each.title, ahead)


def calendar(matter: str, /, *, to: Path) -> None:
    """Write what is due and what goes by itself into a file for a calendar program. It names no custodian.

    Example: `openhold matter calendar quintrell --to quintrell.ics`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    to: Path
        The file, which must not exist.
    """
    home, _ = _ready()
    from openhold.actions.open_matter import find_matter
    from openhold.cli.files import write_new
    from openhold.jobs.agenda import agenda

    found = find_matter(home, matter)
    write_new({to: agenda(home, found)})
    if context.current.json:
        context.document({"matter": found.id, "file": str(to)})
    else:
        context.tell(f"Written: {to}")


def _coming_row(hold: str, title: str, ahead: "Outlook") -> dict[str, object]:
    rows = [
        {
            "day": one.day.isoformat(),
            "sending": one.sending,
            "to": one.to,
            "name": one.name,
            "about": list(one.about),
        }
        for one in ahead.coming
    ]
    paused = ahead.paused is not None
    more = {"paused": paused, "own_words": ahead.own_words, "way": ahead.way}
    return {"hold": hold, "title": title, "coming": rows, **more}


def _tell_coming(title: str, ahead: "Outlook") -> None:
    context.tell(f"{title}:")
    if not ahead.coming:
        context.tell("Nothing goes by itself.")
    else:
        from openhold.cli import tables

        tables.show(
            ("day", "what", "to"),
            [(f"{one.day:%d %b %Y}", one.sending, one.name) for one in ahead.coming],
        )
    if ahead.paused is not None:
        context.tell("Paused: nobody is reminded by itself.")
    if ahead.own_words:
        context.tell("The notice is in a person's own words: a person writes the letters other than reminders.")
    context.tell(ahead.way)


def _ready() -> "tuple[Home, Instance]":
    context.current.web = True
    from openhold.cli.bootstrap import open_home

    home, instance = open_home()
    from openhold.workbench import tables

    with home.locked():
        tables.prepare()
    return home, instance


def _changed(name: str, new: bool, now: str, before: str) -> None:
    if context.current.json:
        context.document({"job": name, "changed": new})
        return
    context.tell(f"{name} {now}." if new else f"{name} {before}; nothing was changed.")


def _iso(moment: "datetime | None") -> str | None:
    return None if moment is None else moment.isoformat()


def _moment(moment: "datetime | None") -> str:
    return "-" if moment is None else f"{moment:%d %b %Y %H:%M} UTC"
