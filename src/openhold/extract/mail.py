"""Mail as it is read: the text of its body and the headers that matter. Attachments are named and never opened."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

from openhold.extract.decoding import decode, sound
from openhold.extract.errors import NotAPaperError
from openhold.extract.html import decode_html, rendered
from openhold.extract.text import Form, Text, Warned, lines_of

HEADERS = ("from", "to", "subject", "date", "message-id")
"""The headers that are kept, in this order."""
PARTS = 200
"""More parts than this are not looked at."""
WHOLE = 0.5
"""A plain part with fewer than this share of the words of the HTML part is a stub."""

_HEADER = re.compile(rb"([!-9;-~]{1,76}):[ \t\r\n]|([!-9;-~]{1,76}):\S")
_SURE = frozenset((
    b"return-path", b"received", b"delivered-to", b"message-id", b"mime-version", b"content-type", b"dkim-signature",
    b"x-original-to", b"arc-seal", b"content-transfer-encoding", b"x-received", b"received-spf",
))  # fmt: skip
_USUAL = frozenset((b"from", b"to", b"subject", b"date", b"cc", b"sender", b"reply-to"))


def looks_like_mail(data: bytes) -> bool:
    """Tell whether the bytes begin with the headers of mail, whatever the file is called."""
    head = data[:65536].removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if head.startswith((b"From ", b">From ")):
        head = head.partition(b"\n")[2]
    names: set[bytes] = set()
    exact: set[bytes] = set()
    for line in re.split(rb"\r\n|\n|\r", head):
        if line[:1] in (b" ", b"\t") and names and line.strip():
            continue
        match = _HEADER.match(line + b"\n")
        if not match:
            if line.strip():
                return False
            break
        name = match[1] or match[2]
        exact.add(name)
        names.add(name.lower())
    if len(names) < 2:
        return False
    # A memorandum begins with TO:, FROM:, DATE: too, but nobody's address stands in it and it shouts.
    usual = {b"From", b"Subject"} <= exact and bool({b"To", b"Date"} & exact)
    return (bool(names & _SURE) and bool(names & (_USUAL | _SURE - {b"content-type"}))) or usual


def open_mail(data: bytes) -> Text:
    """Return the body of mail as text, its HTML part as `source`, and its headers. Raises `NotAPaperError`."""
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if data.startswith((b"From ", b">From ")):
        data = data.partition(b"\n")[2]
    try:
        message = message_from_bytes(data, policy=policy.default)
        parts = list(_parts(message))
    except (RecursionError, LookupError, ValueError, TypeError, AttributeError):
        raise NotAPaperError("The mail is put together so badly that its parts cannot be told.") from None
    warnings: list[Warned] = []
    plain, source = _bodies(parts, warnings)
    text = _chosen(plain, source)
    return Text(text, Form.MAIL, lines_of(text), source=source, headers=_headers(message), warnings=tuple(warnings))


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    waiting = [message]
    seen = 0
    while waiting and seen < PARTS:
        part = waiting.pop()
        seen += 1
        if part is not message and part.get_content_maintype() == "message":
            yield part
        elif part.is_multipart():
            inner = [each for each in part.iter_parts() if isinstance(each, EmailMessage)]
            waiting.extend(reversed(inner))
        else:
            yield part


def _bodies(parts: list[EmailMessage], warnings: list[Warned]) -> tuple[str, str]:
    """Return the first plain part and the first HTML part; everything else is named in a warning."""
    plain, source, attached = "", "", []
    for part in parts:
        kind = part.get_content_type()
        if _attached(part) or kind not in ("text/plain", "text/html") or (plain if kind == "text/plain" else source):
            attached.append(_name(part))
            continue
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes) or not data.strip():
            continue
        charset = _charset(part)
        text, warned = decode_html(data, charset) if kind == "text/html" else decode(data, charset)
        warnings.extend(warned)
        if kind == "text/html":
            source = text
        else:
            plain = text.replace("\r\n", "\n")
    if attached:
        warnings.append(("attachments-not-opened", f"Not opened: {', '.join(attached[:20])}."))
    return plain, source


def _chosen(plain: str, source: str) -> str:
    if not source:
        return plain
    try:
        shown = rendered(source)
    except NotAPaperError:
        shown = ""
    return plain if plain.strip() and len(plain.split()) >= WHOLE * len(shown.split()) else shown


def _headers(message: EmailMessage) -> tuple[tuple[str, str], ...]:
    found = []
    for name in HEADERS:
        try:
            value = str(message[name] or "")
        except (LookupError, ValueError, TypeError, AttributeError, RecursionError):
            # The library fails on headers that are broken in certain ways; what was written is better than nothing.
            value = next((str(raw) for key, raw in message.raw_items() if key.lower() == name), "")
        if value := " ".join(sound(value).split()):
            found.append((name, value))
    return tuple(found)


def _attached(part: EmailMessage) -> bool:
    try:
        return part.get_content_disposition() == "attachment"
    except (LookupError, ValueError, TypeError, AttributeError):
        return False


def _charset(part: EmailMessage) -> str | None:
    try:
        return part.get_content_charset()
    except (LookupError, ValueError, TypeError, AttributeError):
        return None


def _name(part: EmailMessage) -> str:
    try:
        name = part.get_filename()
    except (LookupError, ValueError, TypeError, AttributeError):
        name = None
    return sound(name or f"a part of the kind {part.get_content_type()}")[:100]
