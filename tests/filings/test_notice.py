"""A notice: its fifteen elements, what it says in every way of showing it, and what no value can do to it."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openhold.filings.notice.fields import (
    Contact,
    NoticeError,
    NoticeFields,
    Places,
    Suspension,
    Topic,
    clean,
    elements,
)
from openhold.filings.notice.pages import portal_body, print_page
from openhold.filings.notice.write import write
from tests.filings.notices import english, hostile, spanish

CODES = [
    *("dispute", "why-now", "keep", "where", "do", "do-not", "deletion", "leaving", "consequences", "contact"),
    *("acknowledge-by", "reminders", "release", "version", "date"),
]


class Reading(HTMLParser):
    """What a page has: elements, attributes, and its words by paragraph, as a reader sees them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: set[str] = set()
        self.paragraphs: list[str] = []
        self._open = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag in ("p", "li", "h1", "h2"):
            self.paragraphs.append("")
            self._open = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "li", "h1", "h2"):
            self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.paragraphs[-1] += data


def portal(fields: NoticeFields, answered: date | None = None) -> str:
    return portal_body(write(fields).document, action="/hold/7Q4MK/answer", token="t0k3n", answered=answered)


def shown(fields: NoticeFields) -> dict[str, str]:
    """The fields in every way of showing them."""
    notice = write(fields)
    return {"mail": notice.html, "print": print_page(notice.document), "portal": portal(fields), "text": notice.text}


def without(code: str) -> NoticeFields:
    fields = english()
    return {
        "dispute": replace(fields, dispute=" — "),
        "why-now": replace(fields, trigger_on=None),
        "keep": replace(fields, topics=(Topic(what="E-mail", examples=()),)),
        "where": replace(fields, places=Places()),
        "do": replace(fields, do=()),
        "do-not": replace(fields, do_not=("", "")),
        "deletion": replace(fields, suspensions=(Suspension(steward="", what="e-mail"),)),
        "leaving": replace(fields, leaving="..."),
        "consequences": replace(fields, consequences=""),
        "contact": replace(fields, contact=Contact(name="Maren Tolliver")),
        "acknowledge-by": replace(fields, acknowledge_by=None),
        "reminders": replace(fields, reminders="\u200b"),
        "release": replace(fields, release="\n"),
        "version": replace(fields, version=0),
        "date": replace(fields, written_on=None),
    }[code]


def test_a_notice_has_fifteen_elements_and_each_stands_in_a_section() -> None:
    notice = write(english())
    assert [one.code for one in notice.elements] == CODES
    assert all(one.present for one in notice.elements)
    stated = {code for section in notice.document.sections for code in section.elements}
    assert stated == set(CODES) - {"acknowledge-by"}
    assert notice.document.answer is not None


@pytest.mark.parametrize("code", CODES)
def test_a_notice_with_a_missing_element_is_not_written_and_the_refusal_says_what_to_write(code: str) -> None:
    fields = without(code)
    [missing] = [one for one in elements(fields) if not one.present]
    assert missing.code == code
    with pytest.raises(NoticeError) as refused:
        write(fields)
    assert f"missing: {missing.name} ({missing.advice})." in str(refused.value)


def test_all_missing_elements_are_told_at_once() -> None:
    with pytest.raises(NoticeError, match=r"why now .*what to keep, with examples .*; consequences "):
        write(replace(english(), trigger="", topics=(), consequences=""))


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (replace(english(), link="javascript:alert(1)"), "must begin with https://"),
        (replace(english(), link="https://a.example/ x"), "hold no spaces"),
        (replace(english(), contact=Contact(name="A", email="a@b.example\r\nBcc: c@d.example")), "no e-mail address"),
        (replace(english(), since=date(2025, 10, 1)), "before they begin"),
        (replace(english(), language="fr"), "no words for the language 'fr'"),  # type: ignore[arg-type]
    ],
)
def test_a_value_that_no_notice_can_carry_is_refused(fields: NoticeFields, told: str) -> None:
    with pytest.raises(NoticeError, match=told):
        write(fields)


