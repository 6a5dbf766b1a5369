"""The chain of custody of one thing: who had it when, which seal it bore, and where the record has a gap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

NAMED, SEEN, SEALED, HANDED_OVER = "named", "looked at", "sealed", "handed over"
"""What can happen to a thing."""

NOBODY, ONE_SIDE, DISPUTED = "nobody-confirmed", "one-side-confirmed", "disputed"
OTHER_HOLDER, SEAL_CHANGED, SEAL_BROKEN, SEAL_UNKNOWN = (
    "other-holder",
    "seal-changed",
    "seal-broken",
    "seal-not-looked-at",
)
CODES: Mapping[str, str] = {
    OTHER_HOLDER: "It was handed over by somebody who, by the record, did not have it.",
    DISPUTED: "A side of a hand-over says that it is not so.",
    NOBODY: "Neither side of a hand-over has confirmed it.",
    ONE_SIDE: "Only one side of a hand-over has confirmed it.",
    SEAL_CHANGED: "A seal bears a number for which no sealing was recorded.",
    SEAL_BROKEN: "A seal was found broken.",
    SEAL_UNKNOWN: "It was handed over under seal, and nobody said whether the seal was whole.",
}
"""Every kind of gap that a chain can have, by code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to the thing `at` an aware moment; `seq` is its fact.

    `by` had, looked, sealed or gave, `to` took. `seal` is the number put on or read, `before` the one taken off,
    `broken` how a seal was found; null is what nobody said. `giver` and `taker` are what the sides of
    a hand-over said last: ``confirmed``, ``disputed``, or empty.
    """

    seq: int
    kind: str
    at: datetime
    by: str
    to: str = ""
    seal: str | None = None
    before: str | None = None
    broken: bool | None = None
    giver: str = ""
    taker: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Who had it from `start` to `end`; `end` is None for whoever has it. `sure` where both sides confirmed."""

    holder: str
    start: datetime
    end: datetime | None
    sure: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """A finding: a code of `CODES`, the fact that it is about, when that happened, and a sentence for a person."""

    code: str
    seq: int
    at: datetime
    detail: str


@dataclass(frozen=True, slots=True)
class Custody:
    """The chain as a whole: spans and gaps in the order of time, and the seal that it should bear now."""

    spans: tuple[Span, ...]
    gaps: tuple[Gap, ...]
    seal: str | None


def custody(events: Sequence[Event], names: Mapping[str, str]) -> Custody:
    """Return the chain that `events`, in whichever order, make; people go by `names` where they have one."""
    chain = _Chain(names)
    for one in sorted(events, key=lambda event: (event.at, event.seq)):
        chain.add(one)
    return chain.whole()


class _Chain:
    """The chain as far as it was followed."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._spans: list[Span] = []
        self._gaps: list[Gap] = []
        self._seal: str | None = None

    def add(self, one: Event) -> None:
        """Follow it by one event."""
        if one.kind == NAMED:
            self._has(one, one.by, one.by, sure=True)
            self._put_on(one)
        elif one.kind == HANDED_OVER:
            self._has(one, one.by, one.to, sure=(one.giver, one.taker) == ("confirmed", "confirmed"))
            self._confirmed(one)
            self._read(one)
        elif one.kind == SEALED:
            self._broken(one)
            if one.before != self._seal:
                taken, known = _seal(one.before), _seal(self._seal)
                self._gap(SEAL_CHANGED, one, f"{taken} was taken off, but by the record it bore {known}")
            self._seal = one.seal
        else:
            self._read(one)

    def whole(self) -> Custody:
        """Return the chain."""
        return Custody(tuple(self._spans), tuple(self._gaps), self._seal)

    def _has(self, one: Event, giver: str, taker: str, *, sure: bool) -> None:
        last = self._spans[-1] if self._spans else None
        if last is not None:
            if last.holder != giver:
                does = "is said to have it" if one.kind == NAMED else "handed it over"
                had = self._name(last.holder)
                self._gap(OTHER_HOLDER, one, f"{self._name(giver)} {does}, but by the record {had} had it")
            self._spans[-1] = Span(last.holder, last.start, one.at, last.sure)
        self._spans.append(Span(taker, one.at, None, sure))

    def _confirmed(self, one: Event) -> None:
        sides = ((one.by, one.giver), (one.to, one.taker))
        both = f"the hand-over from {self._name(one.by)} to {self._name(one.to)}"
        denied = [self._name(who) for who, said in sides if said == "disputed"]
        silent = [self._name(who) for who, said in sides if not said]
        if denied:
            say = "say" if len(denied) > 1 else "says"
            self._gap(DISPUTED, one, f"{' and '.join(denied)} {say} that {both} is not so")
        elif len(silent) == 2:
            self._gap(NOBODY, one, f"{both}: neither has confirmed it")
        elif silent:
            self._gap(ONE_SIDE, one, f"{both}: {silent[0]} has not confirmed it")

    def _read(self, one: Event) -> None:
        """Hold the seal as it was found against the one that it should bear."""
        if one.seal is not None and one.seal != self._seal:
            known = f"by the record it bore {_seal(self._seal)}, and no fact says that it was sealed anew"
            self._gap(SEAL_CHANGED, one, f"{_seal(one.seal)} was read, but {known}")
            self._seal = one.seal
        self._broken(one)
        if one.kind == HANDED_OVER and self._seal is not None and one.broken is None:
            self._gap(SEAL_UNKNOWN, one, f"it went under {_seal(self._seal)}, and nobody said whether that was whole")

    def _put_on(self, one: Event) -> None:
        if one.seal is not None and self._seal is not None and one.seal != self._seal:
            self._gap(SEAL_CHANGED, one, f"it is said to bear {_seal(one.seal)}, but by the record {_seal(self._seal)}")
        self._seal = one.seal or self._seal

    def _broken(self, one: Event) -> None:
        if one.broken:
            number = one.before if one.kind == SEALED else one.seal or self._seal
            which = "its seal" if number is None else f"seal {number}"
            self._gap(SEAL_BROKEN, one, f"{which} was found broken by {self._name(one.by)}")

    def _gap(self, code: str, one: Event, detail: str) -> None:
        utc = one.at.astimezone(UTC)
        day = f"{utc:%a} {utc.day} {utc:%B} {utc.year}, {utc:%H:%M} UTC"
        self._gaps.append(Gap(code, one.seq, one.at, f"{day}: {detail}."))

    def _name(self, who: str) -> str:
        return self._names.get(who, who)


def _seal(number: str | None) -> str:
    return "no seal" if number is None else f"seal {number}"
