"""The portal: a custodian answers a notice by the link in it, without an account, a session, a cookie or a script.

Whoever has the link is taken for the custodian, as with a letter. Looking at the page records nothing, whoever or
whatever looks: programs open links in mails before people do. Only the form does, and each thing once.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import wraps
from types import MappingProxyType
from typing import Literal, cast
from urllib.parse import urlsplit

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from openhold.actions.errors import ActionError, RefusedError, StorageError, UsageError
from openhold.actions.holds.notices import acknowledge, in_language
from openhold.actions.holds.own_notice import ASKED, OVER, RELEASED, SILENT, OwnNotice, own_notice
from openhold.actions.holds.questionnaire import LONGEST as LONGEST_PLACE
from openhold.actions.holds.questionnaire import PLACES, answer_questionnaire
from openhold.actions.holds.questions import LONGEST, ask, report_loss
from openhold.actions.home import Home
from openhold.actions.record import database_told
from openhold.filings.notice import portal, said
from openhold.filings.notice.fields import Language
from openhold.projections.notice import NoticeText
from openhold.projections.questionnaire import Questionnaire
from openhold.workbench.errors import LinkError, OldLinkError
from openhold.workbench.links import Claim, Links

# Many custodians share one address, so those whose link is good are counted one by one, and only guessing by address.
_LIMITS = {"notice-look": "60/m/key", "notice-answer": "20/m/key,300/d/key", "notice-guess": "30/m/ip"}
_LANGUAGE = "in"
STYLE_AT = "/n/style.css"
_ENDS: dict[str, Literal["over", "released", "silent"]] = {OVER: "over", RELEASED: "released", SILENT: "silent"}
_HERE = {said.QUESTION: "#ask", said.LOSS: "#loss", said.PLACES: "#places"}
LONGEST_OF = {said.QUESTION: LONGEST, said.LOSS: LONGEST, said.PLACES: LONGEST_PLACE}
_NOTHING: Mapping[str, str] = MappingProxyType({})

Alert = Literal["", "replaced", "not ours"]
Page = Callable[[HttpRequest, str], HttpResponse]


def _telling_nobody(page: Page) -> Page:
    """Keep a browser from telling the address, which is the key to it, to whatever a link on the page leads to."""

    @wraps(page)
    def told(request: HttpRequest, token: str) -> HttpResponse:
        response = page(request, token)
        response["Referrer-Policy"] = "no-referrer"
        return response

    return told


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Give the style sheet of these pages."""
    return HttpResponse(portal.STYLE, content_type="text/css; charset=utf-8")


@csrf_exempt  # There is no cookie: the form's own proof shows that it came from the page that the link opens.
@require_http_methods(["GET", "HEAD", "POST"])
@_telling_nobody
def notice(request: HttpRequest, token: str) -> HttpResponse:
    """Show the notice that a link opens, and record what its form sends."""
    home, links = Home(settings.HOME), Links.configured(settings.CONFIGURED, settings.SECRET_KEY)
    token = token.removesuffix("/")
    try:
        with database_told(home):
            claim = links.open_link(token, home.clock())
            if not _counted(request, "answer" if request.method == "POST" else "look", claim):
                return _nothing("often", 429)
            own = own_notice(home, claim.matter, claim.hold, claim.version, claim.custodian)
            visit = _Visit(request, home, links, claim, own, token)
            return visit.take() if request.method == "POST" else visit.page()
    except OldLinkError:
        return _nothing("old", 410)
    except (LinkError, UsageError):
        return _nothing("none", 404) if _counted(request, "guess") else _nothing("often", 429)
    except ActionError:
        return _nothing("broken", 503)


