"""Webhooks: which other programs are told what is recorded in a matter."""

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from ninja import Router
from typing_extensions import TypedDict

from openhold.actions.describe import describe
from openhold.actions.roles import DEED_OF_KIND
from openhold.api.asking import Body, Text
from openhold.api.door import Asked, Bearer
from openhold.api.telling import MissingError
from openhold.workbench import webhooks
from openhold.workbench.errors import HookError
from openhold.workbench.webhook import Webhook

router = Router(tags=["Webhooks"])
_CHOOSE = "choose the members"
"""Whoever is told what happens in a matter is as good as inside it."""


class NewWebhook(Body):
    """Where it is told, and of which kinds of fact; of all where none is said."""

    url: Text
    kinds: list[Text] = []


class Made(webhooks.WebhookRow):
    """A webhook just made, and the secret that its signatures are checked with."""

    secret: str


class Listed(TypedDict):
    """The webhooks of a matter."""

    webhooks: list[webhooks.WebhookRow]


class Removed(TypedDict):
    """A webhook that is told nothing any more."""

    webhook: int


@router.get("/{matter}/webhooks", response=Listed)
def list_webhooks(request: HttpRequest, matter: str) -> Any:
    """List which programs are told, how far, and which are off."""
    return {"webhooks": [webhooks.row(one) for one in webhooks.of_matter(matter)]}


@router.post("/{matter}/webhooks", response=Made, auth=Bearer(_CHOOSE))
def add_webhook(request: HttpRequest, matter: str, body: NewWebhook) -> Any:
    """Have a program told of what is recorded from now on: kind, number and time of each fact, and no more."""
    asked = cast("Asked", request)
    made = webhooks.add(
        asked.home.clock(),
        matter=matter,
        url=body.url,
        kinds=body.kinds,
        known=DEED_OF_KIND,
        hosts=settings.CONFIGURED.webhook_hosts,
        by=asked.actor,
        position=describe(asked.home, asked.matter).size,
    )
    return {**webhooks.row(made), "secret": webhooks.secret_of(asked.home.folder, made)}


@router.post("/{matter}/webhooks/{int:webhook}/resume", response=webhooks.WebhookRow, auth=Bearer(_CHOOSE))
def resume_webhook(request: HttpRequest, matter: str, webhook: int) -> Any:
    """Let a webhook that is off go on from where it stood."""
    asked = cast("Asked", request)
    webhooks.resume(asked.home.clock(), _one(asked, webhook))
    return webhooks.row(_one(asked, webhook))


@router.delete("/{matter}/webhooks/{int:webhook}", response=Removed, auth=Bearer(_CHOOSE))
def remove_webhook(request: HttpRequest, matter: str, webhook: int) -> Any:
    """Tell a program nothing any more."""
    _one(cast("Asked", request), webhook).delete()
    return {"webhook": webhook}


def _one(asked: Asked, number: int) -> Webhook:
    try:
        return webhooks.find(asked.matter.id, number)
    except HookError as error:
        raise MissingError(str(error)) from error
