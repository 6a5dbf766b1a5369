"""Tokens on the pages: made after the password was asked for again, shown once, listed, taken back."""

import re
from collections.abc import Callable

from django.test import Client
from pytest_django import Settings

from openhold.actions.home import Home, now
from openhold.projections.matter import Matter
from openhold.workbench import inviting, tokens
from openhold.workbench.configuration import Configuration
from openhold.workbench.token import Token
from tests.web.conftest import PASSWORD, Visitor, browser

NEW = "/account/tokens/new"


def ask_again(client: Client) -> None:
    assert client.post("/account/reauthenticate/", {"password": PASSWORD}).status_code == 302


def opens(secret: str, path: str = "/api/v1/matters") -> int:
    return browser().get(path, HTTP_AUTHORIZATION=f"Bearer {secret}").status_code


def made(client: Client, **said: object) -> str:
    page = client.post(NEW, {"name": "The case system's sync", "matters": ["every"], "may": "read", "days": 30, **said})
    found = re.search(r'id="secret">(openhold_[\w-]+)<', page.content.decode())
    assert found, page.content.decode()
    return found[1]


def test_a_token_is_made_after_the_password_shown_once_listed_and_taken_back(
    visitor: Callable[..., Visitor], matter: Matter
) -> None:
    who = visitor("Dana Whitfield", matter.id, "counsel")
    assert who.client.get(NEW)["Location"].startswith("/account/reauthenticate/")
    ask_again(who.client)
    assert matter.title in who.client.get(NEW).content.decode()
    secret = made(who.client, matters=[matter.id])
    assert opens(secret) == opens(secret, f"/api/v1/matters/{matter.id}") == 200
    listed = who.client.get("/account/tokens/").content.decode()
    assert "1 program acts for you." in listed
    assert f"<bdi>{matter.title}</bdi>: reads only" in listed
    assert secret not in listed
    token = Token.objects.get()
    # Nobody else takes it back.
    assert visitor("Somebody Else").client.post(f"/account/tokens/{token.pk}/revoke").status_code == 404
    assert opens(secret) == 200
    assert who.client.post(f"/account/tokens/{token.pk}/revoke").status_code == 302
    assert opens(secret) == 401
    assert "No program acts for you." in who.client.get("/account/tokens/").content.decode()


def test_a_token_is_not_made_for_a_matter_that_is_not_ones_own_nor_for_ever_nor_without_a_name(
    visitor: Callable[..., Visitor], matter: Matter
) -> None:
    who = visitor("Dana Whitfield")
    ask_again(who.client)
    for wrong in (
        {"matters": [matter.id]},
        {"days": 367},
        {"days": 0},
        {"name": " "},
        {"may": "everything"},
        {"matters": []},
    ):
        said = {"name": "x", "matters": ["every"], "may": "read", "days": 30, **wrong}
        assert who.client.post(NEW, said).status_code == 422
    assert not Token.objects.exists()


def test_a_new_password_and_a_closed_account_take_all_tokens_back(
    served: Home, visitor: Callable[..., Visitor]
) -> None:
    owner, other = visitor("Maren Tolliver", owner=True), visitor("Dana Whitfield")
    for who in (owner, other):
        ask_again(who.client)
    mine, theirs = made(owner.client), made(other.client)
    owner.client.post(f"/accounts/{other.account.pk}/close")
    owner.client.post(f"/accounts/{other.account.pk}/close", {"again": "yes"})
    assert (opens(mine), opens(theirs)) == (200, 401)
    link = inviting.invite(now(), email=owner.account.email, renew=True).path
    token = link.removeprefix("/invited/").rstrip("/")
    inviting.use(token, now(), name="", email="", password="another four words nobody guesses")
    assert opens(mine) == 401


def test_a_second_factor_that_is_required_comes_before_any_token(
    visitor: Callable[..., Visitor], settings: Settings
) -> None:
    who = visitor("Dana Whitfield")
    ask_again(who.client)
    settings.CONFIGURED = Configuration(second_factor_required=True)
    assert who.client.get("/account/").status_code == 200
    for address in ("/account/tokens/", NEW):
        assert who.client.get(address)["Location"] == "/account/2fa/"


def test_hostile_names_are_shown_as_text(visitor: Callable[..., Visitor]) -> None:
    who = visitor("Dana Whitfield")
    tokens.make(now(), who.account, name="<script>x</script>\u05d0", scopes={"m-gone000000": True})
    page = who.client.get("/account/tokens/").content.decode()
    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page
