"""The portal: every link, good or not, looked at and answered; what is recorded, and what never is."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from openhold.actions.holds.approve import approve_hold, issue_hold
from openhold.actions.holds.notices import acknowledge
from openhold.actions.holds.propose import Words, propose_hold
from openhold.actions.holds.questions import LONGEST, answer
from openhold.actions.home import Home, now
from openhold.actions.record import rows
from openhold.actions.set_up import Instance
from openhold.filings.notice.draft import to_json
from openhold.filings.notice.fields import NoticeFields
from openhold.filings.notice.write import write
from openhold.ledger.entry import decode
from openhold.projections.matter import Matter
from openhold.projections.notice import LossReport, Notice, Question
from openhold.projections.questionnaire import Questionnaire
from openhold.workbench.configuration import Configuration
from openhold.workbench.links import Claim, Links
from tests.actions.holds.conftest import ANN, BOB, Case, a_case
from tests.filings.notices import english, spanish
from tests.web.conftest import Visitor, browser

GET, HEAD, POST = METHODS = ("GET", "HEAD", "POST")


def links() -> Links:
    return Links.configured(Configuration(), configured.SECRET_KEY)


def from_fields(fields: NoticeFields, version: int = 1) -> Words:
    fields = replace(fields, version=version, recipient=None, link=None)
    written = write(fields)
    return Words(fields.language, written.subject, written.text, to_json(fields))


def issue_from_fields(case: Case, hold: str | None = None, version: int = 1) -> str:
    words = [from_fields(one, version) for one in (english(), spanish())]
    proposed = propose_hold(case.home, ANN, case.matter, case.plan(), words, hold=hold)
    approve_hold(case.home, BOB, case.matter, proposed.hold, proposed.version)
    issue_hold(case.home, ANN, case.matter, proposed.hold)
    return proposed.hold


@pytest.fixture
def case(served: Home, instance: Instance, matter: Matter, tmp_path: Path) -> Case:
    return a_case(served, matter, tmp_path / "places")


def claim(case: Case, hold: str, version: int = 1, who: int = 0) -> Claim:
    return Claim(case.matter, hold, version, case.custodians[who].id)


def address(one: Claim, ago: timedelta = timedelta(0)) -> str:
    return links().notice_link(one, now() - ago).removeprefix(links().base)


def ask_for(method: str, at: str, client: Client | None = None, **form: str) -> HttpResponse:
    client = client or browser(enforce_csrf_checks=True)
    return client.generic(  # type: ignore[return-value]
        method,
        at,
        "&".join(f"{name}={value}" for name, value in form.items()),
        content_type="application/x-www-form-urlencoded",
    )


def proof_on(answer: HttpResponse) -> str:
    found = re.findall(r'name="proof" value="([^"]+)"', answer.content.decode())
    return str(found[0]) if found else ""


def recorded(case: Case) -> list[tuple[str, str]]:
    """Return actor and kind of every fact of the matter."""
    return [(one.actor, one.kind) for one in (decode(row.entry) for row in rows(case.matter))]


def right(case: Case) -> str:
    return address(claim(case, case.issue()))


def right_from_fields(case: Case) -> str:
    return address(claim(case, issue_from_fields(case)))


def expired(case: Case) -> str:
    return address(claim(case, case.issue()), timedelta(days=181))


def altered(case: Case) -> str:
    mine = claim(case, case.issue())
    return address(mine).replace(mine.custodian, case.custodians[1].id)


def cut(case: Case) -> str:
    return address(claim(case, case.issue()))[:-5]


def for_nobody_of_it(case: Case) -> str:
    return address(claim(case, case.issue(), who=2))


def of_another_matter(case: Case) -> str:
    return address(replace(claim(case, case.issue()), matter="m-0000000000"))


def of_a_version_to_come(case: Case) -> str:
    hold = case.issue()
    case.propose(hold)
    return address(claim(case, hold, version=2))


def superseded(case: Case) -> str:
    hold = case.issue()
    acknowledge(case.home, ANN, case.matter, hold, case.custodians[0].id)
    case.issue(hold)
    return address(claim(case, hold))


def over(case: Case) -> str:
    hold = case.issue()
    case.release(hold)
    return address(claim(case, hold))


def released(case: Case) -> str:
    hold = case.issue()
    case.release(hold, "custodian", case.custodians[0].id)
    return address(claim(case, hold))


def left_out_after_release(case: Case) -> str:
    hold = case.issue()
    case.release(hold, "custodian", case.custodians[0].id)
    case.issue(hold, custodians=(case.custodians[1].id,))
    return address(claim(case, hold))


def silent(case: Case) -> str:
    hold = case.issue()
    case.issue(hold, silent=(case.custodians[0].id,))
    return address(claim(case, hold))


def all_silent(case: Case) -> str:
    hold = case.issue()
    first, second, _ = case.custodians
    proposed = propose_hold(case.home, ANN, case.matter, case.plan(silent=(first.id, second.id)), (), hold=hold)
    approve_hold(case.home, BOB, case.matter, hold, proposed.version)
    issue_hold(case.home, ANN, case.matter, hold)
    return address(claim(case, hold))


ASKS, NEW = "I will keep these things", "it replaces it"
OPENS_NOTHING = "This link opens nothing"
TABLE: list[tuple[Callable[[Case], str], int, str, int]] = [
    (right, 200, ASKS, 303),
    (right_from_fields, 200, ASKS, 303),
    (superseded, 200, NEW, 303),
    (expired, 410, "The time of this link is over", 410),
    (altered, 404, OPENS_NOTHING, 404),
    (cut, 404, OPENS_NOTHING, 404),
    (for_nobody_of_it, 404, OPENS_NOTHING, 404),
    (of_another_matter, 404, OPENS_NOTHING, 404),
    (of_a_version_to_come, 404, OPENS_NOTHING, 404),
    (over, 200, "It is over", 409),
    (released, 200, "You are released from the hold", 409),
    (left_out_after_release, 200, "You are released from the hold", 409),
    (silent, 200, "No answer is asked of you", 409),
    (all_silent, 200, "No answer is asked of you", 409),
]
"""The link, what looking at it gives and says, and what answering by it gives."""


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("link", "looked", "said", "answered"), TABLE, ids=[row[0].__name__ for row in TABLE])
def test_every_link_looked_at_and_answered(
    case: Case, link: Callable[[Case], str], looked: int, said: str, answered: int, method: str
) -> None:
    at = link(case)
    before = recorded(case)
    page = ask_for(GET, at)
    assert (page.status_code, recorded(case)) == (looked, before)
    assert said in page.content.decode().replace("<bdi>", "").replace("</bdi>", "")
    assert ("Your question" in page.content.decode()) == (answered == 303)
    proof = proof_on(page) or links().form_proof(claim(case, "h-0"), 1)
    answer = ask_for(method, at, proof=proof) if method == POST else ask_for(method, at)
    assert answer.status_code == (answered if method == POST else looked)
    assert (answer.content == b"") == (method == HEAD or answer.status_code == 303)
    mine = [(case.custodians[0].id, "notice.acknowledged/1")] if answer.status_code == 303 else []
    assert recorded(case) == before + mine


def test_what_answered_says_when_and_where_it_stands_and_what_may_follow(case: Case) -> None:
    at = address(claim(case, case.issue()))
    page = ask_for(GET, at)
    done = ask_for(POST, at, proof=proof_on(page))
    assert (done.status_code, done["Location"], done.content) == (303, at, b"")
    notice = Notice.objects.get(custodian=case.custodians[0].id)
    assert notice.acknowledged_way == "portal"
    text = ask_for(GET, at).content.decode()
    assert "You answered on" in text
    assert f"entry {notice.acknowledged_seq}." in text
    assert f"{notice.acknowledged_at:%H:%M} UTC" in text
    assert ASKS not in text
    assert text.index("You answered on") < text.index('href="#ask"') < text.index("Do not delete the logs of Unit C.")


def test_a_scanner_that_looks_at_everything_answers_nothing(case: Case) -> None:
    at = address(claim(case, issue_from_fields(case)))
    before = recorded(case)
    seen = {at}
    for _ in range(3):
        for one in list(seen):
            for method in (GET, HEAD, "OPTIONS"):
                page = ask_for(method, one)
                assert page.status_code in (200, 405)
                hrefs = re.findall(r'href="(/[^"#]*)', page.content.decode())
                seen |= {href.replace("&amp;", "&") for href in hrefs}
    assert recorded(case) == before
    # Nothing else can be reached from there: no account, no matter, no other place.
    assert seen == {at, f"{at}?in=es", f"{at}?in=en", "/n/style.css"}
    links_out = set(re.findall(r'(?:href|src|action)="([a-z]+:[^"]*)', ask_for(GET, at).content.decode()))
    assert {one.partition(":")[0] for one in links_out} <= {"mailto", "tel", "data"}


def test_pressed_twice_it_is_recorded_once(case: Case) -> None:
    at = address(claim(case, case.issue()))
    proof = proof_on(ask_for(GET, at))
    for _ in range(3):
        assert ask_for(POST, at, proof=proof).status_code == 303
    assert recorded(case).count((case.custodians[0].id, "notice.acknowledged/1")) == 1


def test_a_page_that_was_open_while_a_new_version_came_acknowledges_neither(case: Case) -> None:
    hold = case.issue()
    at = address(claim(case, hold))
    proof = proof_on(ask_for(GET, at))
    case.issue(hold)
    answer = ask_for(POST, at, proof=proof)
    assert answer.status_code == 409
    assert "there is a newer version now" in answer.content.decode()
    assert not Notice.objects.exclude(acknowledged_at=None).exists()
    assert ask_for(POST, at, proof=proof_on(answer)).status_code == 303
    assert Notice.objects.exclude(acknowledged_at=None).get().version == 2


def test_a_link_of_the_older_version_shows_the_words_in_force(case: Case) -> None:
    hold = issue_from_fields(case)
    issue_from_fields(case, hold, 2)
    text = ask_for(GET, address(claim(case, hold))).content.decode()
    assert "Your link came with version 1. This is version 2 of" in text
    assert "For <bdi>Paul Renwick</bdi>" in text
    assert "It replaces the earlier versions." in text


def test_fields_that_do_not_give_the_approved_words_are_not_shown(case: Case) -> None:
    other = from_fields(replace(english(), dispute="Something else that nobody approved."))
    words = replace(from_fields(english()), fields=other.fields)
    proposed = propose_hold(case.home, ANN, case.matter, case.plan(), [words])
    approve_hold(case.home, BOB, case.matter, proposed.hold, 1)
    issue_hold(case.home, ANN, case.matter, proposed.hold)
    text = ask_for(GET, address(claim(case, proposed.hold))).content.decode()
    assert "nobody approved" not in text
    assert "She says that nobody helped her for two hours." in text


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}])
def test_a_form_from_elsewhere_records_nothing(case: Case, headers: dict[str, str]) -> None:
    at = address(claim(case, case.issue()))
    proof = proof_on(ask_for(GET, at))
    before = recorded(case)
    answer = browser().post(at, {"proof": proof}, headers=headers)
    assert answer.status_code == 403
    assert "did not come from this page" in answer.content.decode()
    assert recorded(case) == before


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "same-origin", "Origin": "null"}, {"Origin": "http://127.0.0.1"}, {"Origin": "null"}]
)
def test_a_form_from_here_is_taken(case: Case, headers: dict[str, str]) -> None:
    at = address(claim(case, case.issue()))
    assert browser().post(at, {"proof": proof_on(ask_for(GET, at))}, headers=headers).status_code == 303


def test_a_form_needs_the_proof_of_its_own_page(case: Case) -> None:
    hold = case.issue()
    at, other = address(claim(case, hold)), address(claim(case, hold, who=1))
    before = recorded(case)
    for proof in ("", "1", proof_on(ask_for(GET, other)), at.strip("/").removeprefix("n/")):
        assert ask_for(POST, at, proof=proof).status_code == 403
    assert ask_for(POST, at, proof=proof_on(ask_for(GET, at)), deed="release").status_code == 403
    assert recorded(case) == before


SIGNS = [
    "Is my own phone meant too?",
    "שלום, מה עם הטלפון שלי?",
    "<script>alert(1)</script></textarea><b>x",
    "👩‍👩‍👧‍👦 & two\n\nlines\ttabbed",
    "W" * LONGEST,
    "\u202eevil",
]


@pytest.mark.parametrize("deed", ["question", "loss"])
@pytest.mark.parametrize("words", SIGNS, ids=range(len(SIGNS)))
def test_what_is_asked_and_reported_is_recorded_and_shown_as_it_was_written(case: Case, deed: str, words: str) -> None:
    at = address(claim(case, case.issue()))
    form = {"proof": proof_on(ask_for(GET, at)), "deed": deed, "words": words.replace("\n", "\r\n")}
    for _ in range(2):
        done = browser().post(at, form)
        assert (done.status_code, done["Location"]) == (303, at + ("#ask" if deed == "question" else "#loss"))
    model = Question if deed == "question" else LossReport
    assert model.objects.get().text == words
    assert recorded(case)[-1] == (case.custodians[0].id, "notice.asked/1" if deed == "question" else "loss.reported/1")
    text = ask_for(GET, at).content.decode()
    shown = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert f'<p class="words" dir="auto">{shown}</p>' in text
    assert "<script" not in text
    assert ASKS in text, "asking is not answering"


@pytest.mark.parametrize("deed", ["question", "loss"])
@pytest.mark.parametrize("words", ["", " \n\t", "W" * (LONGEST + 1), "bell\x07", "null\x00"])
def test_what_cannot_be_recorded_is_said_beside_it_and_kept_in_the_form(case: Case, deed: str, words: str) -> None:
    at = address(claim(case, case.issue()))
    before = recorded(case)
    answer = browser().post(at, {"proof": proof_on(ask_for(GET, at)), "deed": deed, "words": words})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert f'aria-invalid="true" aria-describedby="{deed}-error">\n{words}</textarea>' in text
    assert f'id="{deed}-error" role="alert">✕ It was not sent.' in text
    assert text.count('role="alert"') == 1
    assert recorded(case) == before


def test_an_answer_stands_below_its_question_also_after_the_end(case: Case) -> None:
    hold = case.issue()
    at = address(claim(case, hold))
    browser().post(at, {"proof": proof_on(ask_for(GET, at)), "deed": "question", "words": "My phone too?"})
    assert "There is no answer yet." in ask_for(GET, at).content.decode()
    answer(case.home, BOB, case.matter, Question.objects.get().id, "Yes.\n<b>Both</b> phones.")
    for end in (case.release, str):
        text = ask_for(GET, at).content.decode()
        assert text.index("My phone too?") < text.index("Yes.\n&lt;b&gt;Both&lt;/b&gt; phones.")
        assert "There is no answer yet." not in text
        end(hold)
    # Nobody else is shown it.
    assert "My phone too?" not in ask_for(GET, address(claim(case, hold, who=1))).content.decode()


def test_a_spanish_custodian_reads_spanish_and_may_choose_english(case: Case) -> None:
    at = address(claim(case, issue_from_fields(case), who=1))
    text = ask_for(GET, at).content.decode()
    assert '<html lang="es">' in text
    assert "Voy a conservar estas cosas" in text or "conservar" in text
    assert "Hacer una pregunta" in text
    page = ask_for(GET, f"{at}?in=en")
    assert '<html lang="en">' in page.content.decode()
    done = ask_for(POST, f"{at}?in=en", proof=proof_on(page))
    assert done["Location"] == f"{at}?in=en"
    wrong = browser().post(at, {"proof": proof_on(page), "deed": "question", "words": ""}).content.decode()
    assert "No se envió." in wrong


def test_nothing_of_a_browser_is_used_or_kept(case: Case, visitor: Callable[..., Visitor]) -> None:
    at = address(claim(case, case.issue()))
    inside = visitor("Maren Tolliver", owner=True).client
    cookies = {name: one.value for name, one in inside.cookies.items()}
    for client in (inside, browser()):
        for one in (at, "/n/nothing/", "/n/style.css", "/n/"):
            with CaptureQueriesContext(connection) as asked:
                page = client.get(one)
            assert not page.cookies
            assert "Cookie" not in page.get("Vary", "")
            assert not [query for query in asked if "session" in query["sql"]]
            assert "Maren" not in page.content.decode()
    assert {name: one.value for name, one in inside.cookies.items()} == cookies
    assert bare(inside.get(at)) == bare(browser().get(at))


def bare(page: object) -> str:
    return page.content.decode()  # type: ignore[attr-defined, no-any-return]


def test_every_answer_keeps_its_address_to_itself(case: Case) -> None:
    at = address(claim(case, case.issue()))
    for page in (ask_for(GET, at), ask_for(GET, "/n/nothing/"), ask_for(POST, at), ask_for(GET, expired(case))):
        assert page["Referrer-Policy"] == "no-referrer"
        assert page["Cache-Control"] == "no-store"
        assert page["X-Robots-Tag"] == "noindex"
        assert "script-src;" in page["Content-Security-Policy"] + ";"
        assert "style-src 'self'" in page["Content-Security-Policy"]
        assert "form-action 'self'" in page["Content-Security-Policy"]
        text = page.content.decode()
        assert " style=" not in text
        assert "<style" not in text
        assert "<script" not in text


@pytest.mark.parametrize(
    "path", ["", "/", "x", "x/y/z/", "%00", "%ff", "../accounts/", "W" * 3000, "a.b.c.d.e.f", "%0A"]
)
def test_whatever_stands_behind_it_is_one_plain_page_in_both_languages(served: Home, path: str) -> None:
    page = browser().get(f"/n/{path}")
    assert page.status_code == 404 or path.startswith("..")
    if not path.startswith(".."):
        text = page.content.decode()
        assert OPENS_NOTHING in text
        assert 'lang="es"' in text
        assert "href=" not in text.replace('href="/n/style.css"', "").replace('href="data:,"', "")


def test_guessing_is_stopped_and_does_not_stop_those_whose_link_is_good(case: Case) -> None:
    at = address(claim(case, case.issue()))
    codes = [ask_for(GET, f"/n/guess-{number}/").status_code for number in range(35)]
    assert codes == [404] * 30 + [429] * 5
    assert "That was tried too often" in ask_for(GET, "/n/guess/").content.decode()
    assert ask_for(GET, at).status_code == 200


def test_one_link_is_not_answered_without_end(case: Case) -> None:
    hold = case.issue()
    at = address(claim(case, hold))
    proof = proof_on(ask_for(GET, at))
    form = {"proof": proof, "deed": "question"}
    codes = [browser().post(at, {**form, "words": f"Question {number}"}).status_code for number in range(22)]
    assert codes == [303] * 20 + [429] * 2
    assert Question.objects.count() == 20
    assert ask_for(POST, address(claim(case, hold, who=1)), proof="").status_code == 403


def test_a_link_works_for_as_long_as_the_home_says(case: Case, settings: Settings) -> None:
    mine = claim(case, case.issue())
    settings.CONFIGURED = Configuration(link_days=30)
    assert ask_for(GET, address(mine, timedelta(days=29))).status_code == 200
    assert ask_for(GET, address(mine, timedelta(days=31))).status_code == 410


def test_a_record_that_cannot_be_read_says_nothing_of_why(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    at = address(claim(case, case.issue()))
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE projections_notice RENAME TO projections_gone")
    try:
        page = ask_for(GET, at)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE projections_gone RENAME TO projections_notice")
    assert page.status_code == 503
    text = page.content.decode()
    assert "This page cannot be shown at the moment" in text
    assert "sqlite" not in text
    assert str(case.home.folder) not in text


def test_an_acknowledgement_by_the_link_is_a_fact_like_any_other(case: Case) -> None:
    hold = case.issue()
    at = address(claim(case, hold))
    ask_for(POST, at, proof=proof_on(ask_for(GET, at)))
    body = json.loads(list(rows(case.matter))[-1].body)
    assert body == {"hold": hold, "version": 1, "custodian": case.custodians[0].id, "way": "portal", "evidence": None}


PLACES = {
    "devices": "My phone,\na tablet",
    "accounts": "",
    "chat": "<b>Signal</b> שלום",
    "paper": "",
    "others": "Lucia",
}


def test_where_things_may_be_is_recorded_once_shown_and_changed(case: Case) -> None:
    hold = case.issue()
    at = address(claim(case, hold))
    form = {"proof": proof_on(ask_for(GET, at)), "deed": "places"}
    for _ in range(2):
        done = browser().post(at, {**form, **PLACES, "words": "not asked here"})
        assert (done.status_code, done["Location"]) == (303, f"{at}#places")
    told = Questionnaire.objects.get()
    assert (told.devices, told.accounts, told.chat, told.others) == (
        "My phone,\na tablet",
        None,
        PLACES["chat"],
        "Lucia",
    )
    kinds = [kind for _, kind in recorded(case)]
    assert kinds.count("questionnaire.answered/1") == 1
    assert recorded(case)[-1][0] == case.custodians[0].id
    text = ask_for(GET, at).content.decode()
    assert 'name="devices" rows="2" dir="auto" maxlength="2000">\nMy phone,\na tablet</textarea>' in text
    assert "&lt;b&gt;Signal&lt;/b&gt; שלום</textarea>" in text
    assert "Send it again, changed" in text
    browser().post(at, {**form, **dict.fromkeys(PLACES, ""), "paper": "A box"})
    assert Questionnaire.objects.get().devices is None
    case.release(hold)
    text = ask_for(GET, at).content.decode()
    assert "Where you said things may be" in text
    assert '<p class="words" dir="auto">A box</p>' in text


@pytest.mark.parametrize("said", [{}, dict.fromkeys(PLACES, " "), {**PLACES, "paper": "W" * 2001}, {"paper": "\x07"}])
def test_places_that_say_nothing_or_too_much_stay_in_the_form(case: Case, said: dict[str, str]) -> None:
    at = address(claim(case, case.issue()))
    before = recorded(case)
    answer = browser().post(at, {"proof": proof_on(ask_for(GET, at)), "deed": "places", **said})
    assert (answer.status_code, recorded(case)) == (422, before)
    text = answer.content.decode()
    assert text.count('role="alert"') == 1
    assert "Fill at least one field, each with at most 2,000 signs." in text
    assert f">\n{said.get('paper', '')}</textarea>" in text
