"""Name a source of evidence in a matter; find it again by its id or its place."""

import os
from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path

from openhold.actions.errors import RefusedError, UsageError
from openhold.actions.find_custodian import known_as
from openhold.actions.home import Home
from openhold.actions.record import database_told, publish, record
from openhold.facts.kinds import SourceNamed
from openhold.projections.source import Source
from openhold.sources.errors import SourceError
from openhold.sources.rules import Exclude

KINDS = ("directory",)
"""The kinds of source that can be collected."""


def name_source(
    home: Home,
    actor: str,
    matter: str,
    *,
    kind: str,
    at: bytes,
    custodian: str | None,
    excludes: tuple[str, ...] = (),
    within: Sequence[str] | None = None,
) -> Source:
    """Record a source of `matter` at the place `at` (raw bytes) and return it; its unit is new.

    `custodian` is whose it is: it is kept as a custodian's id where it is the id, address or name of one, else as it is
    said. `excludes` are named rules, ``name=pattern``. Whoever acts by a server names only what is below the folders
    `within`, which whoever has the terminal offers: its account may read more than its people may. Raises UsageError
    for an unknown kind, a place that is no folder, or a rule that is none; RefusedError for a place inside the home, or
    one that is not offered.
    """
    if kind not in KINDS:
        raise UsageError(f"{kind!r} is no kind of source. There is: {', '.join(KINDS)}.")
    if within is not None and b"\0" not in at:
        _check_offered(home, at, within)
    place = real_folder(home, at)
    for rule in excludes:
        name, equals, pattern = rule.partition("=")
        if not equals:
            raise UsageError(f"The rule {rule!r} needs a name and a pattern: --exclude backups='*.bak'.")
        try:
            Exclude(name, pattern)
        except SourceError as error:
            raise UsageError(str(error)) from error
    text, coded = _spelled(place)
    source = SourceNamed(
        source=home.new_id("s"),
        source_kind=kind,
        at=text,
        at_b64=coded,
        custodian=None if custodian is None else known_as(home, matter, custodian),
        unit=home.new_id("u"),
        excludes=excludes,
    )
    record(home, matter, actor, source)
    publish(home, matter)
    return find_source(home, matter, source.source)


def _check_offered(home: Home, at: bytes, within: Sequence[str]) -> None:
    """Refuse a folder that is not offered, before anything tells whether it is there."""
    place = Path(os.fsdecode(os.path.realpath(at)))
    if not any(place.is_relative_to(Path(one).resolve()) for one in within):
        raise RefusedError(
            f"{os.fsdecode(at)} is in no folder that is offered here. Whoever has the terminal offers one by folders = "
            f"[…] in {home.folder / 'web.toml'}, or names the source: openhold source add."
        )


def find_source(home: Home, matter: str, wanted: str) -> Source:
    """Return the source of `matter` whose id is `wanted`; raise UsageError naming those there are."""
    with database_told(home):
        found = Source.objects.filter(matter=matter, id=wanted).first()
        if found is not None:
            return found
        there = [f"{s.id} ({s.at or s.at_b64})" for s in Source.objects.filter(matter=matter).order_by("seq")]
    raise UsageError(f"There is no source {wanted!r} in this matter. There is: {'; '.join(there) or 'none yet'}.")


def source_at(home: Home, matter: str, at: bytes) -> Source | None:
    """Return the newest source of `matter` at the place `at`, or None."""
    text, coded = _spelled(real_folder(home, at))
    with database_told(home):
        return Source.objects.filter(matter=matter, at=text, at_b64=coded).order_by("-seq").first()


def real_folder(home: Home, at: bytes) -> bytes:
    """Return the place `at` with links resolved; raise UsageError or RefusedError where it cannot be a source."""
    shown = os.fsdecode(at)
    try:
        place = os.path.realpath(at, strict=True)
    except OSError as error:
        raise UsageError(f"{shown} cannot be read: {error.strerror}. Check the path.") from error
    if not os.path.isdir(place):  # noqa: PTH112 -- the path is bytes
        raise UsageError(f"{shown} is not a folder. Name the folder that holds it.")
    if Path(os.fsdecode(place)).is_relative_to(home.folder.resolve()):
        raise RefusedError(f"{shown} lies inside the home {home.folder}; Openhold does not collect from itself.")
    return place


def _spelled(place: bytes) -> tuple[str | None, str | None]:
    try:
        return place.decode(), None
    except UnicodeDecodeError:
        return None, b64encode(place).decode()
