"""Note what a side of a hand-over says about it: that it is right, or that it is not so.

Whoever has an account says it by that, for themselves alone. For everybody else a signed sheet does, whose scan is a
kept item. The newest word of a side stands; what it said before stays on the record.
"""

from collections.abc import Callable, Sequence

from openhold.actions.errors import RefusedError, UsageError
from openhold.actions.home import Home
from openhold.actions.keep_scan import check_scan, keep_scan
from openhold.actions.name_actors import name_actors
from openhold.actions.record import database_told, decide, publish
from openhold.actions.roles import check_may
from openhold.actions.things.find import find_handover
from openhold.actions.things.name_thing import kept
from openhold.actions.things.who import speaks_for
from openhold.actions.wording import words
from openhold.facts.fact import Fact
from openhold.facts.things import BY_ACCOUNT, BY_SHEET, GIVER, SIDES, HandoverConfirmed, HandoverDisputed
from openhold.projections.source import SCANS
from openhold.projections.thing import CONFIRMED, DISPUTED, ThingEvent

LOOK_AFTER = "look after things"
"""The deed of whoever notes what others signed."""

_Make = Callable[[str, str, str | None], Fact]


def confirm_hand_over(
    home: Home,
    actor: str,
    matter: str,
    handover: str,
    side: str,
    *,
    evidence: str | None = None,
    scan: bytes | None = None,
) -> bool:
    """Record that a side confirmed a hand-over; False where it had already.

    With `evidence` (a kept item) or `scan` (the bytes of one that is kept first) a sheet says it, else the side itself.
    Raises RefusedError where `actor` is not that side, or may not note what others signed.
    """

    def confirmed(thing: str, way: str, shown: str | None) -> Fact:
        return HandoverConfirmed(handover=handover, thing=thing, side=side, way=way, evidence=shown)

    return _say(home, actor, matter, handover, side, CONFIRMED, confirmed, evidence, scan)


def dispute_hand_over(
    home: Home,
    actor: str,
    matter: str,
    handover: str,
    side: str,
    why: str,
    *,
    evidence: str | None = None,
    scan: bytes | None = None,
) -> bool:
    """Record that a side says that a hand-over is not so, and why; else as `confirm_hand_over`."""
    reason = words(why, "why it is not so")

    def disputed(thing: str, way: str, shown: str | None) -> Fact:
        return HandoverDisputed(handover=handover, thing=thing, side=side, way=way, evidence=shown, why=reason)

    return _say(home, actor, matter, handover, side, DISPUTED, disputed, evidence, scan)


def sides_of(home: Home, actor: str, matter: str, handover: ThingEvent) -> tuple[str, ...]:
    """Return the sides of a hand-over for which `actor` can speak by their own account."""
    with database_told(home):
        return tuple(one for one in SIDES if speaks_for(actor, matter, _who(handover, one)))


def _say(
    home: Home,
    actor: str,
    matter: str,
    handover: str,
    side: str,
    said: str,
    make: _Make,
    evidence: str | None,
    scan: bytes | None,
) -> bool:
    if side not in SIDES:
        raise UsageError(f"{side!r} is no side of a hand-over. There is: {', '.join(SIDES)}.")
    if evidence is not None and scan is not None:
        raise UsageError("Name the kept item that shows it, or hand in the scan, not both.")
    found = find_handover(home, matter, handover)
    if getattr(found, f"{side}_said") == said:
        return False
    way, shown = BY_ACCOUNT, None
    if evidence is None and scan is None:
        _check_own(home, actor, matter, found, side)
    else:
        with database_told(home):
            check_may(matter, actor, LOOK_AFTER)
        way, shown = BY_SHEET, _shown(home, actor, matter, evidence, scan)

    def decision() -> Sequence[Fact]:
        now = find_handover(home, matter, handover)
        return [] if getattr(now, f"{side}_said") == said else [make(now.thing, way, shown)]

    recorded = decide(home, matter, actor, decision)
    publish(home, matter)
    return recorded.size > recorded.first


def _shown(home: Home, actor: str, matter: str, evidence: str | None, scan: bytes | None) -> str:
    if scan is not None:
        check_scan(scan)
        return keep_scan(home, actor, matter, scan, SCANS)
    digests = kept(home, matter, [evidence or ""])
    if not digests:
        raise UsageError("Name the item that shows it, by its SHA-256 or path.")
    return digests[0]


def _check_own(home: Home, actor: str, matter: str, handover: ThingEvent, side: str) -> None:
    with database_told(home):
        own = speaks_for(actor, matter, _who(handover, side))
    if not own:
        who = _who(handover, side)
        name = name_actors(home, matter, [who]).get(who, who)
        raise RefusedError(
            f"Only {name} can say that by their own account. Where they signed a sheet, hand in its scan."
        )


def _who(handover: ThingEvent, side: str) -> str:
    return handover.by if side == GIVER else handover.to
