"""Deadlines: a date computed under Rule 6, many of them in one start, or the holiday table."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from openhold.cli import context
from openhold.cli.context import MisuseError

if TYPE_CHECKING:
    from datetime import date

    from openhold.law.calendar import Day
    from openhold.law.deadline import Deadline
    from openhold.law.rules import Rule


def deadline(  # noqa: PLR0913 -- every option of the page is a parameter
    *,
    days: str | None = None,
    hours: str | None = None,
    from_: Annotated[str | None, Parameter(name="--from")] = None,
    before: Annotated[bool, Parameter(negative=())] = False,
    service: str | None = None,
    court: str | None = None,
    state: str | None = None,
    tz: str | None = None,
    as_of: str | None = None,
    due: str | None = None,
    last_day_to_serve: Annotated[bool, Parameter(negative=())] = False,
    method: str | None = None,
    filed: str | None = None,
    clerk_closes: str | None = None,
    handed_over: str | None = None,
    postmarked: str | None = None,
    received: str | None = None,
    clerk_closed: Annotated[list[str] | None, Parameter(negative=())] = None,
    rule: str | None = None,
    order: Annotated[list[str] | None, Parameter(negative=())] = None,
    standing_order: Annotated[list[str] | None, Parameter(negative=())] = None,
    batch: Annotated[Path | None, Parameter(allow_leading_hyphen=True)] = None,
    holidays: str | None = None,
    rules: Annotated[bool, Parameter(negative=())] = False,
) -> int:
    """Compute a date under Rule 6 of the Federal Rules of Civil Procedure, with every step and its authority.

    This is arithmetic with citations, not legal advice: an order in the case goes before any rule.

    Backward: `--days 14 --before --from 2023-09-18`. Hours: `--hours 72 --from 2007-11-02T10:23 --court caed`.
    The last day to serve: `--last-day-to-serve --days 30 --due 2017-08-25 --service mail`. Was it in time:
    `--due 2024-03-04 --method efile --filed 2024-03-04T23:10-08:00 --court caed`. What a rule sets, unless an order in
    the case says otherwise: `--rule requests-to-produce --from 2017-05-26 --service mail --order "45=ECF No. 40"`.

    Example: `openhold deadline --days 30 --from 2017-05-26 --service mail --court caed`

    Parameters
    ----------
    days: str
        A period of so many days, after the day of --from.
    hours: str
        A period of so many hours, from the time of --from.
    from_: str
        The event that the period follows or goes before: DATE, or DATETHH:MM for hours.
    before: bool
        Count backward.
    service: str
        How the paper was served: mail, clerk, other, cmecf, email, personal or none.
    court: str
        The court's id, which gives time zone and state: caed, cacd, cand, casd, dcd.
    state: str
        Another state's holidays (CA, DC), or none.
    tz: str
        Another time zone, such as America/Los_Angeles.
    as_of: str
        The day whose version of rules and holidays stands. Default: the day of --from.
    due: str
        A day that an order names: it is never moved.
    last_day_to_serve: bool
        The latest day to serve, so that an answer within --days falls due by --due.
    method: str
        Whether a paper was in time by --due: efile, paper or mailbox.
    filed: str
        When it was filed: DATETHH:MM, for efile with the zone, as in 2024-03-04T23:10-08:00.
    clerk_closes: str
        When the clerk's office closes, for paper: HH:MM. Default: the court's hours, else 16:00.
    handed_over: str
        The day on which a prisoner handed it over for mailing.
    postmarked: str
        The day of its postmark.
    received: str
        The day on which it arrived.
    clerk_closed: list[str]
        A day on which the clerk's office was inaccessible. May be repeated.
    rule: str
        The provision whose period counts, by its name in --rules: the court's own goes before the federal one.
    order: list[str]
        What an order in the case says instead: DAYS=WHERE, or DAYS@DATE=WHERE. May be repeated; the latest governs.
    standing_order: list[str]
        What the judge's standing order says instead, in the same form. May be repeated.
    batch: Path
        A file with one question a line, as JSON; - for standard input. The answers come one a line.
    holidays: str
        Print the holidays of these years: 2005-2035, or one year.
    rules: bool
        Print the provisions that set a period, and with --court the court's own.
    """
    asked = {
        "days": days,
        "hours": hours,
        "from": from_,
        "before": before,
        "service": service,
        "court": court,
        "state": state,
        "tz": tz,
        "as_of": as_of,
        "due": due,
        "last_day_to_serve": last_day_to_serve,
        "method": method,
        "filed": filed,
        "clerk_closes": clerk_closes,
        "handed_over": handed_over,
        "postmarked": postmarked,
        "received": received,
        "clerk_closed": clerk_closed,
        "rule": rule,
        "order": order,
        "standing_order": standing_order,
    }
    given = {name: value for name, value in asked.items() if value}
    if batch is not None:
        other = {"holidays": holidays, "rules": rules}
        _alone("--batch", {**given, **{name: value for name, value in other.items() if value}}, set())
        return _many(batch)
    if rules:
        _alone("--rules", {**given, **({"holidays": holidays} if holidays else {})}, {"court"})
        _list_rules(given)
        return 0
    if holidays is not None:
        _alone("--holidays", given, {"court", "state", "as_of"})
        _list_holidays(holidays, given)
        return 0
    from openhold.law.asking import AskError, answer

    try:
        done = answer(given)
    except AskError as error:
        raise MisuseError(str(error)) from error
    if context.current.json:
        context.document(done.json())
    else:
        _show(done)
    return 0


def _alone(option: str, given: Mapping[str, object], also: set[str]) -> None:
    for name in given:
        if name not in also:
            raise MisuseError(f"--{name.replace('_', '-')} does not go with {option}.")


def _show(done: "Deadline") -> None:
    from datetime import datetime

    from openhold.law.calendar import long
    from openhold.law.deadline import text

    def words(point: "date | datetime") -> str:
        return f"{point:%H:%M} on {long(point)}" if isinstance(point, datetime) else long(point)

    console = context.console()
    console.print(f"\n  {words(done.rule_date)}", style="bold")
    if done.timely is not None:
        console.print(
            f"  {'In time' if done.timely else 'Too late'}", style="bold green" if done.timely else "bold red"
        )
    for name, point in (
        ("to be cautious", done.cautious_date if done.cautious_date != done.rule_date else None),
        ("arguably", done.arguable_date),
        ("last business day", done.last_business_day if done.last_business_day != done.rule_date else None),
    ):
        if point is not None:
            context.tell(f"  {name}: {words(point)}")
    if done.ruling is not None:
        context.tell(f"\nThe {done.ruling['level']} governs: {done.ruling['cite']}")
    context.tell("\nHow it was come by")
    for step in done.steps:
        context.tell(f"  {text(step.date):<16}  {step.why} [{step.rule}]")
    if done.flags:
        context.tell("\nKnow this")
        for flag in done.flags:
            context.tell(f"  {flag.code}: {flag.detail}")
    context.tell("\nAuthorities")
    for one in done.authorities:
        since = "" if one.effective is None else f", since {one.effective.isoformat()}"
        context.tell(f"  {one.cite}{since}{'' if one.checked else '  (not checked against its source)'}")
    context.tell("\nArithmetic with citations, not legal advice. An order in the case goes before any rule.")


def _many(file: Path) -> int:
    from openhold.cli import batch
    from openhold.law.asking import AskError, answer

    def told(row: batch.Row) -> batch.Row:
        try:
            return answer(row).json()
        except AskError as error:
            raise batch.RowError(error.code, str(error)) from error

    return batch.run(file, "deadline", told)


def _list_rules(given: Mapping[str, object]) -> None:
    from openhold.law.asking import AskError, court_of
    from openhold.law.ruled import provisions
    from openhold.law.tables import TABLES

    try:
        court = court_of(given["court"]) if "court" in given else None
    except AskError as error:
        raise MisuseError(str(error)) from error
    rows = [_provision(level, one) for level, one in provisions(TABLES, court)]
    if context.current.json:
        context.stream("rules", rows)
        return
    for row in rows:
        checked = "" if row["checked"] else "  (not checked against its source)"
        until = "" if row["until"] is None else f", until {row['until']}"
        context.tell(f"{row['rule']:<30}  {row['what']}")
        context.tell(f"{'':<30}  {row['says']} [{row['cite']}{until}]{checked}")


def _provision(level: str, one: "Rule") -> dict[str, object]:
    from openhold.law.ruled import says

    def day(bound: "date | None") -> str | None:
        return None if bound is None else bound.isoformat()

    return {
        "rule": one.id,
        "level": level,
        "what": one.what,
        "who": one.who,
        "says": says(one.period) if one.period else None,
        "cite": one.authority.cite,
        "checked": one.authority.checked,
        "effective": day(one.authority.effective),
        "until": day(one.until),
    }


def _list_holidays(years: str, given: Mapping[str, object]) -> None:
    from datetime import date

    from openhold.law.asking import AskError, court_of, state_of
    from openhold.law.calendar import OutOfReachError, calendar_of
    from openhold.law.tables import TABLES

    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{4}))?", years)
    if match is None or (match[2] or match[1]) < match[1]:
        raise MisuseError(f"--holidays takes years such as 2005-2035, or one year, not {years!r}.")
    try:
        state = court_of(given["court"]).state if "court" in given else None
        if "state" in given:
            state = state_of(given["state"])
        version = date.fromisoformat(str(given["as_of"])) if "as_of" in given else None
        calendar = calendar_of(TABLES, state, version)
        rows = [one for year in range(int(match[1]), int(match[2] or match[1]) + 1) for one in calendar.days(year)]
    except (AskError, OutOfReachError) as error:
        raise MisuseError(str(error)) from error
    except ValueError as error:
        raise MisuseError(f"--as-of is a day such as 2017-08-25, not {given['as_of']!r}.") from error
    holidays = [row for row in map(_holiday, rows) if row is not None]
    if context.current.json:
        context.stream("holidays", holidays)
        return
    for row in holidays:
        observed = "" if row["observed_for"] is None else f", for {row['observed_for']}"
        context.tell(f"{row['date']}  {row['kind']:<7}  {row['name']}{observed}  [{row['authority']}]")


def _holiday(day: "Day") -> dict[str, object] | None:
    from openhold.law.calendar import CLOSURE, FEDERAL, FRIDAY, STATE

    kind = {FEDERAL: "federal", FRIDAY: "federal", STATE: "state", CLOSURE: "closure"}.get(day.kind)
    if kind is None:
        return None
    return {
        "date": day.day.isoformat(),
        "name": day.name,
        "kind": kind,
        "observed_for": None if day.in_lieu is None else day.in_lieu.isoformat(),
        "authority": day.authority.cite,
        "forward_only": kind == "state",
    }
