"""What custodians ask and report, and what they are answered."""

from collections.abc import Sequence

from openhold.actions.errors import RefusedError, UsageError
from openhold.actions.holds.find import find_hold, reread
from openhold.actions.home import Home
from openhold.actions.record import database_told, decide, publish
from openhold.facts.fact import Fact
from openhold.facts.notices import LossReported, NoticeAnswered, NoticeAsked
from openhold.projections.hold import CUSTODIAN, Cover, Hold
from openhold.projections.notice import LossReport, Question

LONGEST = 10_000
"""So many signs has a question, an answer or a report at most."""


def ask(home: Home, actor: str, matter: str, hold: str, custodian: str, text: str) -> Question:
    """Record a custodian's question; the same one again, while it is open, is the same question."""
    found = find_hold(home, matter, hold)
    said = own_words(text, "the question")
    new = home.new_id("q")

    def decision() -> Sequence[Fact]:
        check_covered(found, custodian)
        if _open(found, custodian, said) is not None:
            return []
        return [
            NoticeAsked(question=new, hold=found.id, version=reread(found).in_force, custodian=custodian, text=said)
        ]

    recorded = decide(home, matter, actor, decision)
    publish(home, matter)
    with database_told(home):
        if recorded.size > recorded.first:
            return Question.objects.get(matter=matter, id=new)
        same = _open(found, custodian, said)
    if same is None:
        raise RefusedError("The question was answered just now. Look at the answer, then ask again.")
    return same


def answer(home: Home, actor: str, matter: str, question: str, text: str) -> Question:
    """Record the answer to a question. Raises RefusedError where it was answered already."""
    said = own_words(text, "the answer")

    def decision() -> Sequence[Fact]:
        one = Question.objects.filter(matter=matter, id=question).first()
        if one is None:
            raise UsageError(f"There is no question {question!r} in this matter.")
        if one.answer is not None:
            raise RefusedError(f"Question {question} was answered already.")
        return [NoticeAnswered(question=question, hold=one.hold, text=said)]

    decide(home, matter, actor, decision)
    publish(home, matter)
    with database_told(home):
        return Question.objects.get(matter=matter, id=question)


def report_loss(home: Home, actor: str, matter: str, hold: str, custodian: str, text: str) -> LossReport:
    """Record, in a custodian's words, that something is gone; the same words again are the same report."""
    found = find_hold(home, matter, hold)
    said = own_words(text, "what is gone")
    new = home.new_id("l")

    def decision() -> Sequence[Fact]:
        check_covered(found, custodian)
        if LossReport.objects.filter(matter=matter, hold=found.id, custodian=custodian, text=said).exists():
            return []
        return [LossReported(report=new, hold=found.id, custodian=custodian, text=said)]

    decide(home, matter, actor, decision)
    publish(home, matter)
    with database_told(home):
        return LossReport.objects.get(matter=matter, hold=found.id, custodian=custodian, text=said)


def _open(hold: Hold, custodian: str, text: str) -> Question | None:
    return Question.objects.filter(
        matter=hold.matter, hold=hold.id, custodian=custodian, text=text, answer=None
    ).first()


def check_covered(hold: Hold, custodian: str) -> None:
    """Raise UsageError unless the hold covers the custodian, or did."""
    if not Cover.objects.filter(matter=hold.matter, hold=hold.id, what=CUSTODIAN, which=custodian).exists():
        raise UsageError(f"{custodian} is no custodian of hold {hold.id}.")


def own_words(text: str, what: str, longest: int = LONGEST) -> str:
    """Return a person's own words, lines and all; raise UsageError where they are none, or more than `longest`."""
    said = "\n".join(line.rstrip() for line in text.strip().splitlines())
    if not said:
        raise UsageError(f"Say {what} in words: it is empty.")
    if len(said) > longest:
        raise UsageError(f"That is too long for {what}: {len(said):,} signs, where there is room for {longest:,}.")
    if any("\ud800" <= sign <= "\udfff" or (sign < " " and sign not in "\n\t") for sign in said):
        raise UsageError(f"That cannot be {what}: there are signs in it that are no part of a text.")
    return said
