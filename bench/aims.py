"""The table of the issue: each row with its floor (must) and its goal."""

from enum import Enum
from typing import NamedTuple

from bench.screens import SCREENS

_MIB = 1 << 20


class Verdict(Enum):
    """What a figure means, in a word or two."""

    GOAL = "goal met"
    MUST = "must met"
    MISSED = "missed"
    TOLD = "for the record"
    NOT_MEASURED = "not measured"


class Aim(NamedTuple):
    """One row. `unit` is how figures are written; lower is better unless `at_least`. No must: told for the record."""

    step: str
    against: str
    must: float | None = None
    goal: float | None = None
    unit: str = "x"
    at_least: bool = False

    def verdict(self, value: float | None) -> Verdict:
        """Return what `value` means; None was not measured."""
        if value is None:
            return Verdict.NOT_MEASURED
        if self.must is None:
            return Verdict.TOLD
        sign = -1 if self.at_least else 1
        if self.goal is not None and sign * value <= sign * self.goal:
            return Verdict.GOAL
        return Verdict.MUST if sign * value <= sign * self.must else Verdict.MISSED


AIMS = {
    "collect-small-restic": Aim("collect {small:,} small files", "restic backup", 0.75, 0.45),
    "collect-small-tar": Aim("collect {small:,} small files", "tar + sha256sum + sync", 1.0, 0.65),
    "collect-small-cold": Aim("the same, caches dropped", "restic backup"),
    "collect-large-restic": Aim("collect {large} in 14 files", "restic backup", 0.75, 0.45),
    "collect-large-bagit": Aim("collect {large} in 14 files", "cp + bagit.py + sync", 4.0, 2.0),
    "audit-small-restic": Aim("audit everything, small", "restic check --read-data", 0.5, 0.25),
    "audit-small-sums": Aim("audit everything, small", "sha256sum -c", 1.0, 0.4),
    "audit-large-bagit": Aim("audit everything, large", "bagit.py --validate", 1.5, 1.0),
    "second-restic": Aim("second pass, nothing changed", "restic backup again", 0.5, 0.25),
    "second-bytes": Aim("second pass, nothing changed", "bytes left behind", 64_000, 16_000, "bytes"),
    "item-restic": Aim("one item back, checked", "restic restore of one", 1.0, 0.3),
    "ledger-one": Aim("ledger: one fact durable", "fdatasync of the same minute", 0.3, 0.8, at_least=True),
    "ledger-batch": Aim("ledger: 100 facts in a batch", "fdatasync of the same minute", 10, 40, at_least=True),
    "memory": Aim("peak memory, all processes together", "{small:,} items", 256 * _MIB, 128 * _MIB, "MiB"),
    "memory-largest": Aim("peak memory, largest process", "{small:,} items", 256 * _MIB, 128 * _MIB, "MiB"),
    "memory-growth": Aim("peak memory, growth", "{few:,} -> {small:,} items", 1.3, 1.1),
    "memory-restic": Aim("peak memory of restic", "{small:,} items", unit="MiB"),
    "growth-time": Aim("time per item, growth", "{base:,} -> {many:,} items", 1.3),
    "growth-collect": Aim("peak memory of collect", "{many:,} items", 256 * _MIB, unit="MiB"),
    "growth-audit": Aim("peak memory of audit", "{many:,} items", 256 * _MIB, unit="MiB"),
    "start-up": Aim("openhold --help", "seconds", 0.4, unit="s"),
    "read-texts": Aim("read 10,000 docket texts, one core", "seconds", 20, unit="s"),
    "read-paper": Aim("read a 50-page text PDF", "seconds", 3, unit="s"),
    "read-memory": Aim("peak memory of both", "largest process", 300 * _MIB, unit="MiB"),
    "deadlines": Aim("dates computed", "a second", 20_000, unit="a second", at_least=True),
    "right-heads": Aim("judge, title, signed, court, number", "labelled papers", 1.0, unit="right", at_least=True),
    "right-refs": Aim("references to entries", "labelled papers, F1", 0.98, unit="right", at_least=True),
    "right-dates": Aim("live dates, precision", "labelled papers", 1.0, unit="right", at_least=True),
    "found-dates": Aim("live dates, recall", "labelled papers", 0.97, unit="right", at_least=True),
    "right-periods": Aim("periods", "labelled papers, F1", 0.95, unit="right", at_least=True),
    "right-outcomes": Aim("outcomes", "labelled papers, F1", 0.95, unit="right", at_least=True),
    **{f"screen: {name}": Aim(f"screen: {name}", "a plain list view", 2.0) for name in SCREENS},
    "screens-time": Aim("the slowest screen, {crowd} notices and events", "seconds, p95", 0.15, unit="s"),
    "screens-size": Aim("the heaviest screen", "bytes", 150_000, unit="bytes"),
    "issue-page": Aim("issue a hold to {issued:,} custodians", "seconds until its page answers", unit="s"),
    "issue-work": Aim("the same", "seconds until all notices are sent", 30, unit="s"),
    "large-hold-time": Aim("the page of that hold", "seconds, p95", 0.15, unit="s"),
    "large-hold-size": Aim("the page of that hold", "bytes", 150_000, unit="bytes"),
    "load-errors": Aim("{users} people at once, {rate} requests a second", "errors", 0, unit="errors"),
    "load-rate": Aim("the same", "requests answered a second", 99, unit="a second", at_least=True),
    "load-wait": Aim("the same", "seconds that 95 in 100 waited", unit="s"),
    "verify-django": Aim("verify --help", "Django modules imported", 0, unit="modules"),
}
"""Every row of the table, in its order; words in braces are filled with the sizes of the run."""
