"""What the decisions of a paper leave out: acts that a title names, how an appeal ended, the one number."""

import re
from collections.abc import Callable, Sequence

from openhold.court.motions.acting import Modes, conditional
from openhold.court.motions.entries import Numbers
from openhold.court.motions.names import Mention
from openhold.court.motions.own_acts import Act, appeal_result, named_acts, opinion_result
from openhold.court.motions.rows import Row, Rows, noun
from openhold.court.motions.titles import titled
from openhold.court.refs import Found

_STIPULATED = re.compile(r"\b(?:joint\s+)?stipulat(?:ion|ed(?!\s+(?:facts|protective)))\b", re.IGNORECASE)
_FOLLOWS = {"dismissal": ("voluntary dismiss", "stipulation"), "remand": ("remand", "stipulation")}
"""Acts that only follow from such a motion where it is granted."""
_OTHER_BEFORE = re.compile(
    r"(?:findings?|recommendations?|f&rs?|reports?|orders?(?<!proposed order)|complaints?|petitions?|objections?"
    r"|responses?|opposition|reply"
    r"|answer|notice|minutes|schedule|judgment|adopting|accepting|cause"
    r"|(?:notice|response|objections?|reply|opposition)\s+(?:to|of)(?:\s+\w+){1,4})(?:\s+in\s+full)?(?:\s+(?:no\.?"
    r"|re))?[\s,(\[#]*$",
    re.IGNORECASE,
)
_OTHER_NEXT = re.compile(
    r"[)\]]?\s*(?:[\w.'\u2019-]+\s+){0,3}?(?:findings|recommendations?|f&rs?|reports?|orders?|complaints?"
    r"|objections?|responses?|notices?"
    r"|minutes|judgment|repl(?:y|ies)|answers?|opposition)(?![a-z])",
    re.IGNORECASE,
)


def whose(flow: str, act: Act) -> tuple[str, int, int] | None:
    """Return by whom an act is: by the parties where they stipulated it, else by the court; `None` for an appeal."""
    if act.name == "appeal" or act.name.startswith("decision"):
        return None
    asked = stipulated(flow, 120)
    voluntary = "voluntary" in flow[act.start : act.end].lower()
    return asked if asked or voluntary else ("court", act.start, act.end)


def stipulated(flow: str, within: int) -> tuple[str, int, int] | None:
    """Return that the parties asked together, where the first `within` characters speak of a stipulation."""
    shared = _STIPULATED.search(flow, 0, within)
    return ("parties", *shared.span()) if shared else None


def complete(
    rows: Rows,
    flow: str,
    numbers: Numbers,
    mentions: Sequence[Mention],
    modes: Modes,
    within: Callable[[int], bool],
    *,
    whole: bool,
) -> list[Row]:
    """Return the rows of a paper with what its titles name, without acts that follow from a motion that was granted.

    `whole` tells that every word of the paper decides, as in a docket text.
    """
    _titled(rows, flow, mentions, numbers, whole=whole)
    _named(rows, flow, modes, within)
    rows.found = [row for row in rows.found if not _moved(rows, row)]
    ended = any(
        row.motion in ("appeal", "dismissal", "remand") or row.motion.startswith("decision") for row in rows.found
    )
    appeal = None if ended else appeal_result(flow) if whole else opinion_result(flow, other=bool(rows.found))
    if appeal and appeal.result and appeal.said:
        rows.add(Row(appeal.name, [appeal.said], appeal.result, [appeal.said]))
    moved = [row for row in rows.found if not _own(row)]
    if len(moved) == 1 and moved[0].ecf is None and whole:
        _number(moved[0], flow, numbers, mentions)
    return rows.found


def _titled(rows: Rows, flow: str, mentions: Sequence[Mention], numbers: Numbers, *, whole: bool) -> None:
    for title in titled(flow, mentions, numbers) if whole and not rows.found else ():
        rows.add(Row(title.name, [title.named], title.result, [title.said], title.by, title.ecf))


def _named(rows: Rows, flow: str, modes: Modes, within: Callable[[int], bool]) -> None:
    done = {row.motion for row in rows.found}
    for act in named_acts(flow):
        if act.name == "screening":
            _screening(rows, act)
        elif act.result and act.said and act.name not in done and within(act.start):
            if conditional(flow, act.start, act.start):
                continue
            result = f"recommended {act.result}" if modes.recommended(act.start) else act.result
            by = None if act.result == "authorized" else whose(flow, act)
            # `STIPULATION and ORDER for DISMISSAL` names one thing only.
            rows.found = [
                row
                for row in rows.found
                if row.result != "unstated" or not row.motion.startswith(f"stipulation for {act.name}")
            ]
            rows.add(Row(act.name, [(act.start, act.end)], result, [act.said], by))


def _screening(rows: Rows, act: Act) -> None:
    """Call a dismissal by the name of the screening in which it was made."""
    for row in rows.found:
        if row.motion == "dismissal":
            row.motion, row.motion_at = "screening", [(act.start, act.end)]
            row.by = ("court", act.start, act.end)
            return


def _own(row: Row) -> bool:
    """Tell whether an outcome is an act of the court's own, or a dismissal that one side moved for in court."""
    whose_act = row.by[0] if row.by else ""
    return whose_act == "court" or (row.motion in ("dismissal", "remand") and whose_act not in ("", "parties"))


def _moved(rows: Rows, act: Row) -> bool:
    """Tell whether an act only follows from a motion that was granted."""
    return any(
        word in row.motion and ("granted" in row.result or "approved" in row.result)
        for word in _FOLLOWS.get(act.motion, ())
        for row in rows.found
    )


def names_motion(flow: str, ref: Found) -> bool:
    """Tell whether nothing beside the number says that it is another paper's."""
    return not (
        _OTHER_BEFORE.search(flow, max(0, ref.label - 40), ref.label) or _OTHER_NEXT.match(flow, ref.end, ref.end + 60)
    )


def _number(row: Row, flow: str, numbers: Numbers, mentions: Sequence[Mention]) -> None:
    """Give the one motion decided the one number that the text has for a motion, wherever it stands."""
    own = noun(row.motion)
    others = {ref.start for one in mentions if own and not row.bare and noun(one.name) != own for ref in one.refs}
    left = [ref for ref in numbers.refs if ref.start not in others and names_motion(flow, ref)]
    if len({ref.ref for ref in left}) == 1:
        row.ecf = left[0]
