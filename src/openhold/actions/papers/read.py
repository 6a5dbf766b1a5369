"""Have a court paper opened and read, in a process with limits: whatever it does there costs one sentence."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from openhold.actions.errors import UsageError
from openhold.extract.errors import NotAPaperError
from openhold.extract.sandbox import COMPUTING, SECONDS, Reader

NOTHING_SAID: Mapping[str, str | None] = MappingProxyType(
    {"kind": "auto", "court": None, "case": None, "entered": None}
)
"""What is said of a paper of which nobody says anything."""


def ask(
    reader: Reader,
    name: str,
    data: bytes,
    said: Mapping[str, str | None] = NOTHING_SAID,
    *,
    with_text: bool = False,
    with_noise: bool = False,
) -> dict[str, Any]:
    """Have the bytes of a paper opened and read in the reader's process; see `inside.read_bytes`, also for errors."""
    answer: dict[str, Any] = reader.call(
        "openhold.actions.papers.inside:read_bytes",
        data,
        name=name,
        said=dict(said),
        with_text=with_text,
        with_noise=with_noise,
    )
    return answer


def read_paper(data: bytes, name: str, *, seconds: float = SECONDS, computing: int = COMPUTING) -> dict[str, Any]:
    """Return what `openhold read --json` answers about a paper of which nothing is said; `name` is its file name.

    It may take so many `seconds` by the clock, and compute so many. Raises UsageError where it cannot be read.
    """
    try:
        with Reader(seconds, computing) as reader:
            found: dict[str, Any] = ask(reader, name, data)["paper"]
    except NotAPaperError as error:
        raise UsageError(str(error)) from error
    return found
