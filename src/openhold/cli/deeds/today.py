"""What is about to be lost, what is due, and who has not answered: the front page, for a terminal."""

from typing import TYPE_CHECKING

from openhold.cli import context

if TYPE_CHECKING:
    from datetime import date

    from openhold.actions.foresee_losses import Foreseen
    from openhold.actions.holds.answers import Answers
    from openhold.actions.list_due import Due

_SHOWN = 20
"""So many lines of each list are printed; `--json` has all of them."""


def today(matter: str | None = None, /) -> None:
    """Say what is about to be lost, what is due, and who has not answered; in one matter, or in all.

    Example: `openhold today`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title; without it all matters are looked at.
    """
    from openhold.cli.bootstrap import open_home

    home, _ = open_home()
    from openhold.actions.describe import matters
    from openhold.actions.foresee_losses import foresee_losses
    from openhold.actions.holds.answers import answers
    from openhold.actions.list_due import list_due
    from openhold.actions.open_matter import find_matter
    from openhold.rows.today import today as row

    only = None if matter is None else [find_matter(home, matter).id]
    foreseen, due = foresee_losses(home, only), list_due(home, only)
    waiting = sorted((one for one in answers(home, only) if one.open), key=lambda one: one.acknowledge_by)
    if context.current.json:
        context.document(row(foreseen, due, waiting))
        return
    titles = {one.id: one.title for one in matters(home)}
    _tell_lost(foreseen, titles)
    _tell_due(due, titles)
    _tell_waiting(waiting, titles)


def _tell_lost(foreseen: "Foreseen", titles: dict[str, str]) -> None:
    context.tell("What is about to be lost?")
    for one in foreseen.dangers[:_SHOWN]:
        context.tell(f"  {_day(one.death.on)}  {context.one_line(one.held.place)}: {one.death.why}")
        task = foreseen.asked.get((one.held.matter, one.held.source))
        asked = "no task yet" if task is None else f"task {task.id}, due {_day(task.due)}"
        context.tell(f"    {context.one_line(titles[one.held.matter])}; source {one.held.source}; {asked}")
    _tell_rest(len(foreseen.dangers))
    if foreseen.unknown:
        context.tell(f"  Of {_sources(foreseen.unknown)} nobody knows what becomes of it: openhold source describe")
    if foreseen.undated:
        context.tell(f"  Of {_sources(foreseen.undated)} a rule is known and not when.")
    if not (foreseen.dangers or foreseen.unknown or foreseen.undated):
        context.tell("  Nothing, as far as is known.")


def _tell_due(due: "tuple[Due, ...]", titles: dict[str, str]) -> None:
    context.tell()
    context.tell("What is due?")
    for one in due[:_SHOWN]:
        late = f" (overdue by {one.overdue:,} days)" if one.overdue else ""
        time = "" if one.time is None else f" {one.time}"
        context.tell(f"  {_day(one.day)}{time}  {context.one_line(one.what)}{late}")
        where = f"task {one.task.id} of {one.who or one.task.steward}" if one.task is not None else ""
        if one.said is not None:
            where = f"{one.said.name}, entry {one.said.seq}"
        context.tell(f"    {context.one_line(titles[one.matter])}; {context.one_line(where)}")
    _tell_rest(len(due))
    if not due:
        context.tell("  Nothing.")


def _tell_waiting(waiting: "list[Answers]", titles: dict[str, str]) -> None:
    context.tell()
    context.tell("Who has not answered?")
    for one in waiting[:_SHOWN]:
        context.tell(f"  {_day(one.acknowledge_by)}  {context.one_line(one.hold.title)}: {one.open:,} of {one.asked:,}")
        context.tell(
            f"    {context.one_line(titles[one.hold.matter])}; openhold hold show {one.hold.matter} {one.hold.id}"
        )
    _tell_rest(len(waiting))
    if not waiting:
        context.tell("  Everybody who was asked has.")


def _tell_rest(number: int) -> None:
    if number > _SHOWN:
        context.tell(f"  … and {number - _SHOWN:,} more; --json lists all.")


def _sources(number: int) -> str:
    return "1 source" if number == 1 else f"{number:,} sources"


def _day(day: "date | None") -> str:
    return "" if day is None else f"{day:%a} {day.day} {day:%B %Y}"
