"""A notice that is drafted in the plan's file, and what is said of one that cannot be written."""

from pathlib import Path

import pytest
from tests.cli.test_holds import Held, held

from openhold.filings.notice.draft import from_json
from openhold.filings.notice.write import write

__all__ = ["held"]
EXAMPLE = Path(__file__).parents[2] / "docs" / "hold.example.toml"


def test_the_example_is_proposed_and_its_words_are_written_from_what_it_says(held: Held) -> None:
    made = held.run("ann", "propose", "M", str(EXAMPLE), "--json")
    assert made.code == 0, made.err
    shown = held.run("ann", "show", "M", made.json["hold"], "--notice", "--json").json["notice"]
    assert shown["en"]["subject"] == (
        "Please keep everything about Quintrell v. County of Alder (litigation hold, version 1)"
    )
    assert "nobody helped her for two hours. You worked" in shown["en"]["text"]
    assert "Por favor" in shown["es"]["text"]
    assert "Saturday 6 March 2100" in shown["en"]["text"]
    for language in ("en", "es"):
        assert write(from_json(shown[language]["fields"])).text == shown[language]["text"]


def test_an_amendment_speaks_of_its_own_version(held: Held) -> None:
    hold = held.run("ann", "propose", "M", str(EXAMPLE), "--json").json["hold"]
    amended = held.run("ann", "propose", "M", str(EXAMPLE), "--amend", hold, "--json")
    assert amended.json["version"] == 2, amended.err
    shown = held.run("ann", "show", "M", hold, "--notice").out
    assert "(litigation hold, version 2)" in shown
    assert "It replaces the earlier versions." in shown


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('trigger = "the County', 'cause = "the County', "[notice.en] A notice has no 'cause'"),
        ("trigger_on = 2026-02-12", "trigger_on = 12", "[notice.en] 'trigger_on' is a day"),
        ("trigger_on = 2026-02-12", "", "missing: why now"),
        ("[notice.es]", "[notice.fr]", "There is no notice in 'fr'"),
        ("[notice.en]", '[notice.en]\nsubject = "Keep it"', "mixes the two ways"),
        ('examples = ["text messages", "calls", ', "examples = [3, ", "'topics[1].examples[1]' is a text"),
        ('email = "maren.tolliver@alder.example"', 'email = "maren"', "'maren' is no e-mail address"),
    ],
)
def test_a_notice_that_cannot_be_written_is_refused_in_a_sentence(
    held: Held, before: str, after: str, said: str
) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    assert before in text
    (held.folder / "bad.toml").write_text(text.replace(before, after, 1), encoding="utf-8")
    done = held.run("ann", "propose", "M", str(held.folder / "bad.toml"))
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "Traceback" not in done.err
    assert held.run("ann", "list", "M", "--json").json["holds"] == []
