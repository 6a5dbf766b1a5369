"""Protective orders: who opens what is designated, who may change that, and what a disclosure does with it."""

import json
import os
from contextlib import suppress
from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

from openhold.actions.add_member import add_member
from openhold.actions.collect.action import collect
from openhold.actions.disclose.action import Disclosed, disclose
from openhold.actions.disclose.contents import Selection
from openhold.actions.errors import RefusedError, UsageError
from openhold.actions.home import Home
from openhold.actions.list_items import list_items
from openhold.actions.name_source import name_source
from openhold.actions.open_account import open_account
from openhold.actions.orders.admit import Marks
from openhold.actions.orders.designate import designate, withdraw_designation
from openhold.actions.orders.note import READERS, Stated, amend_order, lift_order, note_order, orders
from openhold.actions.read_item import read_item
from openhold.actions.roles import CASE_MANAGER, COUNSEL, REVIEWER
from openhold.actions.set_up import Instance
from openhold.projections.log import Log
from openhold.projections.matter import Matter
from openhold.projections.source import Source
from openhold.rows.items import item as item_row
from openhold.verify.main import main as verify
from tests.actions.conftest import Watching

REPORT, EMPTY, BINARY = (sha256(one).hexdigest() for one in (b"shift report\n", b"", bytes(range(256)) * 64))
CONFIDENTIAL, EYES = "CONFIDENTIAL", "ATTORNEYS' EYES ONLY"
ORDER = Stated(
    paper="Protective order",
    on=date(2026, 1, 9),
    docket="41",
    levels=[(CONFIDENTIAL, [COUNSEL, CASE_MANAGER]), (EYES, [COUNSEL])],
)


class Case:
    """A matter with a source that was collected, an order, and a person of each role that reads, by their role."""

    def __init__(self, home: Home, matter: Matter, source: Source) -> None:
        self.home, self.matter, self.unit, self.source = home, matter.id, source.unit, source
        self.people = {}
        for role in READERS:
            name = f"The {role}"
            email = f"{role.replace(' ', '.')}@alder.example"
            self.people[role] = open_account(home, name=name, email=email, invited_by=None, owner=False)
            add_member(home, "p-1", matter.id, person=self.people[role], role=role)
        self.owner = open_account(home, name="Owner", email="o@alder.example", invited_by=None, owner=True)
        self.order = note_order(home, self.people[COUNSEL], matter.id, ORDER).id

    def designate(self, level: str, which: str, *, by: str = COUNSEL, what: str = "item") -> None:
        designate(
            self.home, self.people[by], self.matter, self.order, level, what=what, which=which, why="Medical records"
        )

    def withdraw(self, which: str, *, by: str = COUNSEL) -> None:
        withdraw_designation(
            self.home, self.people[by], self.matter, self.order, what="item", which=which, why="Public now"
        )

    def readers(self, item: str) -> set[str]:
        """Return the roles that may read an item now; nothing is given to the others."""
        found = set()
        for role, person in self.people.items():
            out = BytesIO()
            with suppress(RefusedError):
                read_item(self.home, person, self.matter, item.encode(), out.write)
                found.add(role)
            assert (role in found) == bool(out.getvalue())
        return found

    def size(self) -> int:
        return int(Log.objects.get(matter=self.matter).size)


@pytest.fixture
def case(home: Home, instance: Instance, matter: Matter, folder: Path) -> Case:
    source = name_source(home, instance.actor, matter.id, kind="directory", at=os.fsencode(folder), custodian="Alder")
    collect(home, instance.actor, source, reread=False, watch=Watching())
    return Case(home, matter, source)


def test_only_whom_the_level_admits_opens_an_item(case: Case) -> None:
    assert case.readers(REPORT) == set(READERS)
    case.designate(CONFIDENTIAL, "logs/report.txt")
    assert case.readers(REPORT) == {COUNSEL, CASE_MANAGER}
    assert case.readers(BINARY) == set(READERS)
    case.designate(EYES, REPORT)
    assert case.readers(REPORT) == {COUNSEL}
    case.withdraw(REPORT)
    assert case.readers(REPORT) == set(READERS)


