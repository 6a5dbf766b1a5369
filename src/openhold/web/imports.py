"""Many custodians at once: from a file or a directory, shown first, and recorded when somebody says yes to that.

What was read waits in the cache, for whoever read it alone and for an hour: so what is recorded is what was shown.
"""

from collections.abc import Sequence
from datetime import date
from secrets import token_hex
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from openhold.actions.comparing import Told
from openhold.actions.errors import ActionError, RefusedError, UsageError
from openhold.actions.import_custodians import (
    LARGEST,
    Change,
    Imported,
    Prepared,
    csv_directory,
    import_custodians,
    ldap_directory,
    read_directory,
)
from openhold.web.custodian_forms import FromDirectory, FromFile
from openhold.web.custodians import NAME
from openhold.web.holds import status_of
from openhold.web.inside import Inside, at_most, for_deed
from openhold.web.refusals import too_often
from openhold.web.words import count
from openhold.workbench.counting import IMPORT, may_send
from openhold.workbench.directories import named
from openhold.workbench.errors import ConfigurationError

_REST = 100_000
"""Bytes of the form around the file at most."""
_SECONDS = 3600
_SHOWN = 50
"""So many of each kind are shown; all are recorded."""
_CAUSES = (
    ("left", "person has left,people have left"),
    ("moved", "person moved,people moved"),
    ("corrected", "person is corrected,people are corrected"),
    ("named", "person is new,people are new"),
)
"""The causes of changes, what raises an alarm first."""
_FIELDS = (
    ("name", "name"), ("email", "e-mail"), ("language", "language"), ("title", "does"), ("place", "place"),
    ("external", "id"),
)  # fmt: skip


@for_deed(NAME)
@at_most(LARGEST + _REST)
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, matter: str) -> HttpResponse:
    """Ask for a file or a directory; read it, and keep it for the page that shows what would be recorded."""
    asked = cast(Inside, request)
    if request.method != "POST":
        return _asking(asked, FromFile(), _from_directory(None))
    if not may_send(request, IMPORT, asked.actor):
        return too_often(request)
    by_file = "directory" not in request.POST
    of_file = FromFile(request.POST, request.FILES) if by_file else FromFile()
    of_directory = _from_directory(None if by_file else asked)
    form = of_file if by_file else of_directory
    if not form.is_valid():
        return _asking(asked, of_file, of_directory, status=422)
    try:
        prepared = _of_file(asked, of_file) if by_file else _of_directory(asked, of_directory)
    except (ActionError, ConfigurationError) as error:
        form.add_error(None, str(error))
        return _asking(asked, of_file, of_directory, status=422)
    waiting = token_hex(16)
    cache.set(_key(asked, waiting), prepared, _SECONDS)
    return redirect("confirm-import", matter, waiting)


@for_deed(NAME)
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, matter: str, waiting: str) -> HttpResponse:
    """Show what would be recorded of what waits; record it when somebody says yes, and once however often they do."""
    asked = cast(Inside, request)
    key = _key(asked, waiting)
    prepared = cache.get(key)
    claim = f"{key}:claimed"
    if prepared is None or (request.method == "POST" and not cache.add(claim, True, _SECONDS)):
        messages.info(request, "This import was recorded already, or waited for too long. Nothing more was recorded.")
        return redirect("custodians", matter)
    if request.method != "POST":
        return _preview(asked, prepared)
    try:
        done = import_custodians(
            asked.home,
            asked.actor,
            matter,
            prepared.directory,
            leavers=prepared.leavers,
            skip_broken="skip" in request.POST,
        )
    except ActionError as error:
        cache.delete(claim)
        return _preview(asked, prepared, error)
    cache.delete(key)
    messages.success(request, f"Recorded: {in_words(done)}" if done.recorded else "Nothing of it was new.")
    return redirect("custodians", matter)


def in_words(done: Imported) -> str:
    """Return the numbers of an import as a sentence."""
    told = [
        f"{number:,} {word}"
        for number, word in (
            (done.named, "named"), (done.corrected, "corrected"), (done.moved, "moved"), (done.left, "left"),
        )
        if number
    ]  # fmt: skip
    return f"{', '.join(told) or 'nothing'}; {done.same:,} as known before."


