"""Send what is to be sent: words from filings, bytes to the outbox, and on by the home's mail server if it has one."""

from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openhold.cli import context

if TYPE_CHECKING:
    from datetime import datetime

    from openhold.actions.collect.action import Collected
    from openhold.actions.holds.notices import Sent
    from openhold.actions.holds.outbox import Outbox
    from openhold.actions.home import Home
    from openhold.projections.notice import Notice
    from openhold.workbench.outgoing import Mail

_SHOWN = 10
WAITING, DOWN = 1, 4
"""Exit codes: somebody could not be sent theirs now; the mail server is not there."""


@dataclass(frozen=True, slots=True)
class Posted:
    """What was sent. `mail` is the server's configuration; `down` says why sending broke off, None where it did not."""

    home: "Home"
    matter: str
    hold: str
    outbox: "Outbox"
    sent: "tuple[Sent, ...]"
    mail: "Mail | None"
    down: str | None
    kept: "Collected | None"

    @property
    def code(self) -> int:
        """The exit code of the command."""
        if self.down is not None:
            return DOWN
        return WAITING if self.outbox.left else 0


def post(home: "Home", actor: str, matter: str, hold: str, sending: str) -> Posted:
    """Send notices (`sending` is ``first``) or reminders of a hold to whoever is to get one, and keep what was sent."""
    from openhold.actions.holds import outbox as boxes
    from openhold.actions.holds.find import find_hold
    from openhold.actions.holds.keep_sent import keep_sent
    from openhold.actions.holds.notices import remind, send_first
    from openhold.cli.watching import watching
    from openhold.filings.notice.mail import Mailbox
    from openhold.filings.notice.post import composer
    from openhold.projections.notice import FIRST
    from openhold.workbench import configuration
    from openhold.workbench.errors import OutgoingError
    from openhold.workbench.links import Claim, Links
    from openhold.workbench.outgoing import MailServer

    configured = configuration.read(home.folder)
    mail = configured.mail
    found = find_hold(home, matter, hold).id
    # Without an address the pages are on this machine alone, and a link to them would lead custodians nowhere.
    links = None if configured.address is None else Links.of(home.folder)

    def link(notice: "Notice", at: "datetime") -> str:
        assert links is not None  # noqa: S101 -- it is used only where there are links
        return links.notice_link(Claim(notice.matter, notice.hold, notice.version, notice.custodian), at)

    sender = None if mail is None else Mailbox(name=mail.sender[0], address=mail.sender[1])
    compose = composer(reminds=sending != FIRST, sender=sender, link=None if links is None else link)
    down = None
    with ExitStack() as stack:
        watch = stack.enter_context(watching("Sending"))
        server = None if mail is None else stack.enter_context(MailServer(mail))
        box = stack.enter_context(
            boxes.opened(
                home,
                matter,
                sending,
                compose,
                carry=None if server is None else server.carry,
                sender="" if mail is None else mail.sender[1],
                watch=watch,
            )
        )
        try:
            (send_first if sending == FIRST else remind)(home, actor, matter, found, box, box.ready)
        except OutgoingError as error:
            down = str(error)
        kept = keep_sent(home, actor, matter, watch)
    return Posted(home, matter, found, box, tuple(box.sent), mail, down, kept)


def row(done: Posted) -> dict[str, object]:
    """Return what was sent as documents show it."""
    return {
        "by_mail": done.mail is not None,
        "outbox": str(done.outbox.folder / done.hold),
        "sent": [
            {
                "custodian": one.custodian,
                "way": one.way,
                "to": one.to,
                "message_sha256": one.message_sha256,
                "bounced": one.bounced,
            }
            for one in done.sent
        ],
        "to_print": [str(one) for one in done.outbox.sheets],
        "waiting": [
            {"custodian": one.custodian.id, "name": one.custodian.name, "why": why} for one, why in done.outbox.left
        ],
        "down": done.down,
        "kept": None if done.kept is None else done.kept.fact.collection,
    }


def tell(done: Posted) -> None:
    """Print what was sent for a person."""
    box, folder = done.outbox, done.outbox.folder / done.hold
    if done.mail is None:
        if box.written:
            context.tell(f"{box.written:,} written to {folder}; nothing was sent by mail.")
            context.tell(
                "Open each .eml in your mail program and send it, or name a server under [mail] in "
                f"{done.home.folder / 'web.toml'} before the next."
            )
    elif done.sent:
        context.tell(f"{box.mailed:,} sent by mail through {done.mail.server}. The same bytes stand in {folder}.")
    for one in done.sent:
        if one.bounced is not None:
            context.tell(f"Refused: {one.to}: {one.bounced}. Correct the address, and send again.")
    for who, why in box.left:
        context.tell(f"Still waiting: {who.custodian.name}: {why}")
    _tell_sheets(done)
    if not (done.sent or box.sheets or box.left or done.down):
        context.tell("Nobody is to get one now.")
    if done.down is not None:
        context.say(f"{done.down}. Whoever has not got theirs stays waiting; the same command goes on.")


def _tell_sheets(done: Posted) -> None:
    sheets = done.outbox.sheets
    if not sheets:
        return
    context.tell(f"{len(sheets):,} to print and hand over, because there is no e-mail address:")
    for sheet in sheets[:_SHOWN]:
        context.tell(f"  {sheet}")
    if len(sheets) > _SHOWN:
        context.tell(f"  … and {len(sheets) - _SHOWN:,} more there")
    context.tell(f"Then say so: openhold hold handed-over {done.matter} {done.hold} WHO")
