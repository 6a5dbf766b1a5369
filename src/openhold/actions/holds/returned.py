"""Note what mail that came back says: that a message about a hold did not arrive.

A report counts where it gives back the Message-ID of a message that stands in the outbox and was sent. A part of
that id is random, so nobody makes one up who never saw the message.
"""

import re
from hashlib import sha256
from pathlib import Path

from openhold.actions.holds.notices import note_bounced
from openhold.actions.holds.outbox import FOLDER
from openhold.actions.home import Home
from openhold.actions.record import database_told
from openhold.extract.returned import read_report
from openhold.projections.notice import Sending

BOUNCED, KNOWN, DELAYED, ARRIVED, FOREIGN, AUTOMATIC, OTHER = (
    "did not arrive", "known already", "late, and still on its way", "arrived", "not one of ours",
    "an automatic reply", "no report of a mail server",
)  # fmt: skip
"""What a mail that came back is."""
_OURS = re.compile(
    r"<(h-[0-9a-z]{1,40})\.(v\d{1,9}\.k-[0-9a-z]{1,40}\.[a-z]{1,16}\d{0,12}\.[0-9a-f]{8})(\.[0-9a-f]+)?@.*>"
)


def take_returned(home: Home, actor: str, data: bytes) -> str:
    """Record that a message did not arrive, where `data`, a mail, is a report of that; return what it is.

    A message that is delayed has not failed, an automatic reply acknowledges nothing, and what is about no message of
    ours changes nothing: of these nothing is recorded.
    """
    report = read_report(data)
    if report.what == "automatic":
        return AUTOMATIC
    if report.what == "other":
        return OTHER
    sent = _sent(home, report.of or "")
    if sent is None:
        return FOREIGN
    if report.what != "failed":
        return DELAYED if report.what == "delayed" else ARRIVED
    new = note_bounced(home, actor, sent.matter, sent.hold, sent.message_sha256, report.why)
    return BOUNCED if new else KNOWN


def _sent(home: Home, message_id: str) -> Sending | None:
    """Return the message that has this id, None where it is none that was sent."""
    ours = _OURS.fullmatch(message_id)
    if ours is None:
        return None
    for file in sorted((home.folder / FOLDER).glob(f"*/{ours[1]}/{ours[2]}.eml")):
        data = _read(file)
        if (
            f"\r\nMessage-ID: {message_id}\r\n".encode("utf-8", "replace")
            not in data.partition(b"\r\n\r\n")[0] + b"\r\n"
        ):
            continue
        with database_told(home):
            return Sending.objects.filter(
                matter=file.parent.parent.name, hold=ours[1], message_sha256=sha256(data).hexdigest()
            ).first()
    return None


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""
