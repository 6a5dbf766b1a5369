"""Open a matter: by a form, or from a paper of which each value is accepted or corrected first."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from openhold.actions.errors import ActionError, UsageError
from openhold.actions.name_party import CHOICES
from openhold.actions.note_values import open_matter_said
from openhold.actions.open_matter import Opened, open_matter
from openhold.actions.papers.reading import LARGEST, GoneError, Reading, opened, sealed
from openhold.web import papers
from openhold.web.holds import status_of
from openhold.web.inside import Inside, at_most
from openhold.web.once import Once


@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """Show both ways to open a matter."""
    return _form(cast(Inside, request))


@require_POST
def by_hand(request: HttpRequest) -> HttpResponse:
    """Open a matter by what a form says of it."""
    asked = cast(Inside, request)
    title, court, number = (asked.POST.get(name, "").strip() for name in ("title", "court", "number"))

    def deed() -> Opened:
        if not title:
            raise UsageError("A matter needs a title, such as: Smith v. Jones.")
        return open_matter(
            asked.home, asked.actor, title=title, court=court or None, number=number or None, side=_side(asked)
        )

    return _once(asked, asked.POST.get("form", ""), deed, lambda error: _form(asked, error))


@at_most(papers.BODY)
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Read a paper, and show what it says; nothing of it is kept."""
    asked = cast(Inside, request)
    try:
        found = papers.read_sent(asked, asked.home, asked.actor)
    except UsageError as error:
        return _form(asked, error)
    return reading_page(asked, found) if isinstance(found, Reading) else found


@require_POST
def from_paper(request: HttpRequest) -> HttpResponse:
    """Open a matter with what a person accepted and corrected of a paper as its first facts."""
    asked = cast(Inside, request)
    try:
        found = opened(asked.POST.get("reading", ""), asked.actor)
    except GoneError as error:
        return _form(asked, error)
    said, wrong = papers.decided(found, asked.POST)
    if wrong:
        return reading_page(asked, found, UsageError("Some values do not fit; each says why below."), wrong)

    def deed() -> Opened:
        return open_matter_said(asked.home, asked.actor, found.paper, said, side=_side(asked))

    return _once(asked, found.number, deed, lambda error: reading_page(asked, found, error))


def _once(
    asked: Inside, number: str, deed: Callable[[], Opened], again: Callable[[ActionError], HttpResponse]
) -> HttpResponse:
    """Do the deed, once for a form that is sent twice, and show the matter."""
    once = Once(asked.actor, number)
    if not once.first():
        matter = once.led_to()
        return redirect("matter", matter) if matter else redirect("front")
    try:
        opened = deed()
    except ActionError as error:
        once.forget()
        return again(error)
    except BaseException:
        once.forget()
        raise
    once.keep(opened.matter)
    return redirect("matter", opened.matter)


def _side(asked: Inside) -> str | None:
    return asked.POST.get("side") or None


def _form(asked: Inside, wrong: ActionError | None = None) -> HttpResponse:
    shown = {
        "typed": asked.POST,
        "wrong": wrong,
        "sides": CHOICES,
        "largest": LARGEST,
        "form": asked.POST.get("form") or asked.home.random(16).hex(),
    }
    return render(asked, "opening.html", shown, status=status_of(wrong))


def reading_page(
    asked: Inside, found: Reading, error: ActionError | None = None, wrong: dict[int, str] | None = None
) -> HttpResponse:
    """Show what was read, to be accepted or corrected: for the matter of the address, or for one to be opened."""
    typed = asked.POST if "reading" in asked.POST else None
    them = papers.rows(found, typed, wrong)
    shown = {
        "matter": getattr(asked, "matter", None),
        "standing": getattr(asked, "standing", None),
        "found": found,
        "rows": them,
        "read": sum(row.proposed is not None for row in them),
        "unsure": sum(row.proposed is not None and not row.proposed.sure for row in them),
        "sealed": sealed(found),
        "wrong": error,
        "sides": CHOICES,
        "typed": asked.POST,
    }
    return render(asked, "reading.html", shown, status=status_of(error))