class _Visit:
    """One request by a link that is good: who asks, what they are shown, and what they send."""

    def __init__(
        self, request: HttpRequest, home: Home, links: Links, claim: Claim, own: OwnNotice, token: str
    ) -> None:
        self.request, self.home, self.links, self.claim, self.own = request, home, links, claim, own
        self.wanted = request.GET.get(_LANGUAGE, "")
        self.told = _words_for(own, self.wanted)
        self.address = f"/n/{token}/"

    def take(self) -> HttpResponse:
        """Record what the form sends, once however often it comes, and lead to the page that says so."""
        sent, claim = self.request.POST, self.claim
        if self.own.standing != ASKED:
            return self.page(status=409)
        try:
            shown = self.links.shown_by(claim, sent.get(said.PROOF, ""))
        except LinkError:
            return self.page(alert="not ours", status=403)
        deed = sent.get(said.DEED, "")
        if not _from_here(self.request) or deed not in ("", *_HERE):
            return self.page(alert="not ours", status=403)
        who = claim.custodian
        words = {name: sent[name] for name in (said.WORDS, *PLACES) if name in sent}
        try:
            if deed == "":
                acknowledge(self.home, who, claim.matter, claim.hold, who, version=shown, way="portal")
            elif deed == said.PLACES:
                words.pop(said.WORDS, None)
                answer_questionnaire(self.home, who, claim.matter, claim.hold, who, words)
            else:
                write = ask if deed == said.QUESTION else report_loss
                write(self.home, who, claim.matter, claim.hold, who, words.get(said.WORDS, ""))
        except RefusedError:
            # While the page was open a newer version was issued, the hold released, or the same question answered.
            self.own = own_notice(self.home, claim.matter, claim.hold, claim.version, who)
            self.told = _words_for(self.own, self.wanted)
            return self.page(alert="" if deed else "replaced", status=409)
        except UsageError:
            return self.page(wrong=deed, kept=words, status=422)
        return HttpResponse(status=303, headers={"Location": self._here() + _HERE.get(deed, "")})

    def _here(self) -> str:
        return self.address + (f"?{_LANGUAGE}={self.told.language}" if self.wanted else "")

    def page(
        self, *, alert: Alert = "", wrong: str = "", kept: Mapping[str, str] = _NOTHING, status: int = 200
    ) -> HttpResponse:
        """Return the page as the record stands."""
        own = self.own
        fields = portal.approved(self.told)
        around = said.Around(
            language=_language(self.told.language),
            from_whom=own.matter.title if fields is None else f"{fields.sender}, {fields.sender_role}",
            style=STYLE_AT,
            action=self._here(),
            proof=self.links.form_proof(self.claim, own.version.version),
            others={
                _language(one.language): f"{self.address}?{_LANGUAGE}={one.language}"
                for one in own.texts
                if one.language != self.told.language
            },
            questions=tuple(
                said.Said(words=q.text, at=q.asked_at, answer=q.answer, answered_at=q.answered_at)
                for q in own.questions
            ),
            losses=tuple(said.Said(words=one.text, at=one.at) for one in own.losses),
            places=None if own.places is None else said.Told(words=_placed(own.places), at=own.places.at),
            wrong=cast(Literal["", "question", "loss", "places"], wrong),
            kept=kept,
            longest=LONGEST_OF,
        )
        if own.notice is None:
            text = portal.ended_page(
                around,
                matter=own.matter.title,
                standing=_ENDS[own.standing],
                ended_on=_day(own.ended_at),
                acknowledged_on=_day(own.acknowledged_at),
            )
            return HttpResponse(text, status=status)
        words = portal.Words(
            language=around.language,
            subject=self.told.subject,
            text=self.told.text,
            fields=fields,
            version=own.version.version,
            written_on=settings.CONFIGURED.reminders.day(own.version.issued_at or self.home.clock()),
            acknowledge_by=own.version.acknowledge_by,
        )
        at, entry = own.notice.acknowledged_at, own.notice.acknowledged_seq
        text = portal.open_page(
            words,
            around,
            recipient=own.custodian.name,
            # A day has passed where it has passed everywhere: the zone that is furthest behind is UTC-12.
            today=(self.home.clock() - timedelta(hours=12)).date(),
            sent_version=self.claim.version,
            acknowledged=None if at is None or entry is None else portal.Acknowledged(at=at, entry=entry),
            alert=alert,
        )
        return HttpResponse(text, status=status)


def _words_for(own: OwnNotice, wanted: str) -> NoticeText:
    told = in_language(own.texts, wanted or own.custodian.language)
    if told is None:
        raise StorageError(f"Version {own.version.version} of {own.hold.id} asks custodians, and has no words.")
    return told


def _placed(told: Questionnaire) -> dict[str, str]:
    return {name: getattr(told, name) or "" for name in PLACES}


def _language(code: str) -> Language:
    return "es" if code == "es" else "en"


def _day(moment: datetime | None) -> date | None:
    """Return the day where the people are."""
    return None if moment is None else settings.CONFIGURED.reminders.day(moment)


def _counted(request: HttpRequest, what: str, claim: Claim | None = None) -> bool:
    """Count a try, and tell whether it may go on."""
    key = None if claim is None else f"{claim.matter} {claim.hold} {claim.custodian}"
    used = ratelimit.consume(request, app="openhold", action=f"notice-{what}", config=_LIMITS, key=key, limit_get=True)
    return used is not None


def _from_here(request: HttpRequest) -> bool:
    """Tell whether the browser says that a page of ours sent the form; an old one may say nothing."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin", "null")
    # A page that tells nobody its address makes the browser leave out its origin too.
    return origin == "null" or urlsplit(origin).netloc == request.get_host()


def _nothing(why: Literal["none", "old", "often", "broken"], status: int) -> HttpResponse:
    return HttpResponse(portal.no_page(STYLE_AT, why), status=status)
