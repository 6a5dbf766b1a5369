"""The one template of a notice: what it says, in order. Every way of showing it starts from here."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Literal

from django.utils.translation import gettext as _

from openhold.filings.notice import words
from openhold.filings.notice.fields import Contact, Days, Language, NoticeFields, Suspension, Topic, check
from openhold.filings.notice.words import Line, day, joined, line, short, value


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Paragraphs, or the items of a list; `kind` says which, and which sign stands before each."""

    kind: Literal["text", "quiet", "keep", "not", "list"]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands under it; `elements` are the codes of the elements it states."""

    heading: str
    blocks: tuple[Block, ...]
    elements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How the reader answers. `promise` is what the answer says, `by` the day; `link` opens the page with the button.

    `labels` are the words of the lines to be filled in by hand: name, date, signature.
    """

    heading: str
    promise: Line
    button: str
    by: Line
    on_paper: Line
    to_whom: Line
    link: str | None
    open: str
    note: str
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A notice or letter before it is shown; `answer` is None where none is asked for."""

    language: Language
    subject: str
    kicker: Line
    title: Line
    lead: Line
    answer: Answer | None
    sections: tuple[Section, ...]


def notice(fields: NoticeFields) -> Document:
    """Return what the notice of `fields` says. Raises NoticeError where an element is missing."""
    days = check(fields)
    with words.speaking(fields.language):
        matter = short(fields.matter)
        return Document(
            language=fields.language,
            subject=_("Please keep everything about {matter} (litigation hold, version {version})").format(
                matter=matter, version=fields.version
            ),
            kicker=kicker(fields.recipient, days.written_on, fields.version),
            title=line(_("Please keep everything about {matter}"), matter=matter),
            lead=line(
                _(
                    "You do not have to search for anything or send anything. **Just do not delete, change or throw "
                    "away** what is listed here. This is called a litigation hold."
                )
            ),
            answer=answer(fields.contact, days.acknowledge_by, days.written_on, fields.version, fields.link),
            sections=_sections(fields, days),
        )


def addressed(document: Document, fields: NoticeFields, recipient: str, link: str | None) -> Document:
    """Return the notice of `fields` as it is for one recipient: what `notice` would say, without writing it all again.

    Raises NoticeError for a link that no notice can carry.
    """
    days = check(replace(fields, recipient=recipient, link=link))
    with words.speaking(fields.language):
        return replace(
            document,
            kicker=kicker(recipient, days.written_on, fields.version),
            answer=answer(fields.contact, days.acknowledge_by, days.written_on, fields.version, link),
        )


def kicker(recipient: str | None, written_on: date, version: int) -> Line:
    """Return the small line over the title: for whom, of which day, which version."""
    if not recipient or not recipient.strip():
        return line(_("{day} · version {version}"), day=day(written_on), version=version)
    return line(
        _("For {recipient} · {day} · version {version}"),
        recipient=short(recipient),
        day=day(written_on),
        version=version,
    )


def answer(contact: Contact, by: date, today: date, version: int, link: str | None) -> Answer:
    """Return how to answer, in the language spoken; a day before `today` has passed, and is said to have."""
    until = [line(_("Please answer by **{day}**."), day=day(by))]
    if by < today:
        until = [line(_("Please answer now. The day was **{day}**; an answer still counts."), day=day(by))]
    if version > 1:
        until.append(line(_("Please answer also if you answered an earlier version.")))
    return Answer(
        heading=_("Your answer"),
        promise=line(_("**With this answer you say:** I have read this and I will keep these things.")),
        button=_("I will keep these things"),
        by=joined(until, " "),
        on_paper=line(_("**With my signature I say:** I have read this and I will keep these things.")),
        to_whom=joined([line(_("Give or send your answer to:")), reach(contact)], " "),
        link=link,
        open=_("Open your page to answer"),
        note=_(
            "Opening the page does not count as an answer: only the button there does. You need no account and "
            "no password."
        ),
        labels=MappingProxyType({"name": _("Name"), "date": _("Date"), "signature": _("Signature")}),
    )


def reach(contact: Contact) -> Line:
    """Return the person to ask, with the ways to reach her."""
    ways = [value(contact.name)]
    if contact.phone:
        ways.append((words.phone(contact.phone),))
    if contact.email:
        ways.append((words.email(contact.email),))
    return joined(ways, ", ")


def ask(contact: Contact) -> Section:
    """Return the section that says whom to ask."""
    return Section(
        heading=_("Talk to a person"),
        elements=("contact",),
        blocks=(text(joined([line(_("Ask, or tell us something:")), reach(contact)], " ")),),
    )


def text(*lines: Line) -> Block:
    """Return paragraphs."""
    return Block(kind="text", lines=lines)


def _sections(fields: NoticeFields, days: Days) -> tuple[Section, ...]:
    return (
        Section(
            heading=_("What it is about"),
            elements=("dispute",),
            blocks=(
                text(_case(fields), value(fields.dispute)),
                text(line(_("Being asked does not mean that you did anything wrong."))),
            ),
        ),
        Section(
            heading=_("Why now"),
            elements=("why-now",),
            blocks=(
                text(
                    line(_("{day}: {trigger}"), day=day(days.trigger_on), trigger=fields.trigger),
                    line(_("From that day on, the law asks that these things are kept.")),
                ),
            ),
        ),
        Section(
            heading=_("What to keep"),
            elements=("keep",),
            blocks=(
                text(_dates(fields.since, fields.until)),
                Block(kind="keep", lines=tuple(map(_topic, fields.topics))),
                Block(kind="quiet", lines=(line(_("Not sure? Keep it.")),)),
            ),
        ),
        Section(
            heading=_("Where it may be"),
            elements=("where",),
            blocks=(Block(kind="list", lines=_places(fields)),),
        ),
        Section(
            heading=_("Please do"),
            elements=("do",),
            blocks=(Block(kind="keep", lines=tuple(map(value, fields.do))),),
        ),
        Section(
            heading=_("Please do not"),
            elements=("do-not",),
            blocks=(Block(kind="not", lines=tuple(map(value, fields.do_not))),),
        ),
        Section(
            heading=_("Who stops automatic deleting"),
            elements=("deletion",),
            blocks=(
                text(line(_("These people stop it for you. You do not have to do anything about it:"))),
                Block(kind="list", lines=tuple(map(_suspension, fields.suspensions))),
            ),
        ),
        Section(
            heading=_("If you leave or get a new phone"), elements=("leaving",), blocks=(text(value(fields.leaving)),)
        ),
        Section(
            heading=_("If something is deleted"),
            elements=("consequences",),
            blocks=(text(value(fields.consequences)),),
        ),
        Section(
            heading=_("How long"),
            elements=("reminders", "release"),
            blocks=(text(value(fields.release), value(fields.reminders)),),
        ),
        ask(fields.contact),
        Section(
            heading=_("This notice"),
            elements=("version", "date"),
            blocks=(text(_origin(fields, days.written_on)),),
        ),
    )


def _origin(fields: NoticeFields, written_on: date) -> Line:
    said = line(
        _("Version {version}, {day}, from {sender}, {role}."),
        version=fields.version,
        day=day(written_on),
        sender=fields.sender,
        role=fields.sender_role,
    )
    return said if fields.version == 1 else joined([said, line(_("It replaces the earlier versions."))], " ")


def _case(fields: NoticeFields) -> Line:
    parts = [line("**{matter}**", matter=fields.matter)]
    parts += [value(said) for said in (fields.court, fields.number) if said and said.strip()]
    return joined(parts, ", ")


def _dates(since: date | None, until: date | None) -> Line:
    if since and until:
        return line(_("Everything from **{since}** to **{until}**:"), since=day(since), until=day(until))
    if since:
        return line(_("Everything from **{since}** on:"), since=day(since))
    if until:
        return line(_("Everything up to **{until}**:"), until=day(until))
    return line(_("Everything, of whatever date:"))


def _topic(topic: Topic) -> Line:
    return line(_("**{topic}**, for example: {examples}"), topic=topic.what, examples="; ".join(topic.examples))


def _places(fields: NoticeFields) -> tuple[Line, ...]:
    places = fields.places
    kinds = (
        (_("Systems and folders"), places.sources),
        (_("Phones, computers and other devices"), places.devices),
        (_("Accounts"), places.accounts),
        (_("Chat and messages"), places.chat),
        (_("Paper"), places.paper),
    )
    return tuple(
        line(_("**{kind}:** {places}"), kind=words.Run(kind), places="; ".join(named)) for kind, named in kinds if named
    )


def _suspension(one: Suspension) -> Line:
    return line(_("**{steward}:** {what}"), steward=one.steward, what=one.what)
