"""Audit: read what is kept again, all of it or a stated sample, and record what was found."""

import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from types import MappingProxyType

from openhold.actions.check_ledgers import Finding, check_ledger
from openhold.actions.collect.pipeline import Watch
from openhold.actions.errors import StoppedError, StorageError, UsageError
from openhold.actions.home import Home
from openhold.actions.record import INSTANCE_LOG, database_told, publish, record, rows
from openhold.facts.body import from_body
from openhold.facts.kinds import AuditRun, InstanceOpened
from openhold.projections.collection import Collection
from openhold.projections.log import Log
from openhold.projections.source import Source
from openhold.vault.audit import Result, audit_unit, audit_vault
from openhold.vault.check_manifest import Expected
from openhold.vault.check_sample import Sample, detection
from openhold.vault.errors import VaultError
from openhold.vault.vault import Stated

_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)%?")


@dataclass(frozen=True, slots=True)
class Sampled:
    """A sample: items read, items there are, and the chance (0 to 1) to have seen one of 1, 10, 100 damaged items."""

    items: int
    population: int
    chances: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Audited:
    """What an audit did and found: items and bytes read again, findings, seconds; `sampled` is None if all was read."""

    checked: int
    bytes: int
    findings: tuple[Finding, ...]
    seconds: float
    sampled: Sampled | None


def audit(home: Home, actor: str, matter: str | None, *, sample: str | None, watch: Watch) -> Audited:
    """Re-read the units of `matter`, or the whole vault with all ledgers and `vault.json`, and record the run.

    `sample` is a percentage of the items (``"5%"``), None for all. The run is one fact: in the matter's log, or
    in the instance's own. Raises UsageError for a sample that is none, StorageError where nothing can be read.
    """
    begun = time.monotonic()
    percent = _percent(sample)
    findings: list[Finding] = []
    results: list[Result] = []
    try:
        logs, units = _scope(home, matter)
        if matter is None:
            # A matter being opened is announced in vault.json before the record knows it.
            with home.vault.store.lock("ledgers"):
                findings += [Finding(*one) for one in audit_vault(home.vault.store, _known(home))]
        for log in logs:
            findings += check_ledger(home, log)
        for unit in units:
            random = Random(int.from_bytes(home.random(16), "big"))  # noqa: S311 -- a sample, not a secret
            # A collection under way would look like one that was interrupted.
            with home.vault.store.lock(f"units/{unit}"):
                results.append(
                    audit_unit(
                        home.vault.store,
                        unit,
                        home.signer.verifier(home.instance),
                        _expected(home, unit),
                        sample=None if percent is None else Sample(percent, random),
                        progress=_telling(watch, findings, results),
                    )
                )
            findings += [Finding(*one) for one in results[-1].findings]
    except VaultError as error:
        raise StorageError(str(error)) from error
    checked, size = sum(r.items for r in results), sum(r.bytes for r in results)
    log = matter or INSTANCE_LOG
    record(
        home,
        log,
        actor,
        AuditRun(
            scope=matter or "vault",
            sample="all" if percent is None else f"{percent:g}%",
            checked=checked,
            bytes=size,
            findings=len(findings),
            codes=MappingProxyType(dict(sorted(Counter(one.code for one in findings).items()))),
        ),
    )
    publish(home, log)
    sampled = None if percent is None else _sampled(checked, sum(r.population for r in results))
    return Audited(checked, size, tuple(findings), time.monotonic() - begun, sampled)


def _percent(sample: str | None) -> float | None:
    if sample is None:
        return None
    match = _PERCENT.fullmatch(sample.strip())
    if match is None or not 0 < float(match[1]) <= 100:
        raise UsageError(f"{sample!r} is no share of the items; write a percentage such as 5%.")
    return float(match[1])


def _scope(home: Home, matter: str | None) -> tuple[list[str], list[str]]:
    with database_told(home):
        if matter is not None:
            units = Source.objects.filter(matter=matter).order_by("seq").values_list("unit", flat=True)
            return [matter], list(dict.fromkeys(units))
        logs = set(Log.objects.values_list("matter", flat=True)) | set(home.vault.store.folders("ledgers"))
    return sorted(logs), home.vault.units()


def _known(home: Home) -> Stated:
    """Return what `vault.json` must state: what the record knows, and ledgers announced in vain, which hold nothing."""
    with database_told(home):
        logs = {*Log.objects.values_list("matter", flat=True), *_announced(home)}
        opened = from_body(InstanceOpened.KIND, next(iter(rows(INSTANCE_LOG))).body)
        assert isinstance(opened, InstanceOpened)  # noqa: S101 -- `set_up` records it first
        keys = {log: home.verifier(log) for log in logs}
    return Stated(opened.vault, home.signer.verifier(home.instance), keys)


def _announced(home: Home) -> set[str]:
    """Return the ledgers that `vault.json` states and that have no file: a `matter open` was stopped there."""
    try:
        stated = home.vault.stated().ledgers
    except VaultError:
        return set()
    return {log for log in stated if not any(True for _ in home.vault.ledger(log).keys(""))}


def _expected(home: Home, unit: str) -> dict[str, Expected]:
    with database_told(home):
        return {
            one.id: Expected(
                lines=one.lines,
                root=one.root,
                manifest_sha256=one.manifest_sha256,
                bytes=one.bytes,
                ends={
                    "duplicate": one.duplicate,
                    "excluded": one.excluded,
                    "failed": one.failed,
                    "stored": one.stored,
                },
            )
            for one in Collection.objects.filter(unit=unit, disposed=None).order_by("seq")
        }


def _telling(watch: Watch, findings: Sequence[Finding], results: Sequence[Result]) -> Callable[[int, int], None]:
    """Return what takes the progress of one unit; those before it had these `results`."""
    items, size, found = sum(one.items for one in results), sum(one.bytes for one in results), len(findings)

    def progress(more_items: int, more_bytes: int) -> None:
        nonlocal items, size
        items += more_items
        size += more_bytes
        watch.progress(items, size, found)
        if watch.stopped():
            raise StoppedError("The audit was stopped; nothing was recorded. Run it again to see what is right.")

    return progress


def _sampled(items: int, population: int) -> Sampled:
    return Sampled(items, population, tuple((n, detection(population, items, n)) for n in (1, 10, 100)))
