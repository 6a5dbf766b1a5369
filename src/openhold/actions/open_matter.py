"""Open a matter, and find one again by what a person types."""

from collections.abc import Sequence
from dataclasses import dataclass

from openhold.actions.errors import UsageError
from openhold.actions.home import Home
from openhold.actions.name_party import side_fact
from openhold.actions.record import check_fits, database_told, publish, record
from openhold.actions.roles import COUNSEL
from openhold.court.courts import title_of
from openhold.facts.fact import Fact
from openhold.facts.kinds import MatterOpened
from openhold.facts.members import MemberAdded
from openhold.projections.matter import Matter
from openhold.projections.person import Person

_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Opened:
    """A matter just opened: its id and the verifier key line to write down."""

    matter: str
    key: str


def open_matter(
    home: Home,
    actor: str,
    *,
    title: str,
    court: str | None,
    number: str | None,
    side: str | None = None,
    known: Sequence[Fact] = (),
) -> Opened:
    """Open a matter with a ledger of its own and sign its first checkpoint, over its opening and what is `known` of it.

    `side` says on whose side we stand. Whoever signs in and opens a matter is its first member, as counsel.

    Raises UsageError when the title is empty, a text is too long or not UTF-8, or `side` is none.
    """
    title = title.strip()
    if not title:
        raise UsageError("A matter needs a title: openhold matter open --title 'Smith v. Jones'.")
    for name, text in (("title", title), ("court", court or ""), ("number", number or "")):
        if len(text) > _LONGEST or (not text.isascii() and any("\ud800" <= sign <= "\udfff" for sign in text)):
            raise UsageError(f"That cannot be a matter's {name}: it is longer than {_LONGEST} signs or not UTF-8.")
    ours = [] if side is None else [side_fact(side)]
    matter = home.new_id("m")
    key = home.verifier(matter)
    home.vault.add_ledger(matter, key)
    opened = MatterOpened(matter=matter, title=title, court=court or None, number=number or None)
    with database_told(home):
        signed_in = Person.objects.filter(id=actor).exclude(email="").exists()
    first = [MemberAdded(person=actor, role=COUNSEL)] if signed_in else []
    record(home, matter, actor, opened, *first, *ours, *known)
    publish(home, matter)
    return Opened(matter, key.text())


def court_name(matter: Matter) -> str | None:
    """Return the court as papers name it, None where nobody said it."""
    return None if matter.court is None else title_of(matter.court)


def matter_by_id(home: Home, matter: str) -> Matter:
    """Return the matter of this very id; raise UsageError where there is none."""
    with database_told(home):
        found = Matter.objects.filter(id=matter).first()
    if found is None:
        raise UsageError(f"There is no matter {matter!r}.")
    check_fits(home, found.id)
    return found


def find_matter(home: Home, wanted: str) -> Matter:
    """Return the matter whose id is `wanted`, or the one whose number or title has it as a part.

    Raises UsageError where there is none or more than one, naming the candidates.
    """
    with database_told(home):
        matters = list(Matter.objects.order_by("opened_at", "id"))
    found = [m for m in matters if m.id == wanted]
    if not found and wanted.strip():
        part = wanted.strip().casefold()
        found = [m for m in matters if part in m.title.casefold() or part in (m.number or "").casefold()]
    if len(found) == 1:
        check_fits(home, found[0].id)
        return found[0]
    if not matters:
        raise UsageError(f"There is no matter {wanted!r}, nor any other yet. Open one with `openhold matter open`.")
    candidates = "; ".join(f"{m.id} ({m.title})" for m in found or matters)
    if found:
        raise UsageError(f"{wanted!r} fits {len(found)} matters. Say which one: {candidates}.")
    raise UsageError(f"There is no matter {wanted!r}. There are: {candidates}.")
