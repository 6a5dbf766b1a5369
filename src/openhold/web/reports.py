"""Reports: each as a page to read and print, as a table to save, and as a PDF; of one matter, or across those shown."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import cast

from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from openhold.actions.errors import UsageError
from openhold.actions.find_custodian import custodians
from openhold.actions.holds.look import holds
from openhold.actions.record import database_told
from openhold.actions.reports import acknowledgement as acknowledging
from openhold.actions.reports import history as telling
from openhold.actions.reports import not_on, open_tasks, own_holds, stale
from openhold.actions.roles import matters_of
from openhold.filings.reports import acknowledgement, history
from openhold.filings.reports import not_on as not_on_words
from openhold.filings.reports import open_tasks as task_words
from openhold.filings.reports import own_holds as own_words
from openhold.filings.reports import stale as stale_words
from openhold.filings.reports.pdf import pdf
from openhold.filings.reports.picture import told
from openhold.filings.reports.report import Report, Section, Shown, file_name
from openhold.projections.matter import Matter
from openhold.web.inside import Inside
from openhold.web.lists import ROWS, page_of, saved
from openhold.web.pictures import answers_over_time

_Many = Callable[[Inside, Matter | None], Report]
_One = Callable[[Inside, str], Report]
_Row = list[tuple[Shown, str, str]]
"""The cells of a row, each with the head of its column and the address that it leads to."""


def _not_on(asked: Inside, matter: Matter | None) -> Report:
    return not_on_words.not_on(not_on.not_on(asked.home, _of(asked, matter)), matter)


def _stale(asked: Inside, matter: Matter | None) -> Report:
    quiet, many = _number(asked, "days"), _number(asked, "holds")
    return stale_words.stale(stale.stale_holds(asked.home, _of(asked, matter), quiet=quiet, many=many), matter)


def _tasks(asked: Inside, matter: Matter | None) -> Report:
    return task_words.open_tasks(open_tasks.open_tasks(asked.home, _of(asked, matter)), matter)


def _acknowledgement(asked: Inside, hold: str) -> Report:
    return acknowledgement.acknowledgement(acknowledging.acknowledgement(asked.home, asked.matter, hold))


def _history(asked: Inside, hold: str) -> Report:
    return history.history(telling.history(asked.home, asked.matter, hold))


def _custodian(asked: Inside, custodian: str) -> Report:
    return own_words.own_holds(own_holds.own_holds(asked.home, asked.matter, custodian, _of(asked, None)))


_OF_MANY: Mapping[str, _Many] = {not_on_words.NAME: _not_on, stale_words.NAME: _stale, task_words.NAME: _tasks}
_OF_HOLD: Mapping[str, _One] = {acknowledgement.NAME: _acknowledgement, history.NAME: _history}
_LISTED = tuple((one.NAME, one.WHAT, one.FOR) for one in (not_on_words, stale_words, task_words))


@require_safe
def across(request: HttpRequest) -> HttpResponse:
    """Show which reports there are across matters."""
    return render(request, "reports.html", {"matter": None, "listed": _LISTED})


@require_safe
def across_one(request: HttpRequest, report: str) -> HttpResponse:
    """Show a report across the matters that are shown to whoever asks."""
    asked = cast(Inside, request)
    return _page(asked, _many(asked, report, None))


@require_safe
def across_file(request: HttpRequest, report: str, form: str) -> HttpResponseBase:
    """Give a report across matters as a file."""
    asked = cast(Inside, request)
    return _file(_many(asked, report, None), form)


@require_safe
def of_matter(request: HttpRequest, matter: str) -> HttpResponse:
    """Show which reports there are of a matter, of its holds and of its custodians."""
    asked = cast(Inside, request)
    people = custodians(asked.home, matter)
    shown = {
        "matter": asked.matter,
        "standing": asked.standing,
        "listed": _LISTED,
        "holds": holds(asked.home, matter),
        "page": page_of(asked, sorted(people, key=lambda one: (one.name.casefold(), one.seq))),
        "total": len(people),
    }
    return render(request, "reports.html", shown)


@require_safe
def matter_one(request: HttpRequest, matter: str, report: str) -> HttpResponse:
    """Show a report of a matter."""
    asked = cast(Inside, request)
    return _page(asked, _many(asked, report, asked.matter))


@require_safe
def matter_file(request: HttpRequest, matter: str, report: str, form: str) -> HttpResponseBase:
    """Give a report of a matter as a file."""
    asked = cast(Inside, request)
    return _file(_many(asked, report, asked.matter), form)


@require_safe
def about_one(request: HttpRequest, matter: str, report: str, which: str) -> HttpResponse:
    """Show a report of one hold, or of one custodian."""
    asked = cast(Inside, request)
    return _page(asked, _about(asked, report, which))


@require_safe
def about_file(request: HttpRequest, matter: str, report: str, which: str, form: str) -> HttpResponseBase:
    """Give a report of one hold, or of one custodian, as a file."""
    return _file(_about(cast(Inside, request), report, which), form)


def _of(asked: Inside, matter: Matter | None) -> frozenset[str] | None:
    """Return the matters that a report is of: the one, or those that are shown to whoever asks; None for all."""
    if matter is not None:
        return frozenset({matter.id})
    with database_told(asked.home):
        return matters_of(asked.actor)


def _many(asked: Inside, report: str, matter: Matter | None) -> Report:
    if report not in _OF_MANY:
        raise Http404
    return _OF_MANY[report](asked, matter)


def _about(asked: Inside, report: str, which: str) -> Report:
    if report in _OF_HOLD:
        if all(one.hold.id != which for one in holds(asked.home, asked.matter.id)):
            raise Http404
        return _OF_HOLD[report](asked, which)
    if report != own_words.NAME:
        raise Http404
    try:
        return _custodian(asked, which)
    except UsageError as error:
        raise Http404 from error


def _number(asked: Inside, name: str) -> int | None:
    """Return the number from 1 to 9,999 that the address says, None where it says none."""
    said = asked.GET.get(name, "")
    return int(said) if re.fullmatch(r"[1-9][0-9]{0,3}", said, re.ASCII) else None


def _file(report: Report, form: str) -> HttpResponseBase:
    name = file_name(report)
    if form == "pdf":
        made = HttpResponse(pdf(report), content_type="application/pdf")
        made["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
        return made
    return saved(name, form, report.data, report.day)


def _page(asked: Inside, report: Report) -> HttpResponse:
    tables = [one.table for one in report.sections if one.table is not None]
    # One table is shown a page at a time; of several the beginning of each.
    page = page_of(asked, tables[0].rows) if len(tables) == 1 else None
    shown = {
        "matter": report.matter,
        "standing": getattr(asked, "standing", None),
        "report": report,
        "sections": [_shown(one, page) for one in report.sections],
        "page": page,
        "picture": answers_over_time(report.picture) if report.picture is not None else "",
        "told": told(report.picture) if report.picture is not None else "",
        "base": asked.path_info.rstrip("/"),
    }
    return render(asked, "report.html", shown)


def _shown(one: Section, page: "Page[Sequence[Shown]] | None") -> tuple[Section, list[_Row], int]:
    """Return a section, the rows of it that are shown, and how many more there are that no page has."""
    if one.table is None:
        return one, [], 0
    heads = [head for head, _ in one.table.heads]
    rows = page.object_list if page is not None else one.table.rows[:ROWS]
    shown = [[_cell(*cell) for cell in zip(row, heads, strict=True)] for row in rows]
    return one, shown, 0 if page is not None else max(0, len(one.table.rows) - ROWS)


def _cell(cell: Shown, head: str) -> tuple[Shown, str, str]:
    return cell, head, reverse(cell.link[0], args=cell.link[1:]) if cell.link else ""
