"""The mails of the dispute and the daily mail of a jail that surrounds them; their words stand in story.toml."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, NamedTuple

from openhold.cli.sample_case.people import (
    CUSTODIANS,
    INCIDENT_DAY,
    PEOPLE,
    Person,
    local,
    local_of,
    night_team,
    spoken,
)

EVERYBODY = "everybody"
"""In story.toml: those who got the first notice; Beth Arroway was added by the second."""


class Mail(NamedTuple):
    """One mail before it has bytes. `paper` names an attached paper; it is empty where there is none."""

    when: datetime
    sender: Person
    to: tuple[Person, ...]
    subject: str
    text: str
    paper: str


def dispute(story: dict[str, Any]) -> Iterator[Mail]:
    """Yield every mail about the dispute, by time; `story` is story.toml."""
    for told in story["mail"]:
        to: list[Person] = []
        for key in told["to"]:
            to += CUSTODIANS[:11] if key == EVERYBODY else [PEOPLE[key]]
        sender = PEOPLE[told["from"]]
        yield Mail(local_of(told["when"]), sender, tuple(to), told["subject"], told["text"], told.get("paper", ""))


def daily(story: dict[str, Any], chance: Random, count: int) -> Iterator[Mail]:
    """Yield `count` mails of daily business between 4 August 2025 and 3 March 2026, each to two to five people."""
    for _ in range(count):
        day = date(2025, 8, 4) + timedelta(days=chance.randrange(212))
        told = chance.choice(story["daily"])
        sender = PEOPLE[told["from"]]
        words = {
            "day": spoken(day),
            "monday": spoken(day + timedelta(days=7 - day.weekday())),
            "box": chance.randrange(100, 140),
            "count": chance.randrange(180, 420),
            "small": chance.randrange(2, 10),
        }
        to = tuple(chance.sample([person for person in CUSTODIANS if person != sender], chance.randrange(2, 6)))
        when = local(day.year, day.month, day.day, chance.randrange(7, 18), chance.randrange(60))
        text = f"{told['text'].format(**words)}\n\n{sender.name}"
        yield Mail(when, sender, to, told["subject"].format(**words), text, "")


def handover(day: date, chance: Random) -> Mail:
    """Return the control room's mail at the end of the night that began on `day`."""
    end = day + timedelta(days=1)
    team = night_team(day)
    text = f"Night of {spoken(day)}: {team[0].name} in charge. {chance.randrange(38, 52)} in Unit C. "
    text += "One use of force at 21:44, C-14." if day == INCIDENT_DAY else "Nothing to report."
    when = local(end.year, end.month, end.day, 5, chance.randrange(30, 59))
    return Mail(when, team[3], (PEOPLE["harriet-sund"], team[0]), f"Handover, night of {spoken(day)}", text, "")
