"""A hold from its proposal to its amendment: who may do what, exactly once, and what the record then says."""

from dataclasses import asdict
from datetime import date

import pytest

from openhold.actions.errors import RefusedError, UsageError
from openhold.actions.finish_task import finish_task
from openhold.actions.holds.approve import approve_hold, issue_hold, return_hold
from openhold.actions.holds.find import find_hold
from openhold.actions.holds.propose import PlannedTask, Words, propose_hold, saw
from openhold.actions.record import rows
from openhold.facts.body import from_body
from openhold.facts.holds import HoldIssued, HoldProposed, HoldTask
from openhold.ledger.entry import decode
from openhold.projections.hold import Cover, Hold, HoldVersion
from openhold.projections.notice import Notice, NoticeText
from openhold.projections.task import Task
from tests.actions.holds.conftest import ANN, BOB, DAY, WORDS, Case


def kinds(case: Case) -> list[str]:
    return [decode(row.entry).kind for row in rows(case.matter)]


def test_a_hold_is_proposed_approved_by_another_and_issued(case: Case) -> None:
    first, second, _ = case.custodians
    before = len(kinds(case))
    made = propose_hold(
        case.home,
        ANN,
        case.matter,
        case.plan(silent=(second.id,), topics=("Unit C", "Unit C", " night  shift "), scope_from=date(2025, 9, 16)),
        WORDS,
    )
    approve_hold(case.home, BOB, case.matter, made.hold, 1, made.saw)
    issued = issue_hold(case.home, ANN, case.matter, made.hold)
    assert kinds(case)[before:] == [
        "hold.proposed/2", "notice.written/1", "notice.written/1", "hold.approved/1", "hold.issued/1",
    ]  # fmt: skip
    assert issued.custodians == (first.id,)
    version = HoldVersion.objects.get(hold=made.hold)
    assert (version.state, version.proposed_by, version.approved_by, version.saw) == ("issued", ANN, BOB, made.saw)
    assert version.topics == ["Unit C", "night shift"]
    assert version.names == ["Paul Renwick", "Lucia Marchetti"]
    assert [one.custodian for one in Notice.objects.all()] == [first.id]
    assert set(Cover.objects.values_list("which", "silent")) == {(first.id, False), (second.id, True)}


def test_nobody_approves_what_they_proposed(case: Case) -> None:
    hold = case.propose()
    with pytest.raises(RefusedError, match="second person must approve"):
        approve_hold(case.home, ANN, case.matter, hold, 1)
    with pytest.raises(RefusedError, match="not approved yet"):
        issue_hold(case.home, BOB, case.matter, hold)
    assert Hold.objects.get().in_force == 0
    assert not Notice.objects.exists()


def test_another_version_than_the_one_that_was_read_is_not_approved(case: Case) -> None:
    hold = case.propose()
    read = saw(case.home, case.matter, hold, 1)
    with pytest.raises(RefusedError, match="not what version 1"):
        approve_hold(case.home, BOB, case.matter, hold, 1, "0" * 64)
    case.propose(hold, why="It adds chat.")
    with pytest.raises(RefusedError, match=r"Version 2 of .* was proposed after version 1"):
        approve_hold(case.home, BOB, case.matter, hold, 1, read)
    with pytest.raises(RefusedError, match="not what version 2"):
        approve_hold(case.home, BOB, case.matter, hold, 2, read)
    assert approve_hold(case.home, BOB, case.matter, hold, 2).state == "approved"


def test_what_names_a_version_changes_with_a_word_of_its_notice_and_does_not_give_it_away(case: Case) -> None:
    one = propose_hold(case.home, ANN, case.matter, case.plan(), WORDS)
    two = propose_hold(case.home, ANN, case.matter, case.plan(), (Words("en", "Keep what you have", "x"), WORDS[1]))
    same = propose_hold(case.home, ANN, case.matter, case.plan(), WORDS)
    assert len({one.saw, two.saw, same.saw}) == 3, "salted: the same words again are another name"


