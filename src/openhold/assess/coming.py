"""What custodians are to be told next, and on which day: reminder, letter to the manager, letter that the notice holds.

A day in the past is one that was missed, because nothing ran or the mail server was down: it is due now, and once.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

QUIET = timedelta(days=2)
"""So long after a message nobody is reminded."""


class Rules(Protocol):
    """How many days there are between what is told; 0 means that it is not told at all."""

    @property
    def before(self) -> int:
        """A reminder goes so many days before the day to answer by."""

    @property
    def after(self) -> int:
        """A reminder goes so many days after it."""

    @property
    def every(self) -> int:
        """From then on a reminder goes after so many days again."""

    @property
    def escalate(self) -> int:
        """The manager is written to so many days after the day to answer by."""

    @property
    def refresh(self) -> int:
        """Whoever has answered is told after so many days that the notice still holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one custodian was told and answered, as days; None where it has not happened.

    `due` is the day to answer by, `sent` when the notice first left, `last` when anything last did, `escalated` when
    their manager was written to. `bounced` says that the last message came back, `manager` that one is known.
    """

    due: date
    sent: date | None
    last: date | None
    acknowledged: date | None
    escalated: date | None
    bounced: bool
    manager: bool


def reminder(told: Told, rules: Rules) -> date | None:
    """Return the day of the next reminder; None for whoever has answered, was told nothing or cannot be reached."""
    if told.sent is None or told.acknowledged is not None or told.bounced:
        return None
    least = (told.last or told.sent) + QUIET
    before = told.due - timedelta(days=rules.before)
    if rules.before and before >= least:
        return before
    after = told.due + timedelta(days=rules.after)
    if after >= least:
        return after
    rounds = -(-(least - after).days // rules.every)
    return after + timedelta(days=rounds * rules.every)


def escalation(told: Told, rules: Rules) -> date | None:
    """Return the day on which the manager is written to; None where there is no need, no manager, or it was done."""
    if not rules.escalate or told.sent is None or told.acknowledged is not None:
        return None
    if told.escalated is not None or not told.manager:
        return None
    # Whoever was told late has as long to answer.
    return max(told.due, told.sent) + timedelta(days=rules.escalate)


def refresh(told: Told, rules: Rules) -> date | None:
    """Return the day of the next letter that the notice still holds; None for whoever has not answered."""
    if not rules.refresh or told.acknowledged is None or told.bounced:
        return None
    return max(told.acknowledged, told.last or told.acknowledged) + timedelta(days=rules.refresh)
