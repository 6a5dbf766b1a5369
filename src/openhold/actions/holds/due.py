"""What is to be sent about a hold without anybody asking, to whom and on which day: seen before it happens.

Days are those of a zone, where the people are.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo
from functools import cache, cached_property
from hashlib import sha256
from typing import NamedTuple

from openhold.actions.holds.find import find_hold, reread
from openhold.actions.holds.meant import Meant, at_once
from openhold.actions.holds.notices import Addressee, in_language
from openhold.actions.home import Home
from openhold.actions.record import database_told
from openhold.assess import coming as days
from openhold.assess.coming import Rules, Told
from openhold.projections.custodian import Custodian
from openhold.projections.hold import CUSTODIAN, SOURCE, Cover, Hold, HoldVersion
from openhold.projections.notice import (
    AGAIN,
    ESCALATION,
    FIRST,
    REFRESH,
    RELEASE,
    REMINDER,
    Notice,
    NoticeText,
    Sending,
)
from openhold.projections.source import Source

_WRITTEN = (ESCALATION, REFRESH, RELEASE)
"""Letters that say what only the fields of a notice say: of a notice in a person's own words there are none."""
RECENT = timedelta(days=30)
"""A release that is older is told by nobody but a person: its letter would surprise."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A message that is to go on a day, or as soon as something runs where that day is past.

    `to` is the id of the custodian who gets it, called `name`, and `notice` that of the one whose notice it is about;
    `about`, `number` and `sources` are those of `Addressee`, by ids.
    """

    day: date
    sending: str
    to: str
    name: str
    notice: str
    number: int
    about: tuple[str, ...] = ()
    sources: tuple[str, ...] = field(default=(), kw_only=True)


def coming(home: Home, matter: str, hold: str, rules: Rules, zone: tzinfo) -> tuple[Coming, ...]:
    """Return the next message of each kind to each person, the first day first; of a released hold its letters.

    Of a notice in a person's own words there are reminders alone, as `in_own_words` tells.
    """
    found = find_hold(home, matter, hold)
    with database_told(home):
        return tuple(sorted(_coming(home, reread(found), rules, zone), key=_order))


def due(home: Home, matter: str, hold: str, sending: str, rules: Rules, zone: tzinfo) -> tuple[Addressee, ...]:
    """Return who is to get a message of a kind today, or was to get it before."""
    today = home.clock().astimezone(zone).date()
    found = find_hold(home, matter, hold)
    with database_told(home):
        present = reread(found)
        them = _coming(home, present, rules, zone)
        return _addressees(present, sorted((o for o in them if o.sending == sending and o.day <= today), key=_order))


def in_own_words(home: Home, matter: str, hold: str) -> bool:
    """Tell whether a person wrote the notice in force, in some language: then a person writes its letters too."""
    found = find_hold(home, matter, hold)
    with database_told(home):
        texts = NoticeText.objects.filter(matter=matter, hold=found.id, version=found.in_force)
        return texts.filter(fields=None).exists()


def notice_of(home: Home, matter: str, hold: str, custodian: str) -> Addressee | None:
    """Return whoever is to get the notice in force once more; None where it was never theirs, or is no more."""
    found = find_hold(home, matter, hold)
    with database_told(home):
        present = reread(found)
        there = _Record(present, home.clock().tzinfo)
        if custodian not in there.covered or not there.writes(custodian, AGAIN):
            return None
        one = there.message(home.clock().date(), AGAIN, custodian)
        return _addressees(present, [one])[0]


def _coming(home: Home, hold: Hold, rules: Rules, zone: tzinfo) -> list[Coming]:
    there, now = _Record(hold, zone), home.clock()
    return [*there.reminded(rules), *there.refreshed(rules), *there.escalated(rules, now), *there.released(now)]


def _order(one: Coming) -> tuple[date, str, str]:
    return one.day, one.sending, one.name.casefold()


def _addressees(hold: Hold, them: Sequence[Coming]) -> tuple[Addressee, ...]:
    """Return those who get the messages, with all that is needed to write them."""
    version = HoldVersion.objects.get(matter=hold.matter, hold=hold.id, version=hold.in_force)
    texts = list(NoticeText.objects.filter(matter=hold.matter, hold=hold.id, version=hold.in_force))
    ids = {which for one in them for which in (one.to, one.notice, *one.about)}
    people = {who.id: who for some in at_once(ids) for who in Custodian.objects.filter(matter=hold.matter, id__in=some)}
    notices = {
        notice.custodian: notice
        for some in at_once({one.notice for one in them})
        for notice in Notice.objects.filter(matter=hold.matter, hold=hold.id, version=hold.in_force, custodian__in=some)
    }
    found = []
    for one in them:
        # A manager's letter is in the manager's language; what is there at all was asked before.
        words = in_language(texts, people[one.to].language)
        if words is not None:
            about = tuple(people[which] for which in one.about)
            to = Addressee(people[one.to], notices[one.notice], words, version.acknowledge_by, one.number, about)
            found.append(replace(to, sources=one.sources))
    return tuple(found)


class _Who(NamedTuple):
    name: str
    language: str
    manager: str | None


class _Said(NamedTuple):
    """What became of a notice, as far as it is asked here: a hold may have sent thousands."""

    sent: datetime | None
    last: datetime | None
    acknowledged: datetime | None
    bounced_why: str


