"""What custodians say about where something may be. What they tell counsel is privileged, like their questions."""

from dataclasses import dataclass
from typing import ClassVar

from openhold.facts.fact import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionnaireAnswered(Fact):
    """A custodian's own words, null where nothing was said; whoever answers again says all of it again.

    `others` is who else may have something. `version` is the one in force then.
    """

    KIND: ClassVar[str] = "questionnaire.answered/1"
    SENTENCE: ClassVar[str] = "A custodian said on which devices, in which accounts, chats and papers something may be."
    PRIVILEGED: ClassVar[bool] = True
    GROUND: ClassVar[str] = "privileged: what a custodian told counsel"
    hold: str
    version: int
    custodian: str
    devices: str | None
    accounts: str | None
    chat: str | None
    paper: str | None
    others: str | None


KINDS: tuple[type[Fact], ...] = (QuestionnaireAnswered,)
"""The kinds of this module."""
