"""Release: look first at what would be let go of, then one person proposes it and another approves what both saw.

Releasing destroys nothing. It lets the ordinary rules run again.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from openhold.actions.errors import RefusedError, UsageError
from openhold.actions.holds.approve import shown
from openhold.actions.holds.find import find_hold, reread
from openhold.actions.holds.reach import Reach
from openhold.actions.home import Home
from openhold.actions.record import database_told, decide, publish
from openhold.actions.wording import words
from openhold.assess.release import Asked, Preview, Protection, Unit, preview
from openhold.facts.fact import Fact
from openhold.facts.holds import HoldReleased, ReleaseApproved, ReleaseProposed, ReleaseReturned
from openhold.projections.collection import Collection
from openhold.projections.custodian import Custodian
from openhold.projections.hold import CUSTODIAN, SOURCE, WHOLE, Cover, Hold
from openhold.projections.release import PROPOSED, Release
from openhold.projections.source import Source

__all__ = [
    "Preview",
    "Unit",
    "approve_release",
    "covered_by",
    "pending_releases",
    "preview_release",
    "propose_release",
    "return_release",
]

_SHORTEST = 12
"""So many digits of a preview's digest name it."""


def preview_release(
    home: Home, matter: str, hold: str, *, what: str, which: str | None = None, day: date | None = None
) -> Preview:
    """Return what a release on `day` (today) would let go of; `what` is ``whole``, ``custodian`` or ``source``.

    Raises UsageError where the hold does not cover that, RefusedError where it is not in force.
    """
    found = find_hold(home, matter, hold)
    with database_told(home):
        return _preview(home, found, what, which, day)


def propose_release(
    home: Home, actor: str, matter: str, hold: str, *, what: str, which: str | None = None, why: str
) -> Release:
    """Propose a release and return it; one that is proposed already is returned as it is."""
    found = find_hold(home, matter, hold)
    reason = words(why, "why it is released")
    new = home.new_id("r")

    def decision() -> Sequence[Fact]:
        _check(found, what, which)
        if _pending(found, what, which) is not None:
            return []
        return [ReleaseProposed(release=new, hold=found.id, what=what, which=which, why=reason)]

    decide(home, matter, actor, decision)
    publish(home, matter)
    with database_told(home):
        proposed = _pending(found, what, which)
    if proposed is None:
        raise RefusedError("The release was decided just now by somebody else. Look at the hold again.")
    return proposed


def approve_release(home: Home, actor: str, matter: str, release: str, saw: str) -> Preview:
    """Approve a release that another person proposed, having seen the preview that `saw` names; it takes effect.

    `saw` is the preview's digest, or its first twelve digits. Raises RefusedError where `actor` proposed it, or what
    would be let go of is no longer what the preview showed.
    """
    decided: list[Preview] = []

    def decision() -> Sequence[Fact]:
        one = _release(matter, release)
        if one.state != PROPOSED:
            raise RefusedError(f"Release {release} was {one.state} already.")
        if one.proposed_by == actor:
            raise RefusedError(
                f"A second person must approve: you ({shown(actor)}) proposed release {release}. Ask somebody else."
            )
        hold = find_hold(home, matter, one.hold)
        state = _preview(home, hold, one.what, one.which, None)
        if len(saw) < _SHORTEST or not state.digest.startswith(saw):
            raise RefusedError(
                "What would be let go of is not what that preview showed, or no preview was named. Look again: the "
                f"preview is now {state.digest[:_SHORTEST]}."
            )
        decided.append(state)
        return [
            ReleaseApproved(
                release=release,
                hold=one.hold,
                preview=state.digest,
                units=tuple(losing.unit.unit for losing in state.losing),
            ),
            HoldReleased(release=release, hold=one.hold, version=state.asked.version, what=one.what, which=one.which),
        ]

    decide(home, matter, actor, decision, alone=True)
    publish(home, matter)
    return decided[0]


def return_release(home: Home, actor: str, matter: str, release: str, why: str) -> Release:
    """Return a release that was not approved, with a reason: it goes no further."""
    reason = words(why, "why it is returned")

    def decision() -> Sequence[Fact]:
        one = _release(matter, release)
        if one.state != PROPOSED:
            raise RefusedError(f"Release {release} was {one.state} already.")
        return [ReleaseReturned(release=release, hold=one.hold, why=reason)]

    decide(home, matter, actor, decision)
    publish(home, matter)
    with database_told(home):
        return _release(matter, release)


