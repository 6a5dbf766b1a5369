"""Let somebody read what a custodian said in questionnaires, which is privileged, and record that they did."""

from dataclasses import dataclass

from openhold.actions.errors import UsageError
from openhold.actions.home import Home
from openhold.actions.record import database_told, publish, record
from openhold.actions.roles import check_may
from openhold.facts.members import PrivilegedRead
from openhold.projections.hold import Hold
from openhold.projections.questionnaire import Questionnaire

_DEED = "note what custodians say, and answer them"


@dataclass(frozen=True, slots=True)
class Said:
    """A custodian's newest answers about one hold."""

    hold: Hold
    answers: Questionnaire


def answered_questionnaires(home: Home, matter: str, custodian: str) -> int:
    """Return for how many holds a custodian answered the questionnaire; that much is not privileged."""
    with database_told(home):
        return Questionnaire.objects.filter(matter=matter, custodian=custodian).count()


def read_questionnaires(home: Home, actor: str, matter: str, custodian: str) -> tuple[Said, ...]:
    """Return what a custodian (an id) said in questionnaires, oldest first; that it was read is recorded before.

    Raises RefusedError where `actor` may not read it, UsageError where they said nothing.
    """
    with database_told(home):
        check_may(matter, actor, _DEED)
        if not Questionnaire.objects.filter(matter=matter, custodian=custodian).exists():
            raise UsageError(f"The custodian {custodian!r} answered no questionnaire in this matter.")
    record(home, matter, actor, PrivilegedRead(what="questionnaires", which=custodian))
    publish(home, matter)
    with database_told(home):
        holds = {one.id: one for one in Hold.objects.filter(matter=matter)}
        found = Questionnaire.objects.filter(matter=matter, custodian=custodian).order_by("seq")
        return tuple(Said(holds[one.hold], one) for one in found)
