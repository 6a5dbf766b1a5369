"""What somebody asked for and takes longer than an answer may: ask for it, see how far it is, stop it, do it."""

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.db.models import QuerySet

from openhold.actions.audit import audit
from openhold.actions.collect.action import Collected, collect
from openhold.actions.collect.pipeline import Watch
from openhold.actions.collect_again import why_not_collectable
from openhold.actions.disclose.action import Disclosed, check_selection, disclose
from openhold.actions.disclose.contents import Selection
from openhold.actions.errors import ActionError, RefusedError, StoppedError
from openhold.actions.home import Home
from openhold.actions.name_source import find_source
from openhold.actions.open_matter import matter_by_id
from openhold.actions.reports.history import history
from openhold.actions.reports.history import selection as of_history
from openhold.jobs.work import Outcome, Work
from openhold.workbench import configuration
from openhold.workbench.errand import COLLECT, DISCLOSE, REREAD, Errand
from openhold.workbench.errors import ConfigurationError

JOB = "errands"
"""The job that does them."""
_LOOK = 1.0
"""Seconds between two looks at whether somebody wants it to end, each of which notes how far it is."""


def ask_to_collect(home: Home, matter: str, by: str, source: str, *, reread: bool) -> Errand:
    """Have what a source (an id) holds now collected; what waits already in these words is not asked for twice.

    Raises UsageError where there is no such source, RefusedError where it is none that can be collected.
    """
    found = find_source(home, matter, source)
    if why := why_not_collectable(found):
        raise RefusedError(why)
    return _asked(home, matter, by, COLLECT, {"source": found.id, "reread": reread})


def ask_to_reread(home: Home, matter: str, by: str) -> Errand:
    """Have all that is kept of a matter read again; what waits already is not asked for twice."""
    return _asked(home, matter, by, REREAD, {})


def ask_to_disclose(home: Home, matter: str, by: str, selection: Selection, *, hold: str | None = None) -> Errand:
    """Have a disclosure made of a `selection`, or of the history of a `hold` (an id) alone.

    Raises UsageError for what cannot be selected, RefusedError where `web.toml` names no folder for disclosures.
    """
    check_selection(selection)
    folder(home)
    told = {
        "items": selection.items if isinstance(selection.items, str) else sorted(selection.items),
        "facts": {str(seq): ground for seq, ground in selection.facts.items()},
        "bytes": dict(selection.bytes),
        "lines": dict(selection.lines),
        "waived": sorted(selection.waived),
        "waived_items": sorted(selection.waived_items),
        "hold": hold,
    }
    return _asked(home, matter, by, DISCLOSE, told)


def errands(matter: str) -> Sequence[Errand]:
    """Return what was asked for in a matter, the newest first."""
    return list(Errand.objects.filter(matter=matter).order_by("-asked_at", "id"))


def unfinished(matter: str, kind: str, source: str | None = None) -> Errand | None:
    """Return what was last asked for of a kind, of a `source` where one is named; None where it was done to its end."""
    last = _of(matter, kind, source).order_by("-asked_at", "id").first()
    return last if last is not None and (last.ended_at is None or last.error) else None


def stop(home: Home, matter: str, kind: str, source: str | None = None) -> str:
    """Let what was asked for and has not ended end where it can be gone on with; return what becomes of it in words."""
    there = _of(matter, kind, source).filter(ended_at=None)
    there.filter(tries=0).update(ended_at=home.clock(), error="It was stopped before it began.")
    return "It stops after what is under way." if there.update(stop=True) else "It is stopped."


def folder(home: Home) -> Path:
    """Return the folder of disclosures that programs asked for; raise RefusedError where `web.toml` names none."""
    named = configuration.read(home.folder).disclosures
    if named is None:
        raise RefusedError(
            'There is no folder for disclosures here. Whoever has the terminal names one by disclosures = "/…" in '
            f"{home.folder / configuration.FILE}, or makes the disclosure: openhold disclose."
        )
    return named


