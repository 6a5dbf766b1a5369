"""How motions were decided, and what the court did of its own."""

from openhold.court.motions import told_before
from openhold.court.motions.deciding import decided
from openhold.court.motions.operative import operative
from openhold.court.motions.rows import Place, Row
from openhold.court.motions.unquoted import quoted, unquoted
from openhold.court.refs import find
from openhold.court.said import Outcome, Said
from openhold.court.view import View


def read_outcomes(view: View, kind: str) -> tuple[Outcome, ...]:
    """Return one outcome for each motion decided, in the order of the paper.

    In an order only its title and what it orders or concludes decide; in a docket text, every word.
    """
    if kind == "docket-text":
        rows = decided(view.flow, kind, lambda _: True)
        told_before.complete(view.flow, rows, find(view.flow, kind), lambda _: True)
    else:
        view = unquoted(view)
        part = operative(view.flow, quoted(view.flow))
        rows = decided(view.flow, kind, part.holds)
        part.complete(view.flow, rows)
    return tuple(_outcome(view, row) for row in rows)


def _outcome(view: View, row: Row) -> Outcome:
    def said(value: str, places: list[Place]) -> Said[str]:
        return Said(value, tuple(view.span(*place) for place in places))

    return Outcome(
        motion=said(row.motion, row.motion_at),
        result=said(row.result, row.result_at),
        by=said(row.by[0], [row.by[1:]]) if row.by else None,
        ecf=Said(row.ecf.ref, (view.span(row.ecf.start, row.ecf.end),), row.ecf.sure) if row.ecf else None,
        filed=said(row.filed[0], [row.filed[1:]]) if row.filed else None,
    )
