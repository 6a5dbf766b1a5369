"""The job that looks each night who of the custodians left or moved, by the directories that `web.toml` names."""

from openhold.actions.check_directory import Checked, check_directory
from openhold.actions.errors import ActionError
from openhold.actions.import_custodians import ldap_directory
from openhold.jobs.work import Outcome, Work
from openhold.workbench import configuration
from openhold.workbench.errors import WorkbenchError

_NAMED = 3


def check_directories(work: Work) -> Outcome:
    """Hold each directory that is `nightly` against the custodians of every matter; who left or moved is recorded.

    A directory that cannot be read keeps no other from being checked. A matter that one directory knows is none of
    another's: it is told as refused only where all of them refuse it.
    """
    nightly = [one for one in configuration.read(work.home.folder).directories if one.nightly]
    if not nightly:
        return Outcome("No directory in web.toml is nightly, so none was checked.")
    done: dict[str, Checked] = {}
    unread = []
    for one in nightly:
        try:
            checked = check_directory(work.home, work.actor, ldap_directory(one, one.password()))
        except (ActionError, WorkbenchError) as error:
            unread.append(f"{one.id}: {error}")
            continue
        for matter in checked:
            if matter.done is not None or matter.matter not in done:
                done[matter.matter] = matter
    # Who could not be asked may be the one that knows a matter, so nothing is said of it then.
    refused = [] if unread else [f"{one.matter}: {one.refused}" for one in done.values() if one.done is None]
    wrong = [*unread, *refused]
    more = f" And {len(wrong) - _NAMED:,} more." if len(wrong) > _NAMED else ""
    # A server may be back soon; what a matter was refused for is for a person to look at.
    return Outcome(_said(done), " ".join(wrong[:_NAMED]) + more, again=bool(unread))


def _said(done: dict[str, Checked]) -> str:
    them = [one.done for one in done.values() if one.done is not None]
    left, moved = sum(one.left for one in them), sum(one.moved for one in them)
    matters = f"{len(them):,} {'matter' if len(them) == 1 else 'matters'} checked"
    return f"{matters}: {left:,} left, {moved:,} moved."
