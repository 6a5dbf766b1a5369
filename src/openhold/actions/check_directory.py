"""Hold a whole directory against the custodians who are known: who left, who moved. Nobody new is named.

Whoever calls it, a person or a clock, gets the same: a run that finds nothing new records nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from openhold.actions.comparing import Comparison
from openhold.actions.errors import RefusedError, UsageError
from openhold.actions.find_custodian import roster
from openhold.actions.home import Home
from openhold.actions.import_custodians import Imported, imported, read_directory
from openhold.actions.record import database_told
from openhold.facts.fact import Fact
from openhold.projections.custodian import Custodian
from openhold.sources.people.contract import Directory, Taken


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of one matter: what is new of its custodians, or the sentence that says why nothing was recorded."""

    matter: str
    done: Imported | None
    refused: str


def check_directory(
    home: Home, actor: str, directory: Directory, matters: Sequence[str] | None = None, *, preview: bool = False
) -> tuple[Checked, ...]:
    """Record who of the custodians is not in `directory` any more, as left today, and what it says anew of the others.

    It must be the whole directory from which the ids of those custodians come. It is read once for all `matters`;
    None are those that have a custodian with an id who has not left. With `preview` nothing is recorded. A matter
    whose custodians cannot be told apart, or are missing in such numbers that it must be another directory, is
    refused, and stops no other. Raises UsageError where the directory cannot be read to its end: nothing is recorded.
    """
    read = read_directory(directory)
    with database_told(home):
        known = Custodian.objects.exclude(external=None).filter(left=None)
        asked = sorted(set(known.values_list("matter", flat=True))) if matters is None else list(matters)
    return tuple(_matter(home, actor, matter, read, preview=preview) for matter in asked)


def _matter(home: Home, actor: str, matter: str, read: Taken, *, preview: bool) -> Checked:
    today = home.clock().date().isoformat()
    comparison = Comparison(lambda: home.new_id("k"))
    decision = partial(_decision, home, matter, read, comparison, today)
    try:
        done = imported(home, actor, matter, comparison, decision, notes=read.notes, preview=preview)
    except (UsageError, RefusedError) as error:
        return Checked(matter, None, str(error))
    return Checked(matter, done, "")


def _decision(home: Home, matter: str, read: Taken, comparison: Comparison, today: str) -> list[Fact]:
    return comparison.facts(roster(home, matter), read.rows, today, skip_broken=True, known_only=True)
