"""Coming in: by an invitation, by password and second factor; each secret once, and not too often."""

import re
import threading
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.usersessions.models import UserSession
from cryptography.fernet import InvalidToken
from django.core.cache import cache
from django.db import DatabaseError, connection, connections
from django.test import Client
from pytest_django import Settings

from openhold.actions.home import Home, now
from openhold.actions.open_account import owners
from openhold.actions.open_matter import open_matter
from openhold.actions.remove_member import remove_member
from openhold.actions.set_up import Instance
from openhold.projections.matter import Matter
from openhold.projections.member import Member
from openhold.projections.person import Person
from openhold.workbench import first_owner, inviting
from openhold.workbench.account import Account
from openhold.workbench.errors import SpentError
from openhold.workbench.invitation import Invitation
from tests.web.conftest import PASSWORD, Visitor, browser, make_account, sign_in

NEW = {"name": "Dana Whitfield", "email": "Dana.Whitfield@alder.example", "password": PASSWORD, "again": PASSWORD}


def code(secret: str, steps: int = 0) -> str:
    counter = int(time.time()) // 30 + steps
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def test_the_first_link_makes_the_owner_and_is_used_once(served: Home, matter: Matter) -> None:
    link = first_owner.link(now(), owners(served))
    assert link is not None
    client = browser()
    page = client.get(link)
    assert b"Make your account. This instance is yours then." in page.content
    assert client.get(link).status_code == 200, "looking at it spends nothing: a scanner of mail may"
    answer = client.post(link, NEW)
    assert (answer.status_code, answer["Location"]) == (302, "/account/")
    assert b"You own this instance: every matter is shown to you." in client.get("/account/").content
    assert client.get(f"/matters/{matter.id}/").status_code == 200
    person = Person.objects.get(email="dana.whitfield@alder.example")
    assert (person.name, person.owner, person.account) == ("Dana Whitfield", True, person.email)
    assert Account.objects.get().person == person.id
    for method in ("get", "post"):
        again = getattr(browser(), method)(link)
        assert again.status_code == 404
        assert b"This link opens nothing any more." in again.content
    assert first_owner.link(now(), owners(served)) is None


def test_a_new_first_link_makes_the_older_one_void(served: Home) -> None:
    older, newer = first_owner.link(now(), owners(served)), first_owner.link(now(), owners(served))
    assert (browser().get(older or "").status_code, browser().get(newer or "").status_code) == (404, 200)


def test_there_is_a_first_link_until_an_owner_can_sign_in(served: Home) -> None:
    make_account(served, "No Owner")
    assert first_owner.link(now(), owners(served)) is not None
    owner = make_account(served, "Maren Tolliver", owner=True)
    assert first_owner.link(now(), owners(served)) is None
    owner.is_active = False
    owner.save()
    assert first_owner.link(now(), owners(served)) is not None


def test_nobody_gets_an_account_without_a_link(served: Home) -> None:
    client = browser()
    for address in ("/account/signup/", "/account/2fa/webauthn/signup/", "/account/password/reset/", "/account/email/"):
        assert client.post(address, NEW).status_code == 302
    for token in ("", "x", "..", "%2e%2e", "%00", "%ed%b3%bf"):
        assert client.get(f"/invited/{token}/").status_code == 404
    assert not Account.objects.exists()


def test_counsel_invites_somebody_into_the_matter(visitor: Callable[..., Visitor], matter: Matter) -> None:
    counsel = visitor("The Counsel", matter.id, "counsel")
    form = {"email": "dana.whitfield@alder.example", "role": "reviewer"}
    page = counsel.client.post(f"/matters/{matter.id}/people/add", form).content.decode()
    link = re.findall(r"http://127.0.0.1(/invited/[\w-]+/)", page)[0]
    assert "dana.whitfield@alder.example" in counsel.client.get(f"/matters/{matter.id}/people/").content.decode()
    newcomer = browser()
    assert b"Your role in the matter that you were invited to is reviewer." in newcomer.get(link).content
    # The address is the link's, whatever is typed.
    assert newcomer.post(link, {**NEW, "email": "evil@other.example"}).status_code == 302
    assert newcomer.get(f"/matters/{matter.id}/").status_code == 200
    person = Person.objects.get(email="dana.whitfield@alder.example")
    member = Member.objects.get(person=person.id)
    assert (member.role, member.by) == ("reviewer", counsel.person)
    assert browser().post(link, NEW).status_code == 404


