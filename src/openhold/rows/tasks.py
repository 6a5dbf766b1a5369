"""Tasks of stewards."""

from typing import TYPE_CHECKING

from typing_extensions import TypedDict

if TYPE_CHECKING:
    from openhold.actions.list_tasks import Listed
    from openhold.projections.task import Task


class TaskRow(TypedDict):
    """What a steward is to do; `proof` is what shows that it is done, None while it is open."""

    task: str
    hold: str | None
    source: str | None
    steward: str
    what: str
    due: str
    done_at: str | None
    done_by: str | None
    proof: str | None
    proof_sha256: str | None
    reopened: str | None
    seq: int
    said: int


class ListedRow(TaskRow):
    """A task among the others: its steward's name, and by how many days it is overdue (0: it is not)."""

    steward_name: str
    overdue: int


def task(one: "Task") -> TaskRow:
    """Return a task."""
    return {
        "task": one.id,
        "hold": one.hold,
        "source": one.source,
        "steward": one.steward,
        "what": one.what,
        "due": one.due.isoformat(),
        "done_at": one.done_at.isoformat() if one.done_at else None,
        "done_by": one.done_by,
        "proof": one.proof,
        "proof_sha256": one.proof_sha256,
        "reopened": one.reopened,
        "seq": one.seq,
        "said": one.said,
    }


def listed(one: "Listed") -> ListedRow:
    """Return a task among the others."""
    return {**task(one.task), "steward_name": one.steward, "overdue": one.overdue}
