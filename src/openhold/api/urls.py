"""Every address of this door, under /api/v1/."""

from collections.abc import Callable
from functools import wraps
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI

import openhold
from openhold.actions.record import database_told
from openhold.api import (
    custodians,
    dispositions,
    duty,
    errands,
    jobs,
    kept,
    matters,
    orders,
    papers,
    parties,
    people,
    releases,
    reports,
    sending,
    sources,
    tasks,
    telling,
    things,
    today,
    told,
    versions,
)
from openhold.api.door import Asked, Bearer
from openhold.workbench import repeating

Page = Callable[..., HttpResponseBase]

api = NinjaAPI(
    title="Openhold",
    version=openhold.__version__,
    description="What a page or a command can do. Every request carries a token: Authorization: Bearer openhold_…",
    urls_namespace="api",
    # Its page would need scripts from elsewhere, which the policy of these pages does not allow.
    docs_url=None,
    auth=Bearer(),
)
telling.install(api)
_OF_MATTERS = (
    matters, people, parties, papers, custodians, sources, things, duty, tasks, versions, releases, sending,
    kept, orders, errands, dispositions, reports, told,
)  # fmt: skip
for one in _OF_MATTERS:
    api.add_router("/matters", one.router)
api.add_router("/today", today.router)
api.add_router("/audits", kept.vault)
api.add_router("/reports", reports.across)
api.add_router("/jobs", jobs.router)
api.add_router("/papers", papers.before)


def _answering(page: Page) -> Page:
    """Let an operation say in JSON that it knows no such method, and keep its answer for when it is repeated."""

    @wraps(page)
    def answer(request: HttpRequest, *args: object, **named: object) -> HttpResponseBase:
        response = page(request, *args, **named)
        if response.status_code == 405:
            allowed = response["Allow"]
            response = telling.error("usage", f"{request.method} is nothing that this address knows: {allowed}.", 405)
            response["Allow"] = allowed
        asked = cast("Asked", request)
        first = getattr(asked, "first", None)
        if first is not None:
            with database_told(asked.home):
                repeating.end(first, response.status_code, cast("HttpResponse", response).content.decode())
        return response

    # No cookie is looked at, so that no page of another site can make a browser ask for anything.
    return csrf_exempt(answer)


@csrf_exempt
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """Say that nothing is at this address."""
    return telling.missing()


def _patterns() -> list[URLPattern]:
    found = []
    for one in api.urls[0]:
        if isinstance(one, URLPattern) and one.name != "api-root":
            one.callback = _answering(one.callback)
            found.append(one)
    # The document asks for the address of the whole by this name.
    root = path("", nothing, {"rest": ""}, name="api-root")
    return [root, *found, re_path(r"^(?P<rest>(?s:.*))\Z", nothing, name="nothing")]


app_name = "api"
urlpatterns = _patterns()
