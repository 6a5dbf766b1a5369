"""Who is who among the custodians of a matter: the one rule by which two descriptions are the same person."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from openhold.actions.errors import UsageError
from openhold.actions.known_person import Known


@dataclass(slots=True)
class Entry:
    """A custodian in the roster: what is known, and the last day of somebody who leaves."""

    custodian: str
    known: Known
    left: date | None = None


class Roster:
    """The custodians of one matter, to be searched.

    Two descriptions are the same person where they have the same id in the directory; else, unless both have one, the
    same e-mail address without regard to case; else, where neither has an id nor an address, the same name.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries: dict[str, Entry] = {}
        self._by_external: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
        self._by_email: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
        self._by_name: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
        for entry in entries:
            self.put(entry)

    def put(self, entry: Entry) -> None:
        """Take in a custodian, or find one under what is newly known of them too."""
        self.entries[entry.custodian] = entry
        known = entry.known
        for index, key in (
            (self._by_external, known.external),
            (self._by_email, known.email and known.email.casefold()),
            (self._by_name, known.name.casefold()),
        ):
            if key:
                index[key][entry.custodian] = entry

    def same(self, known: Known) -> list[Entry]:
        """Return the custodians who are the person that `known` describes; more than one where that is not sure."""
        if known.external:
            found = self.by_external(known.external)
            if found:
                return found
        if known.email:
            return [one for one in self.by_email(known.email) if not (known.external and one.known.external)]
        if known.external:
            return []
        return self.nameless(known.name)

    def by_external(self, external: str) -> list[Entry]:
        """Return those with this id in the directory."""
        return [one for one in self._by_external.get(external, {}).values() if one.known.external == external]

    def by_email(self, email: str) -> list[Entry]:
        """Return those with this address, without regard to case."""
        folded = email.casefold()
        found = self._by_email.get(folded, {}).values()
        return [one for one in found if (one.known.email or "").casefold() == folded]

    def by_name(self, name: str) -> list[Entry]:
        """Return those with this name, without regard to case."""
        folded = name.casefold()
        return [one for one in self._by_name.get(folded, {}).values() if one.known.name.casefold() == folded]

    def nameless(self, name: str) -> list[Entry]:
        """Return those with this name of whom nothing else tells who they are."""
        return [one for one in self.by_name(name) if not one.known.external and not one.known.email]

    def check_manager(self, custodian: str, manager: str | None) -> None:
        """Raise UsageError unless `manager` is None or the id of a custodian other than `custodian`."""
        if manager is not None and (manager not in self.entries or manager == custodian):
            raise UsageError(f"The manager {manager!r} is no other custodian of this matter. Name them first.")
