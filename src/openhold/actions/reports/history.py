"""Tell the history of one hold: every fact of it in the order of the ledger, and under which checkpoint it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from openhold.actions.disclose.contents import NOT_SELECTED, Selection
from openhold.actions.holds.find import find_hold
from openhold.actions.home import Home
from openhold.actions.name_actors import name_actors
from openhold.actions.record import database_told, publish, rows
from openhold.actions.reports.scope import noon
from openhold.facts.body import from_body
from openhold.facts.fact import Fact
from openhold.facts.kinds import KINDS, MatterOpened
from openhold.facts.tasks import TaskGiven
from openhold.formats.canonical import parse_time
from openhold.ledger import entry as entries
from openhold.ledger.row import Row
from openhold.projections.custodian import Custodian
from openhold.projections.hold import Hold
from openhold.projections.matter import Matter
from openhold.projections.source import Source


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact of the hold: its number, when and by whom (an id), its kind, and what it says.

    `fact` is None where the body is not told; then `ground` says why.
    """

    seq: int
    at: datetime
    actor: str
    kind: str
    fact: Fact | None
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The history with what is needed to check it: the log's origin and key, and the checkpoint that covers it.

    `names` are those of people and custodians, and the places of sources, by id. `root` is hex.
    """

    matter: Matter
    hold: Hold
    entries: tuple[Entry, ...]
    names: Mapping[str, str]
    origin: str
    key: str
    size: int
    root: str
    moment: datetime


def history(home: Home, matter: Matter, hold: str) -> History:
    """Return the history of the hold named `hold` under the newest checkpoint; raise UsageError where there is none."""
    found = find_hold(home, matter.id, hold)
    checkpoint = publish(home, matter.id)
    with database_told(home):
        told = tuple(one for one in _entries(matter.id, found.id) if one.seq < checkpoint.size)
        names = dict(Custodian.objects.filter(matter=matter.id).values_list("id", "name"))
        names |= {one.id: one.at or one.at_b64 or "" for one in Source.objects.filter(matter=matter.id)}
    return History(
        matter=matter,
        hold=found,
        entries=told,
        names={**names, **name_actors(home, matter.id, [one.actor for one in told])},
        origin=home.origin(matter.id),
        key=home.verifier(matter.id).text(),
        size=checkpoint.size,
        root=checkpoint.root.hex(),
        moment=noon(home),
    )


def selection(home: Home, matter: str, told: History) -> Selection:
    """Return what a disclosure of this history alone shows.

    The opening of the matter and the facts of the hold are open but for what is privileged; of everything else the
    body is withheld as not selected, and no item is given. What is privileged keeps its own ground.
    """
    own = {one.seq for one in told.entries}
    facts = {}
    with database_told(home):
        for row in rows(matter):
            if row.seq >= told.size:
                break
            kind = entries.decode(row.entry).kind
            privileged = kind in KINDS and KINDS[kind].PRIVILEGED
            if row.seq not in own and kind != MatterOpened.KIND and not privileged:
                facts[row.seq] = NOT_SELECTED
    return Selection("none", facts)


def _entries(matter: str, hold: str) -> Iterator[Entry]:
    """Yield the facts that name the hold, and those about a task that was given for it."""
    needles = {f'"hold":"{hold}"'.encode()}
    for row in rows(matter):
        # In a canonical body nothing else can hold these bytes: a quotation mark inside a text is escaped.
        if row.erased is None and any(needle in row.body for needle in needles):
            one = _entry(row)
            if isinstance(one.fact, TaskGiven):
                needles.add(f'"task":"{one.fact.task}"'.encode())
            yield one


def _entry(row: Row) -> Entry:
    entry = entries.decode(row.entry)
    kind = KINDS.get(entry.kind)
    ground = kind.GROUND if kind is not None and kind.PRIVILEGED else ""
    fact = None if ground else from_body(entry.kind, row.body)
    at = parse_time(entry.at)
    return Entry(row.seq, at, entry.actor, entry.kind, fact, ground)
