"""Collect from a source: walk it, keep every item, write the manifest, record the fact, sign the checkpoint.

What each crash leaves: before the manifest file stands, open packs and blocks that no manifest names; the
next collection of the unit cuts, seals, records what no fact counts, and goes on. Between the manifest and
the fact, a manifest that no fact names; it was never acknowledged and the next collection removes it (its
items stay). After the fact, a checkpoint that the next publication signs.
"""

import os
import stat as stats
import time
from base64 import b64decode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from openhold.actions.collect import carry
from openhold.actions.collect.hands import Hands
from openhold.actions.collect.pipeline import Pipeline, Place, Watch
from openhold.actions.collect.plan import Walk, plan
from openhold.actions.collect.recovering import BEGUN_ANEW, recover_unit
from openhold.actions.collect.scribe import StaleError, Totals
from openhold.actions.collect.workers import Setting
from openhold.actions.errors import RefusedError, StoppedError, StorageError, UsageError
from openhold.actions.home import Home
from openhold.actions.record import database_told, publish, record
from openhold.actions.roles import check_may
from openhold.facts.kinds import CollectionSealed, CollectionStopped, Ends
from openhold.formats.canonical import time_text
from openhold.projections.collection import Collection
from openhold.projections.source import INSIDE_HOME, THING, Source
from openhold.sources.directory import Directory
from openhold.sources.errors import SourceError
from openhold.sources.rules import Exclude
from openhold.vault import index, manifest
from openhold.vault.errors import DamagedError, VaultError
from openhold.vault.store import Store


@dataclass(frozen=True, slots=True)
class Collected:
    """A collection that ended: the numbers of its fact, its place in the ledger, and how long it took (seconds)."""

    fact: CollectionSealed
    seq: int
    checkpoint_size: int
    recovered: int
    seconds: float


@dataclass(frozen=True, slots=True)
class _Work:
    """What one collection works with."""

    home: Home
    matter: str
    actor: str
    source: Source
    collection: str
    started: str
    cache: Path
    state: str
    watch: Watch

    @property
    def store(self) -> Store:
        return self.home.vault.store

    @property
    def unit(self) -> str:
        return self.source.unit

    @property
    def rules(self) -> str:
        return sha256("\0".join(self.source.excludes).encode()).hexdigest()


def collect(home: Home, actor: str, source: Source, *, reread: bool, watch: Watch) -> Collected:
    """Preserve what `source` holds now. `reread` reads every file again, also where size and times are the same.

    Returns after the checkpoint over its facts is signed. Raises UsageError where the source is not there, RefusedError
    where `actor` may not collect, StoppedError where the watch said stop, StorageError where nothing could be
    acknowledged.
    """
    begun = time.monotonic()
    with database_told(home):
        check_may(source.matter, actor, "collect")
    directory = _directory(home, source)
    started = time_text(home.clock())
    store = home.vault.store
    try:
        with store.lock(f"units/{source.unit}") as lock:
            _check_stands(home, source)
            recovered = recover_unit(home, actor, source)
            cache = home.vault.cache(source.unit)
            cache.mkdir(mode=0o700, parents=True, exist_ok=True)
            state = index.state(store, source.unit)
            work = _Work(home, source.matter, actor, source, home.new_id("c"), started, cache, state, watch)
            fact = _collect(work, directory, reread=reread, lock=lock)
            recorded = record(home, source.matter, actor, fact)
    except VaultError as error:
        raise StorageError(str(error)) from error
    except SourceError as error:
        raise UsageError(str(error)) from error
    checkpoint = publish(home, source.matter)
    return Collected(fact, recorded.first, checkpoint.size, recovered, time.monotonic() - begun)


def _check_stands(home: Home, source: Source) -> None:
    """Raise RefusedError where the unit was destroyed: what is collected from now on belongs to a new one."""
    with database_told(home):
        disposed = Source.objects.filter(matter=source.matter, id=source.id).values_list("disposed", flat=True).first()
    if disposed is not None:
        raise RefusedError(
            f"The unit of {source.id} was destroyed (fact {disposed}). To collect from it, name the source again: "
            f"openhold source add {source.matter} --at FOLDER"
        )


def _directory(home: Home, source: Source) -> Directory:
    if source.kind == THING:
        raise UsageError(
            f"{source.id} is a physical thing: it is looked after, not collected. See what is known of it: "
            f"openhold thing show {source.matter} {source.id}"
        )
    root = source.at.encode() if source.at is not None else b64decode(source.at_b64 or "")
    if source.kind in INSIDE_HOME:
        root = os.path.join(os.fsencode(home.folder), root)  # noqa: PTH118 -- the path is bytes
    try:
        if not stats.S_ISDIR(os.stat(root).st_mode):  # noqa: PTH116 -- the path is bytes
            raise UsageError(f"{os.fsdecode(root)} is not a folder; name the folder that holds it.")
        os.scandir(root).close()
    except OSError as error:
        raise UsageError(f"{os.fsdecode(root)} cannot be read: {error.strerror}.") from error
    inside = home.folder.stat()
    return Directory(
        root,
        excludes=tuple(Exclude(*rule.split("=", 1)) for rule in source.excludes),
        keep_out=((inside.st_dev, inside.st_ino),),
    )


