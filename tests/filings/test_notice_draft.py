"""Drafts: what a person says becomes fields, and fields become canonical JSON and come back the same."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openhold.filings.notice.draft import KEYS, Known, from_draft, from_json, to_json
from openhold.filings.notice.fields import Contact, NoticeError, NoticeFields, Places, Suspension, Topic
from openhold.filings.notice.standard import standard
from openhold.filings.notice.write import write
from openhold.formats.canonical import dumps
from tests.filings.notices import english, hostile, spanish

KNOWN = Known(
    matter="Quintrell v. County of Alder",
    court="E.D. Cal.",
    number="1:25-cv-01292",
    since=date(2025, 9, 16),
    until=None,
    acknowledge_by=date(2026, 2, 24),
    version=1,
    written_on=date(2026, 2, 17),
)
DRAFT = {
    "dispute": "Marisol Quintrell has sued the County.",
    "trigger": "the County was served with the complaint",
    "trigger_on": date(2026, 2, 12),
    "topics": [{"what": "The evening in Unit C", "examples": ["text messages", "calls"]}],
    "places": {"chat": ["WhatsApp group of the evening shift"]},
    "suspensions": [{"steward": "Dana Whitcomb", "what": "e-mail older than 90 days"}],
    "contact": {"name": "Maren Tolliver", "email": "maren.tolliver@alder.example"},
    "sender": "Maren Tolliver",
    "sender_role": "Deputy County Counsel",
}

texts = st.text(max_size=30)
days = st.none() | st.dates()
many = st.lists(texts, max_size=3).map(tuple)
everything = st.builds(
    NoticeFields,
    language=st.sampled_from(["en", "es"]),
    matter=texts,
    court=st.none() | texts,
    number=st.none() | texts,
    dispute=texts,
    trigger=texts,
    trigger_on=days,
    topics=st.lists(st.builds(Topic, what=texts, examples=many), max_size=3).map(tuple),
    since=days,
    until=days,
    places=st.builds(Places, sources=many, devices=many, accounts=many, chat=many, paper=many),
    do=many,
    do_not=many,
    suspensions=st.lists(st.builds(Suspension, steward=texts, what=texts), max_size=3).map(tuple),
    leaving=texts,
    consequences=texts,
    contact=st.builds(Contact, name=texts, email=st.none() | texts, phone=st.none() | texts),
    acknowledge_by=days,
    reminders=texts,
    release=texts,
    version=st.integers(0, 10_000),
    written_on=days,
    recipient=st.none(),
    sender=texts,
    sender_role=texts,
    link=st.none(),
)


@given(everything)
def test_fields_come_back_from_their_json_and_it_is_canonical(said: NoticeFields) -> None:
    text = to_json(said)
    assert from_json(text) == said
    assert dumps(json.loads(text)).decode() == text


@pytest.mark.parametrize("said", [english(), spanish(), hostile()])
def test_what_is_recorded_is_the_same_for_all_custodians(said: NoticeFields) -> None:
    assert to_json(said) == to_json(replace(said, recipient="Somebody", link="https://hold.alder.example/n/x"))
    assert from_json(to_json(said)) == replace(said, recipient=None, link=None)


def test_a_draft_is_filled_from_the_hold_and_from_standard_words() -> None:
    said = from_draft("es", DRAFT, KNOWN)
    words = standard("es")
    assert (said.do, said.do_not, said.release, said.reminders) == (
        words.do,
        words.do_not,
        words.release,
        words.reminders,
    )
    assert (said.matter, said.since, said.acknowledge_by, said.version) == (
        KNOWN.matter,
        KNOWN.since,
        KNOWN.acknowledge_by,
        1,
    )
    assert said.topics == (Topic(what="The evening in Unit C", examples=("text messages", "calls")),)
    assert said.contact == Contact(name="Maren Tolliver", email="maren.tolliver@alder.example")
    assert (said.recipient, said.link) == (None, None)
    assert "Quintrell" in write(said).subject


def test_a_draft_is_the_same_from_toml_and_from_json() -> None:
    assert from_draft("en", json.loads(json.dumps(DRAFT, default=date.isoformat)), KNOWN) == from_draft(
        "en", DRAFT, KNOWN
    )


def test_own_words_take_the_place_of_standard_ones_and_are_made_tidy() -> None:
    said = from_draft("en", {**DRAFT, "do": ["Keep  the\nradio log."], "leaving": "Jose\u0301 knows."}, KNOWN)
    assert said.do == ("Keep the radio log.",)
    assert said.leaving == "Jos\u00e9 knows."


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": "Use of force"}, "no 'title'"),
        ({"dispute": 3}, "'dispute' is a text, not 3"),
        ({"trigger_on": "soon"}, "'trigger_on' is a day, such as 2026-02-12, not 'soon'"),
        ({"trigger_on": True}, "'trigger_on' is a day"),
        ({"topics": "all"}, "'topics' is a list, not 'all'"),
        ({"topics": ["all"]}, r"'topics\[1\]' is a table with what, examples"),
        ({"topics": [{"what": "Unit C"}]}, r"'topics\[1\]' lacks 'examples'"),
        ({"topics": [{"what": "Unit C", "examples": ["a", 3]}]}, r"'topics\[1\].examples\[2\]' is a text, not 3"),
        ({"places": {"cloud": ["x"]}}, "'places' has no 'cloud'; it has sources, devices"),
        ({"places": ["x"]}, "'places' is a table"),
        ({"contact": {"email": "a@b.example"}}, "'contact' lacks 'name'"),
        ({"contact": {"name": "A", "email": 3}}, "'contact.email' is a text"),
        ({"suspensions": [{"steward": "A", "what": None}]}, r"'suspensions\[1\].what' is a text, not None"),
        ({"do": ["half \ud800"]}, r"'do\[1\]' holds half a sign"),
    ],
)
def test_what_is_no_draft_is_refused_and_the_key_is_named(change: dict[str, object], said: str) -> None:
    with pytest.raises(NoticeError, match=said):
        from_draft("en", {**DRAFT, **change}, KNOWN)


def test_what_is_missing_in_a_draft_is_found_when_the_notice_is_written() -> None:
    for key in KEYS:
        # A key that is left out is filled with standard words, or missing from the notice by its name.
        left = {name: value for name, value in DRAFT.items() if name != key}
        said = from_draft("en", left, KNOWN)
        if key in DRAFT:
            with pytest.raises(NoticeError, match="missing"):
                write(said)
        else:
            write(said)
    with pytest.raises(NoticeError, match="no notice in 'fr'"):
        from_draft("fr", DRAFT, KNOWN)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no JSON"),
        ("[" * 5000, "no JSON"),
        ("[]", "'the notice' is a table"),
        ("{}", "lacks 'language'"),
        (to_json(english()) + " ", "order, spaces"),
        (to_json(english()).replace('"version":2', '"version":true'), "'the notice.version' is a number"),
        (to_json(english()).replace('"language":"en"', '"language":"fr"'), "'the notice.language' is en or es"),
        (to_json(english()).replace('"link":null', '"link":null,"link":null'), "key twice"),
    ],
)
def test_json_that_was_not_recorded_so_is_refused(text: str, said: str) -> None:
    with pytest.raises(NoticeError, match=said):
        from_json(text)
