"""Whether a paper was in time: filed electronically, on paper, or handed over in a prison."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from openhold.law.calendar import long
from openhold.law.deadline import Deadline, Flag, Step
from openhold.law.holidays import Authority
from openhold.law.time import RULE, Rule6


def filed_electronically(rule6: Rule6, due: date, filed: datetime, zone: ZoneInfo) -> Deadline:
    """Tell whether a paper filed at `filed` (with its zone) came before midnight in the court's `zone`: 6(a)(4)(A)."""
    # Out through UTC: what is asked is which day it was at the court.
    local = filed.astimezone(UTC).astimezone(zone)
    steps = [
        Step(
            local.replace(tzinfo=None),
            f"Filed {local:%H:%M} on {long(local.date())} in {zone.key}.",
            f"{RULE}(a)(4)(A)",
        )
    ]
    ends = f"{long(due)} ends at midnight in the court's time zone"
    return _judged(rule6, due, local.date() <= due, steps, ends, f"{RULE}(a)(4)(A)", "6(a)(4)")


def filed_on_paper(rule6: Rule6, due: date, filed: datetime, closes: time, hours: Authority | None) -> Deadline:
    """Tell whether a paper filed at the local time `filed` came before the clerk's office was to close: 6(a)(4)(B).

    `hours` is the authority for `closes`, None where the asker gave the hour.
    """
    steps = [Step(filed, f"Filed {filed:%H:%M} on {long(filed.date())}.", f"{RULE}(a)(4)(B)")]
    ends = f"{long(due)} ends when the clerk's office is scheduled to close, {closes:%H:%M}"
    in_time = filed <= datetime.combine(due, closes)
    done = _judged(rule6, due, in_time, steps, ends, f"{RULE}(a)(4)(B)", "6(a)(4)")
    return done if hours is None else replace(done, authorities=(*done.authorities, hours))


def handed_over_in_prison(
    rule6: Rule6, due: date, handed_over: date, postmarked: date | None = None, received: date | None = None
) -> Deadline:
    """Tell whether a prisoner's paper was in time by the day on which it was handed over for mailing."""
    later = [
        f"the {name} ({long(day)}) does not govern"
        for name, day in (("postmark", postmarked), ("receipt by the court or the opponent", received))
        if day is not None
    ]
    told = f"; {' and '.join(later)}" if later else ""
    houston = "Houston v. Lack, 487 U.S. 266"
    steps = [Step(handed_over, f"Handed over to the prison for mailing on {long(handed_over)}{told}.", houston)]
    detail = (
        "The day of handing over governs, for a prisoner without counsel: a notice of appeal (Houston), discovery "
        "responses (Faile), a complaint under section 1983 (Douglas). Evidence: a declaration under 28 U.S.C. 1746, or "
        "the prison's log of outgoing mail. A timely hand-over that is so alleged stands unless the opponent rebuts it "
        "with evidence; the burden is the opponent's."
    )
    ends = f"{long(due)} is the last day on which to hand it over"
    done = _judged(rule6, due, handed_over <= due, steps, ends, houston, "houston", "faile", "douglas", "1746")
    return replace(done, flags=(Flag("mailbox-rule", detail), *done.flags))


def _judged(rule6: Rule6, due: date, in_time: bool, steps: list[Step], ends: str, rule: str, *names: str) -> Deadline:
    certain = rule6.certain(due)
    verdict = Step(due, f"{ends}: {'in time' if in_time else 'too late'}.", rule)
    authorities = (*(rule6.tables.authorities[name] for name in names), *certain.authorities)
    return replace(certain, steps=(*certain.steps, *steps, verdict), authorities=authorities, timely=in_time)
