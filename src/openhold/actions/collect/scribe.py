"""Writes the manifest line of each thing, in walk order, and counts."""

import grp
import pwd
import stat as stats
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from openhold.actions.collect import carry
from openhold.actions.collect.hands import Read, Unread
from openhold.formats.canonical import Json
from openhold.sources.contract import File, NotRead, Stat
from openhold.vault import line as lines


class StaleError(Exception):
    """The cache of the last collection does not fit the unit; collect again without it."""


class Carried(NamedTuple):
    """A line of the last manifest whose thing has not changed."""

    line: bytes
    path: bytes
    print: bytes


class Again(NamedTuple):
    """A file to be read of which the last manifest has a line: if all is as it was, that line stands again."""

    path: bytes
    stat: Stat
    line: bytes


Thing = File | NotRead | Carried | Again
Outcome = Read | Unread | NotRead | dict[str, Json]
"""What a thing became: read, not readable, not to be read, or the parsed line that is carried over."""


@dataclass(slots=True)
class Totals:
    """What the fact will count: lines by their end, bytes, files read and carried, contents new to the unit."""

    ends: dict[str, int] = field(default_factory=lambda: {"duplicate": 0, "excluded": 0, "failed": 0, "stored": 0})
    bytes: int = 0
    read: int = 0
    carried: int = 0
    new_items: int = 0
    new_bytes: int = 0


def digest_of(outcome: Outcome) -> bytes | None:
    """Return the digest (32 bytes) of the content that an outcome names, if it names one."""
    if isinstance(outcome, Read):
        return outcome.digest
    if isinstance(outcome, dict) and "sha256" in outcome:
        return bytes.fromhex(str(outcome["sha256"]))
    return None


class Scribe:
    """Keeps the totals and the fingerprints of one collection while it writes its lines."""

    def __init__(self) -> None:
        self.totals = Totals()
        self.notes = carry.Notes()
        self._prints: list[bytes] = []

    def line(
        self, thing: Thing, outcome: Outcome, first: dict[bytes, bool], salt: str, sent_ns: int
    ) -> tuple[bytes, bool]:
        """Return the line of `thing`, and whether its content must be stored now.

        `first` are the contents of this batch that the manifest has not named before (true: new to the unit);
        the line that comes first takes its content out. `sent_ns` is when reading was asked for.
        Raises StaleError where a carried line names content that the unit does not hold.
        """
        if isinstance(outcome, Read):
            return self._read(thing, outcome, first, salt, sent_ns)
        if isinstance(thing, Carried):
            self._prints.append(thing.print)
            return (self._carried(thing, outcome, first, salt) if isinstance(outcome, dict) else thing.line), False
        if isinstance(outcome, NotRead):
            self._prints.append(carry.fingerprint(outcome))
            self.totals.ends[outcome.end] += 1
            return lines.other_line(outcome.end, thing.path, salt, outcome.fields), False
        assert isinstance(outcome, Unread)  # noqa: S101 -- the other outcomes are above
        self._prints.append(carry.NONE)
        self.totals.ends["failed"] += 1
        reason = {"reason": outcome.reason} | ({"detail": outcome.detail} if outcome.detail else {})
        return _as_before(thing, salt, lambda salt: lines.other_line("failed", thing.path, salt, reason)), False

    def end_batch(self, things: Sequence[Thing]) -> None:
        """Take down the fingerprints of `things`, whose lines were all asked for, in order."""
        self.notes.add([thing.path for thing in things], self._prints)
        self._prints.clear()

    def _read(self, thing: Thing, read: Read, first: dict[bytes, bool], salt: str, sent_ns: int) -> tuple[bytes, bool]:
        fresh = first.pop(read.digest, None)
        end = "duplicate" if fresh is None else "stored"
        _, mtime_ns, ctime_ns, _, _, mode, uid, gid = read.stat
        more = lines.more_of(changed=read.changed, xattrs=read.xattrs) if read.changed or read.xattrs else ""

        def spelled(salt: str) -> bytes:
            return lines.content_line(
                end,
                thing.path,
                mode=stats.S_IMODE(mode),
                mtime_ns=mtime_ns,
                size=read.size,
                sha256=read.digest.hex(),
                salt=salt,
                owner=_owner(uid, gid),
                more=more,
            )

        line = _as_before(thing, salt, spelled)
        settled = not read.changed and max(mtime_ns, ctime_ns) < sent_ns - carry.RACY_NS
        self._prints.append(carry.stat_print(read.stat) if settled else carry.NONE)
        totals = self.totals
        totals.ends[end] += 1
        totals.bytes += read.size
        totals.read += 1
        if fresh:
            totals.new_items += 1
            totals.new_bytes += read.size
        return line, bool(fresh)

    def _carried(self, thing: Carried, fields: dict[str, Json], first: dict[bytes, bool], salt: str) -> bytes:
        digest = digest_of(fields)
        if digest is None:
            self.totals.ends[str(fields["end"])] += 1
            return thing.line
        fresh = first.pop(digest, None)
        if fresh:
            raise StaleError
        end = "duplicate" if fresh is None else "stored"
        self.totals.ends[end] += 1
        self.totals.bytes += int(str(fields["size"]))
        self.totals.carried += 1
        if fields["end"] == end:
            return thing.line
        # Another line names this content first now: that changes this line, so it gets a salt of its own.
        return lines.restated(fields, end, salt)


def _as_before(thing: Thing, salt: str, spelled: Callable[[str], bytes]) -> bytes:
    """Return the thing's line: the one of the last manifest, byte for byte, where nothing in it has changed."""
    if isinstance(thing, Again) and spelled(lines.salt_of(thing.line)) == thing.line:
        return thing.line
    return spelled(salt)


@cache
def _owner(uid: int, gid: int) -> tuple[str, str, str]:
    return lines.owner_texts(lines.Owner(uid, gid, _name(pwd.getpwuid, uid), _name(grp.getgrgid, gid)))


def _name(look_up: Callable[[int], object], number: int) -> str | None:
    try:
        return str(look_up(number)[0])  # type: ignore[index]
    except KeyError:
        return None
