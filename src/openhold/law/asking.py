"""A question about time as its options spell it, checked, and its answer."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from openhold.law.calendar import OutOfReachError
from openhold.law.deadline import Deadline, Step
from openhold.law.filing import filed_electronically, filed_on_paper, handed_over_in_prison
from openhold.law.holidays import Authority
from openhold.law.ruled import ORDER, STANDING, NoRuleError, Ruled, Said, ruled
from openhold.law.serving import last_day_to_serve
from openhold.law.tables import TABLES, Court, Tables, known
from openhold.law.time import Rule6

OPTIONS = (
    *("days", "hours", "from", "before", "service", "court", "state", "tz", "as_of", "due", "last_day_to_serve"),
    *("method", "filed", "clerk_closes", "handed_over", "postmarked", "received", "clerk_closed"),
    *("rule", "order", "standing_order"),
)
"""Every option of a question, as a batch names it."""

METHODS = ("efile", "paper", "mailbox")
_USUAL_HOURS = time(16), Authority("Hours of the clerk's office, taken to end at 16:00", checked=False, effective=None)
_EVERYWHERE = {"court", "state", "tz", "as_of"}
_MOST_DAYS, _MOST_HOURS = 40_000, 1_000_000
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")
_FILED = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)"
    r"(?:(Z|[+-][0-9]{2}:?[0-9]{2})|[ +]?\[?([A-Z][A-Za-z_]+(?:/[A-Za-z0-9_+-]+){0,2})\]?)?"
)
_SAID = re.compile(r"([0-9]{1,5})(?:@([^=]{1,20}))?=(.{1,200})", re.DOTALL)
_CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}")


class AskError(ValueError):
    """A question that cannot be answered as it is asked: a short code, and one sentence for the asker."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def answer(asked: Mapping[str, object], tables: Tables = TABLES) -> Deadline:
    """Return the answer to a question given by its options (`as_of` for `--as-of`); raises AskError.

    An option that is None, False or an empty list counts as not given.
    """
    given = {name: value for name, value in asked.items() if value is not None and value is not False and value != []}
    for name in given:
        if name not in OPTIONS:
            raise AskError("unknown-option", f"There is no option {str(name)[:60]!r}. Known are: {', '.join(OPTIONS)}.")
    try:
        return _by_rule(given, tables) if "rule" in given else _answer(given, tables)
    except OutOfReachError as error:
        raise AskError("out-of-range", str(error)) from error


def court_of(name: object, tables: Tables = TABLES) -> Court:
    """Return a court by its id; raises AskError."""
    if not isinstance(name, str) or not known(name, tables.courts):
        known_ones = ", ".join(tables.courts)
        raise AskError(
            "unknown-court",
            f"There is no table for the court {_quoted(name)}. Known are {known_ones}; else give --tz and --state.",
        )
    return tables.court(name)


def state_of(name: object, tables: Tables = TABLES) -> str | None:
    """Return a state by its short name, None for `none`; raises AskError."""
    wanted = name.upper() if isinstance(name, str) else ""
    if wanted == "NONE":
        return None
    if not known(wanted, tables.states):
        known_ones = ", ".join((*tables.states, "none"))
        raise AskError("unknown-state", f"There is no table for the state {_quoted(name)}. Known are {known_ones}.")
    return wanted


def _by_rule(given: Mapping[str, object], tables: Tables) -> Deadline:
    """Answer for a provision of the tables: its period, or what an order says that goes before it."""
    for name in ("days", "hours", "before", "method"):
        if name in given:
            raise AskError("contradiction", f"{_option(name)} does not go with --rule, which says how long.")
    bound = "due" if "last_day_to_serve" in given else "from"
    if bound not in given:
        raise AskError("missing-option", f"--rule needs {_option(bound)}.")
    start = _trigger(given, bound)
    rule, on = given["rule"], _day(given, "as_of") if "as_of" in given else start
    if not isinstance(rule, str):
        raise AskError("bad-value", f"--rule is the name of a rule, not {_quoted(rule)}.")
    court = court_of(given["court"], tables) if "court" in given else None
    try:
        found = ruled(tables, court, rule, on, _said(given))
    except NoRuleError as error:
        raise AskError(error.code, str(error)) from error
    asked = {name: value for name, value in given.items() if name not in ("rule", "order", "standing_order")}
    asked["days"] = found.period.length
    if found.period.direction == "before":
        asked["before"] = True
    return _with(found, start, _answer(asked, tables))


def _with(found: Ruled, start: date, done: Deadline) -> Deadline:
    """Return the answer with the rule that governs as its first step, and what it left behind among the authorities."""
    ruling = found.ruling
    first = Step(start, f"To {found.provision.what}: {ruling.governs.says}. {ruling.why}", ruling.governs.cite)
    named = [
        Authority(one.cite, checked=one.checked, effective=one.effective)
        for one in (ruling.governs, *ruling.passed_over)
    ]
    return replace(done, steps=(first, *done.steps), authorities=(*named, *done.authorities), ruling=found.json())