def test_a_refusal_says_why_and_who_can_and_records_no_reading(case: Case) -> None:
    case.designate(EYES, REPORT)
    before = case.size()
    with pytest.raises(RefusedError) as refused:
        read_item(case.home, case.people[REVIEWER], case.matter, REPORT.encode(), BytesIO().write)
    assert str(refused.value) == (
        "This item is designated ATTORNEYS' EYES ONLY under Protective order of 9 January 2026 (ECF No. 41): only "
        "counsel may open it. Your role is reviewer. Ask one of them."
    )
    with pytest.raises(RefusedError, match="You have no role in this matter"):
        read_item(case.home, case.owner, case.matter, REPORT.encode(), BytesIO().write)
    assert case.size() == before


def test_all_that_a_unit_keeps_is_under_its_designation_and_an_items_own(case: Case) -> None:
    case.designate(CONFIDENTIAL, case.unit, what="unit")
    assert case.readers(BINARY) == {COUNSEL, CASE_MANAGER}
    case.designate(EYES, BINARY)
    assert case.readers(BINARY) == {COUNSEL}
    assert case.readers(REPORT) == {COUNSEL, CASE_MANAGER}
    Path(os.fsdecode(case.source.at or ""), "new.txt").write_bytes(b"new\n")
    collect(case.home, "p-1", case.source, reread=False, watch=Watching())
    assert case.readers("new.txt") == {COUNSEL, CASE_MANAGER}


def test_every_order_in_force_counts_and_a_lifted_one_does_not(case: Case) -> None:
    case.designate(CONFIDENTIAL, REPORT)
    first = case.order
    case.order = note_order(case.home, "p-1", case.matter, replace(ORDER, levels=[("SEALED", [REVIEWER])])).id
    case.designate("SEALED", REPORT)
    assert case.readers(REPORT) == set()
    lift_order(case.home, "p-1", case.matter, first, on=date(2026, 1, 20), why="Vacated")
    assert case.readers(REPORT) == {REVIEWER}
    with pytest.raises(UsageError, match="was lifted"):
        designate(case.home, "p-1", case.matter, first, CONFIDENTIAL, what="item", which=BINARY, why="x")
    with pytest.raises(UsageError, match="was lifted"):
        lift_order(case.home, "p-1", case.matter, first, on=date(2026, 1, 20), why="Vacated")


def test_nobody_lets_themselves_in(case: Case) -> None:
    case.designate(EYES, REPORT, by=CASE_MANAGER)
    before = case.size()
    with pytest.raises(RefusedError, match="only counsel may change or withdraw"):
        case.withdraw(REPORT, by=CASE_MANAGER)
    with pytest.raises(RefusedError, match="only counsel may change or withdraw"):
        case.designate(CONFIDENTIAL, REPORT, by=CASE_MANAGER)
    with pytest.raises(RefusedError, match="designate under a protective order is for"):
        case.designate(EYES, BINARY, by=REVIEWER)
    with pytest.raises(RefusedError, match="say what a protective order says is for counsel"):
        amend_order(case.home, case.people[CASE_MANAGER], case.matter, case.order, replace(ORDER, docket="42"), why="x")
    with pytest.raises(RefusedError, match="say what a protective order says is for counsel"):
        note_order(case.home, case.people[CASE_MANAGER], case.matter, ORDER)
    assert case.size() == before


def test_the_terminal_is_not_bound_and_the_same_again_records_nothing(case: Case) -> None:
    case.designate(EYES, REPORT)
    read_item(case.home, "p-1", case.matter, REPORT.encode(), BytesIO().write)
    before = case.size()
    case.designate(EYES, REPORT)
    assert case.size() == before


