"""Signing in by an OpenID Connect provider: a real one on loopback, which says what the test lets it say."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.http import HttpResponseBase
from django.test import Client
from pytest_django import Settings

from openhold.actions.home import Home
from openhold.workbench.account import Account
from tests.web.conftest import browser, make_account

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider(ThreadingHTTPServer):
    """Answers discovery, keys, tokens and user info; `claims` are what it says of whoever signs in."""

    claims: dict[str, object]

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def answer(self, path: str) -> dict[str, object]:
        if path == "/.well-known/openid-configuration":
            ends = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
            return {"issuer": self.base, **{end: f"{self.base}/{end}" for end in ends}}
        if path == "/jwks_uri":
            return {"keys": [{**json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key())), "kid": "1"}]}
        if path == "/userinfo_endpoint":
            return self.claims
        now = int(time.time())
        token = {"iss": self.base, "aud": "openhold", "iat": now, "exp": now + 60, **self.claims}
        signed = jwt.encode(token, KEY, algorithm="RS256", headers={"kid": "1"})
        return {"access_token": "a", "token_type": "Bearer", "expires_in": 60, "id_token": signed}


class Handler(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = json.dumps(self.server.answer(urlsplit(self.path).path)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815 -- the name that the server looks for

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def provider(settings: Settings, served: Home) -> Iterator[Provider]:
    with Provider(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.ROOT_URLCONF = "tests.web.provider_urls"
        app: dict[str, Any] = {"provider_id": "county", "name": "the county's account", "client_id": "openhold"}
        app |= {"secret": "s", "settings": {"server_url": server.base}}
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
        yield server
        server.shutdown()


def come_back(provider: Provider, client: Client, **claims: object) -> HttpResponseBase:
    """Go to the provider and come back from it, as it says who one is."""
    provider.claims = {"sub": "77", "name": "Dana Whitfield", **claims}
    gone = client.post("/account/sso/county/login/")
    assert gone.status_code == 302
    assert gone["Location"].startswith(f"{provider.base}/authorization_endpoint?")
    asked = parse_qs(urlsplit(gone["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    return client.get("/account/sso/county/login/callback/", {"code": "c", "state": asked["state"][0]})


def test_whoever_has_an_account_by_an_address_that_the_provider_verified_is_in(
    provider: Provider, served: Home
) -> None:
    account = make_account(served, "Dana Whitfield")
    client = browser()
    answer = come_back(provider, client, email=account.email, email_verified=True)
    assert (answer.status_code, answer["Location"]) == (302, "/")  # type: ignore[index]
    assert client.get("/").status_code == 200
    assert client.get("/account/").status_code == 200
    assert "1 other service lets you in." in client.get("/account/sso/").content.decode()
    again = browser()
    come_back(provider, again, email=account.email, email_verified=True)
    assert again.get("/").status_code == 200


@pytest.mark.parametrize(
    ("email", "verified"), [("nobody@alder.example", True), ("dana.whitfield@alder.example", False)]
)
def test_nobody_else_is_and_no_account_is_made(provider: Provider, served: Home, email: str, verified: bool) -> None:
    make_account(served, "Dana Whitfield")
    client = browser()
    answer = come_back(provider, client, email=email, email_verified=verified)
    if answer.status_code == 302:
        answer = client.get(answer["Location"])  # type: ignore[index]
    assert client.get("/").status_code == 302
    assert Account.objects.count() == 1


def test_somebody_who_comes_back_without_having_gone_is_told_so(provider: Provider) -> None:
    answer = browser().get("/account/sso/county/login/callback/", {"code": "c", "state": "forged"})
    assert "You are not signed in." in answer.content.decode()
    assert "Sign in with the county&#x27;s account?" in browser().get("/account/sso/county/login/").content.decode()
