"""Holds that are not really on: what keeps each from protecting what it names."""

from openhold.filings.document import count
from openhold.filings.reports.given import NotOn, Weakness
from openhold.filings.reports.report import Report, Rows, Section, Shown
from openhold.filings.table import Table
from openhold.projections.matter import Matter

NAME, WHAT = "not-on", "Holds that are not really on"
FOR = "what keeps each from protecting what it names"
_HEADS = ("matter", "matter title", "matter number", "hold", "hold title", "code", "what it means", "about", "detail")


def not_on(told: NotOn, matter: Matter | None) -> Report:
    """Return the report, of one matter or across all that were looked at."""
    holds = {(of, one.hold) for of, one in told.weak}
    return Report(
        name=NAME,
        what=WHAT,
        title="Every matter that you see" if matter is None else matter.title,
        matter=matter,
        day=told.moment.date(),
        headline=_headline(told.looked_at, len(holds)),
        lead=(
            "A hold is really on when it is issued, everybody it covers was told and somebody answered, each source's "
            "own rule was seen to, and nobody left with evidence.",
        ),
        sections=tuple(_section(told, code, across=matter is None) for code in _codes(told)),
        data=(Table("Not really on", _HEADS, [_data(told, of, one) for of, one in told.weak]),),
    )


def _headline(looked_at: int, weak: int) -> tuple[str, ...]:
    if not looked_at:
        return ("No hold stands.",)
    if not weak:
        whole = "The one hold that stands is" if looked_at == 1 else f"All {looked_at:,} holds that stand are"
        return (f"{whole} really on, as far as can be checked here.",)
    if looked_at == 1:
        return ("The one hold that stands is not really on.",)
    return (f"{weak:,} of {looked_at:,} holds that stand {'is' if weak == 1 else 'are'} not really on.",)


def _codes(told: NotOn) -> list[str]:
    there = {one.code for _, one in told.weak}
    return [code for code in told.meanings if code in there]


def _section(told: NotOn, code: str, *, across: bool) -> Section:
    rows = [(of, one) for of, one in told.weak if one.code == code]
    table = Rows((("Hold", 40), ("Why", 60)), [_row(told, of, one, across=across) for of, one in rows])
    return Section(told.meanings[code], (count(len(rows), "time", "times") + ".",) if len(rows) > 1 else (), table)


def _row(told: NotOn, of: str, one: Weakness, *, across: bool) -> tuple[Shown, ...]:
    below = (told.matters[of].title,) if across else (one.hold,)
    return (Shown(one.title, below, link=("hold", of, one.hold)), Shown(one.detail))


def _data(told: NotOn, of: str, one: Weakness) -> tuple[str | None, ...]:
    matter = told.matters[of]
    return (
        of,
        matter.title,
        matter.number,
        one.hold,
        one.title,
        one.code,
        told.meanings[one.code],
        one.subject,
        one.detail,
    )
