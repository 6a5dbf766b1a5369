"""A docket entry that a filing system handed on with its end before its beginning, put in its own order.

Some systems cut a long entry anywhere, in the middle of a word too, and hand on the last piece first. There the clerk's
name that closes the entry stands inside the text, and the type with which the entry opens follows it at once.
"""

import re

from openhold.court.heading.types import opens
from openhold.court.view import View, ViewLine

_CLERK = re.compile(
    r"\((?:[A-Za-z][A-Za-z' .-]{0,30},\s?(?:[A-Z.]{0,4}|[A-Z][a-z]{1,12})[ .,]*|[A-Z]{2,4}|[a-z]{3,5})\)\.?(?=[A-Z<*])"
)
_LAST, _FIRST = re.compile(r"[A-Za-z]+$"), re.compile(r"[A-Za-z]+")
_LISTED = (
    "action adopting after against all amended and any appeal are attorney be because been before by case cause "
    "chief claim claims clerk closed compel complaint conditions conference continued copies copy counsel court "
    "courtroom date day days deadline decision defendant defendants denied denying directed directing discovery "
    "dismiss dismissal dismissed documents due entered extension failure federal fee file filed filing final "
    "findings for form from full further granted granting habeas had has have hearing held hereby herein him his "
    "if in inform into is it its judge judgment later leave magistrate mailed matter may memorandum moot motion "
    "motions must no not notice objections of office on opinion opposition or order ordered ordering other part "
    "parties party pay pending petition petitioner plaintiff plaintiffs prejudice pretrial proceed pursuant reply "
    "request response scheduling sent serve served service set settlement shall should show signed status stay "
    "stipulation submit such summary than that the their then there therein thirty this time to today trial under "
    "until upon vacated was were which will with within without"
)
_WORDS = frozenset(_LISTED.split())
"""Words that may stand on either side of a cut, or be made of both: `be` and `fore`, `with` and `in`."""


def turned(view: View) -> View:
    """Return a view whose `flow` has the beginning of the entry first; the same where it has that already."""
    flow = view.flow
    cut = beginning(flow)
    if not cut:
        return view
    joint = _joint(flow[cut:], flow[:cut])
    order = [*range(cut, len(flow)), *([len(flow) - 1] if joint else []), *range(cut)]
    line = ViewLine(f"{flow[cut:]}{joint}{flow[:cut]}", view.lines[0].page, None, [view.places[at] for at in order])
    return view.flowing([line])


def beginning(flow: str) -> int:
    """Return where the entry begins: 0 where nothing was put before its beginning."""
    if ")" not in flow or opens(flow, 0):
        return 0
    return next((clerk.end() for clerk in _CLERK.finditer(flow) if opens(flow, clerk.end())), 0)


def _joint(head: str, tail: str) -> str:
    """Return the space that was lost where the pieces were cut, or "" where they were cut within a word."""
    before, after = head[-1], tail[0]
    if not after.isalnum() or not (before.isalnum() or before in ".,;:)"):
        return ""
    if not before.isalnum() or before.isdigit() != after.isdigit() or (before.islower() and after.isupper()):
        return " "
    last, first = _LAST.search(head), _FIRST.match(tail)
    if last is None or first is None:
        return ""
    others = {word.lower() for word in re.findall(r"[A-Za-z]{2,}", f"{head[: last.start()]} {tail[first.end() :]}")}
    known = others | _WORDS
    one, other = last[0].lower(), first[0].lower()
    return " " if one in known and other in known and one + other not in known else ""
