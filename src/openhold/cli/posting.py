"""Sending as the command line tells of it: what left, what is to be printed, who stays waiting, and the exit code."""

from typing import TYPE_CHECKING

from openhold.cli import context

if TYPE_CHECKING:
    from openhold.actions.home import Home
    from openhold.jobs.sending import Find, Posted

_SHOWN = 10
WAITING, DOWN = 1, 4
"""Exit codes: somebody could not be sent theirs now; the mail server is not there."""


def post(home: "Home", actor: str, matter: str, hold: str, sending: str, find: "Find | None" = None) -> "Posted":
    """Send messages of a kind about a hold as `jobs.sending.post` does, with a progress bar; return what was sent."""
    from openhold.cli.watching import watching
    from openhold.jobs import sending as sender

    with watching("Sending") as watch:
        return sender.post(home, actor, matter, hold, sending, watch, find)


def code(done: "Posted") -> int:
    """Return the exit code of a command that sent."""
    if done.down is not None:
        return DOWN
    return WAITING if done.outbox.left else 0


def row(done: "Posted") -> dict[str, object]:
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


def tell(done: "Posted") -> None:
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


def _tell_sheets(done: "Posted") -> None:
    sheets = done.outbox.sheets
    if not sheets:
        return
    context.tell(f"{len(sheets):,} to print and hand over, because there is no e-mail address:")
    for sheet in sheets[:_SHOWN]:
        context.tell(f"  {sheet}")
    if len(sheets) > _SHOWN:
        context.tell(f"  … and {len(sheets) - _SHOWN:,} more there")
    context.tell(f"Then say so: openhold hold handed-over {done.matter} {done.hold} WHO")
