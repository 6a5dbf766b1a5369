"""Files: those that programs send as the body of a request, and those that they are given."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse

from openhold.actions.errors import UsageError
from openhold.api.telling import TooOftenError
from openhold.workbench.counting import may_send

if TYPE_CHECKING:
    from openhold.api.door import Asked

SCAN_KINDS = ("application/pdf", "image/jpeg", "image/png")
"""What a scan or photograph may be."""
LONGEST = 32 << 20
"""Bytes of the longest file that any operation takes (32 MiB)."""


def read_file(request: HttpRequest, most: int = LONGEST) -> bytes:
    """Return the bytes that a request sends as its body; raise UsageError where they are more than `most`."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    data: bytes = b"" if not said.isdecimal() or int(said) > most else request.read(most + 1)
    if not said.isdecimal() or max(int(said), len(data)) > most:
        raise UsageError(f"The file is longer than {most:,} bytes, which is the most that is taken here.")
    return data


def sent_file(asked: "Asked", what: str, most: int, kinds: Sequence[str]) -> bytes:
    """Return the file that is the body of a request; `what` counts it, as pages count theirs.

    Raises UsageError where the Content-Type is none of `kinds`, or it is longer than `most`; TooOftenError.
    """
    if asked.content_type not in kinds:
        raise UsageError(f"Send the file itself as the body, with Content-Type: {' or '.join(kinds)}.")
    if not may_send(asked, what, asked.actor):
        raise TooOftenError("So many files were sent in a short time. Wait a minute, then go on.")
    data = read_file(asked, most) if asked.file is None else asked.file
    if len(data) > most:
        raise UsageError(f"The file is longer than {most:,} bytes, which is the most that is taken here.")
    return data


def body_of(*kinds: str) -> dict[str, Any]:
    """Return how the document describes a body that is a file of one of these kinds."""
    kind = {"schema": {"type": "string", "format": "binary"}}
    return {"requestBody": {"required": True, "content": dict.fromkeys(kinds, kind)}}


def answered_by(*kinds: str) -> dict[str, Any]:
    """Return how the document describes an answer that is a file of one of these kinds."""
    kind: dict[str, Any] = {"schema": {}}
    return {"responses": {200: {"description": "The file.", "content": dict.fromkeys(kinds, kind)}}}


def attached(name: str, data: bytes, kind: str) -> HttpResponse:
    """Give a file to be saved."""
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