def _said(given: Mapping[str, object]) -> Iterator[Said]:
    for name, level in (("order", ORDER), ("standing_order", STANDING)):
        value = given.get(name, ())
        for one in value if isinstance(value, list | tuple) else (value,):
            match = _SAID.fullmatch(one) if isinstance(one, str) else None
            if match is None or not match[3].strip():
                raise AskError(
                    "bad-value", f"{_option(name)} is DAYS=WHERE, such as 45=ECF No. 40, not {_quoted(one)}."
                )
            since = None if match[2] is None else _parsed_day(_option(name), match[2])
            yield Said(level, _whole({name: match[1]}, name, _MOST_DAYS), match[3].strip(), since)


def _answer(given: Mapping[str, object], tables: Tables) -> Deadline:
    for name in ("order", "standing_order"):
        if name in given:
            raise AskError("contradiction", f"{_option(name)} needs --rule: which act it speaks of.")
    court = court_of(given["court"], tables) if "court" in given else None
    state, zone = (None, None) if court is None else (court.state, court.zone)
    rule6 = Rule6(
        tables,
        state=state_of(given["state"], tables) if "state" in given else state,
        zone=_zone(given["tz"]) if "tz" in given else zone,
        as_of=_day(given, "as_of") if "as_of" in given else None,
        clerk_closed=_days(given["clerk_closed"]) if "clerk_closed" in given else (),
    )
    service = _service(given, tables)
    if "last_day_to_serve" in given:
        _truth(given, "last_day_to_serve")
        _fits(given, "--last-day-to-serve", "days due", "last_day_to_serve service")
        return last_day_to_serve(rule6, _day(given, "due"), _whole(given, "days", _MOST_DAYS), service)
    if "method" in given:
        return _timely(given, rule6, court)
    if "due" in given:
        _fits(given, "--due", "", "due")
        return rule6.certain(_day(given, "due"))
    return _period(given, rule6, service)


def _period(given: Mapping[str, object], rule6: Rule6, service: str) -> Deadline:
    before = "before" in given and _truth(given, "before")
    if "hours" in given:
        _fits(given, "--hours", "from", "hours before clerk_closed")
        start = _moment(given, "from")
        hours = _whole(given, "hours", _MOST_HOURS)
        if rule6.zone is None:
            raise AskError("missing-option", "--hours needs a time zone: give --tz ZONE or --court ID.")
        try:
            return rule6.hours(start, hours, backward=before)
        except OutOfReachError:
            raise
        except ValueError as error:
            raise AskError("bad-date", str(error)) from error
    if "days" not in given:
        raise AskError(
            "missing-option",
            "Say what to compute: --days N or --hours N with --from DATE, or --due DATE, or --last-day-to-serve.",
        )
    _fits(
        given, "--before" if before else "--days", "from", "days before clerk_closed" + ("" if before else " service")
    )
    trigger = _trigger(given, "from")
    days = _whole(given, "days", _MOST_DAYS)
    return rule6.before(trigger, days) if before else rule6.after(trigger, days, service)


def _timely(given: Mapping[str, object], rule6: Rule6, court: Court | None) -> Deadline:
    method = given["method"]
    if method == "efile":
        _fits(given, "--method efile", "due filed", "method")
        if rule6.zone is None:
            raise AskError(
                "missing-option", "--method efile needs the court's time zone: give --tz ZONE or --court ID."
            )
        filed = _filed(given)
        if filed.tzinfo is None:
            raise AskError("bad-time", "--filed needs its time zone for --method efile, as in 2024-03-04T23:10-08:00.")
        return filed_electronically(rule6, _day(given, "due"), filed, rule6.zone)
    if method == "paper":
        _fits(given, "--method paper", "due filed", "method clerk_closes")
        closes, hours = _closes(given, court)
        filed = _filed(given)
        if filed.tzinfo is not None:
            if rule6.zone is None:
                raise AskError("missing-option", "--filed has a time zone: give the court's too, by --tz or --court.")
            filed = filed.astimezone(rule6.zone).replace(tzinfo=None)
        return filed_on_paper(rule6, _day(given, "due"), filed, closes, hours)
    if method == "mailbox":
        _fits(given, "--method mailbox", "due handed_over", "method postmarked received")
        handed_over = _day(given, "handed_over")
        later = {name: _day(given, name) for name in ("postmarked", "received") if name in given}
        for name, day in later.items():
            if day < handed_over:
                raise AskError(
                    "contradiction",
                    f"The paper cannot have been {name} ({day}) before it was handed over ({handed_over}).",
                )
        return handed_over_in_prison(
            rule6, _day(given, "due"), handed_over, later.get("postmarked"), later.get("received")
        )
    raise AskError("unknown-method", f"--method is one of {', '.join(METHODS)}, not {_quoted(method)}.")


