"""Who has answered: counted for all holds in force at once, and read day by day for one of them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from types import MappingProxyType

from django.db.models import Count, F, QuerySet, Sum
from django.db.models.functions import Coalesce

from openhold.actions.home import Home
from openhold.actions.record import database_told
from openhold.projections.answering import of_covered
from openhold.projections.hold import Hold
from openhold.projections.notice import FIRST, Notice, NoticeText, Question, Sending


@dataclass(frozen=True, slots=True)
class Answers:
    """A hold in force, the day by which it is to be acknowledged, how many were asked, and how many have answered.

    Custodians who were released from it do not count. `untold` have not answered and, as far as is known, have not got
    the notice: it was not sent, or it came back.
    """

    hold: Hold
    acknowledge_by: date
    asked: int
    acknowledged: int
    untold: int

    @property
    def open(self) -> int:
        """How many have not answered."""
        return self.asked - self.acknowledged


@dataclass(frozen=True, slots=True)
class Waiting:
    """The holds in force that somebody has not answered: how many answers are missing, how many holds, the first."""

    unanswered: int
    holds: int
    first: tuple[Answers, ...]


def answers(home: Home, matters: Collection[str] | None = None) -> tuple[Answers, ...]:
    """Return where every hold in force stands, of `matters` or of all, oldest first within each matter."""
    with database_told(home):
        return tuple(_answers(_in_force(matters).order_by("matter", "seq")))


def not_answered(home: Home, matters: Collection[str] | None, most: int) -> Waiting:
    """Return where answers are missing in `matters`, or in all, with the `most` holds that are due first."""
    with database_told(home):
        there = _in_force(matters).filter(asked__gt=F("acknowledged"))
        told = there.aggregate(missing=Coalesce(Sum(F("asked") - F("acknowledged")), 0), holds=Count("*"))
        first = _answers(there.order_by("acknowledge_by", "matter", "seq")[:most])
        return Waiting(told["missing"], told["holds"], tuple(first))


def _in_force(matters: Collection[str] | None) -> "QuerySet[Hold]":
    there = Hold.objects.filter(released_at=None, in_force__gt=0)
    return there if matters is None else there.filter(matter__in=list(matters))


def _answers(there: "QuerySet[Hold]") -> Iterator[Answers]:
    for one in there:
        if one.acknowledge_by is not None:
            yield Answers(one, one.acknowledge_by, one.asked, one.acknowledged, one.untold)


def reminded_on(home: Home, matter: str, hold: str, version: int) -> Mapping[date, int]:
    """Return, by day in UTC, how many messages about a version left after each custodian's first, oldest day first."""
    with database_told(home):
        sent = Sending.objects.filter(matter=matter, hold=hold, version=version).exclude(sending=FIRST).order_by("seq")
        days: defaultdict[date, int] = defaultdict(int)
        for at in sent.values_list("at", flat=True):
            days[at.astimezone(UTC).date()] += 1
    return MappingProxyType(dict(days))


def answered_by_version(home: Home, matter: str, hold: str) -> Mapping[int, tuple[int, int]]:
    """Return, by version, how many were asked to acknowledge it and how many have."""
    with database_told(home):
        counted = (
            Notice.objects.filter(matter=matter, hold=hold)
            .values("version")
            .annotate(asked=Count("custodian"), acknowledged=Count("acknowledged_at"))
        )
        return MappingProxyType({one["version"]: (one["asked"], one["acknowledged"]) for one in counted})


def open_answers(home: Home, matter: str) -> Mapping[str, tuple[str, ...]]:
    """Return, by custodian, the holds in force that they have not acknowledged."""
    with database_told(home):
        there = dict(Hold.objects.filter(matter=matter, released_at=None).values_list("id", "in_force"))
        found: defaultdict[str, list[str]] = defaultdict(list)
        waiting = of_covered().filter(matter=matter, acknowledged_at=None).order_by("hold")
        for hold, version, who in waiting.values_list("hold", "version", "custodian"):
            if there.get(hold) == version:
                found[who].append(hold)
    return MappingProxyType({who: tuple(holds) for who, holds in found.items()})


def open_questions(home: Home, matter: str, hold: str) -> tuple[Question, ...]:
    """Return the questions about a hold that have no answer yet, oldest first. They are privileged."""
    with database_told(home):
        return tuple(Question.objects.filter(matter=matter, hold=hold, answer=None).order_by("seq"))


def is_open_question(home: Home, matter: str, hold: str, question: str) -> bool:
    """Tell whether a question (an id) about a hold has no answer yet."""
    with database_told(home):
        return Question.objects.filter(matter=matter, hold=hold, id=question, answer=None).exists()


def words_of(home: Home, matter: str, hold: str, versions: Sequence[int]) -> Mapping[tuple[int, str], NoticeText]:
    """Return the words of some versions, by version and language. They are privileged."""
    with database_told(home):
        found = NoticeText.objects.filter(matter=matter, hold=hold, version__in=versions).order_by("language")
        return MappingProxyType({(one.version, one.language): one for one in found})
