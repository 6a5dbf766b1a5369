"""Custodians: name one, list them, change what is known, note who left, settle an alarm."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from openhold.cli import context
from openhold.cli.context import MisuseError
from openhold.rows import people

if TYPE_CHECKING:
    from openhold.projections.custodian import Custodian

Flag = Annotated[bool, Parameter(negative=())]
Fields = Annotated[tuple[str, ...], Parameter(negative=(), consume_multiple=False)]

_MOST = 1000
"""Rows of a table that somebody may still read."""
_EMPTIED = ("email", "title", "place", "manager", "external")


def add(
    matter: str,
    /,
    *,
    name: str,
    email: str | None = None,
    language: str = "en",
    title: str | None = None,
    place: str | None = None,
    manager: str | None = None,
    external: str | None = None,
) -> None:
    """Name a custodian: somebody who has, or may have, evidence.

    Example: `openhold custodian add quintrell --name 'Winifred Paz' --email w.paz@alder.example --title 'jail records'`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    name: str
        What the person is called.
    email: str
        Where notices go. Without it a notice is printed, handed over and signed.
    language: str
        The language of notices: en or es.
    title: str
        What the person does.
    place: str
        Where the person works.
    manager: str
        The custodian to whom reminders go up: an id, an address or a name.
    external: str
        The person's id in your directory, so that an import finds them again.
    """
    from openhold.cli.bootstrap import in_matter

    home, actor, found = in_matter(matter)
    from openhold.actions.find_custodian import find_custodian
    from openhold.actions.known_person import Known
    from openhold.actions.name_custodian import name_custodian

    above = None if manager is None else find_custodian(home, found.id, manager).id
    known = Known(name, email, language, title, place, above, external)
    named = name_custodian(home, actor, found.id, known)
    if context.current.json:
        context.document(people.custodian(named))
        return
    context.tell(f"{named.name} is a custodian: {named.id}.")
    if named.email is None:
        context.tell("No e-mail address is known: notices have to be printed, handed over and signed.")


def list_(matter: str, /, *, alarms: Flag = False) -> None:
    """List the custodians of a matter; those who left or moved come first, with the alarm.

    Example: `openhold custodian list quintrell`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    alarms: bool
        Only those who left or moved and of whom nobody said yet what was done.
    """
    from openhold.cli.bootstrap import in_matter

    home, _, found = in_matter(matter)
    from openhold.actions.find_custodian import custodians

    everybody = custodians(home, found.id)
    there = [one for one in everybody if one.alarm or not alarms]
    if context.current.json:
        context.stream("custodians", (people.custodian(one) for one in there))
        return
    if alarms and everybody and not there:
        context.tell(f"None of the {len(everybody):,} custodians left or moved without being looked after.")
        return
    if not there:
        context.tell(f"This matter has no custodian yet. Name one: openhold custodian add {found.id} --name NAME")
        return
    _show(there[:_MOST], {one.id: one.name for one in everybody})
    if len(there) > _MOST:
        context.tell(f"and {len(there) - _MOST:,} more: use --json")
    if there[0].alarm:
        raised = sum(1 for one in there if one.alarm)
        context.tell(
            f"\n{raised:,} of {len(everybody):,} left or moved: look after what they have, then say what was done:\n"
            f"  openhold custodian settle {found.id} {there[0].id} --done '…'"
        )


def _show(there: "Sequence[Custodian]", names: Mapping[str, str]) -> None:
    from openhold.cli import tables

    tables.show(
        ("custodian", "name", "title and place", "notice by", "manager", "alarm"),
        [
            (
                one.id,
                one.name,
                ", ".join(part for part in (one.title, one.place) if part) or "-",
                f"{one.email or 'paper, handed over'}{' (es)' if one.language == 'es' else ''}",
                names.get(one.manager or "", "-"),
                one.alarm or (f"settled; left {one.left:%d %b %Y}" if one.left else "-"),
            )
            for one in there
        ],
    )


def change(  # noqa: PLR0913 -- one argument for each thing that is known of a person
    matter: str,
    who: str,
    /,
    *,
    name: str | None = None,
    email: str | None = None,
    language: str | None = None,
    title: str | None = None,
    place: str | None = None,
    manager: str | None = None,
    external: str | None = None,
    without: Fields = (),
    moved: Flag = False,
    stays: Flag = False,
) -> None:
    """Change what is known of a custodian. What was known before stays on the record.

    Example: `openhold custodian change quintrell 'Winifred Paz' --place 'Court annex' --moved`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    who: str
        The custodian: an id, an address, an id in the directory, or a name.
    name: str
        What the person is called.
    email: str
        Where notices go.
    language: str
        The language of notices: en or es.
    title: str
        What the person does.
    place: str
        Where the person works.
    manager: str
        The custodian to whom reminders go up.
    external: str
        The person's id in your directory.
    without: tuple[str, ...]
        What is no longer known, or never was: email, title, place, manager or external. Repeatable.
    moved: bool
        The person works elsewhere or as something else, so that an alarm is raised. Else a mistake is corrected.
    stays: bool
        The person does not leave, or came back.
    """
    if wrong := [field for field in without if field not in _EMPTIED]:
        raise MisuseError(f"--without {wrong[0]}: there is {', '.join(_EMPTIED)}.")
    from openhold.cli.bootstrap import in_matter

    home, actor, found = in_matter(matter)
    from openhold.actions.change_custodian import change_custodian
    from openhold.actions.find_custodian import find_custodian
    from openhold.actions.known_person import known_of

    before = find_custodian(home, found.id, who)
    above = None if manager is None else find_custodian(home, found.id, manager).id
    given = {
        "name": name,
        "email": email,
        "language": language,
        "title": title,
        "place": place,
        "manager": above,
        "external": external,
    }
    said: dict[str, str | None] = {field: text for field, text in given.items() if text is not None}
    if both := [field for field in without if field in said]:
        raise MisuseError(f"--{both[0]} and --without {both[0]} say different things; leave one of them out.")
    known = replace(known_of(before), **said | dict.fromkeys(without))
    now = change_custodian(
        home,
        actor,
        found.id,
        before.id,
        known,
        cause="moved" if moved else "corrected",
        left=None if stays else before.left,
    )
    _tell_now(now, before)


def left(matter: str, who: str, /, *, on: date) -> None:
    """Note that a custodian leaves or left; the alarm stays until somebody says what was done.

    Example: `openhold custodian left quintrell 'Joanna Prewitt' --on 2026-03-13`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    who: str
        The custodian: an id, an address, an id in the directory, or a name.
    on: date
        The person's last day, past or to come.
    """
    from openhold.cli.bootstrap import in_matter

    home, actor, found = in_matter(matter)
    from openhold.actions.change_custodian import change_custodian
    from openhold.actions.find_custodian import find_custodian
    from openhold.actions.known_person import known_of

    before = find_custodian(home, found.id, who)
    now = change_custodian(home, actor, found.id, before.id, known_of(before), cause="left", left=on)
    _tell_now(now, before)


def settle(matter: str, who: str, /, *, done: str) -> None:
    """Say what was done about the evidence of a custodian who left or moved; the alarm ends.

    Example: `openhold custodian settle quintrell 'Joanna Prewitt' --done 'Mailbox and phone were collected.'`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    who: str
        The custodian: an id, an address, an id in the directory, or a name.
    done: str
        What was done.
    """
    from openhold.cli.bootstrap import in_matter

    home, actor, found = in_matter(matter)
    from openhold.actions.change_custodian import settle_alarm
    from openhold.actions.find_custodian import find_custodian

    before = find_custodian(home, found.id, who)
    _tell_now(settle_alarm(home, actor, found.id, before.id, done=done), before)


def _tell_now(now: "Custodian", before: "Custodian") -> None:
    if context.current.json:
        context.document(people.custodian(now))
    elif now.said == before.said:
        context.tell(f"That is known of {now.name} already; nothing was recorded.")
    else:
        context.tell(f"Recorded of {now.name}, fact {now.said}." + (f" Alarm: {now.alarm}." if now.alarm else ""))
