"""What a process that reads strangers' bytes may still do: little, and none of it lasting.

The limits hold for programs that it starts, too. They are Linux's; elsewhere, and where the kernel refuses them,
those that there are must do.
"""

import contextlib
import ctypes
import os
import platform
import resource
import signal
import struct
import sys
import threading
from collections.abc import Iterator

MEMORY = 1 << 30
"""Bytes of address space."""
FILES = 64
"""Files open at once."""

_NO_NEW_PRIVS, _SECCOMP, _FILTER = 38, 22, 2
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_LOAD, _JUMP_IF, _JUMP_IF_SET, _JUMP_IF_LEAST, _RETURN = 0x20, 0x15, 0x45, 0x35, 0x06
_ALLOW, _REFUSE, _MISSING = 0x7FFF0000, 0x00050001, 0x00050026
_NUMBER, _MACHINE, _ARGUMENTS = 0, 4, 16
_X32 = 0x40000000

# Calls that are refused: the network, changing files or their names, looking into other processes, new ways into the
# kernel. Then where the flags of each call that opens a file stand; and openat2, whose flags cannot be seen.
_X86_64 = (
    0xC000003E,
    (
        41, 76, 77, 82, 83, 84, 85, 86, 87, 88, 90, 91, 92, 93, 94, 101, 133, 165, 166, 188, 189, 190, 248, 249, 250,
        258, 259, 260, 263, 264, 265, 266, 268, 298, 310, 311, 316, 321, 323, 425, 452,
    ),
    ((2, 1), (257, 2)),
    437,
)  # fmt: skip
_AARCH64 = (
    0xC00000B7,
    (
        5, 6, 7, 33, 34, 35, 36, 37, 38, 39, 40, 45, 46, 52, 53, 54, 55, 117, 198, 217, 218, 219, 241, 270, 271, 276,
        280, 282, 425, 452,
    ),
    ((56, 2),),
    437,
)  # fmt: skip
_CALLS = {"x86_64": _X86_64, "aarch64": _AARCH64}


def limit() -> None:
    """Take from this process, for good, what reading a paper does not need. Call it before a parser is imported."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(FILES, most) if most > 0 else FILES,) * 2)
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            _refuse_calls()


def allow_seconds(seconds: int) -> None:
    """Let the process compute for so many seconds from now; then it is ended."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds + 1, most))


@contextlib.contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise `TimeoutError` in what computes longer than so many seconds inside; off the main thread nothing is counted.

    It is raised again every second, should somebody have caught it.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _refuse_calls() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 or platform.machine() not in _CALLS:
        return
    code = _program(platform.machine())
    buffer = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(buffer))
    libc.prctl(_SECCOMP, _FILTER, ctypes.c_char_p(program), 0, 0)


def _program(machine: str) -> bytes:
    """Return the filter that the kernel runs on every call: refused ones fail with "not permitted"."""
    name, refused, opening, unseen = _CALLS[machine]
    steps = [(_LOAD, 0, 0, _MACHINE), (_JUMP_IF, 1, 0, name), (_RETURN, 0, 0, _REFUSE), (_LOAD, 0, 0, _NUMBER)]
    if machine == "x86_64":
        steps += [(_JUMP_IF_LEAST, 0, 1, _X32), (_RETURN, 0, 0, _REFUSE)]
    for call in refused:
        steps += [(_JUMP_IF, 0, 1, call), (_RETURN, 0, 0, _REFUSE)]
    steps += [(_JUMP_IF, 0, 1, unseen), (_RETURN, 0, 0, _MISSING)]
    for call, argument in opening:
        steps += [
            (_JUMP_IF, 0, 4, call),
            (_LOAD, 0, 0, _ARGUMENTS + 8 * argument),
            (_JUMP_IF_SET, 0, 1, _WRITING),
            (_RETURN, 0, 0, _REFUSE),
            (_RETURN, 0, 0, _ALLOW),
        ]
    steps.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("HBBI", *step) for step in steps)
