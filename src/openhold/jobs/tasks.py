"""What the queue holds: a job's name, and the one function that runs it in a worker."""

import threading

from django.conf import settings
from django_tasks import task

from openhold.actions.home import Home
from openhold.actions.set_up import actor
from openhold.jobs.standing import SENDING, STANDING
from openhold.jobs.work import Work, run

stopping = threading.Event()
"""Set once this process is to end: whatever runs stops where it can be gone on with."""


class Quiet:
    """Tells nobody how far it is, and passes on that the worker ends."""

    def progress(self, items: int, size: int, failed: int) -> None:
        """Nobody watches."""

    def stopped(self) -> bool:
        """Whether the worker ends."""
        return stopping.is_set()


@task(queue_name=SENDING)
def run_job(name: str) -> None:
    """Run a job by its name; one that a newer Openhold knew and this one does not is left alone."""
    if name in STANDING:
        home = Home(settings.HOME)
        run(Work(home, actor(home), Quiet()), name, STANDING[name].doing)
