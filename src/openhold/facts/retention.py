"""What becomes of the evidence in a source if nobody stops it."""

from dataclasses import dataclass
from typing import ClassVar

from openhold.facts.fact import Fact

BEHAVIOURS: tuple[str, ...] = (
    "deleted after",
    "overwritten",
    "account closed on leaving",
    "device replaced",
    "scheduled destruction",
    "none known",
    "unknown",
)
"""What can become of it, in the words of the record. ``none known``: somebody asked; ``unknown``: nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDescribed(Fact):
    """Who looks after a source and what becomes of what it holds; a later statement takes the place of this one.

    `steward` is a custodian's id. `retention` is one of `BEHAVIOURS`; `days` how long things stay (for an
    account: after the leaving), `on` the day ``YYYY-MM-DD`` of a replacement or destruction that is planned, each null
    where nobody knows or it does not apply. `words` say it as a person would, `learned_from` who or what said so.
    """

    KIND: ClassVar[str] = "source.described/1"
    SENTENCE: ClassVar[str] = "A source was described: who looks after it, and what deletes it and when."
    source: str
    steward: str | None
    retention: str
    days: int | None
    on: str | None
    words: str
    learned_from: str | None
