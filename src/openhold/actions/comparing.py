"""A directory of people held against the custodians that are known: who is new, what is, who is missing.

What a directory does not say stays as it is known; nothing is guessed. Who is who is the rule of `roster`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from openhold.actions.errors import RefusedError, UsageError
from openhold.actions.known_person import Known, changing, checked, language_of, naming
from openhold.actions.roster import Entry, Roster
from openhold.actions.wording import spelled
from openhold.facts.fact import Fact
from openhold.sources.people.contract import Broken, Person

_SHOWN = 20
_FEW = 5
"""So many may always be missing from a whole directory."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something about one row: where it stands in the directory, and what is to be told as a clause."""

    where: str
    what: str


class BrokenRowsError(UsageError):
    """Rows of a directory cannot be used, so nothing was recorded. `broken` are all of them."""

    def __init__(self, broken: Sequence[Told], rows: int) -> None:
        more = [f"and {len(broken) - _SHOWN:,} more"] if len(broken) > _SHOWN else []
        listed = "\n  ".join([*(f"{one.where}: {one.what}" for one in broken[:_SHOWN]), *more])
        super().__init__(
            f"{len(broken):,} of {rows:,} rows cannot be used, so nothing was recorded:\n  {listed}\n"
            "Mend them, or leave them out with --skip-broken."
        )
        self.broken = tuple(broken)


