"""Dates and times of day as court papers write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
"""The names of the months, as a pattern."""
MONTHS_SHORT = "Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec"
"""Their short forms, as a pattern."""
_NUMBERED = {name[:3].lower(): number for number, name in enumerate(MONTHS.split("|"), 1)}
_MONTH = rf"(?P<month>{MONTHS}|{MONTHS_SHORT})(?![A-Za-z])\.?"
_DAY = r"(?P<day>\d{1,2})(?:\s?(?:st|nd|rd|th))?"
_YEAR = r"(?P<year>(?:1[89]|20)\d{2})(?!\d)"
_NUMBERS = re.compile(r"\d{1,2}(?P<part>[/-])\d{1,2}(?P=part){1,2}(?:\d{4}|\d{2})(?![\d/-])")
_ISO = re.compile(r"(?P<year>(?:19|20)\d{2})-(?P<m>\d{2})-(?P<d>\d{2})(?![\d-])")
_YEARS = re.compile(r"(?:1[89]|20)\d{2}(?!\d)")
_WORDS = tuple(
    re.compile(form + "$", re.IGNORECASE)
    for form in (
        rf"(?:(?<![A-Za-z])|(?<=[a-z])(?-i:(?=[A-Z][a-z]))){_MONTH}\s?{_DAY}\s?,?\s?{_YEAR}",
        rf"(?<!\d){_DAY}(?:\s+day)?(?:\s+of)?\s+{_MONTH},?\s+{_YEAR}",
    )
)
_REACH = 40
"""How far before its year a date in words can begin."""
_TIME = re.compile(
    r"[,;]?\s*(?:\(?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\)?,?\s*)?"
    r"(?:at(?: the hour of)?|@|by|from|no later than|before|,)?\s*"
    r"(?:(?P<noon>12:00 noon|noon)|(?P<midnight>midnight)"
    r"|(?P<hour>\d{1,2})(?::(?P<minute>\d{2}))?(?::00)?\s*(?P<half>[ap])\.?\s?m\b\.?"
    r"|(?P<hour24>\d{1,2}):(?P<minute24>\d{2})(?!\s*[ap]\.?\s?m)\b)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?<![\d:/])(?P<time>\d{1,2}(?::\d{2})?\s*[ap]\.?\s?m\b\.?|(?:12:00 )?noon|midnight|(?<=at )\d{1,2}:\d{2}|"
    r"(?<=before )\d{1,2}:\d{2})"
    r"(?:\s*(?:calendar|PST|PDT|Pacific time))?,?\s*(?:on\s|of\s)?\s*(?:the\s)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|"
    r"Satur|Sun)day,?\s*)?$",
    re.IGNORECASE,
)
_PIVOT = 70
"""A year of two digits is of this century below it (`12` is 2012), of the last one from it on (`98` is 1998)."""


@dataclass(frozen=True, slots=True)
class When:
    """A date as it stands in a string, from `start` to `end`, with the time of day that follows it, if one does.

    `day` is None where the words name no day that exists (`2/30/2014`). `time` is `16:00`. `end` is behind the date,
    `time_end` behind the time.
    """

    day: date | None
    time: str | None
    start: int
    end: int
    time_end: int

    @property
    def iso(self) -> str | None:
        """The day and, where printed, the time: `2014-05-30T10:00`."""
        if self.day is None:
            return None
        return self.day.isoformat() + (f"T{self.time}" if self.time else "")


def whens(words: str) -> Iterator[When]:
    """Yield every date in `words`, in order."""
    found = sorted(_matches(words), key=lambda match: (match.start(), -match.end()))
    at = 0
    for match in found:
        if match.start() < at:
            continue
        at = match.end()
        time, time_end = time_of_day(words, at)
        yield When(_day(match), time or _time_before(words, match.start()), match.start(), at, time_end)


def _matches(words: str) -> Iterator[re.Match[str]]:
    for match in _NUMBERS.finditer(words):
        if match.start() == 0 or words[match.start() - 1] not in "0123456789/.-":
            yield match
    if "-" in words:
        for match in _ISO.finditer(words):
            if match.start() == 0 or words[match.start() - 1] not in "0123456789-":
                yield match
    for year in _YEARS.finditer(words):
        for form in _WORDS:
            written = form.search(words, max(0, year.start() - _REACH), year.end())
            if written is not None:
                yield written


def _day(match: re.Match[str]) -> date | None:
    named = match.groupdict()
    if "part" in named:
        month, day, year = (int(part) for part in match[0].split(named["part"]) if part)
    elif "month" in named:
        month, day, year = _NUMBERED[named["month"][:3].lower()], int(named["day"]), int(named["year"])
    else:
        month, day, year = int(named["m"]), int(named["d"]), int(named["year"])
    if year < 100:
        year += 2000 if year < _PIVOT else 1900
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _time_before(words: str, start: int) -> str | None:
    """Return the time of day that stands before a date: `at 10:00 a.m. on Friday, May 1, 2009`."""
    match = _BEFORE.search(words, max(0, start - 50), start)
    return None if match is None else time_of_day(match["time"], 0)[0]


def time_of_day(words: str, at: int) -> tuple[str | None, int]:
    """Return the time of day that stands at a place, `16:00` for `at 4 p.m.`, and the place behind it."""
    match = _TIME.match(words, at)
    if match is None:
        return None, at
    if match["noon"]:
        return "12:00", match.end()
    if match["midnight"]:
        return "23:59", match.end()
    hour, minute = int(match["hour"] or match["hour24"]), int(match["minute"] or match["minute24"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None, at
        hour = hour % 12 + (12 if match["half"] in "pP" else 0)
    if hour > 23 or minute > 59:
        return None, at
    return f"{hour:02}:{minute:02}", match.end()
