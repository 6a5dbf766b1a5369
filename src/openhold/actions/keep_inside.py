"""Keep what stands in a folder of the home: it is collected like any source, so that the vault holds the bytes."""

from collections.abc import Sequence

from openhold.actions.collect.action import Collected, collect
from openhold.actions.collect.pipeline import Watch
from openhold.actions.home import Home
from openhold.actions.record import database_told, decide, publish
from openhold.facts.fact import Fact
from openhold.facts.kinds import SourceNamed
from openhold.projections.collection import Collection
from openhold.projections.source import Source


def keep_inside(home: Home, actor: str, matter: str, kind: str, at: str, watch: Watch) -> Collected | None:
    """Collect the folder `at` (relative to the home), and return what was collected; None where all of it is kept.

    `kind` is one of `INSIDE_HOME`; its source is named with the first collection. Nothing in such a folder is ever
    changed or taken away. Raises as `collect`.
    """
    there = sum(1 for each in (home.folder / at).rglob("*") if each.is_file())
    if there == 0:
        return None
    source = _source(home, actor, matter, kind, at)
    with database_told(home):
        last = Collection.objects.filter(matter=matter, unit=source.unit).order_by("-seq").first()
    # As nothing is taken away, the number of files says whether there is something new.
    if last is not None and last.stored + last.duplicate == there:
        return None
    return collect(home, actor, source, reread=False, watch=watch)


def _source(home: Home, actor: str, matter: str, kind: str, at: str) -> Source:
    there = Source.objects.filter(matter=matter, kind=kind, disposed=None)

    def decision() -> Sequence[Fact]:
        if there.exists():
            return []
        return [
            SourceNamed(
                source=home.new_id("s"),
                source_kind=kind,
                # Relative to the home, which may be moved.
                at=at,
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
