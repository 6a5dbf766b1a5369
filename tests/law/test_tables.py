"""The tables: all of them read, broken ones are told to the key, and a new court is a new file."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import openhold.law
from openhold.law.asking import answer
from openhold.law.fields import TableError
from openhold.law.tables import TABLES, Tables

SHIPPED = Path(openhold.law.__file__).parent / "tables"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "tables"))


def change(file: Path, how: Callable[[Any], object]) -> None:
    table = json.loads(file.read_text(encoding="utf-8"))
    how(table)
    file.write_text(json.dumps(table), encoding="utf-8")


def test_every_table_that_is_shipped_reads() -> None:
    assert len(TABLES.rules) > 50
    assert {"caed", "cacd", "cand", "casd", "dcd"} <= set(TABLES.courts)
    for court in TABLES.courts:
        assert TABLES.court(court).id == court
    for state in TABLES.states:
        assert TABLES.state(state).holidays


def test_adding_a_court_is_adding_a_file(root: Path) -> None:
    state = {
        "edition": "2026-01-01",
        "name": "Zenda",
        "in_lieu": {},
        "holidays": [
            {
                "id": "crown",
                "name": "Coronation Day",
                "on": {"month": 5, "day": 6},
                "cite": "Zenda Code 1",
                "effective": None,
                "checked": False,
            }
        ],
    }
    court = {
        "edition": "2026-01-01",
        "name": "United States District Court for the District of Zenda",
        "zone": "Pacific/Honolulu",
        "state": "ZE",
        "clerk": {"closes": "15:00", "cite": "General Order 1", "effective": None, "checked": False},
        "rules": [
            {
                "id": "opposition",
                "what": "oppose a motion",
                "who": "who was served",
                "period": {"length": 10, "unit": "days", "direction": "after", "trigger": "service of the motion"},
                "cite": "D. Zenda L.R. 7",
                "effective": "2020-01-01",
                "checked": False,
            }
        ],
    }
    (root / "states/ZE.json").write_text(json.dumps(state), encoding="utf-8")
    (root / "courts/zed.json").write_text(json.dumps(court), encoding="utf-8")
    tables = Tables(root)
    assert answer({"days": 14, "from": "2024-04-22", "court": "zed"}, tables).rule_date == date(2024, 5, 7)
    late = {"due": "2024-05-07", "method": "efile", "court": "zed"}
    assert answer({**late, "filed": "2024-05-08T02:00-07:00"}, tables).timely is True
    assert answer({**late, "method": "paper", "filed": "2024-05-07T15:01"}, tables).timely is False
    assert tables.court("zed").rules[0].authority.cite == "D. Zenda L.R. 7"


def holiday(n: int, **changes: object) -> Callable[[Any], object]:
    return lambda table: table["holidays"][n].update(changes)


@pytest.mark.parametrize(
    ("file", "how", "said"),
    [
        ("federal.json", holiday(1, on={"month": 13, "day": 1}), "federal.json: holidays[1].on.month: must be a whole"),
        (
            "federal.json",
            holiday(0, on={"month": 2, "day": 30}),
            "federal.json: holidays[0].on: is no day of every year",
        ),
        ("federal.json", holiday(1, on={"month": 1, "weekday": "monday", "nth": 0}), "holidays[1].on.nth: must be 1"),
        ("federal.json", holiday(2, checked="yes"), "federal.json: holidays[2].checked: must be true or false"),
        ("federal.json", holiday(2, effective="2021-02-30"), "holidays[2].effective: must be a day"),
        ("federal.json", holiday(3, colour="red"), "federal.json: holidays[3]: has the unknown key 'colour'"),
        ("federal.json", lambda table: table["holidays"][4].pop("cite"), "federal.json: holidays[4]: has no 'cite'"),
        ("federal.json", lambda table: table["in_lieu"].pop("saturday"), "holidays[0]: moves from a weekday for which"),
        ("federal.json", holiday(0, flag="state-part-day"), "federal.json: holidays[0]: counts, so it has no 'flag'"),
        ("federal.json", lambda table: table["closures"][0].update(date=1), "closures[0].date: must be a text"),
        ("federal.json", lambda table: table.update(edition="new"), "federal.json: edition: must be a day"),
        ("states/CA.json", holiday(0, on={"dates": ["2024-01-01", "2024-01-02"]}), "has two days in one year"),
        ("states/CA.json", lambda table: table["noted"][0].pop("flag"), "states/CA.json: noted[0]: is only told"),
        (
            "courts/caed.json",
            lambda table: table.update(zone="Mars/Olympus"),
            "courts/caed.json: zone: is no time zone",
        ),
        ("courts/caed.json", lambda table: table.update(state="XX"), "courts/caed.json: state: is no state that has"),
        ("courts/caed.json", lambda table: table["clerk"].update(closes="4 pm"), "clerk.closes: must be a time"),
        ("courts/caed.json", lambda table: table.pop("name"), "courts/caed.json: the table: has no 'name'"),
        (
            "courts/caed.json",
            lambda table: table["rules"][2]["period"].update(unit="fortnights"),
            "rules[2].period.unit",
        ),
        ("courts/caed.json", lambda table: table["shapes"][0]["months"].update(trial=[9, 3]), "shapes[0].months.trial"),
        ("rule6.json", lambda table: table["services"]["mail"].update(adds="3"), "rule6.json: services.mail.adds"),
        (
            "rules/federal.json",
            lambda table: table["rules"].append(3),
            "rules/federal.json: rules[59]: must be an object",
        ),
    ],
)
def test_a_broken_table_is_told_to_the_key(root: Path, file: str, how: Callable[[Any], object], said: str) -> None:
    change(root / file, how)
    tables = Tables(root)
    with pytest.raises(TableError) as error:
        _ = (tables.federal, tables.services, tables.rules, tables.state("CA"), tables.court("caed"))
    assert said in str(error.value)


@pytest.mark.parametrize("text", ["", "{", "[]", "\xff"])
def test_a_table_that_is_no_table_is_told(root: Path, text: str) -> None:
    (root / "federal.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(TableError, match=r"^federal\.json: "):
        _ = Tables(root).federal


def test_two_versions_in_force_at_once_are_told(root: Path) -> None:
    def twice(table: Any) -> None:
        first = {**table["rules"][0], "effective": "2010-01-01"}
        table["rules"] = [first, {**first, "effective": "2015-01-01"}]

    change(root / "rules/federal.json", twice)
    with pytest.raises(TableError, match="same time as another version of 'answer'"):
        _ = Tables(root).rules
