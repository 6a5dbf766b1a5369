"""A paper that somebody sends by a form: what was read of it as the page shows it, and what the form says of that."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openhold.actions.errors import UsageError
from openhold.actions.home import Home
from openhold.actions.papers import reading as papers
from openhold.actions.papers.reading import LARGEST, BusyError, Reading
from openhold.actions.papers.values import Decided, Proposed, label
from openhold.web.refusals import too_often
from openhold.web.words import size
from openhold.workbench.counting import PAPER, may_send

BODY = LARGEST + (64 << 10)
"""Bytes of the form that sends a paper at most."""


@dataclass(frozen=True, slots=True)
class Row:
    """One value on the page: its place and label, what was read (None: nothing), what its field holds, and its tick."""

    place: int
    label: str
    proposed: Proposed | None
    value: str
    taken: bool
    wrong: str = ""


def read_sent(request: HttpRequest, home: Home, actor: str, matter: str = "") -> "Reading | HttpResponse":
    """Read the paper that the form sends; return the page that says no where there were too many.

    Raises UsageError where nothing was sent, or it is no paper.
    """
    if not may_send(request, PAPER, actor):
        return too_often(request)
    sent = request.FILES.get("paper")
    there = sent if isinstance(sent, UploadedFile) else None
    if there is not None and (there.size or 0) > LARGEST:
        raise UsageError(f"The paper is larger than {size(LARGEST)}. Send the paper alone, without its exhibits.")
    data, name = (b"", "") if there is None else (there.read(), there.name or "")
    try:
        return papers.read_sent(home, actor, data, name, matter)
    except BusyError:
        text = "Nothing was kept. Wait until the others are done, then send it again."
        return render(
            request, "refused.html", {"title": "Two papers are being read already.", "text": text}, status=503
        )


def rows(reading: Reading, typed: Mapping[str, str] | None = None, wrong: Mapping[int, str] | None = None) -> list[Row]:
    """Return the values of a reading as the page shows them: unsure ones first; `typed` is what the form says."""
    made = []
    for place, (field, proposed) in enumerate(papers.fields(reading)):
        value = "" if proposed is None else " ".join(proposed.value.split())
        taken = proposed is not None and proposed.sure
        if typed is not None:
            value, taken = typed.get(f"value-{place}", ""), f"take-{place}" in typed
        made.append(Row(place, label(field), proposed, value, taken, (wrong or {}).get(place, "")))
    return sorted(made, key=lambda row: row.proposed is None or row.proposed.sure)


def decided(reading: Reading, typed: Mapping[str, str]) -> tuple[list[Decided], dict[int, str]]:
    """Return what the form decides of a reading, and what is wrong with which value of it."""
    there = range(len(papers.fields(reading)))
    taken = {place: typed.get(f"value-{place}", "") for place in there if f"take-{place}" in typed}
    return papers.decided(reading, taken)
