"""Holds: propose one or its next version, look at it, approve, return and issue it."""

from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from openhold.cli import context
from openhold.cli.held import show_weak, state, tell
from openhold.rows import holds as rows

_Each = Annotated[tuple[str, ...], Parameter(negative=(), consume_multiple=False)]


def propose(  # noqa: PLR0913 -- each is an option of the command
    matter: str,
    file: Path | None = None,
    /,
    *,
    amend: str | None = None,
    title: str | None = None,
    acknowledge_by: date | None = None,
    scope_from: Annotated[date | None, Parameter(name="--from")] = None,
    scope_to: Annotated[date | None, Parameter(name="--to")] = None,
    topic: _Each = (),
    source: _Each = (),
    custodian: _Each = (),
    silent: _Each = (),
    task: _Each = (),
    why: str | None = None,
    notice: _Each = (),
) -> None:
    """Propose a hold, or with --amend the next version of one. A second person approves it before it is issued.

    Example: `openhold hold propose quintrell force.toml`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    file: Path
        A TOML file with title, acknowledge_by, from, to, topics, sources, custodians, silent, tasks, why and
        a table [notice.en] or [notice.es]: either subject and text, your own words, or what the notice is to say
        (docs/hold.example.toml shows all of it). What an option says comes before what the file says; lists are joined.
    amend: str
        The hold, by its id or a part of its title, whose next version this is. It must name all that it covers now.
    title: str
        What the hold is called.
    acknowledge_by: date
        The day by which custodians are to acknowledge.
    scope_from: date
        The first day of what is to be kept; open where nobody says.
    scope_to: date
        The last day of it; open where nobody says.
    topic: tuple[str, ...]
        What is to be kept, in words. Repeatable.
    source: tuple[str, ...]
        The id of a source that it covers. Repeatable.
    custodian: tuple[str, ...]
        A custodian whom it covers: an id, an address or a name. Repeatable.
    silent: tuple[str, ...]
        A custodian whom it covers and who gets no notice. Repeatable.
    task: tuple[str, ...]
        What is to be done, in words; give it to a steward with `openhold task give`. Repeatable. In the file a
        table [[tasks]] with what, steward and due, which is given to the steward at the issue.
    why: str
        Why there is this hold or version.
    notice: tuple[str, ...]
        en=FILE or es=FILE: the notice, its subject on the first line. Repeatable.
    """
    from openhold.cli.planning import join, plan_of, read, texts_of, words_of

    said = join(
        {} if file is None else read(file),
        {"title": title, "why": why, "acknowledge_by": acknowledge_by, "from": scope_from, "to": scope_to},
        {"topics": topic, "sources": source, "custodians": custodian, "silent": silent, "tasks": task},
    )
    texts = texts_of(said, notice)
    from openhold.cli.bootstrap import in_matter

    home, actor, about = in_matter(matter)
    from openhold.actions.holds.find import find_hold
    from openhold.actions.holds.propose import propose_hold
    from openhold.workbench import configuration

    found = about.id
    plan = plan_of(home, found, said)
    version = 1 if amend is None else find_hold(home, found, amend).newest + 1
    # The notice speaks of its version and its day, the day where it is written.
    words = words_of(texts, about, plan, version, configuration.read(home.folder).reminders.day(home.clock()))
    made = propose_hold(home, actor, found, plan, words, hold=amend, version=version)
    if context.current.json:
        context.document({"hold": made.hold, "version": made.version, "saw": made.saw})
        return
    context.tell(
        f"Version {made.version} of {made.hold} is proposed. From now on nothing that it covers can be destroyed."
    )
    context.tell(
        "A second person reads and approves it:\n"
        f"  openhold hold show {found} {made.hold} --notice\n"
        f"  openhold hold approve {found} {made.hold} --version {made.version}"
    )


def list_(matter: str, /) -> None:
    """List a matter's holds, and what keeps them from being really on.

    Example: `openhold hold list quintrell`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    """
    from openhold.cli.bootstrap import in_matter

    home, _, found = in_matter(matter)
    from openhold.actions.holds.look import holds, weak_holds

    there, weak = holds(home, found.id), weak_holds(home, found.id)
    if context.current.json:
        context.document({"holds": [rows.hold(one) for one in there], "weak": rows.weak(weak)})
        return
    if not there:
        context.tell("This matter has no hold yet. Propose one: openhold hold propose MATTER FILE.toml")
        return
    from openhold.cli import tables

    tables.show(
        ("hold", "title", "state", "acknowledged", "newest version"),
        [
            (
                one.hold.id,
                one.hold.title,
                state(one),
                f"{one.acknowledged:,} of {one.asked:,}" if one.hold.in_force else "-",
                f"{one.newest.version}, {one.newest.state}",
            )
            for one in there
        ],
    )
    show_weak(weak)


