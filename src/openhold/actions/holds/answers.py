"""Who has answered: counted for all holds in force at once, and read day by day for one of them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from types import MappingProxyType

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from openhold.actions.home import Home
from openhold.actions.record import database_told
from openhold.projections.hold import CUSTODIAN, ISSUED, Cover, Hold, HoldVersion
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


def answers(home: Home, matters: Collection[str] | None = None) -> tuple[Answers, ...]:
    """Return where every hold in force stands, of `matters` or of all, oldest first within each matter."""
    with database_told(home):
        there = Hold.objects.filter(released_at=None, in_force__gt=0).order_by("matter", "seq")
        versions = HoldVersion.objects.filter(state=ISSUED)
        notices = _of_covered()
        if matters is not None:
            of_these = list(matters)
            there, versions = there.filter(matter__in=of_these), versions.filter(matter__in=of_these)
            notices = notices.filter(matter__in=of_these)
        days = {
            (of, hold, version): day
            for of, hold, version, day in versions.values_list("matter", "hold", "version", "acknowledge_by")
        }
        counted = {
            (one["matter"], one["hold"], one["version"]): one
            for one in notices.values("matter", "hold", "version").annotate(
                asked=Count("custodian"),
                acknowledged=Count("acknowledged_at"),
                untold=Count("custodian", filter=Q(acknowledged_at=None) & (Q(sent_at=None) | ~Q(bounced_why=""))),
            )
        }
        found = []
        for hold in there:
            key = (hold.matter, hold.id, hold.in_force)
            one = counted.get(key, {"asked": 0, "acknowledged": 0, "untold": 0})
            found.append(Answers(hold, days[key], one["asked"], one["acknowledged"], one["untold"]))
        return tuple(found)


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
        waiting = _of_covered().filter(matter=matter, acknowledged_at=None).order_by("hold")
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


def _of_covered() -> "QuerySet[Notice]":
    """Return the notices of custodians who were not released from the hold."""
    released = Cover.objects.filter(
        matter=OuterRef("matter"),
        hold=OuterRef("hold"),
        what=CUSTODIAN,
        which=OuterRef("custodian"),
        released_at__isnull=False,
    )
    return Notice.objects.exclude(Exists(released))
