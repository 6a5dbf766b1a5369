"""Large objects: one file per item of 16 MiB or more, its bytes unchanged."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

from openhold.vault.errors import DamagedError
from openhold.vault.store import CHUNK, Stage

_ZEROS = bytes(CHUNK)


def copy(readinto: Callable[[memoryview], int], stage: Stage) -> tuple[bytes, int]:
    """Write everything that `readinto` gives into `stage`; return its SHA-256 (32 bytes) and size.

    A second thread hashes each chunk while this one writes it. Chunks of zeros become holes.
    """
    digest = sha256()
    size = 0
    buffers = [bytearray(CHUNK), bytearray(CHUNK)]
    with ThreadPoolExecutor(1) as hasher:
        hashed = None
        while True:
            count = readinto(buffer := memoryview(buffers[0]))
            if hashed is not None:
                hashed.result()
            if not count:
                break
            hashed = hasher.submit(digest.update, buffer[:count])
            if count == CHUNK and buffers[0] == _ZEROS:
                stage.write_zeros(count)
            else:
                stage.write(buffer[:count])
            size += count
            buffers.reverse()
    return digest.digest(), size


def make_durable(stage: Stage, digest: bytes) -> None:
    """Return when the staged bytes are on the device and were read back as `digest`; DamagedError otherwise."""
    stage.sync()
    size, seen = stage.read_back()
    if size != stage.size or seen != digest:
        raise DamagedError("A large item read back differently from what was written; the disk is not to be trusted.")
