"""Growing folders to collect from, looking at them as another user, mounting things in them."""

import contextlib
import os
import pickle
import shutil
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

NOBODY = 65534


def grow(root: Path, files: Mapping[bytes, bytes]) -> Path:
    """Write `files` below `root`, with the folders that they need; return `root`."""
    root.mkdir(exist_ok=True)
    for path, data in files.items():
        full = root / os.fsdecode(path)
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_bytes(data)
    return root


def dig(root: Path, name: bytes, levels: int, *, last: bytes) -> bytes:
    """Make `levels` folders called `name`, each in the one before, and the file `last` at the end; return its path."""
    descriptor = os.open(root, os.O_RDONLY)
    for _ in range(levels):
        os.mkdir(name, dir_fd=descriptor)
        below = os.open(name, os.O_RDONLY, dir_fd=descriptor)
        os.close(descriptor)
        descriptor = below
    file = os.open(last, os.O_WRONLY | os.O_CREAT, 0o644, dir_fd=descriptor)
    os.write(file, b"at the bottom")
    os.close(file)
    os.close(descriptor)
    return (name + b"/") * levels + last


def in_child(function: Callable[[], Any], prepare: Callable[[], None]) -> Any:
    """Return what `function` returns in a child process after `prepare`; what it raises fails the test."""
    receiving, sending = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            prepare()
            answer = (True, function())
        except BaseException:
            answer = (False, traceback.format_exc())
        with os.fdopen(sending, "wb") as pipe:
            pickle.dump(answer, pipe)
        os._exit(0)
    os.close(sending)
    with os.fdopen(receiving, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    worked, value = pickle.loads(answer)
    if not worked:
        pytest.fail(value)
    return value


def as_nobody(function: Callable[[], Any]) -> Any:
    """Return what `function` returns for a user who is not root, whom file modes do not stop."""
    return in_child(function, _become_nobody)


def _become_nobody() -> None:
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


@contextlib.contextmanager
def mounted(place: Path, *what: str) -> Iterator[None]:
    """Mount something at `place`; skips the test where that is not permitted."""
    done = subprocess.run(["mount", *what, str(place)], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")
    try:
        yield
    finally:
        done = subprocess.run(["umount", str(place)], capture_output=True, text=True, check=False)
        if done.returncode:
            subprocess.run(["umount", "--lazy", str(place)], check=True)
            pytest.fail(f"something below {place} was left open: {done.stderr.strip()}")


def failing(tree: Path, program: str, *injection: str) -> list[str]:
    """Return what `program` prints for `tree` while system calls fail as `injection` says."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace, which makes system calls fail, is not installed")
    done = subprocess.run(
        [strace, "-qq", "-o", "/dev/null", *injection, sys.executable, "-c", program, str(tree)],
        capture_output=True,
        text=True,
        check=False,
    )
    if "PTRACE" in done.stderr:
        pytest.skip("tracing is not permitted here")
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()
