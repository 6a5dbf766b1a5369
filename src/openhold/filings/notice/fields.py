"""What a notice must say, in the words of the person who writes it, and what is still missing.

A draft may hold empty values. A notice cannot be written from it before every one of the fifteen elements is there.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

Language = Literal["en", "es"]
LANGUAGES: tuple[Language, ...] = ("en", "es")

_LINK = re.compile(r"https?://[!-~]+")
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"(?=[^@]{{1,64}}@.{{1,190}}\Z){_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*")


class NoticeError(ValueError):
    """A notice or letter cannot be written; the message says what is missing or wrong, and what to write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One thing to keep: `what` it is, and `examples` that a custodian knows from the day's work."""

    what: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where the things to keep may be, by kind; at least one must be named."""

    sources: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    chat: tuple[str, ...] = ()
    paper: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension:
    """Which `steward` suspends routine deletion, and of `what`."""

    steward: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """The person to ask, with at least one way to reach her."""

    name: str
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFields:
    """Everything that a notice says. Texts are one paragraph each; line breaks in them become spaces.

    `trigger` is what happened on the day `trigger_on`; `since` and `until` are the dates that things to keep are from
    (None: no limit); `recipient` and `link` are None in the text of record, which is the same for all custodians of
    its language; `link` is None where the custodian answers on paper.
    """

    language: Language
    matter: str
    court: str | None
    number: str | None
    dispute: str
    trigger: str
    trigger_on: date | None
    topics: tuple[Topic, ...]
    since: date | None
    until: date | None
    places: Places
    do: tuple[str, ...]
    do_not: tuple[str, ...]
    suspensions: tuple[Suspension, ...]
    leaving: str
    consequences: str
    contact: Contact
    acknowledge_by: date | None
    reminders: str
    release: str
    version: int
    written_on: date | None
    recipient: str | None
    sender: str
    sender_role: str
    link: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One of the fifteen elements: its `name` in words, `advice` what to write, and whether it is "
    "`present`."""

    code: str
    name: str
    advice: str
    present: bool


class Days(NamedTuple):
    """The days of a notice from which no element is missing."""

    trigger_on: date
    acknowledge_by: date
    written_on: date


def clean(text: str) -> str:
    """Return `text` on one line: breaks and runs of spaces become one space, controls and overrides of "
    "direction go."""
    return " ".join((text if text.isascii() and text.isprintable() else "".join(map(_sign, text))).split())


def _sign(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Cs":
        return "\ufffd"
    if category == "Cc":
        return " " if sign.isspace() else ""
    return "" if "\u202a" <= sign <= "\u202e" or "\u2066" <= sign <= "\u2069" else sign


def says_something(text: str | None) -> bool:
    """Tell whether `text` holds at least one letter or digit; a dash or three dots say nothing."""
    return text is not None and any(unicodedata.category(sign)[0] in "LN" for sign in text)


def _all_say(texts: Iterable[str]) -> bool:
    said = [says_something(text) for text in texts]
    return bool(said) and all(said)


def _topics(fields: NoticeFields) -> bool:
    return _all_say(topic.what for topic in fields.topics) and all(_all_say(topic.examples) for topic in fields.topics)


def _places(fields: NoticeFields) -> bool:
    places = fields.places
    return _all_say([*places.sources, *places.devices, *places.accounts, *places.chat, *places.paper])


def _suspensions(fields: NoticeFields) -> bool:
    return _all_say(text for one in fields.suspensions for text in (one.steward, one.what))


def _contact(contact: Contact) -> bool:
    return says_something(contact.name) and (says_something(contact.email) or says_something(contact.phone))


_ELEMENTS: tuple[tuple[str, str, str, Callable[[NoticeFields], bool]], ...] = (
    (
        "dispute",
        "what the dispute is about",
        "name the matter and tell in one paragraph, in plain words, who says what against whom",
        lambda fields: says_something(fields.matter) and says_something(fields.dispute),
    ),
    (
        "why-now",
        "why now",
        "write what happened that started the duty, and on which day",
        lambda fields: says_something(fields.trigger) and fields.trigger_on is not None,
    ),
    ("keep", "what to keep, with examples", "write at least one topic, and for each topic an example", _topics),
    ("where", "where it may be", "name at least one source, device, account, chat or place for paper", _places),
    ("do", "what to do", "write at least one thing that the custodian shall do", lambda fields: _all_say(fields.do)),
    (
        "do-not",
        "what not to do",
        "write at least one thing that the custodian shall not do",
        lambda fields: _all_say(fields.do_not),
    ),
    (
        "deletion",
        "routine deletion suspended, and by whom",
        "name the steward and what that steward suspends",
        _suspensions,
    ),
    (
        "leaving",
        "leaving, or a new phone",
        "write what to do before leaving or changing a device",
        lambda fields: says_something(fields.leaving),
    ),
    (
        "consequences",
        "consequences",
        "write what can happen when something is deleted",
        lambda fields: says_something(fields.consequences),
    ),
    (
        "contact",
        "whom to ask",
        "name a person, with an e-mail address or a telephone number",
        lambda fields: _contact(fields.contact),
    ),
    (
        "acknowledge-by",
        "the day to acknowledge by",
        "choose a day",
        lambda fields: fields.acknowledge_by is not None,
    ),
    ("reminders", "reminders", "write how often you remind", lambda fields: says_something(fields.reminders)),
    (
        "release",
        "release in writing",
        "write that only a written release ends the hold",
        lambda fields: says_something(fields.release),
    ),
    ("version", "the version", "number the version, from 1", lambda fields: fields.version >= 1),
    (
        "date",
        "the date, and who wrote it",
        "give the day of this version, and the name and the role of the person who sends it",
        lambda fields: fields.written_on is not None and _all_say((fields.sender, fields.sender_role)),
    ),
)


def elements(fields: NoticeFields) -> tuple[Element, ...]:
    """Return the fifteen elements in the order of the notice, each present or missing."""
    return tuple(
        Element(code=code, name=name, advice=advice, present=there(fields)) for code, name, advice, there in _ELEMENTS
    )


def check(fields: NoticeFields) -> Days:
    """Return the three days. Raises NoticeError where an element is missing or a value can stand in no "
    "notice."""
    missing = [f"{one.name} ({one.advice})" for one in elements(fields) if not one.present]
    if missing or not fields.trigger_on or not fields.acknowledge_by or not fields.written_on:
        raise NoticeError(f"The notice cannot be written; missing: {'; '.join(missing)}.")
    if fields.since and fields.until and fields.until < fields.since:
        raise NoticeError(
            f"The dates to keep end on {fields.until} before they begin on {fields.since}: exchange them."
        )
    check_common(fields.language, fields.contact, fields.link)
    return Days(fields.trigger_on, fields.acknowledge_by, fields.written_on)


def check_common(language: str, contact: Contact, link: str | None) -> None:
    """Raise NoticeError for a language, an e-mail address or a link that no notice or letter can carry."""
    if language not in LANGUAGES:
        raise NoticeError(f"There are no words for the language {language!r}: choose one of {', '.join(LANGUAGES)}.")
    if contact.email is not None:
        check_address(contact.email)
    if link is not None and not _LINK.fullmatch(link):
        raise NoticeError("The link must begin with https:// and hold no spaces.")


def check_address(address: str) -> None:
    """Raise NoticeError where `address` is no e-mail address that can stand in a header."""
    if not _ADDRESS.fullmatch(address):
        raise NoticeError(f"{clean(address)!r} is no e-mail address: write name@example.org, in plain letters.")
