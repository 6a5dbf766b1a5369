"""A disclosure as one file: its folder as a tar archive, the same bytes every time."""

import tarfile
from collections.abc import Iterator
from pathlib import Path

_PIECE = 1 << 20


def tar_pieces(folder: Path) -> Iterator[bytes]:
    """Yield a folder as a tar archive (POSIX.1-2001) whose names begin with the folder's; it must stand still."""
    for file in sorted(one for one in folder.rglob("*") if one.is_file() and not one.is_symlink()):
        info = tarfile.TarInfo(f"{folder.name}/{file.relative_to(folder).as_posix()}")
        info.size, info.mode = file.stat().st_size, 0o644
        yield info.tobuf(tarfile.PAX_FORMAT)
        with file.open("rb") as data:
            while piece := data.read(_PIECE):
                yield piece
        yield bytes(-info.size % tarfile.BLOCKSIZE)
    yield bytes(2 * tarfile.BLOCKSIZE)
