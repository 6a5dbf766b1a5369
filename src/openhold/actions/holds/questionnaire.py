"""What a custodian says about where something may be: devices, accounts, chat, paper, and who else."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from openhold.actions.errors import UsageError
from openhold.actions.holds.find import find_hold, reread
from openhold.actions.holds.questions import check_covered, own_words
from openhold.actions.home import Home
from openhold.actions.record import database_told, decide, publish
from openhold.facts.fact import Fact
from openhold.facts.questionnaires import QuestionnaireAnswered
from openhold.projections.questionnaire import Questionnaire

if TYPE_CHECKING:
    from django.db.models import QuerySet

PLACES: Mapping[str, str] = MappingProxyType(
    {
        "devices": "phones, computers and other devices",
        "accounts": "e-mail and cloud accounts",
        "chat": "chats and messages",
        "paper": "paper",
        "others": "who else may have something",
    }
)
"""What is asked, by the name of the answer."""
LONGEST = 2_000
"""So many signs has one answer at most."""


def answer_questionnaire(
    home: Home, actor: str, matter: str, hold: str, custodian: str, said: Mapping[str, str]
) -> Questionnaire:
    """Record all that a custodian says, in the place of what was said before; the same again is not recorded again.

    What is missing or empty in `said` is not said. Raises UsageError where nothing is said, or too much.
    """
    if stray := said.keys() - PLACES.keys():
        raise UsageError(f"{min(stray)!r} is not asked. There is: {', '.join(PLACES)}.")
    found = find_hold(home, matter, hold)
    told = {
        name: own_words(said[name], asked, LONGEST) if said.get(name, "").strip() else None
        for name, asked in PLACES.items()
    }
    if not any(told.values()):
        raise UsageError(f"Say something about at least one of: {', '.join(PLACES.values())}.")

    def decision() -> Sequence[Fact]:
        check_covered(found, custodian)
        if _newest(matter, found.id, custodian).filter(**told).exists():
            return []
        return [
            QuestionnaireAnswered(
                hold=found.id,
                version=reread(found).in_force,
                custodian=custodian,
                devices=told["devices"],
                accounts=told["accounts"],
                chat=told["chat"],
                paper=told["paper"],
                others=told["others"],
            )
        ]

    decide(home, matter, actor, decision)
    publish(home, matter)
    with database_told(home):
        return _newest(matter, found.id, custodian).get()


def _newest(matter: str, hold: str, custodian: str) -> "QuerySet[Questionnaire]":
    return Questionnaire.objects.filter(matter=matter, hold=hold, custodian=custodian)
