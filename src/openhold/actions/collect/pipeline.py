"""From things seen in walk order to a manifest: reads on several cores, decides in walk order.

Promises: which line is `stored` and which `duplicate` does not depend on the number of workers; memory does
not grow with the number of items; when `finish` returns, every new item is durable, read back and sealed.
"""

import os
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from openhold.actions.collect.hands import Finished, Hands, Read
from openhold.actions.collect.scribe import Again, Carried, Outcome, Scribe, Thing, digest_of
from openhold.actions.collect.workers import Inline, Process, Setting, Worker
from openhold.formats import notes
from openhold.sources.contract import File
from openhold.vault import line as lines
from openhold.vault.index import ContentIndex
from openhold.vault.manifest import ManifestWriter
from openhold.vault.pack import ITEM_LIMIT, PACK_LIMIT, Sealable, padded
from openhold.vault.store import Store
from openhold.vault.unit import next_pack, seal_pack

_BATCH_FILES = 256
_BATCH_BYTES = 4 << 20
_INLINE_FILES = 256
_AHEAD = 2
_PROCESSES = min(4, os.cpu_count() or 1)


class Watch(Protocol):
    """Who looks on: is told how far it is, and may say stop."""

    def progress(self, items: int, size: int, failed: int) -> None:
        """So many items (and bytes) are settled by now, so many of them failed."""

    def stopped(self) -> bool:
        """Tell whether to stop after what is under way."""


@dataclass(slots=True)
class _Pack:
    number: int
    size: int = 0


@dataclass(slots=True)
class _Post:
    worker: Worker
    batches: int = 0
    pack: _Pack | None = None
    finishing: bool = False


@dataclass(slots=True)
class _Batch:
    things: list[Thing] = field(default_factory=list)
    paths: list[bytes] = field(default_factory=list)
    size: int = 0
    post: _Post | None = None
    sent_ns: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a collection writes: a unit, with the key that seals its packs."""

    store: Store
    unit: str
    key: notes.SigningKey
    name: str


class Pipeline:
    """One collection's way from things to lines. `hands` works in this process, `setting` starts others."""

    def __init__(
        self,
        place: Place,
        index: ContentIndex,
        hands: Hands,
        setting: Setting | None,
        random: Callable[[int], bytes],
        watch: Watch,
    ) -> None:
        self.scribe = Scribe()
        self.manifest = ManifestWriter(place.store, place.unit)
        self._place = place
        self._index = index
        self._setting = setting
        self._random = random
        self._watch = watch
        self._inline = _Post(Inline(hands))
        self._posts: list[_Post] = []
        self._inline_files = 0
        self._under_way: deque[_Batch] = deque()
        self._next_pack = next_pack(place.store, place.unit)

    def run(self, things: Iterable[list[Thing]]) -> bool:
        """Take in `things`, in walk order; False if the watch said stop before their end."""
        batch = _Batch()
        for some in things:
            for thing in some:
                batch.things.append(thing)
                if isinstance(thing, File | Again):
                    size = thing.stat.size
                    batch.paths.append(thing.path)
                    batch.size += size
                    if len(batch.paths) < _BATCH_FILES and batch.size < _BATCH_BYTES:
                        continue
                elif len(batch.things) < 4 * _BATCH_FILES:
                    continue
                self._send(batch)
                batch = _Batch()
            if self._watch.stopped():
                return False
        self._send(batch)
        return True

    def finish(self) -> None:
        """Settle everything that is under way and seal every pack."""
        while self._under_way:
            self._settle()
        posts = [self._inline, *self._posts]
        for post in posts:
            self._end_pack(post)
        for post in posts:
            self._seal_finished(post, wait=True)

    def close(self) -> None:
        """End the workers; what is not sealed stays open for recovery."""
        for post in [self._inline, *self._posts]:
            post.worker.close()

    def _send(self, batch: _Batch) -> None:
        if batch.paths:
            batch.post = self._free_post()
            batch.sent_ns = time.time_ns()
            batch.post.worker.read(batch.paths)
            batch.post.batches += 1
            if batch.post is self._inline:
                self._inline_files += len(batch.paths) + (batch.size >= ITEM_LIMIT) * _INLINE_FILES
        self._under_way.append(batch)
        while len(self._under_way) > _AHEAD * max(1, len(self._posts)):
            self._settle()

    def _free_post(self) -> _Post:
        if self._setting is None or self._inline_files < _INLINE_FILES:
            return self._inline
        if not self._posts:
            self._posts = [_Post(Process(self._setting)) for _ in range(_PROCESSES)]
        while True:
            post = min(self._posts, key=lambda post: post.batches)
            if post.batches < _AHEAD:
                return post
            self._settle()

    def _settle(self) -> None:
        """Decide the oldest batch: which contents are new, what every line says."""
        batch = self._under_way.popleft()
        outcomes = _outcomes(batch)
        first = self._index.mark([digest for one in outcomes if (digest := digest_of(one)) is not None])
        salts = self._random(16 * len(outcomes)).hex()
        written: list[bytes] = []
        wanted: list[int] = []
        place = -1
        for number, (thing, outcome) in enumerate(zip(batch.things, outcomes, strict=True)):
            place += isinstance(thing, File | Again)
            salt = salts[32 * number : 32 * number + 32]
            line, fresh = self.scribe.line(thing, outcome, first, salt, batch.sent_ns)
            written.append(line)
            if fresh and isinstance(outcome, Read) and batch.post is not None:
                wanted.append(place)
                self._into_pack(batch.post, outcome.size)
        self.scribe.end_batch(batch.things)
        self.manifest.add(written)
        if batch.post is not None:
            self._keep(batch.post, wanted)
        totals = self.scribe.totals
        self._watch.progress(self.manifest.lines, totals.bytes, totals.ends["failed"])

    def _into_pack(self, post: _Post, size: int) -> None:
        if size < ITEM_LIMIT:
            if post.pack is None:
                post.pack = _Pack(self._next_pack)
                self._next_pack += 1
            post.pack.size += padded(size)

    def _keep(self, post: _Post, wanted: list[int]) -> None:
        post.worker.keep(post.pack.number if post.pack is not None else -1, wanted)
        post.batches -= 1
        self._seal_finished(post, wait=False)
        if post.pack is not None and post.pack.size >= PACK_LIMIT:
            self._end_pack(post)

    def _end_pack(self, post: _Post) -> None:
        if post.pack is not None:
            self._seal_finished(post, wait=True)
            post.worker.finish(post.pack.number)
            post.pack, post.finishing = None, True

    def _seal_finished(self, post: _Post, *, wait: bool) -> None:
        if not post.finishing:
            return
        done = post.worker.finished(wait=wait)
        if done is not None:
            self._seal(post, done)

    def _seal(self, post: _Post, done: Finished) -> None:
        place = self._place
        measured = Sealable(done.size, done.members, done.root, done.digest)
        seal_pack(place.store, place.unit, done.pack, measured, place.key, place.name)
        post.worker.publish(done.pack)
        post.finishing = False


def _outcomes(batch: _Batch) -> list[Outcome]:
    results = iter(batch.post.worker.results()) if batch.post is not None else iter(())
    outcomes: list[Outcome] = []
    for thing in batch.things:
        if isinstance(thing, File | Again):
            outcomes.append(next(results))
        else:
            outcomes.append(lines.quick(thing.line) if isinstance(thing, Carried) else thing)
    return outcomes
