"""What the tests of decisions share: the outcomes of a text as plain values."""

from openhold.court.motions.reader import read_outcomes
from openhold.court.view import View
from openhold.extract.text import plain

Told = tuple[str, str | None, str, int | str | None]
BY = "signed by Magistrate Judge Ann Poe on 2/18/2014. (Roe, A)"
"""How a docket text of the Eastern District of California ends."""


def told(text: str, kind: str = "docket-text") -> list[Told]:
    """Return motion, by, result and number of each outcome."""
    return [
        (one.motion.value, one.by and one.by.value, one.result.value, one.ecf and one.ecf.value)
        for one in read_outcomes(View(plain(text)), kind)
    ]
