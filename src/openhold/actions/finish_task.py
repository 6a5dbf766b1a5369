"""Note that a steward's task is done, with its proof; or open it again."""

from openhold.actions.errors import UsageError
from openhold.actions.home import Home
from openhold.actions.list_items import find_item
from openhold.actions.list_tasks import find_task
from openhold.actions.record import decide, publish
from openhold.actions.wording import words
from openhold.facts.fact import Fact
from openhold.facts.tasks import TaskDone, TaskReopened
from openhold.projections.task import Task


def finish_task(
    home: Home, actor: str, matter: str, task: str, *, by: str, proof: str, item: str | None = None
) -> Task:
    """Record that `task` (an id) is done and return it: `by` whom, and what is the proof, in words.

    `item` is a kept item that proves it, by its SHA-256 or path. Raises UsageError where the task is done already, or
    no such item is kept.
    """
    kept = None if item is None else find_item(home, matter, item.encode(errors="surrogateescape")).sha256
    fact = TaskDone(task=task, by=words(by, "who did it"), proof=words(proof, "what proves it"), proof_sha256=kept)

    def decision() -> list[Fact]:
        now = find_task(home, matter, task)
        if now.done_at is not None:
            raise UsageError(f"The task {task} is done already, by {now.done_by} ({now.done_at:%d %b %Y}).")
        return [fact]

    decide(home, matter, actor, decision)
    publish(home, matter)
    return find_task(home, matter, task)


def reopen_task(home: Home, actor: str, matter: str, task: str, *, why: str) -> Task:
    """Record that `task` (an id) has to be done again, or was not done, and return it.

    Raises UsageError where the task is open, or no word says why.
    """
    fact = TaskReopened(task=task, why=words(why, "why it is opened again"))

    def decision() -> list[Fact]:
        if find_task(home, matter, task).done_at is None:
            raise UsageError(f"The task {task} is open; there is nothing to open again.")
        return [fact]

    decide(home, matter, actor, decision)
    publish(home, matter)
    return find_task(home, matter, task)
