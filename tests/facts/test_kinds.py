"""The closed list of kinds: names, sentences, retired ones, and the page of the docs that lists them."""

import dataclasses
import pkgutil
import re
from importlib import import_module
from pathlib import Path

import pytest

import openhold.facts
from openhold.facts.body import UPCASTERS
from openhold.facts.fact import Fact
from openhold.facts.kinds import KINDS

PUBLISHED = re.compile(r"[a-z][a-z0-9_-]*(\.[a-z0-9_-]+)+/[1-9][0-9]*")
"""What `docs/formats.md` says about the name of a kind."""
PAGE = Path(__file__).parents[2] / "docs" / "facts.md"


def all_facts() -> list[type[Fact]]:
    names = [f"openhold.facts.{module.name}" for module in pkgutil.iter_modules(openhold.facts.__path__)]
    return [
        cls
        for name in names
        for cls in vars(import_module(name)).values()
        if isinstance(cls, type) and issubclass(cls, Fact) and cls is not Fact and cls.__module__ == name
    ]


def test_every_fact_of_the_room_is_in_the_list_under_its_own_name():
    assert {cls.KIND: cls for cls in all_facts()} == dict(KINDS)
    assert len(all_facts()) == len(KINDS)


def test_the_list_is_closed():
    with pytest.raises(TypeError):
        KINDS["matter.closed/1"] = Fact


@pytest.mark.parametrize("kind", sorted({*KINDS, *UPCASTERS, *(after for after, _ in UPCASTERS.values())}))
def test_the_name_of_a_kind_has_the_published_form(kind):
    assert PUBLISHED.fullmatch(kind)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_kind_has_one_sentence_of_its_own(kind):
    sentence = KINDS[kind].SENTENCE
    assert re.fullmatch(r"[A-Z][^.|\n]{15,150}\.", sentence)
    assert [other for other, cls in KINDS.items() if sentence == cls.SENTENCE] == [kind]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_kind_is_frozen_slotted_and_named_by_field(kind):
    cls = KINDS[kind]
    assert cls.__dataclass_params__.frozen
    assert "__slots__" in vars(cls)
    assert all(field.kw_only for field in dataclasses.fields(cls))


def test_only_the_newest_version_of_a_kind_is_written():
    names = [kind.rpartition("/")[0] for kind in KINDS]
    assert len(names) == len(set(names))


def test_a_retired_kind_is_not_written_and_leads_to_one_that_is():
    assert not UPCASTERS.keys() & KINDS.keys()
    for kind in UPCASTERS:
        seen = [kind]
        while seen[-1] in UPCASTERS:
            seen.append(UPCASTERS[seen[-1]][0])
            assert len(seen) == len(set(seen)), "the chain runs in a circle"
        assert seen[-1] in KINDS


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the table under a heading of the page, without its two head lines."""
    part = PAGE.read_text(encoding="utf-8").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_the_docs_list_every_kind_with_its_sentence_and_its_fields():
    assert rows("Kinds that are written") == [
        [
            f"`{kind}`",
            cls.SENTENCE,
            ", ".join(f"`{field.name}`" for field in dataclasses.fields(cls) if field.name != "extra"),
        ]
        for kind, cls in KINDS.items()
    ]


def test_the_docs_list_every_retired_kind():
    assert rows("Kinds that are only read") == [[f"`{kind}`", f"`{after}`"] for kind, (after, _) in UPCASTERS.items()]