def pending_releases(home: Home, matter: str, hold: str | None = None) -> tuple[Release, ...]:
    """Return the releases that wait for a second person, oldest first."""
    with database_told(home):
        found = Release.objects.filter(matter=matter, state=PROPOSED).order_by("seq")
        return tuple(found if hold is None else found.filter(hold=hold))


def _release(matter: str, release: str) -> Release:
    found = Release.objects.filter(matter=matter, id=release).first()
    if found is None:
        raise UsageError(f"There is no release {release!r} in this matter.")
    return found


def _pending(hold: Hold, what: str, which: str | None) -> Release | None:
    return Release.objects.filter(matter=hold.matter, hold=hold.id, what=what, which=which, state=PROPOSED).first()


def _check(hold: Hold, what: str, which: str | None) -> Hold:
    """Return the hold as it stands; raise unless it is in force and covers what is to be released from it."""
    present = reread(hold)
    if present.released_at is not None:
        raise RefusedError(f"Hold {hold.id} was released already.")
    if present.in_force == 0:
        raise RefusedError(f"Hold {hold.id} is not in force, so there is nothing to release. Return its version.")
    if what not in (WHOLE, CUSTODIAN, SOURCE) or (what == WHOLE) != (which is None):
        raise UsageError("Release the whole hold, or name the one custodian or the one source.")
    if what == WHOLE or _covers(present, what, which or ""):
        return present
    raise UsageError(f"Hold {hold.id} does not cover the {what} {which}, or it was released from it already.")


def _covers(hold: Hold, what: str, which: str) -> bool:
    if Cover.objects.filter(matter=hold.matter, hold=hold.id, what=what, which=which, released_at=None).exists():
        return True
    # A source may be covered through its custodian alone.
    source = Source.objects.filter(matter=hold.matter, id=which).first() if what == SOURCE else None
    return source is not None and any(
        one.in_force and (one.matter, one.hold) == (hold.matter, hold.id)
        for one in Reach(hold.matter, [source]).protections(source)
    )


def _preview(home: Home, hold: Hold, what: str, which: str | None, day: date | None) -> Preview:
    present = _check(hold, what, which)
    asked = Asked(hold.matter, hold.id, present.in_force, what, which)
    return preview(asked, _units(hold.matter), day or home.clock().date())


def _units(matter: str) -> list[Unit]:
    """Return the units of the matter that are not destroyed, with what covers each."""
    sources = list(Source.objects.filter(matter=matter, disposed=None).order_by("seq"))
    reach = Reach(matter, sources)
    collected: dict[str, list[Collection]] = defaultdict(list)
    for one in Collection.objects.filter(matter=matter).order_by("seq"):
        collected[one.unit].append(one)
    leaving = {one.id: one.left for one in Custodian.objects.filter(matter=matter) if one.left is not None}
    found = []
    for source in sources:
        protections = reach.protections(source)
        holding = {one.matter for one in protections}
        days = [leaving[who] for who in reach.people(source) if who in leaving]
        them = collected[source.unit]
        found.append(
            Unit(
                unit=source.unit,
                source=source.id,
                place=source.at or source.at_b64 or "",
                custodian=source.custodian,
                retention=source.retention,
                days=source.days,
                on=source.on,
                left=min(days, default=None),
                items=sum(one.new_items for one in them),
                bytes=sum(one.new_bytes for one in them),
                collected_on=them[-1].sealed_at.date() if them else None,
                protections=protections,
                wanted_by=tuple(other for other in reach.wanted_by(source) if other not in holding),
            )
        )
    return found


def covered_by(home: Home, matter: str, unit: str) -> tuple[Protection, ...]:
    """Return what covers a unit now, holds of other matters included; raise UsageError where there is no such unit."""
    with database_told(home):
        source = Source.objects.filter(matter=matter, unit=unit).first()
        if source is None:
            raise UsageError(f"There is no unit {unit!r} in this matter; `openhold matter show` lists them.")
        return Reach(matter, [source]).protections(source)
