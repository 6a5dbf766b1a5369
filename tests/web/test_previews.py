"""A preview shows the words that are sent, to the last sign; only the link is another. It can do nothing."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import default
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from openhold.actions.holds.approve import approve_hold, issue_hold
from openhold.actions.holds.notices import to_send
from openhold.actions.holds.propose import Plan, Words, propose_hold
from openhold.actions.home import Home
from openhold.actions.set_up import Instance
from openhold.filings.notice.draft import to_json
from openhold.filings.notice.fields import NoticeFields
from openhold.filings.notice.post import composer
from openhold.filings.notice.write import write
from openhold.jobs.previewing import MESSAGE_ID, NO_LINK
from openhold.projections.matter import Matter
from openhold.workbench.links import Claim, Links
from tests.actions.conftest import Ticking
from tests.actions.holds.conftest import ANN, BOB, Case, a_case
from tests.filings.notices import english, spanish
from tests.web.conftest import Visitor, browser
from tests.web.living import HOSTILE

BASE = "https://127.0.0.1"


@pytest.fixture
def case(served: Home, instance: Instance, matter: Matter, tmp_path: Path, settings: Settings) -> Case:
    clock = served.clock
    assert isinstance(clock, Ticking)
    clock.moment = datetime.now(UTC)
    settings.CONFIGURED = replace(configured.CONFIGURED, address=BASE)
    return a_case(served, matter, tmp_path / "places")


@pytest.fixture
def counsel(case: Case, visitor: Callable[..., Visitor]) -> Client:
    return visitor("Gideon Achterberg", case.matter, "counsel").client


def words(fields: NoticeFields) -> Words:
    bare = replace(fields, version=1, recipient=None, link=None, acknowledge_by=date(2100, 3, 20))
    written = write(bare)
    return Words(bare.language, written.subject, written.text, to_json(bare))


def issue(case: Case, *told: Words) -> str:
    plan = Plan(title="Force", acknowledge_by=date(2100, 3, 20), custodians=tuple(one.id for one in case.custodians))
    hold = propose_hold(case.home, ANN, case.matter, plan, told).hold
    approve_hold(case.home, BOB, case.matter, hold, 1)
    issue_hold(case.home, ANN, case.matter, hold)
    return hold


def shown(client: Client, case: Case, hold: str, who: str, way: str, language: str = "en") -> HttpResponse:
    base = f"/matters/{case.matter}/holds/{hold}/versions/1/preview/"
    query = f"?custodian={who}&way={way}&language={language}"
    assert client.get(base + query).status_code == 200
    answer: HttpResponse = client.get(f"{base}as-sent{query}")
    assert answer.status_code == 200, way
    return answer


def links(case: Case) -> Links:
    return Links.configured(configured.CONFIGURED, configured.SECRET_KEY)


@pytest.mark.parametrize("own", [False, True])
def test_the_preview_of_a_mail_says_what_the_mail_says(case: Case, counsel: Client, own: bool) -> None:
    told = [Words("en", "Keep it", f"Dear all,\n\n{HOSTILE}")] if own else [words(english()), words(spanish())]
    hold = issue(case, *told)
    compose = composer(
        reminds=False,
        sender=None,
        zone=UTC,
        link=lambda one, at: links(case).notice_link(Claim(one.matter, one.hold, one.version, one.custodian), at),
    )
    for one in to_send(case.home, case.matter, hold):
        sent = compose(one, MESSAGE_ID, case.home.clock())
        assert isinstance(sent, bytes)
        who = one.custodian
        if who.email is None:
            assert shown(counsel, case, hold, who.id, "sheet").content == sent
            continue
        mail = message_from_bytes(sent, policy=default)
        for way, kind in (("mail", "plain"), ("html", "html")):
            body = mail.get_body((kind,))
            if body is None:
                assert own
                continue
            text = re.sub(rf"{BASE}/n/[^\s\"<]+", BASE + NO_LINK, body.get_content().replace("\r\n", "\n"))
            assert shown(counsel, case, hold, who.id, way, one.words.language).content.decode() == text


def test_the_preview_of_the_page_says_what_the_link_opens(case: Case, counsel: Client) -> None:
    hold = issue(case, words(english()), words(spanish()))
    for who, language in ((case.custodians[0], "en"), (case.custodians[1], "es")):
        link = links(case).notice_link(Claim(case.matter, hold, 1, who.id), case.home.clock()).removeprefix(BASE)
        page = browser().get(link).content.decode().replace(link, NO_LINK)
        page = re.sub(r'(type="hidden" name="[a-z]+" value=")[^"]*"', r'\1"', page)
        seen = shown(counsel, case, hold, who.id, "page", language).content.decode()
        assert re.sub(r'(type="hidden" name="[a-z]+" value=")[^"]*"', r'\1"', seen) == page


def test_a_preview_is_shown_by_a_policy_of_its_own_and_holds_nobodys_key(case: Case, counsel: Client) -> None:
    hold = issue(case, words(english()))
    who = case.custodians[0].id
    for way in ("mail", "html", "sheet", "page"):
        answer = shown(counsel, case, hold, who, way)
        policy = answer["Content-Security-Policy"]
        for part in ("default-src 'none'", "script-src 'none'", "form-action 'none'", "frame-ancestors 'self'"):
            assert part in policy
        assert "unsafe" not in policy
        assert answer["X-Frame-Options"] == "SAMEORIGIN"
        for token in re.findall(r"/n/([^/\"\s]+)/", answer.content.decode()):
            assert browser().get(f"/n/{token}/").status_code == 404
    page = counsel.get(f"/matters/{case.matter}/holds/{hold}/versions/1/preview/")
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert 'sandbox="allow-same-origin"' in page.content.decode()
    paper = counsel.get(f"{page.request['PATH_INFO']}?custodian={case.custodians[2].id}&way=mail")
    assert "No e-mail address is known of this custodian" in unescape(paper.content.decode())
