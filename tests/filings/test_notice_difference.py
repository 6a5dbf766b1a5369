"""The difference between two versions: nothing is lost, nothing is made up, and a person can read it."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from openhold.filings.notice.difference import Change, difference
from openhold.filings.notice.fields import Topic
from openhold.filings.notice.write import write
from tests.filings.notices import english, hostile, spanish
from tests.filings.test_notice import Reading


def versions() -> tuple[str, str]:
    old = replace(english(), recipient=None, link=None)
    new = replace(
        old,
        version=3,
        written_on=date(2026, 2, 20),
        dispute=old.dispute.replace("two hours", "three hours and a half"),
        topics=(*old.topics[:2], Topic(what="The keys", examples=("key log", "who had them"))),
        do=(*old.do, "Keep the duty roster of September 2025."),
        do_not=old.do_not[:3],
    )
    return write(old).text, write(new).text


def words(change: Change, *kinds: str) -> str:
    return "".join(text for kind, text in change.parts if kind in kinds)


def test_paragraphs_that_were_added_removed_and_changed_are_told_under_their_headings() -> None:
    found = difference(*versions())
    told = [(change.kind, change.under, words(change, "new"), words(change, "old")) for change in found.changes]
    assert told == [
        ("changed", "", "Friday 203", "Tuesday 172"),
        ("changed", "WHAT IT IS ABOUT", "three and a half", "two"),
        ("removed", "WHAT TO KEEP", "", "- The cameras, for example: recordings; requests to save or delete them"),
        ("added", "WHAT TO KEEP", "- The keys, for example: key log; who had them", ""),
        ("added", "PLEASE DO", "- Keep the duty roster of September 2025.", ""),
        ("removed", "PLEASE DO NOT", "", "- write new messages about what happened"),
        ("changed", "THIS NOTICE", "3Friday 20", "2Tuesday 17"),
    ]
    assert found.text.startswith(
        "7 paragraphs are different.\n\nChanged:\n[-Tuesday 17-]{+Friday 20+} February 2026 · version [-2-]{+3+}\n\n"
        "Changed, What it is about:\n"
    )


def test_paragraphs_under_different_headings_are_never_one_that_changed() -> None:
    found = difference("DO\nkeep the red log book", "DO NOT\nkeep the red log books")
    assert [(change.kind, change.under) for change in found.changes] == [("removed", "DO"), ("added", "DO NOT")]


def test_one_old_paragraph_becomes_only_one_new_one() -> None:
    found = difference("DO\nkeep the red log book", "DO\nkeep the red log books\nkeep the red log box")
    assert [change.kind for change in found.changes] == ["changed", "added"]


def test_marks_in_the_page_say_the_same_as_those_in_the_text() -> None:
    html = difference(*versions()).html
    assert "nobody helped her for <del>two</del><ins>three</ins> hours<ins> and a half</ins>. You worked" in html
    assert '<p class="quiet">Added · <bdi>Please do</bdi></p>' in html
    assert "style=" not in html
    assert "<script" not in html


def test_two_equal_versions_are_not_different() -> None:
    text = write(english()).text
    found = difference(text, text)
    assert found.changes == ()
    assert found.text == "Nothing has changed.\n"


def test_the_difference_is_told_in_the_language_that_is_asked_for() -> None:
    new = replace(spanish(), dispute=f"{spanish().dispute} Eso es todo.")
    found = difference(write(spanish()).text, write(new).text, "es")
    assert found.text.startswith("1 párrafo es diferente.\n\nCambiado, De qué se trata:\n")
    assert found.html.startswith('<div class="notice" lang="es">')


def test_hostile_words_stay_words() -> None:
    html = difference(write(english()).text, write(hostile()).text).html
    assert set(Reading(html).elements) == {"div", "p", "bdi", "ins", "del"}


PARAGRAPHS = st.lists(
    st.sampled_from("abcdef").flatmap(lambda one: st.just(f"{one} {one * 3} the same words")), max_size=6
)
TEXTS = st.lists(PARAGRAPHS.map("\n".join), max_size=4).map("\n\n".join)


@given(TEXTS, TEXTS)
def test_the_changes_hold_every_paragraph_that_is_not_in_both(old: str, new: str) -> None:
    changes = difference(old, new).changes
    before, after = ([line for line in text.split("\n") if line] for text in (old, new))
    gone = [words(change, "same", "old") for change in changes if change.kind != "added"]
    come = [words(change, "same", "new") for change in changes if change.kind != "removed"]
    assert not [line for line in set(before) - set(after) if line not in gone and line not in _headings(old)]
    assert not [line for line in set(after) - set(before) if line not in come and line not in _headings(new)]
    assert set(gone) <= set(before)
    assert set(come) <= set(after)
    assert bool(changes) == (_paragraphs(old) != _paragraphs(new))


def _groups(text: str) -> list[list[str]]:
    return [[line for line in group.split("\n") if line] for group in text.split("\n\n")]


def _headings(text: str) -> set[str]:
    return {group[0] for group in _groups(text) if len(group) > 1}


def _paragraphs(text: str) -> list[tuple[str, str]]:
    return [
        (group[0] if len(group) > 1 else "", line)
        for group in _groups(text)
        for line in (group[1:] if len(group) > 1 else group)
    ]


@given(st.text("ab .,é"), st.text("ab .,é"))
def test_the_marked_words_give_both_paragraphs_back(old: str, new: str) -> None:
    one, other = f"The same beginning, {old}", f"The same beginning, {new}"
    for change in difference(one, other).changes:
        assert words(change, "same", "old") == one or change.kind == "added"
        assert words(change, "same", "new") == other or change.kind == "removed"


def test_a_very_long_paragraph_is_compared_in_good_time() -> None:
    found = difference("a b " * 100_000, "b a " * 100_000)
    assert [change.kind for change in found.changes] == ["removed", "added"]
