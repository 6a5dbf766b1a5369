"""Items, and what re-reading them found."""

from base64 import b64encode
from collections.abc import Sequence
from typing import TYPE_CHECKING, NotRequired

from typing_extensions import TypedDict

if TYPE_CHECKING:
    from openhold.actions.audit import Audited
    from openhold.actions.check_ledgers import Finding
    from openhold.actions.describe import Reread
    from openhold.actions.list_items import Item
    from openhold.actions.orders.admit import Marks
    from openhold.projections.audit import Audit


class ItemRow(TypedDict):
    """What a collection saw: `path`, or `path_b64` where that is not UTF-8; `why` where it was not kept.

    `designated` are the levels of protective orders that it is under, left out where there is none.
    """

    path: NotRequired[str]
    path_b64: NotRequired[str]
    end: str
    sha256: str | None
    size: int | None
    collection: str
    unit: str
    why: NotRequired[str]
    designated: NotRequired[list[str]]


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


class AuditRow(TypedDict):
    """An audit that was run; `scope` is a matter or ``vault``, `sample` a share or ``all``, `codes` count findings."""

    scope: str
    at: str
    sample: str
    checked: int
    bytes: int
    findings: int
    codes: dict[str, int]
    seq: int


class RereadRow(TypedDict):
    """What audits say: the newest, the newest that read all, the newest that found something; None where none did.

    `behind` counts the collections that no whole audit has read.
    """

    last: AuditRow | None
    whole: AuditRow | None
    wrong: AuditRow | None
    behind: int


def item(one: "Item", marks: "Marks") -> ItemRow:
    """Return what a collection saw, with what it is designated."""
    row: ItemRow = {
        "end": one.end,
        "sha256": one.sha256,
        "size": one.size,
        "collection": one.collection,
        "unit": one.unit,
    }
    if one.why is not None:
        row["why"] = one.why
    if one.sha256 is not None and (levels := marks.levels(one.sha256)):
        row["designated"] = levels
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


def reread(one: "Reread") -> RereadRow:
    """Return what audits say of what is kept."""
    return {"last": _audit(one.last), "whole": _audit(one.whole), "wrong": _audit(one.wrong), "behind": one.behind}


def _audit(one: "Audit | None") -> AuditRow | None:
    return None if one is None else run(one)


def run(one: "Audit") -> AuditRow:
    """Return an audit that was run."""
    return {
        "scope": one.scope,
        "at": one.at.isoformat(),
        "sample": one.sample,
        "checked": one.checked,
        "bytes": one.bytes,
        "findings": one.findings,
        "codes": one.codes,
        "seq": one.seq,
    }
