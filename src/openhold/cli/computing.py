"""Dates that follow from what was read: periods that run from the paper's own day, computed under Rule 6."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from openhold.filings.reading_rows import day
from openhold.law.asking import AskError, answer
from openhold.law.tables import TABLES, known


class Computed(NamedTuple):
    """A date that a period ends on: ISO, and one sentence on how it was come by."""

    at: str
    sentence: str


def computed(found: Mapping[str, Any]) -> dict[int, Computed]:
    """Return the end of each period of `found` that can be computed, by the period's place in the list.

    That is every period in days that runs from the order, where the paper says when it was signed. From service, from a
    filing or from an event nothing follows: the paper does not say when those were.
    """
    signed, ends = found["signed"], {}
    court = found["court"] if found["court"] is not None and known(found["court"], TABLES.courts) else None
    for place, period in enumerate(found["periods"]):
        if signed is None or period["trigger"] != "order" or "days" not in period:
            continue
        asked = {"days": period["days"], "from": signed}
        try:
            done = answer(asked if court is None else asked | {"court": court})
        except AskError:
            # A day beyond the holiday tables: no date is better than one that was not looked up.
            continue
        cautious = ""
        if done.cautious_date != done.rule_date:
            cautious = f" Plan for {day(done.cautious_date.isoformat())}: a day between is not settled as a holiday."
        sentence = (
            f"{day(done.rule_date.isoformat())}, counted from {day(signed)} under Fed. R. Civ. P. 6(a).{cautious} "
            "An order in the case goes before any rule on this period."
        )
        ends[place] = Computed(done.rule_date.isoformat(), sentence)
    return ends
