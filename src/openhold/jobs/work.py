"""One run of a job: do it, and write down in the schedule how it went, so that a person sees it."""

import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F

from openhold.actions.collect.pipeline import Watch
from openhold.actions.errors import ActionError, StoppedError
from openhold.actions.home import Home
from openhold.workbench.errors import WorkbenchError
from openhold.workbench.schedule import Job

BACKOFF = (1, 5, 15, 60)
"""Minutes until the next try after one, two, three and more runs in a row that did not do all of it."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a job works with: the home, who acts on the record, and what tells it to stop."""

    home: Home
    actor: str
    watch: Watch


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did, in a sentence; `error` says what it could not do or found wrong, else empty.

    `again` says whether that is worth another try before the job's time.
    """

    said: str
    error: str = ""
    again: bool = True


Doing = Callable[[Work], Outcome]


def run(work: Work, name: str, doing: Doing) -> Outcome | None:
    """Run a job once and note how it went; None where it was stopped, and is to go on with the next worker."""
    row = Job.objects.filter(name=name)
    row.update(started_at=work.home.clock())
    try:
        outcome = doing(work)
    except StoppedError:
        row.update(next_run=work.home.clock())
        return None
    except (ActionError, WorkbenchError) as error:
        outcome = Outcome("", str(error))
    except Exception as error:  # -- whatever it was, the schedule says so and the other jobs go on
        traceback.print_exc(file=sys.stderr)
        outcome = Outcome("", f"This is a fault of Openhold ({type(error).__name__}: {error}); the terminal says more.")
    _note(name, outcome, work.home.clock())
    return outcome


def gave_up(name: str, at: datetime) -> None:
    """Note that a run ended its worker again and again, and is not tried once more before its time."""
    said = "It ended the process that ran it, again and again, and was given up. Look at the terminal and the memory."
    Job.objects.filter(name=name).update(ended_at=at, error=said, failures=F("failures") + 1)


def _note(name: str, outcome: Outcome, at: datetime) -> None:
    row = Job.objects.get(name=name)
    row.ended_at, row.said, row.error = at, outcome.said, outcome.error
    row.failures = row.failures + 1 if outcome.error else 0
    fields = ["ended_at", "said", "error", "failures"]
    if outcome.error and outcome.again:
        again = at + timedelta(minutes=BACKOFF[min(row.failures, len(BACKOFF)) - 1])
        # Never later than the clock would have started it anyway.
        if row.next_run is None or again < row.next_run:
            row.next_run = again
            fields.append("next_run")
    row.save(update_fields=fields)
