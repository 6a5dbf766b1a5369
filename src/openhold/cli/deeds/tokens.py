"""Tokens: by which programs act for somebody who signs in; make one, list them, take one back."""

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from openhold.cli import context
from openhold.cli.context import MisuseError

if TYPE_CHECKING:
    from openhold.actions.home import Home
    from openhold.workbench.account import Account
    from openhold.workbench.token import Token

_Each = Annotated[tuple[str, ...], Parameter(negative=(), consume_multiple=False)]


def make(
    email: str,
    /,
    *,
    name: str,
    matter: _Each = (),
    deeds: Annotated[bool, Parameter(negative=())] = False,
    days: int = 90,
) -> None:
    """Make a token by which a program acts for somebody; its secret is shown this once.

    It never opens more than its person may do. The addresses that it opens are told in docs/api.md.

    Example: `openhold token make dana.whitfield@alder.example --name 'case system' --matter quintrell`

    Parameters
    ----------
    email: str
        By which the person signs in.
    name: str
        What the token is for.
    matter: tuple[str, ...]
        A matter that it opens: its id, or a part of its number or title. Repeatable. Default: every matter that
        the person sees, those to come included.
    deeds: bool
        It may do what the person's role allows. Without it the token only reads.
    days: int
        For how many days it is good: 1 to 366.
    """
    context.current.web = True
    from openhold.cli.bootstrap import open_home

    home, _ = open_home()
    from openhold.actions.open_matter import find_matter
    from openhold.workbench import tokens
    from openhold.workbench.errors import TokenError

    found = [find_matter(home, one).id for one in matter] or [tokens.EVERY]
    account = _account(home, email)
    try:
        made = tokens.make(home.clock(), account, name=name, scopes=dict.fromkeys(found, deeds), days=days)
    except TokenError as error:
        raise MisuseError(str(error)) from error
    if context.current.json:
        context.document({**_row(made.token), "secret": made.secret})
        return
    context.tell(
        f"By this token a program acts for {account.email} until {made.token.ends_at:%a} {made.token.ends_at.day} "
        f"{made.token.ends_at:%B %Y}. It is shown only now:\n\n  {made.secret}"
    )


def list_(email: str | None = None, /) -> None:
    """List the tokens that open something, of one person or of all.

    Example: `openhold token list`

    Parameters
    ----------
    email: str
        By which the person signs in.
    """
    context.current.web = True
    from openhold.cli.bootstrap import open_home

    home, _ = open_home()
    from openhold.workbench import tokens

    account = _account(home, email) if email is not None else None
    _prepare(home)
    there = tokens.good(home.clock(), account)
    if context.current.json:
        context.document({"tokens": [_row(one) for one in there]})
        return
    if not there:
        context.tell("No program acts for anybody. Make a token: openhold token make EMAIL --name NAME")
        return
    from openhold.cli import tables

    tables.show(
        ("token", "name", "acts for", "opens", "last used", "good until"),
        [
            (
                str(one.pk),
                one.name,
                one.account.email,
                ", ".join(
                    f"{of or 'every matter'}: {'deeds' if may else 'reads'}"
                    for of, may in tokens.scopes_of(one).items()
                ),
                "never" if one.used_at is None else f"{one.used_at:%d %b %Y}",
                f"{one.ends_at:%d %b %Y}",
            )
            for one in there
        ],
    )


def revoke(token: int, /) -> None:
    """Take a token back: it opens nothing from then on.

    Example: `openhold token revoke 3`

    Parameters
    ----------
    token: int
        The token's number, as `openhold token list` shows it.
    """
    context.current.web = True
    from openhold.cli.bootstrap import open_home

    home, _ = open_home()
    from openhold.workbench import tokens
    from openhold.workbench.errors import TokenError

    _prepare(home)
    try:
        found = tokens.revoke(home.clock(), token)
    except TokenError as error:
        raise MisuseError(f"{error} `openhold token list` shows those that open something.") from error
    if context.current.json:
        context.document(_row(found))
        return
    context.tell(f"The token {found.name} opens nothing any more.")


def _account(home: "Home", email: str) -> "Account":
    from openhold.workbench.account import Account

    _prepare(home)
    found = Account.objects.filter(email=email.strip().lower()).first()
    if found is None or not found.person:
        raise MisuseError(f"Nobody signs in by {email!r} yet. Invite them: openhold invite {email}")
    return found


def _prepare(home: "Home") -> None:
    from openhold.workbench import tables

    with home.locked():
        tables.prepare()


def _row(token: "Token") -> dict[str, object]:
    from openhold.workbench import tokens

    return {
        "token": token.pk,
        "name": token.name,
        "email": token.account.email,
        "scopes": [{"matter": matter or None, "deeds": deeds} for matter, deeds in tokens.scopes_of(token).items()],
        "made": token.made_at.isoformat(),
        "ends": token.ends_at.isoformat(),
        "used": None if token.used_at is None else token.used_at.isoformat(),
    }