def do_asked(work: Work) -> Outcome:
    """Do what was asked for and has not ended, the first who asked first; each is whoever's who asked.

    One that could not be done, or that somebody stopped, says why, and is not tried again; what a worker that ends
    leaves, the next one does.
    """
    done = 0
    problems = []
    for one in Errand.objects.filter(ended_at=None).order_by("asked_at", "id"):
        row = Errand.objects.filter(pk=one.pk)
        one.tries += 1
        row.update(tries=one.tries)
        found, error, watch = None, "", Followed(work.watch, row)
        try:
            found = _DOING[one.kind](work, one, watch)
        except StoppedError as raised:
            if not watch.unwanted:
                raise
            error = str(raised)
        except (ActionError, ConfigurationError) as raised:
            error = str(raised)
            problems.append(error)
        row.update(found=found, error=error, ended_at=work.home.clock())
        done += not error
        if found and found.get("findings"):
            problems.append(f"{found['findings']:,} wrong in {one.matter}; its audits say what.")
    return Outcome(f"Done: {done:,}.", " ".join(problems[:3]), again=False)


class Followed:
    """Notes each second how far an errand is, and stops it where somebody wants that or the worker ends.

    `unwanted` tells that a person wanted it.
    """

    def __init__(self, watch: Watch, row: "QuerySet[Errand]", seconds: Callable[[], float] = time.monotonic) -> None:
        self._watch, self._row, self._seconds = watch, row, seconds
        self._next = 0.0
        self.unwanted = False

    def progress(self, items: int, size: int, failed: int) -> None:
        """Note it, unless that was done just now."""
        self._watch.progress(items, size, failed)
        if self._seconds() >= self._next:
            self._row.update(items=items, bytes=size, failed=failed)
            self.unwanted = self._row.filter(stop=True).exists()
            self._next = self._seconds() + _LOOK

    def stopped(self) -> bool:
        """Whether to stop after what is under way."""
        return self.unwanted or self._watch.stopped()


def _of(matter: str, kind: str, source: str | None) -> "QuerySet[Errand]":
    there = Errand.objects.filter(matter=matter, kind=kind)
    return there if source is None else there.filter(asked__source=source)


def _asked(home: Home, matter: str, by: str, kind: str, asked: Mapping[str, Any]) -> Errand:
    for one in Errand.objects.filter(matter=matter, kind=kind, asked_by=by, tries=0, ended_at=None):
        if one.asked == asked:
            return one
    return Errand.objects.create(
        id=home.new_id("e"), matter=matter, kind=kind, asked=asked, asked_by=by, asked_at=home.clock()
    )


def _collect(work: Work, one: Errand, watch: Watch) -> dict[str, Any]:
    source = find_source(work.home, one.matter, one.asked["source"])
    return _collected(collect(work.home, one.asked_by, source, reread=one.asked["reread"], watch=watch))


def _collected(done: Collected) -> dict[str, Any]:
    fact = done.fact
    return {"collection": fact.collection, "seq": done.seq, "new_items": fact.new_items, "failed": fact.ends.failed}


def _reread(work: Work, one: Errand, watch: Watch) -> dict[str, Any]:
    done = audit(work.home, one.asked_by, one.matter, sample=None, watch=watch)
    return {"items": done.checked, "bytes": done.bytes, "findings": len(done.findings)}


def _disclose(work: Work, one: Errand, watch: Watch) -> dict[str, Any]:
    if one.asked["hold"] is None:
        selection = _selection(one.asked)
    else:
        told = history(work.home, matter_by_id(work.home, one.matter), one.asked["hold"])
        selection = of_history(work.home, one.matter, told)
    # What a try before left behind, if its worker was killed, is in nobody's way.
    to = folder(work.home) / f"{one.id}-{one.tries}"
    return _disclosed(disclose(work.home, one.asked_by, one.matter, to, selection, watch))


def _selection(asked: Mapping[str, Any]) -> Selection:
    return Selection(
        items=asked["items"] if isinstance(asked["items"], str) else frozenset(asked["items"]),  # type: ignore[arg-type]
        facts={int(seq): ground for seq, ground in asked["facts"].items()},
        bytes=asked["bytes"],
        lines=asked["lines"],
        waived=frozenset(asked["waived"]),
        waived_items=frozenset(asked["waived_items"]),
    )


def _disclosed(done: Disclosed) -> dict[str, Any]:
    return {
        "bag": done.bag.name,
        "facts": done.facts,
        "items": done.items,
        "withheld": done.withheld,
        "withheld_facts": done.withheld_facts,
        "tagmanifest_sha256": done.tagmanifest_sha256,
    }


_DOING: Mapping[str, Callable[[Work, Errand, Watch], dict[str, Any]]] = MappingProxyType(
    {COLLECT: _collect, DISCLOSE: _disclose, REREAD: _reread}
)
