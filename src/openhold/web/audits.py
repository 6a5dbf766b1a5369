"""The audits of a matter in words: is what is kept still whole, who checks it, how a stranger does."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from openhold.actions.describe import describe
from openhold.actions.name_actors import name_actors
from openhold.actions.tell_audits import MEANINGS, tell_audits
from openhold.filings.table import Table
from openhold.jobs import errands
from openhold.jobs.asking import start_errands
from openhold.projections.audit import Audit
from openhold.web.inside import Inside, for_deed
from openhold.web.lists import one_of, page_of, saved
from openhold.workbench.errand import REREAD

_AUDIT = "have what is kept read again"
_HEAD = ("run (UTC)", "read", "share", "items", "bytes", "findings", "codes")
_SHOWS = {
    "all": lambda _: True,
    "wrong": lambda one: one.findings > 0,
    "whole": lambda one: one.sample == "all",
}
_FILTERS = (("all", "all"), ("wrong", "something was wrong"), ("whole", "everything was read"))


def _chosen(asked: Inside, runs: tuple[Audit, ...]) -> list[Audit]:
    return list(filter(_SHOWS[one_of(asked, "show", _SHOWS)], runs))


@require_safe
def listed(request: HttpRequest, matter: str) -> HttpResponse:
    """Say whether what is kept is whole, how far the ledger is signed, and list the audits, newest first."""
    asked = cast(Inside, request)
    told, there = tell_audits(asked.home, asked.matter.id), describe(asked.home, asked.matter)
    waiting = errands.unfinished(asked.matter.id, REREAD)
    shown = {
        "matter": asked.matter,
        "standing": asked.standing,
        "audits": told,
        "told": there,
        "reread": there.reread,
        "filters": [(name, words, sum(map(_SHOWS[name], told.runs))) for name, words in _FILTERS],
        "show": one_of(asked, "show", _SHOWS),
        "page": page_of(asked, _chosen(asked, told.runs)),
        "meanings": [(code, MEANINGS.get(code, "This version does not know it.")) for code in told.met],
        "asked_for": waiting,
        "names": name_actors(asked.home, asked.matter.id, [waiting.asked_by] if waiting else []),
        "may_ask": asked.standing.may(_AUDIT),
    }
    return render(asked, "audits.html", shown)


@require_safe
def as_file(request: HttpRequest, matter: str, form: str) -> HttpResponseBase:
    """Give the audits that the address asks for as a file."""
    asked = cast(Inside, request)
    rows = (
        (
            one.at, "whole vault" if one.scope == "vault" else one.scope, one.sample, one.checked, one.bytes,
            one.findings, "; ".join(f"{code} {times}" for code, times in sorted(one.codes.items())),
        )
        for one in _chosen(asked, tell_audits(asked.home, asked.matter.id).runs)
    )  # fmt: skip
    return saved(f"audits-{matter}", form, [Table("Audits", _HEAD, rows)], asked.home.clock().date())


@for_deed(_AUDIT)
@require_POST
def ask(request: HttpRequest, matter: str) -> HttpResponse:
    """Have all that is kept of the matter read again."""
    asked = cast(Inside, request)
    errands.ask_to_reread(asked.home, asked.matter.id, asked.actor)
    messages.success(request, start_errands(asked.home))
    return redirect("audits", matter)


@for_deed(_AUDIT)
@require_POST
def stop(request: HttpRequest, matter: str) -> HttpResponse:
    """Let the re-reading that somebody asked for end."""
    asked = cast(Inside, request)
    messages.success(request, f"{errands.stop(asked.home, asked.matter.id, REREAD)} Nothing of it is recorded.")
    return redirect("audits", matter)
