"""What machines wrote: badge reader, camera server, dispatch, and the exports of two phones."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from openhold.cli.sample_case.papers import Paper
from openhold.cli.sample_case.people import INCIDENT_DAY, PEOPLE, Person, local, night_team

_DOORS = ("C-MAIN", "C-CONTROL", "MEDICAL", "SALLY-2", "KITCHEN", "LAUNDRY", "INTAKE")
_EVENING = (
    (21, 37, 52, "lucia-marchetti", "C-14"),
    (21, 40, 40, "owen-baptiste-cole", "C-12"),
    (21, 43, 11, "paul-renwick", "C-MAIN"),
    (21, 51, 3, "lucia-marchetti", "C-09"),
    (22, 8, 26, "joanna-prewitt", "C-MAIN"),
)
"""The doors of the incident; the reports and the video say the same."""


def logs(chance: Random) -> Iterator[Paper]:
    """Yield the logs of 8 to 26 September 2025 and the phone exports, in no order of time."""
    for number in range(19):
        day = date(2025, 9, 8) + timedelta(days=number)
        after = day + timedelta(days=1)
        written = local(after.year, after.month, after.day, 6, 0, 5)
        yield Paper(f"ravi-osterman/badge reader/{day}.csv", _badges(day, chance), written)
        yield Paper(f"ravi-osterman/camera server/nvr-{day}.log", _camera_server(day, chance), written)
        yield Paper(f"ravi-osterman/dispatch/cad-{day}.txt", _dispatch(day, chance), written)
    yield Paper("paul-renwick/phone AC-20977/messages.csv", _messages(_RENWICK), local(2026, 2, 18, 14, 2))
    yield Paper("calvin-strand/phone AC-20431/messages.csv", _messages(_STRAND), local(2026, 2, 19, 10, 30))


def _on(day: date, seconds: int) -> datetime:
    start = local(day.year, day.month, day.day, 18)
    return start + timedelta(seconds=seconds)


def _badges(day: date, chance: Random) -> bytes:
    team = night_team(day)
    events: list[tuple[datetime, Person, str]] = []
    for person in team:
        events.append((_on(day, -chance.randrange(60, 900)), person, "STAFF-IN"))
        events.append((_on(day, 43_200 + chance.randrange(60, 900)), person, "STAFF-OUT"))
        events += [(_on(day, chance.randrange(43_200)), person, chance.choice(_DOORS)) for _ in range(50)]
    if day == INCIDENT_DAY:
        events += [(local(2025, 9, 16, h, m, s), PEOPLE[key], door) for h, m, s, key, door in _EVENING]
    lines = ["time,reader,card,person,result"]
    for when, person, door in sorted(events):
        lines.append(f"{when:%Y-%m-%dT%H:%M:%S%z},{door},{person.card},{person.name},granted")
    return "\n".join([*lines, ""]).encode()


def _camera_server(day: date, chance: Random) -> bytes:
    lines = []
    for minute in range(0, 1440, 5):
        when = local(day.year, day.month, day.day) - timedelta(hours=9) + timedelta(minutes=minute)
        oldest = when - timedelta(days=90)
        state = f"camera={minute // 5 % 6 + 1} fps=2 dropped={chance.randrange(3)} oldest_kept={oldest:%Y-%m-%d}"
        lines.append(f"{when:%Y-%m-%d %H:%M:%S} jailnvr01 nvr[412]: {state}")
    return "\n".join([*lines, ""]).encode()


def _dispatch(day: date, chance: Random) -> bytes:
    calls = [
        (_on(day, chance.randrange(43_200)), chance.choice(("count clear", "cart in Unit C", "van back")))
        for _ in range(12)
    ]
    if day == INCIDENT_DAY:
        calls += [
            (local(2025, 9, 16, 21, 42, 6), "Marchetti asks for a sergeant at C-14; Strand answers"),
            (local(2025, 9, 16, 21, 49, 30), "Renwick: all clear, C-14"),
            (local(2025, 9, 16, 21, 58, 2), "Strand calls the nurse to C-09"),
        ]
    return "".join(f"{when:%Y-%m-%d %H:%M:%S}  {words}\n" for when, words in sorted(calls)).encode()


def _messages(rows: tuple[tuple[datetime, str, str, str], ...]) -> bytes:
    lines = ["time,from,to,text", *(f'{when.isoformat()},{a},{b},"{text}"' for when, a, b, text in rows)]
    return "\r\n".join([*lines, ""]).encode()


_RENWICK = (
    (local(2025, 12, 9, 17, 5), "Renwick", "Marchetti", "New phone, old one is gone with everything on it"),
    (local(2025, 12, 9, 17, 11), "Marchetti", "Renwick", "Also the September texts?"),
    (local(2025, 12, 9, 17, 12), "Renwick", "Marchetti", "All of it. Counsel told us not to write about this"),
    (local(2026, 1, 20, 12, 40), "Renwick", "Baptiste-Cole", "Swap Friday? I will take your Sunday"),
)
"""The phone was exchanged on 9 December: nothing older is on it."""

_STRAND = (
    (local(2025, 9, 16, 21, 55), "Strand", "Falk", "Loud night in C. Paul took somebody to the wall"),
    (local(2025, 9, 16, 22, 3), "Falk", "Strand", "Anybody hurt"),
    (local(2025, 9, 16, 22, 4), "Strand", "Falk", "Wrist. Nurse is on her way"),
    (local(2025, 9, 17, 6, 25), "Strand", "Falk", "All yours tonight? No, we have two more"),
    (local(2025, 9, 30, 13, 0), "Strand", "Orr", "Leave starts Monday"),
)
