"""When messages that nobody asks for one by one are sent, as `[reminders]` of the home's `web.toml` says."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from openhold.workbench.errors import ConfigurationError

_DAYS = {
    "before": (0, 60),
    "after": (1, 60),
    "every": (1, 365),
    "escalate": (0, 365),
    "refresh": (0, 3660),
}
"""The days that can be said, each with the least and the most."""


@dataclass(frozen=True, slots=True)
class Reminders:
    """Days around the day to acknowledge by. `at` is the time of day in `zone` at which they are sent.

    A reminder goes `before` days before it (0: none), `after` days after it, and `every` so many days from then on;
    the letter to the manager `escalate` days after it (0: none); the letter that the notice still holds `refresh` days
    after the last message to whoever has acknowledged (0: none).
    """

    before: int = 7
    after: int = 1
    every: int = 7
    escalate: int = 14
    refresh: int = 91
    at: time = time(8)
    zone: tzinfo = field(default=UTC)

    def day(self, moment: datetime) -> date:
        """Return the day that an aware moment is on where the people are."""
        return moment.astimezone(self.zone).date()


def read_reminders(file: Path, value: object) -> Reminders:
    """Return what the table `[reminders]` of `file` says, the defaults where there is none.

    Raises ConfigurationError with one sentence where it says what is not known or not possible.
    """
    if value is None:
        return Reminders()
    if not isinstance(value, dict):
        raise ConfigurationError(f"{file}: reminders is a table: [reminders] with before, after, every.")
    known = (*_DAYS, "at", "zone")
    if unknown := sorted(value.keys() - set(known)):
        raise ConfigurationError(f"{file}: [reminders] has no {unknown[0]!r}. There is: {', '.join(known)}.")
    days = {name: _days(file, name, value[name]) for name in _DAYS if name in value}
    moment = value.get("at", time(8))
    if not isinstance(moment, time):
        raise ConfigurationError(f"{file}: at in [reminders] is a time of day such as 08:00:00, not {moment!r}.")
    return Reminders(**days, at=moment, zone=_zone(file, value.get("zone", "UTC")))


def _days(file: Path, name: str, value: object) -> int:
    least, most = _DAYS[name]
    if type(value) is not int or not least <= value <= most:
        raise ConfigurationError(
            f"{file}: {name} in [reminders] is a number of days from {least} to {most:,}, not {value!r}."
        )
    return value


def _zone(file: Path, value: object) -> tzinfo:
    if value == "UTC":
        return UTC
    try:
        return ZoneInfo(str(value))
    except (KeyError, ValueError, OSError) as error:
        raise ConfigurationError(
            f'{file}: zone in [reminders] is a time zone such as "America/Los_Angeles", not {value!r}.'
        ) from error
