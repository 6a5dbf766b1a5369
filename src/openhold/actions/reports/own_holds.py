"""Tell which holds one person is under, in every matter that is shown to whoever asks."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from openhold.actions.errors import UsageError
from openhold.actions.home import Home
from openhold.actions.record import database_told
from openhold.actions.reports.scope import noon, shown_matters
from openhold.projections.custodian import Custodian
from openhold.projections.hold import CUSTODIAN, Cover, Hold
from openhold.projections.matter import Matter
from openhold.projections.notice import Notice

HERE, BY_DIRECTORY, BY_ADDRESS, BY_NAME = (
    "this matter",
    "the id in the directory",
    "the e-mail address",
    "the name alone",
)
"""By what a custodian of some matter is taken for the same person."""


@dataclass(frozen=True, slots=True)
class OwnHold:
    """A hold that covers the person, or did. `known_by` says by what the matter's custodian is the same person."""

    matter: Matter
    custodian: Custodian
    hold: Hold
    released: bool
    notice: Notice | None
    known_by: str


@dataclass(frozen=True, slots=True)
class OwnHolds:
    """A custodian of `matter` with the holds of all matters looked at: those of their own matter first."""

    matter: Matter
    custodian: Custodian
    holds: tuple[OwnHold, ...]
    looked_at: int
    moment: datetime


def own_holds(home: Home, matter: Matter, custodian: str, only: Collection[str] | None) -> OwnHolds:
    """Return the holds over the custodian whose id is `custodian`; raise UsageError where there is none.

    Whoever has the same name, and is not told apart by the directory, may be the same person: that is said.
    """
    matters = {matter.id: matter, **shown_matters(home, only)}
    with database_told(home):
        one = Custodian.objects.filter(matter=matter.id, id=custodian).first()
        if one is None:
            raise UsageError(f"There is no custodian {custodian!r} in this matter.")
        same = _same(one, matters)
        found = [
            each for of in matters for known_by, who in same if who.matter == of for each in _of(matters, who, known_by)
        ]
    return OwnHolds(matter, one, tuple(found), len(matters), noon(home))


def _same(one: Custodian, matters: Mapping[str, Matter]) -> list[tuple[str, Custodian]]:
    found = []
    for other in Custodian.objects.filter(matter__in=list(matters)).order_by("matter", "seq"):
        known_by = HERE if (other.matter, other.id) == (one.matter, one.id) else _known_by(one, other)
        if known_by:
            found.append((known_by, other))
    return found


def _known_by(one: Custodian, other: Custodian) -> str:
    """Return by what two custodians are one person, empty where they are not; as holds reach people."""
    if one.external and other.external:
        return BY_DIRECTORY if one.external == other.external else ""
    if one.email and (other.email or "").casefold() == one.email.casefold():
        return BY_ADDRESS
    return BY_NAME if _folded(one.name) == _folded(other.name) else ""


def _of(matters: Mapping[str, Matter], who: Custodian, known_by: str) -> list[OwnHold]:
    covers = Cover.objects.filter(matter=who.matter, what=CUSTODIAN, which=who.id)
    released = {cover.hold: cover.released_at is not None for cover in covers}
    notices = {(one.hold, one.version): one for one in Notice.objects.filter(matter=who.matter, custodian=who.id)}
    return [
        OwnHold(
            matter=matters[who.matter],
            custodian=who,
            hold=hold,
            released=released[hold.id] or hold.released_at is not None,
            notice=notices.get((hold.id, hold.in_force)),
            known_by=known_by,
        )
        for hold in Hold.objects.filter(matter=who.matter, id__in=list(released)).order_by("seq")
    ]


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
