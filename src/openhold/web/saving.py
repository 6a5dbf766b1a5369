"""Lists that other pages show, as files: matters, sources of a matter, answers of a hold."""

from typing import cast

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from openhold.actions.describe import describe
from openhold.actions.holds.answering import SHOWS, Answers
from openhold.actions.record import database_told
from openhold.actions.reports.acknowledgement import acknowledgement
from openhold.actions.roles import matters_of
from openhold.actions.survey_matters import SHOWS as MATTERS
from openhold.actions.survey_matters import SORTS, overview
from openhold.filings.reports.acknowledgement import answers_table
from openhold.filings.table import Table
from openhold.web.holds import look
from openhold.web.inside import Inside
from openhold.web.lists import one_of, saved
from openhold.web.words import place

_MATTERS = ("matter", "title", "court", "number", "opened (UTC)", "last collection (UTC)", "items kept", "bytes")
_SOURCES = (
    "source", "kind", "place", "custodian", "left out by rule", "retention", "days", "on", "last collection (UTC)",
    "items kept", "bytes",
)  # fmt: skip


@require_safe
def matters(request: HttpRequest, form: str) -> HttpResponseBase:
    """Give the matters that the address asks for, of those shown to whoever asks, as a file, in their order."""
    asked = cast(Inside, request)
    show, sort = one_of(request, "show", MATTERS), one_of(request, "sort", SORTS)
    with database_told(asked.home):
        theirs = matters_of(asked.actor)
    rows = (
        (
            one.matter.id, one.matter.title, one.matter.court, one.matter.number, one.matter.opened_at,
            one.kept.sealed_at, one.kept.items, one.kept.bytes,
        )
        for one in overview(asked.home, theirs, show=show, sort=sort).matters
    )  # fmt: skip
    return saved("matters", form, [Table("Matters", _MATTERS, rows)], asked.home.clock().date())


@require_safe
def sources(request: HttpRequest, matter: str, form: str) -> HttpResponseBase:
    """Give the sources of a matter as a file."""
    asked = cast(Inside, request)
    told = describe(asked.home, asked.matter, newest=0)
    rows = (
        (
            one.id, one.kind, place(one), told.whose.get(one.id), "; ".join(one.excludes),
            one.retention, one.days, one.on,
            *((kept.sealed_at, kept.items, kept.bytes) if (kept := told.kept.get(one.id)) else (None, 0, 0)),
        )
        for one in told.sources
    )  # fmt: skip
    return saved(f"sources-{matter}", form, [Table("Sources", _SOURCES, rows)], asked.home.clock().date())


@require_safe
def answers(request: HttpRequest, matter: str, hold: str, form: str) -> HttpResponseBase:
    """Give the answers of a hold that the address asks for as a file, in their order."""
    asked = cast(Inside, request)
    held = look(asked, hold).standing.hold
    told = acknowledgement(asked.home, asked.matter, hold)
    table = answers_table(Answers(asked.home, held, one_of(request, "show", SHOWS))[:], told)
    return saved(f"answers-{hold}", form, [table], asked.home.clock().date())
