"""Privileged words on the pages: the fact that somebody reads them stands before they are given."""

from pathlib import Path

import pytest
from django.test import Client

from openhold.actions import read_privileged
from openhold.actions.errors import RefusedError, StorageError
from openhold.actions.holds.questionnaire import answer_questionnaire
from openhold.actions.home import Home
from openhold.actions.record import rows
from openhold.facts.body import from_body
from openhold.facts.members import PrivilegedRead
from openhold.ledger.entry import decode
from openhold.projections.matter import Matter
from tests.actions.holds.conftest import a_case
from tests.web.test_pages import words

SAID = "Two phones, <script>one</script> in the \u202elocker"


def newest(matter: Matter) -> tuple[str, object]:
    row = list(rows(matter.id))[-1]
    entry = decode(row.entry)
    return entry.actor, from_body(entry.kind, row.body)


@pytest.fixture
def custodian(served: Home, matter: Matter, tmp_path: Path) -> str:
    case = a_case(served, matter, tmp_path / "places")
    hold, who = case.issue(), case.custodians[0].id
    answer_questionnaire(served, who, matter.id, hold, who, {"devices": SAID})
    return who


def test_answers_are_given_after_the_fact_that_they_were_read(visitor, matter: Matter, custodian: str) -> None:
    who = visitor("Dana Whitfield", matter.id, "case manager")
    at = f"/matters/{matter.id}/custodians/{custodian}/"
    before = who.client.get(at).content
    assert "1 questionnaire is answered." in words(before)
    assert "Two phones" not in words(before)
    page = who.client.post(at + "said")
    assert page.status_code == 200
    assert "Two phones" in words(page.content)
    assert "<script>one" not in page.content.decode()
    assert "\u202e" not in page.content.decode()
    assert newest(matter) == (who.person, PrivilegedRead(what="questionnaires", which=custodian))


def test_words_that_cannot_be_recorded_as_read_are_not_given(
    visitor, matter: Matter, custodian: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise StorageError("The disk is full.")

    client: Client = visitor("Dana Whitfield", matter.id, "counsel").client
    monkeypatch.setattr(read_privileged, "record", broken)
    refused = client.post(f"/matters/{matter.id}/custodians/{custodian}/said")
    assert refused.status_code == 503
    assert "Two phones" not in refused.content.decode()


@pytest.mark.parametrize("role", ["IT steward", "reviewer", "auditor"])
def test_whoever_may_not_read_them_is_told_who_does(
    visitor, served: Home, matter: Matter, custodian: str, role: str
) -> None:
    who = visitor("Somebody Else", matter.id, role)
    at = f"/matters/{matter.id}/custodians/{custodian}/"
    assert "counsel and case managers read them." in words(who.client.get(at).content)
    before = newest(matter)
    assert who.client.post(at + "said").status_code == 403
    with pytest.raises(RefusedError):
        read_privileged.read_questionnaires(served, who.person, matter.id, custodian)
    assert newest(matter) == before
