"""Tell custodians, and note what they answer: who is to get what, what was sent, who acknowledged."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from openhold.actions.errors import RefusedError, UsageError
from openhold.actions.holds.find import find_hold, reread
from openhold.actions.home import Home
from openhold.actions.list_items import find_item
from openhold.actions.record import database_told, decide, publish
from openhold.actions.wording import words
from openhold.facts.fact import Fact
from openhold.facts.notices import NoticeAcknowledged, NoticeBounced, NoticeSent
from openhold.projections.custodian import Custodian
from openhold.projections.hold import CUSTODIAN, Cover, Hold, HoldVersion
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

SENDINGS = (FIRST, AGAIN, REMINDER, ESCALATION, REFRESH, RELEASE)
"""Why a message is sent."""
SENT_BY = ("mail", "folder", "by hand")
"""How it leaves."""
ACKNOWLEDGED_BY = ("portal", "by hand")
"""How a custodian confirms."""
_DIGEST = re.compile(r"[0-9a-f]{64}")
_LONGEST_ADDRESS = 320
PAUSE = timedelta(hours=20)
"""Nobody is reminded twice within this time."""
_BATCH = 250
"""So many messages are recorded by one transaction, since each transaction waits for the disk."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody who is to get a message: the custodian, the notice as it stands, and the words in their language.

    `words` are in English where there are none in the custodian's language, in any where there are none in English.
    `number` tells messages of the same kind to them apart. A letter to a manager is `about` those who
    have not answered; a release names the `sources` that it is of, none where it is of everything.
    """

    custodian: Custodian
    notice: Notice
    words: NoticeText
    acknowledge_by: date
    number: int = 1
    about: tuple[Custodian, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that left: how, where to, and the SHA-256 (hex) of its exact bytes.

    `bounced` is why it came back, where the mail server said so at once; None where it was taken.
    """

    custodian: str
    sending: str
    way: str
    to: str | None
    message_sha256: str
    bounced: str | None = None


Send = Callable[[Addressee], Sent | None]
"""Sends one message and says what left; None where nothing did."""
Ready = Callable[[Sequence[Addressee]], None]
"""Is told who comes next, a batch at a time, before any of them is sent to."""


def waiting(home: Home, matter: str, hold: str) -> tuple[Addressee, ...]:
    """Return whoever has not acknowledged the version in force, released custodians left out, oldest request first."""
    found = find_hold(home, matter, hold)
    with database_told(home):
        return _waiting(reread(found), sent=None)


def to_send(home: Home, matter: str, hold: str) -> tuple[Addressee, ...]:
    """Return whoever has not got the notice of the version in force, or not at the address that is known now.

    Raises RefusedError where no version is in force.
    """
    found = _in_force(home, matter, hold)
    with database_told(home):
        return tuple(one for one in _waiting(found, sent=None) if one.notice.sent_at is None or _has_moved(one))


def to_remind(home: Home, matter: str, hold: str) -> tuple[Addressee, ...]:
    """Return whoever got the notice and has not acknowledged, but for those who were reminded a moment ago.

    So a run that broke off goes on with those whom it had not reached. Raises RefusedError as `to_send`.
    """
    found = _in_force(home, matter, hold)
    with database_told(home):
        lately = Sending.objects.filter(
            matter=matter, hold=found.id, version=found.in_force, sending=REMINDER, at__gt=home.clock() - PAUSE
        )
        reminded = set(lately.values_list("custodian", flat=True))
        there = _waiting(found, sent=True)
        return tuple(one for one in there if one.custodian.id not in reminded and not one.notice.bounced_why)


def send_first(
    home: Home, actor: str, matter: str, hold: str, send: Send, ready: Ready | None = None
) -> tuple[Sent, ...]:
    """Send the notice to whom `to_send` names; what left is recorded, also where `send` breaks off."""
    return deliver(home, actor, to_send(home, matter, hold), send, ready)


def remind(home: Home, actor: str, matter: str, hold: str, send: Send, ready: Ready | None = None) -> tuple[Sent, ...]:
    """Send a reminder to whom `to_remind` names; what left is recorded, also where `send` breaks off."""
    return deliver(home, actor, to_remind(home, matter, hold), send, ready)


