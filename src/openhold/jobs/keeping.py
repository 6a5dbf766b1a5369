"""The jobs that keep: collect again, re-read a sample, sign what has no checkpoint yet."""

from openhold.actions.audit import audit
from openhold.actions.collect.action import collect
from openhold.actions.collect_again import to_collect_again
from openhold.actions.errors import ActionError, StoppedError, UsageError
from openhold.actions.publish_unsigned import publish_unsigned
from openhold.jobs.work import Outcome, Work

SAMPLE = "5%"
"""So much of what is kept is re-read each week."""


def collect_again(work: Work) -> Outcome:
    """Collect each source once more that was collected before and that a hold in force covers.

    A place that cannot be reached tonight is counted, and is no fault: it may be a disk that lies in a drawer.
    """
    done = new = away = 0
    problems = []
    for source in to_collect_again(work.home):
        try:
            fact = collect(work.home, work.actor, source, reread=False, watch=work.watch).fact
        except StoppedError:
            raise
        except UsageError:
            away += 1
            continue
        except ActionError as error:
            problems.append(str(error))
            continue
        done += 1
        new += fact.new_items
    said = f"Collected again: {done:,} {'source' if done == 1 else 'sources'}; new items: {new:,}"
    more = f"; {away:,} not reachable" if away else ""
    return Outcome(f"{said}{more}.", " ".join(problems[:3]))


def reread_sample(work: Work) -> Outcome:
    """Re-read a sample of the whole vault; what is wrong is told, and stands on the record."""
    done = audit(work.home, work.actor, None, sample=SAMPLE, watch=work.watch)
    said = f"{done.checked:,} {'item' if done.checked == 1 else 'items'} re-read, a sample of {SAMPLE}."
    if not done.findings:
        return Outcome(f"{said} Nothing wrong.")
    first = done.findings[0]
    return Outcome(said, f"{len(done.findings):,} wrong; the first: {first.code}, {first.subject}.", again=False)


def sign(work: Work) -> Outcome:
    """Sign a checkpoint for each ledger that has facts without one."""
    logs = publish_unsigned(work.home)
    if not logs:
        return Outcome("Every fact is under a checkpoint.")
    return Outcome(f"{len(logs):,} {'ledger' if len(logs) == 1 else 'ledgers'} signed.")
