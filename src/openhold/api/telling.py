"""What went wrong, in the one shape of every error: ``{"error": {"code", "message"}}``, with the action's sentence."""

import json
import logging

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, RawPostDataException
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from openhold.actions.errors import ActionError, RefusedError, StorageError, UsageError, WantingError
from openhold.workbench.errors import ConfigurationError, HookError, RepeatError, TokenError
from openhold.workbench.repeating import Before

_UNKNOWN = "Send a token with the request: Authorization: Bearer openhold_…  A person makes one on the page Tokens."
_MISSING = "There is nothing at this address, or nothing that this token shows."
_FAULT = "This is a fault of Openhold, not yours. The terminal in which the server runs says what it was."


class DeniedError(Exception):
    """It is there, and neither the role of whoever asks nor the scope of the token lets them do it (403)."""


class MissingError(Exception):
    """It is not there, or not shown to whoever asks (404). The sentence, where there is one, says what is."""


class TooOftenError(Exception):
    """It was asked too often (429)."""


class RepeatedError(Exception):
    """It was asked before by the same key: what was answered then is the answer."""

    def __init__(self, before: Before) -> None:
        super().__init__()
        self.before = before


def error(code: str, message: str, status: int) -> HttpResponse:
    """Return an answer that says what went wrong."""
    text = json.dumps({"error": {"code": code, "message": message}}, ensure_ascii=False)
    response = HttpResponse(text.encode("utf-8", "backslashreplace"), status=status, content_type="application/json")
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    if status == 429:
        response["Retry-After"] = "60"
    return response


def missing(message: str = "") -> HttpResponse:
    """Return the answer that nothing is there."""
    return error("not-found", message or _MISSING, 404)


def told(raised: Exception) -> HttpResponse:
    """Return the answer for whatever was raised."""
    if isinstance(raised, RepeatedError):
        response = HttpResponse(raised.before.body, status=raised.before.status, content_type="application/json")
        response["Idempotency-Replayed"] = "true"
        return response
    if isinstance(raised, RepeatError):
        return error("repeated", str(raised), 409 if raised.same else 422)
    if isinstance(raised, RequestDataTooBig | RawPostDataException):
        return error("usage", "The request is too long. Send less at a time.", 422)
    for family, code, status in _FAMILIES:
        if isinstance(raised, family):
            return error(code, str(raised), status)
    logging.getLogger("django.request").error("A request of a program could not be answered.", exc_info=raised)
    return error("fault", _FAULT, 500)


_FAMILIES: tuple[tuple[type[Exception], str, int], ...] = (
    (TokenError, "no-token", 401),
    (DeniedError, "not-yours", 403),
    (TooOftenError, "too-often", 429),
    (RefusedError, "refused", 409),
    (UsageError, "usage", 422),
    (HookError, "usage", 422),
    (ConfigurationError, "usage", 422),
    (WantingError, "wanting", 503),
    (StorageError, "storage", 503),
    (ActionError, "storage", 503),
    # What ninja says of a body that is no JSON.
    (HttpError, "usage", 422),
)


def install(api: NinjaAPI) -> None:
    """Let every error of `api` be told in the one shape."""

    def unknown(_: HttpRequest, raised: Exception | type[Exception]) -> HttpResponse:
        return told(raised) if isinstance(raised, Exception) else error("fault", _FAULT, 500)

    def nobody(_: HttpRequest, raised: Exception | type[Exception]) -> HttpResponse:
        return error("no-token", _UNKNOWN, 401)

    def nothing(_: HttpRequest, raised: Exception | type[Exception]) -> HttpResponse:
        return missing(str(raised) if isinstance(raised, MissingError) else "")

    def unfit(_: HttpRequest, raised: Exception | type[Exception]) -> HttpResponse:
        return error("usage", _sentence(raised) if isinstance(raised, ValidationError) else "", 422)

    for family, handler in (
        (Exception, unknown),
        (HttpError, unknown),
        (AuthenticationError, nobody),
        (Http404, nothing),
        (MissingError, nothing),
        (ValidationError, unfit),
    ):
        api.add_exception_handler(family, handler)


def _sentence(raised: ValidationError) -> str:
    """Return which field does not fit and why; of several the first."""
    first = raised.errors[0]
    # What ninja puts first is where it looked: the body, the query, the address, then the name of an argument.
    where = ".".join(str(part) for part in first["loc"][1:] if part not in ("body", "asked")) or str(first["loc"][0])
    return f"{where}: {first['msg'].removeprefix('Value error, ')}."
