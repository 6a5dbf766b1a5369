"""The walk over a folder: everything below it, in the order of the manifest.

Only the folders on the way from the root to the present place are open, and only their names are in memory.
"""

import os
import stat
from collections.abc import Iterator
from typing import Final

from openhold.sources.contract import BATCH, EXCLUDED, FAILED, File, NotRead, Stat, path_fields
from openhold.sources.errors import CannotRead
from openhold.sources.opening import TOO_DEEP, UNSUPPORTED, cannot_read, names_in, open_folder, stat_fields, to_stat
from openhold.sources.rules import Match

DEEPEST: Final = 1000  # levels of folders, each with a descriptor of its own while the walk is inside
HOME: Final = "openhold:home"
OTHER_FILE_SYSTEM: Final = "special:other-filesystem"
SYMLINK: Final = "special:symlink"

_KINDS: Final = {
    stat.S_IFCHR: "special:device",
    stat.S_IFBLK: "special:device",
    stat.S_IFSOCK: "special:socket",
    stat.S_IFIFO: "special:fifo",
}
# What a batch may weigh in paths: a tree with very long paths must not fill the memory with one batch.
_BATCH_BYTES: Final = 4 << 20


class _Level:
    """A folder that the walk is in: what is left of its names, last first, and the rule that covers all of it."""

    __slots__ = ("descriptor", "identity", "names", "prefix", "rule")

    def __init__(self, descriptor: int, identity: tuple[int, int], prefix: int, rule: str | None) -> None:
        self.descriptor = descriptor
        self.identity = identity
        self.names: list[bytes] = []
        self.prefix = prefix  # length of the path up to here; the paths themselves would add up, level by level
        self.rule = rule


class Walk:
    """One walk from an open root. `steps` closes every descriptor, the root's too, when it ends or is closed."""

    def __init__(
        self, root: int, match: Match | None, keep_out: frozenset[tuple[int, int]], one_file_system: bool
    ) -> None:
        self._match = match
        self._keep_out = keep_out
        self._one_file_system = one_file_system
        self._levels: list[_Level] = []
        self._path = b""
        self._batch: list[File | NotRead] = []
        self._root = root

    def steps(self) -> Iterator[list[File | NotRead]]:
        """Yield lists of 1 to BATCH consecutive things."""
        status = os.fstat(self._root)
        self._levels.append(_Level(self._root, (status.st_dev, status.st_ino), 0, None))
        try:
            self._list(self._levels[0], to_stat(status))
            while self._levels:
                full = self._go_on()
                if full:
                    yield self._batch
                    self._batch = []
            if self._batch:
                yield self._batch
        finally:
            for level in self._levels:
                os.close(level.descriptor)

    def _go_on(self) -> bool:
        """Take names until the batch is full (true), a folder was entered, or the present one is done (false)."""
        level = self._levels[-1]
        path = self._path = self._path[: level.prefix]
        batch = self._batch
        room = max(1, min(BATCH, _BATCH_BYTES // (len(path) + 1)))
        # The inner loop of a collection's walk: everything in it is paid once for each file.
        folder, names, append, lstat, new = level.descriptor, level.names, batch.append, os.lstat, tuple.__new__
        fields = stat_fields
        regular, kind_bits, plain = stat.S_IFREG, 0o170000, self._match is None
        while names:
            if len(batch) >= room:
                return True
            name = names.pop()
            try:
                status = lstat(name, dir_fd=folder)
            except OSError as error:
                self._fail(path + name, cannot_read(error), None)
                continue
            if plain and status.st_mode & kind_bits == regular:
                append(new(File, (path + name, new(Stat, fields(status)))))
            elif self._other(name, status, level):
                return False
        self._levels.pop()
        os.close(folder)
        return False

    def _other(self, name: bytes, status: os.stat_result, level: _Level) -> bool:
        """Deal with what is not simply a file to be read; true where a folder was entered."""
        path = self._path + name
        mode = status.st_mode
        rule = level.rule
        if rule is None and self._match is not None:
            rule = self._match(path, stat.S_ISDIR(mode))
        if stat.S_ISDIR(mode):
            return self._enter(name, to_stat(status), level, rule)
        if stat.S_ISREG(mode) and rule is None:
            self._batch.append(File(path, to_stat(status)))
        else:
            self._leave_out(name, to_stat(status), level, rule)
        return False

    def _leave_out(self, name: bytes, status: Stat, level: _Level, rule: str | None) -> None:
        path = self._path + name
        kind = stat.S_IFMT(status.mode)
        fields: dict[str, object] = {}
        if kind == stat.S_IFLNK:
            rule = rule or SYMLINK
            try:
                fields.update(path_fields(os.readlink(name, dir_fd=level.descriptor), "target"))
            except OSError as error:
                self._fail(path, cannot_read(error), status)
                return
        rule = rule or _KINDS.get(kind)
        if rule is None:
            self._fail(path, CannotRead(UNSUPPORTED, "it is of a kind that this program does not know"), status)
            return
        self._batch.append(NotRead(path, EXCLUDED, {"rule": rule, **fields}, status))

    def _enter(self, name: bytes, status: Stat, level: _Level, rule: str | None) -> bool:
        path = self._path + name
        if len(self._levels) >= DEEPEST:
            self._fail(path, CannotRead(TOO_DEEP, f"it is more than {DEEPEST} folders deep"), status)
            return False
        try:
            descriptor = open_folder(name, level.descriptor)
        except CannotRead as error:
            self._fail(path, error, status)
            return False
        status = to_stat(os.fstat(descriptor))
        identity = (status.dev, status.ino)
        refusal = self._refusal(path, status, level)
        if refusal is not None:
            os.close(descriptor)
            self._batch.append(refusal)
            return False
        entered = _Level(descriptor, identity, len(path) + 1, rule)
        self._levels.append(entered)
        self._path = path + b"/"
        self._list(entered, status)
        return True

    def _refusal(self, path: bytes, status: Stat, level: _Level) -> NotRead | None:
        identity = (status.dev, status.ino)
        if identity in self._keep_out:
            return NotRead(path, EXCLUDED, {"rule": HOME}, status)
        if self._one_file_system and status.dev != level.identity[0]:
            return NotRead(path, EXCLUDED, {"rule": OTHER_FILE_SYSTEM}, status)
        for above in self._levels:
            if above.identity == identity:
                return _failed(path, CannotRead(TOO_DEEP, "it is a loop: this folder is also one above itself"), status)
        return None

    def _list(self, level: _Level, status: Stat) -> None:
        level.names, failure = names_in(level.descriptor)
        level.names.reverse()
        if failure is not None:
            self._fail(self._path[:-1] or b".", cannot_read(failure), status)

    def _fail(self, path: bytes, error: CannotRead, status: Stat | None) -> None:
        self._batch.append(_failed(path, error, status))


def _failed(path: bytes, error: CannotRead, status: Stat | None) -> NotRead:
    fields: dict[str, object] = {"reason": error.reason}
    if error.detail:
        fields["detail"] = error.detail
    return NotRead(path, FAILED, fields, status)
