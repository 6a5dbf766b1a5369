"""What one fact of a hold says, in plain words: for somebody who never saw the program."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import singledispatch

from openhold.facts.fact import Fact
from openhold.facts.holds import (
    HoldApproved,
    HoldIssued,
    HoldProposed,
    HoldReleased,
    HoldReturned,
    HoldTask,
    ReleaseApproved,
    ReleaseProposed,
    ReleaseReturned,
)
from openhold.facts.notices import LossReported, NoticeAcknowledged, NoticeBounced, NoticeSent
from openhold.facts.tasks import TaskDone, TaskGiven, TaskReopened
from openhold.filings.document import count
from openhold.filings.reports.answering import WAYS
from openhold.filings.reports.picture import long

Names = Mapping[str, str]
_NAMED = 40
"""So many names stand in one sentence; the fact itself names all."""
_SENT = {
    "first": "The notice of version {v} for {who}",
    "reminder": "A reminder of version {v} for {who}",
    "escalation": "A message to the manager of {who}, who had not answered version {v},",
    "refresh": "A repeated notice of version {v} for {who}",
    "release": "The notice of the release for {who}",
}


def said(fact: Fact, names: Names) -> tuple[str, ...]:
    """Return what a fact says, the first sentence first; ids are called by `names` where there is one.

    Of a kind that has no sentence of its own here, the kind's own sentence is all that is said.
    """
    return _said(fact, lambda which: names.get(which, which))


_Called = Callable[[str], str]


@singledispatch
def _said(fact: Fact, called: _Called) -> tuple[str, ...]:  # noqa: ARG001 -- the form of all that follow
    return (fact.SENTENCE,)


@_said.register
def _(fact: HoldProposed, called: _Called) -> tuple[str, ...]:
    told = [name for who, name in zip(fact.custodians, fact.names, strict=True) if who not in fact.silent]
    silent = [name for who, name in zip(fact.custodians, fact.names, strict=True) if who in fact.silent]
    end = f"to {_day(fact.scope_to)}" if fact.scope_to else "on, with no end"
    more = [f"Dates: from {_day(fact.scope_from, 'the beginning')} {end}.", f"Topics: {_list(fact.topics)}."]
    more += [f"Custodians: {_list(told)}."]
    more += [f"Custodians without a notice: {_list(silent)}."] if silent else []
    more += [f"Sources: {_list([called(one) for one in fact.sources])}."]
    more += [f"To be done: {_list([_task(one, called) for one in fact.tasks])}."] if fact.tasks else []
    more += [f"To be acknowledged by {_day(fact.acknowledge_by)}."]
    more += [f"Why: {fact.why}"] if fact.why else []
    return (f"Version {fact.version} was proposed: {fact.title}.", *more)


@_said.register
def _(fact: HoldApproved, called: _Called) -> tuple[str, ...]:  # noqa: ARG001
    return (
        f"Version {fact.version} was approved by a person who had not proposed it.",
        f"What was read then has the SHA-256 {fact.saw}.",
    )


@_said.register
def _(fact: HoldReturned, called: _Called) -> tuple[str, ...]:  # noqa: ARG001
    return (f"Version {fact.version} was returned and goes no further.", f"Why: {fact.why}")


@_said.register
def _(fact: HoldIssued, called: _Called) -> tuple[str, ...]:
    asked = f"Asked to acknowledge it: {_list([called(one) for one in fact.custodians])}."
    gone = [f"It came too late for {_list(fact.gone)}: their destruction had begun before."] if fact.gone else []
    return (f"Version {fact.version} was issued and is in force.", asked, *gone)


@_said.register
def _(fact: ReleaseProposed, called: _Called) -> tuple[str, ...]:
    return (f"It was proposed to release {_released(fact, called)}.", f"Why: {fact.why}")


@_said.register
def _(fact: ReleaseReturned, called: _Called) -> tuple[str, ...]:  # noqa: ARG001
    return ("The proposed release was returned and goes no further.", f"Why: {fact.why}")


@_said.register
def _(fact: ReleaseApproved, called: _Called) -> tuple[str, ...]:  # noqa: ARG001
    lost = count(len(fact.units), "unit", "units")
    return (
        f"The release was approved by a second person, who had seen that {lost} would lose the last protection.",
        f"What was seen has the SHA-256 {fact.preview}.",
    )


@_said.register
def _(fact: HoldReleased, called: _Called) -> tuple[str, ...]:
    return (f"Released: {_released(fact, called)}, under version {fact.version}.",)


@_said.register
def _(fact: NoticeSent, called: _Called) -> tuple[str, ...]:
    form = _SENT.get(fact.sending, "A message about version {v} for {who}")
    way = {**WAYS, "folder": "was written to the outbox, for somebody to send", "mail": "left by e-mail"}
    to = f", to {fact.to}" if fact.to else ""
    left = "was handed over" if fact.way == "by hand" else way.get(fact.way, f"left: {fact.way}")
    sentence = f"{form.format(v=fact.version, who=called(fact.custodian))} {left}{to}."
    return (sentence, f"The exact message has the SHA-256 {fact.message_sha256}.")


@_said.register
def _(fact: NoticeBounced, called: _Called) -> tuple[str, ...]:
    return (
        f"A message about version {fact.version} did not reach {called(fact.custodian)}.",
        f"What came back said: {fact.why}",
    )


@_said.register
def _(fact: NoticeAcknowledged, called: _Called) -> tuple[str, ...]:
    way = "signed on paper" if fact.way == "by hand" else "by the link in the notice"
    shows = (f"The kept item that shows it has the SHA-256 {fact.evidence}.",) if fact.evidence else ()
    return (f"{called(fact.custodian)} acknowledged version {fact.version}, {way}.", *shows)


@_said.register
def _(fact: LossReported, called: _Called) -> tuple[str, ...]:
    return (f"{called(fact.custodian)} reported a loss.", f"In the custodian's words: {fact.text}")


@_said.register
def _(fact: TaskGiven, called: _Called) -> tuple[str, ...]:
    source = (f"It is about the source {called(fact.source)}.",) if fact.source else ()
    return (f"{called(fact.steward)} was given a task, due {_day(fact.due)}: {fact.what}", *source)


@_said.register
def _(fact: TaskDone, called: _Called) -> tuple[str, ...]:  # noqa: ARG001
    shows = (f"The kept item that shows it has the SHA-256 {fact.proof_sha256}.",) if fact.proof_sha256 else ()
    return (f"The task {fact.task} was done by {fact.by}.", f"What proves it: {fact.proof}", *shows)


@_said.register
def _(fact: TaskReopened, called: _Called) -> tuple[str, ...]:  # noqa: ARG001
    return (f"The task {fact.task} was opened again.", f"Why: {fact.why}")


def _task(task: HoldTask, called: _Called) -> str:
    if task.steward is None:
        return task.what
    return f"{task.what} ({called(task.steward)}, by {_day(task.due)})"


def _released(fact: ReleaseProposed | HoldReleased, called: _Called) -> str:
    return "the whole hold" if fact.which is None else f"the {fact.what} {called(fact.which)}"


def _day(text: str | None, absent: str = "not said") -> str:
    return absent if text is None else long(date.fromisoformat(text))


def _list(them: Sequence[str]) -> str:
    if not them:
        return "none"
    more = f"; and {len(them) - _NAMED:,} more, whom the fact itself names" if len(them) > _NAMED else ""
    return "; ".join(them[:_NAMED]) + more
