"""Look at holds: where each stands, who has answered, and which are not really on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from openhold.actions.holds.answering import Answering, Answers
from openhold.actions.holds.find import find_hold
from openhold.actions.holds.meant import at_once
from openhold.actions.holds.propose import saw
from openhold.actions.holds.reach import Reach
from openhold.actions.home import Home
from openhold.actions.record import database_told
from openhold.projections.custodian import Custodian
from openhold.projections.hold import APPROVED, CUSTODIAN, PROPOSED, Cover, Hold, HoldVersion
from openhold.projections.notice import Notice, NoticeText, Question
from openhold.projections.person import Person
from openhold.projections.release import PROPOSED as WAITING
from openhold.projections.release import Release
from openhold.projections.source import THING, Source
from openhold.projections.task import Task

_SPOKEN = {"en": "English", "es": "Spanish"}
ANSWERED_BY_NOBODY, NOT_TOLD, OTHER_LANGUAGE = "nobody-acknowledged", "not-told", "other-language"
NO_TASK_DONE, LEFT, NOT_ISSUED = "no-task-done", "custodian-left", "not-issued"
CODES = {
    NOT_ISSUED: "A version was proposed or approved, and nothing of it is in force.",
    ANSWERED_BY_NOBODY: "Not one custodian has acknowledged the version in force.",
    NOT_TOLD: "A custodian was not sent the notice, or it did not arrive.",
    OTHER_LANGUAGE: "A custodian's notice has no words in the custodian's language.",
    NO_TASK_DONE: "For a source nobody has done a task, so its own rule may still run.",
    LEFT: "A custodian left or moved, and nobody has looked after the evidence.",
}
"""Why a hold may not really be on, by code."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a hold stands: its newest version, those asked to acknowledge the version in force, and those who did."""

    hold: Hold
    newest: HoldVersion
    asked: int
    acknowledged: int


@dataclass(frozen=True, slots=True)
class Looked:
    """A hold with all that is known of it. `saw` names its newest version; versions are oldest first.

    `sources` are those that the version in force covers, through their custodian too. `names` are those of all who
    acted and of stewards who are to get tasks, and `places` those of all sources of the matter, each by id.
    """

    standing: Standing
    versions: tuple[HoldVersion, ...]
    saw: str
    answering: tuple[Answering, ...]
    sources: tuple[Source, ...]
    questions: int
    releases: tuple[Release, ...]
    names: Mapping[str, str]
    places: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Weakness:
    """Something for which a hold is not really on: a code of `CODES`, about whom or what, in a sentence."""

    hold: str
    title: str
    code: str
    subject: str
    detail: str


def holds(home: Home, matter: str) -> tuple[Standing, ...]:
    """Return the holds of a matter, oldest first."""
    with database_told(home):
        return _standings(Hold.objects.filter(matter=matter).order_by("seq"))


def look_at(home: Home, matter: str, hold: str, *, everybody: bool = True) -> Looked:
    """Return all that is known of a hold; its custodians, who may be thousands, only with `everybody`."""
    found = find_hold(home, matter, hold)
    digest = saw(home, matter, found.id, found.newest)
    with database_told(home):
        versions = tuple(HoldVersion.objects.filter(matter=matter, hold=found.id).order_by("version"))
        releases = tuple(Release.objects.filter(matter=matter, hold=found.id, state=WAITING).order_by("seq"))
        acted = {one.proposed_by for one in versions} | {one.proposed_by for one in releases}
        acted |= {one.approved_by for one in versions if one.approved_by is not None}
        stewards = {task["steward"] for one in versions for task in one.tasks if task["steward"] is not None}
        named = dict(Custodian.objects.filter(matter=matter, id__in=stewards).values_list("id", "name"))
        return Looked(
            standing=_standings([found])[0],
            versions=versions,
            saw=digest,
            answering=tuple(Answers(home, found)[:]) if everybody else (),
            sources=tuple(_Matter(matter).sources_of(found)),
            questions=Question.objects.filter(matter=matter, hold=found.id, answer=None).count(),
            releases=releases,
            names={**named, **{one.id: one.shown for one in Person.objects.filter(id__in=acted)}},
            places={one.id: one.at or one.at_b64 or "" for one in Source.objects.filter(matter=matter)},
        )