def _collect(work: _Work, directory: Directory, *, reread: bool, lock: int) -> CollectionSealed:
    last = _last(work, reread=reread)
    walk = directory.walk()
    alike = None
    if last is not None and last.prints:
        alike = carry.compare(last, _watched(walk, work.watch))
        if alike.ended:
            return _same_again(work, last)
    try:
        return _run(work, directory, last, alike, walk, lock)
    except (StaleError, DamagedError):
        if last is None:
            raise
        # The cache, or an old block, does not fit the unit: read everything again rather than trust it. What the
        # first try stored is sealed before, so that the second one knows it and does not store it twice.
        carry.forget(work.cache)
        recover_unit(work.home, work.actor, work.source, BEGUN_ANEW)
        return _run(work, directory, None, None, directory.walk(), lock)


def _last(work: _Work, *, reread: bool) -> carry.Last | None:
    """Return what the last collection of the unit saw: its lines, and the fingerprints if they may be used."""
    with database_told(work.home):
        row = Collection.objects.filter(unit=work.unit).order_by("-seq").first()
    cached = None if reread else carry.load(work.cache, work.state, work.rules)
    try:
        if row is None:
            return cached if cached is not None and _blocks_stand(work, cached.blocks) else None
        document = manifest.read(work.store, work.unit, row.id)
    except DamagedError:
        return None
    if not _blocks_stand(work, document.blocks):
        return None
    if cached is not None and cached.blocks == document.blocks:
        return cached
    return carry.lines_only(document.blocks, document.lines)


def _run(
    work: _Work, directory: Directory, last: carry.Last | None, alike: carry.Alike | None, walk: Walk, lock: int
) -> CollectionSealed:
    home, store, unit = work.home, work.store, work.unit
    contents = index.ContentIndex(store, unit, work.cache)
    pipeline = Pipeline(
        Place(store, unit, home.signer, home.instance),
        contents,
        Hands(directory.reader(), store, unit, work.cache),
        Setting(home.folder / "vault", unit, work.cache, directory.root, lock),
        home.random,
        work.watch,
    )
    try:
        ended = pipeline.run(plan(store, unit, last, alike, walk))
        pipeline.finish()
        contents.close(store, unit)
    except BaseException:
        contents.abandon()
        raise
    finally:
        pipeline.close()
    if not ended:
        _stopped(work, pipeline)
    sealed = pipeline.manifest.seal(work.collection)
    _remember(work, pipeline, sealed, whole=True)
    return _fact(work, sealed, pipeline.scribe.totals)


def _same_again(work: _Work, last: carry.Last) -> CollectionSealed:
    """Nothing changed: the new manifest names the same blocks."""
    sealed = manifest.Sealed(work.collection, last.blocks, last.lines, last.root, last.sha256)
    manifest.write(work.store, work.unit, sealed)
    totals = Totals(
        ends={end: last.totals[end] for end in ("duplicate", "excluded", "failed", "stored")},
        bytes=last.totals["bytes"],
        carried=last.totals["stored"] + last.totals["duplicate"],
    )
    work.watch.progress(last.lines, totals.bytes, totals.ends["failed"])
    return _fact(work, sealed, totals)


def _stopped(work: _Work, pipeline: Pipeline) -> None:
    """Keep what a stopped collection got, so that the next one goes on from there."""
    pipeline.manifest.settle()
    sealed = manifest.Sealed(work.collection, tuple(pipeline.manifest.blocks), pipeline.manifest.lines, "", "")
    with database_told(work.home):
        first = not Collection.objects.filter(unit=work.unit).exists()
    if first:
        _remember(work, pipeline, sealed, whole=False)
    totals = pipeline.scribe.totals
    record(
        work.home,
        work.matter,
        work.actor,
        CollectionStopped(
            collection=work.collection,
            unit=work.unit,
            lines=sealed.lines,
            new_items=totals.new_items,
            new_bytes=totals.new_bytes,
            cause="a person stopped it",
        ),
    )
    publish(work.home, work.matter)
    raise StoppedError(
        f"Stopped after {sealed.lines} items. The {totals.new_items} new ones are kept; run the command again to go on."
    )


def _remember(work: _Work, pipeline: Pipeline, sealed: manifest.Sealed, *, whole: bool) -> None:
    marks, prints = pipeline.scribe.notes.taken()
    carry.save(
        work.cache,
        carry.Last(
            state=index.state(work.store, work.unit),
            rules=work.rules,
            blocks=sealed.blocks,
            lines=sealed.lines,
            whole=whole,
            marks=marks,
            totals={**pipeline.scribe.totals.ends, "bytes": pipeline.scribe.totals.bytes},
            root=sealed.root,
            sha256=sealed.sha256,
            prints=prints,
        ),
    )


def _fact(work: _Work, sealed: manifest.Sealed, totals: Totals) -> CollectionSealed:
    return CollectionSealed(
        collection=sealed.collection,
        unit=work.unit,
        source=work.source.id,
        started=work.started,
        lines=sealed.lines,
        ends=Ends(**totals.ends),
        bytes=totals.bytes,
        read=totals.read,
        carried=totals.carried,
        new_items=totals.new_items,
        new_bytes=totals.new_bytes,
        root=sealed.root,
        manifest_sha256=sealed.sha256,
    )


def _blocks_stand(work: _Work, blocks: tuple[str, ...]) -> bool:
    return all(work.store.exists(manifest.block_key(work.unit, name)) for name in blocks)


def _watched(walk: Walk, watch: Watch) -> Walk:
    for things in walk:
        if watch.stopped():
            raise StoppedError("Stopped before anything was read; nothing was changed.")
        yield things
