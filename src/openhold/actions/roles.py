"""Who may do what in a matter: the role table, and the question that the gate and the doors ask of it.

Roles bind whoever signs in with an account. The operating system's accounts that run `openhold` on the machine hold its
key and its vault: no table here could bind them, and the record names them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.db.models import OuterRef, Subquery

from openhold.actions.errors import RefusedError
from openhold.projections.member import Member
from openhold.projections.person import Person

COUNSEL, CASE_MANAGER, IT_STEWARD = "counsel", "case manager", "IT steward"
REVIEWER, AUDITOR = "reviewer", "auditor"

ROLES: Mapping[str, str] = MappingProxyType(
    {
        COUNSEL: "decides: approves what another proposed, chooses the members, and may do all that a case manager may",
        CASE_MANAGER: "runs the matter: sources, custodians, holds, notices, disclosures",
        IT_STEWARD: "names sources, collects, and proves that a task is done; does not read what was collected",
        REVIEWER: "reads what was collected, and changes nothing",
        AUDITOR: "sees the record, and has what is kept read again; does not read what was collected",
    }
)
"""Every role, and what it is for in a few words."""

_ALL = frozenset(ROLES)
_LAWYERS = frozenset({COUNSEL})
_TEAM = frozenset({COUNSEL, CASE_MANAGER})
_HANDS = frozenset({COUNSEL, CASE_MANAGER, IT_STEWARD})

DEEDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "see the matter": _ALL,
        "choose the members": _LAWYERS,
        "say what a paper says": _TEAM,
        "say who the parties are": _TEAM,
        "name a source": _HANDS,
        "collect": _HANDS,
        "have what is kept read again": frozenset({COUNSEL, CASE_MANAGER, IT_STEWARD, AUDITOR}),
        "read what was collected": frozenset({COUNSEL, CASE_MANAGER, REVIEWER}),
        "say what a protective order says": _LAWYERS,
        "designate under a protective order": _TEAM,
        "disclose": _TEAM,
        "name custodians": _TEAM,
        "say when the duty began": _TEAM,
        "look after things": _HANDS,
        "say whether a hand-over is right": _ALL,
        "give a task": _TEAM,
        "say that a task is done": _HANDS,
        "propose a hold, a release or a disposition": _TEAM,
        "approve what another proposed": _LAWYERS,
        "issue a hold and send its notices": _TEAM,
        "note what custodians say, and answer them": _TEAM,
        "have a unit destroyed as two people agreed": _TEAM,
    }
)
"""The role table: for every deed, whose it is. An owner of the instance may do all of them in every matter."""

DEED_OF_KIND: Mapping[str, str] = MappingProxyType(
    {
        "paper.accepted/1": "say what a paper says",
        "paper.corrected/1": "say what a paper says",
        "side.said/1": "say who the parties are",
        "party.named/1": "say who the parties are",
        "counsel.named/1": "say who the parties are",
        "naming.withdrawn/1": "say who the parties are",
        "source.named/1": "name a source",
        "collection.sealed/1": "collect",
        "collection.stopped/1": "collect",
        "recovery.done/1": "collect",
        "audit.run/1": "have what is kept read again",
        "disclosure.made/1": "disclose",
        "disposal.refused/1": "have a unit destroyed as two people agreed",
        "member.added/1": "choose the members",
        "member.removed/1": "choose the members",
        "evidence.read/1": "read what was collected",
        "privileged.read/1": "note what custodians say, and answer them",
        "order.noted/1": "say what a protective order says",
        "order.amended/1": "say what a protective order says",
        "order.lifted/1": "say what a protective order says",
        "designation.made/1": "designate under a protective order",
        "designation.withdrawn/1": "designate under a protective order",
        "custodian.named/1": "name custodians",
        "custodian.changed/1": "name custodians",
        "alarm.settled/1": "name custodians",
        "source.described/1": "name a source",
        "thing.named/1": "look after things",
        "thing.seen/1": "look after things",
        "thing.sealed/1": "look after things",
        "handover.noted/1": "look after things",
        "handover.confirmed/1": "say whether a hand-over is right",
        "handover.disputed/1": "say whether a hand-over is right",
        "trigger.noted/1": "say when the duty began",
        "trigger.withdrawn/1": "say when the duty began",
        "duty.dated/1": "say when the duty began",
        "task.given/1": "give a task",
        "task.reopened/1": "give a task",
        "task.done/1": "say that a task is done",
        "hold.proposed/2": "propose a hold, a release or a disposition",
        "notice.written/1": "propose a hold, a release or a disposition",
        "hold.returned/1": "propose a hold, a release or a disposition",
        "hold.approved/1": "approve what another proposed",
        "hold.issued/1": "issue a hold and send its notices",
        "notice.sent/1": "issue a hold and send its notices",
        "notice.bounced/1": "issue a hold and send its notices",
        "notice.acknowledged/1": "issue a hold and send its notices",
        "notice.asked/1": "note what custodians say, and answer them",
        "notice.answered/1": "note what custodians say, and answer them",
        "loss.reported/1": "note what custodians say, and answer them",
        "questionnaire.answered/1": "note what custodians say, and answer them",
        "release.proposed/1": "propose a hold, a release or a disposition",
        "release.returned/1": "propose a hold, a release or a disposition",
        "release.approved/1": "approve what another proposed",
        "hold.released/1": "approve what another proposed",
        "disposition.proposed/1": "propose a hold, a release or a disposition",
        "disposition.approved/1": "approve what another proposed",
        "disposal.begun/1": "have a unit destroyed as two people agreed",
        "unit.disposed/1": "have a unit destroyed as two people agreed",
    }
)
"""The deed that a kind of fact is the mark of. A kind that is not here is recorded for nobody but an owner."""

_OPENING = "matter.opened/1"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands in a matter: `role` is None for an owner who is no member, and for nobody.

    `person` is None where there is no such person.
    """

    owner: bool
    role: str | None
    person: Person | None = None

    @property
    def inside(self) -> bool:
        """Whether the matter is shown to them at all."""
        return self.owner or self.role is not None

    def may(self, deed: str) -> bool:
        """Whether the table lets them do it."""
        return self.owner or self.role in DEEDS[deed]

    def check(self, deed: str) -> None:
        """Raise RefusedError unless the table lets them do it; it binds those who sign in."""
        if self.person is None or not self.person.email:
            return
        _refuse_closed(self.person)
        if not self.may(deed):
            raise _refused(deed, self)


