"""Tell other programs what was recorded: the public part of each fact, once, in the order of the ledger."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from openhold.actions.describe_ledger import PublicEntry, entries
from openhold.actions.home import Home
from openhold.jobs.work import Outcome, Work
from openhold.workbench import configuration, webhooks
from openhold.workbench.errors import HookError
from openhold.workbench.webhook import Webhook

_PAGE = 200
_TURN = timedelta(seconds=30)
"""For so long one webhook is told in a run, so that a slow one keeps nothing else from being sent."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a run did: messages that were taken, and why webhooks could not be told, by number."""

    messages: int
    failed: dict[int, str]


def deliver(home: Home) -> Told:
    """Tell each webhook whose time it is. What it took is never told again; what it did not take is tried later.

    Only a run that ends between an answer and its note tells a fact twice: by the same id, so that it can be seen.
    """
    hosts = configuration.read(home.folder).webhook_hosts
    messages, failed = 0, {}
    for one in webhooks.due(home.clock()):
        try:
            messages += _tell(home, one, hosts)
        except HookError as error:
            failed[one.pk] = str(error)
            webhooks.note_failed(one, home.clock(), str(error))
    return Told(messages, failed)


def job(work: Work) -> Outcome:
    """Tell webhooks, as a job of the schedule."""
    done = deliver(work.home)
    said = f"{done.messages:,} messages were taken." if done.messages else "There was nothing to tell."
    wrong = [f"Webhook {number}: {why}" for number, why in done.failed.items()]
    wrong += [f"Webhook {one.pk} of {one.matter} is off: {one.error}" for one in webhooks.off()]
    more = f" And {len(wrong) - 1:,} more." if len(wrong) > 1 else ""
    # Each webhook has its own time for the next try.
    return Outcome(said, "".join((*wrong[:1], more)), again=False)


def _tell(home: Home, one: Webhook, hosts: Collection[str]) -> int:
    secret, until, told, at = webhooks.secret_of(home.folder, one), home.clock() + _TURN, 0, one.position
    while (page := entries(home, one.matter, at, _PAGE)) and home.clock() < until:
        for entry in page:
            if home.clock() >= until:
                break
            if not one.kinds or entry.kind in one.kinds:
                number = f"{entry.matter}.{entry.seq}"
                webhooks.post(one, secret, number, home.clock(), _body(entry), hosts)
                webhooks.note_told(one, home.clock(), entry.seq + 1)
                told += 1
            at = entry.seq + 1
    webhooks.give_back(one, home.clock(), at)
    return told


def _body(entry: PublicEntry) -> bytes:
    data = {"matter": entry.matter, "seq": entry.seq, "at": entry.at, "kind": entry.kind}
    return json.dumps({"type": entry.kind, "timestamp": entry.at, "data": data}).encode()
