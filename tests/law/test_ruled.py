"""Which period governs where a rule is named, and that the answer says which one fired."""

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from openhold.law.asking import AskError, answer
from openhold.law.ruled import provisions, says
from openhold.law.rules import Rule
from openhold.law.tables import TABLES, Tables

ASKED: dict[str, Any] = {"rule": "requests-to-produce", "from": "2017-05-26"}
ROOT = Path(__file__).parents[2] / "src/openhold/law/tables"


def told(**asked: object) -> dict[str, Any]:
    return answer({**ASKED, **asked}).json()


def test_the_rule_of_the_tables_gives_the_same_date_as_its_period() -> None:
    plain = answer({"days": 30, "from": "2017-05-26", "service": "mail", "court": "caed"}).json()
    by_rule = told(service="mail", court="caed")
    assert by_rule["rule_date"] == plain["rule_date"] == "2017-06-29"
    assert by_rule["steps"][1:] == plain["steps"]
    assert "ruling" not in plain
    assert by_rule["ruling"] == {
        "rule": "requests-to-produce",
        "what": "answer requests to produce",
        "who": "the party asked",
        "trigger": "service of the requests",
        "level": "federal rule",
        "says": "30 days after service of the requests",
        "cite": "Fed. R. Civ. P. 34(b)(2)(A)",
        "checked": False,
        "why": "The federal rule (Fed. R. Civ. P. 34(b)(2)(A)) is the only one that speaks to it.",
        "passed_over": [],
    }
    assert {"cite": "Fed. R. Civ. P. 34(b)(2)(A)", "checked": False, "effective": None} in by_rule["authorities"]


def test_an_order_in_the_case_fires_first_and_what_yields_is_named() -> None:
    done = told(order="45=ECF No. 40", standing_order=["20=Standing Order 3"])
    assert done["rule_date"] == "2017-07-10"
    assert done["steps"][0]["rule"] == "ECF No. 40"
    assert "goes before the standing order (Standing Order 3)" in done["steps"][0]["why"]
    assert [one["cite"] for one in done["ruling"]["passed_over"]] == [
        "Standing Order 3",
        "Fed. R. Civ. P. 34(b)(2)(A)",
    ]
    assert told(standing_order="20=Standing Order 3")["ruling"]["level"] == "standing order"


def test_the_later_of_two_orders_governs_and_two_that_differ_are_for_a_person() -> None:
    done = told(order=["45@2017-01-02=ECF No. 40", "60@2017-03-01=ECF No. 52"])
    assert (done["ruling"]["cite"], done["rule_date"]) == ("ECF No. 52", "2017-07-25")
    with pytest.raises(AskError, match="a person must choose") as told_off:
        told(order=["45=ECF No. 40", "60=ECF No. 52"])
    assert told_off.value.code == "unsettled"


def test_a_court_s_own_rule_goes_before_the_federal_one(tmp_path: Path) -> None:
    shutil.copytree(ROOT, tmp_path / "tables")
    file = tmp_path / "tables/courts/cand.json"
    table = json.loads(file.read_text())
    own = {"length": 40, "unit": "days", "direction": "after", "trigger": "service of the requests"}
    table["rules"] = [
        {
            **dict.fromkeys(("effective",)),
            "id": "requests-to-produce",
            "what": "answer requests to produce",
            "who": "the party asked",
            "period": own,
            "cite": "L.R. 34-9",
            "checked": True,
        }
    ]
    file.write_text(json.dumps(table))
    tables = Tables(tmp_path / "tables")
    done = answer({**ASKED, "court": "cand"}, tables).json()
    assert (done["ruling"]["level"], done["rule_date"]) == ("local rule", "2017-07-05")  # type: ignore[index]
    assert answer({**ASKED, "court": "caed"}, tables).json()["rule_date"] == "2017-06-26"


def test_backward_rules_and_the_last_day_to_serve() -> None:
    experts = answer({"rule": "experts", "from": "2017-05-26"}).json()
    assert experts["rule_date"] == answer({"days": 90, "before": True, "from": "2017-05-26"}).json()["rule_date"]
    serve = {"last_day_to_serve": True, "due": "2017-08-25", "service": "mail", "court": "caed"}
    by_rule = answer({**serve, "rule": "requests-to-produce"}).json()
    assert (by_rule["rule_date"], by_rule["last_business_day"]) == ("2017-07-23", "2017-07-21")


@pytest.mark.parametrize(
    ("asked", "code", "words"),
    [
        ({"rule": "nix"}, "unknown-rule", "no rule 'nix' in the tables; see --rules, or --court"),
        ({"rule": "scope"}, "no-period", "sets no period"),
        ({"rule": "early-requests", "from": "2014-05-05"}, "not-in-force", "no version of 'early-requests'"),
        (
            {"rule": "prisoner-motion-reply", "from": "2025-03-03", "court": "caed"},
            "several-versions",
            "look up which one stands",
        ),
        ({"days": 30}, "contradiction", "--days does not go with --rule"),
        ({"from": None}, "missing-option", "--rule needs --from"),
        ({"from": "2017-13-45"}, "bad-date", "no day 2017-13-45"),
        ({"order": "soon=ECF No. 4"}, "bad-value", "DAYS=WHERE"),
        ({"order": "45="}, "bad-value", "DAYS=WHERE"),
        ({"order": "45@soon=ECF No. 4"}, "bad-date", "--order is a day"),
        ({"rule": None, "days": 30, "order": "45=ECF No. 4"}, "contradiction", "--order needs --rule"),
        ({"rule": 7}, "bad-value", "--rule is the name of a rule"),
    ],
)
def test_what_cannot_be_answered_is_told(asked: dict[str, object], code: str, words: str) -> None:
    with pytest.raises(AskError, match=re.escape(words)) as error:
        told(**asked)
    assert error.value.code == code


CAED = TABLES.court("caed")
NAMES = [one.id for _, one in provisions(TABLES, CAED)]


@pytest.mark.parametrize(("level", "rule"), list(provisions(TABLES, CAED)))
def test_every_period_of_the_tables_can_be_asked_for_by_its_name(level: str, rule: Rule) -> None:
    if rule.seen is None and NAMES.count(rule.id) > 1:
        with pytest.raises(AskError, match="look up which one stands"):
            answer({"rule": rule.id, "from": "2025-06-02", "court": "caed"})
        return
    on = rule.seen or max(date(2020, 6, 1), rule.authority.effective or date.min)
    ruling = answer({"rule": rule.id, "from": on.isoformat(), "court": "caed"}).json()["ruling"]
    assert (ruling["level"], ruling["what"], ruling["says"]) == (level, rule.what, says(rule.period))  # type: ignore[index,arg-type]