@pytest.mark.parametrize("fields", [english(), spanish()], ids=["en", "es"])
def test_every_value_stands_in_every_way_of_showing_it(fields: NoticeFields) -> None:
    values = [
        fields.dispute,
        fields.trigger,
        *(text for topic in fields.topics for text in (topic.what, *topic.examples)),
        *(
            text
            for kind in ("sources", "devices", "accounts", "chat", "paper")
            for text in getattr(fields.places, kind)
        ),
        *fields.do,
        *fields.do_not,
        *(text for one in fields.suspensions for text in (one.steward, one.what)),
        fields.leaving,
        fields.consequences,
        fields.contact.name,
        str(fields.contact.email),
        str(fields.contact.phone),
        fields.reminders,
        fields.release,
        fields.sender,
        fields.sender_role,
        str(fields.recipient),
    ]
    for way, text in shown(fields).items():
        words = text if way == "text" else "\n".join(Reading(text).paragraphs)
        assert not [value for value in values if value not in words], way


def test_days_are_written_out_with_their_weekday_in_both_languages() -> None:
    assert "Please answer by Tuesday 24 February 2026." in write(english()).text
    assert "Responda a más tardar el martes 24 de febrero de 2026." in write(spanish()).text
    assert "Everything from Tuesday 16 September 2025 to Tuesday 30 September 2025:" in write(english()).text


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        (date(2025, 5, 1), None, "Everything from Thursday 1 May 2025 on:"),
        (None, date(2025, 5, 1), "Everything up to Thursday 1 May 2025:"),
        (None, None, "Everything, of whatever date:"),
    ],
)
def test_dates_to_keep_may_be_open(since: date | None, until: date | None, told: str) -> None:
    assert f"\n{told}\n" in write(replace(english(), since=since, until=until)).text


@pytest.mark.parametrize("fields", [english(), spanish(), hostile()], ids=["en", "es", "hostile"])
def test_the_words_never_differ_between_the_ways_of_showing_them(fields: NoticeFields) -> None:
    notice = write(fields)

    def spoken(paragraphs: list[str]) -> list[str]:
        plain = [re.sub("[\u2068\u2069]", "", one).removeprefix("- ") for one in paragraphs if one]
        return [one.casefold() for one in plain]

    text = spoken(notice.text.split("\n"))
    link = text.index(str(fields.link).casefold())
    assert spoken(Reading(notice.html).paragraphs) == [
        *text[: link - 1],
        text[link - 1].removesuffix(":"),
        *text[link + 1 :],
    ]
    document = notice.document
    body = spoken([line for section in notice.text.split("\n\n")[4:] for line in section.split("\n")])
    assert len([one for section in document.sections for block in section.blocks for one in block.lines]) + len(
        document.sections
    ) == len(body)
    assert spoken(Reading(portal(fields)).paragraphs)[-len(body) :] == body
    assert spoken(Reading(print_page(document)).paragraphs)[3 : 3 + len(body)] == body


def test_the_same_fields_give_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    code = (
        "import django; django.setup()\n"
        "from tests.filings.notices import english, spanish\nfrom tests.filings.test_notice import shown\n"
        "from hashlib import sha256\n"
        "print(sha256(repr([sorted(shown(one).items()) for one in (english(), spanish())]).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={
                "DJANGO_SETTINGS_MODULE": f"openhold.{settings}",
                "OPENHOLD_HOME": str(tmp_path),
                "PYTHONHASHSEED": seed,
                "LANG": lang,
                "TZ": zone,
            },
        ).stdout
        for settings, seed, lang, zone in (
            ("settings", "1", "C", "UTC"),
            ("settings", "2", "de_DE.UTF-8", "Pacific/Auckland"),
            ("web.settings", "3", "C.UTF-8", "America/Los_Angeles"),
        )
    }
    assert len(digests) == 1


def test_a_later_version_says_that_it_replaces_the_earlier_ones() -> None:
    told = ("Please answer also if you answered an earlier version.", "It replaces the earlier versions.")
    assert all(one in write(english()).text for one in told)
    assert not any(one in write(replace(english(), version=1)).text for one in told)


def test_a_notice_without_recipient_and_link_is_the_text_of_record() -> None:
    text = write(replace(english(), recipient=None, link=None)).text
    assert text.startswith("Tuesday 17 February 2026 · version 2\n\nPlease keep everything about Quintrell v. County")
    assert "https:" not in text
    assert "Give or send your answer to: Maren Tolliver, 559 555 0142, maren.tolliver@alder.example" in text


def test_opening_the_page_is_said_to_answer_nothing_and_the_button_stands_before_all_sections() -> None:
    html = portal(english())
    assert html.count("<button") == html.count("<form") == 1
    assert '<form class="answer" method="post" action="/hold/7Q4MK/answer">' in html
    assert '<input type="hidden" name="csrfmiddlewaretoken" value="t0k3n">' in html
    assert html.index("<button") < html.index("<section>")
    assert "Opening the page does not count as an answer" in write(english()).text