def _fits(given: Mapping[str, object], question: str, needed: str, also: str) -> None:
    needs = needed.split()
    allowed = {*needs, *also.split(), *_EVERYWHERE}
    for name in given:
        if name not in allowed and not (name == "service" and given[name] == "none"):
            hint = (
                " For the last day to serve add --last-day-to-serve." if question == "--due" and name == "days" else ""
            )
            raise AskError("contradiction", f"{_option(name)} does not go with {question}.{hint}")
    for name in needs:
        if name not in given:
            raise AskError("missing-option", f"{question} needs {_option(name)}.")


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _quoted(value: object) -> str:
    return repr(value if isinstance(value, str | int | float) else type(value).__name__)[:60]


def _service(given: Mapping[str, object], tables: Tables) -> str:
    service = given.get("service", "none")
    if not isinstance(service, str) or service not in tables.services:
        ways = ", ".join(tables.services)
        raise AskError("unknown-service", f"--service is one of {ways}, not {_quoted(service)}.")
    return service


def _truth(given: Mapping[str, object], name: str) -> bool:
    if given[name] is not True:
        raise AskError("bad-value", f"{_option(name)} is true or false, not {_quoted(given[name])}.")
    return True


def _whole(given: Mapping[str, object], name: str, most: int) -> int:
    value = given[name]
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,12}", value):
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise AskError("bad-number", f"{_option(name)} is a whole number, not {_quoted(value)}.")
    if value < 0:
        raise AskError("negative-period", f"{_option(name)} cannot be negative; to count backward add --before.")
    if value > most:
        raise AskError("out-of-range", f"{_option(name)} is at most {most:,}.")
    return value


def _day(given: Mapping[str, object], name: str) -> date:
    value = given[name]
    return _parsed_day(_option(name), value) if isinstance(value, str) else _no_day(_option(name), value)


def _trigger(given: Mapping[str, object], name: str) -> date:
    """Return the day of an event, which may be told with its time."""
    return _moment(given, name).date() if "T" in str(given[name]) else _day(given, name)


def _days(value: object) -> list[date]:
    rows = value if isinstance(value, list | tuple) else [value]
    return [_day({"clerk_closed": one}, "clerk_closed") for one in rows]


def _no_day(option: str, value: object) -> date:
    raise AskError("bad-date", f"{option} is a day such as 2017-08-25, not {_quoted(value)}.")


@lru_cache(maxsize=4096)
def _parsed_day(option: str, value: str) -> date:
    if not _DAY.fullmatch(value):
        return _no_day(option, value)
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise AskError("bad-date", f"{option}: there is no day {value}.") from error


def _moment(given: Mapping[str, object], name: str) -> datetime:
    value = given[name]
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        raise AskError(
            "bad-date", f"{_option(name)} is a day and a time such as 2017-08-25T10:23, not {_quoted(value)}."
        )
    return _parsed_moment(_option(name), value, value)


def _filed(given: Mapping[str, object]) -> datetime:
    value = given["filed"]
    match = _FILED.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise AskError("bad-time", f"--filed is a day and a time such as 2024-03-04T23:10-08:00, not {_quoted(value)}.")
    moment, offset, zone = match.groups()
    filed = _parsed_moment("--filed", value, moment + (offset or ""))
    return filed if zone is None else filed.replace(tzinfo=_zone(zone))


def _parsed_moment(option: str, value: object, moment: str) -> datetime:
    try:
        parsed = datetime.fromisoformat(moment)
    except ValueError as error:
        raise AskError("bad-date", f"{option}: there is no time {value}.") from error
    # At the ends of Python's calendar a change of zone leaves it.
    if not 1900 <= parsed.year <= 2200:
        raise AskError("out-of-range", f"{option}: the year {parsed.year} is too far away.")
    return parsed


def _closes(given: Mapping[str, object], court: Court | None) -> tuple[time, Authority | None]:
    if "clerk_closes" not in given:
        return _USUAL_HOURS if court is None else (court.clerk_closes, court.clerk)
    value = given["clerk_closes"]
    if isinstance(value, str) and _CLOCK.fullmatch(value):
        try:
            return time.fromisoformat(value), None
        except ValueError:
            pass
    raise AskError("bad-time", f"--clerk-closes is a time such as 16:00, not {_quoted(value)}.")


def _zone(name: object) -> ZoneInfo:
    try:
        if isinstance(name, str) and len(name) < 60:
            return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        pass
    raise AskError("unknown-zone", f"There is no time zone {_quoted(name)}; a zone is such as America/Los_Angeles.")
