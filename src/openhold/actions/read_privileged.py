"""Let somebody read privileged words, and record that they did: before the words are given, or they are not given.

A custodian's answers to questionnaires are given by a form of their own, and each time is recorded. All else stands on
pages that are looked at again and again: who was shown which words is recorded once on each day (UTC).
The custodian, to whom the words are written, reads them by a link; that is no reading of somebody else's words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC

from openhold.actions.errors import UsageError
from openhold.actions.holds.answers import open_questions, words_of
from openhold.actions.holds.find import find_hold
from openhold.actions.holds.heard import LOSS, WHERE, Heard, heard
from openhold.actions.home import Home
from openhold.actions.record import database_told, decide, publish, record
from openhold.actions.roles import check_may
from openhold.facts.members import PrivilegedRead
from openhold.projections.hold import Hold
from openhold.projections.notice import NoticeText, Question
from openhold.projections.questionnaire import Questionnaire
from openhold.projections.reading import Reading

QUESTIONNAIRES, QUESTIONS, NOTICE, DRAFT = "questionnaires", "questions", "notice", "draft"
"""What is read."""
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
    record(home, matter, actor, PrivilegedRead(what=QUESTIONNAIRES, which=custodian))
    publish(home, matter)
    with database_told(home):
        holds = {one.id: one for one in Hold.objects.filter(matter=matter)}
        found = Questionnaire.objects.filter(matter=matter, custodian=custodian).order_by("seq")
        return tuple(Said(holds[one.hold], one) for one in found)


def read_words(
    home: Home, actor: str, matter: str, hold: str, versions: Sequence[int]
) -> Mapping[tuple[int, str], NoticeText]:
    """Return the words of some versions of a hold (an id), by version and language.

    Raises RefusedError where `actor` may not read them.
    """
    found = words_of(home, matter, hold, versions)
    _shown(home, actor, matter, [(NOTICE, f"{hold}/{version}") for version in sorted({one for one, _ in found})])
    return found


def read_open_questions(home: Home, actor: str, matter: str, hold: str) -> tuple[Question, ...]:
    """Return the questions about a hold (an id) without an answer, oldest first. Raises as `read_words`."""
    found = open_questions(home, matter, hold)
    _shown(home, actor, matter, [(QUESTIONS, hold)] if found else [])
    return found


def read_questions(home: Home, actor: str, matter: str, custodian: str) -> tuple[Question, ...]:
    """Return what a custodian (an id) asked, and the answers, oldest first. Raises as `read_words`."""
    with database_told(home):
        found = tuple(Question.objects.filter(matter=matter, custodian=custodian).order_by("seq"))
    _shown(home, actor, matter, [(QUESTIONS, custodian)] if found else [])
    return found


def read_heard(home: Home, actor: str, matter: str, hold: str) -> tuple[Heard, ...]:
    """Return everything that custodians said about a hold (an id or a part of its title). Raises as `read_words`."""
    named = find_hold(home, matter, hold).id
    found = heard(home, matter, named)
    kinds = {one.kind for one in found} - {LOSS}
    _shown(home, actor, matter, [(QUESTIONNAIRES if kind == WHERE else QUESTIONS, named) for kind in sorted(kinds)])
    return found


def read_draft(home: Home, actor: str, matter: str, draft: str) -> None:
    """Record that `actor` is shown the words of a draft (its key) of which others wrote some. Raises as `read_words`.

    The draft itself stands in no ledger; that privileged words were opened does.
    """
    _shown(home, actor, matter, [(DRAFT, draft)])


def _shown(home: Home, actor: str, matter: str, them: Sequence[tuple[str, str]]) -> None:
    """Record what `actor` was not shown yet today; nothing is written, and no lock is asked for, where that is none."""
    with database_told(home):
        check_may(matter, actor, _DEED)
        if not _unread(home, actor, matter, them):
            return

    def decision() -> list[PrivilegedRead]:
        return [PrivilegedRead(what=what, which=which) for what, which in _unread(home, actor, matter, them)]

    decide(home, matter, actor, decision)
    publish(home, matter)


def _unread(home: Home, actor: str, matter: str, them: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    if not them:
        return []
    midnight = home.clock().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    there = Reading.objects.filter(matter=matter, person=actor, at__gte=midnight)
    read = set(there.values_list("what", "which"))
    return [one for one in them if one not in read]
