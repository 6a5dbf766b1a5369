"""Rule 6 read straightforwardly, for tests: sets of days, one day at a time, nothing shared with the program.

Holidays come from walking over the days of a month and counting, not from arithmetic, so that a slip in one reading
is not repeated in the other.
"""

from datetime import date, timedelta
from functools import cache

DAY = timedelta(1)
CLOSED_BY_ORDER = {
    *(date(2003, 12, 26), date(2004, 6, 11), date(2007, 1, 2), date(2007, 12, 24), date(2008, 12, 26)),
    *(date(2012, 12, 24), date(2014, 12, 26), date(2018, 12, 5), date(2018, 12, 24), date(2019, 12, 24)),
    *(date(2020, 12, 24), date(2024, 12, 24), date(2025, 1, 9), date(2025, 12, 24), date(2025, 12, 26)),
}
LUNAR = {
    *(date(2023, 1, 22), date(2024, 2, 10), date(2025, 1, 29), date(2026, 2, 17), date(2027, 2, 6), date(2028, 1, 26)),
    *(date(2029, 2, 13), date(2030, 2, 3), date(2031, 1, 23), date(2032, 2, 11), date(2033, 1, 31), date(2034, 2, 19)),
    *(date(2035, 2, 8), date(2036, 1, 28), date(2037, 2, 15), date(2038, 2, 4), date(2039, 1, 24), date(2040, 2, 12)),
    date(2041, 2, 1),
}


def month_days(year: int, month: int, weekday: str) -> list[date]:
    day = date(year, month, 1)
    found = []
    while day.month == month:
        if day.strftime("%A") == weekday:
            found.append(day)
        day += DAY
    return found


@cache
def federal_days(year: int) -> dict[date, str]:
    """The days that Congress names, before any is moved."""
    days = {
        date(year, 1, 1): "New Year's Day",
        month_days(year, 1, "Monday")[2]: "Birthday of Martin Luther King, Jr.",
        month_days(year, 2, "Monday")[2]: "Washington's Birthday",
        month_days(year, 5, "Monday")[-1]: "Memorial Day",
        date(year, 7, 4): "Independence Day",
        month_days(year, 9, "Monday")[0]: "Labor Day",
        month_days(year, 10, "Monday")[1]: "Columbus Day",
        date(year, 11, 11): "Veterans Day",
        month_days(year, 11, "Thursday")[3]: "Thanksgiving Day",
        date(year, 12, 25): "Christmas Day",
    }
    if year >= 2021:
        days[date(year, 6, 19)] = "Juneteenth National Independence Day"
    return days


@cache
def moved(year: int, weekday: str, by: int) -> set[date]:
    """Days in the place of holidays that fall on `weekday`, of the years around `year`."""
    return {
        day + by * DAY for near in (year - 1, year, year + 1) for day in federal_days(near) if f"{day:%A}" == weekday
    }


@cache
def state_days(state: str | None, year: int) -> set[date]:
    if state == "CA":
        days = {date(year, 2, 12), date(year, 3, 31), date(year, 9, 9)}
        days |= {day + DAY for day in days if f"{day:%A}" == "Sunday"}
        if year >= 2015:
            days.add(month_days(year, 9, "Friday")[3])
        if year >= 2023:
            days |= {date(year, 4, 24)} | {day for day in LUNAR if day.year == year}
        return days
    if state == "DC":
        days = set()
        if year >= 2005:
            emancipation = date(year, 4, 16)
            days |= {emancipation}
            days |= {emancipation - DAY} if f"{emancipation:%A}" == "Saturday" else set()
            days |= {emancipation + DAY} if f"{emancipation:%A}" == "Sunday" else set()
        if year in range(1965, 2100, 4):
            days |= {date(year, 1, 20)} | ({date(year, 1, 21)} if f"{date(year, 1, 20):%A}" == "Sunday" else set())
        return days
    return set()


@cache
def closed(day: date, state: str | None, fridays: bool, closures: bool) -> bool:
    if f"{day:%A}" in ("Saturday", "Sunday"):
        return True
    if day in federal_days(day.year) or day in moved(day.year, "Sunday", 1):
        return True
    if fridays and day in moved(day.year, "Saturday", -1):
        return True
    return day in state_days(state, day.year) or (closures and day in CLOSED_BY_ORDER)


def on_to_open(day: date, step: timedelta, state: str | None, fridays: bool, closures: bool) -> date:
    while closed(day, state, fridays, closures):
        day += step
    return day


def after(
    trigger: date, days: int, added: int = 0, state: str | None = None, *, fridays: bool = True, closures: bool = False
) -> date:
    """The last day of a period after an event, counted one day at a time."""
    day = trigger
    for _ in range(days):
        day += DAY
    day = on_to_open(day, DAY, state, fridays, closures)
    return on_to_open(day + added * DAY, DAY, state, fridays, closures) if added else day


def before(event: date, days: int, *, closures: bool = False) -> date:
    """The last day of a period before an event: state holidays do not count."""
    day = event
    for _ in range(days):
        day -= DAY
    return on_to_open(day, -DAY, None, fridays=True, closures=closures)
