import statistics
from hashlib import sha256
from pathlib import Path

from bench.data import make_large, make_small, make_tiny
from bench.measure import files_below


def listing(folder: Path) -> list[tuple[str, bytes, int]]:
    return [
        (str(path.relative_to(folder)), sha256(path.read_bytes()).digest(), path.stat().st_mtime_ns)
        for path in files_below(folder)
    ]


def test_small_files_are_as_the_table_describes_them(tmp_path: Path) -> None:
    make_small(tmp_path, 2000)
    files = listing(tmp_path)
    assert len(files) == 2000
    assert 0.09 < 1 - len({digest for _, digest, _ in files}) / 2000 < 0.12
    assert 3500 < statistics.median(path.stat().st_size for path in files_below(tmp_path)) < 4700
    assert len({path.parent for path in files_below(tmp_path)}) == 20
    assert any("\n" in name for name, _, _ in files)
    assert any("\udce9" in name for name, _, _ in files)
    assert max(changed for _, _, changed in files) < 1_759_276_800 * 10**9


def test_the_same_seed_gives_the_same_files(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        make_small(tmp_path / name, 300)
    assert listing(tmp_path / "one") == listing(tmp_path / "two")


def test_large_files_are_fourteen_of_the_asked_size(tmp_path: Path) -> None:
    make_large(tmp_path, 1_000_000)
    sizes = [path.stat().st_size for path in files_below(tmp_path)]
    assert len(sizes) == 14
    assert sum(sizes) == 1_000_000


def test_no_two_tiny_files_are_alike(tmp_path: Path) -> None:
    make_tiny(tmp_path, 500)
    assert len({digest for _, digest, _ in listing(tmp_path)}) == 500
