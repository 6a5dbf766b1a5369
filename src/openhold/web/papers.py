"""A paper that somebody sends by a form: read in a process with limits, shown with its words, and kept by nobody.

What was read goes to the browser and comes back signed, so that no draft of it lies about here.
"""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import islice

from allauth.core.internal import ratelimit
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openhold.actions.errors import UsageError
from openhold.actions.home import Home
from openhold.actions.papers.read import read_paper
from openhold.actions.papers.values import COURT, NUMBER, TITLE, Decided, Paper, Proposed, fits, label, proposals
from openhold.actions.wording import words
from openhold.web.refusals import too_often
from openhold.web.words import size

LARGEST = 32 << 20
"""Bytes of a paper at most (32 MiB). The settings keep what is sent in memory up to there."""
BODY = LARGEST + (64 << 10)
"""Bytes of the form that sends a paper at most."""
_SECONDS, _COMPUTING = 90.0, 60
"""So long may a paper take here, where somebody waits for the page; the command line takes more time."""
_AT_ONCE = threading.BoundedSemaphore(2)
"""Two papers are read at a time: the server has other pages to show."""
_LIMITS = {"paper": "10/m/user"}
_MOST = 200
"""So many values are proposed on one page."""
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


@dataclass(frozen=True, slots=True)
class Row:
    """One value on the page: its place and label, what was read (None: nothing), what its field holds, and its tick."""

    place: int
    label: str
    proposed: Proposed | None
    value: str
    taken: bool
    wrong: str = ""


class GoneError(Exception):
    """What a form carries was not made here, for this person and place, or is too old."""


def read_sent(request: HttpRequest, home: Home, actor: str, matter: str = "") -> "Reading | HttpResponse":
    """Read the paper that the form sends; return the page that says no where there were too many.

    Raises UsageError where nothing was sent, or it is no paper.
    """
    if ratelimit.consume(request, app="openhold", action="paper", config=_LIMITS) is None:
        return too_often(request)
    sent = request.FILES.get("paper")
    if not isinstance(sent, UploadedFile) or not sent.size:
        raise UsageError("No paper was sent, or it is empty. Choose a file: PDF, text, HTML, or a mail (.eml).")
    if sent.size > LARGEST:
        raise UsageError(f"The paper is larger than {size(LARGEST)}. Send the paper alone, without its exhibits.")
    if not _AT_ONCE.acquire(timeout=5):
        text = "Nothing was kept. Wait until the others are done, then send it again."
        return render(
            request, "refused.html", {"title": "Two papers are being read already.", "text": text}, status=503
        )
    try:
        data = sent.read()
        name = _name(sent.name)
        found = list(proposals(read_paper(data, name, seconds=_SECONDS, computing=_COMPUTING)))
    finally:
        _AT_ONCE.release()
    shown = tuple(islice(filter(_fit, found), _MOST))
    number = home.random(16).hex()
    return Reading(actor, matter, number, Paper(sha256(data).hexdigest(), name), shown, len(found) - len(shown))


def sealed(reading: Reading) -> str:
    """Return a reading as the form carries it."""
    return signing.dumps(asdict(reading), salt=_SALT, compress=True)


def opened(request: HttpRequest, actor: str, matter: str = "") -> Reading:
    """Return the reading that the form carries; raise GoneError where it is not this person's, for this place."""
    try:
        told = signing.loads(request.POST.get("reading", ""), salt=_SALT, max_age=_HOURS)
    except signing.BadSignature as error:
        raise GoneError from error
    if (told["by"], told["matter"]) != (actor, matter):
        raise GoneError
    told["paper"], told["values"] = Paper(**told["paper"]), tuple(Proposed(**one) for one in told["values"])
    return Reading(**told)


def rows(reading: Reading, typed: Mapping[str, str] | None = None, wrong: Mapping[int, str] | None = None) -> list[Row]:
    """Return the values of a reading as the page shows them: unsure ones first; `typed` is what the form says."""
    made = []
    for place, (field, proposed) in enumerate(_fields(reading)):
        value = "" if proposed is None else " ".join(proposed.value.split())
        taken = proposed is not None and proposed.sure
        if typed is not None:
            value, taken = typed.get(f"value-{place}", ""), f"take-{place}" in typed
        made.append(Row(place, label(field), proposed, value, taken, (wrong or {}).get(place, "")))
    return sorted(made, key=lambda row: row.proposed is None or row.proposed.sure)


def decided(reading: Reading, typed: Mapping[str, str]) -> tuple[list[Decided], dict[int, str]]:
    """Return what the form decides of a reading, and what is wrong with which value of it."""
    said, wrong = [], {}
    for place, (field, proposed) in enumerate(_fields(reading)):
        if f"take-{place}" not in typed:
            continue
        value = " ".join(typed.get(f"value-{place}", "").split())
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


def _fields(reading: Reading) -> "Sequence[tuple[str, Proposed | None]]":
    """Return the fields of the page: what was read, then what names a matter and was not."""
    there: list[tuple[str, Proposed | None]] = [(one.field, one) for one in reading.values]
    read = {field for field, _ in there}
    return [*there, *((field, None) for field in (TITLE, COURT, NUMBER) if field not in read)]


def _fit(one: Proposed) -> bool:
    return len(one.value) <= _ROOM and len(one.quote) <= _WORDS and len(one.field) <= _FIELD


def _name(sent: str | None) -> str:
    try:
        return words(sent or "", "the name of the file", 255)
    except UsageError:
        return "a paper without a name"
