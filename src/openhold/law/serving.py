"""The last day to serve, so that what is answered falls due in time: a period counted backward through Rule 6."""

from datetime import date, timedelta

from openhold.law.calendar import UNSETTLED, Look, OutOfReachError, long
from openhold.law.deadline import Deadline, Step
from openhold.law.notes import authorities_of, before_2009, flags_of
from openhold.law.time import FORWARD, FORWARD_ARGUABLE, RULE, Rule6, Run


def last_day_to_serve(rule6: Rule6, due: date, days: int, service: str = "none") -> Deadline:
    """Return the latest day on which to serve, so that an answer due `days` after service falls due by `due`.

    `cautious_date` is the latest day that holds where closures of the executive count as holidays too;
    `last_business_day` the last day at or before `rule_date` that is no Saturday, Sunday or holiday.
    """
    search = _Search(rule6, due, days, service)
    served, run = search.latest(FORWARD)
    too_late, late = search.tried[-2] if len(search.tried) > 1 else (None, None)
    looks = search.looks()
    cautious = search.latest(FORWARD_ARGUABLE)[0] if any(look.kinds & UNSETTLED for _, look in looks) else served
    office = rule6.run(rule6.calendar(served), served, 0, FORWARD, sign=-1)
    looks = [*search.looks(), *office.looks]
    steps = [Step(due, f"What is served must be answered by {long(due)}.", f"{RULE}(a)(1)")]
    if too_late is not None and late is not None:
        why = f"Served on {long(too_late)} the answer would fall due on {long(late.last)}: too late."
        steps.append(Step(too_late, why, f"{RULE}(a)(1)"))
    kind, adds = rule6.tables.services[service], search.adds(served)
    steps += rule6.steps(run, days, kind, adds)
    why = f"Served on {long(served)} the answer falls due on {long(run.last)}: this is the last day to serve."
    steps.append(Step(served, why, f"{RULE}(a)(1)(A)"))
    return Deadline(
        served,
        cautious,
        tuple(steps),
        authorities_of(rule6.tables.authorities, rule6.names(run, service, served), looks),
        (*before_2009(served, rule6.as_of), *flags_of(looks, "serving")),
        last_business_day=office.last,
    )


class _Search:
    def __init__(self, rule6: Rule6, due: date, days: int, service: str) -> None:
        self._rule6 = rule6
        self._due = due
        self._days = days
        self._kind = rule6.tables.services[service]
        self.tried: list[tuple[date, Run]] = []

    def latest(self, counts: int) -> tuple[date, Run]:
        """Return the latest day of service under `counts`, and what follows from it."""
        try:
            served = self._due - timedelta(self._days)
            while True:
                calendar = self._rule6.calendar(served)
                run = self._rule6.run(calendar, served, self._days, counts, self.adds(served))
                self.tried.append((served, run))
                if run.last <= self._due:
                    return served, run
                served -= timedelta(1)
        except OverflowError as error:
            raise OutOfReachError("The day falls in no year that the holiday tables cover.") from error

    def adds(self, served: date) -> int:
        """Return the days that the way of service adds."""
        return self._kind.days(self._rule6.as_of or served)

    def looks(self) -> list[tuple[date, Look]]:
        """Return the days that were looked at so far."""
        return [look for _, run in self.tried for look in run.looks]