def test_whoever_was_invited_to_two_matters_is_in_both_by_the_first_link(
    visitor: Callable[..., Visitor], served: Home, instance: Instance, matter: Matter
) -> None:
    other = open_matter(served, instance.actor, title="Another v. Other", court=None, number=None).matter
    links = [
        inviting.invite(now(), email="d@alder.example", matter=one, role=role, by=instance.actor).path
        for one, role in ((matter.id, "reviewer"), (other, "counsel"))
    ]
    newcomer = browser()
    assert newcomer.post(links[0], NEW).status_code == 302
    assert [newcomer.get(f"/matters/{one}/").status_code for one in (matter.id, other)] == [200, 200]
    assert browser().get(links[1]).status_code == 404
    # What was given once is not given again: not by a link that renews the password.
    person = Person.objects.get(email="d@alder.example").id
    remove_member(served, instance.actor, other, person=person)
    renewed = inviting.invite(now(), email="d@alder.example", by=instance.actor, renew=True)
    assert newcomer.post(renewed.path, {"password": PASSWORD, "again": PASSWORD}).status_code == 302
    assert [newcomer.get(f"/matters/{one}/").status_code for one in (matter.id, other)] == [200, 404]


def test_a_link_for_an_address_that_has_an_account_by_now_makes_no_second_one(served: Home) -> None:
    made = inviting.invite(now(), email="dana.whitfield@alder.example")
    make_account(served, "Dana Whitfield")
    answer = browser().post(made.path, NEW)
    assert answer.status_code == 404
    assert b"This address has an account by now." in answer.content
    assert Account.objects.count() == 1


def test_an_inviter_who_lost_the_right_meanwhile_gives_none(
    visitor: Callable[..., Visitor], insider: Client, matter: Matter
) -> None:
    counsel = visitor("The Counsel", matter.id, "counsel")
    made = inviting.invite(now(), email="d@alder.example", matter=matter.id, role="counsel", by=counsel.person)
    insider.post(f"/matters/{matter.id}/people/{counsel.person}/remove")
    newcomer = browser()
    assert newcomer.post(made.path, NEW).status_code == 302
    assert newcomer.get("/account/").status_code == 200
    assert newcomer.get(f"/matters/{matter.id}/").status_code == 404


def test_a_link_ends_after_seven_days(served: Home) -> None:
    made = inviting.invite(now(), email="d@alder.example")
    assert browser().get(made.path).status_code == 200
    Invitation.objects.update(ends_at=now() - timedelta(seconds=1))
    assert browser().get(made.path).status_code == 404
    assert browser().post(made.path, NEW).status_code == 404
    assert timedelta(days=6, hours=23) < made.ends_at - now() <= timedelta(days=7)


def test_two_who_use_a_link_at_the_same_moment_make_one_account(served: Home) -> None:
    made = inviting.invite(now(), email="d@alder.example")
    token = made.path.split("/")[2]
    ends: list[str] = []

    def use() -> None:
        try:
            inviting.use(token, now(), name="D", email="", password=PASSWORD)
            ends.append("made")
        except (SpentError, DatabaseError):
            # The tests' database is one that several threads cannot always wait for.
            ends.append("not made")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=use) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(ends) == ["made", "not made", "not made", "not made"]
    assert Account.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"password": "short", "again": "short"}, "too short"),
        ({"password": "dana.whitfield@alder", "again": "dana.whitfield@alder"}, "too similar"),
        ({"again": "another"}, "The two passwords differ."),
        ({"name": ""}, "This field is required."),
        ({"email": "no address"}, "Enter a valid email address."),
    ],
)
def test_what_does_not_do_is_said_beside_the_field_and_spends_nothing(
    served: Home, wrong: dict[str, str], said: str
) -> None:
    link = first_owner.link(now(), owners(served)) or ""
    answer = browser().post(link, {**NEW, **wrong})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert 'aria-invalid="true"' in page
    assert PASSWORD not in page
    assert browser().post(link, NEW).status_code == 302


