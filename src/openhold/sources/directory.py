"""A folder of this machine, or one mounted on it, as a source.

Never follows a link out: below the root everything is opened by its bare name in its open folder. Symbolic
links, devices, sockets and pipes are `excluded` by a `special:` rule and never opened.
"""

import os
import stat
from collections.abc import Iterable, Iterator

from openhold.sources.contract import File, NotRead
from openhold.sources.errors import CannotRead, NotReachableError
from openhold.sources.opening import cannot_read, open_folder
from openhold.sources.reading import DirectoryReader
from openhold.sources.rules import Exclude, matcher
from openhold.sources.walking import Walk


class Directory:
    """Everything below `root`; links in the path of the root itself are followed once, when it is built.

    - `excludes`: what one of these rules matches, and all that lies below a folder that it matches, is seen and
      gets its own `excluded` line with the rule's name, but is not read.
    - `keep_out`: folders by (dev, ino) that are never walked, the home of the vault above all. Nothing below one
      has a line; the folder itself has one, `excluded` by `openhold:home`.
    - `one_file_system`: a folder on another file system than the root's is not walked and has one line,
      `excluded` by `special:other-filesystem`. Otherwise other file systems are entered.

    A folder that could not be entered has one `failed` line, and so has one whose listing broke off, before the
    lines of what was listed (for the root, with the path `.`): `too-deep` for more than 1,000 levels and for a
    folder that is its own ancestor.
    """

    __slots__ = ("_excludes", "_keep_out", "_one_file_system", "root")

    def __init__(
        self,
        root: str | bytes | os.PathLike[str],
        excludes: Iterable[Exclude] = (),
        keep_out: Iterable[tuple[int, int]] = (),
        *,
        one_file_system: bool = False,
    ) -> None:
        path = os.fsencode(root)
        self.root = path if b"\0" in path else os.path.realpath(path)  # the walk tells what is wrong with it
        self._excludes = tuple(excludes)
        self._keep_out = frozenset(keep_out)
        self._one_file_system = one_file_system

    def walk(self) -> Iterator[list[File | NotRead]]:
        """Yield what is there, as the contract says. Raises NotReachableError at the first step."""
        match = matcher(self._excludes)
        yield from Walk(self._open_root(), match, self._keep_out, self._one_file_system).steps()

    def reader(self) -> DirectoryReader:
        """Return a new reader for one thread."""
        return DirectoryReader(self.root)

    def _open_root(self) -> int:
        name = os.fsdecode(self.root)
        try:
            if not stat.S_ISDIR(os.lstat(self.root).st_mode):
                raise NotReachableError(f"{name!r} is not a folder; give the folder that holds the evidence.")
            return open_folder(self.root, None)
        except (OSError, ValueError) as error:
            raise _not_reachable(name, cannot_read(error)) from None
        except CannotRead as error:
            raise _not_reachable(name, error) from None


def _not_reachable(name: str, error: CannotRead) -> NotReachableError:
    match error.reason:
        case "vanished":
            return NotReachableError(f"There is no folder {name!r}; check the path, and whether its disk is mounted.")
        case "permission":
            return NotReachableError(
                f"The folder {name!r} may not be opened by this user; run as one who may read it, or have it opened."
            )
        case _:
            return NotReachableError(f"The folder {name!r} cannot be opened ({error}); check it, then try again.")