def _of_file(asked: Inside, form: FromFile) -> Prepared:
    file = form.cleaned_data["file"]
    if (file.size or 0) > LARGEST:
        raise UsageError(f"{file.name} is larger than {LARGEST // 1_000_000} MB. Import it on the command line.")
    directory = read_directory(csv_directory(file.read(), file.name or "the file"))
    return Prepared(directory, file.name or "the file", _day(asked, form.cleaned_data["leavers"]))


def _of_directory(asked: Inside, form: FromDirectory) -> Prepared:
    place = named(settings.CONFIGURED.directories, form.cleaned_data["directory"])
    directory = read_directory(ldap_directory(place, place.password(), form.only))
    return Prepared(directory, f"the directory {place.id}", _day(asked, form.cleaned_data["leavers"]))


def _day(asked: Inside, leavers: bool) -> date | None:
    return asked.home.clock().date() if leavers else None


def _from_directory(asked: Inside | None) -> FromDirectory:
    there = [(one.id, f"{one.id} ({one.server})") for one in settings.CONFIGURED.directories]
    return FromDirectory(None if asked is None else asked.POST, directories=there)


def _key(asked: Inside, waiting: str) -> str:
    return f"import:{asked.matter.id}:{asked.actor}:{waiting}"


def _asking(asked: Inside, of_file: FromFile, of_directory: FromDirectory, status: int = 200) -> HttpResponse:
    shown = {
        "matter": asked.matter,
        "standing": asked.standing,
        "of_file": of_file,
        "of_directory": of_directory if settings.CONFIGURED.directories else None,
    }
    return render(asked, "import.html", shown, status=status)


def _preview(asked: Inside, prepared: Prepared, wrong: ActionError | None = None) -> HttpResponse:
    """Show what would be recorded; where it cannot be, why, and the rows that are broken."""
    status = status_of(wrong)
    found, refused = _looked(asked, prepared, prepared.leavers)
    if found is None and prepared.leavers is not None:
        # Rows that are broken keep everybody from being told who left: without leavers they can be shown.
        found, _ = _looked(asked, prepared, None)
    kinds = []
    for cause, words in _CAUSES if found and not refused else ():
        them = [(one.new, _said(one)) for one in (found.changes if found else ()) if one.cause == cause]
        if them:
            kinds.append((cause, count(len(them), words), them[:_SHOWN], max(0, len(them) - _SHOWN)))
    shown = {
        "matter": asked.matter,
        "standing": asked.standing,
        "prepared": prepared,
        "found": found,
        "can": refused is None,
        "wrong": wrong or refused,
        "kinds": kinds,
        "left_out": _some(found.broken if found else ()),
        "repeated": _some(found.repeated if found else ()),
    }
    return render(asked, "import_preview.html", shown, status=status)


def _looked(asked: Inside, prepared: Prepared, leavers: date | None) -> tuple[Imported | None, ActionError | None]:
    """Return what would be recorded, or why nothing can be."""
    try:
        done = import_custodians(
            asked.home,
            asked.actor,
            asked.matter.id,
            prepared.directory,
            leavers=leavers,
            skip_broken=True,
            preview=True,
        )
    except (UsageError, RefusedError) as error:
        return None, error
    return done, None


def _some(them: Sequence[Told]) -> tuple[Sequence[Told], int, int]:
    """Return the first few, how many there are, and how many of them are not among the few."""
    return them[:_SHOWN], len(them), max(0, len(them) - _SHOWN)


def _said(one: Change) -> list[str]:
    """Return what is new of a person, piece by piece."""
    if one.old is None:
        return [text for text in (one.new.title, one.new.place, one.new.email or "notices on paper") if text]
    told = []
    for field, words in _FIELDS:
        before, now = getattr(one.old, field), getattr(one.new, field)
        if before != now:
            told.append(f"{words}: {before or 'not known'} \u2192 {now}")
    if one.old.manager != one.new.manager:
        told.append("another manager")
    return told
