"""All projections at once: fold a fact into each, drop them, compare them."""

from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256
from types import MappingProxyType

from django.db import DEFAULT_DB_ALIAS, models

from openhold.facts.custodians import AlarmSettled, CustodianChanged, CustodianNamed
from openhold.facts.dispositions import DisposalBegun, DispositionApproved, DispositionProposed, UnitDisposed
from openhold.facts.fact import Fact
from openhold.facts.holds import (
    HoldApproved,
    HoldIssued,
    HoldProposed,
    HoldReleased,
    HoldReturned,
    ReleaseApproved,
    ReleaseProposed,
    ReleaseReturned,
)
from openhold.facts.kinds import (
    AuditRun,
    CollectionSealed,
    CollectionStopped,
    DisclosureMade,
    MatterOpened,
    PersonNamed,
    SourceNamed,
    ValueAccepted,
    ValueCorrected,
)
from openhold.facts.members import (
    AccountClosed,
    AccountOpened,
    AccountReopened,
    MemberAdded,
    MemberRemoved,
    OwnerNamed,
    PrivilegedRead,
)
from openhold.facts.notices import (
    LossReported,
    NoticeAcknowledged,
    NoticeAnswered,
    NoticeAsked,
    NoticeBounced,
    NoticeSent,
    NoticeWritten,
)
from openhold.facts.orders import DesignationMade, DesignationWithdrawn, OrderAmended, OrderLifted, OrderNoted
from openhold.facts.parties import CounselNamed, NamingWithdrawn, PartyNamed, SideSaid
from openhold.facts.questionnaires import QuestionnaireAnswered
from openhold.facts.retention import SourceDescribed
from openhold.facts.tasks import TaskDone, TaskGiven, TaskReopened
from openhold.facts.things import (
    HandoverConfirmed,
    HandoverDisputed,
    HandoverNoted,
    ThingNamed,
    ThingSealed,
    ThingSeen,
)
from openhold.facts.triggers import DutyDated, TriggerNoted, TriggerWithdrawn
from openhold.projections import (
    answering,
    audit,
    collection,
    custodian,
    disclosure,
    disposition,
    hold,
    interruption,
    matter,
    member,
    notice,
    order,
    paper,
    party,
    person,
    questionnaire,
    reading,
    release,
    source,
    task,
    thing,
    trigger,
)
from openhold.projections.noted import Noted


def _release(noted: Noted) -> None:
    hold.fold(noted)
    release.fold(noted)
    answering.fold(noted)


def _issue(noted: Noted) -> None:
    hold.fold(noted)
    notice.fold(noted)
    answering.fold(noted)


def _answer(noted: Noted) -> None:
    # What the notice's row says before counts.
    answering.fold(noted)
    notice.fold(noted)


FOLDS: Mapping[type[Fact], Callable[[Noted], None]] = MappingProxyType(
    {
        AuditRun: audit.fold,
        CollectionSealed: collection.fold,
        CollectionStopped: interruption.fold,
        DisclosureMade: disclosure.fold,
        MatterOpened: matter.fold,
        PersonNamed: person.fold,
        SourceNamed: source.fold,
        ValueAccepted: paper.fold,
        ValueCorrected: paper.fold,
        CustodianNamed: custodian.fold,
        CustodianChanged: custodian.fold,
        AlarmSettled: custodian.fold,
        SourceDescribed: source.fold,
        TriggerNoted: trigger.fold,
        TriggerWithdrawn: trigger.fold,
        DutyDated: trigger.fold,
        SideSaid: party.fold,
        PartyNamed: party.fold,
        CounselNamed: party.fold,
        NamingWithdrawn: party.fold,
        TaskGiven: task.fold,
        TaskDone: task.fold,
        TaskReopened: task.fold,
        AccountClosed: person.fold,
        AccountOpened: person.fold,
        AccountReopened: person.fold,
        OwnerNamed: person.fold,
        MemberAdded: member.fold,
        MemberRemoved: member.fold,
        PrivilegedRead: reading.fold,
        HoldProposed: hold.fold,
        HoldApproved: hold.fold,
        HoldReturned: hold.fold,
        HoldIssued: _issue,
        ReleaseProposed: release.fold,
        ReleaseReturned: release.fold,
        ReleaseApproved: release.fold,
        HoldReleased: _release,
        NoticeWritten: notice.fold,
        NoticeSent: _answer,
        NoticeBounced: _answer,
        NoticeAcknowledged: _answer,
        NoticeAsked: notice.fold,
        NoticeAnswered: notice.fold,
        LossReported: notice.fold,
        QuestionnaireAnswered: questionnaire.fold,
        DispositionProposed: disposition.fold,
        DispositionApproved: disposition.fold,
        DisposalBegun: disposition.fold,
        UnitDisposed: disposition.fold,
        ThingNamed: thing.fold,
        ThingSeen: thing.fold,
        ThingSealed: thing.fold,
        HandoverNoted: thing.fold,
        HandoverConfirmed: thing.fold,
        HandoverDisputed: thing.fold,
        OrderNoted: order.fold,
        OrderAmended: order.fold,
        OrderLifted: order.fold,
        DesignationMade: order.fold,
        DesignationWithdrawn: order.fold,
    }
)
"""Which projection a kind of fact changes. A kind that is not here changes none."""

TABLES: tuple[type[models.Model], ...] = (
    audit.Audit,
    collection.Collection,
    custodian.Custodian,
    disclosure.Disclosure,
    disposition.Disposition,
    hold.Cover,
    hold.Hold,
    hold.HoldVersion,
    hold.Waiting,
    interruption.Interruption,
    matter.Matter,
    member.Member,
    notice.LossReport,
    notice.Notice,
    notice.NoticeText,
    notice.Question,
    notice.Sending,
    order.Designation,
    order.ProtectiveOrder,
    paper.PaperValue,
    party.Party,
    party.Side,
    person.Person,
    questionnaire.Questionnaire,
    reading.Reading,
    release.Release,
    source.Source,
    source.SourcePlace,
    task.Task,
    thing.Thing,
    thing.ThingEvent,
    trigger.Duty,
    trigger.Trigger,
)
"""Every folded table; the ledgers' rows are not among them."""


def fold(noted: Noted) -> None:
    """Fold one fact into the table that it changes, inside the caller's transaction."""
    change = FOLDS.get(type(noted.fact))
    if change is not None:
        change(noted)


def drop() -> None:
    """Empty every folded table, inside the caller's transaction."""
    for table in TABLES:
        table._default_manager.all().delete()


def digest(using: str = DEFAULT_DB_ALIAS) -> str:
    """Return a SHA-256 (hex) over every row of every folded table: two states are equal if this is.

    In whatever order a database sorts texts, and whatever order it gives the keys of a JSON value: both differ between
    databases. `using` is the alias of the database.
    """
    seen = sha256()
    for table in TABLES:
        names = [field.attname for field in table._meta.concrete_fields]
        rows = table._default_manager.using(using).values_list(*names)
        total = sum(int.from_bytes(sha256(repr([_plain(v) for v in row]).encode()).digest()) for row in rows.iterator())
        seen.update(f"{table._meta.label} {total}\n".encode())
    return seen.hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: _plain(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, datetime) else value