class _Record:
    """What the record says of the version in force of a hold, read once."""

    def __init__(self, hold: Hold, zone: tzinfo | None) -> None:
        of = {"matter": hold.matter, "hold": hold.id}
        self._hold, self._zone = hold, zone
        version = HoldVersion.objects.filter(**of, version=hold.in_force).values_list("acknowledge_by", flat=True)
        self._by = version.first()
        self._texts = list(NoticeText.objects.filter(**of, version=hold.in_force))
        self._words: dict[str, NoticeText | None] = {}
        there = Custodian.objects.filter(matter=hold.matter).values_list("id", "name", "language", "manager")
        self._people = {which: _Who(name, language, manager) for which, name, language, manager in there}
        notices = Notice.objects.filter(**of, version=hold.in_force).order_by("custodian")
        columns = ("custodian", "sent_at", "last_at", "acknowledged_at", "bounced_why")
        self._notices = {who: _Said(sent, last, at, why) for who, sent, last, at, why in notices.values_list(*columns)}
        covers = Cover.objects.filter(**of)
        self._let_go = list(covers.exclude(released_at=None))
        covered = set(covers.filter(what=CUSTODIAN, released_at=None).values_list("which", flat=True))
        self.covered = (
            {} if hold.released_at is not None else {who: one for who, one in self._notices.items() if who in covered}
        )
        """The notices of those whom the hold still covers."""
        self._numbers: Counter[tuple[str, str]] = Counter()
        self._last: dict[tuple[str, str], datetime] = {}
        # Of notices and reminders the notice itself says all that is asked here, and there are many.
        sent = Sending.objects.filter(**of, version=hold.in_force).exclude(sending__in=(FIRST, REMINDER))
        for custodian, sending, at in sent.order_by("seq").values_list("custodian", "sending", "at"):
            self._numbers[custodian, sending] += 1
            self._last[custodian, sending] = at

    def writes(self, custodian: str, sending: str) -> bool:
        """Whether there are words for a message to a custodian."""
        language = self._people[custodian].language
        if language not in self._words:
            self._words[language] = in_language(self._texts, language)
        words = self._words[language]
        return words is not None and (words.fields is not None or sending not in _WRITTEN)

    def message(self, day: date, sending: str, custodian: str, sources: tuple[str, ...] = ()) -> Coming:
        """Return the next message of a kind to a custodian about their own notice."""
        number = self._numbers[custodian, sending] + 1
        name = self._people[custodian].name
        return Coming(day, sending, custodian, name, custodian, number, sources=sources)

    def reminded(self, rules: Rules) -> Iterator[Coming]:
        """Yield the next reminders."""
        return (self.message(day, REMINDER, who) for who, day in self._each(REMINDER, rules, days.reminder))

    def refreshed(self, rules: Rules) -> Iterator[Coming]:
        """Yield the next letters that the notice still holds."""
        return (self.message(day, REFRESH, who) for who, day in self._each(REFRESH, rules, days.refresh))

    def escalated(self, rules: Rules, now: datetime) -> Iterator[Coming]:
        """Yield the letters to managers: one for all who are due on a day, or by now, and have the same."""
        today = self._day(now)
        groups: dict[tuple[date, str], list[str]] = defaultdict(list)
        for who, day in self._each(ESCALATION, rules, days.escalation):
            groups[max(day, today), self._people[who].manager or ""].append(who)
        for (day, manager), about in sorted(groups.items()):
            # Another letter as soon as somebody has answered: one that waits in the outbox must not name them then.
            number = int.from_bytes(sha256(" ".join(about).encode()).digest()[:4], "big")
            name = self._people[manager].name
            yield Coming(day, ESCALATION, manager, name, about[0], number, tuple(about))

    def released(self, now: datetime) -> Iterator[Coming]:
        """Yield the letters of release to those who were told of the hold: of everything, or of sources of theirs."""
        told = {who for who, one in self._notices.items() if one.sent is not None}
        free: dict[str, list[tuple[datetime, str]]] = defaultdict(list)
        for cover in self._let_go:
            at = cover.released_at
            if at is None or at < now - RECENT:
                continue
            for who, place in self._freed(cover):
                last = self._last.get((who, RELEASE))
                if who in told and (last is None or last < at):
                    free[who].append((at, place))
        for who, them in sorted(free.items()):
            if self.writes(who, RELEASE):
                whole = any(not place for _, place in them)
                places = () if whole else tuple(place for _, place in sorted(them))
                yield self.message(self._day(min(at for at, _ in them)), RELEASE, who, places)

    def _freed(self, cover: Cover) -> Sequence[tuple[str, str]]:
        """Return whom a release concerns, each with the source's place, which is empty where it is of everything."""
        if cover.what == CUSTODIAN:
            return [(cover.which, "")]
        source = Source.objects.filter(matter=cover.matter, id=cover.which).first()
        if cover.what != SOURCE or source is None or self._hold.released_at is not None:
            return []
        place = source.at or source.id
        return [(who, place) for who in Meant([source]).people(source)]

    def _each(
        self, sending: str, rules: Rules, day_of: Callable[[Told, Rules], date | None]
    ) -> Iterable[tuple[str, date]]:
        """Yield who gets a message of a kind, and on which day."""
        # Thousands were told the same on the same days.
        day_told = cache(lambda told: day_of(told, rules))
        for who, told in self._all_told.items():
            day = day_told(told)
            if day is not None and self.writes(who, sending):
                yield who, day

    @cached_property
    def _all_told(self) -> dict[str, Told]:
        return {who: self._told(who, said) for who, said in self.covered.items()}

    def _told(self, who: str, said: _Said) -> Told:
        escalated = self._last.get((who, ESCALATION))
        return Told(
            due=self._by or date.max,
            sent=None if said.sent is None else self._day(said.sent),
            last=None if said.last is None else self._day(said.last),
            acknowledged=None if said.acknowledged is None else self._day(said.acknowledged),
            escalated=None if escalated is None else self._day(escalated),
            bounced=bool(said.bounced_why),
            manager=self._people[who].manager in self._people,
        )

    def _day(self, at: datetime) -> date:
        return at.astimezone(self._zone).date()
