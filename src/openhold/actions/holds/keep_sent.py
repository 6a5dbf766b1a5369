"""Keep what was sent: the outbox of a matter is collected like any other source, so that the vault holds the bytes."""

from collections.abc import Sequence

from openhold.actions.collect.action import Collected, collect
from openhold.actions.collect.pipeline import Watch
from openhold.actions.holds.outbox import FOLDER
from openhold.actions.home import Home
from openhold.actions.record import database_told, decide, publish
from openhold.facts.fact import Fact
from openhold.facts.kinds import SourceNamed
from openhold.projections.collection import Collection
from openhold.projections.source import SENT_NOTICES, Source


def keep_sent(home: Home, actor: str, matter: str, watch: Watch) -> Collected | None:
    """Collect the outbox of `matter`, and return what was collected; None where all of it is kept already.

    Its source is named with the first collection; it is the only one that lies inside the home. Raises as `collect`.
    """
    folder = home.folder / FOLDER / matter
    there = sum(1 for each in folder.glob("*/*") if each.is_file())
    if there == 0:
        return None
    source = _source(home, actor, matter)
    with database_told(home):
        last = Collection.objects.filter(matter=matter, unit=source.unit).order_by("-seq").first()
    # Nothing there is ever changed or taken away, so their number says whether there is something new.
    if last is not None and last.stored + last.duplicate == there:
        return None
    return collect(home, actor, source, reread=False, watch=watch)


def _source(home: Home, actor: str, matter: str) -> Source:
    there = Source.objects.filter(matter=matter, kind=SENT_NOTICES, disposed=None)

    def decision() -> Sequence[Fact]:
        if there.exists():
            return []
        return [
            SourceNamed(
                source=home.new_id("s"),
                source_kind=SENT_NOTICES,
                # Relative to the home, which may be moved.
                at=f"{FOLDER}/{matter}",
                at_b64=None,
                custodian=None,
                unit=home.new_id("u"),
                excludes=(),
            )
        ]

    recorded = decide(home, matter, actor, decision)
    if recorded.size > recorded.first:
        publish(home, matter)
    with database_told(home):
        return there.get()