def test_a_set_up_that_was_broken_off_is_ended_by_the_next_request(served: Home, matter: Matter) -> None:
    made = inviting.invite(now(), email="d@alder.example", owner=True)
    account = inviting.use(made.path.split("/")[2], now(), name="Dana", email="", password=PASSWORD)
    assert account.person == ""
    client = sign_in(account)
    assert client.get(f"/matters/{matter.id}/").status_code == 200
    assert Person.objects.get(email="d@alder.example").owner


def test_accounts_that_were_lost_come_back_as_the_same_person(served: Home) -> None:
    browser().post(first_owner.link(now(), owners(served)) or "", NEW)
    person = Account.objects.get().person
    Account.objects.all().delete()
    browser().post(first_owner.link(now(), owners(served)) or "", NEW)
    assert Account.objects.get().person == person
    assert Person.objects.exclude(email="").count() == 1


def test_a_link_from_the_terminal_renews_a_lost_password(visitor: Callable[..., Visitor], instance: Instance) -> None:
    lost = visitor("Dana Whitfield")
    totp.TOTP.activate(lost.account, totp.generate_totp_secret())
    made = inviting.invite(now(), email=lost.account.email, by=instance.actor, renew=True)
    assert made.renews
    client = browser()
    assert b"Choose a new password." in client.get(made.path).content
    new = "another four words that nobody knows"
    assert client.post(made.path, {"password": new, "again": new}).status_code == 302
    assert client.get("/account/").status_code == 200
    assert lost.client.get("/").status_code == 302, "who was in by the old password is out"
    assert not Authenticator.objects.exists()
    account = Account.objects.get()
    assert (account.person, account.check_password(new)) == (lost.person, True)


def test_signing_in_is_limited_and_says_when_to_try_again(served: Home) -> None:
    account = make_account(served, "Dana Whitfield")
    client = browser()
    said = [client.post("/account/login/", {"login": account.email, "password": "wrong"}) for _ in range(7)]
    assert "Too many failed login attempts" in said[-1].content.decode()
    right = client.post("/account/login/", {"login": account.email, "password": PASSWORD})
    assert right.status_code == 200, "also the right password, for a while"
    # It is counted in the database, for every process alike.
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM workbench_cache")
        assert cursor.fetchone()[0] > 0


def test_opening_links_is_limited(served: Home) -> None:
    client = browser()
    answers = [client.get(f"/invited/{number}/").status_code for number in range(22)]
    assert answers == [404] * 20 + [429] * 2
    assert b"That was tried too often." in client.get("/invited/x/").content


def second_factor(client: Client, account: Account) -> tuple[str, list[str]]:
    """Set up an app as a person does, and return its secret and the recovery codes."""
    asked = client.get("/account/2fa/totp/activate/")
    assert asked["Location"].startswith("/account/reauthenticate/")
    back = client.post(asked["Location"], {"password": PASSWORD, "next": "/account/2fa/totp/activate/"})
    assert back["Location"] == "/account/2fa/totp/activate/"
    secret = re.findall(r'id="secret">(\w+)<', client.get(back["Location"]).content.decode())[0]
    done = client.post("/account/2fa/totp/activate/", {"code": code(secret)})
    assert done["Location"] == "/account/2fa/recovery-codes/"
    page = client.get(done["Location"]).content.decode()
    assert "The app is set up." in page
    return secret, re.findall(r'<li class="mono">(\w+)</li>', page)