def show(
    matter: str,
    hold: str,
    /,
    *,
    notice: Annotated[bool, Parameter(negative=())] = False,
) -> None:
    """Show a hold: what it covers, who has answered, and its versions.

    Example: `openhold hold show quintrell force --notice`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    hold: str
        The hold's id, or a part of its title.
    notice: bool
        Show the words of the newest version's notice too. They are privileged: that you read them is recorded, once a
        day.
    """
    from openhold.cli.bootstrap import in_matter

    home, actor, about = in_matter(matter)
    from openhold.actions.holds.look import look_at
    from openhold.actions.read_privileged import read_words

    found = look_at(home, about.id, hold)
    newest = found.standing.newest
    words = tuple(read_words(home, actor, about.id, newest.hold, [newest.version]).values()) if notice else ()
    if context.current.json:
        more = {"notice": rows.words(words)} if notice else {}
        context.document({**rows.whole(found), **more})
        return
    tell(found, words)


def approve(matter: str, hold: str, /, *, version: int, saw: str | None = None) -> None:
    """Approve a version that somebody else proposed.

    Example: `openhold hold approve quintrell force --version 1`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    hold: str
        The hold's id, or a part of its title.
    version: int
        The version that you read.
    saw: str
        What names it, as `openhold hold show` says: approved only if it still says exactly that.
    """
    from openhold.cli.bootstrap import in_matter

    home, actor, found = in_matter(matter)
    from openhold.actions.holds.approve import approve_hold

    done = approve_hold(home, actor, found.id, hold, version, saw)
    if context.current.json:
        context.document(rows.version(done))
        return
    context.tell(f"Version {version} of {done.hold} is approved. Next: openhold hold issue {found.id} {done.hold}")


def return_(matter: str, hold: str, /, *, version: int, why: str) -> None:
    """Return a version that was not issued: it goes no further, and the next one can be proposed.

    Example: `openhold hold return quintrell force --version 1 --why 'The dates are wrong.'`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    hold: str
        The hold's id, or a part of its title.
    version: int
        The version.
    why: str
        The reason; it stands in the ledger.
    """
    from openhold.cli.bootstrap import in_matter

    home, actor, found = in_matter(matter)
    from openhold.actions.holds.approve import return_hold

    done = return_hold(home, actor, found.id, hold, version, why)
    if context.current.json:
        context.document(rows.version(done))
        return
    context.tell(
        f"Version {version} of {done.hold} is returned. The next one: openhold hold propose … --amend {done.hold}"
    )


def issue(
    matter: str,
    hold: str,
    /,
    *,
    version: int | None = None,
    no_send: Annotated[bool, Parameter(negative=())] = False,
) -> int:
    """Issue an approved version: it is in force, and its notice is sent to every custodian who gets one.

    How notices are sent: `openhold hold send --help`.

    Example: `openhold hold issue quintrell force`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    hold: str
        The hold's id, or a part of its title.
    version: int
        The version; the newest where nobody says.
    no_send: bool
        Send nothing yet.
    """
    from openhold.cli.bootstrap import in_matter

    home, actor, found = in_matter(matter)
    from openhold.actions.holds.approve import issue_hold
    from openhold.cli import posting
    from openhold.workbench import configuration

    if not no_send:
        # What is wrong with it is said before anything is in force.
        configuration.read(home.folder)
    done = issue_hold(home, actor, found.id, hold, version)
    asked = done.custodians and not no_send
    posted = posting.post(home, actor, found.id, done.hold, "first") if asked else None
    if context.current.json:
        more = {} if posted is None else posting.row(posted)
        issued = {"hold": done.hold, "version": done.version, "custodians": done.custodians, "gone": done.gone}
        issued["tasks"] = done.tasks
        context.document({**issued, **more})
        return 0 if posted is None else posting.code(posted)
    context.tell(f"Version {done.version} of {done.hold} is in force; {len(done.custodians):,} custodians are asked.")
    for unit in done.gone:
        context.tell(f"It came too late for {unit}: its destruction had begun before, as the ledger says.")
    if done.tasks:
        context.tell(f"{len(done.tasks):,} given to stewards as tasks: openhold task list {found.id}")
    if posted is not None:
        posting.tell(posted)
        return posting.code(posted)
    if done.custodians:
        context.tell(f"They are not told by that. Next: openhold hold send {found.id} {done.hold}")
    return 0