def note_sent(home: Home, actor: str, matter: str, hold: str, version: int, them: Sequence[Sent]) -> int:
    """Record messages that left, in one transaction; one that is recorded already is not recorded again.

    Returns how many were recorded. Raises UsageError for a custodian who was never to get one, or words that are none.
    """
    found = find_hold(home, matter, hold)
    for one in them:
        _check_sent(one)

    def decision() -> Sequence[Fact]:
        _check_asked(found, version, [one.custodian for one in them])
        known = set(
            Sending.objects.filter(
                matter=matter, hold=found.id, version=version, message_sha256__in=[one.message_sha256 for one in them]
            ).values_list("custodian", "sending", "message_sha256")
        )
        new = {(one.custodian, one.sending, one.message_sha256): one for one in them}
        return [fact for key, one in new.items() if key not in known for fact in _facts(found.id, version, one)]

    recorded = decide(home, matter, actor, decision)
    publish(home, matter)
    return recorded.size - recorded.first


def note_bounced(home: Home, actor: str, matter: str, hold: str, message_sha256: str, why: str) -> bool:
    """Record that a message came back; False where that is recorded already. `why` is what the mail server said."""
    found = find_hold(home, matter, hold)
    reason = words(why, "why it came back")

    def decision() -> Sequence[Fact]:
        # A letter to a manager is about several custodians.
        sent = list(Sending.objects.filter(matter=matter, hold=found.id, message_sha256=message_sha256).order_by("seq"))
        if not sent:
            raise UsageError(f"No message {message_sha256} was sent about {found.id}.")
        return [
            NoticeBounced(
                hold=found.id,
                version=one.version,
                custodian=one.custodian,
                message_sha256=message_sha256,
                why=reason,
            )
            for one in sent
            if one.bounced_at is None
        ]

    recorded = decide(home, matter, actor, decision)
    publish(home, matter)
    return recorded.size > recorded.first


def acknowledge(
    home: Home,
    actor: str,
    matter: str,
    hold: str,
    custodian: str,
    *,
    version: int | None = None,
    way: str = "by hand",
    evidence: str | None = None,
) -> bool:
    """Record that a custodian acknowledged a version (the one in force); False where that is recorded already.

    `evidence` is the SHA-256 of a kept item that shows it, such as a scan of a signature. Raises UsageError where no
    such item is kept or the custodian was not asked, RefusedError where the version is no longer in force: the newer
    one is to be acknowledged.
    """
    if way not in ACKNOWLEDGED_BY:
        raise UsageError(f"{way!r} is no way to acknowledge. There is: {', '.join(ACKNOWLEDGED_BY)}.")
    if evidence is not None:
        if not _DIGEST.fullmatch(evidence):
            raise UsageError(f"{evidence!r} is no SHA-256 of an item (64 hex digits); `openhold item list` shows them.")
        # What is to show it later must be kept now.
        find_item(home, matter, evidence.encode())
    found = find_hold(home, matter, hold)

    def decision() -> Sequence[Fact]:
        number = to_acknowledge(found, custodian, version)
        if number is None:
            return []
        return [NoticeAcknowledged(hold=found.id, version=number, custodian=custodian, way=way, evidence=evidence)]

    recorded = decide(home, matter, actor, decision)
    publish(home, matter)
    return recorded.size > recorded.first


def to_acknowledge(hold: Hold, custodian: str, version: int | None) -> int | None:
    """Return the number of the version (the one in force) that a custodian can acknowledge, None where they have.

    Raises as `acknowledge`; to be asked inside a transaction, or to know before.
    """
    present = reread(hold)
    _check_in_force(present)
    number = present.in_force if version is None else version
    _check_asked(hold, number, [custodian])
    notice = Notice.objects.get(matter=hold.matter, hold=hold.id, version=number, custodian=custodian)
    if notice.acknowledged_at is not None:
        return None
    if number != present.in_force:
        raise RefusedError(
            f"Version {number} of {hold.id} is no longer in force; version {present.in_force} is to be answered."
        )
    return number


def in_language(texts: Iterable[NoticeText], language: str) -> NoticeText | None:
    """Return the words in `language`, else in English, else in any; None where there are none."""
    there = {one.language: one for one in texts}
    return there.get(language) or there.get("en") or next(iter(there.values()), None)


