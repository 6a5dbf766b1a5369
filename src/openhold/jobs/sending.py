"""Send what is to be sent: words from filings, bytes to the outbox, and on by the home's mail server if it has one."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime

from openhold.actions.collect.action import Collected
from openhold.actions.collect.pipeline import Watch
from openhold.actions.holds import outbox as boxes
from openhold.actions.holds.find import find_hold
from openhold.actions.holds.keep_sent import keep_sent
from openhold.actions.holds.notices import Addressee, Sent, deliver, remind, send_first
from openhold.actions.holds.outbox import Outbox
from openhold.actions.home import Home
from openhold.filings.notice.mail import Mailbox
from openhold.filings.notice.post import composer
from openhold.projections.notice import AGAIN, FIRST, REMINDER, Notice
from openhold.workbench import configuration
from openhold.workbench.configuration import Configuration
from openhold.workbench.errors import OutgoingError
from openhold.workbench.links import Claim, Links
from openhold.workbench.outgoing import Mail, MailServer


@dataclass(frozen=True, slots=True)
class Posted:
    """What was sent. `mail` is the server's configuration; `down` says why sending broke off, None where it did not."""

    home: Home
    matter: str
    hold: str
    outbox: Outbox
    sent: tuple[Sent, ...]
    mail: Mail | None
    down: str | None
    kept: Collected | None


Find = Callable[[], Sequence[Addressee]]
"""Says who is to get a message, once nobody else sends for the matter."""


def post(
    home: Home, actor: str, matter: str, hold: str, sending: str, watch: Watch, find: Find | None = None
) -> Posted:
    """Send messages of one kind (`sending`) about a hold, and keep what was sent.

    To whom is what `find` says; without it notices (``first``) and reminders go to whoever is to get one. Raises
    ConfigurationError where `web.toml` is wrong, RefusedError where messages of the matter are being sent just now or
    no version is in force. A mail server that is down raises nothing: `down` says so.
    """
    configured = configuration.read(home.folder)
    mail = configured.mail
    found = find_hold(home, matter, hold).id
    follows = sending not in (FIRST, AGAIN)
    compose = composer(
        reminds=follows,
        sender=sender_of(mail),
        link=link_maker(home, configured),
        zone=configured.reminders.zone,
        letter=sending if follows else REMINDER,
    )
    down = None
    with (
        nullcontext() if mail is None else MailServer(mail) as server,
        boxes.opened(
            home,
            matter,
            sending,
            compose,
            carry=None if server is None else server.carry,
            sender="" if mail is None else mail.sender[1],
            watch=watch,
        ) as box,
    ):
        try:
            if find is not None:
                deliver(home, actor, find(), box, box.ready)
            else:
                (send_first if sending == FIRST else remind)(home, actor, matter, found, box, box.ready)
        except OutgoingError as error:
            down = str(error)
        kept = keep_sent(home, actor, matter, watch)
    return Posted(home, matter, found, box, tuple(box.sent), mail, down, kept)


def sender_of(mail: Mail | None) -> Mailbox | None:
    """Return whom mails are from; None where nobody knows yet who will send them."""
    return None if mail is None else Mailbox(name=mail.sender[0], address=mail.sender[1])


def link_maker(home: Home, configured: Configuration) -> Callable[[Notice, datetime], str] | None:
    """Return what makes the link to a custodian's page; None where the pages are on this machine alone."""
    if configured.address is None:
        # A link to them would lead custodians nowhere.
        return None
    links = Links.of(home.folder)

    def link(notice: Notice, at: datetime) -> str:
        return links.notice_link(Claim(notice.matter, notice.hold, notice.version, notice.custodian), at)

    return link
