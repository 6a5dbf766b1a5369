"""Who is not signed in learns nothing, other hosts are refused, and every answer carries the headers."""

import json
import re
from collections.abc import Callable
from http.cookies import Morsel

import pytest
from django.test import Client
from pytest_django import Settings

from openhold.actions.home import Home, now
from openhold.actions.record import INSTANCE_LOG, rows
from openhold.projections.matter import Matter
from openhold.workbench import inviting
from openhold.workbench.account import Account
from openhold.workbench.configuration import Configuration
from tests.web.conftest import PASSWORD, Visitor, browser, make_account, sign_in

POLICY = {
    "default-src 'none'",
    "script-src",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}


def policy(header: str) -> set[str]:
    return {one.strip() for one in header.split(";")}


def cookies(client: Client) -> dict[str, Morsel[str]]:
    return {name.rpartition("-")[0]: morsel for name, morsel in client.cookies.items()}


def test_whether_something_is_there_is_not_told_to_whoever_is_not_signed_in(outsider: Client, matter: Matter) -> None:
    for address in (f"/matters/{matter.id}/", "/matters/m-0000000000/", "/nowhere", "/vault/vault.json", "/accounts/"):
        for method in ("get", "head", "post", "put", "delete"):
            answer = getattr(outsider, method)(address)
            wanted = address if method in ("get", "head") else "/"
            assert (answer.status_code, answer["Location"]) == (302, f"/account/login/?next={wanted}")
            assert answer.content == b""


def test_after_signing_in_one_is_where_one_wanted_to_be_and_never_elsewhere(served: Home, matter: Matter) -> None:
    account = make_account(served, "Maren Tolliver", owner=True)
    for wanted, reached in {f"/matters/{matter.id}/": f"/matters/{matter.id}/", "https://evil.example/": "/"}.items():
        form = {"login": account.email, "password": PASSWORD, "next": wanted}
        assert browser().post("/account/login/", form)["Location"] == reached


def test_the_cookies_are_kept_from_scripts_and_from_other_sites(
    visitor: Callable[..., Visitor], settings: Settings
) -> None:
    kept = cookies(visitor("Maren Tolliver").client)
    assert set(kept) == {"openhold", "openhold-form"}
    session, form = kept["openhold"], kept["openhold-form"]
    assert (session["httponly"], session["samesite"], session["path"], session["domain"]) == (True, "Lax", "/", "")
    assert (session["expires"], session["max-age"]) == ("", ""), "it ends with the browser"
    assert (form["httponly"], form["samesite"]) == (True, "Strict")


def test_a_session_that_was_altered_is_none(insider: Client) -> None:
    name, cookie = next((name, one) for name, one in insider.cookies.items() if "form" not in name)
    value = cookie.value
    for place in (0, 10, len(value) - 1):
        insider.cookies[name] = value[:place] + ("a" if value[place] != "a" else "b") + value[place + 1 :]
        assert insider.get("/").status_code == 302


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "0.0.0.0", "192.168.1.7", "localhost.x", ""]
)
def test_a_request_for_another_host_is_refused(insider: Client, host: str) -> None:
    answer = insider.get("/", headers={"host": host} if host else {}, SERVER_NAME=host or "x")
    assert answer.status_code == 400
    assert b"Openhold" not in answer.content
    assert policy(answer["Content-Security-Policy"]) == POLICY


@pytest.mark.parametrize("host", ["127.0.0.1:8420", "localhost:8420", "[::1]:8420", "localhost"])
def test_the_names_of_this_machine_are_answered(insider: Client, host: str) -> None:
    assert insider.get("/", headers={"host": host}).status_code == 200


def test_every_answer_carries_the_headers(insider: Client, matter: Matter) -> None:
    addresses = ["/", "/style.css", "/nowhere", f"/matters/{matter.id}/", f"/matters/{matter.id}/people/", "/accounts/"]
    answers = [client.get(at) for client in (insider, browser()) for at in addresses]
    answers += [browser().get("/account/logout/"), browser().get("/invited/x/"), insider.post("/")]
    for answer in answers:
        assert policy(answer["Content-Security-Policy"]) == POLICY
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["Cache-Control"] == "no-store"
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_script_runs_only_with_the_number_of_its_page(outsider: Client) -> None:
    seen = set()
    for _ in range(2):
        answer = outsider.get("/account/login/")
        number = next(p for p in policy(answer["Content-Security-Policy"]) if p.startswith("script-src"))
        seen.add(number)
        page = answer.content.decode()
        assert page.count("<script nonce=") == page.count("<script ") - page.count('type="application/json"') == 3
        assert re.findall(r'<script nonce="([^"]+)"', page) == [number.removeprefix("script-src 'nonce-")[:-1]] * 3
        assert " style=" not in page
        assert " onclick=" not in page
    assert len(seen) == 2


def test_over_https_cookies_are_secure_and_the_proxy_is_believed(settings: Settings, served: Home) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_HSTS_SECONDS = 31536000
    settings.ALLOWED_HOSTS = ["openhold.example.org"]
    client = Client(SERVER_NAME="openhold.example.org", HTTP_X_FORWARDED_PROTO="https")
    sign_in(make_account(served, "Maren Tolliver"), client)
    assert all(one["secure"] for one in client.cookies.values())
    assert client.get("/")["Strict-Transport-Security"] == "max-age=31536000"


def test_without_a_second_factor_nothing_is_shown_where_it_is_required(
    visitor: Callable[..., Visitor], settings: Settings, matter: Matter
) -> None:
    inside = visitor("Maren Tolliver", owner=True).client
    settings.CONFIGURED = Configuration(second_factor_required=True)
    for address in ("/", f"/matters/{matter.id}/", "/accounts/", "/nowhere"):
        answer = inside.get(address)
        assert (answer.status_code, answer["Location"]) == (302, "/account/2fa/")
    assert inside.get("/account/2fa/").status_code == 200


def test_a_closed_account_is_out_at_once_and_cannot_come_back(visitor: Callable[..., Visitor], insider: Client) -> None:
    other = visitor("Second Person")
    assert other.client.get("/").status_code == 200
    assert insider.post(f"/accounts/{other.account.pk}/close").status_code == 302
    assert other.client.get("/").status_code == 302
    form = {"login": other.account.email, "password": PASSWORD}
    back = browser()
    assert back.post("/account/login/", form)["Location"] == "/account/inactive/"
    assert b"This account is closed." in back.get("/account/inactive/").content
    assert back.get("/").status_code == 302
    # Nor by a link that renews the password: an owner closed it, an owner opens it.
    made = inviting.invite(now(), email=other.account.email, renew=True)
    back.post(made.path, {"password": PASSWORD, "again": PASSWORD})
    assert back.get("/").status_code == 302
    own = Account.objects.get(name="Maren Tolliver")
    assert insider.post(f"/accounts/{own.pk}/close").status_code == 403
    # Pressed twice, it stays closed.
    insider.post(f"/accounts/{other.account.pk}/close")
    assert back.post("/account/login/", form)["Location"] == "/account/inactive/"
    insider.post(f"/accounts/{other.account.pk}/close", {"again": "yes"})
    insider.post(f"/accounts/{other.account.pk}/close", {"again": "yes"})
    assert sign_in(other.account).get("/").status_code == 200
    kinds = [json.loads(row.entry)["kind"] for row in rows(INSTANCE_LOG)]
    assert kinds[-2:] == ["account.closed/1", "account.reopened/1"]
