"""Tell custodians about a hold, remind them, and note what they answer."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from openhold.cli import context
from openhold.cli.context import MisuseError
from openhold.cli.deeds.reading import bytes_of

if TYPE_CHECKING:
    from openhold.actions.holds.notices import Addressee
    from openhold.actions.home import Home
    from openhold.jobs.sending import Find

_Preview = Annotated[bool, Parameter(negative=())]


def send(matter: str, hold: str, /, *, again: str | None = None, preview: _Preview = False) -> int:
    """Send the notice of the version in force to each custodian who has not got it; go on where it broke off.

    With --again one custodian gets it once more, whether they have it or not.

    The exact bytes stand in the home's outbox, and in the vault. They leave by mail where web.toml names a server under
    [mail]; else nothing leaves. Exit code 1: somebody stays waiting; 4: the mail server is not there.

    Example: `openhold hold send quintrell force`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    hold: str
        The hold's id, or a part of its title.
    again: str
        Send it once more to this custodian alone: an id, an address or a name.
    preview: bool
        Only say who would get what.
    """
    from openhold.cli.bootstrap import in_matter

    home, actor, found = in_matter(matter)
    from openhold.actions.holds.notices import to_send

    if again is not None:
        return _again(home, actor, found.id, hold, again, preview=preview)
    if preview:
        _show(home, to_send(home, found.id, hold))
        return 0
    return _post(home, actor, found.id, hold, "first")


def _again(home: "Home", actor: str, matter: str, hold: str, who: str, *, preview: bool) -> int:
    from openhold.actions.errors import RefusedError
    from openhold.actions.find_custodian import find_custodian
    from openhold.actions.holds.due import notice_of

    custodian = find_custodian(home, matter, who)

    def find() -> "Sequence[Addressee]":
        one = notice_of(home, matter, hold, custodian.id)
        if one is None:
            raise RefusedError(
                f"{custodian.name} gets no notice of this hold now: it is not in force, they were released, or it is "
                f"silent to them. Who gets one: openhold hold show {matter} '{hold}'"
            )
        return [one]

    if preview:
        _show(home, find())
        return 0
    return _post(home, actor, matter, hold, "again", find)


def remind(matter: str, hold: str, /, *, preview: _Preview = False) -> int:
    """Remind each custodian who got the notice and has not acknowledged; nobody twice within twenty hours.

    Example: `openhold hold remind quintrell force --preview`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    hold: str
        The hold's id, or a part of its title.
    preview: bool
        Only say who has not acknowledged, and who of them would get what.
    """
    from openhold.cli.bootstrap import in_matter

    home, actor, found = in_matter(matter)
    from openhold.actions.holds.notices import to_remind, waiting

    if preview:
        _show(home, waiting(home, found.id, hold), {one.custodian.id for one in to_remind(home, found.id, hold)})
        return 0
    return _post(home, actor, found.id, hold, "reminder")


def handed_over(matter: str, hold: str, who: str, /) -> None:
    """Note that a custodian without e-mail was handed the printed sheet.

    Example: `openhold hold handed-over quintrell force 'Calvin Strand'`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    hold: str
        The hold's id, or a part of its title.
    who: str
        The custodian: an id, an address or a name.
    """
    from openhold.cli.bootstrap import in_matter

    home, actor, found = in_matter(matter)
    from openhold.actions.find_custodian import find_custodian
    from openhold.actions.holds.outbox import note_handed_over

    custodian = find_custodian(home, found.id, who)
    new = note_handed_over(home, actor, found.id, hold, custodian.id)
    if context.current.json:
        context.document({"custodian": custodian.id, "recorded": new})
        return
    context.tell(
        f"{custodian.name} was handed the sheet. When it comes back signed: "
        f"openhold hold acknowledge {found.id} {hold} {custodian.id} --by-hand --scan FILE"
        if new
        else f"That {custodian.name} was handed the sheet stands there already; nothing was recorded."
    )


def acknowledge(
    matter: str,
    hold: str,
    who: str,
    /,
    *,
    by_hand: Annotated[bool, Parameter(negative=())] = False,
    scan: Path | None = None,
    evidence: str | None = None,
    version: int | None = None,
) -> None:
    """Note that a custodian acknowledged on paper or by word of mouth. Those with a link answer for themselves.

    Example: `openhold hold acknowledge quintrell force 'Calvin Strand' --by-hand`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    hold: str
        The hold's id, or a part of its title.
    who: str
        The custodian: an id, an address or a name.
    by_hand: bool
        It was on paper, or by word of mouth. Nothing else can be noted here, so it has to be said.
    scan: Path
        The scan of the signed notice (PDF, JPEG, PNG), which is kept as an item.
    evidence: str
        The SHA-256 of a kept item that shows it, where the scan is kept already.
    version: int
        The version; the one in force where nobody says.
    """
    if not by_hand:
        raise MisuseError("Custodians answer by their own link. If it was on paper or by word of mouth, say --by-hand.")
    if scan is not None and evidence is not None:
        raise MisuseError("--scan keeps the scan and names it; --evidence names one that is kept. Say one of them.")
    data = None if scan is None else bytes_of(scan)
    from openhold.cli.bootstrap import in_matter

    home, actor, found = in_matter(matter)
    from openhold.actions.find_custodian import find_custodian
    from openhold.actions.holds.acknowledge_on_paper import acknowledge_on_paper
    from openhold.actions.holds.notices import acknowledge as note

    custodian = find_custodian(home, found.id, who)
    if data is not None:
        new = acknowledge_on_paper(home, actor, found.id, hold, custodian.id, data, version=version)
    else:
        new = note(home, actor, found.id, hold, custodian.id, version=version, way="by hand", evidence=evidence)
    if context.current.json:
        context.document({"custodian": custodian.id, "recorded": new})
        return
    context.tell(
        f"{custodian.name} has acknowledged."
        if new
        else f"{custodian.name} had acknowledged already; nothing was recorded."
    )


def _post(home: "Home", actor: str, matter: str, hold: str, sending: str, find: "Find | None" = None) -> int:
    from openhold.cli import posting

    done = posting.post(home, actor, matter, hold, sending, find)
    if context.current.json:
        context.document(posting.row(done))
    else:
        posting.tell(done)
    return posting.code(done)


def _show(home: "Home", them: "Sequence[Addressee]", only: set[str] | None = None) -> None:
    """Print who would get what; where there is `only`, the others of `them` would get nothing now."""
    from openhold.workbench import configuration

    by_mail = configuration.read(home.folder).mail is not None

    def gets(one: "Addressee") -> str:
        if only is not None and one.custodian.id not in only:
            return "nothing now"
        return "a sheet" if one.custodian.email is None else "a mail" if by_mail else "a file"

    if context.current.json:
        context.document({"by_mail": by_mail, "waiting": [{**_row(one), "gets": gets(one)} for one in them]})
        return
    if not them:
        context.tell("Everybody who was asked has acknowledged." if only is not None else "Nobody is to get one now.")
        return
    from openhold.cli import tables

    tables.show(
        ("no answer", "would get", "address", "language", "sent", "reminders", "due"),
        [
            (
                one.custodian.name,
                gets(one),
                one.custodian.email or "none: print and hand over",
                one.words.language,
                "not yet" if one.notice.sent_at is None else f"{one.notice.sent_at:%d %b %Y}",
                f"{one.notice.reminders:,}",
                f"{one.acknowledge_by:%d %b %Y}",
            )
            for one in them
        ],
        right=(5,),
    )
    if not by_mail:
        context.tell(f"Nothing leaves by mail: {home.folder / 'web.toml'} names no server under [mail].")


def _row(one: "Addressee") -> dict[str, object]:
    return {
        "custodian": one.custodian.id,
        "name": one.custodian.name,
        "email": one.custodian.email,
        "language": one.words.language,
        "version": one.notice.version,
        "sent_at": None if one.notice.sent_at is None else one.notice.sent_at.isoformat(),
        "reminders": one.notice.reminders,
        "acknowledge_by": one.acknowledge_by.isoformat(),
    }
