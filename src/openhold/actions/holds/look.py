"""Look at holds: where each stands, who has answered, and which are not really on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Exists, OuterRef

from openhold.actions.holds.find import find_hold
from openhold.actions.holds.notices import in_language
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
class Answering:
    """One custodian under a hold; `notice` is None for a silent one; `released` where it covers them no more."""

    custodian: Custodian
    notice: Notice | None
    released: bool


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


def look_at(home: Home, matter: str, hold: str) -> Looked:
    """Return all that is known of a hold."""
    found = find_hold(home, matter, hold)
    digest = saw(home, matter, found.id, found.newest)
    with database_told(home):
        covers = Cover.objects.filter(matter=matter, hold=found.id)
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
            answering=_answering(found, [one for one in covers if one.what == CUSTODIAN]),
            sources=tuple(_Matter(matter).sources_of(found)),
            questions=Question.objects.filter(matter=matter, hold=found.id, answer=None).count(),
            releases=releases,
            names={**named, **{one.id: one.shown for one in Person.objects.filter(id__in=acted)}},
            places={one.id: one.at or one.at_b64 or "" for one in Source.objects.filter(matter=matter)},
        )


def weak_holds(home: Home, matter: str, hold: str | None = None) -> tuple[Weakness, ...]:
    """Return everything for which a hold of the matter, or `hold` (an id) alone, is not really on, hold by hold."""
    with database_told(home):
        found: list[Weakness] = []
        read = _Matter(matter, hold)
        there = Hold.objects.filter(matter=matter, released_at=None).order_by("seq")
        for one in _standings(there if hold is None else there.filter(id=hold)):
            found += _waiting(one)
            if one.hold.in_force:
                asked = read.asked(one.hold)
                found += [*_unanswered(one.hold, asked), *_untold(read, one.hold, asked)]
                found += [*_undone(read, one.hold), *_left(read, one.hold)]
        return tuple(found)


class _Matter:
    """What a matter knows, read when it is first asked for, and once: its holds are many.

    With `hold` no notices but those of this one are read.
    """

    def __init__(self, matter: str, hold: str | None = None) -> None:
        self._matter, self._hold = matter, hold

    @cached_property
    def people(self) -> Mapping[str, Custodian]:
        return {one.id: one for one in Custodian.objects.filter(matter=self._matter).order_by("seq")}

    @cached_property
    def done(self) -> set[str | None]:
        """The sources for which a task was done."""
        there = Task.objects.filter(matter=self._matter).exclude(done_at=None)
        return set(there.values_list("source", flat=True))

    @cached_property
    def covered(self) -> Mapping[str, set[str]]:
        """The custodians whom each hold still covers."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        covers = Cover.objects.filter(matter=self._matter, what=CUSTODIAN, released_at=None)
        for hold, which in covers.values_list("hold", "which"):
            found[hold].add(which)
        return found

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

    def asked(self, hold: Hold) -> list[Notice]:
        """Return the notices of custodians whom the hold still covers."""
        return [one for one in self._notices[hold.id] if one.custodian in self.covered[hold.id]]

    @cached_property
    def _notices(self) -> Mapping[str, list[Notice]]:
        """The notices of each hold's version in force."""
        found: defaultdict[str, list[Notice]] = defaultdict(list)
        for one in Notice.objects.filter(_in_force(), **self._within()).order_by("custodian"):
            found[one.hold].append(one)
        return found

    @cached_property
    def texts(self) -> Mapping[str, list[NoticeText]]:
        """In which languages each hold's version in force has words; the words themselves are not read."""
        found: defaultdict[str, list[NoticeText]] = defaultdict(list)
        for one in NoticeText.objects.filter(_in_force(), **self._within()).defer("subject", "text", "fields"):
            found[one.hold].append(one)
        return found

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


def _answering(hold: Hold, covers: Sequence[Cover]) -> tuple[Answering, ...]:
    """Return the custodians of the version in force: open ones first, then by name."""
    people = {one.id: one for one in Custodian.objects.filter(matter=hold.matter)}
    notices = {
        one.custodian: one for one in Notice.objects.filter(matter=hold.matter, hold=hold.id, version=hold.in_force)
    }
    found = [
        Answering(people[one.which], notices.get(one.which), one.released_at is not None)
        for one in covers
        if one.which in people
    ]

    def order(one: Answering) -> tuple[bool, bool, str]:
        is_open = one.notice is not None and one.notice.acknowledged_at is None
        return one.released, not is_open, one.custodian.name.casefold()

    return tuple(sorted(found, key=order))


def _weak(hold: Hold, code: str, subject: str, detail: str) -> Weakness:
    return Weakness(hold.id, hold.title, code, subject, detail)


def _waiting(standing: Standing) -> list[Weakness]:
    hold, newest = standing.hold, standing.newest
    if newest.state == PROPOSED:
        return [_weak(hold, NOT_ISSUED, f"version {newest.version}", "It waits for a second person to approve it.")]
    if newest.state == APPROVED:
        return [_weak(hold, NOT_ISSUED, f"version {newest.version}", "It is approved, and nobody has issued it.")]
    return []


def _unanswered(hold: Hold, asked: Sequence[Notice]) -> list[Weakness]:
    if not asked or any(one.acknowledged_at is not None for one in asked):
        return []
    return [
        _weak(
            hold, ANSWERED_BY_NOBODY, f"version {hold.in_force}", f"None of {len(asked):,} who were asked has answered."
        )
    ]


def _untold(read: _Matter, hold: Hold, asked: Sequence[Notice]) -> list[Weakness]:
    texts = read.texts[hold.id]
    found = []
    for one in asked:
        who = read.people[one.custodian]
        if one.acknowledged_at is not None:
            continue
        if one.bounced_why:
            found.append(_weak(hold, NOT_TOLD, who.id, f"The notice to {who.name} came back: {one.bounced_why}"))
        elif one.sent_at is None:
            found.append(_weak(hold, NOT_TOLD, who.id, f"No notice was sent to {who.name}."))
        told = in_language(texts, who.language)
        if told is not None and told.language != who.language:
            found.append(
                _weak(
                    hold,
                    OTHER_LANGUAGE,
                    who.id,
                    f"{who.name} reads {who.language!r}; there are words in {told.language!r}.",
                )
            )
    return found


def _undone(read: _Matter, hold: Hold) -> list[Weakness]:
    return [
        _weak(hold, NO_TASK_DONE, one.id, f"Nobody has done a task for {one.at or one.id}; its rule: {one.retention}.")
        for one in read.sources_of(hold)
        # Where somebody asked and no rule is known that deletes, there is none to suspend, nor does one run on a thing.
        if one.id not in read.done and one.retention != "none known" and (one.kind, one.described) != (THING, None)
    ]


def _left(read: _Matter, hold: Hold) -> list[Weakness]:
    covered = read.covered[hold.id]
    people = [one for one in read.people.values() if one.alarm and one.id in covered]
    return [_weak(hold, LEFT, one.id, f"{one.name}: {one.alarm}.") for one in people]
