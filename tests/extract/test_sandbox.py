"""Papers read in a process with limits. Hostile code is run in it as such: `exec` gets the bytes of the paper."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from openhold.extract import limits
from openhold.extract.errors import NotAPaperError
from openhold.extract.opening import open_paper
from openhold.extract.packing import pack, unpack
from openhold.extract.sandbox import Reader
from tests.extract import papers

linux = pytest.mark.skipif(sys.platform != "linux", reason="the limits are Linux's")


def failing(reader: Reader, code: str) -> NotAPaperError:
    with pytest.raises(NotAPaperError) as caught:
        reader.call("builtins:exec", code.encode())
    said = str(caught.value)
    assert said.startswith("The paper cannot be read: ")
    assert said.endswith(".")
    assert "\n" not in said
    return caught.value


def works(reader: Reader) -> bool:
    return bool(reader.call("builtins:len", b"four") == 4)


def test_a_paper_opened_apart_is_the_same_paper() -> None:
    data = papers.pleading()
    with Reader() as reader:
        assert reader.open(data, "order.pdf") == open_paper(data, "order.pdf")
        assert reader.open(b"An order.", "order.txt").text == "An order."
        assert works(reader)


def test_a_refusal_keeps_its_sentence() -> None:
    with Reader() as reader, pytest.raises(NotAPaperError, match=r"^order\.pdf is empty\.$"):
        reader.open(b"", "order.pdf")


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("import os; os._exit(0)", "its reader stopped"),
        ("import os; os.kill(os.getpid(), 11)", "its reader broke down (SIGSEGV)"),
        ("import os; os.write(3, b'x' * 100); os._exit(0)", "its reader"),
        ("x = bytearray(2 << 30)", "it needs more memory than a paper may"),
        ("f = lambda f: f(f); f(f)", "it is nested too deeply"),
        ("import os; text = b'[' * 9999; os.write(3, len(text).to_bytes(8, 'big') + text)", "its reader"),
        ("1 / 0", "the reader failed (ZeroDivisionError)"),
        ("raise SystemExit", "its reader stopped"),
    ],
)
def test_whatever_a_paper_does_to_its_reader_costs_one_sentence(code: str, says: str) -> None:
    with Reader() as reader:
        assert says in str(failing(reader, code))
        assert works(reader)


def test_the_trace_of_a_reader_that_failed_is_a_note() -> None:
    with Reader() as reader:
        assert "ZeroDivisionError" in failing(reader, "1 / 0").__notes__[0]


def test_a_paper_that_takes_too_long_is_given_up() -> None:
    with Reader(seconds=0.5) as reader:
        began = time.monotonic()
        assert "more than 0.5 seconds" in str(failing(reader, "import time; time.sleep(60)"))
        assert time.monotonic() - began < 5
    with Reader(computing=1) as reader:
        assert "more than 1 seconds to compute" in str(failing(reader, "while True: pass"))
        assert works(reader)


def test_each_paper_has_its_own_time() -> None:
    spin = b"import time\nends = time.process_time() + 0.7\nwhile time.process_time() < ends: pass"
    with Reader(computing=1) as reader:
        for _ in range(4):
            reader.call("builtins:exec", spin)


def test_a_program_that_the_reader_started_ends_with_it() -> None:
    with Reader(seconds=1) as reader:
        failing(reader, "import subprocess; subprocess.run(['sleep', '54.321'])")
    time.sleep(0.2)
    running = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert "sleep 54.321" not in running.splitlines()


@linux
@pytest.mark.parametrize(
    "deed",
    [
        "import socket; socket.socket()",
        "open({path!r}, 'w')",
        "open({path!r} + '.new', 'w')",
        "import os; os.open({path!r}, os.O_TRUNC)",
        "import os; os.truncate({path!r}, 0)",
        "import os; os.unlink({path!r})",
        "import os; os.rename({path!r}, {path!r} + '.new')",
        "import os; os.link({path!r}, {path!r} + '.new')",
        "import os; os.symlink({path!r}, {path!r} + '.new')",
        "import os; os.mkdir({path!r} + '.new')",
        "import os; os.chmod({path!r}, 0)",
    ],
)
def test_the_reader_has_no_network_and_changes_no_file(deed: str, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_text("kept")
    before = kept.stat()
    with Reader() as reader:
        assert "PermissionError" in str(failing(reader, deed.format(path=str(kept))))
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    assert kept.read_text() == "kept"
    assert kept.stat().st_mode == before.st_mode


def test_the_environment_stays_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENHOLD_SECRET", "x")
    with Reader() as reader:
        reader.call(
            "builtins:exec", b"import os\nassert 'OPENHOLD_SECRET' not in os.environ\nassert os.getcwd() == '/'"
        )


def test_what_a_reader_prints_is_no_answer() -> None:
    with Reader() as reader:
        reader.call("builtins:exec", b"import os\nprint('x' * 1000)\nos.write(1, b'y' * 1000)\nos.write(2, b'z')")
        assert works(reader)


def test_what_does_not_fit_into_json_is_a_failure() -> None:
    with Reader() as reader, pytest.raises(NotAPaperError, match="TypeError"):
        reader.call("builtins:bytearray", b"x")


def test_a_reader_that_was_killed_between_two_papers_is_replaced() -> None:
    with Reader() as reader:
        pid = reader.call("builtins:eval", b"__import__('os').getpid()")
        os.kill(pid, 9)
        time.sleep(0.1)
        assert works(reader)


def test_a_large_paper_gets_through() -> None:
    with Reader() as reader:
        assert reader.call("builtins:len", bytes(20_000_000)) == 20_000_000


def test_the_process_ends_with_the_reader() -> None:
    with Reader() as reader:
        pid = reader.call("builtins:eval", b"__import__('os').getpid()")
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.mark.parametrize(
    "change",
    [
        {"lines": [[5, 2, 1, None]]},
        {"lines": [[0, 10_000, 1, None]]},
        {"pieces": [[0, 3, "stamp"], [2, 4, "stamp"]]},
        {"words": [[-1, 3, 0.5]]},
        {"form": "spell"},
        {"pages": "many"},
        {"headers": 7},
        {"lines": [[0, 1, 1, "7"]]},
    ],
)
def test_an_answer_that_is_no_text_is_refused(change: dict[str, object]) -> None:
    packed = pack(open_paper(b"An order.", "x"))
    assert unpack(packed).text == "An order."
    with pytest.raises(NotAPaperError):
        unpack(packed | change)
    with pytest.raises(NotAPaperError):
        unpack([packed])


def test_what_computes_too_long_is_stopped_even_if_it_catches_that_once() -> None:
    caught = []

    def stubborn() -> None:
        while True:
            try:
                while True:
                    pass
            except TimeoutError as error:
                caught.append(error)
                if len(caught) > 1:
                    raise

    with pytest.raises(TimeoutError), limits.within(0.05):
        stubborn()
    assert len(caught) == 2
    with limits.within(30):
        pass
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)


def test_off_the_main_thread_nothing_is_counted() -> None:
    def work() -> None:
        with limits.within(0.001):
            done.append(sum(range(1_000_000)))

    done: list[int] = []
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [499_999_500_000]
