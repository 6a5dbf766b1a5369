"""What a paper says about a matter that is to be opened, proposed to a person: accept, correct, or leave out."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from openhold.actions.papers.values import COURT, NUMBER, TITLE, Decided, Named, Proposed, fits, label, named, proposals
from openhold.cli import context
from openhold.cli.context import MisuseError

_SAID = {"title": TITLE, "court": COURT, "number": NUMBER}


@dataclass(slots=True)
class Chosen:
    """What the matter is to be called, and every value that was accepted or corrected; `left` are unsure ones."""

    named: Named
    values: list[Decided] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def decide(found: Mapping[str, Any], said: Mapping[str, str | None], *, ask: bool) -> Chosen:
    """Return what holds of the answer `found`: `said` corrects it, a person is asked, or what is sure is accepted.

    Raises MisuseError where no title comes of it.
    """
    corrections = {_SAID[name]: text for name, text in said.items() if text is not None}
    values: list[Decided] = []
    left: list[str] = []
    if ask:
        context.tell(
            "Enter accepts what was read; other words correct it; a dash (-) says that the paper does not say it."
        )
    for read in proposals(found):
        if read.field in corrections:
            value: str | None = corrections.pop(read.field)
        elif ask:
            value = _asked(read)
        elif read.sure:
            value = read.value
        else:
            left.append(read.field)
            continue
        values.append(Decided(read.field, read, value))
    values += [Decided(name, None, value) for name, value in corrections.items()]
    if not named(values).title and ask:
        values.append(Decided(TITLE, None, _line("Title, which the paper does not say: ") or None))
    called = named(values)
    if not called.title:
        raise MisuseError("The paper does not say who is against whom; say --title. No matter was opened.")
    return Chosen(called, values, left)


def _asked(read: Proposed) -> str | None:
    where = f"page {read.page}" + (f", line {read.line}" if read.line is not None else "")
    context.tell(f"{label(read.field)}: {read.value}{'' if read.sure else '  (not sure)'}")
    context.tell(f'    {where}: "{" ".join(read.quote.split())}"')
    while True:
        answer = _line("    ? ")
        if answer in ("", "-"):
            return read.value if not answer else None
        if fits(read, answer):
            return answer
        context.tell("    A date is written YYYY-MM-DD, with a time YYYY-MM-DDTHH:MM.")


def _line(prompt: str) -> str:
    sys.stdout.write(prompt)
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        raise MisuseError("The answers ended before the questions did. No matter was opened.")
    return line.strip()
