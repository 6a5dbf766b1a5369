"""What a paper says about a matter that is to be opened, proposed to a person: accept, correct, or leave out."""

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from openhold.cli import context
from openhold.cli.context import MisuseError

_WANTED = re.compile(
    r"case_name|court|case|judge|judge_title|signed|filed|entered|(plaintiffs|defendants)\[\d+\]|dates\..+|events\[\d+\]\.(what|at)",
    re.DOTALL,
)
"""Which values of a paper are proposed: what names the matter, who is in it, and its live dates."""
_DATES = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?")
_NAMES = {"case_name": "Title", "case": "Number"}
_SAID = {"title": "case_name", "court": "court", "number": "case"}


@dataclass(frozen=True, slots=True)
class Value:
    """One field: what was read, as value, words, page and printed line (None: nothing), and what holds."""

    field: str
    read: tuple[str, str, int, int | None] | None
    value: str | None


@dataclass(slots=True)
class Chosen:
    """What the matter is to be called, and every value that was accepted or corrected; `left` are unsure ones."""

    title: str = ""
    court: str | None = None
    number: str | None = None
    values: list[Value] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def decide(found: Mapping[str, Any], said: Mapping[str, str | None], *, ask: bool) -> Chosen:
    """Return what holds of the answer `found`: `said` corrects it, a person is asked, or what is sure is accepted.

    Raises MisuseError where no title comes of it.
    """
    corrections = {_SAID[name]: text for name, text in said.items() if text is not None}
    chosen = Chosen()
    if ask:
        context.tell(
            "Enter accepts what was read; other words correct it; a dash (-) says that the paper does not say it."
        )
    for name, read, sure in _proposals(found):
        if name in corrections:
            value: str | None = corrections.pop(name)
        elif ask:
            value = _asked(name, read, sure=sure)
        elif sure:
            value = read[0]
        else:
            chosen.left.append(name)
            continue
        chosen.values.append(Value(name, read, value))
    chosen.values += [Value(name, None, value) for name, value in corrections.items()]
    holds = {one.field: one.value for one in chosen.values}
    chosen.title = holds.get("case_name") or _title(holds)
    if not chosen.title and ask:
        chosen.title = _line("Title, which the paper does not say: ")
        chosen.values.append(Value("case_name", None, chosen.title or None))
    if not chosen.title:
        raise MisuseError("The paper does not say who is against whom; say --title. No matter was opened.")
    chosen.court, chosen.number = holds.get("court"), _number(holds.get("case"))
    return chosen


def _proposals(found: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str, int, int | None], bool]]:
    seen = set()
    for one in found["found"]:
        if one["field"] not in seen and _WANTED.fullmatch(one["field"]):
            seen.add(one["field"])
            yield one["field"], (str(one["value"]), one["quote"], one["page"], one["line"]), one["sure"]


def _title(holds: Mapping[str, str | None]) -> str:
    sides = [holds.get("plaintiffs[0]"), holds.get("defendants[0]")]
    return " v. ".join(side for side in sides if side) if all(sides) else ""


def _number(case: str | None) -> str | None:
    from openhold.court.numbers import normal

    return None if case is None else normal(case) or case


def _asked(name: str, read: tuple[str, str, int, int | None], *, sure: bool) -> str | None:
    value, quote, page, line = read
    where = f"page {page}" + (f", line {line}" if line is not None else "")
    context.tell(f"{_NAMES.get(name, name)}: {value}{'' if sure else '  (not sure)'}")
    context.tell(f'    {where}: "{" ".join(quote.split())}"')
    while True:
        answer = _line("    ? ")
        if answer in ("", "-"):
            return value if not answer else None
        if not _DATES.fullmatch(value) or _DATES.fullmatch(answer):
            return answer
        context.tell("    A date is written YYYY-MM-DD, with a time YYYY-MM-DDTHH:MM.")


def _line(prompt: str) -> str:
    sys.stdout.write(prompt)
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        raise MisuseError("The answers ended before the questions did. No matter was opened.")
    return line.strip()