def halfway(account: Account) -> Client:
    """Give the password, and stand before the question for the code."""
    client = browser()
    answer = client.post("/account/login/", {"login": account.email, "password": PASSWORD})
    assert answer["Location"] == "/account/2fa/authenticate/"
    return client


def test_a_code_of_the_app_opens_once(visitor: Callable[..., Visitor]) -> None:
    inside = visitor("Dana Whitfield")
    secret, _ = second_factor(inside.client, inside.account)
    first, second = halfway(inside.account), halfway(inside.account)
    assert first.get("/").status_code == 302, "the password alone shows nothing"
    now_code = code(secret)
    assert first.post("/account/2fa/authenticate/", {"code": now_code})["Location"] == "/"
    assert first.get("/").status_code == 200
    # What allauth remembers for thirty seconds only is forgotten here: the code would still be good.
    cache.delete(totp.TOTP(Authenticator.objects.get(type="totp"))._get_used_cache_key(now_code))
    replayed = second.post("/account/2fa/authenticate/", {"code": now_code})
    assert replayed.status_code == 200
    assert "Incorrect code." in replayed.content.decode()
    assert second.get("/").status_code == 302


@pytest.mark.parametrize(("steps", "opens"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_code_may_be_half_a_minute_early_or_late(
    visitor: Callable[..., Visitor], steps: int, opens: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = visitor("Dana Whitfield")
    secret, _ = second_factor(inside.client, inside.account)
    middle = time.time() // 30 * 30 + 15
    monkeypatch.setattr(time, "time", lambda: middle)
    answer = halfway(inside.account).post("/account/2fa/authenticate/", {"code": code(secret, steps)})
    assert (answer.status_code == 302) is opens


def test_a_recovery_code_opens_once(visitor: Callable[..., Visitor]) -> None:
    inside = visitor("Dana Whitfield")
    _, codes = second_factor(inside.client, inside.account)
    assert len(set(codes)) == 10
    first = halfway(inside.account)
    assert first.post("/account/2fa/authenticate/", {"code": codes[3]})["Location"] == "/"
    second = halfway(inside.account)
    assert second.post("/account/2fa/authenticate/", {"code": codes[3]}).status_code == 200
    assert second.post("/account/2fa/authenticate/", {"code": codes[4]})["Location"] == "/"
    assert "8 of 10 are not used yet." in first.get("/account/2fa/").content.decode()


def test_the_apps_secret_lies_locked_in_the_database(visitor: Callable[..., Visitor], settings: Settings) -> None:
    inside = visitor("Dana Whitfield")
    secret, codes = second_factor(inside.client, inside.account)
    kept = "".join(str(one.data) for one in Authenticator.objects.all())
    assert secret not in kept
    assert not any(one in kept for one in codes)
    settings.SECRET_KEY = "the key of another home"
    with pytest.raises(InvalidToken):
        totp.decrypt(Authenticator.objects.get(type="totp").data["secret"])


def test_sessions_are_listed_and_ended_one_by_one(visitor: Callable[..., Visitor]) -> None:
    inside = visitor("Dana Whitfield")
    phone = browser(HTTP_USER_AGENT="Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/604.1")
    sign_in(inside.account, phone)
    page = inside.client.get("/account/").content.decode()
    assert page.count("End<span") == 2
    assert "Safari, iPhone" in page
    other = UserSession.objects.get(session_key=phone.session.session_key)
    # Somebody else's is not theirs to end.
    assert visitor("Another Person").client.post(f"/account/sessions/{other.pk}/end").status_code == 404
    assert inside.client.post(f"/account/sessions/{other.pk}/end").status_code == 302
    assert phone.get("/").status_code == 302
    assert inside.client.get("/").status_code == 200


def test_changing_the_password_ends_the_other_sessions(visitor: Callable[..., Visitor]) -> None:
    inside = visitor("Dana Whitfield")
    other = sign_in(inside.account)
    new = "another four words that nobody knows"
    answer = inside.client.post("/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert answer.status_code == 302, answer.content.decode()
    assert inside.client.get("/account/").status_code == 200
    assert other.get("/").status_code == 302
