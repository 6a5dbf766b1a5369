"""Those who run: Openhold by its command line, and the peers, each with what makes its result durable."""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from bench.measure import Run, RunFailedError, run

_BAGIT = Path(sys.executable).with_name("bagit.py")

BROUGHT_BY = {
    "restic": "apt package restic",
    "tar": "apt package tar",
    "sha256sum": "apt package coreutils",
    "sync": "apt package coreutils",
    str(_BAGIT): "pip package bagit",
}
"""What brings each peer's program."""

PROGRAMS = {"restic": ("restic",), "tar": ("tar", "sha256sum", "sync"), "bagit": (str(_BAGIT), "sync")}
"""The programs that each contestant needs."""


def missing(*programs: str) -> str | None:
    """Return a sentence that says what brings the first program that is not here, or None if all are here."""
    for program in programs:
        if shutil.which(program) is None:
            return f"{Path(program).name} is not here; the {BROUGHT_BY[program]} brings it (python -m bench --install)"
    return None


def install_missing() -> None:
    """Install the peers that are not here: by apt-get, or by pip into this environment, saying so."""
    for program, package in BROUGHT_BY.items():
        if shutil.which(program) is None:
            by, _, name = package.partition(" package ")
            command = (
                ["apt-get", "install", "-y", name] if by == "apt" else [sys.executable, "-m", "pip", "install", name]
            )
            print("installing:", " ".join(command), file=sys.stderr)
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def fresh(folder: Path) -> Path:
    """Return an empty folder at `folder`; what was there is removed. Not part of any timed run."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


class Openhold:
    """One home. Every deed is one process of the command line."""

    def __init__(self, program: Path, home: Path) -> None:
        self._program = program
        self.home = home
        self.matter = ""

    def open_matter(self) -> None:
        """Begin anew: an empty home with one matter in it. Not timed, as `restic init` is not."""
        fresh(self.home)
        opened = self._run("matter", "open", "--title", "Bench v. Clock")
        try:
            self.matter = str(json.loads(opened.out)["matter"])
        except (ValueError, TypeError, KeyError) as failed:
            raise RunFailedError("openhold matter open --json did not say which matter it opened") from failed

    def collect(self, tree: Path, *, sample: bool = False) -> Run:
        return self._run("collect", self.matter, str(tree), sample=sample)

    def audit(self, *, sample: bool = False) -> Run:
        return self._run("audit", sample=sample)

    def get(self, item: Path, to: Path) -> Run:
        to.unlink(missing_ok=True)
        got = self._run("item", "get", self.matter, sha256(item.read_bytes()).hexdigest(), "--to", str(to))
        if to.read_bytes() != item.read_bytes():
            raise RunFailedError("openhold item get gave other bytes back")
        return got

    def _run(self, *words: str, sample: bool = False) -> Run:
        return run([self._program, "--home", self.home, "--json", *words], sample=sample)


class Restic:
    """One repository. Restic's local store syncs each file it writes, so nothing is added."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._env = {
            "RESTIC_PASSWORD": "bench",
            "RESTIC_REPOSITORY": str(folder / "repository"),
            "RESTIC_CACHE_DIR": str(folder / "cache"),
        }

    def begin(self) -> None:
        """Make an empty repository. Not timed."""
        fresh(self._folder)
        self._run("init")

    def backup(self, tree: Path, *, sample: bool = False) -> Run:
        return self._run("backup", "--quiet", str(tree), sample=sample)

    def check(self) -> Run:
        return self._run("check", "--read-data")

    def restore(self, item: Path, to: Path) -> Run:
        fresh(to)
        restored = self._run("restore", "latest", "--quiet", "--target", str(to), "--include", str(item))
        if (to / item.relative_to("/")).read_bytes() != item.read_bytes():
            raise RunFailedError("restic restore gave other bytes back")
        return restored

    @property
    def repository(self) -> Path:
        """The folder of the repository, without the cache."""
        return self._folder / "repository"

    def _run(self, *words: str, sample: bool = False) -> Run:
        return run(["restic", *words], env=self._env, sample=sample)


class TarAndSums:
    """A tar of the tree on the same disk and a list of SHA-256 sums, synced."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begin(self) -> None:
        """Make an empty folder. Not timed."""
        fresh(self._folder)

    def collect(self, tree: Path) -> Run:
        script = (
            'tar -cf "$2/tree.tar" -C "$1" . && cd "$1" && find . -type f -print0 | xargs -0 sha256sum >"$2/sums"'
            ' && sync -f "$2/tree.tar"'
        )
        return _shell(script, tree, self._folder)

    def check(self, tree: Path) -> Run:
        return run(["sha256sum", "--quiet", "-c", self._folder / "sums"], cwd=tree)


class Bag:
    """A copy of the tree made into a BagIt bag with SHA-256 sums, synced."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begin(self) -> None:
        """Make an empty folder. Not timed."""
        fresh(self._folder)

    def collect(self, tree: Path) -> Run:
        return _shell(
            'cp -r "$1" "$2/bag" && "$3" --quiet --sha256 "$2/bag" && sync -f "$2/bag"', tree, self._folder, _BAGIT
        )

    def validate(self) -> Run:
        return run([_BAGIT, "--quiet", "--validate", self._folder / "bag"])


def versions() -> dict[str, str]:
    """Return the first line of what each peer says of its version."""
    told = {}
    commands: Sequence[Sequence[str]] = (["restic", "version"], ["tar", "--version"], ["sha256sum", "--version"])
    for command in (*commands, [str(_BAGIT), "--version"]):
        if shutil.which(command[0]):
            answer = subprocess.run(command, capture_output=True, text=True, check=False)
            told[Path(command[0]).name] = (answer.stdout or answer.stderr).partition("\n")[0].strip()
    return told


def _shell(script: str, *words: Path) -> Run:
    return run(["sh", "-c", script, "sh", *words])
