"""What becomes of a source, and who looks after it."""

import os
from datetime import date
from pathlib import Path

import pytest

from openhold.actions.describe_source import behaviour, describe_source
from openhold.actions.errors import UsageError
from openhold.actions.home import Home
from openhold.actions.known_person import Known
from openhold.actions.name_custodian import name_custodian
from openhold.actions.name_source import name_source
from openhold.actions.record import rows
from openhold.actions.set_up import Instance
from openhold.facts.retention import BEHAVIOURS
from openhold.projections.matter import Matter
from openhold.projections.source import Source


@pytest.fixture
def source(home: Home, instance: Instance, matter: Matter, folder: Path) -> Source:
    return name_source(home, instance.actor, matter.id, kind="directory", at=os.fsencode(folder), custodian=None)


def test_a_source_that_nobody_described_is_unknown(source: Source) -> None:
    assert (source.retention, source.words, source.steward, source.described) == ("unknown", "", None, None)


def test_a_description_stands_until_the_next(home: Home, instance: Instance, matter: Matter, source: Source) -> None:
    paz = name_custodian(home, instance.actor, matter.id, Known("Winifred Paz"))
    one = describe_source(
        home, instance.actor, matter.id, source.id, steward=paz.id, retention="overwritten", days=90,
        said="The recorder overwrites\nafter 90 days.", learned_from="W. Paz",
    )  # fmt: skip
    assert (one.steward, one.retention, one.days, one.on) == (paz.id, "overwritten", 90, None)
    assert (one.words, one.learned_from) == ("The recorder overwrites after 90 days.", "W. Paz")
    assert (one.described, one.seq, one.unit) == (3, source.seq, source.unit)
    two = describe_source(
        home, instance.actor, matter.id, source.id, steward=None, retention="device replaced", on=date(2026, 3, 20)
    )
    assert (two.steward, two.days, two.on, two.learned_from) == (None, None, date(2026, 3, 20), None)
    assert two.words == "device replaced on Fri 20 March 2026"


def test_the_same_description_again_records_nothing(
    home: Home, instance: Instance, matter: Matter, source: Source
) -> None:
    for _ in range(2):
        describe_source(home, instance.actor, matter.id, source.id, steward=None, retention="none known")
    assert len(list(rows(matter.id))) == 3
    describe_source(home, instance.actor, matter.id, source.id, steward=None, retention="unknown")
    assert len(list(rows(matter.id))) == 4


def test_that_nobody_knows_is_recorded_too(home: Home, instance: Instance, matter: Matter, source: Source) -> None:
    one = describe_source(home, instance.actor, matter.id, source.id, steward=None, retention="unknown")
    assert one.described == 2


@pytest.mark.parametrize("retention", BEHAVIOURS)
def test_days_and_a_day_go_only_where_they_mean_something(
    home: Home, instance: Instance, matter: Matter, source: Source, retention: str
) -> None:
    took = []
    for when in ({"days": 90}, {"on": date(2026, 3, 20)}, {}):
        try:
            describe_source(home, instance.actor, matter.id, source.id, steward=None, retention=retention, **when)
        except UsageError:
            took.append(False)
        else:
            took.append(True)
    days = retention in ("deleted after", "overwritten", "account closed on leaving")
    assert took == [days, retention in ("device replaced", "scheduled destruction"), True]


@pytest.mark.parametrize("days", [-1, 36_501])
def test_an_impossible_number_of_days_is_refused(
    home: Home, instance: Instance, matter: Matter, source: Source, days: int
) -> None:
    with pytest.raises(UsageError, match="number of days"):
        describe_source(home, instance.actor, matter.id, source.id, steward=None, retention="deleted after", days=days)


def test_what_is_not_there_is_named(home: Home, instance: Instance, matter: Matter, source: Source) -> None:
    def described(source: str, steward: str | None, retention: str) -> None:
        describe_source(home, instance.actor, matter.id, source, steward=steward, retention=retention)

    with pytest.raises(UsageError, match="no source 's-none'"):
        described("s-none", None, "unknown")
    with pytest.raises(UsageError, match="steward 'k-none'"):
        described(source.id, "k-none", "unknown")
    with pytest.raises(UsageError, match="nothing that becomes of a source"):
        described(source.id, None, "shredded")
    assert len(list(rows(matter.id))) == 2


@pytest.mark.parametrize(
    ("retention", "days", "on", "words"),
    [
        ("deleted after", 180, None, "deleted after 180 days"),
        ("deleted after", None, None, "deleted after an unknown number of days"),
        ("overwritten", 1, None, "overwritten after 1 day"),
        ("account closed on leaving", 30, None, "account closed 30 days after leaving"),
        ("scheduled destruction", None, date(2026, 3, 27), "scheduled destruction on Fri 27 March 2026"),
        ("device replaced", None, None, "device replaced, on a day that nobody said"),
        ("none known", None, None, "none known"),
    ],
)
def test_a_description_without_words_gets_them(retention: str, days: int | None, on: date | None, words: str) -> None:
    assert behaviour(retention, days, on) == words
