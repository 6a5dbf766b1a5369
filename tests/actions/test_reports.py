"""What reports are made of: every fact of one hold and no other, one person in two matters, what nobody touched."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from openhold.actions.collect.action import collect
from openhold.actions.disclose import action
from openhold.actions.errors import UsageError
from openhold.actions.finish_task import finish_task
from openhold.actions.give_task import give_task
from openhold.actions.holds.notices import acknowledge, note_bounced, send_first
from openhold.actions.holds.questions import answer, ask
from openhold.actions.home import Home
from openhold.actions.known_person import Known
from openhold.actions.name_custodian import name_custodian
from openhold.actions.note_values import Decided, Paper, Proposed, note_values
from openhold.actions.open_matter import find_matter
from openhold.actions.reports.acknowledgement import acknowledgement
from openhold.actions.reports.history import History, history, selection
from openhold.actions.reports.not_on import not_on
from openhold.actions.reports.open_tasks import open_tasks
from openhold.actions.reports.own_holds import own_holds
from openhold.actions.reports.stale import stale_holds
from openhold.projections.log import Log
from openhold.projections.notice import Sending
from openhold.verify import check_bag, parse_key
from tests.actions.conftest import Ticking, Watching
from tests.actions.holds.conftest import ANN, DAY, Case, a_case, by_folder, case, other  # noqa: F401 -- fixtures


@pytest.fixture
def hold(case: Case) -> str:  # noqa: F811
    """A hold that was told, answered, asked about, with a task done; and beside it one that was not."""
    beside = case.propose(title="Another hold", custodians=(case.custodians[2].id,))
    made = case.issue()
    first, second, _ = (one.id for one in case.custodians)
    send_first(case.home, ANN, case.matter, made, by_folder())  # type: ignore[arg-type]
    acknowledge(case.home, ANN, case.matter, made, first)
    sent = Sending.objects.get(matter=case.matter, hold=made, custodian=second)
    note_bounced(case.home, ANN, case.matter, made, sent.message_sha256, "550 no such mailbox")
    question = ask(case.home, first, case.matter, made, first, "Are drafts included?")
    answer(case.home, ANN, case.matter, question.id, "They are.")
    task = give_task(case.home, ANN, case.matter, steward=first, what="Suspend CHAT-90", due=DAY, hold=made)
    finish_task(case.home, ANN, case.matter, task.id, by="Paul Renwick", proof="screen of the rule")
    give_task(case.home, ANN, case.matter, steward=first, what="Something else", due=DAY, hold=beside)
    return made


def told(case: Case, hold: str) -> History:  # noqa: F811
    return history(case.home, find_matter(case.home, case.matter), hold)


def test_a_history_has_every_fact_of_its_hold_and_none_of_another(case: Case, hold: str) -> None:  # noqa: F811
    got = told(case, hold)
    assert [one.kind.split("/")[0] for one in got.entries] == [
        "hold.proposed", "notice.written", "notice.written", "hold.approved", "hold.issued", "notice.sent",
        "notice.sent", "notice.acknowledged", "notice.bounced", "notice.asked", "notice.answered", "task.given",
        "task.done",
    ]  # fmt: skip
    assert [one.seq for one in got.entries] == sorted(one.seq for one in got.entries)
    assert got.size == Log.objects.get(matter=case.matter).size


def test_what_is_privileged_is_not_told_and_says_on_which_ground(case: Case, hold: str) -> None:  # noqa: F811
    withheld = {one.kind: one.ground for one in told(case, hold).entries if one.fact is None}
    assert withheld == {
        "notice.written/1": "privileged: notice text",
        "notice.asked/1": "privileged: a custodian's question to counsel",
        "notice.answered/1": "privileged: counsel's answer to a custodian",
    }
    assert all(one.fact is not None for one in told(case, hold).entries if not one.ground)


def test_the_disclosure_of_a_history_shows_it_alone_and_is_found_right(
    case: Case,  # noqa: F811
    hold: str,
    tmp_path: Path,
) -> None:
    collect(case.home, ANN, case.sources[0], reread=False, watch=Watching())
    got = told(case, hold)
    made = action.disclose(
        case.home, ANN, case.matter, tmp_path / "bag", selection(case.home, case.matter, got), Watching()
    )
    found = check_bag(made.bag, [parse_key(got.key)])
    assert found.ok
    assert [step.n for step in found.steps if step.verdict == "not-checked"] == [5, 6], "no witness, no time stamp"
    lines = (made.bag / "data/facts.jsonl").read_text().splitlines()
    own = {one.seq for one in got.entries if one.fact is not None}
    assert {n for n, line in enumerate(lines) if '"body"' in line} == own | {0}
    assert sum('"withheld":"privileged: notice text"' in line for line in lines) == 4, "of both holds, in two languages"
    assert sum('"withheld":"not selected"' in line for line in lines) > 5
    assert "drafts" not in "".join(lines)
    assert not list((made.bag / "data").glob("items/*"))


def test_a_status_has_every_message_and_names_who_was_never_reached(case: Case, hold: str) -> None:  # noqa: F811
    got = acknowledgement(case.home, find_matter(case.home, case.matter), hold)
    by_name = {one.custodian.name: one for one in got.answering}
    assert [by_name[name].notice.bounced_why for name in ("Paul Renwick", "Lucia Marchetti")] == [  # type: ignore[union-attr]
        "",
        "550 no such mailbox",
    ]
    assert {who: len(them) for who, them in got.sendings.items()} == {one.id: 1 for one in case.custodians[:2]}
    assert got.moment.hour == 12


def test_only_the_matters_that_are_asked_for_are_looked_at(case: Case, other: Case, hold: str) -> None:  # noqa: F811
    theirs = other.issue()
    everywhere, here = not_on(case.home, None), not_on(case.home, [case.matter])
    assert {of for of, _ in everywhere.weak} == {case.matter, other.matter}
    assert {of for of, _ in here.weak} == set(here.matters) == {case.matter}
    assert (everywhere.looked_at, here.looked_at) == (3, 2)
    assert not_on(case.home, []).weak == ()
    assert theirs not in {one.hold for _, one in here.weak}
    give_task(other.home, ANN, other.matter, steward=other.custodians[0].id, what="x", due=date(2026, 1, 1))
    assert [one.task.what for one in open_tasks(case.home, [case.matter]).tasks] == ["Something else"]
    first = open_tasks(case.home, None).tasks[0]
    assert (first.task.matter, first.overdue) == (other.matter, 63)


def test_one_person_is_found_in_two_matters_and_how_sure_it_is_is_said(
    case: Case,  # noqa: F811
    other: Case,  # noqa: F811
    hold: str,
) -> None:
    theirs = other.issue()
    matter = find_matter(case.home, case.matter)

    def known(custodian: str, only: list[str] | None = None) -> list[tuple[str, str]]:
        return [(one.hold.id, one.known_by) for one in own_holds(case.home, matter, custodian, only).holds]

    renwick, marchetti, strand = (one.id for one in case.custodians)
    assert known(renwick) == [(hold, "this matter"), (theirs, "the id in the directory")]
    assert known(marchetti) == [(hold, "this matter"), (theirs, "the e-mail address")]
    assert known(marchetti, []) == [(hold, "this matter")], "a matter that is not shown is not named"
    only_name = other.issue(title="Third", custodians=(other.custodians[2].id,))
    assert known(strand) == [(only_name, "the name alone")]
    namesake = name_custodian(other.home, ANN, other.matter, Known("Paul Renwick", None, external="8"))
    other.issue(title="Fourth", custodians=(namesake.id,))
    assert known(renwick) == [(hold, "this matter"), (theirs, "the id in the directory")]
    with pytest.raises(UsageError, match="no custodian 'k-none'"):
        own_holds(case.home, matter, "k-none", None)


def stale_codes(home: Home, **measure: int) -> set[tuple[str, str]]:
    return {(one.code, one.subject) for one in stale_holds(home, None, **measure).findings}


def test_a_hold_is_stale_only_when_nothing_of_any_kind_was_recorded_about_it(case: Case, hold: str) -> None:  # noqa: F811
    clock = case.home.clock
    assert isinstance(clock, Ticking)
    clock.moment += timedelta(days=89)
    assert ("no-activity", hold) not in stale_codes(case.home)
    clock.moment += timedelta(days=1)
    assert ("no-activity", hold) in stale_codes(case.home)
    assert ("no-activity", hold) not in stale_codes(case.home, quiet=91)
    ask(case.home, case.custodians[0].id, case.matter, hold, case.custodians[0].id, "Still?")
    assert ("no-activity", hold) not in stale_codes(case.home)


def test_what_is_kept_beyond_need_is_told_from_the_record(case: Case, other: Case, hold: str) -> None:  # noqa: F811
    empty = {("nothing-collected", one.id) for one in case.sources[:2]}
    assert empty <= stale_codes(case.home)
    collect(case.home, ANN, case.sources[0], reread=False, watch=Watching())
    assert ("nothing-collected", case.sources[0].id) not in stale_codes(case.home)
    assert not any(code == "many-holds" for code, _ in stale_codes(case.home, many=2))
    other.issue()
    assert {who for code, who in stale_codes(case.home, many=2) if code == "many-holds"} == {
        one.id for one in case.custodians[:2]
    }
    second = case.issue(title="Second")
    case.release(second)
    assert ("others-released", hold) in stale_codes(case.home)
    assert not any(subject == second for _, subject in stale_codes(case.home, quiet=1))
    read = Proposed("terminated", "2026-02-03", "Date Terminated: 02/03/2026", 1, None)
    paper = Paper("0" * 64, "docket.html")
    note_values(case.home, ANN, case.matter, paper, [Decided("terminated", read, "2026-02-03")])
    assert ("matter-over", hold) in stale_codes(case.home)


@pytest.mark.parametrize("measure", [{"quiet": 0}, {"quiet": -1}, {"many": 0}, {"quiet": 10**9}])
def test_a_measure_that_is_none_is_refused(case: Case, measure: dict[str, int]) -> None:  # noqa: F811
    with pytest.raises(UsageError, match="Say a number from 1 to 36,500"):
        stale_holds(case.home, None, **measure)


def test_nothing_is_recorded_by_a_report(case: Case, hold: str, new_home: Callable[..., Home]) -> None:  # noqa: F811
    before = Log.objects.get(matter=case.matter).size
    matter = find_matter(case.home, case.matter)
    history(case.home, matter, hold)
    acknowledgement(case.home, matter, hold)
    not_on(case.home, None)
    stale_holds(case.home, None)
    own_holds(case.home, matter, case.custodians[0].id, None)
    open_tasks(case.home, None)
    assert Log.objects.get(matter=case.matter).size == before
