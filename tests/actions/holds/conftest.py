"""A matter with three custodians and a source each, and a hold that can be taken as far as a test needs."""

import os
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from openhold.actions.holds.approve import approve_hold, issue_hold
from openhold.actions.holds.notices import Addressee, Sent
from openhold.actions.holds.propose import Plan, Words, propose_hold
from openhold.actions.holds.release import approve_release, preview_release, propose_release
from openhold.actions.home import Home
from openhold.actions.known_person import Known
from openhold.actions.name_custodian import name_custodian
from openhold.actions.name_source import name_source
from openhold.actions.open_matter import find_matter, open_matter
from openhold.actions.set_up import Instance
from openhold.projections.custodian import Custodian
from openhold.projections.matter import Matter
from openhold.projections.release import Release
from openhold.projections.source import Source

ANN, BOB = "p-ann", "p-bob"
"""Two people who act."""
WORDS = (
    Words("en", "Keep what you have", "Do not delete the logs of Unit C."),
    Words("es", "Guarde", "No borre nada."),
)
DAY = date(2026, 3, 20)


@dataclass(frozen=True)
class Case:
    """A matter with its people and places, and the deeds that most tests need."""

    home: Home
    matter: str
    custodians: tuple[Custodian, ...]
    sources: tuple[Source, ...]

    def plan(self, **changed: object) -> Plan:
        """Return a plan over the first two custodians, changed as said."""
        first, second, _ = self.custodians
        values = {"title": "Use of force", "acknowledge_by": DAY, "custodians": (first.id, second.id), **changed}
        return Plan(**values)  # type: ignore[arg-type]

    def propose(self, hold: str | None = None, **changed: object) -> str:
        """Propose a hold as Ann, or its next version, and return its id."""
        return propose_hold(self.home, ANN, self.matter, self.plan(**changed), WORDS, hold=hold).hold

    def issue(self, hold: str | None = None, **changed: object) -> str:
        """Propose as Ann, approve as Bob, issue, and return the hold's id."""
        proposed = propose_hold(self.home, ANN, self.matter, self.plan(**changed), WORDS, hold=hold)
        approve_hold(self.home, BOB, self.matter, proposed.hold, proposed.version)
        issue_hold(self.home, ANN, self.matter, proposed.hold)
        return proposed.hold

    def release(self, hold: str, what: str = "whole", which: str | None = None) -> Release:
        """Release as Ann and Bob, and return the release."""
        asked = propose_release(self.home, ANN, self.matter, hold, what=what, which=which, why="The case is over.")
        seen = preview_release(self.home, self.matter, hold, what=what, which=which)
        approve_release(self.home, BOB, self.matter, asked.id, seen.digest)
        return asked


@pytest.fixture
def case(home: Home, instance: Instance, matter: Matter, tmp_path: Path) -> Case:
    return a_case(home, matter, tmp_path / "places")


@pytest.fixture
def other(home: Home, instance: Instance, case: Case, tmp_path: Path) -> Case:
    """Another matter, with the same people under ids of its own, and places of its own."""
    opened = open_matter(home, instance.actor, title="Okoro-Lind v. County of Alder", court="caed", number="2:26-cv-9")
    return a_case(home, find_matter(home, opened.matter), tmp_path / "others")


def a_case(home: Home, matter: Matter, places: Path) -> Case:
    people = (
        Known("Paul Renwick", "renwick@alder.example", external="7"),
        Known("Lucia Marchetti", "marchetti@alder.example", language="es"),
        Known("Calvin Strand", None),
    )
    custodians = tuple(name_custodian(home, ANN, matter.id, one) for one in people)
    sources = []
    for one in custodians:
        place = places / one.name.replace(" ", "-")
        place.mkdir(parents=True)
        (place / "log.txt").write_bytes(one.name.encode())
        sources.append(name_source(home, ANN, matter.id, kind="directory", at=os.fsencode(place), custodian=one.name))
    return Case(home, matter.id, custodians, tuple(sources))


def by_folder(sending: str = "first") -> object:
    """Return a sender that writes nothing anywhere, and says that it did."""

    def send(to: Addressee) -> Sent:
        message = f"{sending} {to.custodian.id} {to.notice.version} {to.words.text} {to.notice.reminders}"
        return Sent(to.custodian.id, sending, "folder", to.custodian.email, sha256(message.encode()).hexdigest())

    return send
