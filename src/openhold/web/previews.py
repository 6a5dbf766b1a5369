"""A notice exactly as a custodian gets it: mail as text and as HTML, the sheet to print, the page that the link opens.

It is made by what makes the messages that are sent. Only the link is another: a real one would let whoever looks answer
in the custodian's name. What is shown has an address and a policy of its own, and runs no script and sends no form.
"""

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from email.message import EmailMessage
from hashlib import sha256
from typing import cast

from csp.constants import NONE, SELF
from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from openhold.actions.find_custodian import custodians
from openhold.actions.holds.notices import in_language
from openhold.actions.read_privileged import read_words
from openhold.filings.notice import portal, said
from openhold.filings.notice.fields import Language
from openhold.jobs import previewing
from openhold.jobs.previewing import NO_LINK
from openhold.projections.custodian import Custodian
from openhold.projections.notice import NoticeText
from openhold.web.drafts import told_of
from openhold.web.holds import PROPOSE, look
from openhold.web.inside import Inside, for_deed
from openhold.web.lists import one_of
from openhold.web.portal import LONGEST_OF, STYLE_AT

WAYS = {
    "mail": "Mail, as text",
    "html": "Mail, as HTML",
    "sheet": "Sheet to print and sign",
    "page": "Page that the link opens",
}
"""How a notice is shown, by its name in the address."""
_NAMES = {"en": "English", "es": "Spanish"}
_CHOICES = 500
_HEADS = ("From", "To", "Reply-To", "Subject")
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is previewed: the words by language, for whom, by which day, and the addresses around it."""

    title: str
    texts: tuple[NoticeText, ...]
    people: tuple[Custodian, ...]
    acknowledge_by: date
    version: int
    written_on: date
    back: str
    raw: str


@for_deed(PROPOSE)
@require_safe
def of_version(request: HttpRequest, matter: str, hold: str, version: int) -> HttpResponseBase:
    """Show the notice of a version as a custodian gets it."""
    asked = cast(Inside, request)
    return _page(asked, _version(asked, hold, version))


@for_deed(PROPOSE)
@require_safe
def version_as_sent(request: HttpRequest, matter: str, hold: str, version: int) -> HttpResponseBase:
    """Give the very words of the preview of a version."""
    asked = cast(Inside, request)
    return _as_sent(asked, _version(asked, hold, version))


@for_deed(PROPOSE)
@require_safe
def of_draft(request: HttpRequest, matter: str, draft: str) -> HttpResponseBase:
    """Show the notice of a draft as a custodian would get it."""
    asked = cast(Inside, request)
    return _page(asked, _draft(asked, draft))


@for_deed(PROPOSE)
@require_safe
def draft_as_sent(request: HttpRequest, matter: str, draft: str) -> HttpResponseBase:
    """Give the very words of the preview of a draft."""
    asked = cast(Inside, request)
    return _as_sent(asked, _draft(asked, draft))


def _version(asked: Inside, hold: str, version: int) -> _Shown:
    found = look(asked, hold)
    one = next((one for one in found.versions if one.version == version), None)
    if one is None:
        raise Http404
    texts = tuple(read_words(asked.home, asked.actor, one.matter, hold, [version]).values())
    issued = one.issued_at or asked.home.clock()
    at = (one.matter, hold, version)
    return _Shown(
        title=f"version {version} of {one.title}",
        texts=texts,
        people=_people(asked, one.custodians, one.silent),
        acknowledge_by=one.acknowledge_by,
        version=version,
        written_on=settings.CONFIGURED.reminders.day(issued),
        back=reverse("hold-version", args=at),
        raw=reverse("version-as-sent", args=at),
    )


def _draft(asked: Inside, draft: str) -> _Shown:
    found, told, version = told_of(asked, draft)
    if told.plan is None:
        raise Http404
    now = asked.home.clock()
    texts = tuple(
        NoticeText(
            matter=found.matter,
            hold=found.hold,
            version=version,
            language=one.language,
            subject=one.subject,
            text=one.text,
            fields=one.fields,
        )
        for one in told.notices
    )
    return _Shown(
        title=f"the draft {told.plan.title}",
        texts=texts,
        people=_people(asked, told.plan.custodians, told.plan.silent),
        acknowledge_by=told.plan.acknowledge_by,
        version=version,
        written_on=settings.CONFIGURED.reminders.day(now),
        back=reverse("hold-draft", args=(found.matter, found.key, "look")),
        raw=reverse("draft-as-sent", args=(found.matter, found.key)),
    )


def _people(asked: Inside, covered: Sequence[str], silent: Sequence[str]) -> tuple[Custodian, ...]:
    told = set(covered) - set(silent)
    return tuple(one for one in custodians(asked.home, asked.matter.id) if one.id in told)


def _page(asked: Inside, shown: _Shown) -> HttpResponseBase:
    who, words, way = _choice(asked, shown)
    message = _mail(asked, shown, who, words) if who is not None and words is not None else None
    told = {
        "matter": asked.matter,
        "standing": asked.standing,
        "shown": shown,
        "who": who,
        "words": words,
        "way": way,
        "ways": WAYS.items(),
        "languages": [(one.language, _NAMES.get(one.language, one.language)) for one in shown.texts],
        "people": shown.people[:_CHOICES],
        "more_people": max(0, len(shown.people) - _CHOICES),
        "message": message,
        "heads": [(name, str(message[name])) for name in _HEADS if message[name]] if message is not None else [],
        "none": _none(way, message),
        "linked": settings.CONFIGURED.address is not None,
        "query": {} if who is None or words is None else {"custodian": who.id, "language": words.language, "way": way},
    }
    return csp_update({"frame-src": [SELF]})(lambda request: render(request, "preview.html", told))(asked)


def _none(way: str, message: EmailMessage | None) -> str:
    """Say why there is nothing to show in this way, empty where there is."""
    if way in ("mail", "html") and message is None:
        return "No e-mail address is known of this custodian, who gets the sheet to print and sign."
    if way == "html" and message is not None and message.get_body(("html",)) is None:
        return "These words go as plain text alone: a person wrote them."
    return ""


def _as_sent(asked: Inside, shown: _Shown) -> HttpResponseBase:
    who, words, way = _choice(asked, shown)
    if who is None or words is None:
        raise Http404
    if way == "page":
        return _walled(asked, HttpResponse(_portal(asked, shown, who, words)), [SELF])
    if way == "sheet":
        return _walled_html(asked, previewing.sheet(asked.home, settings.CONFIGURED, who, words, shown.acknowledge_by))
    text = previewing.text_of(_mail(asked, shown, who, words), "plain" if way == "mail" else "html")
    if text is None:
        raise Http404
    if way == "html":
        return _walled_html(asked, text)
    return _walled(asked, HttpResponse(text, content_type="text/plain; charset=utf-8"), [NONE])


def _choice(asked: Inside, shown: _Shown) -> tuple[Custodian | None, NoticeText | None, str]:
    """Return for whom, in which words and in which way the address asks to see it."""
    wanted = asked.GET.get("custodian", "")
    who = next((one for one in shown.people if one.id == wanted), shown.people[0] if shown.people else None)
    language = asked.GET.get("language") or (who.language if who else "en")
    ways = list(WAYS) if who is None or who.email else ["sheet", *(way for way in WAYS if way != "sheet")]
    return who, in_language(shown.texts, language), one_of(asked, "way", ways)


def _mail(asked: Inside, shown: _Shown, who: Custodian, words: NoticeText) -> EmailMessage | None:
    return previewing.mail(asked.home, settings.CONFIGURED, who, words, shown.acknowledge_by)


def _portal(asked: Inside, shown: _Shown, who: Custodian, words: NoticeText) -> str:
    fields = portal.approved(words)
    language: Language = "es" if words.language == "es" else "en"
    around = said.Around(
        language=language,
        from_whom=asked.matter.title if fields is None else f"{fields.sender}, {fields.sender_role}",
        style=STYLE_AT,
        action=NO_LINK,
        proof="",
        others=_others(shown, words),
        kept={},
        longest=LONGEST_OF,
    )
    told = portal.Words(
        language=language,
        subject=words.subject,
        text=words.text,
        fields=fields,
        version=fields.version if fields else shown.version,
        written_on=shown.written_on,
        acknowledge_by=shown.acknowledge_by,
    )
    today = (asked.home.clock() - timedelta(hours=12)).date()
    return portal.open_page(told, around, recipient=who.name, today=today, sent_version=told.version, acknowledged=None)


def _others(shown: _Shown, words: NoticeText) -> Mapping[str, str]:
    there = [one.language for one in shown.texts if one.language != words.language]
    return {one: f"{NO_LINK}?in={one}" for one in there}


def _walled_html(asked: Inside, html: str) -> HttpResponseBase:
    """Give a file that carries its own style: that one alone is let through."""
    style = _STYLE.search(html)
    digest = b64encode(sha256((style.group(1) if style else "").encode()).digest()).decode()
    return _walled(asked, HttpResponse(html), [f"'sha256-{digest}'"])


def _walled(asked: Inside, response: HttpResponse, style: list[str]) -> HttpResponseBase:
    response["X-Frame-Options"] = "SAMEORIGIN"
    policy = {
        "default-src": [NONE],
        "script-src": [NONE],
        "style-src": style,
        "img-src": ["data:"],
        "connect-src": [NONE],
        "form-action": [NONE],
        "frame-ancestors": [SELF],
    }
    return csp_replace(policy)(lambda _: response)(asked)
