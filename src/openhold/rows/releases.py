"""Releases, and what one would let go of."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from typing_extensions import TypedDict

if TYPE_CHECKING:
    from openhold.assess.release import Preview, Protection, Unit
    from openhold.projections.release import Release


class ReleaseRow(TypedDict):
    """A release and how far it got."""

    release: str
    hold: str
    what: str
    which: str | None
    state: str


class UnitRow(TypedDict):
    """A unit as it stands: what was collected of it."""

    unit: str
    source: str
    place: str
    custodian: str | None
    items: int
    bytes: int
    collected_on: str | None


class LosingRow(UnitRow):
    """A unit that would lose its last protection, and when its own rule would reach it."""

    dies: str | None
    older_than: str | None
    rule: str
    rule_known: bool
    wanted_by: list[str | None]


class ByRow(TypedDict):
    """What protects a unit that stays; matter and hold are null where the matter is not shown to whoever asks."""

    matter: str | None
    hold: str | None
    what: str
    in_force: bool


class StayingRow(UnitRow):
    """A unit that stays protected."""

    by: list[ByRow]


class PreviewRow(TypedDict):
    """What a release would let go of; `preview` names it, for whoever approves it."""

    hold: str
    what: str
    which: str | None
    losing: list[LosingRow]
    staying: list[StayingRow]
    items: int
    bytes: int
    first: str | None
    preview: str


def release(one: "Release") -> ReleaseRow:
    """Return a release."""
    return {"release": one.id, "hold": one.hold, "what": one.what, "which": one.which, "state": one.state}


def preview(found: "Preview", shows: Callable[[str], bool] = lambda _: True) -> PreviewRow:
    """Return what a release would let go of; a matter that `shows` says no to is not named."""

    def by(one: "Protection") -> ByRow:
        seen = shows(one.matter)
        return {
            "matter": one.matter if seen else None,
            "hold": one.hold if seen else None,
            "what": one.what,
            "in_force": one.in_force,
        }

    return {
        "hold": found.asked.hold,
        "what": found.asked.what,
        "which": found.asked.which,
        "losing": [
            {
                **_unit(one.unit),
                "dies": None if one.death.on is None else one.death.on.isoformat(),
                "older_than": None if one.death.before is None else one.death.before.isoformat(),
                "rule": one.death.why,
                "rule_known": one.death.known,
                "wanted_by": [other if shows(other) else None for other in one.unit.wanted_by],
            }
            for one in found.losing
        ],
        "staying": [{**_unit(one.unit), "by": [by(each) for each in one.by]} for one in found.staying],
        "items": found.items,
        "bytes": found.bytes,
        "first": None if found.first is None else found.first.isoformat(),
        "preview": found.digest,
    }


def _unit(one: "Unit") -> UnitRow:
    return {
        "unit": one.unit,
        "source": one.source,
        "place": one.place,
        "custodian": one.custodian,
        "items": one.items,
        "bytes": one.bytes,
        "collected_on": None if one.collected_on is None else one.collected_on.isoformat(),
    }
