"""When a job runs next: every so many minutes, or at a time of day where the people are.

Days are those of a zone. Where a day's clock skips the time, it is as long after the skip as the time was in it; where
a day has the time twice, it is the first of the two. So a daily job runs once on every day, of 23 hours or of 25.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo


@dataclass(frozen=True, slots=True)
class Every:
    """Again and again, after so many minutes."""

    minutes: int


@dataclass(frozen=True, slots=True)
class Daily:
    """Each day at a time of day, or only on one day of the week (0 is Monday)."""

    at: time
    weekday: int | None = None


Rhythm = Every | Daily


def following(rhythm: Rhythm, after: datetime, zone: tzinfo) -> datetime:
    """Return the first moment later than `after` (aware) at which the job runs, in UTC."""
    if isinstance(rhythm, Every):
        return after.astimezone(UTC) + timedelta(minutes=rhythm.minutes)
    day = after.astimezone(zone).date()
    while (moment := _moment(day, rhythm.at, zone)) <= after or rhythm.weekday not in (None, day.weekday()):
        day += timedelta(days=1)
    return moment


def _moment(day: date, at: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)
