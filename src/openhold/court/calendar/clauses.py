"""Cuts a paper into the clauses in which a date is said, so that no date takes its meaning from a neighbour's words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from openhold.court.when import When, whens

_SHORT = frozenset(
    (
        "jr", "sr", "mr", "mrs", "ms", "dr", "no", "nos", "doc", "docs", "dkt", "dckt", "dft", "dfts", "deft",
        "pltf", "plf", "plntf", "st", "ave", "blvd", "ctrm", "crtrm", "dept", "rm", "hon", "esq", "inc", "co",
        "corp", "ltd", "al", "vs", "v", "fed", "civ", "crim", "r", "p", "proc", "evid", "cal", "app", "supp", "id",
        "ex", "rel", "et", "seq", "sec", "art", "ch", "vol", "pp", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
        "sep", "sept", "oct", "nov", "dec", "tues", "thurs", "mon", "wed", "thu", "fri", "sat", "sun", "fl",
        "bldg", "atty", "attys", "govt", "dep", "gen", "def", "dist", "mag", "j", "a", "m", "e", "g",
        "cv", "cr", "plff", "plffs", "pltfs", "plfs", "defts", "petr", "resp", "respt",
    )
)  # fmt: skip
"""Words that a point shortens: it ends no sentence."""
_TITLES = frozenset(("jr", "sr", "inc", "co", "corp", "ltd", "al", "usm"))
"""Those of them that may end one all the same."""
_STARTERS = re.compile(
    r"\.\s+[\"\u201c]?(?:Within|The|This|These|Those|That|Any|All|Each|Both|Plaintiffs?|Defendants?|Petitioner|"
    r"Respondents?|Objections?|Matter|Motions?|"
    r"Status|Jury|Trial|Discovery|Dispositive|If|On|By|No|In|It|Court|Counsel|Failure|Clerk|Referred|Signed|Case|"
    r"Action|Time|Excludable|Not|"
    r"Opposition|Response|Reply|Replies|Responses|Designation|Expert|Pretrial|Settlement|Sentencing|Hearing|"
    r"Amended|Said|Parties|After|Upon|"
    r"Order|Accordingly|Further|Show|Telephonic|Final|Filing|Deadline)\b"
)
_END = re.compile(
    r";|(?<=[A-Za-z0-9)\]\"'\u201d\u2019%&])\.(?:\.(?=\s)|\)(?=\s+[A-Z])|[\"\u201d](?=\s+[A-Z(0-9])|(?=\s*[\"\u201c(*\[]*[A-Z0-9(*]|\s*$))|"
    r"[?!](?=\s)|"
    r"\s(?=\(\d{1,2}\)\s?[A-Z]|(?:The|All|Any|Each)\s[a-z])|\)(?=[A-Z]{4})"
)
_HEADED = re.compile(r"(?<!\w)[IVX\d]{1,5}\.(?:[ /]+(?:[A-Z][\w'-]*|and|of|for|to|the|in|on|&)(?![\w'-])){1,16}[ /]*$")
"""A numbered heading, which has no point before the sentence that follows it."""
_ITEM = re.compile(r"(?:^|[.;:)])\s*\d{1,2}$")
_WORD = re.compile(r"[A-Za-z]+$")
_FRACTION = re.compile(r"\$ ?[\d,]{1,9}\.\d\d$")
"""A sum of money: its point ends nothing."""
_OPEN = re.compile(r"\(\s*(?=[A-Z#*0-9])")
_BRACKET = re.compile(r"[()]")
_PAREN = 18
_REACH = 4000


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of `flow` that reads by itself, and the dates in it, in order; their places count in `flow`."""

    start: int
    end: int
    dates: tuple[When, ...]


def clauses(flow: str) -> Iterator[Clause]:
    """Yield the clauses that hold a date, in order; what stands in long parentheses is a clause of its own."""
    dates = list(whens(flow))
    at = 0
    first = 0
    while first < len(dates):
        start = _start(flow, at, dates[first].start)
        end = _stop(flow, start, dates[first])
        last = first
        while last + 1 < len(dates) and dates[last + 1].start < end:
            last += 1
            end = max(end, _stop(flow, start, dates[last]))
        yield Clause(start, end, tuple(dates[first : last + 1]))
        at = end
        first = last + 1


def ends(flow: str, start: int, end: int) -> Iterator[int]:
    """Yield where a clause ends between `start` and `end`: the place behind its last character."""
    for match in _END.finditer(flow, start, end):
        if match[0] == "." and _abbreviated(flow, match.start()):
            continue
        if match[0].isspace() and flow[match.end()] != "(" and not _HEADED.search(flow, start, match.start()):
            continue
        yield match.end()


def _abbreviated(flow: str, stop: int) -> bool:
    word = _WORD.search(flow, max(0, stop - 12), stop)
    if word is None:
        if _FRACTION.search(flow, max(0, stop - 12), stop + 3):
            return True
        # `1.` at the head of a numbered paragraph ends nothing, nor does the point in `5.2`.
        before = _ITEM.search(flow, max(0, stop - 5), stop)
        return before is not None and not re.match(r"\.\s*$", flow[stop : stop + 3])
    text = word[0]
    if text.lower() in _TITLES and _STARTERS.match(flow, stop):
        return False
    return text.lower() in _SHORT or (len(text) == 1 and text.isupper())


def _start(flow: str, at: int, date: int) -> int:
    start = max(at, date - _REACH)
    for end in ends(flow, start, date):
        start = end
    open_at = [match.end() for match in _OPEN.finditer(flow, start, date) if _holds(flow, match, date)]
    return max([start, *open_at])


def _holds(flow: str, match: re.Match[str], date: int) -> bool:
    """Tell whether the parenthesis that opens here still stands open at `date`, and is long enough to be a clause."""
    close = flow.find(")", match.end(), match.end() + 400)
    inner = flow.find("(", match.end(), max(match.end(), close))
    if inner >= 0:
        close = flow.find(")", close + 1, close + 400)
    return close < 0 or (close > date and close - match.end() >= _PAREN)


def _stop(flow: str, start: int, date: When) -> int:
    limit = min(len(flow), date.time_end + _REACH)
    stop = next(ends(flow, date.time_end, limit), limit)
    depth = flow.count("(", start, date.time_end) - flow.count(")", start, date.time_end)
    for match in _BRACKET.finditer(flow, date.time_end, stop):
        depth += 1 if match[0] == "(" else -1
        if depth < 0:
            return match.start()
    return stop
