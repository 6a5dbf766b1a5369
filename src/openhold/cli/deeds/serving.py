"""The web pages: serve them, and invite people to them."""

import sys
from typing import Annotated

from cyclopts import Parameter

from openhold.cli import context
from openhold.cli.context import MisuseError

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_PORT = 8420


def serve(*, port: int = _PORT, host: str = "localhost") -> None:
    """Serve the web pages on this machine until Ctrl-C, and run the jobs beside them.

    The first time it prints a link that opens once: whoever opens it makes the owner's account. Everybody else is
    invited: on the page People, or with `openhold invite`. Over a network it is reached by https through a proxy on
    this machine, whose address stands in the home's file `web.toml`.

    Example: `openhold serve --port 8420`

    Parameters
    ----------
    port: int
        Where it listens. Default: 8420.
    host: str
        localhost (the default), 127.0.0.1 or ::1: this machine only, because passwords are not sent in the clear.
        Passkeys need the name localhost.
    """
    if host not in _LOOPBACK:
        raise MisuseError(
            f"{host} can be reached by others, and passwords would cross the network in the clear. Choose one of: "
            f"{', '.join(_LOOPBACK)}, and let a proxy on this machine take the https requests of others: "
            'address = "https://…" in the home\'s web.toml says where.'
        )
    from openhold.cli import server

    server.check_free(host, port)
    context.current.web = True
    from openhold.cli.bootstrap import open_home

    home, _ = open_home()
    from django.db import connections

    from openhold.actions.open_account import owners
    from openhold.jobs.beside import a_worker
    from openhold.workbench import configuration, first_owner, tables

    configured = configuration.read(home.folder)
    configuration.make_key(home.folder)
    with home.locked():
        tables.prepare()
    at = configured.address or server.address(host, port)
    path = first_owner.link(home.clock(), owners(home))
    # The server opens its own; this process only waits from here on.
    connections.close_all()

    def tell() -> None:
        link = None if path is None else at + path
        if context.current.json:
            context.document({"address": at, "link": link, "home": str(home.folder)})
        else:
            context.tell(f"The pages of {home.folder} are at {at}. Stop them with Ctrl-C.")
            if link is not None:
                context.tell(
                    f"\nNo owner can sign in yet. This link makes an owner's account, once, within seven days:"
                    f"\n\n  {link}\n"
                )
        sys.stdout.flush()

    with server.kept_free(host, port), a_worker(home.folder):
        server.run(host, port, tell)
    if not context.current.json:
        context.tell("Stopped.")


def invite(
    email: str,
    /,
    *,
    matter: str | None = None,
    role: str | None = None,
    owner: Annotated[bool, Parameter(negative=())] = False,
    address: str | None = None,
) -> None:
    """Make a link by which somebody opens an account; it opens once, within seven days.

    Where the address has an account already, the link lets its holder choose a new password: for whoever has lost
    the old one. It takes the account's second factors out and ends its sessions.

    Example: `openhold invite dana.whitfield@alder.example --matter quintrell --role counsel`

    Parameters
    ----------
    email: str
        By which they sign in.
    matter: str
        What they become a member of: the matter's id, or a part of its number or title.
    role: str
        Their role in it: counsel, 'case manager', 'IT steward', reviewer or auditor.
    owner: bool
        As an owner, who sees every matter.
    address: str
        Where the pages are. Default: the address in the home's web.toml, else http://localhost:8420.
    """
    if (matter is None) != (role is None):
        raise MisuseError("A role is a role in a matter: name both, --matter M --role counsel, or neither.")
    if "@" not in email[1:-1] or any(sign.isspace() for sign in email):
        raise MisuseError(f"{email!r} is no e-mail address.")
    context.current.web = True
    from openhold.cli.bootstrap import open_home

    home, instance = open_home()
    from openhold.actions.open_matter import find_matter
    from openhold.actions.roles import ROLES
    from openhold.workbench import configuration, inviting, tables

    if role is not None and role not in ROLES:
        raise MisuseError(f"{role!r} is no role. There is: {', '.join(ROLES)}.")
    found = None if matter is None else find_matter(home, matter).id
    with home.locked():
        tables.prepare()
    made = inviting.invite(
        home.clock(),
        email=email,
        owner=owner,
        matter=found or "",
        role=role or "",
        by=instance.actor,
        renew=True,
    )
    at = address or configuration.read(home.folder).address or f"http://{_LOOPBACK[0]}:{_PORT}"
    link = at.rstrip("/") + made.path
    if context.current.json:
        context.document(
            {"link": link, "email": email, "ends": made.ends_at.isoformat(), "renews": made.renews, "matter": found}
        )
        return
    done = "chooses a new password" if made.renews else "opens an account"
    context.tell(f"By this link {email} {done}, once, until {made.ends_at:%a} {made.ends_at.day} {made.ends_at:%B %Y}:")
    context.tell(f"\n  {link}\n\nGive it to nobody else: whoever opens it first signs in as {email}.")
