"""Items, and what re-reading them found."""

from base64 import b64encode
from collections.abc import Sequence
from typing import TYPE_CHECKING, NotRequired

from typing_extensions import TypedDict

if TYPE_CHECKING:
    from openhold.actions.audit import Audited
    from openhold.actions.check_ledgers import Finding
    from openhold.actions.list_items import Item


class ItemRow(TypedDict):
    """What a collection saw: `path`, or `path_b64` where that is not UTF-8; `why` where it was not kept."""

    path: NotRequired[str]
    path_b64: NotRequired[str]
    end: str
    sha256: str | None
    size: int | None
    collection: str
    unit: str
    why: NotRequired[str]


class FindingRow(TypedDict):
    """Something that is not right; the codes are in docs/findings.md."""

    code: str
    subject: str
    detail: str


class SampleRow(TypedDict):
    """How sure a sample is: the chance to have seen one of so many damaged items."""

    items: int
    population: int
    chance_to_see: dict[str, float]


class AuditedRow(TypedDict):
    """What an audit did and found."""

    checked: int
    bytes: int
    findings: list[FindingRow]
    seconds: float
    sample: NotRequired[SampleRow]


def item(one: "Item") -> ItemRow:
    """Return what a collection saw."""
    row: ItemRow = {
        "end": one.end,
        "sha256": one.sha256,
        "size": one.size,
        "collection": one.collection,
        "unit": one.unit,
    }
    if one.why is not None:
        row["why"] = one.why
    try:
        return {"path": one.path.decode(), **row}
    except UnicodeDecodeError:
        return {"path_b64": b64encode(one.path).decode(), **row}


def findings(them: "Sequence[Finding]") -> list[FindingRow]:
    """Return what is not right."""
    return [{"code": one.code, "subject": one.subject, "detail": one.detail} for one in them]


def audited(done: "Audited") -> AuditedRow:
    """Return what an audit did and found."""
    row: AuditedRow = {
        "checked": done.checked,
        "bytes": done.bytes,
        "findings": findings(done.findings),
        "seconds": round(done.seconds, 3),
    }
    if done.sampled is not None:
        row["sample"] = {
            "items": done.sampled.items,
            "population": done.sampled.population,
            "chance_to_see": {str(damaged): round(chance, 6) for damaged, chance in done.sampled.chances},
        }
    return row
