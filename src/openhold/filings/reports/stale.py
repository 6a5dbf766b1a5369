"""Stale holds, and what may be kept beyond need: what to look at, and by which measure."""

from openhold.filings.document import count
from openhold.filings.reports.given import Finding, Stale
from openhold.filings.reports.report import Report, Rows, Section, Shown
from openhold.filings.table import Cell, Table
from openhold.projections.matter import Matter

NAME, WHAT = "stale", "Stale holds and over-preservation"
FOR = "holds nobody has touched for long, and what may be kept beyond need"
_HEADS = (
    "matter", "matter title", "matter number", "hold", "title", "code", "what it means", "about", "days without a fact",
    "detail",
)  # fmt: skip


def stale(told: Stale, matter: Matter | None) -> Report:
    """Return the report, of one matter or across all that were looked at."""
    holds = {(one.matter, one.hold) for one in told.findings if one.hold}
    return Report(
        name=NAME,
        what=WHAT,
        title="Every matter that you see" if matter is None else matter.title,
        matter=matter,
        day=told.moment.date(),
        headline=_headline(told, len(holds)),
        lead=(
            "These are questions for counsel, not answers: whether a hold may end is for a person to say, and a "
            "release shows first what would lose its last protection.",
        ),
        facts=(
            ("Quiet means", f"{count(told.quiet, 'day', 'days')} or more", "without a fact about the hold"),
            ("Many means", f"{count(told.many, 'hold', 'holds')} or more", "over one custodian at once"),
        ),
        sections=tuple(_section(told, code, across=matter is None) for code in _codes(told)),
        data=(Table("Stale", _HEADS, [_data(told, one) for one in told.findings]),),
    )


def _headline(told: Stale, holds: int) -> tuple[str, ...]:
    if not told.looked_at:
        return ("No hold is in force.",)
    in_force = "the one hold" if told.looked_at == 1 else f"{told.looked_at:,} holds"
    if not told.findings:
        return (f"Nothing to look at among {in_force} in force.",)
    if not holds:
        return (f"{count(len(told.findings), 'thing', 'things')} to look at, about custodians.",)
    return (f"{count(holds, 'hold', 'holds')} to look at, of {in_force} in force.",)


def _codes(told: Stale) -> list[str]:
    there = {one.code for one in told.findings}
    return [code for code in told.meanings if code in there]


def _section(told: Stale, code: str, *, across: bool) -> Section:
    rows = [one for one in told.findings if one.code == code]
    of = "Custodian" if not rows[0].hold else "Hold"
    table = Rows(((of, 40), ("What the record shows", 60)), [_row(told, one, across=across) for one in rows])
    return Section(told.meanings[code], table=table)


def _row(told: Stale, one: Finding, *, across: bool) -> tuple[Shown, ...]:
    below = (told.matters[one.matter].title,) if across else (one.hold or one.subject,)
    link = ("hold", one.matter, one.hold) if one.hold else ("custodian", one.matter, one.subject)
    return (Shown(one.title, below, link=link), Shown(one.detail))


def _data(told: Stale, one: Finding) -> tuple[Cell, ...]:
    matter = told.matters[one.matter]
    meaning = told.meanings[one.code]
    return (
        one.matter, matter.title, matter.number, one.hold or None, one.title, one.code, meaning, one.subject, one.days,
        one.detail,
    )  # fmt: skip
