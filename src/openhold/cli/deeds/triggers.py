"""Triggers: note what may have started the duty to preserve, withdraw it, list it, confirm the day."""

from datetime import date
from typing import TYPE_CHECKING

from openhold.cli import context
from openhold.rows import triggers as rows

if TYPE_CHECKING:
    from openhold.actions.note_trigger import Triggers


def add(
    matter: str,
    /,
    *,
    what: str,
    on: date,
    learned_by: str,
    learned_how: str,
    learned_on: date | None = None,
    evidence: str | None = None,
) -> None:
    """Note an event that may have started the duty to preserve: what happened, and how it became known.

    Example: `openhold trigger add quintrell --what 'Grievance about Unit C' --on 2025-09-22
    --learned-by 'Noor Haddix' --learned-how 'handed over at the counter'`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    what: str
        What happened.
    on: date
        The day on which it happened.
    learned_by: str
        Who learned of it: a person or an office.
    learned_how: str
        How they learned of it.
    learned_on: date
        The day on which they did; without it the day on which it happened.
    evidence: str
        What shows it.
    """
    from openhold.cli.bootstrap import in_matter

    home, actor, found = in_matter(matter)
    from openhold.actions.note_trigger import note_trigger, triggers

    noted = note_trigger(
        home,
        actor,
        found.id,
        what=what,
        on=on,
        learned_by=learned_by,
        learned_how=learned_how,
        learned_on=learned_on or on,
        evidence=evidence,
    )
    if context.current.json:
        context.document(rows.trigger(noted))
        return
    context.tell(f"The trigger is noted: {noted.id}, fact {noted.seq}.")
    _tell_duty(triggers(home, found.id), found.id)


def list_(matter: str, /) -> None:
    """List what may have started the duty to preserve, and the day that follows.

    Example: `openhold trigger list quintrell`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    """
    from openhold.cli.bootstrap import in_matter

    home, _, found = in_matter(matter)
    from openhold.actions.note_trigger import triggers

    there = triggers(home, found.id)
    if context.current.json:
        context.document(rows.triggers(there))
        return
    if not there.listed and not there.withdrawn:
        context.tell("No trigger is noted. Note one: openhold trigger add MATTER --what … --on DATE --learned-by …")
        return
    from openhold.cli import tables

    tables.show(
        ("trigger", "happened", "what", "learned on", "by", "how", "evidence"),
        [
            (
                one.id,
                f"{one.on:%d %b %Y}",
                one.what,
                f"{one.learned_on:%d %b %Y}",
                one.learned_by,
                one.learned_how,
                one.evidence or "none yet",
            )
            for one in there.listed
        ],
    )
    context.tell()
    for one in there.withdrawn:
        context.tell(f"Withdrawn: {one.id} ({one.what}). {one.withdrawn}")
    _tell_duty(there, found.id)


def confirm(matter: str, trigger: str, /, *, on: date | None = None, why: str | None = None) -> None:
    """Confirm the day on which the duty to preserve began, and the trigger it rests on.

    Example: `openhold trigger confirm quintrell t-4k7t0z9xqd`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    trigger: str
        The trigger's id, as `openhold trigger list` shows it.
    on: date
        The day; without it the day on which the trigger was learned of.
    why: str
        Why it is another day.
    """
    from openhold.cli.bootstrap import in_matter

    home, actor, found = in_matter(matter)
    from openhold.actions.date_duty import date_duty
    from openhold.actions.note_trigger import triggers

    duty = date_duty(home, actor, found.id, trigger=trigger, on=on, why=why)
    if context.current.json:
        context.document({"matter": found.id, **rows.duty(duty)})
        return
    _tell_duty(triggers(home, found.id), found.id)


def withdraw(matter: str, trigger: str, /, *, why: str) -> None:
    """Withdraw a trigger that was noted by mistake, or wrongly: note it anew then. It stays on the record.

    Example: `openhold trigger withdraw quintrell t-4k7t0z9xqd --why 'The grievance was about another day.'`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    trigger: str
        The trigger's id, as `openhold trigger list` shows it.
    why: str
        Why it is withdrawn.
    """
    from openhold.cli.bootstrap import in_matter

    home, actor, found = in_matter(matter)
    from openhold.actions.note_trigger import withdraw_trigger

    left = withdraw_trigger(home, actor, found.id, trigger, why=why)
    if context.current.json:
        proposed = left.proposed.id if left.proposed else None
        context.document({"matter": found.id, "trigger": trigger, "proposed": proposed})
        return
    context.tell(f"The trigger {trigger} is withdrawn.")
    _tell_duty(left, found.id)


def duty_words(there: "Triggers") -> str:
    """Return in a line what is known of the start of the duty."""
    from openhold.actions.wording import spelled

    if there.duty is not None:
        return f"since {spelled(there.duty.on)}, by {there.duty.trigger}, confirmed in fact {there.duty.seq}"
    if there.proposed is not None:
        return f"not confirmed; proposed is {spelled(there.proposed.learned_on)}, by {there.proposed.id}"
    return "no trigger is noted"


def _tell_duty(there: "Triggers", matter: str) -> None:
    context.tell(f"Duty to preserve: {duty_words(there)}.")
    if there.duty is None and there.proposed is not None:
        context.tell(f"Confirm it: openhold trigger confirm {matter} {there.proposed.id}")
    if there.duty is not None and there.duty.words:
        context.tell(f"Why that day: {there.duty.words}")
    for one in there.earlier:
        context.tell(f"Before that day {one.id} was learned of ({one.what}, {one.learned_on:%d %b %Y}).")
