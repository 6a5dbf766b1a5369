"""All that custodians said about a hold: questions with their answers, losses, and where something may be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from openhold.actions.holds.find import find_hold
from openhold.actions.holds.questionnaire import PLACES
from openhold.actions.home import Home
from openhold.actions.record import database_told
from openhold.projections.custodian import Custodian
from openhold.projections.notice import LossReport, Question
from openhold.projections.questionnaire import Questionnaire

QUESTION, LOSS, WHERE = "question", "loss", "places"
"""What was said."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing that a custodian said. `kind` says what; `words` are the custodian's and, to a question, the answer.

    `id` names a question or a loss, and is empty for places. Questions and places are privileged.
    """

    kind: str
    id: str
    custodian: str
    name: str
    at: datetime
    seq: int
    words: Mapping[str, str]


def heard(home: Home, matter: str, hold: str) -> tuple[Heard, ...]:
    """Return everything that custodians said about a hold, in the order in which it was recorded."""
    found = find_hold(home, matter, hold)
    of = {"matter": matter, "hold": found.id}
    with database_told(home):
        names = dict(Custodian.objects.filter(matter=matter).values_list("id", "name"))
        them = [
            Heard(
                QUESTION, one.id, one.custodian, names[one.custodian], one.asked_at, one.seq,
                {"asked": one.text, **({} if one.answer is None else {"answered": one.answer})},
            )
            for one in Question.objects.filter(**of)
        ]  # fmt: skip
        them += [
            Heard(LOSS, one.id, one.custodian, names[one.custodian], one.at, one.seq, {"lost": one.text})
            for one in LossReport.objects.filter(**of)
        ]
        for one in Questionnaire.objects.filter(**of):
            words = {asked: getattr(one, name) for name, asked in PLACES.items() if getattr(one, name) is not None}
            them.append(Heard(WHERE, "", one.custodian, names[one.custodian], one.at, one.seq, words))
    return tuple(sorted(them, key=lambda one: one.seq))
