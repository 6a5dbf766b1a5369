"""What is about to be lost, what is due, and who has not answered."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from typing_extensions import TypedDict

if TYPE_CHECKING:
    from openhold.actions.foresee_losses import Danger, Foreseen
    from openhold.actions.holds.answers import Answers
    from openhold.actions.list_due import Due


class DangerRow(TypedDict):
    """A source that loses the first of what it holds on the day `on`, and then what is older than `before`.

    `seq` is the fact that says so, `task` the open task for the source, None where there is none.
    """

    matter: str
    source: str
    place: str
    on: str | None
    before: str | None
    why: str
    seq: int
    task: str | None


class DueRow(TypedDict):
    """What is due on the day `on`: a steward's `task`, or what a `paper` says on a `page`, with its words.

    `time` is the clock time that a paper prints, `overdue` counts days, `seq` is the fact.
    """

    matter: str
    on: str
    time: str | None
    what: str
    overdue: int
    task: str | None
    paper: str | None
    page: int | None
    quote: str | None
    seq: int | None


class UnansweredRow(TypedDict):
    """A hold in force that somebody has not acknowledged; `untold` of them have not got the notice."""

    matter: str
    hold: str
    title: str
    acknowledge_by: str
    asked: int
    acknowledged: int
    untold: int


class TodayRow(TypedDict):
    """The three lists, each the soonest first; `unknown` and `undated` count sources without a known day."""

    lost: list[DangerRow]
    unknown: int
    undated: int
    due: list[DueRow]
    unanswered: list[UnansweredRow]


def today(foreseen: "Foreseen", due: "Iterable[Due]", waiting: "Iterable[Answers]") -> TodayRow:
    """Return the three lists."""
    return {
        "lost": [_danger(foreseen, one) for one in foreseen.dangers],
        "unknown": foreseen.unknown,
        "undated": foreseen.undated,
        "due": [_due(one) for one in due],
        "unanswered": [_waiting(one) for one in waiting],
    }


def _danger(foreseen: "Foreseen", one: "Danger") -> DangerRow:
    task = foreseen.asked.get((one.held.matter, one.held.source))
    return {
        "matter": one.held.matter,
        "source": one.held.source,
        "place": one.held.place,
        "on": None if one.death.on is None else one.death.on.isoformat(),
        "before": None if one.death.before is None else one.death.before.isoformat(),
        "why": one.death.why,
        "seq": one.held.said,
        "task": None if task is None else task.id,
    }


def _due(one: "Due") -> DueRow:
    paper = one.said
    return {
        "matter": one.matter,
        "on": one.day.isoformat(),
        "time": one.time,
        "what": one.what,
        "overdue": one.overdue,
        "task": None if one.task is None else one.task.id,
        "paper": None if paper is None else paper.name,
        "page": None if paper is None else paper.page,
        "quote": None if paper is None else paper.quote,
        "seq": one.task.seq if one.task is not None else None if paper is None else paper.seq,
    }


def _waiting(one: "Answers") -> UnansweredRow:
    return {
        "matter": one.hold.matter,
        "hold": one.hold.id,
        "title": one.hold.title,
        "acknowledge_by": one.acknowledge_by.isoformat(),
        "asked": one.asked,
        "acknowledged": one.acknowledged,
        "untold": one.untold,
    }
