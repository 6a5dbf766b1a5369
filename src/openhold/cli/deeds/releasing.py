"""Release a hold, or one custodian or one source from it: look first, then two people."""

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from openhold.cli import context
from openhold.cli.context import MisuseError
from openhold.rows import releases as rows

if TYPE_CHECKING:
    from openhold.actions.holds.release import Preview
    from openhold.actions.home import Home
    from openhold.projections.release import Release

_Flag = Annotated[bool, Parameter(negative=())]
_SHOWN = 12


def release(
    matter: str,
    hold: str,
    /,
    *,
    custodian: str | None = None,
    source: str | None = None,
    preview: _Flag = False,
    why: str | None = None,
    approve: _Flag = False,
    saw: str | None = None,
    return_: Annotated[str | None, Parameter(name="--return")] = None,
) -> None:
    """Propose a release, having looked with --preview; a second person then approves it. It destroys nothing.

    Example: `openhold hold release quintrell force --preview`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    hold: str
        The hold's id, or a part of its title.
    custodian: str
        Release this custodian alone: an id, an address or a name.
    source: str
        Release this source alone, by its id.
    preview: bool
        Only show what would lose its last protection, and when it would then be destroyed.
    why: str
        Why it is to be released; needed to propose it.
    approve: bool
        Approve what somebody else proposed. It takes effect at once.
    saw: str
        With --approve: what names the preview that you saw.
    return_: str
        Return what was proposed, with this reason.
    """
    if preview + approve + (return_ is not None) + (why is not None) != 1:
        raise MisuseError("Say one of: --preview to look, --why REASON to propose, --approve, --return REASON.")
    if custodian is not None and source is not None:
        raise MisuseError("Release one custodian or one source at a time.")
    if approve and saw is None:
        raise MisuseError("Look first with --preview, then say what you saw: --approve --saw DIGEST.")
    from openhold.cli.bootstrap import in_matter

    home, actor, found = in_matter(matter)
    from openhold.actions.holds.find import find_hold
    from openhold.actions.holds.release import (
        approve_release,
        preview_release,
        propose_release,
        return_release,
    )

    named = find_hold(home, found.id, hold).id
    what, which = _asked(home, found.id, custodian, source)
    if preview:
        _show(preview_release(home, found.id, named, what=what, which=which))
    elif why is not None:
        proposed = propose_release(home, actor, found.id, named, what=what, which=which, why=why)
        _tell(
            proposed, "is proposed. A second person looks with --preview, then approves it with --approve --saw DIGEST."
        )
    elif return_ is not None:
        waiting = _waiting(home, found.id, named, what, which)
        _tell(return_release(home, actor, found.id, waiting.id, return_), "is returned.")
    else:
        waiting = _waiting(home, found.id, named, what, which)
        done = approve_release(home, actor, found.id, waiting.id, saw or "")
        if context.current.json:
            context.document({"release": waiting.id, **rows.preview(done)})
            return
        context.tell(f"Release {waiting.id} took effect. {len(done.losing):,} units lost their last protection.")


def _asked(home: "Home", matter: str, custodian: str | None, source: str | None) -> tuple[str, str | None]:
    from openhold.actions.find_custodian import find_custodian
    from openhold.actions.name_source import find_source

    if custodian is not None:
        return "custodian", find_custodian(home, matter, custodian).id
    if source is not None:
        return "source", find_source(home, matter, source).id
    return "whole", None


def _waiting(home: "Home", matter: str, hold: str, what: str, which: str | None) -> "Release":
    from openhold.actions.holds.release import pending_releases

    for one in pending_releases(home, matter, hold):
        if (one.what, one.which) == (what, which):
            return one
    raise MisuseError(f"Nobody proposed that release of {hold}. Propose it with --why REASON, or look at the hold.")


def _tell(one: "Release", what_follows: str) -> None:
    if context.current.json:
        context.document(rows.release(one))
        return
    context.tell(f"Release {one.id} {what_follows}")


def _show(found: "Preview") -> None:
    if context.current.json:
        context.document(rows.preview(found))
        return
    from openhold.cli import tables

    of = len(found.losing) + len(found.staying)
    context.tell(f"{len(found.losing):,} of {of:,} units would lose their last protection.")
    if found.first is not None:
        context.tell(f"The first would be destroyed by its own rule from {found.first:%a %d %b %Y} on.")
    context.tell("Releasing destroys nothing by itself; it lets the ordinary rules run again.")
    context.tell()
    if found.losing:
        tables.show(
            ("unit", "place", "would be destroyed", "its own rule", "items", "size", "another matter"),
            [
                (
                    one.unit.unit,
                    one.unit.place,
                    "not known" if one.death.on is None else f"{one.death.on:%d %b %Y}",
                    one.death.why + ("" if one.death.before is None else f": all before {one.death.before:%d %b %Y}"),
                    f"{one.unit.items:,}",
                    context.size_text(one.unit.bytes),
                    ", ".join(one.unit.wanted_by) or "none",
                )
                for one in found.losing
            ],
            right=(4, 5),
        )
        context.tell()
    if found.staying:
        tables.show(
            ("stays", "place", "because of"),
            [
                (
                    one.unit.unit,
                    one.unit.place,
                    ", ".join(dict.fromkeys(f"hold {by.hold} of {by.matter}" for by in one.by)),
                )
                for one in found.staying
            ],
        )
        context.tell()
    context.tell(f"This preview is named by {found.digest[:_SHOWN]}.")