def weak_holds(
    home: Home, matter: str, hold: str | None = None, *, covered: Sequence[Source] | None = None
) -> tuple[Weakness, ...]:
    """Return everything for which a hold of the matter, or `hold` (an id) alone, is not really on, hold by hold.

    Whoever has looked at `hold` has the sources that it covers, and need not have them searched again.
    """
    with database_told(home):
        found: list[Weakness] = []
        read = _Matter(matter, hold)
        there = Hold.objects.filter(matter=matter, released_at=None).order_by("seq")
        for one in _standings(there if hold is None else there.filter(id=hold)):
            found += _waiting(one)
            if one.hold.in_force:
                sources = read.sources_of(one.hold) if covered is None else covered
                found += [*_unanswered(read, one.hold), *_untold(read, one.hold)]
                found += [*_undone(read, one.hold, sources), *_left(read, one.hold)]
        return tuple(found)


class _Matter:
    """What a matter knows, read when it is first asked for, and once: its holds are many.

    With `hold` no notices but those of this one are read.
    """

    def __init__(self, matter: str, hold: str | None = None) -> None:
        self._matter, self._hold = matter, hold

    @cached_property
    def _asked(self) -> "QuerySet[Notice]":
        """The notices of versions in force, of those whom their hold still covers."""
        cover = Cover.objects.filter(
            matter=OuterRef("matter"), hold=OuterRef("hold"), what=CUSTODIAN, which=OuterRef("custodian")
        )
        return Notice.objects.filter(_in_force(), Exists(cover.filter(released_at=None)), **self._within())

    @cached_property
    def counted(self) -> Mapping[str, tuple[int, int]]:
        """How many each hold asks, and how many of them have acknowledged."""
        rows = self._asked.values("hold").annotate(asked=Count("custodian"), answered=Count("acknowledged_at"))
        return {one["hold"]: (one["asked"], one["answered"]) for one in rows}

    @cached_property
    def untold(self) -> Mapping[str, Mapping[str, tuple[str, bool]]]:
        """By hold and custodian, of those who have not acknowledged, whom nothing reached: why it came back, else
        whether anything was sent; and those who read a language that the hold may have no words in."""
        found: defaultdict[str, dict[str, tuple[str, bool]]] = defaultdict(dict)
        still = self._asked.filter(acknowledged_at=None).values_list("hold", "custodian", "bounced_why", "sent_at")
        for hold, who, why, sent_at in still.filter(Q(sent_at=None) | ~Q(bounced_why="")):
            found[hold][who] = (why, sent_at is not None)
        strangers = Custodian.objects.filter(matter=self._matter).exclude(language__in=self._common)
        others = list(strangers.values_list("id", flat=True))
        for some in at_once(others):
            for hold, who, why, sent_at in still.filter(custodian__in=some):
                found[hold][who] = (why, sent_at is not None)
        return found

    @cached_property
    def languages(self) -> Mapping[str, list[str]]:
        """The languages of the words of each hold's version in force."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        texts = NoticeText.objects.filter(_in_force(), **self._within()).order_by("language")
        for one, language in texts.values_list("hold", "language"):
            found[one].append(language)
        return found

    @cached_property
    def _common(self) -> set[str]:
        return set.intersection(*map(set, self.languages.values())) if self.languages else set()

    @cached_property
    def people(self) -> Mapping[str, tuple[str, str]]:
        """The name and language of everybody in `untold`."""
        ids = {who for them in self.untold.values() for who in them}
        there = Custodian.objects.filter(matter=self._matter)
        return {
            which: (name, language)
            for some in at_once(ids)
            for which, name, language in there.filter(id__in=some).values_list("id", "name", "language")
        }

    @cached_property
    def alarms(self) -> Mapping[str, list[tuple[str, str, str]]]:
        """By hold, the id, name and alarm of those whom it covers and who left or moved."""
        there = Custodian.objects.filter(matter=self._matter).exclude(alarm="").order_by("seq")
        known = {one[0]: one for one in there.values_list("id", "name", "alarm")}
        covered = {
            pair
            for some in at_once(known)
            for pair in Cover.objects.filter(
                matter=self._matter, what=CUSTODIAN, released_at=None, which__in=some
            ).values_list("hold", "which")
        }
        holds = {hold for hold, _ in covered}
        return {hold: [one for which, one in known.items() if (hold, which) in covered] for hold in holds}

    @cached_property
    def done(self) -> set[str | None]:
        """The sources for which a task was done."""
        there = Task.objects.filter(matter=self._matter).exclude(done_at=None)
        return set(there.values_list("source", flat=True))

    @cached_property
    def _protected(self) -> list[tuple[Source, set[str]]]:
        """Each source, and the holds of this matter that cover it."""
        sources = list(Source.objects.filter(matter=self._matter, disposed=None).order_by("seq"))
        reach = Reach(self._matter, sources, own=True)
        return [
            (source, {one.hold for one in reach.protections(source) if one.in_force and one.matter == self._matter})
            for source in sources
        ]

    def sources_of(self, hold: Hold) -> list[Source]:
        """Return the sources of the matter that the hold covers."""
        return [source for source, holds in self._protected if hold.id in holds]

    def _within(self) -> dict[str, str]:
        return {"matter": self._matter, **({} if self._hold is None else {"hold": self._hold})}


def _in_force() -> Exists:
    """Return what tells that a row is of a version in force of a hold that is not released."""
    return Exists(
        Hold.objects.filter(
            matter=OuterRef("matter"), id=OuterRef("hold"), in_force=OuterRef("version"), released_at=None
        )
    )


def _standings(holds: Iterable[Hold]) -> tuple[Standing, ...]:
    """Return where each of the holds of one matter stands, by two questions for all of them."""
    there = list(holds)
    names, matter = [one.id for one in there], there[0].matter if there else ""
    newest = {
        (one.hold, one.version): one
        for one in HoldVersion.objects.filter(matter=matter, hold__in=names, version__in={one.newest for one in there})
    }
    counted = {
        (one["hold"], one["version"]): (one["asked"], one["acknowledged"])
        for one in Notice.objects.filter(matter=matter, hold__in=names, version__in={one.in_force for one in there})
        .values("hold", "version")
        .annotate(asked=Count("custodian"), acknowledged=Count("acknowledged_at"))
    }
    return tuple(
        Standing(one, newest[one.id, one.newest], *counted.get((one.id, one.in_force), (0, 0))) for one in there
    )


def _weak(hold: Hold, code: str, subject: str, detail: str) -> Weakness:
    return Weakness(hold.id, hold.title, code, subject, detail)


def _waiting(standing: Standing) -> list[Weakness]:
    hold, newest = standing.hold, standing.newest
    if newest.state == PROPOSED:
        return [_weak(hold, NOT_ISSUED, f"version {newest.version}", "It waits for a second person to approve it.")]
    if newest.state == APPROVED:
        return [_weak(hold, NOT_ISSUED, f"version {newest.version}", "It is approved, and nobody has issued it.")]
    return []


def _unanswered(read: _Matter, hold: Hold) -> list[Weakness]:
    asked, answered = read.counted.get(hold.id, (0, 0))
    if not asked or answered:
        return []
    return [
        _weak(hold, ANSWERED_BY_NOBODY, f"version {hold.in_force}", f"None of {asked:,} who were asked has answered.")
    ]


def _untold(read: _Matter, hold: Hold) -> list[Weakness]:
    there = read.languages.get(hold.id, [])
    found = []
    for who, (why, told) in sorted(read.untold.get(hold.id, {}).items()):
        name, language = read.people[who]
        if why:
            found.append(_weak(hold, NOT_TOLD, who, f"The notice to {name} came back: {why}"))
        elif not told:
            found.append(_weak(hold, NOT_TOLD, who, f"No notice was sent to {name}."))
        if there and language not in there:
            words = "en" if "en" in there else there[0]
            said = f"{name} reads {_spoken(language)}; there are words in {_spoken(words)}."
            found.append(_weak(hold, OTHER_LANGUAGE, who, said))
    return found


def _undone(read: _Matter, hold: Hold, sources: Sequence[Source]) -> list[Weakness]:
    return [
        _weak(hold, NO_TASK_DONE, one.id, f"Nobody has done a task for {one.at or one.id}; its rule: {one.retention}.")
        for one in sources
        # Where somebody asked and no rule is known that deletes, there is none to suspend, nor does one run on a thing.
        if one.id not in read.done and one.retention != "none known" and (one.kind, one.described) != (THING, None)
    ]


def _left(read: _Matter, hold: Hold) -> list[Weakness]:
    return [_weak(hold, LEFT, who, f"{name}: {alarm}.") for who, name, alarm in read.alarms.get(hold.id, ())]


def _spoken(language: str) -> str:
    return _SPOKEN.get(language, language)
