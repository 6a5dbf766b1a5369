"""Give a steward something to do, so that a source really keeps what it holds."""

from datetime import date

from openhold.actions.errors import UsageError
from openhold.actions.find_custodian import roster
from openhold.actions.home import Home
from openhold.actions.list_tasks import find_task
from openhold.actions.name_source import find_source
from openhold.actions.record import decide, publish
from openhold.actions.wording import words
from openhold.facts.fact import Fact
from openhold.facts.tasks import TaskGiven
from openhold.projections.hold import Hold
from openhold.projections.task import Task


def give_task(
    home: Home,
    actor: str,
    matter: str,
    *,
    steward: str,
    what: str,
    due: date,
    hold: str | None = None,
    source: str | None = None,
) -> Task:
    """Record a task of `steward` (a custodian's id) and return it. `hold` and `source` are ids of `matter`.

    Raises UsageError where one of them is not there, or no word says what is to be done.
    """
    fact = TaskGiven(
        task=home.new_id("j"),
        hold=hold,
        source=source,
        steward=steward,
        what=words(what, "what is to be done"),
        due=due.isoformat(),
    )

    def decision() -> list[Fact]:
        if steward not in roster(home, matter).entries:
            raise UsageError(f"The steward {steward!r} is no custodian of this matter. Name them first.")
        if source is not None:
            find_source(home, matter, source)
        if hold is not None and not Hold.objects.filter(matter=matter, id=hold).exists():
            raise UsageError(f"There is no hold {hold!r} in this matter; `openhold hold list` names them.")
        return [fact]

    decide(home, matter, actor, decision)
    publish(home, matter)
    return find_task(home, matter, fact.task)
