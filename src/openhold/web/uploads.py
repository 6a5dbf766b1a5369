"""Scans that somebody uploads: how large, how often, and their bytes. They are kept as items and never shown here."""

from collections.abc import Callable
from functools import wraps
from typing import cast

from django.http import HttpRequest, HttpResponse

from openhold.actions.errors import UsageError
from openhold.actions.keep_scan import LARGEST
from openhold.web import refusals
from openhold.web.inside import Inside, at_most
from openhold.workbench.counting import UPLOAD, may_send

_REST = 500_000
"""So many bytes of a request may be what stands around a scan."""

Page = Callable[..., HttpResponse]


def counted(page: Page) -> Page:
    """Count the uploads that come to a page, by who sends them, and let none be larger than a scan may be."""

    @at_most(LARGEST + _REST)
    @wraps(page)
    def asked(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        if request.FILES and not may_send(request, UPLOAD, cast(Inside, request).actor):
            return refusals.too_often(request)
        return page(request, *args, **named)

    return asked


def scan_of(request: HttpRequest, name: str = "scan") -> bytes | None:
    """Return the bytes of the file that a form sends under `name`, None where it sends none.

    Raises UsageError where it is larger than a scan may be, before it is read.
    """
    file = request.FILES.get(name)
    if file is None:
        return None
    if (file.size or 0) > LARGEST:
        raise UsageError(f"The scan has {file.size:,} bytes; there is room for {LARGEST:,}. Scan it in grey.")
    return cast(bytes, file.read())