def test_an_order_is_stated_anew_and_keeps_a_level_that_is_used(case: Case) -> None:
    case.designate(EYES, REPORT)
    counsel = case.people[COUNSEL]
    with pytest.raises(UsageError, match="keeps that level"):
        amend_order(case.home, counsel, case.matter, case.order, replace(ORDER, levels=ORDER.levels[:1]), why="x")
    wider = replace(ORDER, state="stipulated", levels=[(EYES, [REVIEWER, COUNSEL])])
    assert amend_order(case.home, counsel, case.matter, case.order, wider, why="Agreed.").why == "Agreed."
    assert case.readers(REPORT) == {COUNSEL, REVIEWER}
    before = case.size()
    amend_order(case.home, counsel, case.matter, case.order, wider, why="Again.")
    assert case.size() == before
    (listed,) = orders(case.home, case.matter)
    assert (listed.order.state, [one.which for one in listed.standing]) == ("stipulated", [REPORT])


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"paper": " "}, "which paper"),
        ({"on": date(2100, 1, 1)}, "still to come"),
        ({"state": "sealed"}, "no state of a protective order"),
        ({"levels": []}, "at least one level"),
        ({"levels": [(CONFIDENTIAL, [])]}, "who may open"),
        ({"levels": [(CONFIDENTIAL, ["auditor"])]}, "'auditor' is none of them"),
        ({"levels": [(CONFIDENTIAL, [COUNSEL]), (" CONFIDENTIAL", [COUNSEL])]}, "named twice"),
        ({"levels": [(f"L{n}", [COUNSEL]) for n in range(13)]}, "12 levels at most"),
    ],
)
def test_an_order_that_makes_no_sense_is_refused(case: Case, changed: dict[str, object], said: str) -> None:
    before = case.size()
    with pytest.raises(UsageError, match=said):
        note_order(case.home, "p-1", case.matter, replace(ORDER, **changed))
    assert case.size() == before


def test_what_is_not_there_is_not_designated(case: Case) -> None:
    before = case.size()
    for level, what, which in (
        ("SECRET", "item", REPORT),
        (EYES, "item", "f" * 64),
        (EYES, "unit", "u-none"),
        (EYES, "matter", REPORT),
    ):
        with pytest.raises(UsageError):
            case.designate(level, which, what=what)
    with pytest.raises(UsageError, match="nothing to withdraw"):
        case.withdraw(REPORT)
    with pytest.raises(UsageError, match="no protective order 'o-none'"):
        lift_order(case.home, "p-1", case.matter, "o-none", on=date(2026, 1, 20), why="x")
    assert case.size() == before


def test_a_list_of_items_says_what_each_is_designated(case: Case) -> None:
    def told() -> dict[str, list[str] | None]:
        marks = Marks(case.home, case.matter)
        rows = [item_row(one, marks) for one in list_items(case.home, case.matter, None)]
        return {row["path"]: row.get("designated") for row in rows}

    assert set(told().values()) == {None}
    case.designate(CONFIDENTIAL, case.unit, what="unit")
    case.designate(EYES, REPORT)
    assert told()["a copy.txt"] == told()["logs/report.txt"] == [EYES, CONFIDENTIAL]
    assert told()["zz.bin"] == [CONFIDENTIAL]


def bag(case: Case, to: Path, **chosen: object) -> Disclosed:
    made = disclose(case.home, "p-1", case.matter, to, Selection(**chosen), Watching())  # type: ignore[arg-type]
    assert verify([str(made.bag), "--key", case.home.verifier(case.matter).text()]) == 0
    return made


def test_what_is_designated_is_withheld_from_a_disclosure_unless_it_is_named(case: Case, tmp_path: Path) -> None:
    case.designate(EYES, REPORT)
    ground = "designated ATTORNEYS' EYES ONLY under Protective order of 9 January 2026 (ECF No. 41)"
    made = bag(case, tmp_path / "all")
    withheld = [json.loads(line) for line in (made.bag / "data/withheld-items.jsonl").read_bytes().splitlines()]
    assert withheld == [{"sha256": REPORT, "withheld": ground}]
    assert not (made.bag / "data/items" / REPORT).exists()
    assert "designated" not in (made.bag / "data/README.txt").read_text()
    for name, chosen in {
        "named": {"items": frozenset({REPORT})},
        "waived": {"waived_items": frozenset({REPORT})},
    }.items():
        given = bag(case, tmp_path / name, **chosen)
        assert (given.bag / "data/items" / REPORT).read_bytes() == b"shift report\n"
        told = (given.bag / "data/README.txt").read_text()
        assert told.endswith(f"items/{REPORT}  {ground.removeprefix('designated ')}\n")
    with pytest.raises(UsageError, match="nor designated under a protective order"):
        bag(case, tmp_path / "plain", waived_items=frozenset({BINARY}))
    case.withdraw(REPORT)
    assert (bag(case, tmp_path / "open").bag / "data/items" / REPORT).exists()


def test_a_designated_unit_is_withheld_whole(case: Case, tmp_path: Path) -> None:
    case.designate(CONFIDENTIAL, case.unit, what="unit")
    made = bag(case, tmp_path / "bag")
    assert (made.items, made.withheld) == (0, 3)
