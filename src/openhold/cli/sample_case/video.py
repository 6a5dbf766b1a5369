"""A jail camera's clip: an AVI file of uncompressed grey frames, playable, quick to make, never all the same."""

import struct
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from openhold.cli.sample_case.drawing import Canvas

WIDTH, HEIGHT = 320, 240
FRAMES_PER_SECOND = 2
_FRAME = WIDTH * HEIGHT
_HAS_INDEX = 0x10
_KEY_FRAME = 0x10
_NOISE = int.from_bytes(b"\x07" * _FRAME)
"""A camera's noise moves the three lowest bits of each point."""


def clip(camera: str, place: str, start: datetime, frames: int, chance: Random) -> Iterator[bytes]:
    """Yield the bytes of one clip, in pieces: a header, `frames` frames of 76,808 bytes, and an index.

    `start` is the local time that is burnt into the first frame; two frames make a second.
    The container is RIFF AVI 1.0 with 8-bit grey bitmaps.
    """
    movie = 4 + frames * (8 + _FRAME)
    index = b"".join(struct.pack("<4sIII", b"00db", _KEY_FRAME, 4 + n * (8 + _FRAME), _FRAME) for n in range(frames))
    header = _list(b"hdrl", _main_header(frames) + _list(b"strl", _stream_header(frames) + _bitmap_header()))
    yield struct.pack("<4sI4s", b"RIFF", 4 + len(header) + 8 + movie + 8 + len(index), b"AVI ")
    yield header + struct.pack("<4sI4s", b"LIST", movie, b"movi")
    scene = _corridor(camera, place)
    for n in range(frames):
        yield struct.pack("<4sI", b"00db", _FRAME)
        yield _frame(scene, start + timedelta(seconds=n // FRAMES_PER_SECOND), n, chance)
    yield struct.pack("<4sI", b"idx1", len(index)) + index


def _frame(scene: Canvas, now: datetime, n: int, chance: Random) -> bytes:
    picture = scene.copy()
    for walker in range(2):
        left = (37 * walker + n * (walker + 1)) % (WIDTH + 20) - 20
        picture.box(left, 120 - 8 * walker, 16, 60, 60 + 70 * walker)
        picture.box(left + 3, 104 - 8 * walker, 10, 14, 150)
    picture.write(8, HEIGHT - 16, f"{now:%Y-%m-%d %H:%M:%S}", 250)
    noisy = int.from_bytes(picture.points) ^ chance.getrandbits(8 * _FRAME) & _NOISE
    rows = noisy.to_bytes(_FRAME)
    # a bitmap's lowest row comes first
    return b"".join(rows[y * WIDTH : (y + 1) * WIDTH] for y in reversed(range(HEIGHT)))


def _corridor(camera: str, place: str) -> Canvas:
    picture = Canvas(WIDTH, HEIGHT, 200)
    for y in range(180, HEIGHT):
        picture.box(0, y, WIDTH, 1, 120 - (y - 180) // 2)
    for door in range(5):
        picture.box(12 + 62 * door, 80, 40, 100, 90)
        picture.box(18 + 62 * door, 88, 28, 16, 30)
    picture.write(8, 8, f"{camera} {place}", 20)
    return picture


def _list(kind: bytes, content: bytes) -> bytes:
    return struct.pack("<4sI4s", b"LIST", 4 + len(content), kind) + content


def _main_header(frames: int) -> bytes:
    microseconds = 1_000_000 // FRAMES_PER_SECOND
    rate = FRAMES_PER_SECOND * (8 + _FRAME)
    fields = (microseconds, rate, 0, _HAS_INDEX, frames, 0, 1, _FRAME, WIDTH, HEIGHT, 0, 0, 0, 0)
    return struct.pack("<4sI14I", b"avih", 56, *fields)


def _stream_header(frames: int) -> bytes:
    fields = (0, 0, 0, 0, 1, FRAMES_PER_SECOND, 0, frames, _FRAME, 0, 0)
    return struct.pack("<4sI4s4s11I4H", b"strh", 56, b"vids", b"DIB ", *fields, 0, 0, WIDTH, HEIGHT)


def _bitmap_header() -> bytes:
    greys = b"".join(bytes((n, n, n, 0)) for n in range(256))
    fields = (40, WIDTH, HEIGHT, 1, 8, 0, _FRAME, 0, 0, 256, 0)
    return struct.pack("<4sI", b"strf", 40 + len(greys)) + struct.pack("<IiiHHIIiiII", *fields) + greys
