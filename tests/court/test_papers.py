"""Whole papers, made up after real ones of their kinds, each with its truth; docs/accuracy.md says how they came about.

`papers/NAME.json` has the keys of `read --json` that the paper leaves no doubt about, and of each row only the keys
that are sure. `a|b` are two ways to say the same; `may_have` names rows that may stand there or not; `given` is what
the caller says.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from openhold.court.read import read
from openhold.court.said import Given
from openhold.extract.text import plain

PAPERS = Path(__file__).parent / "papers"
FREE = re.compile(r"\b(?:a|an|the|his|her|its|their|for|to|of|on|in|and|or)\b|'s\b|\u2019s\b|\([^)]*\)|[^a-z0-9 ]")
"""What free words (which motion, what falls due) may have or not."""
AS_PRINTED = ("case_numbers", "judge_initials", "plaintiffs", "defendants", "status", "ecf_refs")
Json = dict[str, Any]


def folded(value: object) -> object:
    """Return words without the case of letters and the shape of signs, any other value as it is."""
    return " ".join(value.casefold().replace("\u2019", "'").split()) if isinstance(value, str) else value


def free(value: object) -> str:
    """Return free words without articles, prepositions and owners."""
    return " ".join(FREE.sub(" ", str(value or "").casefold()).split())


def same(key: str, true: object, said: object) -> bool:
    """Return whether what was said is what is true, in any of the ways that `true` offers."""
    if not isinstance(true, str):
        return true == said
    fold = free if key in ("what", "motion") else folded
    return any(fold(one) == fold(said) for one in true.split("|"))


def fits(true: Json, said: Json) -> bool:
    """Return whether a row has all that its truth names."""
    return all(same(key, value, said.get(key)) for key, value in true.items())


def rows(name: str, true: Iterable[Json], said: Iterable[Json], may: Iterable[str] = ()) -> list[str]:
    """Return how the rows of a list differ from the true ones, in whatever order they stand."""
    left, differ = list(said), []
    for one in true:
        match = next((row for row in left if fits(one, row)), None)
        if match is None:
            differ.append(f"{name}: missing {one}")
        else:
            left.remove(match)
    differ += [
        f"{name}: not true {row}"
        for row in left
        if not any(free(word) in (free(row.get("motion") or row.get("what")), free(row.get("at"))) for word in may)
    ]
    return differ


def differences(true: Json, said: Json) -> list[str]:  # noqa: C901 -- one branch for each shape that a truth has
    """Return every difference between a paper's truth and what was read."""
    differ: list[str] = []
    may = true.get("may_have", {})
    for key, value in true.items():
        if key in ("given", "may_have"):
            continue
        if key in ("periods", "events", "vacated", "outcomes", "parties"):
            differ += rows(key, value, said[key], may.get(key, ()))
        elif key == "dates":
            pairs = [{"what": what, "at": at} for what, at in value.items()]
            differ += rows(key, pairs, [{"what": what, "at": at} for what, at in said[key].items()])
        elif key == "citations":
            for kind, cited in value.items():
                differ += rows(kind, cited, said[key][kind])
        elif key == "warnings":
            codes = {row["code"] for row in said[key]}
            differ += [f"warnings: missing {row['code']}" for row in value if row["code"] not in codes]
        elif isinstance(value, dict):
            differ += whole(key, value, said[key] or {})
        elif key in AS_PRINTED:
            left = [one for one in said[key] if one not in may.get(key, ())]
            if sorted(map(str, map(folded, value))) != sorted(map(str, map(folded, left))):
                differ.append(f"{key}: true {value}, said {said[key]}")
        elif not same(key, value, said[key]):
            differ.append(f"{key}: true {value!r}, said {said[key]!r}")
    return differ


def whole(key: str, true: Json, said: Json) -> list[str]:
    """Return how one object differs from the true one, on the keys that its truth names."""
    differ = []
    for name, value in true.items():
        one = said.get(name)
        if isinstance(value, list):
            if sorted(map(free, value)) != sorted(map(free, one or [])):
                differ.append(f"{key}.{name}: true {value}, said {one}")
        elif not same(name, value, one):
            differ.append(f"{key}.{name}: true {value!r}, said {one!r}")
    return differ


NOT_YET: dict[str, str] = {}
"""What is not read yet, by paper: when it is, the test says so."""
NAMES = [
    pytest.param(name, marks=[pytest.mark.xfail(strict=True, reason=NOT_YET[name])] if name in NOT_YET else [])
    for name in sorted(path.stem for path in PAPERS.glob("*.json"))
]


@pytest.mark.parametrize("name", NAMES)
def test_a_whole_paper(name: str) -> None:
    """All that its truth names, every difference shown at once."""
    true = json.loads((PAPERS / f"{name}.json").read_text(encoding="utf-8"))
    text = plain((PAPERS / f"{name}.txt").read_text(encoding="utf-8"))
    differ = differences(true, read(text, Given(**true.get("given", {}))))
    assert not differ, "\n" + "\n".join(differ)


@pytest.mark.parametrize("name", sorted(path.stem for path in PAPERS.glob("*.json")))
def test_quotes_are_the_words_of_the_paper(name: str) -> None:
    """Whatever is said of a paper, its quote stands where it says."""
    text = (PAPERS / f"{name}.txt").read_text(encoding="utf-8")
    found = read(plain(text), Given())["found"]
    assert found
    for one in found:
        assert text[one["start"] : one["end"]] == one["quote"]


def test_differences_are_seen() -> None:
    """The comparison itself: a value that is missing, one too many, and another."""
    true = {"court": "caed", "ecf_refs": [1], "dates": {"reply": "2020-01-02"}, "may_have": {"outcomes": ["dismissal"]}}
    said = {"court": None, "ecf_refs": [1, 2], "dates": {"reply": "2020-01-03"}, "outcomes": []}
    assert len(differences(true, said)) == 4
    assert not differences({"court": "caed|cacd"}, {"court": "cacd"})
    may = {"outcomes": [], "may_have": {"outcomes": ["dismissal"]}}
    assert not differences(may, {"outcomes": [{"motion": "dismissal"}]})
    assert differences(may, {"outcomes": [{"motion": "remand"}]})
