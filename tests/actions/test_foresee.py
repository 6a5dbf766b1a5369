"""What is about to be lost and what is due: only what nobody has stopped or done; of the matters asked for alone."""

import os
from datetime import date
from pathlib import Path

import pytest

from openhold.actions.change_custodian import change_custodian
from openhold.actions.describe_source import describe_source
from openhold.actions.finish_task import finish_task
from openhold.actions.foresee_losses import Foreseen, foresee_losses
from openhold.actions.give_task import give_task
from openhold.actions.holds.keep_sent import keep_sent
from openhold.actions.home import Home
from openhold.actions.known_person import known_of
from openhold.actions.list_due import Due, list_due
from openhold.actions.name_source import name_source
from openhold.actions.note_values import Decided, Paper, Proposed, note_values
from openhold.actions.open_matter import open_matter
from openhold.actions.set_up import Instance
from openhold.projections.matter import Matter
from openhold.projections.source import Source
from tests.actions.conftest import Watching
from tests.actions.holds.conftest import ANN, Case, a_case

PAPER = Paper("a" * 64, "order.pdf")


@pytest.fixture
def case(home: Home, instance: Instance, matter: Matter, tmp_path: Path) -> Case:
    return a_case(home, matter, tmp_path / "places")


def described(case: Case, number: int, retention: str, days: int | None = None, on: date | None = None) -> Source:
    source = case.sources[number]
    describe_source(case.home, ANN, case.matter, source.id, steward=None, retention=retention, days=days, on=on)
    return source


def lost(found: Foreseen) -> list[tuple[str, date | None]]:
    return [(one.held.source, one.death.on) for one in found.dangers]


def test_a_source_is_in_danger_until_its_task_is_done(case: Case) -> None:
    mail = described(case, 0, "deleted after", 180)
    described(case, 1, "none known")
    found = foresee_losses(case.home)
    assert lost(found) == [(mail.id, date(2026, 3, 5))]
    assert (found.unknown, found.undated, found.asked) == (1, 0, {})
    steward = case.custodians[0].id
    task = give_task(
        case.home, ANN, case.matter, steward=steward, what="Suspend MAIL-180", due=date(2026, 3, 9), source=mail.id
    )
    found = foresee_losses(case.home)
    assert lost(found) == [(mail.id, date(2026, 3, 5))]
    assert found.asked[case.matter, mail.id].id == task.id
    finish_task(case.home, ANN, case.matter, task.id, by=steward, proof="the rule is off")
    found = foresee_losses(case.home)
    assert (lost(found), found.asked) == ([], {})


def test_what_the_holds_in_force_do_not_ask_for_goes_unmourned(case: Case) -> None:
    mail = described(case, 0, "deleted after", 180)
    case.issue(scope_from=date(2025, 9, 16))
    assert lost(foresee_losses(case.home)) == [(mail.id, date(2026, 3, 15))]
    case.issue(title="Everything", scope_from=None)
    assert lost(foresee_losses(case.home)) == [(mail.id, date(2026, 3, 5))]


def test_where_every_hold_was_released_the_ordinary_rules_run_again(case: Case) -> None:
    mail = described(case, 0, "overwritten", 30)
    first, second = case.issue(), case.issue(title="Second")
    case.release(first)
    assert lost(foresee_losses(case.home)) == [(mail.id, date(2026, 3, 5))]
    case.release(second)
    found = foresee_losses(case.home)
    assert (lost(found), found.unknown) == ([], 0)


def test_an_account_is_lost_after_its_custodian_left_and_a_rule_without_a_day_is_counted(case: Case) -> None:
    account = described(case, 0, "account closed on leaving", 30)
    described(case, 1, "scheduled destruction")
    assert (lost(foresee_losses(case.home)), foresee_losses(case.home).undated) == ([], 2)
    who = case.custodians[0]
    change_custodian(case.home, ANN, case.matter, who.id, known_of(who), cause="left", left=date(2026, 3, 20))
    found = foresee_losses(case.home)
    assert (lost(found), found.undated) == ([(account.id, date(2026, 4, 19))], 1)


def test_only_the_matters_asked_for_are_told_and_the_outbox_is_no_source_to_lose(case: Case, tmp_path: Path) -> None:
    described(case, 0, "deleted after", 180)
    other = open_matter(case.home, ANN, title="Fennimore claim", court=None, number=None).matter
    source = name_source(case.home, ANN, other, kind="directory", at=os.fsencode(tmp_path), custodian=None)
    describe_source(case.home, ANN, other, source.id, steward=None, retention="overwritten", days=1)
    give_task(case.home, ANN, case.matter, steward=case.custodians[0].id, what="Suspend it", due=date(2026, 3, 9))
    outbox = case.home.folder / "outbox" / other
    outbox.mkdir(parents=True)
    (outbox / "one.eml").write_bytes(b"x")
    keep_sent(case.home, ANN, other, Watching())
    assert len(foresee_losses(case.home).dangers) == 2
    found = foresee_losses(case.home, [other])
    assert (lost(found), found.unknown, found.asked) == ([(source.id, date(2026, 3, 5))], 0, {})
    assert list_due(case.home, [other]) == ()
    assert foresee_losses(case.home, []).dangers == ()


def said(case: Case, paper: Paper, **values: str | None) -> None:
    note_values(
        case.home,
        ANN,
        case.matter,
        paper,
        [Decided(field, Proposed(field, "x", f"words of {field}", 2, None), value) for field, value in values.items()],
    )


def told(one: Due) -> tuple[str, str, str | None]:
    return one.day.isoformat(), one.what, one.time


def test_what_papers_set_is_due_with_its_words_until_the_day_is_over(case: Case) -> None:
    said(case, PAPER, **{
        "dates.discovery": "2026-08-25", "dates.reply": "2026-03-05", "dates.opposition": "2026-03-04",
        "dates.joint report (parties)": "2026-10-05T16:00", "dates.objections": None, "dates.response": "soon",
        "events[0].at": "2026-04-01T09:30", "events[0].what": "status conference", "events[1].at": "2026-05-01",
        "judge": "2026-06-01",
    })  # fmt: skip
    said(case, Paper("b" * 64, "later.pdf"), **{"dates.discovery": "2026-09-25"})
    found = list_due(case.home)
    assert [told(one) for one in found] == [
        ("2026-03-05", "reply", None),
        ("2026-04-01", "status conference", "09:30"),
        ("2026-05-01", "hearing or other setting", None),
        ("2026-08-25", "discovery", None),
        ("2026-09-25", "discovery", None),
        ("2026-10-05", "joint report (parties)", "16:00"),
    ]
    first = found[0].said
    assert first is not None
    assert (first.name, first.page, first.quote) == ("order.pdf", 2, "words of dates.reply")


def test_a_task_is_due_until_it_is_done_however_late_it_is(case: Case) -> None:
    who = case.custodians[0]
    late = give_task(case.home, ANN, case.matter, steward=who.id, what="Suspend it", due=date(2026, 3, 1))
    next_one = give_task(case.home, ANN, case.matter, steward=who.id, what="Export it", due=date(2026, 3, 7))
    found = list_due(case.home)
    assert [(one.task and one.task.id, one.who, one.overdue) for one in found] == [
        (late.id, who.name, 3),
        (next_one.id, who.name, 0),
    ]
    finish_task(case.home, ANN, case.matter, late.id, by=who.name, proof="done")
    assert [one.what for one in list_due(case.home)] == ["Export it"]
