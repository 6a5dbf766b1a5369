"""The role table binds whoever signs in, at the gate itself; members are facts."""

import json

import pytest

from openhold.actions.add_member import NoAccountError, add_member, members, person_by_email
from openhold.actions.close_account import close_account, reopen_account
from openhold.actions.errors import RefusedError, UsageError
from openhold.actions.home import Home
from openhold.actions.open_account import open_account, owners
from openhold.actions.open_matter import open_matter
from openhold.actions.record import INSTANCE_LOG, record, rows
from openhold.actions.remove_member import remove_member
from openhold.actions.roles import DEED_OF_KIND, DEEDS, ROLES, check_kinds, matters_of, standing
from openhold.actions.set_up import Instance
from openhold.facts.kinds import KINDS, MatterOpened, PersonNamed, ValueAccepted
from openhold.facts.members import EvidenceRead, MemberAdded, OwnerNamed
from openhold.projections.log import Log
from openhold.projections.matter import Matter
from openhold.projections.member import Member

OF_THE_INSTANCE = {
    "instance.opened/1",
    "person.named/1",
    "account.opened/1",
    "account.closed/1",
    "account.reopened/1",
    "owner.named/1",
    "matter.opened/1",
}


def someone(home: Home, name: str = "Dana Whitfield", *, owner: bool = False) -> str:
    return open_account(home, name=name, email=f"{name.partition(' ')[0]}@Alder.example", invited_by=None, owner=owner)


def kinds(log: str) -> list[str]:
    return [json.loads(row.entry)["kind"] for row in rows(log)]


def test_every_kind_is_a_deed_of_the_table_or_of_the_instance() -> None:
    assert set(DEED_OF_KIND) == set(KINDS) - OF_THE_INSTANCE
    assert set(DEED_OF_KIND.values()) <= set(DEEDS)
    assert set().union(*DEEDS.values()) == set(ROLES)


def test_one_address_is_one_person_named_once(home: Home, instance: Instance) -> None:
    assert not owners(home)
    person = someone(home)
    assert open_account(home, name="D. W.", email=" dana@alder.EXAMPLE ", invited_by=None, owner=False) == person
    assert kinds(INSTANCE_LOG)[-2:] == ["person.named/1", "account.opened/1"]
    assert open_account(home, name="D. W.", email="dana@alder.example", invited_by=None, owner=True) == person
    assert kinds(INSTANCE_LOG)[-1] == "owner.named/1"
    assert owners(home) == {person}
    assert person != instance.actor
    with pytest.raises(UsageError, match="a name and an e-mail address"):
        open_account(home, name=" ", email="x@y.example", invited_by=None, owner=False)


@pytest.mark.parametrize("kind", sorted(DEED_OF_KIND))
def test_the_gate_asks_the_table_for_every_kind(home: Home, instance: Instance, matter: Matter, kind: str) -> None:
    person = someone(home)
    for role in ROLES:
        add_member(home, instance.actor, matter.id, person=person, role=role)
        if role in DEEDS[DEED_OF_KIND[kind]]:
            check_kinds(matter.id, person, [kind])
        else:
            with pytest.raises(RefusedError, match=f"your role is {role}; to "):
                check_kinds(matter.id, person, [kind])
    remove_member(home, instance.actor, matter.id, person=person)
    with pytest.raises(RefusedError, match="you have no role"):
        check_kinds(matter.id, person, [kind])
    check_kinds(matter.id, someone(home, "Owner Person", owner=True), [kind])


def test_what_the_table_refuses_is_not_recorded(home: Home, instance: Instance, matter: Matter) -> None:
    person = someone(home)
    add_member(home, instance.actor, matter.id, person=person, role="auditor")
    before = Log.objects.get(matter=matter.id).size
    read = EvidenceRead(items=("0" * 64,))
    value = ValueAccepted(paper="0" * 64, name="p", field="judge", value="x", quote="x", page=1, line=None)
    with pytest.raises(RefusedError, match="to read what was collected is for counsel, case manager or reviewer, or"):
        record(home, matter.id, person, read)
    with pytest.raises(RefusedError):
        record(home, matter.id, person, value, read)
    with pytest.raises(RefusedError, match="to choose the members is for counsel, or an owner"):
        record(home, matter.id, person, MemberAdded(person=person, role="counsel"))
    # The instance's own log is nobody's but an owner's.
    for fact in (OwnerNamed(person=person), PersonNamed(person="p-x", account="x")):
        with pytest.raises(RefusedError, match="Only an owner of this instance"):
            record(home, INSTANCE_LOG, person, fact)
    assert Log.objects.get(matter=matter.id).size == before
    assert standing(matter.id, person).role == "auditor"


