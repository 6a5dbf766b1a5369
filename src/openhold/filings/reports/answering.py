"""Holds and answers in words: the same on the hold's page, in its reports and in what is saved."""

from dataclasses import dataclass
from datetime import UTC, datetime

from openhold.filings.document import count
from openhold.filings.reports.picture import long
from openhold.projections.hold import APPROVED, PROPOSED, Hold, HoldVersion
from openhold.projections.notice import Notice

WAYS = {"mail": "by e-mail", "folder": "written to the outbox", "by hand": "handed over"}
"""How a message left, in words."""


@dataclass(frozen=True, slots=True)
class State:
    """The state of an answer: a shape (the symbol's id), the words, a smaller line, and how loud it is."""

    sign: str
    words: str
    more: str = ""
    tone: str = ""


def headline(hold: Hold, newest: HoldVersion, asked: int, acknowledged: int) -> tuple[str, ...]:
    """Return the answer to "Who has answered?", or why nobody could yet, in one or two sentences."""
    off = _not_on(hold, newest)
    if off:
        return off
    if not asked:
        return ("This hold is in force.", "Nobody is asked to acknowledge it.")
    if asked == 1:
        return ("The one custodian has acknowledged.",) if acknowledged else ("The one custodian has not answered.",)
    if acknowledged in (0, asked):
        whole = f"All {asked:,} custodians have" if acknowledged else f"None of the {asked:,} custodians has"
        return (f"{whole} acknowledged.",)
    left = asked - acknowledged
    return (f"{acknowledged:,} of {asked:,} custodians have acknowledged.", f"{count(left, 'has', 'have')} not.")


def answer_state(notice: Notice | None, *, released: bool, now: datetime) -> State:
    """Return where one custodian's answer stands."""
    if released:
        return State("none", "Released", tone="off")
    if notice is None:
        return State("none", "Gets no notice", "covered all the same", "off")
    if notice.acknowledged_at is not None:
        return State("done", day(notice.acknowledged_at), acknowledged_way(notice), "off")
    if notice.bounced_why:
        return State("lost", "Never arrived", f"\u201c{notice.bounced_why}\u201d", "bad")
    asked = f"asked {_ago((now - notice.asked_at).days)}"
    if notice.sent_at is None:
        return State("none", "Not told yet", asked)
    return State("none", "No answer", asked)


def acknowledged_way(notice: Notice) -> str:
    """Return how a custodian acknowledged, in words."""
    return "signed on paper" if notice.acknowledged_way == "by hand" else "by the link in the notice"


def last_message(notice: Notice | None) -> tuple[str, str]:
    """Return when and how the last message left, and the reminders, each empty where there is none."""
    if notice is None or notice.last_at is None:
        return ("", "")
    reminders = count(notice.reminders, "reminder", "reminders") if notice.reminders else "no reminder"
    return (f"{day(notice.last_at)}, {WAYS.get(notice.last_way, notice.last_way)}", reminders)


def day(moment: datetime) -> str:
    """Return ``Tue 3 March 2026``, the day in UTC."""
    return long(moment.astimezone(UTC).date())


def _not_on(hold: Hold, newest: HoldVersion) -> tuple[str, ...]:
    name = f"Version {newest.version}"
    if hold.released_at is not None:
        return (f"This hold was released on {day(hold.released_at)}.", "Nobody is asked about it any more.")
    if hold.in_force:
        return ()
    if newest.state == PROPOSED:
        return (f"{name} waits for a second person to approve it.", "Nobody was told yet.")
    if newest.state == APPROVED:
        return (f"{name} is approved, and nobody has issued it.", "Nobody was told yet.")
    return (f"{name} was returned: it goes no further.", "Nothing of this hold is in force.")


def _ago(days: int) -> str:
    return "today" if days < 1 else "yesterday" if days == 1 else f"{days:,} days ago"
