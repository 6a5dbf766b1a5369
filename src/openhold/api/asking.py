"""What may be asked: the base of all bodies, and texts and days as they must be written."""

import re
from datetime import date
from typing import Annotated

from ninja import Schema
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Strict, WithJsonSchema

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Body(Schema):
    """The body of a request: what it does not know is refused, so that a slip of the pen is no silence."""

    model_config = ConfigDict(extra="forbid")


def _text(said: str) -> str:
    wrong = next((sign for sign in said if sign < " " and sign not in "\n\r\t"), None)
    if wrong is not None:
        raise ValueError(f"the sign U+{ord(wrong):04X} in it is no part of a text")
    return said


def _day(said: object) -> object:
    if said is None or isinstance(said, date):
        return said
    if not isinstance(said, str) or not _DAY.fullmatch(said):
        raise ValueError("a day is written YYYY-MM-DD")
    return date.fromisoformat(said)


Text = Annotated[str, Strict(), AfterValidator(_text)]
"""A text without signs that are no part of one."""
Flag = Annotated[bool, Strict()]
"""Yes or no, said as true or false."""
Number = Annotated[int, Strict()]
"""A whole number."""
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
"""A day, written YYYY-MM-DD."""