def test_a_returned_version_goes_no_further_and_the_next_one_does(case: Case) -> None:
    hold = case.propose()
    return_hold(case.home, BOB, case.matter, hold, 1, "The dates are wrong.")
    for deed in (approve_hold, return_hold):
        with pytest.raises(RefusedError, match="was returned: The dates are wrong"):
            deed(case.home, BOB, case.matter, hold, 1, "x")
    case.issue(hold)
    assert [(one.version, one.state) for one in HoldVersion.objects.order_by("version")] == [
        (1, "returned"),
        (2, "issued"),
    ]


def test_an_approved_version_is_approved_and_issued_once(case: Case) -> None:
    hold = case.issue()
    for deed in (
        lambda: approve_hold(case.home, BOB, case.matter, hold, 1),
        lambda: issue_hold(case.home, BOB, case.matter, hold),
    ):
        with pytest.raises(RefusedError, match="was issued already"):
            deed()
    assert Notice.objects.count() == 2


def test_an_amendment_asks_everybody_again_and_lets_go_of_nobody(case: Case) -> None:
    first, second, third = case.custodians
    hold = case.issue()
    with pytest.raises(RefusedError, match=f"covers the custodian {second.id} and this one would not"):
        case.propose(hold, custodians=(first.id,))
    with pytest.raises(RefusedError, match="An amendment lets go of nothing"):
        case.propose(hold, custodians=(third.id,))
    case.issue(hold, custodians=(first.id, second.id, third.id), sources=(case.sources[0].id,), title="Chat too")
    present = Hold.objects.get()
    assert (present.in_force, present.newest, present.title) == (2, 2, "Chat too")
    assert Notice.objects.filter(version=2, acknowledged_at=None).count() == 3
    assert Cover.objects.filter(version=2).count() == 4
    assert not Cover.objects.filter(version=1).exists()


def test_words_that_speak_of_another_version_are_refused(case: Case) -> None:
    hold = case.propose()
    with pytest.raises(RefusedError, match=r"next version of .* is 2, not 3"):
        propose_hold(case.home, ANN, case.matter, case.plan(), WORDS, hold=hold, version=3)
    assert propose_hold(case.home, ANN, case.matter, case.plan(), WORDS, hold=hold, version=2).version == 2


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": "  "}, "Say the hold's title"),
        ({"custodians": ()}, "keeps nothing"),
        ({"custodians": ("k-none",)}, "no custodian 'k-none'"),
        ({"sources": ("s-none",)}, "no source 's-none'"),
        ({"silent": ("k-none",)}, "is no custodian of this hold"),
        ({"acknowledge_by": date(2026, 3, 1)}, "is past"),
        ({"scope_from": date(2026, 2, 1), "scope_to": date(2026, 1, 1)}, "the end is before the beginning"),
    ],
)
def test_a_plan_that_makes_no_sense_records_nothing(case: Case, changed: dict[str, object], said: str) -> None:
    before = kinds(case)
    with pytest.raises(UsageError, match=said):
        case.propose(**changed)
    assert kinds(case) == before


def test_a_hold_that_tells_somebody_needs_words_and_a_silent_one_does_not(case: Case) -> None:
    with pytest.raises(UsageError, match="the notice has no words"):
        propose_hold(case.home, ANN, case.matter, case.plan())
    with pytest.raises(UsageError, match="'fr' is no language"):
        propose_hold(case.home, ANN, case.matter, case.plan(), [Words("fr", "a", "b")])
    everybody = tuple(one.id for one in case.custodians)
    silent = propose_hold(case.home, ANN, case.matter, case.plan(custodians=everybody, silent=everybody))
    approve_hold(case.home, BOB, case.matter, silent.hold, 1)
    assert issue_hold(case.home, BOB, case.matter, silent.hold).custodians == ()


