"""The Spanish words: none is missing, each placeholder survives, and the compiled catalogue is the one that is read."""

import ast
import gettext
import os
import re
import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import translation

import openhold.filings
from openhold.filings.notice.standard import standard
from openhold.filings.notice.words import day, speaking
from openhold.filings.notice.write import write
from tests.filings.notices import english, spanish

FILINGS = Path(openhold.filings.__file__).parent
CATALOGUE = FILINGS / "locale/es/LC_MESSAGES/django.po"
CALLS = {"_", "gettext_noop", "pgettext", "ngettext"}


def spoken_in_the_code() -> set[tuple[str | None, str, bool]]:
    """Every (context, message, has a plural) that the room asks a translation for."""
    found: set[tuple[str | None, str, bool]] = set()
    for file in FILINGS.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
                texts = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
                if node.func.id == "pgettext":
                    found.add((texts[0], texts[1], False))
                elif node.func.id == "ngettext":
                    found |= {(None, texts[0], True), (None, texts[1], True)}
                elif texts:
                    found.add((None, texts[0], False))
    return found


def messages(compiled: Path) -> dict[str | tuple[str, int], str]:
    with compiled.open("rb") as file:
        return dict(gettext.GNUTranslations(file)._catalog)  # type: ignore[attr-defined]


def translated() -> dict[tuple[str | None, str], list[str]]:
    """What the compiled catalogue answers; it leaves out what nobody translated or checked."""
    catalogue = messages(CATALOGUE.with_suffix(".mo"))
    answers: dict[tuple[str | None, str], list[str]] = {}
    for key, answer in catalogue.items():
        message = key[0] if isinstance(key, tuple) else key
        context, _, text = message.rpartition("\x04")
        if text:
            answers.setdefault((context or None, text), []).append(answer)
    return answers


def marks(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w*\}|\*\*", text))


def test_no_message_lacks_a_spanish_one() -> None:
    answers = translated()
    asked = {(context, text) for context, text, plural in spoken_in_the_code() if not plural}
    assert len(asked) > 100
    assert not [one for one in asked if not "".join(answers.get(one, []))]


def test_messages_of_number_have_both_forms() -> None:
    answers = translated()
    firsts = {text for _, text, plural in spoken_in_the_code() if plural} & {text for _, text in answers}
    assert firsts == {
        "{count} paragraph is different.",
        "{count} person who works with you has not answered",
    }
    assert all(len(set(answers[None, text])) == 2 for text in firsts)


def test_no_spanish_message_is_left_of_words_that_are_no_longer_said() -> None:
    asked = {(context, text) for context, text, _ in spoken_in_the_code()}
    assert set(translated()) <= asked


def test_every_placeholder_and_every_mark_of_emphasis_survives() -> None:
    wrong = {
        text: answer for (_, text), given in translated().items() for answer in given if marks(text) != marks(answer)
    }
    assert not wrong


def test_the_compiled_catalogue_is_made_from_the_readable_one(tmp_path: Path) -> None:
    if shutil.which("msgfmt") is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("gettext is not installed")
    made = tmp_path / "django.mo"
    subprocess.run(["msgfmt", "--check-format", "-o", str(made), str(CATALOGUE)], check=True, capture_output=True)
    assert messages(made) == messages(CATALOGUE.with_suffix(".mo"))


def test_nothing_is_marked_as_doubtful() -> None:
    assert "fuzzy" not in CATALOGUE.read_text(encoding="utf-8")


def test_the_language_of_the_process_changes_nothing() -> None:
    plain = write(english()).text, write(spanish()).text
    for other in ("es", "de", "en-gb"):
        with translation.override(other):
            assert (write(english()).text, write(spanish()).text) == plain
    assert translation.get_language() == "en-us"


def test_a_spanish_notice_holds_no_english_sentence_of_the_template() -> None:
    with speaking("en"):
        sentences = {text for _, text, _ in spoken_in_the_code() if " " in text and "{" not in text and "*" not in text}
    text = write(spanish()).text
    assert not [one for one in sentences if one in text or one.upper() in text]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_standard_words_are_there_in_both_languages(language: str) -> None:
    words = standard("en" if language == "en" else "es")
    texts = [*words.do, *words.do_not, words.leaving, words.consequences, words.reminders, words.release]
    assert len(set(texts)) == 11
    assert all(texts)


def test_every_day_of_a_leap_year_has_its_words() -> None:
    first = date(2028, 1, 1)
    days = [first + timedelta(number) for number in range(366)]
    with speaking("es"):
        spanish_days = [day(one).text for one in days]
    with speaking("en"):
        english_days = [day(one).text for one in days]
    assert english_days == [f"{one:%A} {one.day} {one:%B} {one.year}" for one in days]
    assert len({text.split()[0] for text in spanish_days}) == 7
    assert len({text.split()[3] for text in spanish_days}) == 12
    assert spanish_days[59] == "martes 29 de febrero de 2028"
    assert spanish_days[121] == "lunes 1 de mayo de 2028"