def test_whoever_opens_a_matter_is_its_first_member(home: Home, instance: Instance, matter: Matter) -> None:
    person = someone(home)
    assert matters_of(person) == set()
    opened = open_matter(home, person, title="Another v. Other", court=None, number=None)
    assert matters_of(person) == {opened.matter}
    assert standing(opened.matter, person).role == "counsel"
    assert kinds(opened.matter) == ["matter.opened/1", "member.added/1"]
    # On the terminal nobody signs in: the operating system's account is no member of anything.
    assert not Member.objects.filter(matter=matter.id).exists()
    assert matters_of(someone(home, "Owner Person", owner=True)) is None


def test_an_opening_in_a_matters_log_that_is_there_opens_nothing(
    home: Home, instance: Instance, matter: Matter
) -> None:
    person = someone(home)
    with pytest.raises(RefusedError):
        check_kinds(matter.id, person, ["member.added/1", "matter.opened/1"])
    with pytest.raises(RefusedError):
        check_kinds(matter.id, person, ["matter.opened/1", "member.added/1"])
    opening = MatterOpened(matter=matter.id, title="Mine", court=None, number=None)
    with pytest.raises(RefusedError, match="Only an owner of this instance"):
        record(home, matter.id, person, opening, MemberAdded(person=person, role="counsel"))


def test_whose_account_is_closed_records_nothing(home: Home, instance: Instance, matter: Matter) -> None:
    person, owner = someone(home), someone(home, "Owner Person", owner=True)
    add_member(home, owner, matter.id, person=person, role="counsel")
    close_account(home, owner, person=person)
    close_account(home, owner, person=person)
    with pytest.raises(RefusedError, match="The account of Dana Whitfield is closed"):
        remove_member(home, person, matter.id, person=person)
    with pytest.raises(RefusedError, match="is closed"):
        check_kinds(matter.id, person, ["paper.accepted/1"])
    reopen_account(home, owner, person=person)
    check_kinds(matter.id, person, ["paper.accepted/1"])
    assert kinds(INSTANCE_LOG)[-2:] == ["account.closed/1", "account.reopened/1"]
    with pytest.raises(RefusedError, match="your own account"):
        close_account(home, owner, person=owner)
    with pytest.raises(RefusedError, match="Only an owner"):
        close_account(home, person, person=owner)
    with pytest.raises(UsageError, match="no person"):
        close_account(home, owner, person=instance.actor)


def test_members_come_change_and_go(home: Home, instance: Instance, matter: Matter) -> None:
    person = someone(home)
    assert person_by_email(home, "DANA@alder.example").id == person
    add_member(home, instance.actor, matter.id, person=person, role="reviewer")
    add_member(home, instance.actor, matter.id, person=person, role="reviewer")
    add_member(home, instance.actor, matter.id, person=person, role="IT steward")
    assert [(who.shown, one.role, one.by) for who, one in members(home, matter.id)] == [
        ("Dana Whitfield", "IT steward", instance.actor)
    ]
    remove_member(home, instance.actor, matter.id, person=person)
    assert kinds(matter.id)[1:] == ["member.added/1", "member.added/1", "member.removed/1"]
    with pytest.raises(UsageError, match="no member of this matter"):
        remove_member(home, instance.actor, matter.id, person=person)
    with pytest.raises(UsageError, match="'judge' is no role"):
        add_member(home, instance.actor, matter.id, person=person, role="judge")
    with pytest.raises(UsageError, match="no person"):
        add_member(home, instance.actor, matter.id, person="p-0000000000", role="counsel")
    with pytest.raises(NoAccountError, match=r"openhold invite nobody@alder\.example"):
        person_by_email(home, "nobody@alder.example")
    # Whoever only has an account of the operating system does not sign in, and is no member.
    with pytest.raises(UsageError, match="no person"):
        add_member(home, instance.actor, matter.id, person=instance.actor, role="counsel")
