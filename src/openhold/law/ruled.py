"""Which period governs an act that a rule speaks of: what an order in the case says, a standing order, the tables."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from openhold.law.authority import Candidate, Ruling, governing
from openhold.law.rules import Period, Rule, SeveralVersionsError, in_force
from openhold.law.tables import Court, Tables

ORDER, STANDING, LOCAL, FEDERAL = "order in the case", "standing order", "local rule", "federal rule"


class NoRuleError(LookupError):
    """No period can be named for an act: a short code, and one sentence that says why and what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says that an order sets: ORDER or STANDING, how many days, where, and since when (None: unsaid)."""

    level: str
    days: int
    cite: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Ruled:
    """The provision that speaks of the act, the period that governs it, and why that one."""

    provision: Rule
    period: Period
    ruling: Ruling

    def json(self) -> dict[str, object]:
        """Return it as `deadline --json` has it."""
        return {
            "rule": self.provision.id,
            "what": self.provision.what,
            "who": self.provision.who,
            "trigger": self.period.trigger,
            **_shown(self.ruling.governs),
            "why": self.ruling.why,
            "passed_over": [_shown(one) for one in self.ruling.passed_over],
        }


def ruled(tables: Tables, court: Court | None, rule: str, on: date, said: Iterable[Said]) -> Ruled:
    """Return which period governs the act that the provision `rule` speaks of, as the tables stood on a day.

    Raises NoRuleError where the tables have no such provision for that day, where it sets no period in days, where
    they do not know which version stood, and where two orders differ and none is the later one.
    """
    found: list[tuple[str, Rule]] = []
    for level, table in ((LOCAL, () if court is None else court.rules), (FEDERAL, tables.rules)):
        try:
            one = in_force(table, rule, on)
        except SeveralVersionsError as error:
            raise NoRuleError("several-versions", f"{error} Then give the period itself, with --days.") from error
        if one is not None:
            found.append((level, one))
    if not found:
        raise _none(tables, court, rule, on)
    provision = found[0][1]
    periods = {_candidate(level, one, one.period): one.period for level, one in found if one.period is not None}
    if not periods:
        raise NoRuleError("no-period", f"{provision.authority.cite} sets no period for it; give --days.")
    shape = next(iter(periods.values()))
    for word in said:
        period = Period(word.days, "days", shape.direction, shape.trigger)
        periods[Candidate(word.level, says(period), word.cite, checked=False, effective=word.since)] = period
    ruling = governing(periods)
    if ruling is None or not ruling.settled:
        raise NoRuleError("unsettled", "Nothing governs." if ruling is None else ruling.why)
    return Ruled(provision, periods[ruling.governs], ruling)


def provisions(tables: Tables, court: Court | None) -> Iterator[tuple[str, Rule]]:
    """Yield every provision of the tables that sets a period, with its level: the court's own first."""
    for level, table in ((LOCAL, () if court is None else court.rules), (FEDERAL, tables.rules)):
        yield from ((level, one) for one in table if one.period is not None)


def _candidate(level: str, rule: Rule, period: Period) -> Candidate:
    source = rule.authority
    return Candidate(level, says(period), source.cite, checked=source.checked, effective=source.effective)


def says(period: Period) -> str:
    """Return a period in words: `30 days after service of the requests`."""
    return f"{period.length} {period.unit} {period.direction} {period.trigger}"


def _shown(one: Candidate) -> dict[str, object]:
    return {"level": one.level, "says": one.says, "cite": one.cite, "checked": one.checked}


def _none(tables: Tables, court: Court | None, rule: str, on: date) -> NoRuleError:
    everywhere = [*tables.rules, *(() if court is None else court.rules)]
    if any(one.id == rule for one in everywhere):
        return NoRuleError("not-in-force", f"The tables have no version of {rule!r} for {on.isoformat()}; give --days.")
    court_too = "" if court is not None else ", or --court for a court's own"
    return NoRuleError("unknown-rule", f"There is no rule {rule[:60]!r} in the tables; see --rules{court_too}.")
