"""The pages that say no: each with what happened, to what, and what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from openhold.actions.errors import ActionError, RefusedError, UsageError


def told(request: HttpRequest, error: ActionError) -> HttpResponse:
    """Turn an action's refusal into a page with its sentence."""
    if isinstance(error, RefusedError):
        title, status = "That is not yours to do here.", 403
    elif isinstance(error, UsageError):
        title, status = "Nothing by that name is here.", 404
    else:
        title, status = "The record cannot be read as it should be.", 503
    # Where the record cannot be read, who is signed in cannot either.
    return _bare(title, str(error), status) if status == 503 else _page(request, title, str(error), status)


def misdirected(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say no to a request that names another host, and nothing more."""
    return HttpResponse("Bad request.\n", status=400, content_type="text/plain; charset=utf-8")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that this is not for whoever asks."""
    return _page(request, "That is not yours to do here.", "Go back to the front page and try from there.", 403)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say, to somebody who is in, that there is no such page: also where a matter is not theirs."""
    return _page(request, "There is no such page.", "The matters that are yours stand on the front page.", 404)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form did not come from a page of ours, or from one that was open too long."""
    text = "Nothing was done. The page was open too long, or cookies are switched off: load it again and repeat it."
    return _page(request, "This form could not be taken.", text, 403)


def too_often(request: HttpRequest) -> HttpResponse:
    """Say that there were too many tries."""
    return _page(request, "That was tried too often.", "Nothing was done. Wait five minutes, then try again.", 429)


def too_large(request: HttpRequest) -> HttpResponse:
    """Say that more was sent than is taken; the page is bare, for who sends it may be nobody we know."""
    text = "Nothing of it was read. Send a smaller file, or use the command line on the machine itself."
    return _bare("That is more than is taken here.", text, 413)


def no_text(request: HttpRequest) -> HttpResponse:
    """Say that the address or the form holds a sign that is no part of a text."""
    text = "Nothing was done. It holds the sign U+0000, which is no part of a text: go back, and type it anew."
    return _bare("This could not be read.", text, 422)


def failed(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours; what it was stands on the terminal."""
    text = "This is a fault of Openhold, not yours. The terminal in which the server runs says what it was."
    return _bare("This page could not be made.", text, 500)


def _bare(title: str, text: str, status: int) -> HttpResponse:
    return HttpResponse(render_to_string("refused.html", {"title": title, "text": text}), status=status)


def _page(request: HttpRequest, title: str, text: str, status: int) -> HttpResponse:
    return render(request, "refused.html", {"title": title, "text": text}, status=status)
