"""Disclose a matter: checkpoint first, then the bag over it, then the fact that says so."""

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from openhold.actions.collect.pipeline import Watch
from openhold.actions.disclose import contents
from openhold.actions.disclose.bag import BagWriter, writing
from openhold.actions.disclose.contents import Selection, Shown
from openhold.actions.disclose.readme import DESIGNATED, README
from openhold.actions.errors import (
    RefusedError,
    StoppedError,
    StorageError,
    UsageError,
    WantingError,
)
from openhold.actions.home import Home
from openhold.actions.orders.admit import Marked, Marks
from openhold.actions.record import database_told, publish, record, rows
from openhold.actions.roles import check_may
from openhold.facts.kinds import KINDS, DisclosureMade
from openhold.facts.notices import NoticeWritten
from openhold.formats import canonical
from openhold.ledger import tiles
from openhold.ledger.entry import body_line
from openhold.ledger.row import Row
from openhold.projections.collection import Collection
from openhold.projections.source import NOTICES, Source
from openhold.vault import line, manifest
from openhold.vault.errors import DamagedError, VaultError

_DIGEST = re.compile(r"[0-9a-f]{64}")
_PRIVILEGED = tuple((f'"kind":"{name}"'.encode(), kind.GROUND) for name, kind in KINDS.items() if kind.PRIVILEGED)


@dataclass(frozen=True, slots=True)
class Disclosed:
    """A bag that stands: its folder, the ledger size it shows, files in data/items, items and facts withheld."""

    bag: Path
    facts: int
    items: int
    withheld: int
    withheld_facts: int
    tagmanifest_sha256: str


def disclose(home: Home, actor: str, matter: str, to: Path, selection: Selection, watch: Watch) -> Disclosed:
    """Write the record of `matter` and the selected items as a bag at `to`, which must be absent or empty.

    The bag shows the log as it stands before the fact of this disclosure. Raises UsageError for a selection
    that fits nothing, RefusedError for a place inside the home or where `actor` may not disclose, WantingError where
    kept bytes are damaged.
    """
    with database_told(home):
        check_may(matter, actor, "disclose")
    to = to.absolute()
    _check_place(home, to)
    check_selection(selection)
    checkpoint = publish(home, matter)
    if outside := [seq for seq in (*selection.facts, *selection.waived) if seq >= checkpoint.size]:
        raise UsageError(f"There is no fact {outside[0]} in this matter; the last one is {checkpoint.size - 1}.")
    with database_told(home):
        selection = _with_privilege(matter, checkpoint.size, selection)
    try:
        marks = Marks(home, matter)
        selection = _with_sent(home, matter, checkpoint.size, selection, marks)
        with writing(to) as bag:
            shown = Shown()
            _add_ledger(home, matter, checkpoint.size, bag)
            bag.add("facts.jsonl", _facts(matter, checkpoint.size, selection))
            _add_manifests(home, matter, checkpoint.size, selection, shown, bag)
            selection = _with_designated(selection, shown, marks)
            _check_named(selection, shown)
            given = _add_items(home, selection, shown, bag, watch)
            withheld = sum(1 for digest in shown.digests() if selection.ground(digest) is not None)
            bag.add("withheld-items.jsonl", contents.withheld_pieces(shown, selection))
            bag.add("keys.txt", [home.verifier(matter).text().encode() + b"\n"])
            bag.add("README.txt", [README.encode(), *_designated(selection, shown, marks)])
            digest = bag.finish(home.origin(matter), home.clock().date())
    except DamagedError as error:
        raise WantingError(f"{error} Nothing was disclosed.") from error
    except VaultError as error:
        raise StorageError(str(error)) from error
    except sqlite3.Error as error:
        raise StorageError(
            f"The list of what is shown could not be kept among the temporary files: {error}. "
            "Make room there, or name another folder in $TMPDIR. Nothing was disclosed."
        ) from error
    except OSError as error:
        raise StorageError(f"{error.filename or to}: {error.strerror}. Nothing was disclosed.") from error
    record(
        home,
        matter,
        actor,
        DisclosureMade(
            bag=to.name,
            size=checkpoint.size,
            root=checkpoint.root.hex(),
            items=given,
            withheld_facts=len(selection.facts),
            withheld_items=withheld,
            tagmanifest_sha256=digest,
        ),
    )
    publish(home, matter)
    return Disclosed(to, checkpoint.size, given, withheld, len(selection.facts), digest)


def _check_place(home: Home, to: Path) -> None:
    if to.resolve().is_relative_to(home.folder.resolve()):
        raise RefusedError(f"{to} lies inside the home {home.folder}; name a folder outside it.")
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise UsageError(f"{to} is not an empty folder; name one that is empty or not there yet.")


def check_selection(selection: Selection) -> None:
    """Raise UsageError unless a selection can be one: every digest is one, and whatever is withheld has a ground."""
    named = [*selection.bytes, *selection.lines, *selection.waived_items]
    named += selection.items if not isinstance(selection.items, str) else ()
    for digest in named:
        if not _DIGEST.fullmatch(digest):
            raise UsageError(f"{digest!r} is no SHA-256 of an item (64 hex digits); `openhold item list` shows them.")
    grounds: list[Mapping[int, str] | Mapping[str, str]] = [selection.facts, selection.bytes, selection.lines]
    if any(not ground.strip() for mapping in grounds for ground in mapping.values()):
        raise UsageError("Whatever is withheld needs a ground, such as 17='attorney-client privilege'.")
    if both := set(selection.bytes) & set(selection.lines):
        raise UsageError(f"{min(both)} is both withheld and hidden; hiding includes withholding.")


