"""Stewards' open tasks."""

from openhold.filings.document import count
from openhold.filings.reports.given import ListedTask, OpenTasks
from openhold.filings.reports.picture import long
from openhold.filings.reports.report import Report, Rows, Section, Shown
from openhold.filings.table import Cell, Table
from openhold.projections.matter import Matter

NAME, WHAT = "tasks", "Open tasks of stewards"
FOR = "what stewards still have to do, and what is overdue"
_HEADS = (
    "matter", "matter title", "matter number", "task", "what", "steward", "due", "days overdue", "hold", "source",
    "given (UTC)", "opened again because",
)  # fmt: skip


def open_tasks(told: OpenTasks, matter: Matter | None) -> Report:
    """Return the report, of one matter or across all that were looked at: what is due first comes first."""
    late = sum(1 for one in told.tasks if one.overdue)
    rows = [_row(told, one, across=matter is None) for one in told.tasks]
    heads = (("Task", 42), ("Steward", 20), ("Due", 20), ("State", 18))
    return Report(
        name=NAME,
        what=WHAT,
        title="Every matter that you see" if matter is None else matter.title,
        matter=matter,
        day=told.moment.date(),
        headline=_headline(len(told.tasks), late),
        lead=("A steward sees to it that a source really keeps what it holds. A task is done when its proof is kept.",),
        sections=(Section("What there is to do", table=Rows(heads, rows), none="No task is open."),),
        data=(Table("Open tasks", _HEADS, [_data(told, one) for one in told.tasks]),),
    )


def _headline(still: int, late: int) -> tuple[str, ...]:
    if not still:
        return ("No task of a steward is open.",)
    said = f"{count(still, 'task of a steward is', 'tasks of stewards are')} open."
    return (said, f"{count(late, 'is', 'are')} overdue." if late else "None is overdue.")


def _row(told: OpenTasks, one: ListedTask, *, across: bool) -> tuple[Shown, ...]:
    task = one.task
    below = (told.matters[task.matter].title,) if across else (task.id,)
    again = (f"opened again: {task.reopened}",) if task.reopened else ()
    state = Shown("Overdue", again, "none", "bad") if one.overdue else Shown("Open", again, "none")
    late = (f"{count(one.overdue, 'day', 'days')} ago",) if one.overdue else ()
    return (
        Shown(task.what, below, link=("tasks", task.matter)),
        Shown(one.steward, link=("custodian", task.matter, task.steward)),
        Shown(long(task.due), late),
        state,
    )


def _data(told: OpenTasks, one: ListedTask) -> tuple[Cell, ...]:
    task, matter = one.task, told.matters[one.task.matter]
    return (
        task.matter, matter.title, matter.number, task.id, task.what, one.steward, task.due, one.overdue, task.hold,
        task.source, task.given_at, task.reopened,
    )  # fmt: skip
