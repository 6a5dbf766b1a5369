"""A notice as a custodian gets it, made by what makes the messages that are sent; only the link leads nowhere.

A real link would let whoever looks answer in the custodian's name.
"""

from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from openhold.actions.holds.notices import Addressee
from openhold.actions.home import Home
from openhold.filings.notice.post import Occasion, composer, sheet_of
from openhold.jobs.sending import sender_of
from openhold.projections.custodian import Custodian
from openhold.projections.notice import Notice, NoticeText
from openhold.workbench.configuration import Configuration

NO_LINK = "/n/a-link-of-its-own-is-made-for-each-custodian-when-it-is-sent/"
MESSAGE_ID = "<preview@openhold.invalid>"


def mail(
    home: Home, configured: Configuration, who: Custodian, words: NoticeText, acknowledge_by: date
) -> EmailMessage | None:
    """Return the mail that a custodian would get, None where no address is known or no mail can be written."""
    if who.email is None:
        return None
    link = None if configured.address is None else (lambda _notice, _at: f"{configured.address}{NO_LINK}")
    zone = configured.reminders.zone
    compose = composer(reminds=False, sender=sender_of(configured.mail), link=link, zone=zone)
    told = compose(Addressee(who, Notice(), words, acknowledge_by), MESSAGE_ID, home.clock())
    return message_from_bytes(told, policy=default) if isinstance(told, bytes) else None


def sheet(home: Home, configured: Configuration, who: Custodian, words: NoticeText, acknowledge_by: date) -> str:
    """Return the sheet that a custodian would be handed, as a page to print."""
    today = configured.reminders.day(home.clock())
    occasion = Occasion(recipient=who.name, today=today, acknowledge_by=acknowledge_by, link=None, reminds_of=None)
    return sheet_of(words, occasion).decode()


def text_of(message: EmailMessage | None, form: str) -> str | None:
    """Return the ``plain`` or ``html`` part of a mail, None where it has none."""
    body = None if message is None else message.get_body((form,))
    return None if body is None else str(body.get_content()).replace("\r\n", "\n")
