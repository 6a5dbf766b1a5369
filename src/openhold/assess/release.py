"""What a release would let go of: which units lose their last protection, and when their own rules would reach them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from openhold.assess.danger import Death, death


@dataclass(frozen=True, slots=True, order=True)
class Protection:
    """A hold of some matter that covers a unit, by `what` it names (``source``, ``custodian``) and `which`.

    `in_force` is false for a version that is proposed or approved, but not issued yet.
    """

    matter: str
    hold: str
    what: str
    which: str
    in_force: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it stands: what was collected of it, and what becomes of its source if nobody stops it.

    `retention`, `days` and `on` are as the source was described; `left` is the last day of a custodian who leaves.
    `items` and `bytes` count what is kept, each content once; `collected_on` is null where nothing was collected.
    `protections` cover it now; `wanted_by` are other matters that know its custodian or place and hold nothing of it.
    """

    unit: str
    source: str
    place: str
    custodian: str | None
    retention: str
    days: int | None
    on: date | None
    left: date | None
    items: int
    bytes: int
    collected_on: date | None
    protections: tuple[Protection, ...]
    wanted_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be released from which version of a hold: ``whole``, ``custodian`` or ``source``, and which one."""

    matter: str
    hold: str
    version: int
    what: str
    which: str | None


@dataclass(frozen=True, slots=True)
class Losing:
    """A unit that would lose its last protection."""

    unit: Unit
    death: Death


@dataclass(frozen=True, slots=True)
class Staying:
    """A unit that the release touches and that stays protected, by these."""

    unit: Unit
    by: tuple[Protection, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What would follow. `digest` (hex) names the state that it was made from; the day is not part of it."""

    asked: Asked
    losing: tuple[Losing, ...]
    staying: tuple[Staying, ...]
    items: int
    bytes: int
    first: date | None
    digest: str


def preview(asked: Asked, units: Sequence[Unit], day: date) -> Preview:
    """Return what a release on `day` would do to `units`. Those that it does not touch are left out."""
    losing, staying = [], []
    for unit in units:
        left = tuple(sorted(one for one in unit.protections if not _lets_go(asked, unit, one)))
        if len(left) == len(unit.protections):
            continue
        if left:
            staying.append(Staying(unit, left))
        else:
            losing.append(Losing(unit, death(unit, day)))
    losing.sort(key=lambda one: (one.death.on or date.max, one.unit.unit))
    staying.sort(key=lambda one: one.unit.unit)
    return Preview(
        asked=asked,
        losing=tuple(losing),
        staying=tuple(staying),
        items=sum(one.unit.items for one in losing),
        bytes=sum(one.unit.bytes for one in losing),
        first=min((one.death.on for one in losing if one.death.on), default=None),
        digest=_digest(asked, losing, staying),
    )


def _lets_go(asked: Asked, unit: Unit, one: Protection) -> bool:
    if (one.matter, one.hold) != (asked.matter, asked.hold):
        return False
    if asked.what == "whole":
        # With the hold go its versions that were not issued yet.
        return True
    # A hold that is released for a source does not cover it through its custodian either.
    of_source = asked.what == "source" and unit.source == asked.which
    return one.in_force and (of_source or (one.what, one.which) == (asked.what, asked.which))


def _digest(asked: Asked, losing: Sequence[Losing], staying: Sequence[Staying]) -> str:
    def state(unit: Unit) -> list[object]:
        on, left = (None if one is None else one.isoformat() for one in (unit.on, unit.left))
        return [unit.unit, unit.items, unit.bytes, unit.retention, unit.days, on, left, sorted(unit.wanted_by)]

    said = {
        "asked": [asked.matter, asked.hold, asked.version, asked.what, asked.which],
        "losing": sorted([state(one.unit) for one in losing], key=str),
        "staying": [
            [*state(one.unit), [[p.matter, p.hold, p.what, p.which, p.in_force] for p in one.by]] for one in staying
        ],
    }
    return sha256(json.dumps(said, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
