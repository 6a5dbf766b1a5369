"""How many questions the database is asked: not more for each custodian, and hardly more for each hold."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

from openhold.actions.holds.look import holds, look_at, weak_holds
from tests.actions.holds.conftest import Case


def asked(deed: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as questions:
        deed()
    return len(questions)


def test_a_matter_with_many_holds_asks_no_more_than_with_one(
    case: Case,
) -> None:
    first = case.issue(title="The first")
    one, weak = asked(lambda: holds(case.home, case.matter)), asked(lambda: weak_holds(case.home, case.matter))
    for number in range(3):
        case.issue(title=f"Another {number}")
    assert len(holds(case.home, case.matter)) == 4
    assert asked(lambda: holds(case.home, case.matter)) == one <= 3
    assert asked(lambda: weak_holds(case.home, case.matter)) == weak
    assert {found.hold for found in weak_holds(case.home, case.matter)} >= {first}
    assert asked(lambda: look_at(case.home, case.matter, first)) <= 28
