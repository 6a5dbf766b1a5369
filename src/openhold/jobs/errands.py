"""What programs asked for and takes longer than an answer may: ask for it, see where it stands, do it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openhold.actions.collect.action import Collected, collect
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
from openhold.workbench.errand import COLLECT, DISCLOSE, Errand
from openhold.workbench.errors import ConfigurationError

JOB = "errands"
"""The job that does them."""


def ask_to_collect(home: Home, matter: str, by: str, source: str, *, reread: bool) -> Errand:
    """Have what a source (an id) holds now collected; what waits already in these words is not asked for twice."""
    return _asked(home, matter, by, COLLECT, {"source": find_source(home, matter, source).id, "reread": reread})


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

    One that could not be done says why, and is not tried again.
    """
    done = 0
    problems = []
    for one in Errand.objects.filter(ended_at=None).order_by("asked_at", "id"):
        one.tries += 1
        one.save(update_fields=["tries"])
        found, error = None, ""
        try:
            found = (_collect if one.kind == COLLECT else _disclose)(work, one)
        except StoppedError:
            raise
        except (ActionError, ConfigurationError) as raised:
            error = str(raised)
            problems.append(error)
        ended = work.home.clock()
        Errand.objects.filter(pk=one.pk).update(found=found, error=error, ended_at=ended)
        done += not error
    return Outcome(f"Done for programs: {done:,}.", " ".join(problems[:3]), again=False)


def _asked(home: Home, matter: str, by: str, kind: str, asked: Mapping[str, Any]) -> Errand:
    for one in Errand.objects.filter(matter=matter, kind=kind, asked_by=by, tries=0, ended_at=None):
        if one.asked == asked:
            return one
    return Errand.objects.create(
        id=home.new_id("e"), matter=matter, kind=kind, asked=asked, asked_by=by, asked_at=home.clock()
    )


def _collect(work: Work, one: Errand) -> dict[str, Any]:
    source = find_source(work.home, one.matter, one.asked["source"])
    return _collected(collect(work.home, one.asked_by, source, reread=one.asked["reread"], watch=work.watch))


def _collected(done: Collected) -> dict[str, Any]:
    fact = done.fact
    return {"collection": fact.collection, "seq": done.seq, "new_items": fact.new_items, "failed": fact.ends.failed}


def _disclose(work: Work, one: Errand) -> dict[str, Any]:
    if one.asked["hold"] is None:
        selection = _selection(one.asked)
    else:
        told = history(work.home, matter_by_id(work.home, one.matter), one.asked["hold"])
        selection = of_history(work.home, one.matter, told)
    # What a try before left behind, if its worker was killed, is in nobody's way.
    to = folder(work.home) / f"{one.id}-{one.tries}"
    return _disclosed(disclose(work.home, one.asked_by, one.matter, to, selection, work.watch))


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
