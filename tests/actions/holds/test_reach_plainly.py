"""What `Reach` looks up is what reading everything gives: small cases drawn by chance, held against a plain reading."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openhold.actions.holds.reach import Reach
from openhold.assess.release import Protection
from openhold.facts.custodians import CustodianChanged, CustodianNamed
from openhold.facts.fact import Fact
from openhold.facts.holds import HoldIssued, HoldProposed, HoldReleased, HoldReturned
from openhold.facts.kinds import SourceNamed
from openhold.facts.things import HandoverNoted, ThingNamed
from openhold.projections import fold
from openhold.projections.custodian import Custodian
from openhold.projections.hold import Cover, Hold, HoldVersion
from openhold.projections.noted import Noted
from openhold.projections.source import Source
from openhold.projections.thing import Thing

MATTERS = ("m-one", "m-two", "m-three")
NAMES = ("Jo Lee", "JO  lee ", "Ann Bo", "ann bo", "Strauß", "STRAUSS", "Paul")
EMAILS = (None, None, "jo@a.example", "JO@A.example", "b@a.example")
IDS = (None, None, "1", "2", " 2 ")
PLACES = (b"/", b"/a", b"/a/", b"/a/b", b"/a/b/c", b"/ab", b"/d", b"/d/\xff", b"/d/\xff/e")
MARKS = (None, "A/1", "a/1", "A", "B 2", "b  2")
AT = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


class Chance:
    """Facts drawn by chance, and folded as they come."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.seq = 0
        self.custodians: dict[str, list[str]] = {matter: [] for matter in MATTERS}
        self.sources: dict[str, list[str]] = {matter: [] for matter in MATTERS}

    def new(self, sign: str) -> str:
        return f"{sign}-{self.seq}"

    def note(self, matter: str, fact: Fact) -> None:
        self.seq += 1
        fold.fold(Noted(matter, self.seq, AT, "p-ann", fact))

    def known(self) -> dict[str, str | None]:
        pick = self.random.choice
        free = {"language": "en", "title": None, "place": None, "manager": None}
        return {"name": pick(NAMES), "email": pick(EMAILS), "external": pick(IDS), **free}

    def live(self) -> None:
        deeds: Sequence[Callable[[str], None]] = (
            *(self.custodian, self.custodian, self.custodian, self.source, self.source, self.thing),
            *(self.change, self.hand_over, self.hold, self.hold, self.hold),
        )
        for _ in range(45):
            self.random.choice(deeds)(self.random.choice(MATTERS))

    def custodian(self, matter: str) -> None:
        which = self.new("k")
        self.note(matter, CustodianNamed(custodian=which, **self.known()))  # type: ignore[arg-type]
        self.custodians[matter].append(which)

    def change(self, matter: str) -> None:
        if self.custodians[matter]:
            which = self.random.choice(self.custodians[matter])
            changed = CustodianChanged(custodian=which, cause="corrected", left=None, **self.known())  # type: ignore[arg-type]
            self.note(matter, changed)

    def whose(self, matter: str) -> str:
        return self.random.choice((*self.custodians[matter], *NAMES))

    def source(self, matter: str) -> None:
        at = self.random.choice(PLACES)
        text = None if b"\xff" in at else at.decode()
        self.name(matter, self.random.choice(("directory", "directory", "folder")), text, at)

    def name(self, matter: str, kind: str, text: str | None, at: bytes) -> str:
        which = self.new("s")
        whose = self.random.choice((None, self.whose(matter)))
        self.note(
            matter,
            SourceNamed(
                source=which,
                source_kind=kind,
                at=text,
                at_b64=None if text is not None else b64encode(at).decode(),
                custodian=whose,
                unit=f"u{which}",
                excludes=(),
            ),
        )
        self.sources[matter].append(which)
        return which

    def thing(self, matter: str) -> None:
        which = self.name(matter, "physical thing", "a phone", b"")
        free = {"condition": None, "seal": None, "photographs": ()}
        said = {"what": "a phone", "mark": self.random.choice(MARKS), "holder": self.whose(matter), "place": "desk"}
        self.note(matter, ThingNamed(thing=which, since="2026-03-01T09:00:00Z", **said, **free))  # type: ignore[arg-type]

    def hand_over(self, matter: str) -> None:
        thing = Thing.objects.filter(matter=matter).order_by("seq").first()
        if thing is not None:
            free = {"why": "", "place": "safe", "seal": None, "seal_state": None, "at": "2026-03-02T09:00:00Z"}
            who = {"handover": self.new("o"), "thing": thing.id, "giver": thing.holder, "taker": self.whose(matter)}
            self.note(matter, HandoverNoted(**who, **free))  # type: ignore[arg-type]

    def hold(self, matter: str) -> None:
        """Propose a hold or its next version, and then perhaps return it, issue it, or let go of some of it."""
        open_holds = list(Hold.objects.filter(matter=matter, released_at=None).order_by("seq"))
        before = self.random.choice((None, *open_holds))
        hold, version = (self.new("h"), 1) if before is None else (before.id, before.newest + 1)
        people = self.random.sample(self.custodians[matter], min(2, len(self.custodians[matter])))
        known = dict(Custodian.objects.filter(matter=matter).values_list("id", "name"))
        self.note(
            matter,
            HoldProposed(
                hold=hold, version=version, title="Hold", why=None, scope_from=None, scope_to=None, topics=(),
                sources=tuple(self.random.sample(self.sources[matter], min(1, len(self.sources[matter])))),
                custodians=tuple(people), names=tuple(known[one] for one in people), silent=(), tasks=(),
                acknowledge_by="2026-04-01",
            ),
        )  # fmt: skip
        fate = self.random.choice(("waits", "returned", "issued", "issued", "released", "custodian", "source"))
        if fate == "returned":
            self.note(matter, HoldReturned(hold=hold, version=version, why="No."))
        if fate in ("waits", "returned"):
            return
        self.note(matter, HoldIssued(hold=hold, version=version, custodians=tuple(people), gone=()))
        gone = set(
            Cover.objects.filter(matter=matter, hold=hold, released_at__isnull=False).values_list("which", flat=True)
        )
        what, them = {
            "released": ("whole", [None]),
            "custodian": ("custodian", people),
            "source": ("source", [one for one in self.sources[matter] if one not in gone]),
        }.get(fate, ("", []))
        if them:
            let_go = HoldReleased(
                release=self.new("r"), hold=hold, version=version, what=what, which=self.random.choice(them)
            )
            self.note(matter, let_go)


