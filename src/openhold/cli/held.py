"""How holds are shown: as documents, and as tables for people."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from openhold.cli import context

if TYPE_CHECKING:
    from openhold.actions.holds.answering import Answering
    from openhold.actions.holds.look import Looked, Standing, Weakness
    from openhold.projections.hold import HoldVersion
    from openhold.projections.notice import NoticeText


def show_weak(weak: "Sequence[Weakness]") -> None:
    """Print what keeps holds from being on; nothing where nothing does."""
    if not weak:
        return
    from openhold.cli import tables

    context.tell()
    tables.show(("not really on", "of", "why"), [(one.title, one.subject, one.detail) for one in weak])


def state(one: "Standing") -> str:
    """Return whether a hold is in force, in words."""
    if one.hold.released_at is not None:
        return f"released {one.hold.released_at:%d %b %Y}"
    return f"version {one.hold.in_force} in force" if one.hold.in_force else "not in force"


def tell(found: "Looked", words: "Sequence[NoticeText]") -> None:
    """Print a hold for a person, with the words of its notice where they were asked for."""
    from openhold.cli import tables

    hold, newest = found.standing.hold, found.standing.newest
    context.tell(f"{hold.title}  {hold.id}")
    context.tell(f"  state    {state(found.standing)}")
    context.tell(
        f"  covers   {', '.join(found.places[one.id] for one in found.sources) or 'no source that is named yet'}"
    )
    context.tell(f"  asks     {found.questions:,} questions of custodians without an answer")
    context.tell()
    _tell_version(found, newest)
    if found.answering:
        tables.show(
            ("custodian", "notice", "acknowledged"),
            [(one.custodian.name, _sent(one), _answered(one)) for one in found.answering],
        )
        context.tell()
    tables.show(
        ("version", "state", "proposed by", "approved by", "why"),
        [
            (
                str(one.version),
                one.state,
                found.names.get(one.proposed_by, one.proposed_by),
                found.names.get(one.approved_by, one.approved_by) if one.approved_by else "nobody yet",
                one.returned_why or one.why or "-",
            )
            for one in found.versions
        ],
    )
    for one in found.releases:
        asked = "the whole hold" if one.which is None else f"the {one.what} {one.which}"
        by = found.names.get(one.proposed_by, one.proposed_by)
        context.tell(f"\n{by} asks to release {asked}: {one.why}")
    for text in words:
        context.tell(f"\n[{text.language}] {text.subject}\n\n{text.text}")


def _tell_version(found: "Looked", one: "HoldVersion") -> None:
    """Print what a version says, as whoever approves it must read it."""
    opened, closed = (("open" if day is None else f"{day:%d %b %Y}") for day in (one.scope_from, one.scope_to))
    told = [name for who, name in zip(one.custodians, one.names, strict=True) if who not in one.silent]
    silent = [name for who, name in zip(one.custodians, one.names, strict=True) if who in one.silent]
    context.tell(f"Version {one.version}, {one.state}: {one.title}")
    for head, said in (
        ("dates", f"from {opened} to {closed}"),
        ("topics", "; ".join(one.topics)),
        ("sources", ", ".join(f"{which} {found.places.get(which, '')}".strip() for which in one.sources)),
        ("people", ", ".join(told)),
        ("silent", ", ".join(silent)),
        ("answer", f"by {one.acknowledge_by:%a %d %b %Y}" if told else ""),
        ("tasks", "; ".join(_task(found, task) for task in one.tasks)),
        ("saw", found.saw),
    ):
        context.tell(f"  {head:<8} {said or 'none'}")
    context.tell()


def _task(found: "Looked", task: dict[str, str | None]) -> str:
    steward = task["steward"]
    return f"{task['what']} ({found.names.get(steward, steward)}, by {task['due']})" if steward else str(task["what"])


def _sent(one: "Answering") -> str:
    if one.notice is None:
        return "silent, none"
    if one.notice.bounced_why:
        return f"came back: {one.notice.bounced_why}"
    if one.notice.sent_at is None:
        return "not sent yet"
    more = f", reminded {one.notice.reminders} times" if one.notice.reminders else ""
    return f"{one.notice.last_way}, {one.notice.sent_at:%d %b %Y}{more}"


def _answered(one: "Answering") -> str:
    if one.released:
        return "released"
    if one.notice is None:
        return "-"
    if one.notice.acknowledged_at is None:
        return "no answer"
    return f"{one.notice.acknowledged_at:%d %b %Y}, {one.notice.acknowledged_way}"
