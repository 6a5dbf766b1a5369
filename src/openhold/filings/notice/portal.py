"""The whole page that a custodian's link opens: the notice with its button, questions and losses; or why there is none.

It runs no script and loads nothing but its style sheet from the same server.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from html import escape
from typing import Literal

from django.utils.translation import gettext as _

from openhold.filings.document import PALETTE
from openhold.filings.notice.content import Document, Section, answer, kicker, notice, text
from openhold.filings.notice.draft import from_json
from openhold.filings.notice.fields import LANGUAGES, Contact, Language, NoticeError, NoticeFields
from openhold.filings.notice.pages import markup, portal_body
from openhold.filings.notice.said import PROOF, Around, ask, asked, lose, moment, places, reported, told_places
from openhold.filings.notice.style import BASE, PAGE, PORTAL, TOKENS
from openhold.filings.notice.words import Line, Run, day, line, short, speaking, value
from openhold.filings.notice.write import write
from openhold.projections.notice import NoticeText

STYLE = PALETTE + TOKENS + BASE + PORTAL + PAGE
"""The style sheet of these pages."""
_NAMES = {"en": "English", "es": "Español"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The notice as it was approved: from `fields`, or in somebody's own words where there are none."""

    language: Language
    subject: str
    text: str
    fields: NoticeFields | None
    version: int
    written_on: date
    acknowledge_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """The custodian's acknowledgement as it stands on the record."""

    at: datetime
    entry: int


def approved(told: NoticeText) -> NoticeFields | None:
    """Return the fields of a notice, as long as they still give exactly the words that were approved; else None."""
    if told.fields is None:
        return None
    try:
        fields = from_json(told.fields)
        written = write(fields)
    except NoticeError:
        # Another release may have had other fields. The words stand beside them, and those were approved.
        return None
    return fields if (written.subject, written.text) == (told.subject, told.text) else None


def open_page(
    words: Words,
    around: Around,
    *,
    recipient: str,
    today: date,
    sent_version: int,
    acknowledged: Acknowledged | None,
    alert: Literal["", "replaced", "not ours"] = "",
) -> str:
    """Return the page of a custodian who is asked: the button first, or what was recorded and what can be done next.

    `sent_version` is the one that the link came with. `alert` says why what was just sent is not recorded.
    """
    with speaking(words.language):
        document = _document(words, recipient, today)
        notes = []
        if acknowledged is not None:
            notes = [
                line(
                    _("Recorded for version {version}: {moment}, entry {entry}."),
                    version=words.version,
                    moment=moment(acknowledged.at),
                    entry=acknowledged.entry,
                ),
                line(
                    _("You can still {tell}, {ask} or {report}."),
                    tell=Run(_("say where things may be"), link="#places"),
                    ask=Run(_("ask a question"), link="#ask"),
                    report=Run(_("report something lost"), link="#loss"),
                ),
            ]
        if sent_version < words.version:
            notes.append(
                line(
                    _("Your link came with version {sent}. This is version {version} of {day}; it replaces it."),
                    sent=sent_version,
                    version=words.version,
                    day=day(words.written_on),
                )
            )
        alerts = {
            "replaced": _("Nothing was recorded: there is a newer version now. Please read it here and answer it."),
            "not ours": _(
                "Nothing was recorded: the answer did not come from this page. Please press the button here."
            ),
        }
        said = f'<p class="alert" role="alert">{escape(alerts[alert])}</p>\n' if alert else ""
        body = portal_body(
            document,
            action=around.action,
            token=around.proof,
            token_name=PROOF,
            answered=None if acknowledged is None else acknowledged.at.astimezone(UTC).date(),
            notes=tuple(notes),
        )
        return _shell(document.subject, said + body + places(around) + ask(around) + lose(around), around)