def standing(matter: str, person: str) -> Standing:
    """Return where a person who signed in stands in a matter; nobody's standing where there is no such person."""
    role = Member.objects.filter(matter=matter, person=OuterRef("id")).values("role")
    found = Person.objects.filter(id=person).annotate(role=Subquery(role)).first()
    return Standing(False, None) if found is None else Standing(found.owner, found.role, found)


def is_owner(person: str) -> bool:
    """Return whether a person is an owner of the instance, to whom every matter is shown."""
    return Person.objects.filter(id=person, owner=True).exists()


def matters_of(person: str) -> frozenset[str] | None:
    """Return the ids of the matters that are shown to a person; None where that is all of them."""
    if is_owner(person):
        return None
    return frozenset(Member.objects.filter(person=person).values_list("matter", flat=True))


def check_may(matter: str, actor: str, deed: str) -> None:
    """Raise RefusedError unless the table lets `actor` do the deed in the matter; it binds those who sign in."""
    standing(matter, actor).check(deed)


def check_kinds(matter: str, actor: str, kinds: Iterable[str], *, first: bool = False) -> None:
    """Raise RefusedError unless `actor` may record facts of these kinds in the matter.

    Whoever opens a matter, which is what comes `first` in its log, may say in the same breath who its members are:
    nobody else is there yet.
    """
    person = Person.objects.filter(id=actor).first()
    if person is None or not person.email:
        return
    _refuse_closed(person)
    if person.owner:
        return
    asked = list(kinds)
    if first and asked[:1] == [_OPENING]:
        return
    stands = standing(matter, actor)
    for kind in asked:
        deed = DEED_OF_KIND.get(kind)
        if deed is None:
            raise RefusedError(f"Only an owner of this instance may record a fact of the kind {kind}.")
        if not stands.may(deed):
            raise _refused(deed, stands)


def _refuse_closed(person: Person) -> None:
    if person.closed:
        raise RefusedError(f"The account of {person.shown} is closed. An owner of this instance can open it again.")


def _refused(deed: str, stands: Standing) -> RefusedError:
    whose = [role for role in ROLES if role in DEEDS[deed]]
    who = f"{', '.join(whose[:-1])} or {whose[-1]}" if len(whose) > 1 else whose[0]
    have = f"your role is {stands.role}" if stands.role else "you have no role"
    return RefusedError(
        f"In this matter {have}; to {deed} is for {who}, or an owner of this instance. Ask one of them to do it."
    )
