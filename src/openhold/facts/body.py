"""Between a fact and its canonical body bytes, in both directions, old versions included."""

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping

from openhold.facts.errors import FactError
from openhold.facts.fact import Fact
from openhold.facts.holds import HoldTask
from openhold.facts.kinds import KINDS, Ends
from openhold.facts.orders import Level
from openhold.formats.canonical import Json, dumps, loads_object
from openhold.formats.errors import FormatError

Upcaster = Callable[[dict[str, Json]], dict[str, Json]]


def _tasks_without_stewards(body: dict[str, Json]) -> dict[str, Json]:
    """Lift ``hold.proposed/1``, whose tasks were words alone."""
    said = body["tasks"]
    if not isinstance(said, list):
        raise TypeError("its tasks are no list")
    return {**body, "tasks": [{"what": one, "steward": None, "source": None, "due": None} for one in said]}


UPCASTERS: Mapping[str, tuple[str, Upcaster]] = types.MappingProxyType(
    {"hold.proposed/1": ("hold.proposed/2", _tasks_without_stewards)}
)
"""For every retired kind: the kind that follows it and the function from the old body to the new one."""


def to_body(fact: Fact) -> bytes:
    """Return the canonical body bytes of `fact`, its unknown fields included."""
    values: dict[str, object] = dict(fact.extra)
    for name, _ in _fields(type(fact)):
        value = getattr(fact, name)
        values[name] = value if isinstance(value, str | int) else _plain(value)
    return dumps(values)


def from_body(
    kind: str,
    body: bytes,
    upcasters: Mapping[str, tuple[str, Upcaster]] = UPCASTERS,
    kinds: Mapping[str, type[Fact]] = KINDS,
) -> Fact | None:
    """Return the fact that `body` states, lifted to the newest version of its kind.

    None where this program does not know the kind: such a fact stays in the log untouched.
    Raises FactError where the body is not one of its kind.
    """
    try:
        values = loads_object(body)
    except FormatError as error:
        raise FactError(f"The body of a fact of kind {kind} cannot be read: {error}") from error
    recorded = kind
    while kind in upcasters:
        kind, lift = upcasters[kind]
        try:
            values = lift(values)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            raise FactError(f"A fact of kind {recorded} cannot be read as one of kind {kind}: {error!r}.") from error
    cls = kinds.get(kind)
    if cls is None:
        return None
    known: dict[str, object] = {}
    for name, check in _fields(cls):
        if name not in values:
            raise FactError(f"A fact of kind {kind} lacks {name!r}.")
        known[name] = check(kind, name, values.pop(name))
    return cls(**known, extra=types.MappingProxyType(values))


def _plain(value: object) -> object:
    if isinstance(value, Ends):
        return dataclasses.asdict(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, HoldTask):
        return dataclasses.asdict(value)
    if isinstance(value, Level):
        return {"name": value.name, "roles": list(value.roles)}
    return dict(value) if isinstance(value, Mapping) else value


def _fields(cls: type[Fact]) -> "_Checks":
    checks = _known_fields.get(cls)
    if checks is None:
        hints = typing.get_type_hints(cls)
        checks = tuple((f.name, _CHECKS[hints[f.name]]) for f in dataclasses.fields(cls) if f.name != "extra")
        _known_fields[cls] = checks
    return checks


def _exactly(*allowed: type) -> Callable[[str, str, Json], object]:
    def check(kind: str, name: str, value: Json) -> object:
        if type(value) not in allowed:
            raise FactError(f"{name!r} of a fact of kind {kind} is not of the right type: {value!r}.")
        return value

    return check


def _texts(kind: str, name: str, value: Json) -> object:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise FactError(f"{name!r} of a fact of kind {kind} is not a list of texts.")
    return tuple(value)


def _counts(kind: str, name: str, value: Json) -> object:
    if not isinstance(value, dict) or not all(type(n) is int for n in value.values()):
        raise FactError(f"{name!r} of a fact of kind {kind} is not a list of counts.")
    return types.MappingProxyType(value)


def _ends(kind: str, name: str, value: Json) -> object:
    keys = {f.name for f in dataclasses.fields(Ends)}
    if not isinstance(value, dict) or set(value) != keys or not all(type(n) is int for n in value.values()):
        raise FactError(f"{name!r} of a fact of kind {kind} does not count the four ends.")
    return Ends(**value)  # type: ignore[arg-type]


def _tasks(kind: str, name: str, value: Json) -> object:
    keys = {f.name for f in dataclasses.fields(HoldTask)}
    if not isinstance(value, list) or not all(isinstance(one, dict) and set(one) == keys for one in value):
        raise FactError(f"{name!r} of a fact of kind {kind} is not a list of tasks.")
    told = [{key: _exactly(str, type(None))(kind, name, said) for key, said in one.items()} for one in value]  # type: ignore[union-attr]
    if any(one["what"] is None for one in told):
        raise FactError(f"{name!r} of a fact of kind {kind} holds a task without words.")
    return tuple(HoldTask(**one) for one in told)  # type: ignore[arg-type]


def _levels(kind: str, name: str, value: Json) -> object:
    if not isinstance(value, list) or not all(isinstance(one, dict) and set(one) == {"name", "roles"} for one in value):
        raise FactError(f"{name!r} of a fact of kind {kind} is not a list of levels.")
    named = _exactly(str)
    return tuple(
        Level(name=named(kind, name, one["name"]), roles=_texts(kind, name, one["roles"]))  # type: ignore[index, call-overload, arg-type]
        for one in value
    )


_CHECKS: dict[object, Callable[[str, str, Json], object]] = {
    str: _exactly(str),
    int: _exactly(int),
    str | None: _exactly(str, type(None)),
    int | None: _exactly(int, type(None)),
    tuple[str, ...]: _texts,
    Mapping[str, int]: _counts,
    Ends: _ends,
    tuple[HoldTask, ...]: _tasks,
    tuple[Level, ...]: _levels,
}

_Checks = tuple[tuple[str, Callable[[str, str, Json], object]], ...]
_known_fields: dict[type[Fact], _Checks] = {}