class Comparison:
    """One pass over a directory.

    `before` is what was known of custodians by their ids here, `touched` has the people of the directory by theirs,
    `made` what facts follow.
    """

    def __init__(self, new_id: Callable[[], str]) -> None:
        self.new_id = new_id
        self.roster = Roster(())
        self.before: dict[str, Known] = {}
        self.known_only = False
        self.made: list[Fact] = []
        self.touched: dict[str, Person] = {}
        self.broken: list[Told] = []
        self.repeated: list[Told] = []
        self.namesakes: list[str] = []
        self.languages: set[str] = set()
        self.no_manager: list[str] = []

    def facts(
        self,
        there: Roster,
        rows: Sequence[Person | Broken],
        left: str | None,
        *,
        skip_broken: bool,
        known_only: bool = False,
    ) -> list[Fact]:
        """Return a fact for everybody who is new, of whom something is, or who is missing while `left` is a day.

        `there` is what is known; it is changed on the way. With `known_only` nobody is new: rows about people who are
        no custodians are passed over. Raises as `import_custodians` does.
        """
        self.roster = there
        self.before = {one.custodian: one.known for one in there.entries.values()}
        self.known_only = known_only
        for row in rows:
            if not known_only or self._is_known(row):
                self._take(row)
        if self.broken and not skip_broken:
            raise BrokenRowsError(self.broken, len(rows))
        if self.broken and left:
            raise UsageError(
                f"{len(self.broken):,} rows cannot be used, so nobody can tell who is missing, and nothing was "
                "recorded. Mend them first, or import without --leavers."
            )
        if not (rows if known_only else self.touched):
            raise UsageError("There is nobody in that directory, so nothing was recorded.")
        self._set_managers()
        gone = self._gone() if left else []
        for custodian in self.touched:
            entry, before = there.entries[custodian], self.before.get(custodian)
            if before is None:
                self.made.append(naming(custodian, entry.known))
            elif entry.known != before:
                cause = "moved" if _moved(before, entry.known) else "corrected"
                day = None if entry.left is None else entry.left.isoformat()
                self.made.append(changing(custodian, entry.known, cause=cause, left=day))
        self.made += [changing(one.custodian, one.known, cause="left", left=left) for one in gone]
        return self.made

    def _is_known(self, row: Person | Broken) -> bool:
        """Whether a row may be about a custodian; one of which nothing could be read may be about anybody."""
        there = self.roster
        if isinstance(row, Broken):
            return row.external is None or bool(there.by_external(row.external))
        if row.external and there.by_external(row.external):
            return True
        if row.email:
            return bool(there.by_email(row.email))
        return not row.external and bool(row.name) and bool(there.nameless(" ".join((row.name or "").split())))

    def _gone(self) -> list[Entry]:
        """Return who left; raise RefusedError where so many are missing that the directory cannot be the whole one."""
        gone, there = self._missing(), len(self.touched)
        if len(gone) > max(_FEW, there) or (gone and self.known_only and not there):
            who = "custodians of this matter" if self.known_only else "people"
            raise RefusedError(
                f"{len(gone):,} custodians would be recorded as having left, and only {there:,} {who} are in the "
                "directory: it looks like a part of it, or like another one. Nothing was recorded."
                + ("" if self.known_only else " Import it without --leavers.")
            )
        return gone

    def _take(self, row: Person | Broken) -> None:
        """Take in one row: a new person, one who is known, one who was there before, or a broken row."""
        if isinstance(row, Broken):
            self.broken.append(Told(row.where, row.why))
            return
        try:
            said = self._checked(row)
        except UsageError as error:
            self.broken.append(Told(row.where, str(error).rstrip(".")))
            return
        same = self.roster.same(said)
        if len(same) > 1:
            who = ", ".join(one.custodian for one in same)
            self.broken.append(
                Told(row.where, f"{said.name} fits {len(same)} custodians ({who}); an id tells them apart")
            )
        elif same:
            self._again(row, said, same[0])
        else:
            if (said.external or said.email) and self.roster.nameless(said.name):
                self.namesakes.append(said.name)
            entry = Entry(self.new_id(), said)
            self.roster.put(entry)
            self.touched[entry.custodian] = row

    def _checked(self, row: Person) -> Known:
        if row.name is None:
            raise UsageError("It has no name.")
        language = language_of(row.language) if row.language else None
        if row.language and language is None:
            self.languages.add(row.language)
        return checked(
            Known(
                name=row.name,
                email=row.email,
                language=language or "en",
                title=row.title,
                place=row.place,
                external=row.external,
            )
        )

    def _again(self, row: Person, said: Known, entry: Entry) -> None:
        """Take in a row about a person who is known already, perhaps from a row before."""
        first = self.touched.get(entry.custodian)
        if first is None:
            known = entry.known
            entry.known = Known(
                name=said.name,
                email=said.email or known.email,
                # A directory that says nothing of languages must not take back what somebody chose.
                language=said.language if row.language and language_of(row.language) else known.language,
                title=said.title or known.title,
                place=said.place or known.place,
                manager=known.manager,
                external=said.external or known.external,
            )
            self.roster.put(entry)
            self.touched[entry.custodian] = row
        elif row._replace(where=first.where) == first:
            self.repeated.append(Told(row.where, f"the same as {first.where} ({said.name})"))
        else:
            self.broken.append(
                Told(row.where, f"{said.name} stands in {first.where} too, and not the same is said there")
            )

    def _set_managers(self) -> None:
        """Find everybody's manager, now that all are known: by id, by address, or by a name that only one has."""
        for custodian, row in self.touched.items():
            if not row.manager:
                continue
            entry = self.roster.entries[custodian]
            wanted = " ".join(row.manager.split())
            found = self.roster.by_external(wanted) or self.roster.by_email(wanted) or self.roster.by_name(wanted)
            if len(found) != 1:
                self.no_manager.append(row.where)
            elif found[0] is not entry:
                entry.known = replace(entry.known, manager=found[0].custodian)

    def _missing(self) -> list[Entry]:
        """Return those who were in the directory once, have not left, and are not in it now."""
        return [
            one
            for one in self.roster.entries.values()
            if one.known.external and one.left is None and one.custodian not in self.touched
        ]

    def notes(self) -> list[str]:
        """Return sentences on what somebody should look at."""
        told = []
        if self.namesakes:
            told.append(
                f"New, but of the same name as a custodian without id and address: {_some(self.namesakes)}. "
                "Look whether they are the same."
            )
        if self.languages:
            told.append(f"There are no notices in {_some(sorted(self.languages))}; English stands for it.")
        # Where only custodians are looked at, most managers are none.
        if self.no_manager and not self.known_only:
            told.append(f"Managers who are no custodians of this matter, or not one alone: {_some(self.no_manager)}.")
        returned = [one for key in self.touched if (one := self.roster.entries[key]).left is not None]
        if returned:
            who = [f"{one.known.name} ({spelled(one.left)})" for one in returned if one.left]
            told.append(f"In the directory, but recorded as leaving: {_some(who)}.")
        return told


def _moved(before: Known, now: Known) -> bool:
    """Whether the person works elsewhere or as something else; what was not known before is no move."""
    return any(old is not None and old != new for old, new in ((before.title, now.title), (before.place, now.place)))


def _some(them: Sequence[str]) -> str:
    more = f" and {len(them) - 5:,} more" if len(them) > 5 else ""
    return ", ".join(them[:5]) + more
