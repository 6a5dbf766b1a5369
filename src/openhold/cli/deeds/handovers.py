"""Hand-overs of things: note one, confirm or dispute it, print what both sign, print the thing's label."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from openhold.cli import context
from openhold.cli.deeds.reading import bytes_of
from openhold.cli.files import write_new

if TYPE_CHECKING:
    from openhold.actions.home import Home
    from openhold.filings.thing_sheets import Papers

_Side = Literal["giver", "taker", "both"]


def hand_over(
    matter: str,
    thing: str,
    /,
    *,
    to: str,
    why: str,
    place: str,
    giver: str | None = None,
    at: str | None = None,
    tz: str | None = None,
    seal: str | None = None,
    seal_state: str | None = None,
) -> None:
    """Note that a thing was handed over. Both sides are to confirm it.

    Example: `openhold thing hand-over quintrell telephone --to 'R. Lang' --why 'To be imaged' --place 'laboratory'`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    thing: str
        The thing's id or mark, or a part of what it is.
    to: str
        Who took it: a custodian or a person by id, address or name, or somebody else by name.
    why: str
        Why it was handed over.
    place: str
        Where it is kept since.
    giver: str
        Who gave it; whoever has it by the record where nobody says.
    at: str
        When, such as 2026-03-05T14:00-08:00; now where nobody says.
    tz: str
        The zone of a time without offset, such as America/Los_Angeles.
    seal: str
        The number of the seal, as it was read then.
    seal_state: str
        How the seal was found: whole or broken.
    """
    from openhold.cli.bootstrap import open_home

    home, instance = open_home()
    from openhold.actions.moments import past_moment
    from openhold.actions.open_matter import find_matter
    from openhold.actions.things.hand_over import Handing
    from openhold.actions.things.hand_over import hand_over as note

    found = find_matter(home, matter).id
    moment = past_moment(home, at, tz, "it was handed over")
    done = Handing(taker=to, at=moment, why=why, place=place, giver=giver, seal=seal, seal_state=seal_state)
    _tell(home, found, note(home, instance.actor, found, thing, done).handover)


def confirm(matter: str, handover: str, /, *, side: _Side, scan: Path | None = None, item: str | None = None) -> None:
    """Note that a side of a hand-over says that it is right: you, or whoever signed a sheet.

    Example: `openhold thing confirm quintrell g-4k7t0z9xqd --side both --scan sheet.pdf`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    handover: str
        The hand-over's id, as `openhold thing show --json` and its sheet say it.
    side: str
        Which side: giver, taker or both.
    scan: Path
        The scan of the signed sheet (PDF, JPEG, PNG), which is kept as an item.
    item: str
        The scan where it is kept already, by its SHA-256 or path.
    """
    data = None if scan is None else bytes_of(scan)
    from openhold.cli.bootstrap import open_home

    home, instance = open_home()
    from openhold.actions.open_matter import find_matter
    from openhold.actions.things.confirm_hand_over import confirm_hand_over

    found = find_matter(home, matter).id
    for one in ("giver", "taker") if side == "both" else (side,):
        confirm_hand_over(home, instance.actor, found, handover, one, evidence=item, scan=data)
    _tell(home, found, handover)


def dispute(
    matter: str,
    handover: str,
    /,
    *,
    side: Literal["giver", "taker"],
    why: str,
    scan: Path | None = None,
    item: str | None = None,
) -> None:
    """Note that a side of a hand-over says that it is not so.

    Example: `openhold thing dispute quintrell g-4k7t0z9xqd --side taker --why 'I never saw it.'`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    handover: str
        The hand-over's id.
    side: str
        Which side: giver or taker.
    why: str
        What is not so, in their words.
    scan: Path
        The scan of what they signed (PDF, JPEG, PNG), which is kept as an item.
    item: str
        The scan where it is kept already, by its SHA-256 or path.
    """
    data = None if scan is None else bytes_of(scan)
    from openhold.cli.bootstrap import open_home

    home, instance = open_home()
    from openhold.actions.open_matter import find_matter
    from openhold.actions.things.confirm_hand_over import dispute_hand_over

    found = find_matter(home, matter).id
    dispute_hand_over(home, instance.actor, found, handover, side, why, evidence=item, scan=data)
    _tell(home, found, handover)


def sheet(matter: str, handover: str, /, *, to: Path) -> None:
    """Write the sheet that both sides of a hand-over sign, as one HTML file to print.

    Example: `openhold thing sheet quintrell g-4k7t0z9xqd --to sheet.html`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    handover: str
        The hand-over's id.
    to: Path
        The file to write, which must not exist.
    """
    from openhold.cli.bootstrap import open_home

    home, _ = open_home()
    from openhold.actions.things.find import find_handover
    from openhold.filings.thing_sheets import handover_sheet

    papers = _papers(home, matter, lambda found: find_handover(home, found, handover).thing)
    handing = next(one for one in papers.handings if one.handover == handover)
    _write(to, handover_sheet(papers, handing))


def label(matter: str, thing: str, /, *, to: Path) -> None:
    """Write the label that goes with a thing, with its chain of custody, as one HTML file to print.

    Example: `openhold thing label quintrell telephone --to label.html`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    thing: str
        The thing's id or mark, or a part of what it is.
    to: Path
        The file to write, which must not exist.
    """
    from openhold.cli.bootstrap import open_home

    home, _ = open_home()
    from openhold.filings.thing_sheets import label as write

    _write(to, write(_papers(home, matter, lambda _: thing)))


def _papers(home: "Home", matter: str, which: Callable[[str], str]) -> "Papers":
    from openhold.actions.open_matter import find_matter
    from openhold.actions.things.describe_thing import describe_thing
    from openhold.filings.thing_sheets import Papers

    found = find_matter(home, matter)
    told = describe_thing(home, found.id, which(found.id))
    return Papers(
        matter=found,
        origin=home.origin(found.id),
        thing=told.thing,
        events=told.events,
        names=told.names,
        whose=told.source.custodian,
        seal=told.custody.seal,
    )


def _write(to: Path, page: str) -> None:
    write_new({to: page.encode()})
    if context.current.json:
        context.document({"to": str(to)})
        return
    context.tell(f"{to}: print it, on one page.")


def _tell(home: "Home", matter: str, handover: str) -> None:
    from openhold.actions.things.describe_thing import describe_thing
    from openhold.actions.things.find import find_handover
    from openhold.rows.things import event, gap

    told = describe_thing(home, matter, find_handover(home, matter, handover).thing)
    one = next(each for each in told.events if each.handover == handover)
    gaps = [each for each in told.custody.gaps if each.seq == one.seq]
    if context.current.json:
        context.document({**event(one, told), "gaps": [gap(each) for each in gaps]})
        return
    context.tell(f"Hand-over {handover} of {told.thing.what}, from {told.named(one.by)} to {told.named(one.to)}:")
    for side, said, way in (("giver", one.giver_said, one.giver_way), ("taker", one.taker_said, one.taker_way)):
        context.tell(f"  {side:<8} {f'{said}, {way}' if said else 'nothing yet'}")
    for each in gaps:
        context.tell(f"  {'gap':<8} {each.detail}")
    if not (one.giver_said and one.taker_said):
        context.tell(f"Both sign a sheet: openhold thing sheet {matter} {handover} --to sheet.html")
        context.tell(f"Then: openhold thing confirm {matter} {handover} --side both --scan sheet.pdf")