def plainly(source: Source) -> tuple[tuple[Protection, ...], tuple[str, ...]]:
    """Return what covers a source and which other matters want it, by comparing it with everything there is."""
    people = {(one.matter, one.id): one for one in Custodian.objects.all()}
    meant = list(_meant(source, people))
    near = {(one.matter, one.id) for one in Source.objects.all() if _near(_place(source), _place(one))}
    wanted = {matter for matter, _ in near}
    wanted |= {matter for (matter, _), one in people.items() for _, who in meant if _same(who, _who(one))}
    let_go = {(one.matter, one.hold) for one in Cover.objects.filter(what="source", which=source.id) if one.released_at}
    found = set()
    for one, name in _named():
        if one.in_force and (one.matter, one.hold) in let_go:
            continue
        if one.what == "source":
            covers = (one.matter, one.which) in near
        else:
            names, email, external = _who(people[one.matter, one.which])
            who = (names | {_fold(name)}, email, external)
            if one.matter == source.matter:
                covers = any(one.which == which or (not which and known[0] & who[0]) for which, known in meant)
            else:
                covers = any(_same(known, who) for _, known in meant)
        if covers:
            found.add(one)
    return tuple(sorted(found)), tuple(sorted(wanted - {source.matter}))


def _named() -> Iterator[tuple[Protection, str]]:
    for cover in Cover.objects.filter(released_at=None):
        yield Protection(cover.matter, cover.hold, cover.what, cover.which, in_force=True), cover.name
    for version in HoldVersion.objects.filter(state__in=("proposed", "approved")):
        if Hold.objects.get(matter=version.matter, id=version.hold).released_at is None:
            named = [("source", one, "") for one in version.sources]
            named += [("custodian", *both) for both in zip(version.custodians, version.names, strict=True)]
            for what, which, name in named:
                yield Protection(version.matter, version.hold, what, which, in_force=False), name


