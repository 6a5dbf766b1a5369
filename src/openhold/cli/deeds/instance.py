"""The home itself: set it up, rebuild its database."""

from typing import Annotated

from cyclopts import Parameter

from openhold.cli import context


def init(*, name: str | None = None) -> None:
    """Set up a home: its key, its vault, its database. Every other command does this too on first use.

    Example: `openhold init --name alder-county`

    Parameters
    ----------
    name: str
        What the instance is called in every origin: small letters, digits, dots and dashes. Default: a random name.
    """
    from openhold.cli.bootstrap import open_home

    home, instance = open_home(name)
    if context.current.json:
        context.document(
            {"home": str(home.folder), "instance": instance.name, "key": instance.key, "new": instance.new}
        )
        return
    context.tell("The home is ready." if instance.new else "The home was set up before and is ready.")
    context.tell(f"  home      {home.folder}\n  instance  {instance.name}\n  key       {instance.key}")


def rebuild(*, from_vault: Annotated[bool, Parameter(negative=())] = False) -> None:
    """Drop what is folded from the facts and fold it again; with --from-vault, restore the database from the vault.

    Example: `openhold rebuild --from-vault`

    Parameters
    ----------
    from_vault: bool
        Restore the database from the vault's ledgers alone. A database that cannot be read is set aside.
    """
    from openhold.cli import bootstrap

    if from_vault:
        home = bootstrap.bare_home()
    else:
        home, _ = bootstrap.open_home()
    from openhold.actions import rebuild as action

    done = action.rebuild_from_vault(home) if from_vault else action.rebuild(home)
    if context.current.json:
        context.document(
            {
                "facts": done.facts,
                "instance_facts": done.instance_facts,
                "seconds": round(done.seconds, 3),
                "same": done.same,
            }
        )
        return
    context.tell(f"{done.facts:,} facts of all matters were folded again in {done.seconds:.2f} seconds.")
    context.tell(
        "Every row is the same as before." if done.same else "Something differed from before and is right now."
    )
