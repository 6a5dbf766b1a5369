"""The command: its document, its words, many questions in one start, and the holiday table."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cyclopts import App

from openhold.cli import context
from openhold.cli.context import Context, MisuseError
from openhold.cli.deeds.deadlines import deadline

app = App()
app.command(deadline)


@pytest.fixture(autouse=True)
def _as_json() -> Iterator[None]:
    before = context.current
    context.current = Context(Path(), json=True)
    yield
    context.current = before


def run(*words: str) -> int:
    code = app(["deadline", *words], exit_on_error=False, print_error=False, result_action="return_value")
    assert isinstance(code, int)
    return code


@pytest.fixture
def asked(capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    def ask(*words: str) -> Any:
        assert run(*words) == 0
        return json.loads(capsys.readouterr().out)

    return ask


def test_one_question_is_one_document(asked: Callable[..., Any]) -> None:
    done = asked("--days", "30", "--from", "2017-05-26", "--service", "mail", "--court", "caed")
    assert done["rule_date"] == done["steps"][-1]["date"] == "2017-06-29"
    assert asked("--before", "--days", "14", "--from", "2023-09-18")["rule_date"] == "2023-09-01"
    assert asked("--hours", "72", "--from", "2007-11-02T10:23", "--court", "caed")["rule_date"] == "2007-11-05T09:23"
    closed = asked(
        "--days", "1", "--from", "2024-03-04", "--clerk-closed", "2024-03-05", "--clerk-closed", "2024-03-06"
    )
    assert closed["rule_date"] == "2024-03-07"
    served = asked("--last-day-to-serve", "--days", "30", "--due", "2017-08-25", "--service", "mail", "--court", "caed")
    assert (served["rule_date"], served["last_business_day"]) == ("2017-07-23", "2017-07-21")
    filed = ("--due", "2024-03-04", "--method", "efile", "--filed", "2024-03-05T03:10-05:00", "--court", "caed")
    assert asked(*filed)["timely"] is False
    ordered = ("--order", "45@2017-02-01=ECF No. 40", "--order", "60@2017-03-01=ECF No. 52", "--court", "caed")
    ruled = asked("--rule", "requests-to-produce", "--from", "2017-05-26", *ordered)
    assert (ruled["rule_date"], ruled["ruling"]["cite"]) == ("2017-07-25", "ECF No. 52")


def test_the_rules_of_the_tables_are_listed_the_court_s_own_first(
    asked: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    rows = asked("--rules", "--court", "caed")["rules"]
    assert {row["level"] for row in asked("--rules")["rules"]} == {"federal rule"}
    assert (rows[0]["level"], rows[-1]["level"]) == ("local rule", "federal rule")
    answer = next(row for row in rows if row["rule"] == "requests-to-produce")
    assert (answer["says"], answer["checked"]) == ("30 days after service of the requests", False)
    context.current.json = False
    assert run("--rules") == 0
    out = capsys.readouterr().out
    assert (
        "30 days after service of the requests [Fed. R. Civ. P. 34(b)(2)(A)]  (not checked against its source)" in out
    )


@pytest.mark.parametrize(
    "words",
    [
        ["--days", "-5", "--from", "2024-03-04"],
        ["--days=-5", "--from", "2024-03-04"],
        ["--days", "5", "--from", "2024-02-30"],
        ["--days", "5", "--from", "2024-03-04", "--court", "zzz"],
        ["--days", "5", "--from", "2024-03-04", "--service", "pigeon"],
        ["--days", "5", "--from", "2024-03-04", "--batch", "-"],
        ["--days", "5", "--holidays", "2024"],
        ["--batch", "-", "--holidays", "2024"],
        ["--batch", "/no/such/file"],
        ["--holidays", "2024-2020"],
        ["--holidays", "soon"],
        ["--holidays", "1900-1910"],
        ["--holidays", "2024", "--court", "zzz"],
        ["--holidays", "2024", "--as-of", "soon"],
        ["--rules", "--days", "5"],
        ["--rules", "--holidays", "2024"],
        ["--rules", "--court", "zzz"],
        ["--batch", "-", "--rules"],
        ["--rule", "no-such-rule", "--from", "2024-03-04"],
        [],
    ],
)
def test_wrong_usage_is_one_sentence(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(MisuseError) as error:
        run(*words)
    assert str(error.value)
    assert "\n" not in str(error.value)
    assert capsys.readouterr().out == ""


def test_a_person_sees_the_date_and_what_is_not_checked(capsys: pytest.CaptureFixture[str]) -> None:
    context.current.json = False
    assert run("--days", "14", "--from", "2025-01-15", "--court", "caed") == 0
    out = capsys.readouterr().out
    assert out.split("\n")[1].strip() == "Thursday, January 30, 2025"
    assert "to be cautious: Wednesday, January 29, 2025" in out
    assert "state-holiday: " in out
    assert "Cal. Gov. Code 6700, since 2023-01-01  (not checked against its source)" in out
    assert "Fed. R. Civ. P. 6(a)(1), since 2009-12-01\n" in out
    assert "not legal advice" in out
    assert run("--rule", "interrogatories", "--from", "2025-01-15", "--order", "45=ECF No. 40") == 0
    out = capsys.readouterr().out
    assert "The order in the case governs: ECF No. 40\n" in out
    assert "Fed. R. Civ. P. 33(b)(2)  (not checked against its source)" in out
    assert run("--due", "2024-03-04", "--method", "mailbox", "--handed-over", "2024-03-05") == 0
    assert "Too late" in capsys.readouterr().out


def test_a_batch_answers_every_row_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        '{"id": "a", "days": 30, "from": "2017-05-26", "service": "cmecf"}',
        "no JSON",
        '{"id": "b", "days": 30, "from": "2017-02-30"}',
        '{"id": "c", "last_day_to_serve": true, "days": 30, "due": "2017-08-25", "service": "mail"}',
        '{"id": "d", "days": 1, "from": "2024-03-04", "clerk_closed": ["2024-03-05"]}',
    ]
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(rows), encoding="utf-8")
    assert run("--batch", str(file)) == 1
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["id"], one["ok"]) for one in answers] == [
        *(("a", True), (None, False), ("b", False), ("c", True), ("d", True))
    ]
    assert [one["deadline"]["rule_date"] for one in answers if one["ok"]] == ["2017-06-26", "2017-07-23", "2024-03-06"]
    assert answers[2]["error"] == {"code": "bad-date", "message": "--from: there is no day 2017-02-30."}
    file.write_text(rows[0], encoding="utf-8")
    assert run("--batch", str(file)) == 0


def test_the_holiday_table(asked: Callable[..., Any]) -> None:
    rows = asked("--holidays", "2021-2022", "--court", "caed")["holidays"]
    assert [row["date"] for row in rows] == sorted(row["date"] for row in rows)
    assert {
        "date": "2021-07-05",
        "name": "Independence Day",
        "kind": "federal",
        "observed_for": "2021-07-04",
        "authority": "Exec. Order No. 11582",
        "forward_only": False,
    } in rows
    assert {(row["kind"], row["forward_only"]) for row in rows} == {("federal", False), ("state", True)}
    rows = asked("--holidays", "2018")["holidays"]
    assert [row["date"] for row in rows if row["kind"] == "closure"] == ["2018-12-05", "2018-12-24"]
    assert {row["kind"] for row in rows} == {"federal", "closure"}
    names = {row["name"] for row in asked("--holidays", "2020-2021", "--as-of", "2020-01-01")["holidays"]}
    assert "Juneteenth National Independence Day" not in names


def test_the_command_brings_no_django() -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom openhold.cli import context\n"
        "from openhold.cli.deeds.deadlines import deadline\n"
        "context.current = context.Context(Path(), json=True)\n"
        "deadline(days='30', from_='2017-05-26', court='caed')\n"
        "assert not any(name.partition('.')[0] == 'django' for name in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["rule_date"] == "2017-06-26"
