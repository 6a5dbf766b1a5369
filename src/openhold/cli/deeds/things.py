"""Physical things and paper: name one, list them, show its chain of custody, note what was seen, seal it."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from openhold.cli import context
from openhold.cli.deeds.reading import bytes_of

if TYPE_CHECKING:
    from openhold.actions.home import Home
    from openhold.actions.things.describe_thing import Listed, Told
    from openhold.projections.thing import Thing, ThingEvent

Files = Annotated[tuple[Path, ...], Parameter(negative=(), consume_multiple=False)]
Items = Annotated[tuple[str, ...], Parameter(negative=(), consume_multiple=False)]


def add(  # noqa: PLR0913 -- one argument for each thing that can be said of it
    matter: str,
    /,
    *,
    what: str,
    holder: str,
    place: str,
    whose: str | None = None,
    mark: str | None = None,
    condition: str | None = None,
    seal: str | None = None,
    since: str | None = None,
    tz: str | None = None,
    photograph: Files = (),
    item: Items = (),
) -> None:
    """Name a physical thing or paper; it is a source from then on, which holds can cover.

    Example: `openhold thing add quintrell --what 'Telephone, black' --holder 'Winifred Paz' --place 'safe 1'`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    what: str
        What it is.
    holder: str
        Who has it: a custodian or a person by id, address or name, or somebody else by name.
    place: str
        Where it is kept.
    whose: str
        Whose it is, where that is somebody else.
    mark: str
        What stands on it: a serial or inventory number.
    condition: str
        Its condition.
    seal: str
        The number of its seal.
    since: str
        Since when the holder has it, such as 2026-03-05T14:00-08:00; now where nobody says.
    tz: str
        The zone of a time without offset, such as America/Los_Angeles.
    photograph: tuple[Path, ...]
        A picture of it (PDF, JPEG, PNG), which is kept as an item. Repeatable.
    item: tuple[str, ...]
        A kept item that shows it, by its SHA-256 or path. Repeatable.
    """
    pictures = [bytes_of(file) for file in photograph]
    from openhold.cli.bootstrap import open_home

    home, instance = open_home()
    from openhold.actions.moments import past_moment
    from openhold.actions.open_matter import find_matter
    from openhold.actions.things.name_thing import Described, name_thing

    found = find_matter(home, matter).id
    moment = past_moment(home, since, tz, "somebody got it")
    said = Described(
        what=what,
        holder=holder,
        place=place,
        since=moment,
        whose=whose,
        mark=mark,
        condition=condition,
        seal=seal,
        photographs=kept(home, instance.actor, found, pictures, item),
    )
    _tell_named(home, name_thing(home, instance.actor, found, said))


def list_(matter: str, /) -> None:
    """List the things of a matter: those whose record has a gap first.

    Example: `openhold thing list quintrell`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    """
    from openhold.cli.bootstrap import open_home

    home, _ = open_home()
    from openhold.actions.open_matter import find_matter
    from openhold.actions.things.describe_thing import things
    from openhold.rows.things import listed

    found = find_matter(home, matter).id
    there = things(home, found)
    if context.current.json:
        context.stream("things", (dict(listed(one)) for one in there))
        return
    if not there:
        context.tell(
            f"This matter has no thing yet. Name one: openhold thing add {found} --what … --holder WHO --place …"
        )
        return
    from openhold.cli import tables

    tables.show(("thing", "what", "who has it", "kept at", "seal", "record"), [_listed(one) for one in there])


def show(matter: str, thing: str, /) -> None:
    """Show one thing with its chain of custody, and every gap in it.

    Example: `openhold thing show quintrell telephone`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    thing: str
        The thing's id or mark, or a part of what it is.
    """
    from openhold.cli.bootstrap import open_home

    home, _ = open_home()
    from openhold.actions.open_matter import find_matter
    from openhold.actions.things.describe_thing import describe_thing
    from openhold.rows.things import told

    found = describe_thing(home, find_matter(home, matter).id, thing)
    if context.current.json:
        context.document(told(found))
        return
    _tell(found)


def seen(  # noqa: PLR0913 -- one argument for each thing that can be seen
    matter: str,
    thing: str,
    /,
    *,
    place: str | None = None,
    condition: str | None = None,
    seal: str | None = None,
    seal_state: str | None = None,
    by: str | None = None,
    at: str | None = None,
    tz: str | None = None,
    photograph: Files = (),
    item: Items = (),
) -> None:
    """Note that somebody looked at a thing: where it is, its condition, its seal as found.

    Example: `openhold thing seen quintrell telephone --seal A-1 --seal-state whole`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    thing: str
        The thing's id or mark, or a part of what it is.
    place: str
        Where it is kept.
    condition: str
        Its condition.
    seal: str
        The number of the seal, as it was read.
    seal_state: str
        How the seal was found: whole or broken.
    by: str
        Who looked; you where nobody is said.
    at: str
        When, such as 2026-03-05T14:00-08:00; now where nobody says.
    tz: str
        The zone of a time without offset, such as America/Los_Angeles.
    photograph: tuple[Path, ...]
        A picture (PDF, JPEG, PNG), which is kept as an item. Repeatable.
    item: tuple[str, ...]
        A kept item that shows it, by its SHA-256 or path. Repeatable.
    """
    pictures = [bytes_of(file) for file in photograph]
    from openhold.cli.bootstrap import open_home

    home, instance = open_home()
    from openhold.actions.moments import past_moment
    from openhold.actions.open_matter import find_matter
    from openhold.actions.things.look_at import Look, look_at_thing

    found = find_matter(home, matter).id
    saw = Look(
        by=by or instance.actor,
        at=past_moment(home, at, tz, "somebody looked at it"),
        place=place,
        condition=condition,
        seal=seal,
        seal_state=seal_state,
        photographs=kept(home, instance.actor, found, pictures, item),
    )
    _tell_named(home, look_at_thing(home, instance.actor, found, thing, saw))


def reseal(  # noqa: PLR0913 -- one argument for each thing that can be said of a seal
    matter: str,
    thing: str,
    /,
    *,
    seal: str,
    why: str,
    before: str | None = None,
    before_state: str | None = None,
    by: str | None = None,
    at: str | None = None,
    tz: str | None = None,
    photograph: Files = (),
    item: Items = (),
) -> None:
    """Note that a thing was sealed, or that its seal was taken off and another put on.

    Example: `openhold thing reseal quintrell telephone --seal A-2 --before A-1 --before-state whole --why 'Imaged'`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    thing: str
        The thing's id or mark, or a part of what it is.
    seal: str
        The number of the new seal.
    why: str
        Why it was sealed.
    before: str
        The number of the seal that was taken off; none where there was none.
    before_state: str
        How that seal was found: whole or broken.
    by: str
        Who sealed it; you where nobody is said.
    at: str
        When, such as 2026-03-05T14:00-08:00; now where nobody says.
    tz: str
        The zone of a time without offset, such as America/Los_Angeles.
    photograph: tuple[Path, ...]
        A picture (PDF, JPEG, PNG), which is kept as an item. Repeatable.
    item: tuple[str, ...]
        A kept item that shows it, by its SHA-256 or path. Repeatable.
    """
    pictures = [bytes_of(file) for file in photograph]
    from openhold.cli.bootstrap import open_home

    home, instance = open_home()
    from openhold.actions.moments import past_moment
    from openhold.actions.open_matter import find_matter
    from openhold.actions.things.reseal import Sealing, reseal_thing

    found = find_matter(home, matter).id
    done = Sealing(
        by=by or instance.actor,
        at=past_moment(home, at, tz, "it was sealed"),
        seal=seal,
        why=why,
        before=before,
        before_state=before_state,
        photographs=kept(home, instance.actor, found, pictures, item),
    )
    _tell_named(home, reseal_thing(home, instance.actor, found, thing, done))


def kept(home: "Home", actor: str, matter: str, pictures: list[bytes], items: tuple[str, ...]) -> tuple[str, ...]:
    """Keep pictures as items, and return their digests with the items that were named."""
    from openhold.actions.keep_scan import check_scan, keep_scan
    from openhold.projections.source import SCANS

    for one in pictures:
        check_scan(one)
    return (*(keep_scan(home, actor, matter, one, SCANS) for one in pictures), *items)


def _tell_named(home: "Home", thing: "Thing") -> None:
    from openhold.actions.things.describe_thing import describe_thing
    from openhold.rows.things import told

    found = describe_thing(home, thing.matter, thing.id)
    if context.current.json:
        context.document(told(found))
        return
    context.tell(f"{thing.what}: {thing.id}. {found.named(thing.holder)} has it, at {thing.place}; fact {thing.said}.")
    if thing.holder not in found.names:
        context.tell(f"Nobody is known here as {thing.holder!r}, so that stands as you said it.")
    _tell_gaps(found)


def _tell(found: "Told") -> None:
    thing = found.thing
    context.tell(f"{thing.what}  {thing.id}")
    for head, said in (
        ("mark", thing.mark or "none known"),
        ("whose", found.named(found.source.custodian) or "not said"),
        ("holder", f"{found.named(thing.holder)}, since {_moment(thing.since)}"),
        ("place", thing.place),
        ("seal", found.custody.seal or "none"),
        ("unit", found.source.unit),
        ("holds", ", ".join(f"{one.hold} of {one.matter}" for one in found.protections) or "none covers it"),
    ):
        context.tell(f"  {head:<8} {said}")
    context.tell()
    from openhold.cli import tables

    tables.show(
        ("fact", "when", "what happened", "seal", "giver", "taker"),
        [
            (
                str(one.seq),
                _moment(one.at),
                _happened(one, found),
                _seal(one),
                _said(one.giver_said, one.giver_way) if one.handover else "-",
                _said(one.taker_said, one.taker_way) if one.handover else "-",
            )
            for one in found.events
        ],
    )
    _tell_gaps(found)
    for one in found.events:
        if one.handover and not (one.giver_said and one.taker_said):
            context.tell(f"\nTo confirm: openhold thing confirm {thing.matter} {one.handover} --side giver --scan FILE")


def _tell_gaps(found: "Told") -> None:
    if not found.custody.gaps:
        return
    from openhold.cli import tables

    context.tell()
    tables.show(("gap in the record", "what it is"), [(one.code, one.detail) for one in found.custody.gaps])


def _happened(one: "ThingEvent", found: "Told") -> str:
    if one.handover:
        words = f"handed over by {found.named(one.by)} to {found.named(one.to)}"
    elif one.kind == "named":
        words = f"{found.named(one.by)} has it"
    else:
        words = f"{one.kind} by {found.named(one.by)}"
    place = f"at {one.place}" if one.place else ""
    disputes = [f"not so: {why}" for why in (one.giver_why, one.taker_why) if why]
    return "; ".join(part for part in (words, place, one.why, one.condition, *disputes) if part)


def _seal(one: "ThingEvent") -> str:
    if one.before is not None:
        return f"{one.before} ({one.state or 'not said how found'}) off, {one.seal} on"
    return f"{one.seal or '-'}{f' ({one.state})' if one.state else ''}"


def _said(said: str, way: str) -> str:
    return f"{said}, {way}" if said else "nothing yet"


def _listed(one: "Listed") -> tuple[str, ...]:
    gaps = len(one.custody.gaps)
    record = "let go of" if one.gone else f"{gaps} gap{'s' if gaps > 1 else ''}" if gaps else "whole"
    what = f"{one.thing.what} ({one.thing.mark})" if one.thing.mark else one.thing.what
    return one.thing.id, what, one.holder, one.thing.place, one.custody.seal or "none", record


def _moment(moment: datetime) -> str:
    return f"{moment:%a} {moment.day} {moment:%b} {moment.year} {moment:%H:%M} UTC"
