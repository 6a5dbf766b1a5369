"""The papers of the dispute: reports, policies, tables, notes and pictures, each as bytes with its day."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, NamedTuple

from openhold.cli.sample_case.drawing import Canvas
from openhold.cli.sample_case.office import document, sheet
from openhold.cli.sample_case.people import CUSTODIANS, INCIDENT_DAY, PEOPLE, local, local_of, night_team, spoken


class Paper(NamedTuple):
    """A file of somebody's folder: its path below the sample folder, its bytes, and when it was last changed."""

    path: str
    data: bytes
    when: datetime


_REPORTED = local(2025, 9, 16, 23, 48)
_GRIEVED = local(2025, 9, 22, 9, 40)
_LISTED = local(2025, 10, 17, 8, 5)

ATTACHED = {
    "incident report": Paper(
        "Incident report C-14.docx",
        document(
            "Incident report, Unit C, 16 September 2025",
            (
                "Written by: Deputy Lucia Marchetti. Others there: Sgt. Paul Renwick, Deputy Owen Baptiste-Cole.",
                "19:22 texted Sgt. Renwick re: cell move. He answered: tonight.",
                "21:38 door C-14 opened. Ms. Quintrell was told to move to C-09. She spoke of a lower-bunk order.",
                "21:42 called the control room for a sergeant. Deputy Strand answered.",
                "21:44 she held on to the door frame. Sgt. Renwick took her left wrist and brought her to the wall.",
                "21:49 all clear. 22:10 seen by Joanna Prewitt RN.",
                "No body-worn camera of Sgt. Renwick was on. Mine was on from 21:43.",
            ),
            _REPORTED,
        ),
        _REPORTED,
    ),
    "grievance": Paper(
        "Grievance 25-0913.docx",
        document(
            "Inmate grievance 25-0913",
            (
                "Name: Marisol Quintrell. Housing: C-09. Date: 20 September 2025. Received: 22 September 2025.",
                "On Tuesday evening I was told to move to an upper bunk. I said that the doctor forbade it.",
                "Sgt. Renwick bent my wrist against the door after I had put my hands out. Deputy Marchetti saw it.",
                "Please keep the video of the corridor. I ask that the lower-bunk order is followed.",
            ),
            _GRIEVED,
        ),
        _GRIEVED,
    ),
    "retention list": Paper(
        "How long records are kept.xlsx",
        sheet(
            "Retention",
            (
                ("Record", "Kept for (days)", "Records of 16 September 2025 go on"),
                ("Radio audio", 30, "16 October 2025"),
                ("Jail video, 6 cameras", 90, "15 December 2025"),
                ("Chat channel C-Housing", 90, "15 December 2025"),
                ("Mail", 180, "15 March 2026"),
                ("Body-worn cameras", 365, "16 September 2026"),
                ("Badge reader", 730, "16 September 2027"),
            ),
            _LISTED,
        ),
        _LISTED,
    ),
}
"""The papers that travel by mail, by the name that `Mail.paper` uses; here the path is the file's bare name."""

_EVENING = [
    "21:05 ROUND, ALL IN",
    "21:38 C-14 OPENED, MOVE",
    "21:44 FORCE, SGT RENWICK",
    "21:49 ALL CLEAR",
    "22:10 NURSE AT C-09",
    "22:40 ROUND, ALL IN",
]
"""What the log book says of the incident; the reports, the badge reader and the video say the same."""


def papers(story: dict[str, Any], chance: Random) -> Iterator[Paper]:
    """Yield the documents, tables and pictures of the custodians' folders; `story` is story.toml."""
    for told in story["memo"]:
        author, when = PEOPLE[told["author"]], local_of(told["when"])
        holder = author if author in CUSTODIANS else PEOPLE["ravi-osterman"]
        lines = (f"{author.name}, {author.role}, {spoken(when)} {when.year}", told["text"])
        data = document(told["title"], lines, when)
        yield Paper(f"{holder.key}/documents/{told['title']}.docx", data, when)
    yield from _rosters(chance)
    yield from _log_book_pages(chance)
    yield from _photographs()
    yield _devices()


_ROSTER_HEAD = ("Night of", "Sergeant", "Unit C", "Unit C", "Control room", "Nurse", "In custody")


def _rosters(chance: Random) -> Iterator[Paper]:
    for week in range(26):
        monday = date(2025, 9, 1) + timedelta(weeks=week)
        rows: list[tuple[str | int, ...]] = [
            ("Night of", "Sergeant", "Unit C", "Unit C", "Control room", "Nurse", "In custody")
        ]
        for number in range(7):
            day = monday + timedelta(days=number)
            rows.append(
                (
                    f"{day:%a} {spoken(day)} {day.year}",
                    *(person.name for person in night_team(day)),
                    chance.randrange(38, 52),
                )
            )
        before = monday - timedelta(days=4)
        when = local(before.year, before.month, before.day, 11, chance.randrange(60))
        yield Paper(f"harriet-sund/rosters/Nights from {monday}.xlsx", sheet("Nights", rows, when), when)


def _log_book_pages(chance: Random) -> Iterator[Paper]:
    for number in range(14):
        day = date(2025, 9, 10) + timedelta(days=number)
        page = Canvas(300, 400, 236)
        page.write(16, 14, f"UNIT C LOG {day}", 30, 3)
        lines = [f"{hour:02}:{chance.randrange(60):02} ROUND, ALL IN" for hour in (18, 19, 20, 21, 22, 23)]
        if day == INCIDENT_DAY:
            lines[3:5] = _EVENING
        for row, line in enumerate(lines):
            page.write(16, 50 + 24 * row, line, 40 + chance.randrange(40))
            page.box(12, 66 + 24 * row, 276, 1, 190)
        when = local(2025, 11, 3, 10, number)
        yield Paper(f"winifred-paz/log books/box 115/{day}.png", page.png(), when)


def _photographs() -> Iterator[Paper]:
    views = (
        ("door C-14, outside", 60, 40), ("door C-14, frame", 120, 20), ("door card C-14", 90, 150),
        ("corridor to C-09", 40, 60), ("bunk C-09, upper", 150, 90), ("splint, left wrist", 110, 110),
    )  # fmt: skip
    for number, (view, left, top) in enumerate(views):
        picture = Canvas(320, 240, 170)
        picture.box(left, top, 110, 120, 80)
        picture.box(left + 12, top + 12, 40, 26, 225)
        picture.box(0, 200, 320, 40, 120)
        picture.write(8, 224, f"IA 25-031 {view}", 255)
        when = local(2025, 10, 29, 10, 5 + number)
        yield Paper(f"marcus-thiele/IA 25-031/photographs/{number + 1:02} {view}.png", picture.png(), when)


def _devices() -> Paper:
    when = local(2026, 2, 20, 9, 30)
    rows = (
        ("Phone", "Holder", "Issued", "Note"),
        ("AC-20418", "Deputy Lucia Marchetti", "2023-05-02", "exchange 20 March 2026"),
        ("AC-20977", "Sgt. Paul Renwick", "2025-12-09", "replaces AC-20402, screen broken"),
        ("AC-20431", "Deputy Calvin Strand", "2023-05-02", "collected 19 February 2026"),
    )
    return Paper("ravi-osterman/documents/County phones.xlsx", sheet("Phones", rows, when), when)
