"""Say who is in a matter: on whose side we stand, its parties, their counsel; from papers and by hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from openhold.actions.errors import UsageError
from openhold.actions.home import Home
from openhold.actions.record import database_told, decide, publish
from openhold.actions.wording import words, words_or_none
from openhold.facts.fact import Fact
from openhold.facts.parties import SIDES, CounselNamed, NamingWithdrawn, PartyNamed, SideSaid
from openhold.projections.paper import PaperValue
from openhold.projections.party import Party, Side

CHOICES = SIDES
"""What can be said of a side, for the doors to offer."""
_LISTS = {"plaintiffs": "plaintiffs[", "defendants": "defendants["}
"""How the fields of a paper begin that name the parties of a side."""


@dataclass(frozen=True, slots=True)
class Named:
    """A party of one side: its name, the values of papers that say so, and what a person named (None: nobody did)."""

    name: str
    papers: tuple[PaperValue, ...]
    by_hand: Party | None


@dataclass(frozen=True, slots=True)
class Parties:
    """Who is in a matter. `ours` is one of `SIDES`, None where nobody said it; `of` has the parties of each side."""

    ours: str | None
    of: dict[str, tuple[Named, ...]]
    counsel: tuple[Party, ...]


def side_fact(side: str) -> SideSaid:
    """Return the fact that we stand on `side`; raise UsageError where that is none."""
    return SideSaid(side=_side(side))


def say_side(home: Home, actor: str, matter: str, side: str) -> None:
    """Record on whose side we stand; the same again records nothing. Raises UsageError where that is no side."""
    fact = side_fact(side)

    def decision() -> list[Fact]:
        now = Side.objects.filter(matter=matter).first()
        return [] if now is not None and now.side == side else [fact]

    decide(home, matter, actor, decision)
    publish(home, matter)


def name_party(home: Home, actor: str, matter: str, *, name: str, side: str, party: str | None = None) -> Party:
    """Record a party and return it; `party` is the id of one that is stated anew.

    Raises UsageError where the name is empty or no text, the side is none, or no such party was named.
    """
    fact = PartyNamed(party=party or home.new_id("x"), name=words(name, "who the party is"), side=_side(side))
    return _record(home, actor, matter, fact, fact.party, anew=party is not None, is_counsel=False)


def name_counsel(
    home: Home, actor: str, matter: str, *, name: str, firm: str | None, side: str, counsel: str | None = None
) -> Party:
    """Record counsel and return it; `counsel` is the id of one that is stated anew. Errors as in `name_party`."""
    fact = CounselNamed(
        counsel=counsel or home.new_id("x"),
        name=words(name, "who counsel is"),
        firm=words_or_none(firm, "the firm"),
        side=_side(side),
    )
    return _record(home, actor, matter, fact, fact.counsel, anew=counsel is not None, is_counsel=True)


def withdraw_naming(home: Home, actor: str, matter: str, which: str, *, why: str) -> None:
    """Record that a party or counsel (an id) that a person named is none; raise UsageError where there is none."""
    fact = NamingWithdrawn(which=which, why=words(why, "why it is withdrawn"))

    def decision() -> list[Fact]:
        _there(matter, which)
        return [fact]

    decide(home, matter, actor, decision)
    publish(home, matter)


def parties(home: Home, matter: str) -> Parties:
    """Return who is in a matter: first what papers say, in their order, then what people named."""
    with database_told(home):
        ours = Side.objects.filter(matter=matter).values_list("side", flat=True).first()
        values = list(PaperValue.objects.filter(matter=matter).exclude(value=None).order_by("seq"))
        named = list(Party.objects.filter(matter=matter, withdrawn=None).order_by("name", "id"))
    return Parties(
        ours=ours,
        of={side: _of_side(side, values, [one for one in named if not one.is_counsel]) for side in SIDES},
        counsel=tuple(one for one in named if one.is_counsel),
    )


def _of_side(side: str, values: Sequence[PaperValue], named: Sequence[Party]) -> tuple[Named, ...]:
    start = _LISTS.get(side)
    papers: dict[str, list[PaperValue]] = {}
    for one in values:
        if start is not None and one.field.startswith(start) and one.value is not None:
            papers.setdefault(one.value.casefold(), []).append(one)
    by_hand = {one.name.casefold(): one for one in named if one.side == side}
    read = [Named(str(them[0].value), tuple(them), by_hand.pop(key, None)) for key, them in papers.items()]
    return (*read, *(Named(one.name, (), one) for one in by_hand.values()))


def _record(home: Home, actor: str, matter: str, fact: Fact, which: str, *, anew: bool, is_counsel: bool) -> Party:
    def decision() -> list[Fact]:
        if anew and _there(matter, which).is_counsel != is_counsel:
            raise UsageError(f"{which} is {'a party' if is_counsel else 'counsel'}; name it as such.")
        return [fact]

    decide(home, matter, actor, decision)
    publish(home, matter)
    with database_told(home):
        return Party.objects.get(matter=matter, id=which)


def _there(matter: str, which: str) -> Party:
    found = Party.objects.filter(matter=matter, id=which, withdrawn=None).first()
    if found is None:
        raise UsageError(f"Nobody of this matter was named as {which!r}. Load the page again and choose from it.")
    return found


def _side(side: str) -> str:
    if side not in SIDES:
        raise UsageError(f"{side!r} is no side of a matter. There is: {', '.join(SIDES)}.")
    return side
