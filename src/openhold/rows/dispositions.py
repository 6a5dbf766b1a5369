"""Dispositions of units."""

from typing import TYPE_CHECKING

from typing_extensions import TypedDict

if TYPE_CHECKING:
    from openhold.projections.disposition import Disposition


class DispositionRow(TypedDict):
    """A unit that somebody wants destroyed, and how far that has come; counts and manifests once it was."""

    unit: str
    disposed: bool
    state: str
    disposition: str
    why: str
    proposed_by: str
    approved_by: str | None
    items: int | None
    bytes: int | None
    manifests: list[str]
    seq: int | None


def disposition(one: "Disposition") -> DispositionRow:
    """Return a disposition."""
    return {
        "unit": one.unit,
        "disposed": one.state == "disposed",
        "state": one.state,
        "disposition": one.id,
        "why": one.why,
        "proposed_by": one.proposed_by,
        "approved_by": one.approved_by,
        "items": one.items,
        "bytes": one.bytes,
        "manifests": one.manifests,
        "seq": one.disposed_seq,
    }
