"""The rows: who runs against whom, on what, in which order."""

import json
import os
import statistics
import sys
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from bench import reading as read
from bench.accuracy import everything, total
from bench.contestants import PROGRAMS, Bag, Openhold, Restic, TarAndSums, fresh, missing
from bench.data import GROWTH_BASE, tree
from bench.large_hold import ISSUED
from bench.large_hold import Figures as Large
from bench.ledger import ledger_rates
from bench.load import Figures as Load
from bench.measure import Contest, Run, RunFailedError, alternate, apparent_bytes, files_below, ratio, run
from bench.screens import SCREENS, Figures
from bench.table import Findings

_STARTS = 7
_TURNS = 40
"""So often a screen is asked for."""
_LOAD_SECONDS = 30
_DROP_CACHES = Path("/proc/sys/vm/drop_caches")
_LISTING = """
import runpy, sys
del sys.argv[0]
try:
    runpy.run_path(sys.argv[0], run_name="__main__")
except SystemExit as ended:
    assert not ended.code, ended.code
print("\\nMODULES", *sys.modules)
"""
"""Runs a Python program and then prints the names of all modules it has imported."""


class Plan(NamedTuple):
    """What a run measures: `work` is the folder for data and results, counts are files, `large` is bytes.

    `crowd` says how many matters, custodians, and notices and events the screens are asked about.
    """

    work: Path
    program: Path
    rounds: int
    small: int
    few: int
    large: int
    many: int
    crowd: tuple[str, str, str]


class Group(NamedTuple):
    """Rows that share their data. A group that fails tells why in each of its rows; the others go on."""

    keys: tuple[str, ...]
    measure: Callable[[Plan, Findings], None]