def test_the_words_of_a_notice_stand_in_no_other_fact(case: Case) -> None:
    case.issue()
    assert NoticeText.objects.count() == 2
    for row in rows(case.matter):
        if decode(row.entry).kind != "notice.written/1":
            assert b"Do not delete" not in row.body
            assert b"Keep what you have" not in row.body


def test_facts_say_all_of_a_version(case: Case) -> None:
    hold = case.issue(tasks=(PlannedTask(what="Suspend rule CHAT-90"),), why="A claim came in.")
    bodies = {decode(row.entry).kind: row.body for row in rows(case.matter)}
    proposed = from_body("hold.proposed/2", bodies["hold.proposed/2"])
    issued = from_body("hold.issued/1", bodies["hold.issued/1"])
    assert isinstance(proposed, HoldProposed)
    assert isinstance(issued, HoldIssued)
    assert (proposed.hold, proposed.tasks, proposed.why) == (
        hold,
        (HoldTask(what="Suspend rule CHAT-90", steward=None, source=None, due=None),),
        "A claim came in.",
    )
    assert proposed.acknowledge_by == DAY.isoformat()
    assert issued.gone == ()


def test_a_hold_is_found_by_its_id_or_title(case: Case) -> None:
    with pytest.raises(UsageError, match="no hold in this matter yet"):
        find_hold(case.home, case.matter, "force")
    hold = case.propose()
    case.propose(title="Use of chat")
    assert find_hold(case.home, case.matter, hold).id == hold
    assert find_hold(case.home, case.matter, "OF FORCE").id == hold
    with pytest.raises(UsageError, match="fits 2 holds"):
        find_hold(case.home, case.matter, "use of")
    with pytest.raises(UsageError, match="no hold 'h-none'"):
        find_hold(case.home, case.matter, "h-none")


def test_what_a_version_asks_of_stewards_is_given_to_them_at_the_issue_and_never_twice(case: Case) -> None:
    steward, other = case.custodians[2].id, case.custodians[1].id
    asked = PlannedTask(what=" Suspend  CHAT-90 ", steward=steward, due=date(2026, 3, 6), source=case.sources[0].id)
    alone = PlannedTask(what="Look through the lockers")
    hold = case.propose(tasks=(asked, alone))
    assert not Task.objects.exists()
    approve_hold(case.home, BOB, case.matter, hold, 1)
    issued = issue_hold(case.home, ANN, case.matter, hold)
    given = Task.objects.get()
    assert issued.tasks == (given.id,)
    assert (given.hold, given.steward, given.what) == (hold, steward, "Suspend CHAT-90")
    assert (given.source, given.due) == (case.sources[0].id, date(2026, 3, 6))
    finish_task(case.home, BOB, case.matter, given.id, by="Calvin Strand", proof="screen of the rule")
    more = PlannedTask(what="Suspend CHAT-90", steward=other, due=date(2026, 3, 6))
    later = PlannedTask(**{**asdict(asked), "due": date(2026, 4, 6)})
    case.issue(hold, tasks=(later, alone, more))
    assert [(one.steward, one.done_at is None) for one in Task.objects.order_by("seq")] == [
        (steward, False),
        (other, True),
    ]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"steward": "k-nobody", "due": DAY}, "has no custodian 'k-nobody'"),
        ({"steward": "STEWARD"}, "does not say by which day it is due"),
        ({"due": DAY}, "does not say which steward gets it"),
        ({"source": "s-nowhere"}, "has no source 's-nowhere'"),
        ({"what": " "}, "Say the task in words"),
    ],
)
def test_a_task_that_cannot_be_given_is_refused_with_the_proposal(
    case: Case, said: dict[str, object], wrong: str
) -> None:
    if said.get("steward") == "STEWARD":
        said = {**said, "steward": case.custodians[2].id}
    with pytest.raises(UsageError, match=wrong):
        case.propose(tasks=(PlannedTask(**{"what": "Suspend CHAT-90", **said}),))  # type: ignore[arg-type]
    assert not Hold.objects.exists()
