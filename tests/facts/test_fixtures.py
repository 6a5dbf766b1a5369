"""One body of every kind and version, kept for ever: what was once recorded stays readable."""

import dataclasses
import json
from pathlib import Path

import pytest

from openhold.facts.body import UPCASTERS, from_body, to_body
from openhold.facts.errors import FactError
from openhold.facts.holds import HoldTask
from openhold.facts.kinds import KINDS, Ends
from openhold.formats.canonical import loads_object

FIXTURES = Path(__file__).parent / "fixtures"
EVER = sorted({*KINDS, *UPCASTERS})
"""Every kind that a log may hold: those written today and those that are only read."""


def file_of(kind: str) -> Path:
    return FIXTURES / f"{kind.replace('/', '@')}.json"


def test_every_kind_has_its_fixture_and_every_fixture_its_kind():
    assert sorted(file.name for file in FIXTURES.iterdir()) == sorted(file_of(kind).name for kind in EVER)


@pytest.mark.parametrize("kind", EVER)
def test_a_fixture_holds_canonical_bytes(kind):
    assert loads_object(file_of(kind).read_bytes())


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_fixture_reads_and_writes_back_the_same_bytes(kind):
    body = file_of(kind).read_bytes()
    fact = from_body(kind, body)
    assert type(fact) is KINDS[kind]
    assert to_body(fact) == body


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_field_of_a_fixture_arrives_under_its_name(kind):
    values = json.loads(file_of(kind).read_bytes())
    fact = from_body(kind, file_of(kind).read_bytes())
    assert dict(fact.extra) == {}
    assert {field.name for field in dataclasses.fields(fact)} == {*values, "extra"}
    for name, value in values.items():
        found = getattr(fact, name)
        if isinstance(found, Ends):
            assert dataclasses.asdict(found) == value
        elif name in ("tasks", "levels"):
            assert json.loads(json.dumps([dataclasses.asdict(one) for one in found])) == value
        elif isinstance(value, dict):
            assert dict(found) == value
        else:
            assert found == (tuple(value) if isinstance(value, list) else value)


@pytest.mark.parametrize("kind", EVER)
def test_every_fixture_reads_as_a_kind_of_today(kind):
    fact = from_body(kind, file_of(kind).read_bytes())
    assert KINDS[fact.KIND] is type(fact)
    assert from_body(fact.KIND, to_body(fact)) == fact


def test_tasks_that_were_words_alone_are_given_to_nobody():
    fact = from_body("hold.proposed/1", file_of("hold.proposed/1").read_bytes())
    assert fact.tasks == (HoldTask(what="Suspend rule CHAT-90", steward=None, source=None, due=None),)
    body = file_of("hold.proposed/1").read_bytes().replace(b'["Suspend rule CHAT-90"]', b'"Suspend rule CHAT-90"')
    with pytest.raises(FactError, match=r"cannot be read as one of kind hold\.proposed/2"):
        from_body("hold.proposed/1", body)
