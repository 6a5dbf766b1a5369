"""Tasks of stewards: given, done with a proof, opened again, and overdue by the clock."""

import hashlib
import os
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openhold.actions.collect.action import collect
from openhold.actions.errors import UsageError
from openhold.actions.finish_task import finish_task, reopen_task
from openhold.actions.give_task import give_task
from openhold.actions.home import Home
from openhold.actions.known_person import Known
from openhold.actions.list_tasks import find_task, overdue, tasks
from openhold.actions.name_custodian import name_custodian
from openhold.actions.name_source import name_source
from openhold.actions.record import rows
from openhold.actions.set_up import Instance
from openhold.projections.matter import Matter
from openhold.projections.task import Task
from tests.actions.conftest import Watching


class Giving:
    """A matter with one steward."""

    def __init__(self, home: Home, actor: str, matter: str) -> None:
        self.home, self.actor, self.matter = home, actor, matter
        self.steward = name_custodian(home, actor, matter, Known("Dana Whitcomb")).id

    def give(self, what: str = "Stop deleting", due: date = date(2026, 3, 6), **more: str) -> Task:
        steward = more.pop("steward", self.steward)
        return give_task(self.home, self.actor, self.matter, steward=steward, what=what, due=due, **more)

    def finish(self, task: str, **more: str) -> Task:
        said = {"by": "Dana Whitcomb", "proof": "screen of the rule", **more}
        return finish_task(self.home, self.actor, self.matter, task, **said)

    def reopen(self, task: str, why: str = "The rule was on again.") -> Task:
        return reopen_task(self.home, self.actor, self.matter, task, why=why)

    def listed(self) -> list[tuple[str, int]]:
        return [(one.task.what, one.overdue) for one in tasks(self.home, self.matter)]


@pytest.fixture
def giving(home: Home, instance: Instance, matter: Matter) -> Giving:
    return Giving(home, instance.actor, matter.id)


def test_a_task_goes_from_open_to_done_and_back(giving: Giving) -> None:
    task = giving.give()
    assert (task.steward, task.due, task.done_at, task.seq) == (giving.steward, date(2026, 3, 6), None, 2)
    done = giving.finish(task.id)
    assert done.done_at is not None
    assert (done.done_by, done.proof, done.proof_sha256, done.said) == ("Dana Whitcomb", "screen of the rule", None, 3)
    again = giving.reopen(task.id)
    assert (again.done_at, again.done_by, again.proof, again.reopened) == (None, None, None, "The rule was on again.")
    assert giving.finish(task.id).reopened is None


def test_what_is_done_is_not_done_twice_and_what_is_open_not_opened(giving: Giving) -> None:
    task = giving.give()
    with pytest.raises(UsageError, match="is open"):
        giving.reopen(task.id)
    giving.finish(task.id)
    with pytest.raises(UsageError, match="done already, by Dana Whitcomb"):
        giving.finish(task.id)
    assert len(list(rows(giving.matter))) == 4


def test_a_proof_may_be_an_item_that_is_kept(giving: Giving, folder: Path) -> None:
    source = name_source(
        giving.home, giving.actor, giving.matter, kind="directory", at=os.fsencode(folder), custodian=None
    )
    collect(giving.home, giving.actor, source, reread=False, watch=Watching())
    digest = hashlib.sha256((folder / "zz.bin").read_bytes()).hexdigest()
    task = giving.give(source=source.id)
    for other in ("no such", "0" * 64):
        with pytest.raises(UsageError):
            giving.finish(task.id, item=other)
    assert find_task(giving.home, giving.matter, task.id).done_at is None
    assert giving.finish(task.id, item="zz.bin").proof_sha256 == digest


def test_what_a_task_is_about_has_to_be_there(giving: Giving) -> None:
    for more, says in (
        ({"steward": "k-none"}, "steward 'k-none'"),
        ({"source": "s-none"}, "source 's-none'"),
        ({"hold": "h-none"}, "hold 'h-none'"),
        ({"what": " "}, "in words"),
    ):
        with pytest.raises(UsageError, match=says):
            giving.give(**more)  # type: ignore[arg-type]
    for done in ({"by": ""}, {"proof": " "}):
        with pytest.raises(UsageError, match="in words"):
            giving.finish(giving.give().id, **done)
    with pytest.raises(UsageError, match="no task 'j-none'"):
        giving.finish("j-none")


def test_open_tasks_come_first_and_the_overdue_are_marked(giving: Giving) -> None:
    first, second = giving.give("first", date(2026, 3, 1)), giving.give("second", date(2026, 2, 1))
    giving.give("late", date(2026, 3, 2))
    giving.give("later", date(2026, 3, 1))
    giving.give("to come", date(2026, 3, 6))
    giving.finish(first.id)
    giving.finish(second.id)
    # It is 5 March, nine in the morning UTC: still 4 March where the day ends last.
    assert giving.listed() == [("later", 3), ("late", 2), ("to come", 0), ("second", 0), ("first", 0)]
    giving.reopen(second.id)
    assert giving.listed()[0] == ("second", 31)


@given(
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.integers(-60, 60 * 24 * 4),
    st.integers(-12, 14),
)
def test_no_task_is_overdue_while_its_day_lasts_anywhere(due: date, minutes: int, zone: int) -> None:
    end_of_day = datetime(due.year, due.month, due.day, tzinfo=timezone(timedelta(hours=zone))) + timedelta(days=1)
    moment = end_of_day + timedelta(minutes=minutes)
    late = overdue(Task(due=due, done_at=None), moment)
    assert late == 0 or minutes >= 0
    assert late >= (minutes - 26 * 60) // (24 * 60) + 1
    assert overdue(Task(due=due, done_at=moment.astimezone(UTC)), moment) == 0
