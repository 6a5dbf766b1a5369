"""The letters that follow a notice: short, each with its version and day, none with the words of the notice."""

from dataclasses import replace
from datetime import date

import pytest

from openhold.filings.notice.content import Document
from openhold.filings.notice.fields import Contact, NoticeError, NoticeFields
from openhold.filings.notice.letters import LetterFields, escalation, refresh, release, reminder
from openhold.filings.notice.pages import mail_page, print_page
from openhold.filings.notice.write import letter
from tests.filings.notices import english, hostile, letter_fields, spanish
from tests.filings.test_notice import Reading

BY = date(2026, 2, 24)
KINDS = ("reminder", "escalation", "refresh", "release", "release of a source")


def made(kind: str, fields: LetterFields) -> Document:
    return {
        "reminder": lambda: reminder(fields, BY),
        "escalation": lambda: escalation(fields, ("Íñigo Peña", "Owen Baptiste-Cole"), BY),
        "refresh": lambda: refresh(fields),
        "release": lambda: release(fields),
        "release of a source": lambda: release(fields, ("county mailbox",)),
    }[kind]()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fields", [english(), spanish()], ids=["en", "es"])
def test_a_letter_is_short_names_version_and_day_and_is_in_one_language(kind: str, fields: NoticeFields) -> None:
    told = letter(made(kind, letter_fields(fields)))
    day = {"en": "Tuesday 17 February 2026", "es": "martes 17 de febrero de 2026"}[fields.language]
    today = {"en": "Thursday 5 March 2026", "es": "jueves 5 de marzo de 2026"}[fields.language]
    assert {"en": "(version 2)", "es": "(versión 2)"}[fields.language] in told.subject
    assert day in told.text
    assert today in told.text
    assert fields.matter in told.subject
    assert "Maren Tolliver, 559 555 0142" in told.text
    assert len(told.text.split()) < 200
    assert ("notice" in told.text) == (fields.language == "en")
    assert ("aviso" in told.text) == (fields.language == "es")


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_repeats_nothing_that_the_notice_says_about_the_dispute(kind: str) -> None:
    fields = english()
    told = letter(made(kind, letter_fields(fields)))
    for privileged in (fields.dispute, fields.trigger, *(topic.what for topic in fields.topics)):
        assert privileged not in told.text
        assert privileged not in told.html


def test_a_reminder_says_whether_the_day_has_passed() -> None:
    fields = letter_fields(english())
    assert "The day was Tuesday 24 February 2026; an answer still counts." in letter(reminder(fields, BY)).text
    assert "Please answer by Thursday 12 March 2026." in letter(reminder(fields, date(2026, 3, 12))).text
    assert "Please answer by Thursday 5 March 2026." in letter(reminder(fields, fields.written_on)).text


def test_only_a_reminder_asks_for_an_answer() -> None:
    asked = {kind: made(kind, letter_fields(english())).answer is not None for kind in KINDS}
    assert asked == {kind: kind == "reminder" for kind in KINDS}
    assert "Signature" in print_page(made("reminder", replace(letter_fields(english()), link=None)))
    assert "Signature" not in print_page(made("release", letter_fields(english())))


def test_the_manager_is_told_who_and_how_many() -> None:
    fields = letter_fields(english())
    assert "\n2 people who work with you have not answered\n" in letter(made("escalation", fields)).text
    one = letter(escalation(fields, ("Íñigo Peña",), BY)).text
    assert "\n1 person who works with you has not answered\n" in one
    assert "- Íñigo Peña\n" in one


def test_a_refresh_leads_to_the_notice_where_there_is_a_page() -> None:
    fields = letter_fields(english())
    assert "READ THE NOTICE AGAIN\nhttps://hold.alder.example/n/" in letter(refresh(fields)).text
    assert "READ THE NOTICE AGAIN" not in letter(refresh(replace(fields, link=None))).text


def test_the_address_of_a_page_is_escaped_in_a_letter() -> None:
    fields = replace(letter_fields(english()), link='https://a.example/"><script>')
    assert '<a href="https://a.example/&quot;&gt;&lt;script&gt;">' in letter(refresh(fields)).html


def test_a_release_in_part_says_what_and_that_the_rest_stays() -> None:
    text = letter(made("release of a source", letter_fields(english()))).text
    assert "- county mailbox\n" in text
    assert "Everything else in it stays." in text
    assert made("release of a source", letter_fields(english())).subject.startswith("Released in part: Quintrell")
    assert made("release", letter_fields(english())).subject.startswith("Released: Quintrell")
    assert "no longer binds you" in letter(made("release", letter_fields(english()))).text


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"matter": " "}, "needs the matter"),
        ({"sender_role": ""}, "name and role"),
        ({"contact": Contact(name="Maren Tolliver")}, "an e-mail address or a telephone number"),
        ({"version": 0}, "the version of the notice"),
        ({"link": "ftp://a.example"}, "must begin with https://"),
    ],
)
def test_a_letter_from_which_something_is_missing_is_not_written(change: dict[str, object], told: str) -> None:
    for kind in KINDS:
        with pytest.raises(NoticeError, match=told):
            made(kind, replace(letter_fields(english()), **change))  # type: ignore[arg-type]


def test_names_that_say_nothing_are_refused() -> None:
    with pytest.raises(NoticeError, match="name at least one"):
        escalation(letter_fields(english()), (), BY)
    with pytest.raises(NoticeError, match="name each one"):
        release(letter_fields(english()), ("county mailbox", " "))


@pytest.mark.parametrize("kind", KINDS)
def test_values_from_people_add_nothing_to_a_letter(kind: str) -> None:
    plain, odd = (Reading(mail_page(made(kind, letter_fields(fields)))) for fields in (english(), hostile()))
    assert set(odd.elements) <= set(plain.elements)
    assert odd.attributes <= plain.attributes