def ended_page(
    around: Around,
    *,
    matter: str,
    standing: Literal["over", "released", "silent"],
    ended_on: date | None,
    acknowledged_on: date | None,
) -> str:
    """Return the page of a custodian of whom nothing is asked any more, and why; what was said stays to be read."""
    with speaking(around.language):
        named = short(matter)
        if standing == "over":
            title = line(_("It is over: the hold about {matter} was released"), matter=named)
        elif standing == "released":
            title = line(_("You are released from the hold about {matter}"), matter=named)
        else:
            title = line(_("No answer is asked of you about {matter}"), matter=named)
        paragraphs: list[Line] = []
        if standing == "silent":
            paragraphs.append(line(_("Keep what you were asked to keep until somebody tells you in writing to stop.")))
        else:
            if ended_on is not None:
                paragraphs.append(line(_("That was on **{day}**."), day=day(ended_on)))
            paragraphs += [
                line(_("You no longer have to keep anything because of this hold.")),
                line(_("If another notice asks you to keep the same things, that notice still holds.")),
            ]
        if acknowledged_on is not None:
            paragraphs.append(line(_("You acknowledged it on **{day}**."), day=day(acknowledged_on)))
        paragraphs.append(line(_("Questions? Answer the mail that brought you here.")))
        lines = "".join(f"<p>{markup(one)}</p>" for one in paragraphs)
        body = f'<article class="notice" dir="ltr"><h1>{markup(title)}</h1>{lines}</article>'
        sections = (
            (_("Where you said things may be"), told_places(around.places)),
            (_("Your questions"), asked(around.questions)),
            (_("What you reported lost"), reported(around.losses)),
        )
        for heading, said in sections:
            body += f'<section class="said"><h2>{escape(heading)}</h2>{said}</section>' if said else ""
        return _shell("".join(run.text for run in title), body, around)


def no_page(style: str, why: Literal["none", "old", "often", "broken"]) -> str:
    """Return the page of a link that opens nothing: in every language, what to do, and nothing of any matter."""
    titles: list[str] = []
    parts: list[str] = []
    for language in LANGUAGES:
        with speaking(language):
            title, what = {
                "none": (
                    _("This link opens nothing"),
                    _("A part of it may be missing. Open it again from the mail, or copy all of it."),
                ),
                "old": (_("The time of this link is over"), _("If you answered before, your answer is recorded.")),
                "often": (
                    _("That was tried too often"),
                    _("Nothing was recorded. Wait a minute, then open the link again."),
                ),
                "broken": (
                    _("This page cannot be shown at the moment"),
                    _("Open the link again later, and look whether your answer is recorded."),
                ),
            }[why]
            help_ = _(
                "Otherwise answer the mail that brought you here, or call the person whom it names: you get a new "
                "link, or a sheet of paper. Until then delete nothing that you were asked to keep."
            )
            tag = "h2" if titles else "h1"
            titles.append(title)
            parts.append(
                f'<article class="notice" lang="{language}" dir="ltr"><{tag}>{escape(title)}</{tag}>'
                f"<p>{escape(what)}</p><p>{escape(help_)}</p></article>"
            )
    return _html(LANGUAGES[0], titles[0], style, "\n".join(parts))


def _document(words: Words, recipient: str, today: date) -> Document:
    if words.fields is None:
        return _own_words(words, recipient, today)
    fields = replace(words.fields, recipient=recipient, link=None)
    # The notice was written on one day and is answered on another: whether the day to answer by has passed is told now.
    now = answer(fields.contact, words.acknowledge_by, today, words.version, None)
    return replace(notice(fields), answer=now)


def _own_words(words: Words, recipient: str, today: date) -> Document:
    paragraphs = [value(one) for one in words.text.splitlines() if one.strip()]
    return Document(
        language=words.language,
        subject=words.subject,
        kicker=kicker(recipient, words.written_on, words.version),
        title=value(short(words.subject)),
        lead=line(_("Please read this and answer. This is called a **litigation hold**.")),
        answer=answer(Contact(name=""), words.acknowledge_by, today, words.version, None),
        sections=(Section(heading=_("The notice"), blocks=(text(*paragraphs),)),),
    )


def _shell(title: str, body: str, around: Around) -> str:
    links = "".join(
        f'<a href="{escape(to)}" lang="{language}" hreflang="{language}">{_NAMES[language]}</a>'
        for language, to in around.others.items()
    )
    bar = f'<header class="bar"><span><bdi>{escape(short(around.from_whom))}</bdi></span>{links}</header>\n'
    return _html(around.language, title, around.style, body, bar)


def _html(language: Language, title: str, style: str, body: str, bar: str = "") -> str:
    return f"""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{escape(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{escape(style)}">
</head>
<body>
{bar}<main>
{body}
</main>
</body>
</html>
"""
