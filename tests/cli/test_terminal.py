"""On a terminal: progress is shown, and Ctrl-C stops cleanly; a rerun goes on."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Case, run_program
from tests.court.test_read import ORDER


def start(home: Path, *words: str) -> tuple[subprocess.Popen[bytes], int]:
    """Start the program on a terminal of its own; return it and our end of the terminal."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "openhold", "--home", str(home), *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
    )
    os.close(theirs)
    return child, ours


def read_until(terminal: int, child: subprocess.Popen[bytes], seen: Callable[[bytes], bool]) -> bytes:
    """Read the terminal until `seen` is content or the program ended."""
    text = b""
    end = time.monotonic() + 60
    while not seen(text) and time.monotonic() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                text += os.read(terminal, 65536)
            except OSError:
                break
        elif child.poll() is not None:
            break
    return text


def many_files(root: Path, count: int) -> Path:
    root.mkdir()
    for number in range(count):
        (root / f"{number:05d}").write_bytes(b"%d" % number)
    return root


def test_progress_is_shown_and_the_receipt_follows(make_case: Callable[[], Case], tmp_path: Path) -> None:
    case = make_case()
    child, terminal = start(case.home, "collect", case.matter, str(many_files(tmp_path / "many", 4000)))
    text = read_until(terminal, child, lambda text: b"RECEIPT" in text and b"key " in text)
    assert child.wait(30) == 0
    assert b"Collecting" in text
    assert b"items," in text
    assert b"RECEIPT" in text
    os.close(terminal)


def test_ctrl_c_stops_cleanly_and_a_rerun_goes_on(make_case: Callable[[], Case], tmp_path: Path) -> None:
    case = make_case()
    root = many_files(tmp_path / "many", 40_000)
    child, terminal = start(case.home, "collect", case.matter, str(root))
    read_until(terminal, child, lambda text: b"items," in text)
    os.killpg(child.pid, signal.SIGINT)
    text = read_until(terminal, child, lambda text: b"go on" in text)
    assert child.wait(60) == 130
    assert b"Traceback" not in text
    assert b"are kept" in text
    os.close(terminal)
    assert not list((case.home / "vault").rglob("*.open"))
    assert run_program("audit", "--json", home=case.home).json["findings"] == []
    again = run_program("collect", case.matter, str(root), "--json", home=case.home).json
    assert again["lines"] == 40_000
    assert again["carried"] > 0
    assert again["new_items"] + again["carried"] == 40_000


def test_a_polite_request_to_end_is_the_same_as_ctrl_c(make_case: Callable[[], Case], tmp_path: Path) -> None:
    case = make_case()
    root = many_files(tmp_path / "many", 40_000)
    child, terminal = start(case.home, "collect", case.matter, str(root))
    read_until(terminal, child, lambda text: b"items," in text)
    child.send_signal(signal.SIGTERM)
    read_until(terminal, child, lambda text: b"go on" in text)
    assert child.wait(60) == 130
    os.close(terminal)
    assert run_program("fsck", "--json", home=case.home).json["findings"] == []


def test_what_a_paper_says_is_proposed_and_a_person_accepts_corrects_and_leaves_out(tmp_path: Path) -> None:
    paper = tmp_path / "order.txt"
    paper.write_text(ORDER, encoding="utf-8")
    home = tmp_path / "home"
    answers = {b"Title:": b"Quintrell v. Alder", b"Case number:": b"", b"Signed:": b"11 February", b"YYYY-MM-DD": b"-"}
    child, terminal = start(home, "matter", "open", "--from", str(paper))
    said = b""
    while child.poll() is None:
        said += read_until(terminal, child, lambda text: text.endswith(b"? "))
        asked = said.rpartition(b"? ")[0].rpartition(b"? ")[2]
        os.write(terminal, next((word for cue, word in answers.items() if cue in asked), b"") + b"\n")
        time.sleep(0.02)
    assert child.wait() == 0
    [matter] = run_program("matter", "list", "--json", home=home).json["matters"]
    assert (matter["title"], matter["number"]) == ("Quintrell v. Alder", "2:25-cv-01847")
    shown = run_program("matter", "show", matter["matter"], "--json", home=home).json
    values = {one["field"]: one for one in shown["values"]}
    assert (values["case_name"]["value"], values["case_name"]["read"]) == (
        "Quintrell v. Alder",
        "MARISOL QUINTRELL v. COUNTY OF ALDER, et al.",
    )
    assert values["signed"]["value"] is None
    assert values["dates.discovery"]["value"] == values["dates.discovery"]["read"] == "2026-08-14"
    assert "not in the paper" in run_program("matter", "show", matter["matter"], home=home).out
