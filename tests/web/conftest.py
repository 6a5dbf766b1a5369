"""The pages in this process: a home as the actions make it, and people who signed in to it as they would."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from openhold.actions.add_member import add_member
from openhold.actions.home import Home
from openhold.actions.open_account import open_account
from openhold.actions.set_up import Instance
from openhold.workbench.account import Account
from tests.actions.conftest import folder, home, instance, matter, new_home  # noqa: F401 -- fixtures

PASSWORD = "four words nobody guesses"


@dataclass(frozen=True)
class Visitor:
    """Somebody who signed in: their account, and the browser in which they did."""

    account: Account
    client: Client

    @property
    def person(self) -> str:
        return self.account.person


def browser(**named: object) -> Client:
    return Client(SERVER_NAME="127.0.0.1", **named)  # type: ignore[arg-type]


def make_account(home: Home, name: str, *, owner: bool = False) -> Account:  # noqa: F811
    email = f"{name.lower().replace(' ', '.')}@alder.example"
    account = Account(email=email, name=name)
    account.set_password(PASSWORD)
    account.person = open_account(home, name=name, email=email, invited_by=None, owner=owner)
    account.save()
    EmailAddress.objects.create(user=account, email=email, verified=True, primary=True)
    return account


def sign_in(account: Account, client: Client | None = None) -> Client:
    client = client or browser()
    answer = client.post("/account/login/", {"login": account.email, "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/"), answer.content.decode()
    return client


@pytest.fixture
def served(settings: Settings, home: Home, instance: Instance) -> Home:  # noqa: F811
    settings.HOME = home.folder
    # The cache outlives a test's tables: what one test tried must not count against the next.
    cache.clear()
    return home


@pytest.fixture
def visitor(served: Home, instance: Instance) -> Callable[..., Visitor]:  # noqa: F811
    """Make an account, give it a role in a matter where one is named, and sign in by it."""

    def make(name: str, matter: str | None = None, role: str = "", owner: bool = False) -> Visitor:  # noqa: F811
        account = make_account(served, name, owner=owner)
        if matter is not None:
            add_member(served, instance.actor, matter, person=account.person, role=role)
        return Visitor(account, sign_in(account))

    return make


@pytest.fixture
def insider(visitor: Callable[..., Visitor]) -> Client:
    """The owner's browser."""
    return visitor("Maren Tolliver", owner=True).client


@pytest.fixture
def outsider(served: Home) -> Client:
    """The browser of somebody who is not signed in."""
    return browser()
