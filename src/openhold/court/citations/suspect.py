"""Whether a page's line number may have slipped into a citation: then it is left out, since a wrong one is worse."""

import re

_LAST = 28
_ABBREVIATION = (
    r"(?:[A-Z]\.\s?D|U\.\s?S|U\.\s?S\.\s?C|Supp|Cl|Ct|Ed|Cir|Cal|App|Dist|Rptr|Evid|Civ|Crim|Fed|F|R|L|S|P|Proc|Code"
    r"|No)\."
)
_NUMBER_BEFORE = re.compile(rf"(?:(?<!\S)[(\[]?\d{{1,4}}|\b{_ABBREVIATION})\s$")
_NUMBER_NEXT = re.compile(rf"\s(?:[(\[]?\d|§|at\s\*?\d|[Ss]ec(?:tion|s?\.)|Procedure\b|WL\b|{_ABBREVIATION})")
_WORD_NEXT = re.compile(r"\s(?!(?:of|under)\sthe\sFed|FRCP|Fed\.)[A-Za-z(]")
_CUT_OFF = re.compile(
    r",?\s(?:(?:and|or|&)\s)?(?:(?:[1-9]|1\d|2[0-8])\s){1,3}(?:(?:and|or|&)\s)?\((?:[A-Za-z]{1,4}|\d{1,2})\)"
)


def may_be_line_number(number: str) -> bool:
    """Tell whether a number is one that pleading paper prints beside its lines."""
    return number.isdigit() and 1 <= int(number) <= _LAST


def leads(words: str, start: int, number: str) -> bool:
    """Tell whether the number that begins a citation at `start` may be a line number behind the real one."""
    return may_be_line_number(number) and _NUMBER_BEFORE.search(words[max(0, start - 12) : start]) is not None


def trails(words: str, end: int, number: str) -> bool:
    """Tell whether the number that ends at `end` may be a line number before the real one."""
    return may_be_line_number(number) and _NUMBER_NEXT.match(words, end) is not None


def stands_alone(words: str, end: int, number: str) -> bool:
    """Tell whether the text may go on behind the number that ends at `end` as if it were not there.

    So it is where a list of numbers may have ended before it (`Rules 59 and 60, 18 the court`): no sign follows it.
    """
    return may_be_line_number(number) and _WORD_NEXT.match(words, end) is not None


def cut_off(words: str, end: int) -> bool:
    """Tell whether a line number may part what ends at `end` from a subdivision: `26(c) 18 (1)`."""
    return _CUT_OFF.match(words, end) is not None
