"""Describe a source: who looks after it, and what becomes of what it holds if nobody stops that."""

from datetime import date

from openhold.actions.errors import UsageError
from openhold.actions.find_custodian import roster
from openhold.actions.home import Home
from openhold.actions.name_source import find_source
from openhold.actions.record import decide, publish
from openhold.actions.wording import spelled, words_or_none
from openhold.facts.fact import Fact
from openhold.facts.retention import BEHAVIOURS, SourceDescribed
from openhold.projections.source import Source

_AFTER_DAYS = ("deleted after", "overwritten", "account closed on leaving")
_ON_A_DAY = ("device replaced", "scheduled destruction")
_LONGEST = 36_500


def describe_source(
    home: Home,
    actor: str,
    matter: str,
    source: str,
    *,
    steward: str | None,
    retention: str,
    days: int | None = None,
    on: date | None = None,
    said: str | None = None,
    learned_from: str | None = None,
) -> Source:
    """Record the description of `source` (an id) and return it; the same description again records nothing.

    `steward` is a custodian's id. `days` and `on` say when it would delete, `said` is how somebody put it: without it
    the description is put in words here. Raises UsageError where these do not fit each other, or the matter.
    """
    if retention not in BEHAVIOURS:
        raise UsageError(f"{retention!r} is nothing that becomes of a source. There is: {'; '.join(BEHAVIOURS)}.")
    if days is not None and (retention not in _AFTER_DAYS or not 0 <= days <= _LONGEST):
        raise UsageError(f"A number of days from 0 to {_LONGEST:,} goes with: {'; '.join(_AFTER_DAYS)}.")
    if on is not None and retention not in _ON_A_DAY:
        raise UsageError(f"A day on which it happens goes with: {'; '.join(_ON_A_DAY)}.")
    fact = SourceDescribed(
        source=source,
        steward=steward,
        retention=retention,
        days=days,
        on=None if on is None else on.isoformat(),
        words=words_or_none(said, "what becomes of it") or behaviour(retention, days, on),
        learned_from=words_or_none(learned_from, "who said so"),
    )

    def decision() -> list[Fact]:
        now = find_source(home, matter, source)
        if steward is not None and steward not in roster(home, matter).entries:
            raise UsageError(f"The steward {steward!r} is no custodian of this matter. Name them first.")
        same = now.described is not None and _stated(now) == fact
        return [] if same else [fact]

    decide(home, matter, actor, decision)
    publish(home, matter)
    return find_source(home, matter, source)


def behaviour(retention: str, days: int | None, on: date | None) -> str:
    """Return in words what becomes of a source: ``deleted after 90 days``, ``device replaced on Fri 20 March 2026``."""
    if retention in _AFTER_DAYS:
        span = "an unknown number of days" if days is None else "1 day" if days == 1 else f"{days:,} days"
        if retention == "overwritten":
            return f"overwritten after {span}"
        return f"deleted after {span}" if retention == "deleted after" else f"account closed {span} after leaving"
    if retention in _ON_A_DAY:
        return f"{retention} on {spelled(on)}" if on else f"{retention}, on a day that nobody said"
    return retention


def _stated(one: Source) -> SourceDescribed:
    return SourceDescribed(
        source=one.id,
        steward=one.steward,
        retention=one.retention,
        days=one.days,
        on=None if one.on is None else one.on.isoformat(),
        words=one.words,
        learned_from=one.learned_from,
    )