_Who = tuple[set[str], str, str]


def _meant(source: Source, people: dict[tuple[str, str], Custodian]) -> Iterator[tuple[str, _Who]]:
    thing = Thing.objects.filter(matter=source.matter, id=source.id).first()
    for text in {(source.custodian or "").strip(), "" if thing is None else thing.holder.strip()} - {""}:
        if (source.matter, text) in people:
            yield text, _who(people[source.matter, text])
            continue
        yield "", ({_fold(text)}, "", "")
        for (matter, which), one in people.items():
            if matter == source.matter and _fold(one.name) == _fold(text):
                yield which, _who(one)


def _who(one: Custodian) -> _Who:
    return {_fold(one.name)}, _fold(one.email or ""), (one.external or "").strip()


def _same(one: _Who, other: _Who) -> bool:
    if one[2] and other[2]:
        return one[2] == other[2]
    return bool(one[1] and one[1] == other[1]) or bool(one[0] & other[0])


def _place(source: Source) -> tuple[str | bytes, ...]:
    if source.kind == "physical thing":
        mark = Thing.objects.get(matter=source.matter, id=source.id).mark
        return (source.kind, f"no. {_fold(mark)}" if mark else source.id)
    at = source.at.encode() if source.at is not None else b64decode(source.at_b64 or "")
    return (source.kind, *(name for name in at.split(b"/") if name))


def _near(one: tuple[str | bytes, ...], other: tuple[str | bytes, ...]) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()


@pytest.mark.parametrize("seed", range(30))
def test_what_covers_a_unit_and_who_else_wants_it_is_what_reading_everything_gives(seed: int) -> None:
    Chance(seed).live()
    for matter in MATTERS:
        sources = list(Source.objects.filter(matter=matter).order_by("seq"))
        reach = Reach(matter, sources)
        own = Reach(matter, sources, own=True)
        for source in sources:
            covered, wanted = plainly(source)
            assert reach.protections(source) == covered, source.id
            assert reach.wanted_by(source) == wanted, source.id
            assert own.protections(source) == tuple(one for one in covered if one.matter == matter)
            assert own.wanted_by(source) == ()
            # Asked about alone it gets the same answer.
            alone = Reach(matter, [source])
            assert (alone.protections(source), alone.wanted_by(source)) == (covered, wanted)


def test_the_cases_drawn_by_chance_hold_everything_that_can_cover() -> None:
    seen = set()
    for seed in range(6):
        Chance(seed).live()
        for source in Source.objects.all():
            for one in plainly(source)[0]:
                seen.add((one.matter == source.matter, one.what, one.in_force, one.which == source.id))
        fold.drop()
    assert seen >= {
        (own, what, force, False)
        for own in (True, False)
        for what in ("source", "custodian")
        for force in (True, False)
    }


def test_however_many_matters_there_are_as_many_questions_are_asked() -> None:
    chance = Chance(1)
    for matter in MATTERS[:2]:
        for _ in range(3):
            chance.custodian(matter)
            chance.source(matter)
        chance.hold(matter)
    sources = list(Source.objects.filter(matter=MATTERS[0]))

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            Reach(MATTERS[0], sources)
        return len(queries)

    few = asked()
    for number in range(30):
        matter = f"m-{number}"
        chance.custodians[matter], chance.sources[matter] = [], []
        for _ in range(3):
            chance.custodian(matter)
            chance.source(matter)
        chance.hold(matter)
    assert asked() == few <= 16
