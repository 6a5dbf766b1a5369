"""Name and change many custodians at once, from a directory of people: one transaction, one publication."""

from dataclasses import dataclass
from datetime import date

from openhold.actions.comparing import Comparison, Told
from openhold.actions.errors import UsageError
from openhold.actions.find_custodian import roster
from openhold.actions.home import Home
from openhold.actions.record import decide, publish
from openhold.actions.wording import past_day
from openhold.facts.fact import Fact
from openhold.sources.errors import DirectoryError
from openhold.sources.people.contract import Directory
from openhold.sources.people.csv_file import CsvDirectory


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would do: numbers of people, and what somebody should look at.

    `same` are people of whom nothing new was said. `broken` rows were left out, `repeated` ones say what another row
    said before. `recorded` is false for a preview, and where nothing was new.
    """

    named: int
    corrected: int
    moved: int
    left: int
    same: int
    broken: tuple[Told, ...]
    repeated: tuple[Told, ...]
    notes: tuple[str, ...]
    recorded: bool


def csv_directory(data: bytes, name: str) -> CsvDirectory:
    """Return the people in the bytes of a CSV file called `name`; raise UsageError where it is no such file."""
    try:
        return CsvDirectory(data, name)
    except DirectoryError as error:
        raise UsageError(str(error)) from error


def import_custodians(
    home: Home,
    actor: str,
    matter: str,
    directory: Directory,
    *,
    leavers: date | None = None,
    skip_broken: bool = False,
    preview: bool = False,
) -> Imported:
    """Record everybody in `directory` who is new, and what is new of the others; return what that was.

    `leavers` is the day of a whole directory: whoever has an id in it and is missing is recorded as having left then.
    With `preview` nothing is recorded. Raises BrokenRowsError where rows cannot be used and `skip_broken` is false,
    UsageError for a directory without people, RefusedError where most people would be recorded as having left.
    """
    left = None if leavers is None else past_day(home, leavers, "somebody had left")
    rows = list(directory.people())
    comparison = Comparison(lambda: home.new_id("k"))

    def decision() -> list[Fact]:
        return comparison.facts(roster(home, matter), rows, left, skip_broken=skip_broken)

    if preview:
        decision()
    else:
        decide(home, matter, actor, decision)
        publish(home, matter)
    causes = [getattr(fact, "cause", "named") for fact in comparison.made]
    return Imported(
        named=causes.count("named"),
        corrected=causes.count("corrected"),
        moved=causes.count("moved"),
        left=causes.count("left"),
        same=len(comparison.touched) + causes.count("left") - len(causes),
        broken=tuple(comparison.broken),
        repeated=tuple(comparison.repeated),
        notes=(*directory.notes, *comparison.notes()),
        recorded=bool(causes) and not preview,
    )
