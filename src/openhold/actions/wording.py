"""Words and days that people give, made fit for a fact before one is made of them."""

import unicodedata
from datetime import date, timedelta

from openhold.actions.errors import UsageError
from openhold.actions.home import Home

LONGEST = 1000
"""Signs of a sentence at most."""


def words(text: str, what: str, longest: int = LONGEST) -> str:
    """Return `text` on one line without needless white space; `what` is what it is called, e.g. ``the proof``.

    Raises UsageError where nothing is left, where it is longer than `longest` signs, or where signs in it are no text.
    """
    tidy = " ".join(unicodedata.normalize("NFC", text).split())
    if not tidy:
        raise UsageError(f"Say {what} in words: it is empty.")
    if len(tidy) > longest:
        raise UsageError(f"That is too long for {what}: {len(tidy):,} signs, where there is room for {longest:,}.")
    if not tidy.isascii() or not tidy.isprintable():
        wrong = next((sign for sign in tidy if unicodedata.category(sign) in ("Cc", "Cs")), None)
        if wrong is not None:
            raise UsageError(f"That cannot be {what}: the sign U+{ord(wrong):04X} in it is no part of a text.")
    return tidy


def words_or_none(text: str | None, what: str, longest: int = LONGEST) -> str | None:
    """Return `text` as `words` does, None where it says nothing."""
    return None if text is None or not text.strip() else words(text, what, longest)


def past_day(home: Home, day: date, what: str) -> str:
    """Return `day` as a fact holds it; raise UsageError where it has not begun anywhere on earth. `what` happened."""
    # The zone that is furthest ahead is UTC+14.
    if day > (home.clock() + timedelta(hours=14)).date():
        raise UsageError(f"{spelled(day)} is still to come, so it cannot be the day on which {what}.")
    return day.isoformat()


def spelled(day: date) -> str:
    """Return a day as people read it: ``Fri 13 March 2026``."""
    return f"{day:%a} {day.day} {day:%B %Y}"
