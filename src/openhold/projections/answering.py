"""How many have answered a hold: counted in its row, fact by fact, so that nobody has to count the notices.

Only the version in force counts, and only custodians who were not released from it. What changes a notice is told
here before the notice's own row says so.
"""

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from openhold.facts.holds import HoldIssued, HoldReleased
from openhold.facts.notices import NoticeAcknowledged, NoticeBounced, NoticeSent
from openhold.projections.hold import CUSTODIAN, Cover, Hold
from openhold.projections.noted import Noted
from openhold.projections.notice import ESCALATION, Notice, is_of_last_address

_NOT_ARRIVED = Q(sent_at=None) | ~Q(bounced_why="")
UNTOLD = Q(acknowledged_at=None) & _NOT_ARRIVED
"""Who has not answered and, as far as is known, has not got the notice."""


def of_covered() -> "QuerySet[Notice]":
    """Return the notices of custodians who were not released from the hold."""
    released = Cover.objects.filter(
        matter=OuterRef("matter"),
        hold=OuterRef("hold"),
        what=CUSTODIAN,
        which=OuterRef("custodian"),
        released_at__isnull=False,
    )
    return Notice.objects.exclude(Exists(released))


def fold(noted: Noted) -> None:
    """Count what the fact changes."""
    fact = noted.fact
    if isinstance(fact, HoldIssued | HoldReleased):
        count(noted.matter, fact.hold)
    elif isinstance(fact, NoticeSent):
        if fact.sending != ESCALATION:
            _open(noted, fact, _NOT_ARRIVED).update(untold=F("untold") - 1)
    elif isinstance(fact, NoticeBounced):
        if is_of_last_address(noted, fact):
            _open(noted, fact, ~_NOT_ARRIVED).update(untold=F("untold") + 1)
    elif isinstance(fact, NoticeAcknowledged):
        _open(noted, fact, _NOT_ARRIVED).update(untold=F("untold") - 1)
        _open(noted, fact, Q()).update(acknowledged=F("acknowledged") + 1)


def count(matter: str, hold: str) -> None:
    """Count anew, after a version was issued or somebody was released."""
    there = Hold.objects.filter(matter=matter, id=hold)
    counted = of_covered().filter(matter=matter, hold=hold, version=there.get().in_force)
    there.update(
        **counted.aggregate(
            asked=Count("custodian"), acknowledged=Count("acknowledged_at"), untold=Count("custodian", filter=UNTOLD)
        )
    )


def _open(noted: Noted, fact: NoticeSent | NoticeBounced | NoticeAcknowledged, state: Q) -> "QuerySet[Hold]":
    """Return the hold, where the notice is of its version in force, is `state`, and was not acknowledged."""
    notice = of_covered().filter(
        state, matter=noted.matter, hold=fact.hold, version=fact.version, custodian=fact.custodian, acknowledged_at=None
    )
    return Hold.objects.filter(Exists(notice), matter=noted.matter, id=fact.hold, in_force=fact.version)