def _with_privilege(matter: str, size: int, selection: Selection) -> Selection:
    """Return the selection with every fact of a privileged kind withheld on its kind's ground, unless it is waived."""
    grounds = {}
    for row in rows(matter):
        if row.seq >= size:
            break
        for needle, ground in _PRIVILEGED:
            # In a canonical entry nothing else can hold these bytes: ids have no quotation marks.
            if needle in row.entry:
                grounds[row.seq] = ground
    if plain := sorted(selection.waived - grounds.keys()):
        raise UsageError(f"Fact {plain[0]} is not privileged, so there is nothing to waive; it is shown anyway.")
    if both := sorted(selection.waived & selection.facts.keys()):
        raise UsageError(f"Fact {both[0]} is both withheld and waived. Decide which.")
    kept = {seq: ground for seq, ground in grounds.items() if seq not in selection.waived}
    return replace(selection, facts={**kept, **selection.facts})


def _with_sent(home: Home, matter: str, size: int, selection: Selection, marks: Marks) -> Selection:
    """Return the selection with every notice, as sent or signed, withheld unless somebody names it."""
    with database_told(home):
        units = list(Source.objects.filter(matter=matter, kind__in=NOTICES).values_list("unit", flat=True))
        kept = list(Collection.objects.filter(matter=matter, seq__lt=size, unit__in=units, disposed=None))
    sent: set[str] = set()
    for one in kept:
        if one.seq in selection.facts:
            continue
        document = manifest.read(home.vault.store, one.unit, one.id)
        for page in manifest.lines(home.vault.store, one.unit, document):
            sent.update(str(each["sha256"]) for each in map(line.quick, page) if "sha256" in each)
    if plain := sorted(one for one in selection.waived_items - sent if not marks.of(one)):
        raise UsageError(
            f"{plain[0]} is no notice that was sent or signed, nor designated under a protective order, so there is "
            "nothing to waive; it is shown anyway."
        )
    named = frozenset() if isinstance(selection.items, str) else selection.items
    withheld = sent - named - selection.waived_items - set(selection.lines)
    return replace(selection, bytes={**dict.fromkeys(withheld, NoticeWritten.GROUND), **selection.bytes})


def _with_designated(selection: Selection, shown: Shown, marks: Marks) -> Selection:
    """Return the selection with every item under a protective order withheld unless somebody names or waives it."""
    if not marks:
        return selection
    named = frozenset() if isinstance(selection.items, str) else selection.items
    left = (one for one in shown.digests() if one not in named and one not in selection.waived_items)
    grounds = {one: f"designated {_under(marks.of(one))}" for one in left if marks.of(one)}
    return replace(selection, bytes={**grounds, **selection.bytes})


def _designated(selection: Selection, shown: Shown, marks: Marks) -> list[bytes]:
    """Return what the README says of items that are given though they are designated; nothing where none is."""
    if not marks:
        return []
    given = [one for one in shown.digests() if selection.ground(one) is None and marks.of(one)]
    lines = [f"items/{one}  {_under(marks.of(one))}\n" for one in given]
    return [DESIGNATED.encode(), *(line.encode() for line in lines)] if lines else []


def _under(marked: Sequence[Marked]) -> str:
    return "; ".join(dict.fromkeys(f"{one.level} under {one.named}" for one in marked))


def _add_ledger(home: Home, matter: str, size: int, bag: BagWriter) -> None:
    files = home.vault.ledger(matter)
    keys = ["checkpoint", *files.keys("checkpoints/"), *files.keys("timestamps/"), *tiles.paths_of(size)]
    for key in keys:
        bag.add(f"ledger/{key}", [files.read(key)])


def _facts(matter: str, size: int, selection: Selection) -> Iterator[bytes]:
    for row in rows(matter):
        if row.seq >= size:
            return
        yield _fact_line(row, selection.facts.get(row.seq))


def _fact_line(row: Row, ground: str | None) -> bytes:
    if ground is not None:
        return canonical.dumps({"seq": row.seq, "withheld": ground}) + b"\n"
    if row.erased is not None:
        return canonical.dumps({"erased": row.erased, "seq": row.seq}) + b"\n"
    return body_line(row.seq, row.salt, row.body)


def _add_manifests(home: Home, matter: str, size: int, selection: Selection, shown: Shown, bag: BagWriter) -> None:
    with database_told(home):
        collections = list(Collection.objects.filter(matter=matter, seq__lt=size).order_by("seq"))
    for one in collections:
        # The manifests of a unit went with it; the facts of the disposition say so.
        if one.seq not in selection.facts and one.disposed is None:
            bag.add(
                f"manifests/{one.id}.jsonl",
                contents.manifest_pieces(home.vault.store, one.unit, one.id, selection, shown),
            )


def _check_named(selection: Selection, shown: Shown) -> None:
    wanted = [*selection.bytes, *(selection.items if not isinstance(selection.items, str) else ())]
    for digest in wanted:
        if digest not in shown:
            raise UsageError(f"No line that this disclosure shows names the item {digest}. Nothing was disclosed.")


def _add_items(home: Home, selection: Selection, shown: Shown, bag: BagWriter, watch: Watch) -> int:
    given = 0
    for digest, pieces in contents.items(home.vault.store, shown, selection):
        bag.add(f"items/{digest}", pieces)
        given += 1
        if not given % 64:
            watch.progress(given, bag.bytes, 0)
            if watch.stopped():
                raise StoppedError("Stopped; no bag was left behind. Run the command again to make it.")
    for digest in shown.missing(selection):
        raise DamagedError(f"The vault does not hold the item {digest} any more; run `openhold audit`.")
    return given
