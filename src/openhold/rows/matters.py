"""Matters: one among the others, and one with all that is known of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from typing_extensions import TypedDict

from openhold.rows import holds as hold_rows
from openhold.rows.sources import SourceRow, source
from openhold.rows.triggers import DutyRow, duty_or_none

if TYPE_CHECKING:
    from openhold.actions.describe import Described
    from openhold.actions.describe_people import People
    from openhold.actions.holds.look import Standing, Weakness
    from openhold.projections.collection import Collection
    from openhold.projections.matter import Matter
    from openhold.projections.paper import PaperValue


class MatterRow(TypedDict):
    """A matter among the others."""

    matter: str
    title: str
    court: str | None
    number: str | None
    opened_at: str


class ValueRow(TypedDict):
    """A value taken from a court paper: what was `read` there in which words, and what holds."""

    field: str
    value: str | None
    read: str | None
    quote: str | None
    paper: str
    name: str
    page: int | None
    line: int | None
    seq: int


class CollectionRow(TypedDict):
    """A collection that was sealed; `ends` counts how its items ended."""

    collection: str
    source: str
    unit: str
    seq: int
    sealed_at: str
    lines: int
    ends: dict[str, int]
    bytes: int
    root: str


class DescribedRow(TypedDict):
    """A matter with all that is known of it; `size` is that of its ledger, `key` the one to check it with."""

    matter: str
    title: str
    court: str | None
    number: str | None
    origin: str
    key: str
    size: int
    counts: dict[str, int]
    duty: DutyRow | None
    holds: list[hold_rows.HoldRow]
    weak: list[hold_rows.WeakRow]
    values: list[ValueRow]
    sources: list[SourceRow]
    collections: list[CollectionRow]


def matter(one: "Matter") -> MatterRow:
    """Return a matter among the others."""
    return {
        "matter": one.id,
        "title": one.title,
        "court": one.court,
        "number": one.number,
        "opened_at": one.opened_at.isoformat(),
    }


def described(
    found: "Described", people: "People", holds: "Sequence[Standing]", weak: "Sequence[Weakness]"
) -> DescribedRow:
    """Return a matter with all that is known of it."""
    return {
        "matter": found.matter.id,
        "title": found.matter.title,
        "court": found.matter.court,
        "number": found.matter.number,
        "origin": found.origin,
        "key": found.key,
        "size": found.size,
        "counts": found.counts | _counts(people),
        "duty": duty_or_none(people.triggers.duty),
        "holds": [hold_rows.hold(one) for one in holds],
        "weak": hold_rows.weak(weak),
        "values": [value(one) for one in found.values],
        "sources": [source(one) for one in found.sources],
        "collections": [collection(one) for one in found.collections],
    }


def _counts(people: "People") -> dict[str, int]:
    return {
        "custodians": people.custodians,
        "alarms": people.alarms,
        "tasks_open": people.open,
        "tasks_overdue": people.overdue,
        "triggers": len(people.triggers.listed),
    }


def value(one: "PaperValue") -> ValueRow:
    """Return a value taken from a court paper."""
    return {
        "field": one.field,
        "value": one.value,
        "read": one.read,
        "quote": one.quote,
        "paper": one.paper,
        "name": one.name,
        "page": one.page,
        "line": one.line,
        "seq": one.seq,
    }


def collection(one: "Collection") -> CollectionRow:
    """Return a collection that was sealed."""
    return {
        "collection": one.id,
        "source": one.source,
        "unit": one.unit,
        "seq": one.seq,
        "sealed_at": one.sealed_at.isoformat(),
        "lines": one.lines,
        "ends": {
            "duplicate": one.duplicate,
            "excluded": one.excluded,
            "failed": one.failed,
            "stored": one.stored,
        },
        "bytes": one.bytes,
        "root": one.root,
    }
