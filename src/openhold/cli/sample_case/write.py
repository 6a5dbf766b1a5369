"""Writes the sample case: the same seed gives the same tree, times included."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import NamedTuple

from openhold.cli.sample_case.letters import Mail, daily, dispute, handover
from openhold.cli.sample_case.logs import logs
from openhold.cli.sample_case.office import Attachment, mailbox_file, message
from openhold.cli.sample_case.papers import ATTACHED, papers
from openhold.cli.sample_case.people import COURT, CUSTODIANS, NUMBER, TITLE, local
from openhold.cli.sample_case.tree import Tree
from openhold.cli.sample_case.video import clip

_DAILY_MAILS = 130
_BIG_CAMERA = 4
_BIG_CLIP = 520
"""Frames of the large clip: 260 seconds, 40 MB."""
_SMALL_CLIP = 12
_LONGEST_NAME = 255
_IN_MBOX = "calvin-strand"
"""On leave: this mailbox was exported as one file."""


class Custodian(NamedTuple):
    """One custodian of the sample case and the folder that holds what this person has."""

    name: str
    role: str
    folder: Path


@dataclass(frozen=True, slots=True)
class SampleCase:
    """What was written: the caption, who holds what, and how much.

    `court` is an id of the courts database; `files` and `bytes` count regular files, duplicates included.
    """

    title: str
    court: str
    number: str
    custodians: tuple[Custodian, ...]
    files: int
    bytes: int


def write_sample_case(folder: Path, *, seed: int = 20260305) -> SampleCase:
    """Write the sample case into `folder`, which must be empty or absent, and return what was written.

    About 800 files and 46 MB in about a second. The same seed gives the same names, bytes, modes and times. Among
    them are names that are not UTF-8 or hold a newline, an empty file, links, a fifo, and a file nobody may read.
    Raises `SampleCaseError` if the folder cannot be used.
    """
    chance = Random(seed)  # noqa: S311 - the same seed must give the same case; nothing secret is made here
    tree = Tree(folder)
    story = tomllib.loads(files(__package__).joinpath("story.toml").read_text("utf-8"))
    mails = [*dispute(story), *daily(story, chance, _DAILY_MAILS), *_handovers(chance)]
    _write_mail(tree, sorted(mails, key=lambda mail: mail.when))
    for paper in (*papers(story, chance), *logs(chance)):
        tree.file(paper.path, paper.data, paper.when)
    _write_copies(tree)
    _write_video(tree, chance)
    _write_oddities(tree)
    tree.close()
    custodians = tuple(Custodian(person.name, person.role, folder / person.key) for person in CUSTODIANS)
    return SampleCase(TITLE, COURT, NUMBER, custodians, tree.files, tree.bytes)


def _write_mail(tree: Tree, mails: list[Mail]) -> None:
    exported: list[tuple[datetime, str, bytes]] = []
    for number, mail in enumerate(mails):
        data = _bytes_of(number, mail)
        holders = {person.key: "inbox" for person in mail.to} | {mail.sender.key: "sent"}
        name = f"{mail.when:%Y-%m-%d %H%M} {number:03} {_plain(mail.subject)}.eml"
        for person in CUSTODIANS:
            if person.key == _IN_MBOX and person.key in holders:
                exported.append((mail.when, mail.sender.mailbox, data))
            elif person.key in holders:
                tree.file(f"{person.key}/mail/{holders[person.key]}/{name}", data, mail.when)
    tree.file(f"{_IN_MBOX}/mail/export.mbox", mailbox_file(exported), local(2026, 2, 19, 11, 0))


def _handovers(chance: Random) -> Iterator[Mail]:
    for number in range(40):
        yield handover(date(2025, 8, 25) + timedelta(days=number), chance)


def _bytes_of(number: int, mail: Mail) -> bytes:
    paper = ATTACHED.get(mail.paper)
    files = [Attachment(paper.path, paper.data)] if paper else []
    to = [person.address for person in mail.to]
    return message(number, mail.when, mail.sender.address, to, mail.subject, mail.text, files)


def _plain(subject: str) -> str:
    return "".join(letter if letter.isalnum() or letter in " -.," else "_" for letter in subject)[:60].strip()


def _write_copies(tree: Tree) -> None:
    report = ATTACHED["incident report"]
    tree.file(f"lucia-marchetti/documents/{report.path}", report.data, report.when)
    tree.file(f"paul-renwick/desktop/{report.path}", report.data, local(2025, 9, 17, 6, 10))
    tree.file("harriet-sund/documents/Renwick report.docx", report.data, local(2025, 9, 17, 9, 8))
    tree.file("marcus-thiele/IA 25-031/first report (copy).docx", report.data, local(2025, 10, 28, 11, 40))
    grievance = ATTACHED["grievance"]
    tree.file(f"noor-haddix/grievances/2025/{grievance.path}", grievance.data, grievance.when)
    retention = ATTACHED["retention list"]
    tree.file(f"ravi-osterman/documents/{retention.path}", retention.data, retention.when)


def _write_video(tree: Tree, chance: Random) -> None:
    copied = local(2025, 10, 21, 13, 20)
    start = local(2025, 9, 16, 21, 42)
    places = ("SALLY PORT", "UNIT C MAIN", "C-01 TO C-05", "C-10 TO C-14", "C-06 TO C-09", "MEDICAL")
    for camera, place in enumerate(places, 1):
        frames = _BIG_CLIP if camera == _BIG_CAMERA else _SMALL_CLIP
        at = f"winifred-paz/jail video/cam{camera}/{start:%Y-%m-%d_%H%M}"
        tree.file(f"{at}.avi", clip(f"CAM {camera}", place, start, frames, chance), copied + timedelta(minutes=camera))
        index = f"camera={camera}\nplace={place}\nstart={start.isoformat()}\nframes={frames}\n"
        tree.file(f"{at}.idx", index.encode(), copied + timedelta(minutes=camera))
    late = local(2025, 10, 21, 13, 41)
    tree.file("winifred-paz/jail video/cam4/2025-09-16_2350.idx", b"camera=4\nstate=recording\n", late, mode=0)


def _write_oddities(tree: Tree) -> None:
    """Write what a real disk holds besides good files."""
    own = "lucia-marchetti/own notes"
    tree.file(f"{own}/shift 16 sept\nC-14.txt", b"asked him twice: she has a bunk order\n", local(2025, 9, 17, 6, 40))
    tree.file(f"{own}/caf".encode() + b"\xe9.txt", b"coffee with Noor, Thursday 15:00\n", local(2025, 9, 24, 15, 30))
    longest = f"{'what I remember of that evening, ' * 9}"[: _LONGEST_NAME - 4] + ".txt"
    tree.file(f"{own}/{longest}", _MEMORY, local(2025, 9, 18, 2, 15))
    tree.file(f"{own}/-rf *.txt", b"passwords? ask Ravi\n", local(2025, 9, 9, 20, 0))
    tree.file(f"{own}/se\u00f1al.txt", b"door signal C-12 sticks\n", local(2025, 9, 10, 4, 12))
    tree.file(f"{own}/sen\u0303al.txt", b"door signal C-12 sticks, told maintenance\n", local(2025, 9, 11, 4, 30))
    tree.file("lucia-marchetti/documents/Statement.docx", b"", local(2025, 11, 4, 13, 0))
    deep = "/".join(f"backup of {year}" for year in range(2025, 2005, -1))
    tree.file(f"owen-baptiste-cole/{deep}/todo.txt", b"clean up old backups\n", local(2025, 8, 30, 21, 0))
    tree.link(
        "paul-renwick/desktop/this week.xlsx",
        "../../harriet-sund/rosters/Nights from 2025-09-15.xlsx",
        local(2025, 9, 15),
    )
    tree.link("ravi-osterman/jailfs02", "/srv/jailfs02", local(2025, 9, 1))
    tree.pipe("ravi-osterman/camera server/export.pipe", local(2025, 10, 21, 13, 15))


_MEMORY = b"""He came in behind me. She had both hands out. I looked at the door card because she said bunk order.
When I looked up he had her wrist on the frame. It was quick. I wrote that she held on because he said so.
"""