def deliver(home: Home, actor: str, them: Sequence[Addressee], send: Send, ready: Ready | None) -> tuple[Sent, ...]:
    """Send a message to each of `them`, who are of one version of one hold.

    What left is recorded, also where `send` breaks off; a letter to a manager for each custodian whom it is about.
    """
    done: list[Sent] = []
    for start in range(0, len(them), _BATCH):
        batch = them[start : start + _BATCH]
        left: list[Sent] = []
        try:
            if ready is not None:
                ready(batch)
            for one in batch:
                message = send(one)
                if message is not None:
                    left += [replace(message, custodian=each.id) for each in one.about or (one.custodian,)]
        finally:
            # What left is on record, whatever becomes of the next.
            if left:
                about = batch[0].notice
                note_sent(home, actor, about.matter, about.hold, about.version, left)
        done += left
    return tuple(done)


def _facts(hold: str, version: int, one: Sent) -> list[Fact]:
    sent = NoticeSent(
        hold=hold,
        version=version,
        custodian=one.custodian,
        sending=one.sending,
        way=one.way,
        to=one.to,
        message_sha256=one.message_sha256,
    )
    if one.bounced is None:
        return [sent]
    why = words(one.bounced, "why it came back")
    bounced = NoticeBounced(
        hold=hold, version=version, custodian=one.custodian, message_sha256=one.message_sha256, why=why
    )
    return [sent, bounced]


def _has_moved(one: Addressee) -> bool:
    """Whether the last message came back from another address than the one that is known now."""
    return bool(one.notice.bounced_why) and one.notice.last_to != one.custodian.email


def _in_force(home: Home, matter: str, hold: str) -> Hold:
    found = find_hold(home, matter, hold)
    with database_told(home):
        present = reread(found)
    _check_in_force(present)
    return present


def _waiting(hold: Hold, *, sent: bool | None) -> tuple[Addressee, ...]:
    if hold.in_force == 0 or hold.released_at is not None:
        return ()
    version = HoldVersion.objects.get(matter=hold.matter, hold=hold.id, version=hold.in_force)
    texts = list(NoticeText.objects.filter(matter=hold.matter, hold=hold.id, version=hold.in_force))
    covered = set(
        Cover.objects.filter(matter=hold.matter, hold=hold.id, what=CUSTODIAN, released_at=None).values_list(
            "which", flat=True
        )
    )
    people = {one.id: one for one in Custodian.objects.filter(matter=hold.matter)}
    open_ones = Notice.objects.filter(
        matter=hold.matter, hold=hold.id, version=hold.in_force, acknowledged_at=None
    ).order_by("asked_at", "custodian")
    if sent is not None:
        open_ones = open_ones.filter(sent_at__isnull=not sent)
    found = []
    for one in open_ones:
        told = in_language(texts, people[one.custodian].language)
        if one.custodian in covered and told is not None:
            found.append(Addressee(people[one.custodian], one, told, version.acknowledge_by))
    return tuple(found)


def _check_sent(one: Sent) -> None:
    if one.sending not in SENDINGS:
        raise UsageError(f"{one.sending!r} is no reason to send. There is: {', '.join(SENDINGS)}.")
    if one.way not in SENT_BY:
        raise UsageError(f"{one.way!r} is no way to send. There is: {', '.join(SENT_BY)}.")
    if not _DIGEST.fullmatch(one.message_sha256):
        raise UsageError(f"{one.message_sha256!r} is no SHA-256 of a message (64 hex digits).")
    if one.to is not None and words(one.to, "the address", _LONGEST_ADDRESS) != one.to:
        raise UsageError(f"{one.to!r} is no address.")


def _check_asked(hold: Hold, version: int, custodians: Sequence[str]) -> None:
    asked = set(
        Notice.objects.filter(matter=hold.matter, hold=hold.id, version=version, custodian__in=custodians).values_list(
            "custodian", flat=True
        )
    )
    for one in custodians:
        if one not in asked:
            raise UsageError(f"{one} gets no notice of version {version} of {hold.id}, so there is none to answer.")


def _check_in_force(hold: Hold) -> None:
    if hold.released_at is not None:
        raise RefusedError(f"Hold {hold.id} was released; nobody is asked about it any more.")
    if hold.in_force == 0:
        raise RefusedError(
            f"No version of {hold.id} is in force yet. Once it is approved: openhold hold issue {hold.matter} {hold.id}"
        )
