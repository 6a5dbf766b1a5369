"""Bodies of facts: what is refused, what is kept though unknown, and how old versions are read."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import ClassVar, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openhold.facts.body import from_body, to_body
from openhold.facts.errors import FactError
from openhold.facts.fact import Fact
from openhold.facts.holds import HoldTask
from openhold.facts.kinds import KINDS, Ends, MatterOpened
from openhold.facts.orders import Level
from openhold.formats.canonical import dumps

from .test_fixtures import file_of

FOUR_ENDS = {"duplicate": 1, "excluded": 2, "failed": 3, "stored": 4}
TASK = {"what": "a", "steward": None, "source": None, "due": None}
CANDIDATES = {
    "null": None,
    "true": True,
    "number": 1,
    "text": "text",
    "empty list": [],
    "texts": ["a"],
    "texts and a number": ["a", 1],
    "list of null": [None],
    "empty object": {},
    "count": {"a": 1},
    "count that is true": {"a": True},
    "count as text": {"a": "1"},
    "four ends": FOUR_ENDS,
    "four ends, one true": {**FOUR_ENDS, "stored": True},
    "five ends": {**FOUR_ENDS, "lost": 5},
    "one end": {"stored": 4},
    "tasks": [TASK, {**TASK, "steward": "k-1", "source": "s-1", "due": "2026-03-06"}],
    "task without words": [{**TASK, "what": None}],
    "task with a number": [{**TASK, "due": 1}],
    "levels": [{"name": "a", "roles": ["counsel"]}, {"name": "b", "roles": []}],
    "level with a number": [{"name": "a", "roles": [1]}],
    "level without a name": [{"name": None, "roles": []}],
    "level that lacks a key": [{"name": "a"}],
    "task that lacks a key": [{"what": "a"}],
}
ALLOWED = {
    str: {"text"},
    int: {"number"},
    str | None: {"null", "text"},
    int | None: {"null", "number"},
    tuple[str, ...]: {"empty list", "texts"},
    Mapping[str, int]: {"empty object", "count", "four ends", "five ends", "one end"},
    Ends: {"four ends"},
    tuple[HoldTask, ...]: {"empty list", "tasks"},
    tuple[Level, ...]: {"empty list", "levels"},
}
"""For every type that a field may have, which of the candidates are of that type."""

FIELDS = [
    (kind, field.name, get_type_hints(cls)[field.name])
    for kind, cls in sorted(KINDS.items())
    for field in fields(cls)
    if field.name != "extra"
]
MATTER = b'{"court":null,"matter":"m-1","number":null,"title":"A v. B"}'
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


def with_field(kind: str, name: str, value: object) -> bytes:
    return dumps({**json.loads(file_of(kind).read_bytes()), name: value})


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, name, _ in FIELDS])
def test_a_body_without_one_of_its_fields_is_refused_by_name(kind, name):
    values = json.loads(file_of(kind).read_bytes())
    del values[name]
    with pytest.raises(FactError, match=f"kind {kind} lacks '{name}'"):
        from_body(kind, dumps(values))


@pytest.mark.parametrize(("kind", "name", "hint"), FIELDS)
def test_a_field_takes_its_own_type_and_no_other(kind, name, hint):
    for candidate, value in CANDIDATES.items():
        body = with_field(kind, name, value)
        if candidate in ALLOWED[hint]:
            assert to_body(from_body(kind, body)) == body
        else:
            with pytest.raises(FactError, match=repr(name)):
                from_body(kind, body)


@pytest.mark.parametrize(
    "body", [b"", b"{}x", b"[]", b'"a"', b'{"a":1.0}', MATTER + b"\n", MATTER.replace(b":", b": ")]
)
def test_a_body_that_is_not_canonical_or_no_object_is_refused(body):
    with pytest.raises(FactError, match=r"matter\.opened/1 cannot be read"):
        from_body("matter.opened/1", body)


def test_a_field_that_stands_twice_is_refused():
    with pytest.raises(FactError):
        from_body("matter.opened/1", MATTER.replace(b"}", b',"title":"C"}'))


@pytest.mark.parametrize("kind", ["matter.opened/2", "matter.closed/1", "", "no kind at all"])
def test_a_kind_that_this_program_does_not_know_is_none(kind):
    assert from_body(kind, MATTER) is None


def test_a_body_of_an_unknown_kind_must_still_be_canonical():
    with pytest.raises(FactError):
        from_body("matter.closed/1", b'{"b":1,"a":2}')


@given(st.dictionaries(st.text(), JSON, max_size=4))
def test_fields_that_a_later_program_added_are_kept_and_written_back(added):
    known = json.loads(MATTER)
    later = {name: value for name, value in added.items() if name not in known}
    body = dumps({**later, **known})
    fact = from_body("matter.opened/1", body)
    assert dict(fact.extra) == later
    assert to_body(fact) == body
    assert from_body("matter.opened/1", to_body(replace(fact, title="C v. D"))).title == "C v. D"
    assert dict(replace(fact, title="C v. D").extra) == later


def test_an_added_field_called_extra_is_kept_like_any_other():
    body = MATTER.replace(b'"matter"', b'"extra":{"extra":1},"matter"')
    fact = from_body("matter.opened/1", body)
    assert dict(fact.extra) == {"extra": {"extra": 1}}
    assert to_body(fact) == body


def test_what_was_read_cannot_be_changed():
    fact = from_body("audit.run/1", file_of("audit.run/1").read_bytes())
    with pytest.raises(AttributeError):
        fact.checked = 0
    with pytest.raises(TypeError):
        fact.codes["vault-seal-missing"] = 0
    with pytest.raises(TypeError):
        fact.extra["more"] = 1


def test_an_unknown_field_never_stands_in_for_a_known_one():
    fact = MatterOpened(matter="m-1", title="A v. B", court=None, number=None, extra=MappingProxyType({"title": "Z"}))
    assert to_body(fact) == MATTER


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorShut(Fact):
    """A made-up kind in its third version."""

    KIND: ClassVar[str] = "door.shut/3"
    SENTENCE: ClassVar[str] = "A door was shut."
    door: str
    locks: tuple[str, ...]
    by: str | None


def _second(body):
    """Version 1 called the door `name`."""
    lifted = {key: value for key, value in body.items() if key != "name"}
    return {**lifted, "door": body["name"]}


def _third(body):
    """Version 2 knew one lock at most, and not by whom."""
    lifted = {key: value for key, value in body.items() if key != "lock"}
    return {**lifted, "locks": [] if body["lock"] is None else [body["lock"]], "by": None}


CHAIN = MappingProxyType({"door.shut/1": ("door.shut/2", _second), "door.shut/2": ("door.shut/3", _third)})
DOORS = MappingProxyType({DoorShut.KIND: DoorShut})


@pytest.mark.parametrize(
    ("kind", "body", "locks", "by"),
    [
        ("door.shut/1", b'{"lock":"bolt","name":"north"}', ("bolt",), None),
        ("door.shut/1", b'{"lock":null,"name":"north"}', (), None),
        ("door.shut/2", b'{"door":"north","lock":"bolt"}', ("bolt",), None),
        ("door.shut/3", b'{"by":"p-1","door":"north","locks":["bolt","chain"]}', ("bolt", "chain"), "p-1"),
    ],
)
def test_an_old_version_is_lifted_step_by_step_to_the_newest(kind, body, locks, by):
    fact = from_body(kind, body, CHAIN, DOORS)
    assert fact == DoorShut(door="north", locks=locks, by=by)


def test_lifting_keeps_fields_that_nobody_knows():
    fact = from_body("door.shut/1", b'{"colour":"red","lock":null,"name":"north"}', CHAIN, DOORS)
    assert dict(fact.extra) == {"colour": "red"}
    assert to_body(fact) == b'{"by":null,"colour":"red","door":"north","locks":[]}'


def test_a_lifted_body_is_checked_like_any_other():
    with pytest.raises(FactError, match=r"'door' of a fact of kind door\.shut/3 is not of the right type"):
        from_body("door.shut/1", b'{"lock":null,"name":7}', CHAIN, DOORS)


@pytest.mark.parametrize("body", [b'{"name":"north"}', b'{"lock":null}', b"{}"])
def test_an_old_body_that_cannot_be_lifted_is_refused(body):
    with pytest.raises(FactError, match=r"door\.shut/1"):
        from_body("door.shut/1", body, CHAIN, DOORS)


def test_a_chain_that_ends_in_an_unknown_kind_is_none():
    assert from_body("door.shut/1", b'{"lock":null,"name":"north"}', CHAIN, MappingProxyType({})) is None
