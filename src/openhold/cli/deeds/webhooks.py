"""Webhooks: have other programs told what is recorded; list them, let one go on, take one away, tell them now."""

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from openhold.cli import context
from openhold.cli.context import MisuseError

if TYPE_CHECKING:
    from openhold.actions.home import Home
    from openhold.actions.set_up import Instance

_Each = Annotated[tuple[str, ...], Parameter(negative=(), consume_multiple=False)]


def add(matter: str, url: str, /, *, kind: _Each = ()) -> None:
    """Have a program told of what is recorded from now on: kind, number and time of each fact, and no more.

    Only hosts are told that web.toml names: webhook_hosts = ["cases.example.org"].

    Example: `openhold webhook add quintrell https://cases.example.org/openhold --kind hold.issued/1`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    url: str
        Where it is told.
    kind: tuple[str, ...]
        A kind of fact, as docs/facts.md lists them. Repeatable. Default: all.
    """
    home, instance = _opened()
    from openhold.actions.describe import describe
    from openhold.actions.open_matter import find_matter
    from openhold.actions.roles import DEED_OF_KIND
    from openhold.workbench import configuration, webhooks
    from openhold.workbench.errors import HookError

    found = find_matter(home, matter)
    try:
        made = webhooks.add(
            home.clock(),
            matter=found.id,
            url=url,
            kinds=kind,
            known=DEED_OF_KIND,
            hosts=configuration.read(home.folder).webhook_hosts,
            by=instance.actor,
            position=describe(home, found).size,
        )
    except HookError as error:
        raise MisuseError(str(error)) from error
    secret = webhooks.secret_of(home.folder, made)
    if context.current.json:
        context.document({**webhooks.row(made), "secret": secret})
        return
    context.tell(f"Webhook {made.pk} is told from fact {made.position} on. It checks signatures with\n\n  {secret}")


def list_(matter: str, /) -> None:
    """List which programs are told, how far, and which are off.

    Example: `openhold webhook list quintrell`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    """
    home, _ = _opened()
    from openhold.actions.open_matter import find_matter
    from openhold.workbench import webhooks

    there = [webhooks.row(one) for one in webhooks.of_matter(find_matter(home, matter).id)]
    if context.current.json:
        context.document({"webhooks": there})
        return
    if not there:
        context.tell("No program is told. Have one told: openhold webhook add MATTER URL")
        return
    from openhold.cli import tables

    tables.show(
        ("webhook", "address", "kinds", "next fact", "state"),
        [
            (
                str(one["webhook"]),
                one["url"],
                ", ".join(one["kinds"]) or "all",
                f"{one['position']:,}",
                f"off: {one['error']}" if one["off"] else one["error"] or "on time",
            )
            for one in there
        ],
    )


def resume(matter: str, webhook: int, /) -> None:
    """Let a webhook that is off go on from where it stood.

    Example: `openhold webhook resume quintrell 3`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    webhook: int
        Its number, as `openhold webhook list` shows it.
    """
    _change(matter, webhook, away=False)


def remove(matter: str, webhook: int, /) -> None:
    """Tell a program nothing any more.

    Example: `openhold webhook remove quintrell 3`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    webhook: int
        Its number, as `openhold webhook list` shows it.
    """
    _change(matter, webhook, away=True)


def deliver() -> int:
    """Tell every webhook whose time it is, now. `openhold serve` does so each minute. Exit code 1: one was not told.

    Example: `openhold webhook deliver`
    """
    home, _ = _opened()
    from openhold.jobs.webhooks import deliver as tell

    done = tell(home)
    if context.current.json:
        context.document({"messages": done.messages, "failed": {str(one): why for one, why in done.failed.items()}})
    else:
        context.tell(f"{done.messages:,} messages were taken.")
        for number, why in done.failed.items():
            context.tell(f"Webhook {number}: {why}")
    return 1 if done.failed else 0


def _change(matter: str, number: int, *, away: bool) -> None:
    home, _ = _opened()
    from openhold.actions.open_matter import find_matter
    from openhold.workbench import webhooks
    from openhold.workbench.errors import HookError

    found = find_matter(home, matter).id
    try:
        one = webhooks.find(found, number)
    except HookError as error:
        raise MisuseError(f"{error} `openhold webhook list {found}` shows what there is.") from error
    if away:
        one.delete()
    else:
        webhooks.resume(home.clock(), one)
    if context.current.json:
        context.document({"webhook": number, "removed": away})
        return
    context.tell(f"Webhook {number} " + ("is told nothing any more." if away else "goes on from where it stood."))


def _opened() -> "tuple[Home, Instance]":
    context.current.web = True
    from openhold.cli.bootstrap import open_home

    home, instance = open_home()
    from openhold.workbench import configuration, tables

    configuration.make_key(home.folder)
    with home.locked():
        tables.prepare()
    return home, instance
