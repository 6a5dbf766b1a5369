"""What is to be sent about a hold without anybody asking, to whom and on which day: seen before it happens.

Days are those of a zone, where the people are.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from hashlib import sha256

from openhold.actions.holds.find import find_hold, reread
from openhold.actions.holds.meant import Meant
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
class Due:
    """A message that is to go on a day, or as soon as something runs where that day is past."""

    day: date
    sending: str
    to: Addressee


def coming(home: Home, matter: str, hold: str, rules: Rules, zone: tzinfo) -> tuple[Due, ...]:
    """Return the next message of each kind to each person, the first day first; of a released hold its letters.

    Of a notice in a person's own words there are reminders alone, as `in_own_words` tells.
    """
    found = find_hold(home, matter, hold)
    with database_told(home):
        there, now = _Record(reread(found), zone), home.clock()
        them = [*there.reminded(rules), *there.refreshed(rules), *there.escalated(rules, now), *there.released(now)]
    return tuple(sorted(them, key=lambda one: (one.day, one.sending, one.to.custodian.name.casefold())))


def due(home: Home, matter: str, hold: str, sending: str, rules: Rules, zone: tzinfo) -> tuple[Addressee, ...]:
    """Return who is to get a message of a kind today, or was to get it before."""
    today = home.clock().astimezone(zone).date()
    return tuple(
        one.to for one in coming(home, matter, hold, rules, zone) if one.sending == sending and one.day <= today
    )


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
        there = _Record(reread(found), home.clock().tzinfo)
        notice = next((one for one in there.covered() if one.custodian == custodian), None)
        return None if notice is None else there.addressee(notice, AGAIN)


class _Record:
    """What the record says of the version in force of a hold, read once."""

    def __init__(self, hold: Hold, zone: tzinfo | None) -> None:
        of = {"matter": hold.matter, "hold": hold.id}
        self._hold, self._zone = hold, zone
        self._version = HoldVersion.objects.filter(**of, version=hold.in_force).first()
        self._texts = list(NoticeText.objects.filter(**of, version=hold.in_force))
        self._people = {one.id: one for one in Custodian.objects.filter(matter=hold.matter)}
        self._notices = list(Notice.objects.filter(**of, version=hold.in_force).order_by("custodian"))
        covers = Cover.objects.filter(**of)
        self._released = list(covers.exclude(released_at=None))
        self._covered = set(covers.filter(what=CUSTODIAN, released_at=None).values_list("which", flat=True))
        self._numbers: Counter[tuple[str, str]] = Counter()
        self._last: dict[tuple[str, str], datetime] = {}
        # Of notices and reminders the notice itself says all that is asked here, and there are many.
        sent = Sending.objects.filter(**of, version=hold.in_force).exclude(sending__in=(FIRST, REMINDER))
        for one in sent.order_by("seq"):
            self._numbers[one.custodian, one.sending] += 1
            self._last[one.custodian, one.sending] = one.at

    def covered(self) -> list[Notice]:
        """Return the notices of those whom the hold still covers."""
        if self._hold.released_at is not None:
            return []
        return [one for one in self._notices if one.custodian in self._covered]

    def addressee(self, notice: Notice, sending: str) -> Addressee | None:
        """Return the custodian of a notice as somebody who gets a message; None where there are no words."""
        who = self._people[notice.custodian]
        words = in_language(self._texts, who.language)
        if words is None or self._version is None or (words.fields is None and sending in _WRITTEN):
            return None
        number = self._numbers[notice.custodian, sending] + 1
        return Addressee(who, notice, words, self._version.acknowledge_by, number)

    def reminded(self, rules: Rules) -> Iterator[Due]:
        """Yield the next reminders."""
        yield from self._each(REMINDER, rules, days.reminder)

    def refreshed(self, rules: Rules) -> Iterator[Due]:
        """Yield the next letters that the notice still holds."""
        yield from self._each(REFRESH, rules, days.refresh)

    def escalated(self, rules: Rules, now: datetime) -> Iterator[Due]:
        """Yield the letters to managers: one for all who are due on a day, or by now, and have the same."""
        today = self._day(now)
        groups: dict[tuple[date, str], list[Due]] = defaultdict(list)
        for one in self._each(ESCALATION, rules, days.escalation):
            groups[max(one.day, today), one.to.custodian.manager or ""].append(one)
        for (day, manager), them in sorted(groups.items()):
            who = self._people[manager]
            words = in_language(self._texts, who.language) or them[0].to.words
            about = tuple(one.to.custodian for one in them)
            # Another letter as soon as somebody has answered: one that waits in the outbox must not name them then.
            number = int.from_bytes(sha256(" ".join(one.id for one in about).encode()).digest()[:4], "big")
            to = replace(them[0].to, custodian=who, words=words, number=number, about=about)
            yield Due(day, ESCALATION, to)

    def released(self, now: datetime) -> Iterator[Due]:
        """Yield the letters of release to those who were told of the hold: of everything, or of sources of theirs."""
        told = {one.custodian: one for one in self._notices if one.sent_at is not None}
        free: dict[str, list[tuple[datetime, str]]] = defaultdict(list)
        for cover in self._released:
            at = cover.released_at
            if at is None or at < now - RECENT:
                continue
            for who, place in self._freed(cover):
                last = self._last.get((who, RELEASE))
                if who in told and (last is None or last < at):
                    free[who].append((at, place))
        for who, them in sorted(free.items()):
            to = self.addressee(told[who], RELEASE)
            if to is not None:
                whole = any(not place for _, place in them)
                places = () if whole else tuple(place for _, place in sorted(them))
                yield Due(self._day(min(at for at, _ in them)), RELEASE, replace(to, sources=places))

    def _freed(self, cover: Cover) -> Sequence[tuple[str, str]]:
        """Return whom a release concerns, each with the source's place, which is empty where it is of everything."""
        if cover.what == CUSTODIAN:
            return [(cover.which, "")]
        source = Source.objects.filter(matter=cover.matter, id=cover.which).first()
        if cover.what != SOURCE or source is None or self._hold.released_at is not None:
            return []
        place = source.at or source.id
        return [(who, place) for who in Meant([source]).people(source)]

    def _each(self, sending: str, rules: Rules, day_of: Callable[[Told, Rules], date | None]) -> Iterator[Due]:
        for notice in self.covered():
            to = self.addressee(notice, sending)
            day = None if to is None else day_of(self._told(notice, to), rules)
            if to is not None and day is not None:
                yield Due(day, sending, to)

    def _told(self, notice: Notice, to: Addressee) -> Told:
        escalated = self._last.get((notice.custodian, ESCALATION))
        return Told(
            due=to.acknowledge_by,
            sent=None if notice.sent_at is None else self._day(notice.sent_at),
            last=None if notice.last_at is None else self._day(notice.last_at),
            acknowledged=None if notice.acknowledged_at is None else self._day(notice.acknowledged_at),
            escalated=None if escalated is None else self._day(escalated),
            bounced=bool(notice.bounced_why),
            manager=to.custodian.manager in self._people,
        )

    def _day(self, at: datetime) -> date:
        return at.astimezone(self._zone).date()
