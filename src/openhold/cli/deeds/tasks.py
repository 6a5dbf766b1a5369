"""Tasks of stewards: give one, list them, note one done with its proof, open one again."""

from datetime import date
from typing import TYPE_CHECKING

from openhold.cli import context
from openhold.rows import tasks as rows

if TYPE_CHECKING:
    from openhold.actions.list_tasks import Listed


def give(
    matter: str,
    /,
    *,
    to: str,
    what: str,
    due: date,
    source: str | None = None,
    hold: str | None = None,
) -> None:
    """Give a steward something to do, so that a source really keeps what it holds.

    Example: `openhold task give quintrell --to 'Winifred Paz' --what 'Stop overwriting: camera 4' --due 2026-03-06`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    to: str
        The steward, who is a custodian: an id, an address or a name.
    what: str
        What is to be done.
    due: date
        The day by which it is due.
    source: str
        The source that it is about.
    hold: str
        The hold that it belongs to.
    """
    from openhold.cli.bootstrap import in_matter

    home, actor, found = in_matter(matter)
    from openhold.actions.find_custodian import find_custodian
    from openhold.actions.give_task import give_task

    steward = find_custodian(home, found.id, to)
    given = give_task(home, actor, found.id, steward=steward.id, what=what, due=due, hold=hold, source=source)
    if context.current.json:
        context.document(rows.task(given))
        return
    context.tell(f"{steward.name} has the task {given.id}, due {given.due:%a} {given.due.day} {given.due:%B %Y}.")


def list_(matter: str, /) -> None:
    """List the tasks of a matter's stewards: open ones first, those overdue marked.

    Example: `openhold task list quintrell`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    """
    from openhold.cli.bootstrap import in_matter

    home, _, found = in_matter(matter)
    from openhold.actions.list_tasks import tasks

    listed = tasks(home, found.id)
    if context.current.json:
        context.document({"tasks": [rows.listed(one) for one in listed]})
        return
    if not listed:
        context.tell("No task was given. Give one: openhold task give MATTER --to WHO --what … --due DATE")
        return
    from openhold.cli import tables

    tables.show(
        ("task", "what", "steward", "due", "state", "proof"),
        [
            (
                one.task.id,
                one.task.what,
                one.steward,
                f"{one.task.due:%d %b %Y}",
                _state(one),
                one.task.proof or "none yet",
            )
            for one in listed
        ],
    )


def done(matter: str, task: str, /, *, by: str, proof: str, item: str | None = None) -> None:
    """Note that a steward's task is done, and what proves it.

    Example: `openhold task done quintrell j-4k7t0z9xqd --by 'Winifred Paz' --proof 'screen of the rule, switched off'`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    task: str
        The task's id, as `openhold task list` shows it.
    by: str
        Who did it.
    proof: str
        What proves it, in words.
    item: str
        A kept item that proves it, by its SHA-256 or path.
    """
    from openhold.cli.bootstrap import in_matter

    home, actor, found = in_matter(matter)
    from openhold.actions.finish_task import finish_task

    finished = finish_task(home, actor, found.id, task, by=by, proof=proof, item=item)
    if context.current.json:
        context.document(rows.task(finished))
        return
    context.tell(f"The task {finished.id} is done, fact {finished.said}.")


def reopen(matter: str, task: str, /, *, why: str) -> None:
    """Open a task again that was done: it has to be repeated, or was not done after all.

    Example: `openhold task reopen quintrell j-4k7t0z9xqd --why 'The rule was on again after the update.'`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    task: str
        The task's id, as `openhold task list` shows it.
    why: str
        Why it is opened again.
    """
    from openhold.cli.bootstrap import in_matter

    home, actor, found = in_matter(matter)
    from openhold.actions.finish_task import reopen_task

    opened = reopen_task(home, actor, found.id, task, why=why)
    if context.current.json:
        context.document(rows.task(opened))
        return
    context.tell(f"The task {opened.id} is open again, due {opened.due:%a} {opened.due.day} {opened.due:%B %Y}.")


def _state(one: "Listed") -> str:
    if one.task.done_at is not None:
        return f"done {one.task.done_at:%d %b %Y} by {one.task.done_by}"
    if one.overdue:
        late = f"overdue by {one.overdue} day{'s' if one.overdue > 1 else ''}"
        return f"{late}, opened again: {one.task.reopened}" if one.task.reopened else late
    return f"opened again: {one.task.reopened}" if one.task.reopened else "open"
