"""Facts about the tasks of stewards: what has to be done so that a source really keeps what it holds."""

from dataclasses import dataclass
from typing import ClassVar

from openhold.facts.fact import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskGiven(Fact):
    """A steward (a custodian's id) has to do something by the day `due` (``YYYY-MM-DD``).

    `hold` and `source` are ids, null where the task belongs to none.
    """

    KIND: ClassVar[str] = "task.given/1"
    SENTENCE: ClassVar[str] = "A task was given to a steward, with the day by which it is due."
    task: str
    hold: str | None
    source: str | None
    steward: str
    what: str
    due: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDone(Fact):
    """The task is done: `by` says in words who did it, `proof` what shows it.

    `proof_sha256` is the SHA-256 (hex) of a kept item that shows it, null where there is none.
    """

    KIND: ClassVar[str] = "task.done/1"
    SENTENCE: ClassVar[str] = "A steward's task was done, with what proves it."
    task: str
    by: str
    proof: str
    proof_sha256: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskReopened(Fact):
    """A task that was done has to be done again, or was not done after all; `why` says so."""

    KIND: ClassVar[str] = "task.reopened/1"
    SENTENCE: ClassVar[str] = "A steward's task was opened again, with the reason."
    task: str
    why: str
