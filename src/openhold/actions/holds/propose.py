"""Propose a hold, or the next version of one: what is to be kept, where, by whom, and the words of its notice."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256

from openhold.actions.errors import RefusedError, UsageError
from openhold.actions.holds.find import find_hold, reread
from openhold.actions.home import Home
from openhold.actions.record import commitments, database_told, decide, publish
from openhold.actions.wording import spelled, words, words_or_none
from openhold.facts.fact import Fact
from openhold.facts.holds import HoldProposed, HoldTask
from openhold.facts.notices import NoticeWritten
from openhold.projections.custodian import Custodian
from openhold.projections.hold import CUSTODIAN, SOURCE, Cover, Hold, HoldVersion
from openhold.projections.notice import NoticeText
from openhold.projections.source import Source

LANGUAGES = ("en", "es")
"""The languages that notices are written in."""
_LONGEST_NOTICE = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTask:
    """What has to be done for a version, in words. `steward` (a custodian's id) gets it as a task at the issue, `due`
    the day; both are null where nobody is to be given it. `source` is an id, null where it belongs to none."""

    what: str
    steward: str | None = None
    due: date | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a version of a hold says. `sources`, `custodians` and `silent` are ids; days are null where open.

    Those in `silent` are under the hold and get no notice. `why` is why there is this version.
    """

    title: str
    acknowledge_by: date
    scope_from: date | None = None
    scope_to: date | None = None
    topics: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    custodians: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    tasks: tuple[PlannedTask, ...] = ()
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a notice in one language, ``en`` or ``es``; `fields` is what they were written from, as JSON."""

    language: str
    subject: str
    text: str
    fields: str | None = None


@dataclass(frozen=True, slots=True)
class Proposed:
    """A version that was proposed; `saw` is what names it, its notices' words included (hex)."""

    hold: str
    version: int
    saw: str


def propose_hold(
    home: Home,
    actor: str,
    matter: str,
    plan: Plan,
    notices: Sequence[Words] = (),
    *,
    hold: str | None = None,
    version: int | None = None,
    new: str | None = None,
) -> Proposed:
    """Propose a new hold, or the next version of `hold`, with the words of its notice, and return what was proposed.

    `version` is the number that the words speak of, where they do: another number by then is refused. `new` is the id
    that a new hold gets, where the caller made one: so a form that is sent twice proposes once. Raises
    UsageError where the plan makes no sense, RefusedError where it would drop what the version in force covers.
    """
    checked = _checked(home, plan, notices)
    told = [_words(one) for one in notices]
    new = (new or home.new_id("h")) if hold is None else find_hold(home, matter, hold).id

    def decision() -> Sequence[Fact]:
        known = _known(matter, checked)
        if hold is None and Hold.objects.filter(matter=matter, id=new).exists():
            raise RefusedError(f"Hold {new} was proposed already. Look at it.")
        number = 1 if hold is None else _next(home, matter, new, checked)
        if version not in (None, number):
            raise RefusedError(
                f"The next version of {new} is {number}, not {version}: somebody was faster. Look again."
            )
        proposed.append(number)
        stated = HoldProposed(
            hold=new,
            version=number,
            title=checked.title,
            why=checked.why,
            scope_from=_day(checked.scope_from),
            scope_to=_day(checked.scope_to),
            topics=checked.topics,
            sources=checked.sources,
            custodians=checked.custodians,
            names=tuple(known[one] for one in checked.custodians),
            silent=checked.silent,
            acknowledge_by=checked.acknowledge_by.isoformat(),
            tasks=tuple(
                HoldTask(what=one.what, steward=one.steward, source=one.source, due=_day(one.due))
                for one in checked.tasks
            ),
        )
        return [
            stated,
            *(
                NoticeWritten(
                    hold=new,
                    version=number,
                    language=one.language,
                    subject=one.subject,
                    text=one.text,
                    fields=one.fields,
                )
                for one in told
            ),
        ]

    proposed: list[int] = []
    # A proposal protects already, so that nothing is destroyed while it waits: it must not run beside a destruction.
    decide(home, matter, actor, decision, alone=True)
    publish(home, matter)
    return Proposed(new, proposed[0], saw(home, matter, new, proposed[0]))


def check_proposal(
    home: Home, matter: str, plan: Plan, notices: Sequence[Words] = (), *, hold: str | None = None
) -> None:
    """Raise what `propose_hold` would refuse the same plan with; record nothing."""
    checked = _checked(home, plan, notices)
    for one in notices:
        _words(one)
    with database_told(home):
        _known(matter, checked)
        if hold is not None:
            _next(home, matter, hold, checked)


def saw(home: Home, matter: str, hold: str, version: int) -> str:
    """Return what names a version and the words of its notices: see `HoldApproved.saw`."""
    with database_told(home):
        proposal = HoldVersion.objects.get(matter=matter, hold=hold, version=version).seq
        texts = NoticeText.objects.filter(matter=matter, hold=hold, version=version).order_by("seq")
        seqs = [proposal, *texts.values_list("seq", flat=True)]
        return sha256(b"".join(commitments(matter, seqs))).hexdigest()


def _checked(home: Home, plan: Plan, notices: Sequence[Words]) -> Plan:
    """Return the plan with its words tidy and nothing in it twice, or raise UsageError."""
    plan = Plan(
        title=words(plan.title, "the hold's title"),
        acknowledge_by=plan.acknowledge_by,
        scope_from=plan.scope_from,
        scope_to=plan.scope_to,
        topics=tuple(dict.fromkeys(words(one, "the topic") for one in plan.topics)),
        sources=tuple(dict.fromkeys(plan.sources)),
        custodians=tuple(dict.fromkeys(plan.custodians)),
        silent=tuple(dict.fromkeys(plan.silent)),
        tasks=tuple(dict.fromkeys(_task(one) for one in plan.tasks)),
        why=words_or_none(plan.why, "why there is this version"),
    )
    if not plan.sources and not plan.custodians:
        raise UsageError("A hold that names no source and no custodian keeps nothing. Name what it is to cover.")
    if plan.scope_from and plan.scope_to and plan.scope_from > plan.scope_to:
        raise UsageError(
            f"The hold would run from {spelled(plan.scope_from)} to {spelled(plan.scope_to)}: the end is before the "
            "beginning."
        )
    if stray := set(plan.silent) - set(plan.custodians):
        raise UsageError(f"{min(stray)} is to get no notice, but is no custodian of this hold. Name both or neither.")
    if len(plan.silent) < len(plan.custodians):
        # The zone that is furthest behind is UTC-12.
        if plan.acknowledge_by < (home.clock() - timedelta(hours=12)).date():
            raise UsageError(
                f"{spelled(plan.acknowledge_by)} is past, so nobody can acknowledge by then. Name a later day."
            )
        if not notices:
            raise UsageError(
                "Custodians are to be told, but the notice has no words. Write it, or name each custodian as silent."
            )
    return plan


def _task(one: PlannedTask) -> PlannedTask:
    tidy = replace(one, what=words(one.what, "the task"))
    if (tidy.steward is None) != (tidy.due is None):
        lacks = "by which day it is due" if tidy.due is None else "which steward gets it"
        raise UsageError(f"The task {tidy.what!r} does not say {lacks}. Say both, or neither.")
    return tidy


def _words(one: Words) -> Words:
    if one.language not in LANGUAGES:
        raise UsageError(f"{one.language!r} is no language of notices. There is: {', '.join(LANGUAGES)}.")
    if not one.text.strip() or len(one.text) > _LONGEST_NOTICE:
        raise UsageError(f"The notice in {one.language!r} is empty or longer than {_LONGEST_NOTICE:,} signs.")
    if one.fields is not None and len(one.fields) > _LONGEST_NOTICE:
        raise UsageError(
            f"What the notice in {one.language!r} is written from is longer than {_LONGEST_NOTICE:,} signs."
        )
    return replace(one, subject=words(one.subject, "the notice's subject"))


def _known(matter: str, plan: Plan) -> dict[str, str]:
    """Return the names of the plan's custodians by id; raise UsageError where it names what the matter has not."""
    there = dict(Custodian.objects.filter(matter=matter).values_list("id", "name"))
    sources = set(Source.objects.filter(matter=matter).values_list("id", flat=True))
    stewards = (one.steward for one in plan.tasks if one.steward is not None)
    for one in (*plan.custodians, *stewards):
        if one not in there:
            raise UsageError(f"This matter has no custodian {one!r}. `openhold custodian list` shows who is.")
    for one in (*plan.sources, *(task.source for task in plan.tasks if task.source is not None)):
        if one not in sources:
            raise UsageError(f"This matter has no source {one!r}. `openhold source list` shows what is.")
    return there


def _next(home: Home, matter: str, hold: str, plan: Plan) -> int:
    """Return the number of the next version, unless it would let go of something by the way."""
    present = reread(find_hold(home, matter, hold))
    if present.released_at is not None:
        raise RefusedError(f"Hold {hold} was released, so it cannot be amended. Propose a new hold.")
    kept = Cover.objects.filter(matter=matter, hold=hold, released_at=None)
    for what, named in ((SOURCE, plan.sources), (CUSTODIAN, plan.custodians)):
        dropped = set(kept.filter(what=what).values_list("which", flat=True)) - set(named)
        if dropped:
            raise RefusedError(
                f"Version {present.in_force} of {hold} covers the {what} {min(dropped)} and this one would not. "
                "An amendment lets go of nothing: name it too, or release it with "
                f"`openhold hold release {matter} {hold} --{what} {min(dropped)} --preview`."
            )
    return present.newest + 1


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
