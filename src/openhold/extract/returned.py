"""What mail that comes back says: that a message did not arrive, that it is late, or something else (RFC 3464).

A report is read by the standard library, part by part and header by header; whatever is wrong with it makes it one that
cannot be read, never an error.
"""

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from typing import Literal

LONGEST = 2_000_000
"""A report with more bytes than this is not read."""

What = Literal["failed", "delayed", "arrived", "automatic", "other"]

_ID = re.compile(r"<[^<>\s]{1,250}>")
_PARTS = 50
_CUT = 200


@dataclass(frozen=True, slots=True)
class Report:
    """What a mail says: that a message ``failed`` for good, is ``delayed`` or ``arrived``; or what it is instead.

    ``automatic`` is a reply that no person wrote, ``other`` all that is no report, or none that can be read. `of` is
    the Message-ID of what it is about, None where it does not say; `why` is what the mail server said, on one line.
    """

    what: What
    of: str | None = None
    why: str = ""


def read_report(data: bytes) -> Report:
    """Return what a mail says of one that was sent."""
    if len(data) > LONGEST:
        return Report("other")
    try:
        return _read(message_from_bytes(data))
    except (RecursionError, LookupError, ValueError, TypeError, AttributeError):
        # The library fails so on what is put together badly.
        return Report("other")


def _read(message: "Message[str, str]") -> Report:
    if message.get_content_type() != "multipart/report":
        automatic = str(message.get("Auto-Submitted", "no")).strip().lower() != "no"
        return Report("automatic" if automatic or message.get("X-Autoreply") else "other")
    parts = message.get_payload()
    if not isinstance(parts, list):
        return Report("other")
    of: str | None = None
    recipients: list[Message[str, str]] = []
    for part in parts[:_PARTS]:
        if not isinstance(part, Message):
            continue
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            blocks = part.get_payload()
            # The first block is of the message as a whole.
            recipients += (
                [one for one in blocks[1:_PARTS] if isinstance(one, Message)] if isinstance(blocks, list) else []
            )
        elif kind in ("message/rfc822", "text/rfc822-headers") and of is None:
            of = _original(part)
    for action, what in _SAID:
        said = [one for one in recipients if str(one.get("Action", "")).split(" ")[0].strip().lower() == action]
        if said:
            return Report(what, of, _why(said[0]))
    return Report("other", of)


_SAID: tuple[tuple[str, What], ...] = (
    ("failed", "failed"),
    ("delayed", "delayed"),
    ("delivered", "arrived"),
    ("relayed", "arrived"),
    ("expanded", "arrived"),
)
"""What a report says of a recipient (RFC 3464 section 2.3.3), the worst first."""


def _original(part: "Message[str, str]") -> str | None:
    """Return the Message-ID of the message that a part gives back, whole or its headers alone."""
    inside = part.get_payload()
    if isinstance(inside, list):
        original = inside[0] if inside and isinstance(inside[0], Message) else None
    else:
        decoded = part.get_payload(decode=True)
        original = message_from_bytes(decoded) if isinstance(decoded, bytes) else None
    found = _ID.fullmatch(str(original.get("Message-ID", "")).strip()) if original is not None else None
    return found[0] if found else None


def _why(recipient: "Message[str, str]") -> str:
    status, said = (str(recipient.get(name, "")) for name in ("Status", "Diagnostic-Code"))
    text = said.partition(";")[2] or said or status or "the mail server gave no reason"
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return line if len(line) <= _CUT else f"{line[: _CUT - 3]}..."
