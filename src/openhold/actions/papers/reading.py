"""A paper that somebody sends over the network: read in a process with limits, shown with its words, kept by nobody.

What was read goes to whoever sent it and comes back sealed, so that no draft of it lies about here, and nobody notes a
quote that is not in the paper. It takes the settings of the server, whose key seals.
"""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import islice

from django.core import signing

from openhold.actions.errors import RefusedError, UsageError
from openhold.actions.home import Home
from openhold.actions.papers.read import read_paper
from openhold.actions.papers.values import COURT, NUMBER, TITLE, Decided, Paper, Proposed, fits, proposals
from openhold.actions.wording import words

LARGEST = 32 << 20
"""Bytes of a paper at most (32 MiB). The settings keep what is sent in memory up to there."""
_SECONDS, _COMPUTING = 90.0, 60
"""So long may a paper take where somebody waits for the answer; the command line takes more time."""
_AT_ONCE = threading.BoundedSemaphore(2)
"""Two papers are read at a time: the server has other things to do."""
_MOST = 200
"""So many values are proposed at once."""
_ROOM, _WORDS, _FIELD = 2000, 4000, 255
"""Signs of a value, its words and its field at most; what has more is left to the command line."""
_HOURS = 12 * 60 * 60
_SALT = "openhold.web.papers"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from a paper: `by` whom, for which matter (empty: one to be opened), and a `number` of its own."""

    by: str
    matter: str
    number: str
    paper: Paper
    values: tuple[Proposed, ...]
    more: int


class BusyError(RefusedError):
    """As many papers are being read as may be at a time."""


class GoneError(UsageError):
    """What was sent back was not read here, for this person and place, or is too old."""

    def __init__(self) -> None:
        super().__init__("What was read was open too long, or is not yours. Send the paper again.")


def read_sent(home: Home, actor: str, data: bytes, name: str, matter: str = "") -> Reading:
    """Return what the bytes of a paper called `name` say; nothing of it is kept.

    Raises UsageError where it is empty, too large or no paper, BusyError where two are being read.
    """
    if not data:
        raise UsageError("No paper was sent, or it is empty. Choose a file: PDF, text, HTML, or a mail (.eml).")
    if len(data) > LARGEST:
        raise UsageError("The paper is larger than 32 MiB. Send the paper alone, without its exhibits.")
    if not _AT_ONCE.acquire(timeout=5):
        raise BusyError("Two papers are being read already. Wait until the others are done, then send it again.")
    try:
        called = _name(name)
        found = list(proposals(read_paper(data, called, seconds=_SECONDS, computing=_COMPUTING)))
    finally:
        _AT_ONCE.release()
    shown = tuple(islice(filter(_fit, found), _MOST))
    number = home.random(16).hex()
    return Reading(actor, matter, number, Paper(sha256(data).hexdigest(), called), shown, len(found) - len(shown))


def sealed(reading: Reading) -> str:
    """Return a reading as it is sent and comes back."""
    return signing.dumps(asdict(reading), salt=_SALT, compress=True)


def opened(text: str, actor: str, matter: str = "") -> Reading:
    """Return the reading that was sealed; raise GoneError where it is not this person's, for this place."""
    try:
        told = signing.loads(text, salt=_SALT, max_age=_HOURS)
    except signing.BadSignature as error:
        raise GoneError from error
    if (told["by"], told["matter"]) != (actor, matter):
        raise GoneError
    told["paper"], told["values"] = Paper(**told["paper"]), tuple(Proposed(**one) for one in told["values"])
    return Reading(**told)


def fields(reading: Reading) -> "Sequence[tuple[str, Proposed | None]]":
    """Return the fields to decide on, by their place: what was read, then what names a matter and was not."""
    there: list[tuple[str, Proposed | None]] = [(one.field, one) for one in reading.values]
    read = {field for field, _ in there}
    return [*there, *((field, None) for field in (TITLE, COURT, NUMBER) if field not in read)]


def decided(reading: Reading, taken: Mapping[int, str]) -> tuple[list[Decided], dict[int, str]]:
    """Return what a person decides of a reading, and what is wrong with which value of it.

    `taken` has the value that holds by the place of its field: empty where the paper is silent. What is not in it
    was not decided.
    """
    said, wrong = [], {}
    for place, (field, proposed) in enumerate(fields(reading)):
        if place not in taken:
            continue
        value = " ".join(taken[place].split())
        if proposed is not None and value == " ".join(proposed.value.split()):
            said.append(Decided(field, proposed, proposed.value))
        elif not value:
            said.append(Decided(field, proposed, None))
        elif proposed is not None and not fits(proposed, value):
            wrong[place] = "A date is written YYYY-MM-DD, with a time YYYY-MM-DDTHH:MM."
        else:
            try:
                said.append(Decided(field, proposed, words(value, "what holds", _ROOM)))
            except UsageError as error:
                wrong[place] = str(error)
    return said, wrong


def _fit(one: Proposed) -> bool:
    return len(one.value) <= _ROOM and len(one.quote) <= _WORDS and len(one.field) <= _FIELD


def _name(sent: str) -> str:
    try:
        return words(sent, "the name of the file", 255)
    except UsageError:
        return "a paper without a name"
