"""Things as people type them: named, handed over, confirmed by two at once, printed; a signed notice with its scan."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.cli.conftest import Case, Done
from tests.cli.test_holds import PEOPLE, PLAN, Held

SCAN = b"%PDF-1.7\n% signed\n%%EOF\n"
NAMED = ("--holder", "Paul Renwick", "--place", "locker 12", "--mark", "R58", "--seal", "A-1")


@pytest.fixture
def held(make_case: Callable[[], Case], tmp_path: Path) -> Held:
    case = make_case()
    (tmp_path / "people.csv").write_text(PEOPLE)
    (tmp_path / "force.toml").write_text(PLAN)
    (tmp_path / "scan.pdf").write_bytes(SCAN)
    assert case.run("custodian", "import", case.matter, str(tmp_path / "people.csv")).code == 0
    return Held(case, tmp_path)


def thing(held: Held, *words: str) -> Done:
    return held.program("ann", "thing", *words)


def test_a_thing_goes_from_hand_to_hand_and_its_gaps_are_told(held: Held) -> None:
    since = ("--since", "2026-03-02T09:00-08:00")
    named = thing(
        held, "add", "M", "--what", "Telephone, black", *NAMED, *since, "--photograph", str(held.folder / "scan.pdf")
    )
    assert named.code == 0, named.err
    assert "Paul Renwick has it, at locker 12" in named.out
    words = ("--to", "R. Lang", "--why", "To be imaged", "--place", "room 12")
    handed = thing(held, "hand-over", "M", "telephone", *words, "--at", "2026-03-03T09:00Z", "--json").json
    assert [gap["code"] for gap in handed["gaps"]] == ["nobody-confirmed", "seal-not-looked-at"]
    assert (handed["giver"]["name"], handed["taker"]["who"], handed["giver"]["said"]) == (
        "Paul Renwick",
        "R. Lang",
        None,
    )
    sealed = thing(held, "reseal", "M", "R58", "--seal", "A-2", "--before", "A-9", "--why", "Imaged")
    assert "seal A-9 was taken off, but by the record it bore seal A-1" in sealed.out
    assert thing(held, "seen", "M", "R58", "--seal", "A-2", "--seal-state", "whole", "--tz", "UTC").code == 0
    shown = thing(held, "show", "M", "telephone")
    assert "seal-changed" in shown.out
    assert "neither has confirmed it" in shown.out
    told = thing(held, "show", "M", "telephone", "--json").json
    assert [one["kind"] for one in told["events"]] == ["named", "handed over", "sealed", "looked at"]
    assert len(told["events"][0]["photographs"]) == 1
    (listed,) = thing(held, "list", "M", "--json").json["things"]
    assert (listed["holder_name"], listed["seal"], len(listed["gaps"])) == ("R. Lang", "A-2", 3)
    denied = thing(held, "dispute", "M", handed["handover"], "--side", "taker", "--why", "Never.")
    assert (denied.code, "Only R. Lang can say that" in denied.err) == (3, True)
    scan = ("--scan", str(held.folder / "scan.pdf"))
    assert "not so: Never." in (
        thing(held, "dispute", "M", handed["handover"], "--side", "taker", "--why", "Never.", *scan).out
        + thing(held, "show", "M", "telephone").out
    )
    for name, words in (("sheet", ("sheet", "M", handed["handover"])), ("label", ("label", "M", "telephone"))):
        to = held.folder / f"{name}.html"
        assert thing(held, *words, "--to", str(to)).code == 0
        page = to.read_text()
        assert "Telephone, black" in page
        assert "<script" not in page
        assert thing(held, *words, "--to", str(to)).code == 2
    assert "Signature" in (held.folder / "sheet.html").read_text()


def test_bad_words_are_told_and_record_nothing(held: Held) -> None:
    assert "no thing yet" in thing(held, "list", "M").out
    for words, code, says in (
        (
            ("add", "M", "--what", "Box", "--holder", "x", "--place", "y", "--since", "2026-03-02 09:00"),
            2,
            "In which zone",
        ),
        (
            ("add", "M", "--what", "Box", "--holder", "x", "--place", "y", "--since", "2999-01-01T00:00Z"),
            2,
            "still to come",
        ),
        (("add", "M", "--what", "Box", "--holder", "x", "--place", "y", "--photograph", "none"), 2, "cannot be read"),
        (("add", "M", "--what", "Box", "--holder", "x", "--place", "y", "--item", "none"), 2, "No item 'none'"),
        (("show", "M", "box"), 2, "has no thing yet"),
        (("confirm", "M", "g-none", "--side", "both"), 2, "no hand-over"),
        (("seen", "M", "box", "--seal-state", "so so"), 2, "has no thing yet"),
    ):
        done = thing(held, *words)
        assert (done.code, done.out) == (code, ""), (words, done.err)
        assert says in done.err, (words, done.err)
        assert "Traceback" not in done.err
    (held.folder / "page.html").write_bytes(b"<html>")
    added = thing(held, "add", "M", "--what", "Box", *NAMED, "--photograph", str(held.folder / "page.html"))
    assert (added.code, "no PDF, JPEG or PNG" in added.err) == (2, True)
    assert thing(held, "list", "M", "--json").json == {"things": []}


def test_two_who_confirm_at_once_both_count_and_who_does_it_twice_counts_once(held: Held) -> None:
    assert thing(held, "add", "M", "--what", "Telephone", *NAMED).code == 0
    words = ("--to", "Harriet Sund", "--why", "To be kept", "--place", "safe", "--seal", "A-1", "--seal-state", "whole")
    handed = thing(held, "hand-over", "M", "R58", *words, "--json").json["handover"]
    scans = []
    for number, side in enumerate(("giver", "giver", "taker")):
        scan = held.folder / f"{number}.pdf"
        scan.write_bytes(SCAN + str(number).encode() + b"%%EOF")
        scans.append((side, scan))

    def confirm(said: tuple[str, Path]) -> int:
        side, scan = said
        line = ["thing", "confirm", held.case.matter, handed, "--side", side, "--scan", str(scan)]
        home = ["--home", str(held.case.home)]
        return subprocess.run(
            [sys.executable, "-m", "openhold", *line, *home], capture_output=True, check=False
        ).returncode

    with ThreadPoolExecutor(3) as hands:
        assert list(hands.map(confirm, scans)) == [0, 0, 0]
    told = thing(held, "show", "M", "R58", "--json").json
    assert told["gaps"] == []
    event = told["events"][1]
    assert (event["giver"]["said"], event["taker"]["said"]) == ("confirmed", "confirmed")
    # Two facts and no more: the newest one about the thing is the second of them.
    assert sorted((event["giver"]["seq"], event["taker"]["seq"]))[1] == told["said"]
    assert held.program("ann", "fsck").code == 0
    assert held.program("ann", "audit").code == 0


def test_a_signed_notice_is_noted_with_its_scan(held: Held) -> None:
    held.issued()
    words = ("acknowledge", "M", "force", "Calvin Strand", "--by-hand")
    both = held.run("ann", *words, "--scan", str(held.folder / "scan.pdf"), "--evidence", "0" * 64)
    assert (both.code, "Say one of them" in both.err) == (2, True)
    assert held.run("ann", *words, "--scan", str(held.folder / "force.toml")).code == 2
    assert held.run("ann", *words, "--scan", str(held.folder / "scan.pdf")).out == "Calvin Strand has acknowledged.\n"
    people = held.run("ann", "show", "M", "force", "--json").json["custodians"]
    evidence = next(one["evidence"] for one in people if one["name"] == "Calvin Strand")
    assert held.program("ann", "item", "get", "M", evidence, "--json").json["bytes"] == len(SCAN)
    assert "had acknowledged already" in held.run("ann", *words, "--scan", str(held.folder / "scan.pdf")).out
