"""Moments that people give: with their zone, never guessed, and none that is still to come."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from openhold.actions.errors import UsageError
from openhold.actions.home import Home

ZONES = (
    "UTC",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
)
"""Zones that a form offers; every other one of the tz database is taken too."""


def past_moment(home: Home, text: str | None, zone: str | None, what: str) -> datetime:
    """Return the moment that `text` says, in UTC: the present one where it is None; `what` happened then.

    `text` is ``2026-03-05 14:00``, with ``T`` or a space, and its own offset (``-08:00``, ``Z``) or the `zone` of
    a wall clock, a name of the tz database. Raises UsageError where it cannot be told, or is still to come.
    """
    if text is None or not text.strip():
        return home.clock()
    moment = _read(text.strip(), zone)
    if moment > home.clock():
        raise UsageError(f"{text.strip()} is still to come, so it cannot be when {what}.")
    return moment


def _read(text: str, zone: str | None) -> datetime:
    try:
        said = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{text!r} is no moment. Write it like 2026-03-05 14:00.") from error
    if len(text) <= len("2026-03-05"):
        raise UsageError(f"{text!r} is a day without a time. Write it like 2026-03-05 14:00.")
    try:
        if said.tzinfo is not None:
            return said.astimezone(UTC)
        if not zone:
            raise UsageError(f"In which zone is {text}? Write {text}-08:00, {text}Z for UTC, or name the zone.")
        return _on_the_wall(said, _zone(zone)).astimezone(UTC)
    except OverflowError as error:
        raise UsageError(f"{text!r} is too far away to be a moment of this matter.") from error


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageError(f"There is no zone {name!r}. Name one such as {ZONES[-4]}.") from error


def _on_the_wall(said: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment at which a wall clock of `zone` showed `said`; it may have done so never, or twice."""
    first, second = (said.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != said:
        raise UsageError(f"No clock showed {said:%Y-%m-%d %H:%M} in {zone.key}: it was put forward that night.")
    offsets = " or ".join(_offset(one.utcoffset() or timedelta()) for one in (first, second))
    raise UsageError(
        f"Clocks showed {said:%Y-%m-%d %H:%M} twice in {zone.key}, when they were put back. Say which: with {offsets}."
    )


def _offset(by: timedelta) -> str:
    minutes = int(by.total_seconds() // 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
