"""Sources of evidence."""

from typing import TYPE_CHECKING

from typing_extensions import TypedDict

if TYPE_CHECKING:
    from openhold.projections.source import Source


class SourceRow(TypedDict):
    """Where evidence lives, whose it is, who looks after it, and what becomes of it if nobody stops that."""

    source: str
    kind: str
    at: str | None
    at_b64: str | None
    custodian: str | None
    unit: str
    excludes: list[str]
    steward: str | None
    retention: str
    days: int | None
    on: str | None
    words: str
    learned_from: str | None
    described: int | None


def source(one: "Source") -> SourceRow:
    """Return a source."""
    return {
        "source": one.id,
        "kind": one.kind,
        "at": one.at,
        "at_b64": one.at_b64,
        "custodian": one.custodian,
        "unit": one.unit,
        "excludes": one.excludes,
        "steward": one.steward,
        "retention": one.retention,
        "days": one.days,
        "on": None if one.on is None else one.on.isoformat(),
        "words": one.words,
        "learned_from": one.learned_from,
        "described": one.described,
    }
