"""On which day custodians are told what, by the day to answer by and what they were told before."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from openhold.assess.coming import Told, escalation, refresh, reminder


@dataclass(frozen=True)
class Days:
    before: int = 7
    after: int = 1
    every: int = 7
    escalate: int = 14
    refresh: int = 91


RULES = Days()
TOLD = Told(
    due=date(2026, 3, 20),
    sent=date(2026, 3, 1),
    last=date(2026, 3, 1),
    acknowledged=None,
    escalated=None,
    bounced=False,
    manager=True,
)


def reminders(told: Told, rules: Days, number: int) -> list[str]:
    """Return the days of the next reminders, each sent on its day."""
    found = []
    for _ in range(number):
        day = reminder(told, rules)
        if day is None:
            break
        found.append(f"{day:%m-%d}")
        told = replace(told, last=day)
    return found


def test_reminders_go_before_the_day_on_the_day_after_and_each_week_from_then_on() -> None:
    assert reminders(TOLD, RULES, 5) == ["03-13", "03-21", "03-28", "04-04", "04-11"]


def test_who_was_told_late_is_not_reminded_at_once() -> None:
    assert reminders(replace(TOLD, sent=date(2026, 3, 12), last=date(2026, 3, 12)), RULES, 2) == ["03-21", "03-28"]
    assert reminders(replace(TOLD, sent=date(2026, 4, 1), last=date(2026, 4, 1)), RULES, 2) == ["04-04", "04-11"]
    assert reminders(TOLD, replace(RULES, before=0), 2) == ["03-21", "03-28"]


def test_a_day_that_was_missed_is_due_once() -> None:
    # Nothing ran from the 13th on: on the 30th one reminder is due, and the next a week later.
    late = replace(TOLD, last=date(2026, 3, 30))
    assert reminder(TOLD, RULES) == date(2026, 3, 13)
    assert reminder(late, RULES) == date(2026, 4, 4)


def test_nobody_is_reminded_who_has_answered_was_not_told_or_cannot_be_reached() -> None:
    assert reminder(replace(TOLD, acknowledged=date(2026, 3, 2)), RULES) is None
    assert reminder(replace(TOLD, sent=None, last=None), RULES) is None
    assert reminder(replace(TOLD, bounced=True), RULES) is None


def test_the_manager_is_written_to_once_after_as_long_as_the_custodian_had() -> None:
    assert escalation(TOLD, RULES) == date(2026, 4, 3)
    assert escalation(replace(TOLD, sent=date(2026, 3, 30)), RULES) == date(2026, 4, 13)
    assert escalation(replace(TOLD, escalated=date(2026, 4, 3)), RULES) is None
    assert escalation(replace(TOLD, manager=False), RULES) is None
    assert escalation(replace(TOLD, acknowledged=date(2026, 4, 1)), RULES) is None
    assert escalation(TOLD, replace(RULES, escalate=0)) is None


def test_who_has_answered_is_told_each_quarter_that_it_still_holds() -> None:
    answered = replace(TOLD, acknowledged=date(2026, 3, 5))
    first = refresh(answered, RULES)
    assert first == date(2026, 3, 5) + timedelta(days=91)
    assert refresh(replace(answered, last=first), RULES) == date(2026, 3, 5) + timedelta(days=182)
    assert refresh(TOLD, RULES) is None
    assert refresh(answered, replace(RULES, refresh=0)) is None