def test_a_page_that_was_answered_says_when_and_has_no_button() -> None:
    html = portal(spanish(), answered=date(2026, 2, 18))
    assert "<button" not in html
    assert "Usted respondió el <b>miércoles 18 de febrero de 2026</b>." in html


def test_the_printed_sheet_ends_with_lines_to_sign_that_say_what_is_signed() -> None:
    html = print_page(write(english()).document)
    block = html[html.index('<section class="answer">') :]
    assert [re.sub("<.*?>", "", one) for one in re.findall(r"<dt>.*?</dt>", block)] == ["Name", "Date", "Signature"]
    assert "Quintrell v. County of Alder" in block
    assert "version 2" in block
    assert "<form" not in html


def test_values_from_people_add_no_element_no_attribute_and_no_placeholder() -> None:
    plain, odd = shown(english()), shown(hostile())
    for way in ("mail", "print", "portal"):
        assert set(Reading(odd[way]).elements) <= set(Reading(plain[way]).elements), way
        assert Reading(odd[way]).attributes <= Reading(plain[way]).attributes, way
        assert "{braces}**stars**%(x)s" in "".join(Reading(odd[way]).paragraphs)
    for text in odd.values():
        assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e]", text)


@pytest.mark.parametrize("way", ["mail", "print", "portal"])
def test_nothing_runs_and_nothing_is_loaded(way: str) -> None:
    html = shown(english())[way]
    assert not re.search(r"<script|<link|<img|<iframe|@import|url\(|\son\w+=|src=|style=", html)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (" two\r\n lines\tand\u2028more\u00a0", "two lines and more"),
        ("a\x00b\x1b[31m\x7f", "ab[31m"),
        ("Rechnung-\u202etxt.exe\u2066", "Rechnung-txt.exe"),
        ("\ud800", "\ufffd"),
        ("👩‍👩‍👧‍👦 שלום", "👩‍👩‍👧‍👦 שלום"),
    ],
)
def test_a_value_stays_as_it_was_typed_but_for_what_has_no_place_in_a_line(raw: str, text: str) -> None:
    assert clean(raw) == text


def test_a_value_from_right_to_left_does_not_turn_the_words_around_it() -> None:
    fields = replace(english(), recipient="שרה 5", sender_role="counsel")
    ways = shown(fields)
    assert "For \u2068שרה 5\u2069 · Tuesday" in ways.pop("text")
    assert all("For <bdi>שרה 5</bdi> · Tuesday" in html for html in ways.values())
    assert "\u2068" not in write(english()).text


def test_addresses_of_pages_are_escaped() -> None:
    odd = 'https://a.example/?a="><script>&b'
    told = 'href="https://a.example/?a=&quot;&gt;&lt;script&gt;&amp;b"'
    assert told in write(replace(english(), link=odd)).html
    html = portal_body(write(english()).document, action='/a"><b>&', token='"><i>', token_name='"><u>')
    assert 'action="/a&quot;&gt;&lt;b&gt;&amp;"' in html
    assert 'name="&quot;&gt;&lt;u&gt;" value="&quot;&gt;&lt;i&gt;"' in html


@given(st.text())
def test_a_cleaned_value_is_one_line_that_can_be_written_and_stays_as_it_is(text: str) -> None:
    once = clean(text)
    once.encode("utf-8")
    assert clean(once) == once
    assert len(once.splitlines()) <= 1


@given(st.data())
def test_any_text_leaves_every_way_of_showing_it_whole(data: st.DataObject) -> None:
    say = st.text().map(lambda text: f"a{text}")
    fields = replace(
        english(),
        **{  # type: ignore[arg-type]
            name: data.draw(say)
            for name in ("matter", "court", "dispute", "trigger", "leaving", "release", "recipient", "sender")
        },
        topics=(Topic(what=data.draw(say), examples=(data.draw(say),)),),
    )
    plain = shown(english())
    for way, text in shown(fields).items():
        text.encode("utf-8")
        if way != "text":
            assert set(Reading(text).elements) <= set(Reading(plain[way]).elements)
            assert text.count("</article>") == 1


def test_a_long_matter_is_cut_in_title_and_subject_but_stands_whole_in_the_text() -> None:
    matter = "Quintrell and all others in the same place v. County of Alder, its Sheriff and forty Does"
    notice = write(replace(english(), matter=matter))
    assert notice.subject == (
        "Please keep everything about Quintrell and all others in the same place v. County of… "
        "(litigation hold, version 2)"
    )
    assert matter in notice.text
