import subprocess
import sys
from pathlib import Path

import pytest
from bench.measure import Contest, Run, RunFailedError, alternate, apparent_bytes, ratio, run

FAMILY = """
import os, sys, time
for _ in range(3):
    if os.fork() == 0:
        mine = bytearray(os.urandom(1 << 20)) * 60
        time.sleep(0.5)
        os._exit(0)
for _ in range(3):
    os.wait()
"""


def measured_apart(program: str) -> tuple[int, int]:
    """Measure a program from a small process: the kernel counts a parent's memory to a child that it has just made."""
    code = "import sys; from bench.measure import run; seen = run([sys.executable, '-c', sys.argv[1]], sample=True)"
    code += "; print(seen.together, seen.largest)"
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code, program], capture_output=True, text=True, check=True, cwd=root)
    together, largest = done.stdout.split()
    return int(together), int(largest)


def test_memory_is_summed_over_the_family_and_the_largest_is_one_of_it() -> None:
    together, largest = measured_apart(FAMILY)
    assert 180 << 20 < together < 260 << 20
    assert 60 << 20 < largest < 110 << 20


def test_memory_that_parent_and_child_share_is_counted_once() -> None:
    shared = "import os, time\nmine = bytearray(os.urandom(1 << 20)) * 90\n"
    shared += "if os.fork() == 0:\n    time.sleep(0.4)\n    os._exit(0)\nos.wait()"
    seen = run([sys.executable, "-c", shared], sample=True)
    assert seen.together is not None
    assert 90 << 20 < seen.together < 130 << 20


def test_wall_time_runs_from_start_to_exit() -> None:
    assert 0.3 <= run(["sleep", "0.3"]).seconds < 30


def test_a_program_that_fails_is_named_with_its_last_line() -> None:
    with pytest.raises(RunFailedError, match=r"^sh audit ended with 3: the disk is full$"):
        run(["sh", "-c", "echo first >/dev/stderr; echo the disk is full >&2; exit 3", "audit"])


def test_a_program_that_is_not_there_is_named() -> None:
    with pytest.raises(RunFailedError, match="nowhere-at-all: No such file or directory"):
        run(["nowhere-at-all"])


def test_contestants_alternate_and_are_prepared_before_each_deed() -> None:
    order: list[str] = []

    def contest(name: str) -> Contest:
        def deed() -> Run:
            order.append(name)
            return Run(1.0, 0, None, "")

        return Contest(deed, lambda: order.append(f"({name})"))

    alternate(2, {"A": contest("A"), "B": contest("B")})
    assert order == ["(A)", "A", "(B)", "B"] * 2


def test_the_ratio_is_the_median_of_the_ratios_of_the_same_round() -> None:
    def runs(*seconds: float) -> list[Run]:
        return [Run(one, 0, None, "") for one in seconds]

    assert ratio(runs(1, 9, 3), runs(2, 10, 10)) == 0.5


def test_bytes_are_counted_by_length_and_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "file").write_bytes(b"x" * 1000)
    (tmp_path / "sparse").touch()
    (tmp_path / "link").symlink_to(tmp_path / "in" / "file")
    assert apparent_bytes(tmp_path) == 1000
