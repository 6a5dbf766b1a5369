"""Things as people look after them: named, handed over, confirmed by each side, sealed, kept by holds."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from openhold.actions.add_member import add_member
from openhold.actions.dispose_unit import approve_disposition, dispose_unit, propose_disposition
from openhold.actions.errors import RefusedError, UsageError
from openhold.actions.holds.approve import approve_hold, issue_hold
from openhold.actions.holds.look import weak_holds
from openhold.actions.holds.propose import Plan, propose_hold
from openhold.actions.holds.release import covered_by, preview_release
from openhold.actions.home import Home
from openhold.actions.known_person import Known
from openhold.actions.list_items import find_item
from openhold.actions.name_custodian import name_custodian
from openhold.actions.open_account import open_account
from openhold.actions.open_matter import open_matter
from openhold.actions.record import rows
from openhold.actions.set_up import Instance
from openhold.actions.things.confirm_hand_over import confirm_hand_over, dispute_hand_over, sides_of
from openhold.actions.things.describe_thing import describe_thing, things
from openhold.actions.things.find import find_handover, find_thing
from openhold.actions.things.hand_over import Handing, hand_over
from openhold.actions.things.look_at import Look, look_at_thing
from openhold.actions.things.name_thing import Described, name_thing
from openhold.actions.things.reseal import Sealing, reseal_thing
from openhold.projections.matter import Matter
from openhold.projections.source import SCANS, THING, Source
from openhold.projections.thing import Thing, ThingEvent
from tests.actions.holds.conftest import ANN, BOB, DAY
from tests.actions.holds.living import let_go
from tests.actions.living import SCAN

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Keeping:
    """A matter with two custodians and one telephone."""

    def __init__(self, home: Home, matter: str) -> None:
        self.home, self.matter = home, matter
        self.paz = name_custodian(home, ANN, matter, Known("Winifred Paz", "paz@alder.example")).id
        self.sund = name_custodian(home, ANN, matter, Known("Harriet Sund")).id
        self.phone = self.name("Telephone, black", mark="R58", seal="A-1")

    def name(self, what: str, **more: object) -> Thing:
        said = {"holder": self.paz, "place": "safe 1", "since": START, **more}
        return name_thing(self.home, ANN, self.matter, Described(what=what, **said))  # type: ignore[arg-type]

    def give(self, hour: int = 1, taker: str | None = None, **more: object) -> ThingEvent:
        at = START + timedelta(hours=hour)
        said = {"why": "To be read", "place": "room 12", "seal": "A-1", "seal_state": "whole", **more}
        done = Handing(taker=taker or self.sund, at=at, **said)  # type: ignore[arg-type]
        return hand_over(self.home, ANN, self.matter, self.phone.id, done)

    def gaps(self) -> list[str]:
        return [one.code for one in describe_thing(self.home, self.matter, self.phone.id).custody.gaps]

    def facts(self) -> int:
        return len(list(rows(self.matter)))


@pytest.fixture
def keeping(home: Home, instance: Instance, matter: Matter) -> Keeping:
    return Keeping(home, matter.id)


def test_a_thing_is_a_source_by_the_same_id_and_named_once(keeping: Keeping) -> None:
    before = keeping.facts()
    source = Source.objects.get(matter=keeping.matter, id=keeping.phone.id)
    assert (source.kind, source.at, source.custodian) == (THING, "Telephone, black (no. R58)", keeping.paz)
    assert keeping.name("Telephone,  black", mark="R58", seal="A-1") == keeping.phone
    assert keeping.facts() == before
    with pytest.raises(UsageError, match=r"bears the mark R58 already"):
        keeping.name("Another", mark="R58")
    for wrong in ({"holder": " "}, {"place": ""}, {"photographs": ["0" * 64]}, {"mark": "x" * 101}):
        with pytest.raises(UsageError):
            keeping.name("Box", **wrong)
    assert keeping.facts() == before
    assert find_thing(keeping.home, keeping.matter, "r58") == keeping.phone
    assert find_thing(keeping.home, keeping.matter, "BLACK") == keeping.phone
    with pytest.raises(UsageError, match="There is no thing 'box'"):
        find_thing(keeping.home, keeping.matter, "box")


def test_a_thing_goes_to_whoever_took_it_last_whenever_that_is_noted(keeping: Keeping) -> None:
    keeping.give(5, "R. Lang")
    keeping.give(2)
    now = find_thing(keeping.home, keeping.matter, keeping.phone.id)
    assert (now.holder, now.since, now.place) == ("R. Lang", START + timedelta(hours=5), "room 12")
    chain = describe_thing(keeping.home, keeping.matter, "R58").custody.spans
    assert [one.holder for one in chain] == [keeping.paz, keeping.sund, "R. Lang"]
    assert "other-holder" in keeping.gaps()


def test_the_same_hand_over_is_noted_once_and_none_goes_to_who_has_it(keeping: Keeping) -> None:
    first = keeping.give()
    before = keeping.facts()
    assert keeping.give(giver=keeping.paz).handover == first.handover
    assert keeping.facts() == before
    with pytest.raises(UsageError, match="the same person"):
        keeping.give(3, "Harriet Sund")
    for wrong in ({"taker": " ", "hour": 3}, {"why": "", "hour": 3}, {"place": "", "hour": 3}, {"seal_state": "so so"}):
        with pytest.raises(UsageError):
            keeping.give(**{"taker": "R. Lang", **wrong})  # type: ignore[arg-type]
    assert keeping.facts() == before


def test_each_side_confirms_for_itself_by_account_or_by_sheet(
    keeping: Keeping, home: Home, instance: Instance, matter: Matter
) -> None:
    paz = open_account(home, name="W. Paz", email="PAZ@alder.example", invited_by=None, owner=False)
    add_member(home, instance.actor, matter.id, person=paz, role="auditor")
    handed = keeping.give()
    assert keeping.gaps() == ["nobody-confirmed"]
    assert sides_of(home, paz, matter.id, handed) == ("giver",)
    with pytest.raises(RefusedError, match="Only Harriet Sund can say that"):
        confirm_hand_over(home, paz, matter.id, handed.handover, "taker")
    with pytest.raises(RefusedError, match="look after things"):
        confirm_hand_over(home, paz, matter.id, handed.handover, "taker", scan=SCAN)
    assert confirm_hand_over(home, paz, matter.id, handed.handover, "giver")
    assert not confirm_hand_over(home, paz, matter.id, handed.handover, "giver")
    assert keeping.gaps() == ["one-side-confirmed"]
    assert confirm_hand_over(home, ANN, matter.id, handed.handover, "taker", scan=SCAN)
    assert keeping.gaps() == []
    said = find_handover(home, matter.id, handed.handover)
    assert (said.giver_way, said.giver_evidence, said.taker_way) == ("own account", None, "signed sheet")
    assert said.taker_evidence == sha256(SCAN).hexdigest()
    kept = find_item(home, matter.id, sha256(SCAN).hexdigest().encode())
    assert Source.objects.get(matter=matter.id, unit=kept.collection.unit).kind == SCANS


def test_a_side_that_disputes_is_told_and_its_newest_word_stands(keeping: Keeping) -> None:
    handed = keeping.give()
    confirm_hand_over(keeping.home, ANN, keeping.matter, handed.handover, "giver", scan=SCAN)
    dispute_hand_over(keeping.home, ANN, keeping.matter, handed.handover, "taker", "I never saw it.", scan=SCAN)
    assert keeping.gaps() == ["disputed"]
    confirm_hand_over(keeping.home, ANN, keeping.matter, handed.handover, "taker", scan=SCAN)
    assert keeping.gaps() == []
    with pytest.raises(UsageError, match="why it is not so"):
        dispute_hand_over(keeping.home, ANN, keeping.matter, handed.handover, "taker", " ", scan=SCAN)
    with pytest.raises(UsageError, match="no side"):
        confirm_hand_over(keeping.home, ANN, keeping.matter, handed.handover, "witness", scan=SCAN)
    with pytest.raises(UsageError, match="no hand-over ''"):
        confirm_hand_over(keeping.home, ANN, keeping.matter, "", "giver", scan=SCAN)
    with pytest.raises(UsageError, match="not both"):
        confirm_hand_over(keeping.home, ANN, keeping.matter, handed.handover, "taker", scan=SCAN, evidence="x")


def test_what_is_seen_and_sealed_is_noted_once_and_a_wrong_number_is_a_gap(keeping: Keeping) -> None:
    home, matter, phone = keeping.home, keeping.matter, keeping.phone.id
    look = Look(by="R. Lang", at=START + timedelta(hours=1), seal="A-1", seal_state="whole", place="safe 2")
    before = keeping.facts()
    for _ in range(2):
        assert look_at_thing(home, ANN, matter, phone, look).place == "safe 2"
    sealing = Sealing(by="R. Lang", at=START + timedelta(hours=2), seal="A-2", before="A-1", why="Imaged")
    for _ in range(2):
        reseal_thing(home, ANN, matter, phone, sealing)
    assert keeping.facts() == before + 2
    assert keeping.gaps() == []
    keeping.give(3, seal="A-9", seal_state="broken")
    assert keeping.gaps() == ["nobody-confirmed", "seal-changed", "seal-broken"]
    with pytest.raises(UsageError, match="Say what was seen"):
        look_at_thing(home, ANN, matter, phone, Look(by="R. Lang", at=START))
    with pytest.raises(UsageError, match="the number of the old one"):
        reseal_thing(home, ANN, matter, phone, Sealing(by="x", at=START, seal="A-2", before="A-2", why="x"))
    with pytest.raises(UsageError, match="How was which seal found"):
        reseal_thing(home, ANN, matter, phone, Sealing(by="x", at=START, seal="A-3", before_state="whole", why="x"))


def held(keeping: Keeping, matter: str, **plan: object) -> str:
    stated = Plan(title="Keep", acknowledge_by=DAY, **plan)  # type: ignore[arg-type]
    hold = propose_hold(keeping.home, ANN, matter, stated).hold
    approve_hold(keeping.home, BOB, matter, hold, 1)
    issue_hold(keeping.home, ANN, matter, hold)
    return hold


def test_a_hold_covers_a_thing_by_itself_by_whose_it_is_and_by_who_has_it(keeping: Keeping) -> None:
    unit = Source.objects.get(matter=keeping.matter, id=keeping.phone.id).unit
    silent = {"custodians": (keeping.sund,), "silent": (keeping.sund,)}
    by_holder = held(keeping, keeping.matter, **silent)
    assert covered_by(keeping.home, keeping.matter, unit) == ()
    keeping.give()
    assert [one.hold for one in covered_by(keeping.home, keeping.matter, unit)] == [by_holder]
    by_source = held(keeping, keeping.matter, sources=(keeping.phone.id,))
    by_owner = held(keeping, keeping.matter, custodians=(keeping.paz,), silent=(keeping.paz,))
    covering = {one.hold for one in covered_by(keeping.home, keeping.matter, unit)}
    assert covering == {by_holder, by_source, by_owner}
    assert [one.code for one in weak_holds(keeping.home, keeping.matter, by_source)] == []


def test_a_thing_under_a_hold_is_in_the_preview_and_cannot_be_let_go_of(keeping: Keeping) -> None:
    home, matter = keeping.home, keeping.matter
    hold = held(keeping, matter, sources=(keeping.phone.id,))
    unit = Source.objects.get(matter=matter, id=keeping.phone.id).unit
    propose_disposition(home, ANN, matter, unit, "It is in the way.")
    approve_disposition(home, BOB, matter, unit)
    with pytest.raises(RefusedError, match=f"Hold {hold}"):
        dispose_unit(home, ANN, matter, unit)
    (losing,) = preview_release(home, matter, hold, what="whole").losing
    assert (losing.unit.unit, losing.unit.place) == (unit, "Telephone, black (no. R58)")
    let_go(home, matter, hold)
    assert dispose_unit(home, ANN, matter, unit).items == 0
    assert [one.gone for one in things(home, matter)] == [True]
    with pytest.raises(RefusedError, match="was let go of, as fact"):
        keeping.give()


def test_a_mark_means_the_same_thing_in_another_matter_and_words_do_not(keeping: Keeping, instance: Instance) -> None:
    other = open_matter(keeping.home, instance.actor, title="Okoro v. Alder", court=None, number=None).matter
    named = {"holder": "Somebody", "place": "there", "since": START}
    same = name_thing(keeping.home, ANN, other, Described(what="A mobile", mark="r58", **named))  # type: ignore[arg-type]
    name_thing(keeping.home, ANN, other, Described(what="Box", **named))  # type: ignore[arg-type]
    box = keeping.name("Box")
    hold = held(keeping, other, sources=(same.id,))
    units = dict(Source.objects.filter(matter=keeping.matter).values_list("id", "unit"))
    covering = covered_by(keeping.home, keeping.matter, units[keeping.phone.id])
    assert [(one.matter, one.hold) for one in covering] == [(other, hold)]
    assert covered_by(keeping.home, keeping.matter, units[box.id]) == ()


@pytest.mark.parametrize(
    "text", ["=1+1", "\u202eeluR", "\U0001f4a5" * 20, "\u05de\u05e9\u05e8\u05d3", "<script>x</script>"]
)
def test_hostile_words_are_kept_as_they_are(keeping: Keeping, text: str) -> None:
    thing = keeping.name(text, holder=text, place=text, condition=text, seal=text, mark=text)
    told = describe_thing(keeping.home, keeping.matter, thing.id)
    assert (told.thing.what, told.thing.holder, told.custody.seal) == (text, text, text)


@pytest.mark.parametrize("text", ["\x00", "a\x1bb", "\ud800", "x" * 1001])
def test_what_is_no_text_is_refused(keeping: Keeping, text: str) -> None:
    before = keeping.facts()
    with pytest.raises(UsageError):
        keeping.name(text)
    assert keeping.facts() == before
