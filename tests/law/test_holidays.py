"""The holiday table: its rows, and a cross-check against an independent package, each difference with its reason."""

from datetime import date

import holidays as independent
import pytest

from openhold.law.calendar import CLOSURE, FEDERAL, FRIDAY, NOTED, STATE, OutOfReachError, calendar_of
from openhold.law.tables import TABLES
from tests.law import plain

YEARS = range(2000, 2041)
NAMES = {
    "New Year's Day": "New Year's Day",
    "Martin Luther King Jr. Day": "Birthday of Martin Luther King, Jr.",
    "Washington's Birthday": "Washington's Birthday",
    "Memorial Day": "Memorial Day",
    "Juneteenth National Independence Day": "Juneteenth National Independence Day",
    "Independence Day": "Independence Day",
    "Labor Day": "Labor Day",
    "Columbus Day": "Columbus Day",
    "Veterans Day": "Veterans Day",
    "Thanksgiving Day": "Thanksgiving Day",
    "Christmas Day": "Christmas Day",
}
PACKAGE_ONLY = {
    "Day After Thanksgiving": "a holiday of the state's courts only (Code Civ. Proc. 135): told, not counted",
    "Susan B. Anthony Day": "a day of observance that is no holiday of Gov. Code 6700",
    "Diwali": "listed by others since 2026; not among the days that the interface page counts",
    "Lincoln's Birthday (observed)": "Gov. Code 6701 moves it from a Sunday, never from a Saturday",
}
"""Days of California that the package has and the table has not, with the reason."""

OURS_ONLY = {
    "Admission Day": "the package lists days off for state employees, and Admission Day is none since 1984",
    "Lincoln Day": "the same since 2009; Gov. Code 6700 still lists it, and practitioners count it",
    "Columbus Day": "the same since 2009; it is a federal holiday",
    "Native American Day": "Gov. Code 6700 since 2015; the package does not have it",
    "Genocide Remembrance Day": "a third party's copy of Gov. Code 6700 since 2023: counted, not checked",
    "Lunar New Year": "the same",
}
"""Days of California that the table has and the package has not, with the reason."""


def ours(state: str | None, kinds: int) -> dict[date, str]:
    calendar = calendar_of(TABLES, state)
    return {day.day: day.name for year in YEARS for day in calendar.days(year) if day.kind & kinds}


def package(state: str | None) -> dict[date, str]:
    return dict(independent.UnitedStates(years=YEARS, observed=True, subdiv=state).items())


def test_the_federal_days_are_those_of_the_package() -> None:
    table = ours(None, FEDERAL | FRIDAY)
    assert table == {day: NAMES[name.removesuffix(" (observed)")] for day, name in package(None).items()}


def test_the_days_of_columbia_are_those_of_the_package() -> None:
    assert set(ours("DC", FEDERAL | FRIDAY | STATE)) == set(package("DC"))


def test_every_difference_to_the_days_of_california_is_explained() -> None:
    table, other = ours("CA", FEDERAL | FRIDAY | STATE), package("CA")
    assert {name for day, name in other.items() if day not in table} == set(PACKAGE_ONLY)
    assert {name for day, name in table.items() if day not in other} == set(OURS_ONLY)


@pytest.mark.parametrize("state", ["CA", "DC"])
def test_the_state_days_are_those_of_the_plain_reading(state: str) -> None:
    assert set(ours(state, STATE)) == {day for year in YEARS for day in plain.state_days(state, year)}


def test_the_closures() -> None:
    assert set(ours(None, CLOSURE)) == plain.CLOSED_BY_ORDER


def test_statutory_and_observed_days_are_rows_of_their_own() -> None:
    rows = [(day.day, day.in_lieu) for day in calendar_of(TABLES).days(2021) if day.name == "Independence Day"]
    assert rows == [(date(2021, 7, 4), None), (date(2021, 7, 5), date(2021, 7, 4))]
    rows = [(day.day, day.in_lieu) for day in calendar_of(TABLES).days(2021) if day.name == "New Year's Day"]
    assert rows == [(date(2021, 1, 1), None), (date(2021, 12, 31), date(2022, 1, 1))]


def test_juneteenth_begins_in_2021() -> None:
    days = [day for day in ours(None, FEDERAL | FRIDAY) if ours(None, FEDERAL | FRIDAY)[day].startswith("Juneteenth")]
    assert min(days) == date(2021, 6, 18)


def test_good_friday_and_the_day_after_thanksgiving_are_told() -> None:
    english = independent.UnitedKingdom(years=YEARS, subdiv="ENG")
    fridays = {day for day, name in english.items() if "Good Friday" in name}
    noted = ours("CA", NOTED)
    assert {day for day, name in noted.items() if name.startswith("Good Friday")} == fridays
    thanksgivings = {day for day, name in ours(None, FEDERAL).items() if name == "Thanksgiving Day"}
    after = {day for day, name in noted.items() if name == "the day after Thanksgiving"}
    assert {day.toordinal() - 1 for day in after} == {day.toordinal() for day in thanksgivings}


def test_lunar_new_year_is_that_of_the_package() -> None:
    feasts = independent.China(years=range(2023, 2041), observed=False)
    firsts: dict[int, date] = {}
    for day, name in sorted(feasts.items()):
        if name.startswith("Chinese New Year (Spring Festival)"):
            firsts.setdefault(day.year, day)
    table = {day.year: day for day, name in ours("CA", STATE).items() if name == "Lunar New Year"}
    # In the years of 2024's rules the feast's eve is a day off too, and may come first.
    assert set(table) == set(firsts)
    assert {(table[year] - first).days for year, first in firsts.items()} <= {0, 1}


def test_a_year_without_a_table_is_refused() -> None:
    with pytest.raises(OutOfReachError, match="cover the years 1978 to 2099, not 1977"):
        calendar_of(TABLES).days(1977)
