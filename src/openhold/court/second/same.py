"""Whether a value of the first reading and one of the second say the same: what is known to be only spelling is passed.

Each answer is True (the same), False (another value) or None: the second says less in a way that it is known to, so it
neither confirms nor contradicts.
"""

import re

from openhold.court import numbers
from openhold.court.second import parsers

_SIGN = re.compile(r"[\W_]+")
_VERSUS = re.compile(r"\bvs?\b\.?", re.IGNORECASE)
_UNITED_STATES = re.compile(r"\bunited\s+states\s+of\s+america\b|\busa\b", re.IGNORECASE)
_INITIAL = re.compile(r"\b[A-Z]\b\.?")
_WORD = re.compile(r"\w+")
_ENOUGH = 0.5
"""Fewer of a text's words than this are another text, not the same with words left out."""


def exact(first: str, second: str) -> bool:
    """Compare what neither reading changes: dates, numbers of entries."""
    return first == second


def address(first: str, second: str) -> bool:
    """Compare where a document can be had."""
    return first.partition("#")[0] == second.partition("#")[0]


def case(first: str, second: str) -> bool:
    """Compare case numbers; the second reading leaves out what follows the serial number."""
    one, other = numbers.normal(first), numbers.normal(second)
    if one == other and one is not None:
        return True
    whole, part = letters(first), letters(second)
    return whole.startswith(part) and not whole[len(part) : len(part) + 1].isdigit()


def name(first: str, second: str) -> bool | None:
    """Compare names of cases; in plain mail the second reading has a name only to the end of its line."""
    spelt = _name(parsers.spelt_name(first))
    if spelt == _name(second):
        return True
    return None if len(_name(second)) >= len(spelt) * _ENOUGH and spelt.startswith(_name(second)) else False


def judge(first: str, second: str) -> bool:
    """Compare judges: the second reading leaves out commas, titles and some initials."""
    return any(
        letters(change(first)) == letters(change(second))
        for change in (str, parsers.spelt_judge, lambda one: _INITIAL.sub("", one))
    )


def role(first: str, second: str) -> bool:
    """Compare roles of parties."""
    return letters(parsers.spelt_role(first)) == letters(second)


def text(first: str, second: str) -> bool | None:
    """Compare texts; the second reading may leave out words in italics."""
    if letters(first) == letters(second):
        return True
    words, fewer = _WORD.findall(first), _WORD.findall(second)
    rest = iter(words)
    return None if len(fewer) >= len(words) * _ENOUGH and all(word in rest for word in fewer) else False


def short(first: str, second: str) -> bool | None:
    """Compare short names of entries; before it the second reading may leave what it cut off the name of the case."""
    if letters(first) == letters(second):
        return True
    return None if letters(second).endswith(letters(first)) else False


def letters(words: str) -> str:
    """Return words without signs, spaces and capitals."""
    return _SIGN.sub("", words).casefold()


def _name(words: str) -> str:
    return letters(_VERSUS.sub("v", _UNITED_STATES.sub("United States", words)))
