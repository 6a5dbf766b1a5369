"""A fact as it stands in the log: what every projection folds."""

from dataclasses import dataclass
from datetime import datetime

from openhold.facts.fact import Fact


@dataclass(frozen=True, slots=True)
class Noted:
    """A fact with its place: the matter's log, its number there, the recorded time and the actor's opaque id."""

    matter: str
    seq: int
    at: datetime
    actor: str
    fact: Fact
