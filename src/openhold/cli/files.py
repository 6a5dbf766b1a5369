"""Write the files that a person named: all of them, or none, and never over another."""

import os
from collections.abc import Mapping
from pathlib import Path

from openhold.cli.context import MisuseError


def write_new(files: Mapping[Path, bytes]) -> None:
    """Write each of `files`, none of which may exist.

    Raises MisuseError where one exists, and OSError, with its path, where one cannot be written; then none is left.
    """
    made: list[Path] = []
    try:
        for file, data in files.items():
            try:
                with file.open("xb") as out:
                    made.append(file)
                    out.write(data)
                    out.flush()
                    os.fsync(out.fileno())
            except FileExistsError as error:
                raise MisuseError(f"{file} exists already; name a file that does not.") from error
            except OSError as error:
                raise OSError(error.errno, error.strerror, str(file)) from error
    except BaseException:
        for file in made:
            file.unlink(missing_ok=True)
        raise