def small(plan: Plan, found: Findings) -> None:
    """Collect, audit, second pass and one item back, on small files."""
    data = tree(plan.work, "small", plan.small)
    _warm(data)
    ours, restic, sums = _contestants(plan)
    collects = {
        "openhold": Contest(lambda: ours.collect(data), ours.open_matter),
        "restic": Contest(lambda: restic.backup(data), restic.begin),
        "tar": Contest(lambda: sums.collect(data), sums.begin),
    }
    _race(plan, found, "collect small", collects, {"restic": "collect-small-restic", "tar": "collect-small-tar"})
    checks = {
        "openhold": Contest(ours.audit),
        "restic": Contest(restic.check),
        "tar": Contest(lambda: sums.check(data)),
    }
    _race(plan, found, "audit small", checks, {"restic": "audit-small-restic", "tar": "audit-small-sums"})
    _second(plan, found, data, ours, restic)
    item = next(islice((path for path in files_below(data) if path.suffix == ".bin"), plan.small // 4, None))
    gets = {
        "openhold": Contest(lambda: ours.get(item, plan.work / "item")),
        "restic": Contest(lambda: restic.restore(item, plan.work / "restored")),
    }
    _race(plan, found, "one item", gets, {"restic": "item-restic"})


def cold(plan: Plan, found: Findings) -> None:
    """Collect once more with all caches dropped, where the system permits it."""
    data = tree(plan.work, "small", plan.small)
    ours, restic, _ = _contestants(plan)

    def dropped(begin: Callable[[], None]) -> None:
        begin()
        os.sync()
        try:
            _DROP_CACHES.write_text("3")
        except OSError as failed:
            raise RunFailedError("caches can be dropped by root only") from failed

    contests = {
        "openhold": Contest(lambda: ours.collect(data), lambda: dropped(ours.open_matter)),
        "restic": Contest(lambda: restic.backup(data), lambda: dropped(restic.begin)),
    }
    _race(
        plan._replace(rounds=1), found, "collect small, cold", contests, {"restic": "collect-small-cold"}, "one round"
    )


def large(plan: Plan, found: Findings) -> None:
    """Collect and audit large files."""
    data = tree(plan.work, "large", plan.large)
    _warm(data)
    ours, restic, _ = _contestants(plan)
    bag = Bag(plan.work / "bag")
    collects = {
        "openhold": Contest(lambda: ours.collect(data), ours.open_matter),
        "restic": Contest(lambda: restic.backup(data), restic.begin),
        "bagit": Contest(lambda: bag.collect(data), bag.begin),
    }
    _race(plan, found, "collect large", collects, {"restic": "collect-large-restic", "bagit": "collect-large-bagit"})
    checks = {"openhold": Contest(ours.audit), "bagit": Contest(bag.validate)}
    _race(plan, found, "audit large", checks, {"bagit": "audit-large-bagit"})


def memory(plan: Plan, found: Findings) -> None:
    """Collect few and many small files and look at the memory of all processes."""
    ours, restic, _ = _contestants(plan)
    runs = {}
    for count in (plan.few, plan.small):
        data = tree(plan.work, "small", count)
        ours.open_matter()
        runs[f"openhold, {count:,}"] = [ours.collect(data, sample=True)]
    (few,), (many,) = runs.values()
    found.tell("memory", many.together, f"{_mib(few.together)} at {plan.few:,}")
    found.tell("memory-largest", many.largest, f"{_mib(few.largest)} at {plan.few:,}")
    if few.together and many.together:
        found.tell("memory-growth", many.together / few.together)
    if why := missing("restic"):
        found.tell("memory-restic", None, why)
    else:
        restic.begin()
        theirs = restic.backup(tree(plan.work, "small", plan.small), sample=True)
        runs[f"restic, {plan.small:,}"] = [theirs]
        found.tell("memory-restic", theirs.together)
    found.keep("memory", runs)


def growth(plan: Plan, found: Findings) -> None:
    """Collect 50,000 tiny files and then many more, and compare the time of one item."""
    data = tree(plan.work, "tiny", plan.many)
    _warm(data)
    ours, _, _ = _contestants(plan)
    base, whole = f"openhold, {GROWTH_BASE:,}", f"openhold, {plan.many:,}"
    contests = {
        base: Contest(lambda: ours.collect(data / "first", sample=True), ours.open_matter),
        whole: Contest(lambda: ours.collect(data, sample=True), ours.open_matter),
    }
    runs = alternate(plan.rounds if plan.many <= 4 * GROWTH_BASE else 1, contests)
    audit = ours.audit(sample=True)
    found.keep("growth", {**runs, f"openhold audit, {plan.many:,}": [audit]})
    found.tell("growth-time", ratio(runs[whole], runs[base]) * GROWTH_BASE / plan.many, "--full: 1,000,000")
    found.tell("growth-collect", max(one.together or one.largest for one in runs[whole]))
    found.tell("growth-audit", audit.together or audit.largest)


def start_up(plan: Plan, found: Findings) -> None:
    """Start the program to print its help, and look at what it imports."""
    starts = [run([plan.program, "--help"]) for _ in range(_STARTS)]
    found.keep("start", {"openhold --help": starts})
    found.tell("start-up", statistics.median(one.seconds for one in starts), f"median of {_STARTS}")
    told = run([sys.executable, "-c", _LISTING, plan.program, "verify", "--help"])
    modules = told.out.rpartition("MODULES")[2].split()
    found.tell("verify-django", sum(name.partition(".")[0] == "django" for name in modules), f"of {len(modules)}")


def ledger(plan: Plan, found: Findings) -> None:
    """Make facts durable, in process."""
    rates = ledger_rates(fresh(plan.work / "home"))
    for key in ("ledger-one", "ledger-batch"):
        if rates is None:
            found.tell(key, None, "bench/ledger.py does not call the ledger")
        else:
            rate = rates.one if key == "ledger-one" else rates.batch
            found.tell(key, rate / rates.fdatasyncs, f"{rate:,.0f} and {rates.fdatasyncs:,.0f} a second")


def reading(plan: Plan, found: Findings) -> None:
    """Read court papers: how fast, with how much memory, and how often right."""
    scores = everything()
    texts = read.batch_of_texts(plan.work / "texts.jsonl")
    paper = run([plan.program, "read", read.long_paper(plan.work / "long.pdf"), "--json"], sample=True)
    found.keep("read", {"50 pages": [paper]})
    found.tell("read-paper", paper.seconds)
    found.tell("deadlines", read.computations(), "one process")
    if scores is None or texts is None:
        for key in GROUPS["reading"].keys:
            if key not in found.figures:
                found.tell(key, None, "the court papers are not on this machine")
        return
    many = run([*read.one_core(), plan.program, "read", "--batch", texts, "--json"], sample=True)
    found.keep("read", {"10,000 docket texts": [many]})
    found.tell("read-texts", many.seconds)
    found.tell("read-memory", max(paper.largest, many.largest))
    for key, (field, measure) in _SCORED.items():
        told = total(scores, field)
        found.tell(key, getattr(told, measure), f"{told.right} right, {told.wrong} wrong, {told.missed} missed")


def screens(plan: Plan, found: Findings) -> None:
    """Ask for every screen of an instance with many matters, beside a plain list of the same rows."""
    home = fresh(plan.work / "crowd")
    run([sys.executable, "-m", "bench.crowd", home, *plan.crowd])
    told = json.loads(run([sys.executable, "-m", "bench.screens", home, str(_TURNS)]).out)
    figures = {name: Figures(**one) for name, one in told.items()}
    for name, one in figures.items():
        note = f"p95 {1000 * one.seconds:,.0f} ms, {1000 * one.work:,.0f} of the processor; {one.size / 1000:,.0f} kB"
        found.tell(f"screen: {name}", one.ratio, f"{note}; {one.questions} questions")
    slowest = max(figures, key=lambda name: figures[name].seconds)
    heaviest = max(figures, key=lambda name: figures[name].size)
    found.tell("screens-time", figures[slowest].seconds, f"p95 of {_TURNS}: {slowest}")
    found.tell("screens-size", figures[heaviest].size, heaviest)


def load(plan: Plan, found: Findings) -> None:
    """Issue a hold to thousands by its page, and then let fifty people ask the real server at once."""
    home = plan.work / "crowd"
    if not home.exists():
        run([sys.executable, "-m", "bench.crowd", fresh(home), *plan.crowd])
    told = json.loads(run([sys.executable, "-m", "bench.large_hold", home, str(ISSUED)]).out)
    large = Large(**{name: told[name] for name in Large._fields})
    found.tell("issue-page", large.issued)
    found.tell("issue-work", large.sent, f"{large.answers} other pages meanwhile: p95 {1000 * large.meanwhile:,.0f} ms")
    found.tell("large-hold-time", large.page)
    found.tell("large-hold-size", large.size)
    asked = [sys.executable, "-m", "bench.load", home, told["matter"], told["hold"], str(_LOAD_SECONDS)]
    figures = Load(**json.loads(run(asked).out))
    slow = max(figures.by_kind, key=lambda kind: figures.by_kind[kind])
    found.tell("load-errors", figures.errors, figures.reason or f"of {figures.requests:,} requests")
    found.tell("load-rate", figures.rate, f"asking took {figures.processor:.0%} of a core")
    found.tell(
        "load-wait",
        figures.most,
        f"median {1000 * figures.half:,.0f} ms; slowest kind: {slow}, p95 {1000 * figures.by_kind[slow]:,.0f} ms",
    )


_SCORED = {
    "right-heads": (("judge", "judge_title", "title", "signed", "court", "case"), "f1"),
    "right-refs": (("ecf_refs",), "f1"),
    "right-dates": (("dates",), "precision"),
    "found-dates": (("dates",), "recall"),
    "right-periods": (("periods",), "f1"),
    "right-outcomes": (("outcomes",), "f1"),
}
"""For each row of accuracy: the fields that it sums up over the labelled papers, and what of their score it shows."""


def _second(plan: Plan, found: Findings, data: Path, ours: Openhold, restic: Restic) -> None:
    left: list[int] = []
    theirs: list[int] = []

    def again(folder: Path, collect: Callable[[Path], Run], into: list[int]) -> Run:
        before = apparent_bytes(folder)
        done = collect(data)
        into.append(apparent_bytes(folder) - before)
        return done

    contests = {
        "openhold": Contest(lambda: again(ours.home, ours.collect, left)),
        "restic": Contest(lambda: again(restic.repository, restic.backup, theirs)),
    }
    _race(plan, found, "second pass", contests, {"restic": "second-restic"})
    note = f"restic {statistics.median(theirs):,.0f}" if theirs else ""
    found.tell("second-bytes", statistics.median(left), note)


def _contestants(plan: Plan) -> tuple[Openhold, Restic, TarAndSums]:
    work = plan.work
    return Openhold(plan.program, work / "home"), Restic(work / "restic"), TarAndSums(work / "tar")


def _race(
    plan: Plan, found: Findings, group: str, contests: dict[str, Contest], rows: dict[str, str], note: str = ""
) -> None:
    """Run those whose programs are here, and keep one ratio for each row; `rows` says which row is against whom."""
    absent = {peer: why for peer in rows if (why := missing(*PROGRAMS[peer]))}
    runs = alternate(plan.rounds, {name: contest for name, contest in contests.items() if name not in absent})
    found.keep(group, runs)
    for peer, key in rows.items():
        if peer in absent:
            found.tell(key, None, absent[peer])
        else:
            found.tell(key, ratio(runs["openhold"], runs[peer]), note)


def _warm(data: Path) -> None:
    """Read all once: warm figures are about the programs, cold ones about the disk, and they stand apart."""
    for path in files_below(data):
        with path.open("rb") as file:
            while file.read(1 << 20):
                pass


def _mib(size: int | None) -> str:
    return "unknown" if size is None else f"{size / (1 << 20):,.0f} MiB"


GROUPS = {
    "small": Group(
        (
            "collect-small-restic",
            "collect-small-tar",
            "audit-small-restic",
            "audit-small-sums",
            "second-restic",
            "second-bytes",
            "item-restic",
        ),
        small,
    ),
    "cold": Group(("collect-small-cold",), cold),
    "memory": Group(("memory", "memory-largest", "memory-growth", "memory-restic"), memory),
    "large": Group(("collect-large-restic", "collect-large-bagit", "audit-large-bagit"), large),
    "growth": Group(("growth-time", "growth-collect", "growth-audit"), growth),
    "reading": Group(
        ("read-texts", "read-paper", "read-memory", "deadlines", *_SCORED),
        reading,
    ),
    "screens": Group((*(f"screen: {name}" for name in SCREENS), "screens-time", "screens-size"), screens),
    "load": Group(
        (
            "issue-page",
            "issue-work",
            "large-hold-time",
            "large-hold-size",
            "load-errors",
            "load-rate",
            "load-wait",
        ),
        load,
    ),
    "start": Group(("start-up", "verify-django"), start_up),
    "ledger": Group(("ledger-one", "ledger-batch"), ledger),
}
"""All groups, in the order in which they run."""
