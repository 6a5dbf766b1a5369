"""Named rules: what a pattern matches, and which patterns and names have no meaning."""

import fnmatch
import os
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openhold.sources.errors import RuleError
from openhold.sources.rules import Exclude, matcher


def matches(pattern: str, path: bytes, folder: bool = False) -> bool:
    match = matcher([Exclude("rule", pattern)])
    assert match is not None
    return match(path, folder) == "rule"


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*.tmp", b"x.tmp"),
        ("*.tmp", b"a/b/x.tmp"),
        ("*.tmp", b"a/.tmp"),
        ("*.tmp", b"\xff\n.tmp"),
        ("Thumbs.db", b"a/Thumbs.db"),
        ("/x", b"x"),
        ("a/*.txt", b"a/b.txt"),
        ("a/**/b", b"a/b"),
        ("a/**/b", b"a/x/y/b"),
        ("a/**", b"a/x/y"),
        ("**/cache/*", b"cache/x"),
        ("**/cache/*", b"a/b/cache/x"),
        ("**", b"a/b"),
        ("?", "ü".encode()),
        ("?", b"\xff"),
        ("[a-c]x", b"bx"),
        ("[!a-c]x", b"dx"),
        ("[]]x", b"]x"),
        ("[^a]", b"^"),
        ("[a\\]", b"\\"),
        ("\\*", b"*"),
        ("a.b", b"a.b"),
        ("(a|b)+", b"(a|b)+"),
        ("ü", "a/ü".encode()),
    ],
)
def test_a_pattern_matches(pattern: str, path: bytes) -> None:
    assert matches(pattern, path)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*.tmp", b"x.tmp/y"),
        ("*.tmp", b"x.tmpx"),
        ("*.tmp", b"x.TMP"),
        ("*.tmp", b"x.tmp\n"),
        ("/x", b"a/x"),
        ("a/*.txt", b"a/b/c.txt"),
        ("a/*.txt", b"x/a/b.txt"),
        ("a/**/b", b"ab"),
        ("a/**", b"a"),
        ("?", b"ab"),
        ("a?b", b"a/b"),
        ("a[!x]b", b"a/b"),
        ("[!a-c]x", b"ax"),
        ("\\*", b"x"),
        ("a.b", b"axb"),
        ("db", b"xdb"),
    ],
)
def test_a_pattern_does_not_match(pattern: str, path: bytes) -> None:
    assert not matches(pattern, path)


@pytest.mark.parametrize("pattern", ["cache/", "/cache/", "**/cache/", "c*/"])
def test_a_slash_at_the_end_is_for_folders_only(pattern: str) -> None:
    assert matches(pattern, b"cache", folder=True)
    assert not matches(pattern, b"cache", folder=False)


def test_the_first_rule_that_matches_is_the_one_that_counts() -> None:
    match = matcher([Exclude("scratch", "*.tmp"), Exclude("all-of-a", "a/**"), Exclude("scratch", "*.bak")])
    assert match is not None
    assert [match(path, False) for path in (b"a/x.tmp", b"a/x.bak", b"x.bak", b"x")] == [
        "scratch",
        "all-of-a",
        "scratch",
        None,
    ]


def test_no_rules_are_no_matcher() -> None:
    assert matcher(()) is None


def test_a_rule_can_be_pickled() -> None:
    rule = Exclude("scratch", "*.tmp")
    assert pickle.loads(pickle.dumps(rule)) == rule


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "/",
        "//",
        "a//b",
        "./a",
        "a/../b",
        "..",
        ".",
        "a**",
        "**b/c",
        "***",
        "[",
        "[a",
        "a/[/]",
        "\\",
        "a\\/",
        "[b-a]",
        "[]",
        "x\0",
    ],
)
def test_a_pattern_without_meaning_is_refused_in_a_sentence(pattern: str) -> None:
    with pytest.raises(RuleError, match=r"^The pattern .* of the exclude rule 'mine' has no meaning: .+\.$"):
        Exclude("mine", pattern)


@pytest.mark.parametrize("name", ["", "Big", "-x", ".x", "special:mine", "openhold:home", "a b", "ü", "x" * 65, "x\n"])
def test_a_name_that_no_line_can_carry_is_refused_in_a_sentence(name: str) -> None:
    with pytest.raises(RuleError, match="needs another name"):
        Exclude(name, "*")


@pytest.mark.parametrize("name", ["a", "0", "scratch-files", "a.b_c", "x" * 64])
def test_a_good_name_is_taken(name: str) -> None:
    assert Exclude(name, "*").name == name


@given(st.text("ab*?", min_size=1, max_size=8).filter(lambda pattern: "**" not in pattern), st.text("ab.", max_size=8))
def test_stars_and_question_marks_mean_what_they_mean_to_a_shell(pattern: str, name: str) -> None:
    assert matches(pattern, name.encode()) == fnmatch.fnmatchcase(name, pattern)


@given(st.binary(min_size=1, max_size=20).map(lambda raw: raw.translate(None, b"\0/")).filter(bool))
def test_a_name_with_every_character_escaped_matches_itself_alone(name: bytes) -> None:
    pattern = "".join("\\" + character for character in os.fsdecode(name))
    assert matches(pattern, name)
    assert not matches(pattern, name + b"x")
    assert not matches(pattern, b"x" + name)
