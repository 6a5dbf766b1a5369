"""What custodians said about a hold: questions, losses, and where something may be; and answering them."""

from openhold.cli import context
from openhold.rows import holds as rows


def said(matter: str, hold: str, /) -> None:
    """Show what custodians asked, reported lost, and said about where something may be. It is privileged.

    That you read it is recorded, once a day.

    Example: `openhold hold said quintrell force`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    hold: str
        The hold's id, or a part of its title.
    """
    from openhold.cli.bootstrap import in_matter

    home, actor, found = in_matter(matter)
    from openhold.actions.read_privileged import read_heard

    them = read_heard(home, actor, found.id, hold)
    if context.current.json:
        context.document({"said": [rows.heard(one) for one in them]})
        return
    if not them:
        context.tell("No custodian has said anything yet.")
        return
    for one in them:
        what = f"{one.kind} {one.id}".rstrip()
        context.tell(f"{context.printable(one.name)}, {one.at:%d %b %Y}, entry {one.seq:,}: {what}")
        for label, words in one.words.items():
            context.tell(f"  {label}:")
            for row in words.splitlines():
                context.tell(f"    {context.printable(row)}")


def answer(matter: str, question: str, text: str, /) -> None:
    """Answer a custodian's question; the custodian reads it on the page that the notice's link opens.

    Example: `openhold hold answer quintrell q-4k7t0z9xqd "Yes, your own phone too."`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    question: str
        The question's id, as `openhold hold said` shows it.
    text: str
        The answer.
    """
    from openhold.cli.bootstrap import in_matter

    home, actor, found = in_matter(matter)
    from openhold.actions.holds.questions import answer as record_answer

    done = record_answer(home, actor, found.id, question, text)
    if context.current.json:
        context.document({"question": done.id, "custodian": done.custodian})
        return
    context.tell(f"Question {done.id} is answered.")
