"""The home itself: set it up, rebuild its database, move its records to another one."""

from pathlib import Path
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


def migrate(*, to: str, password_file: Path | None = None) -> None:
    """Move the records to another database, all or nothing, and prove that every ledger arrived as it was.

    While nothing else of Openhold runs on this home. What can be said twice is compared: the size and root of every
    ledger, and every row that is folded from it. Then the home names the new database, and every command uses it.

    Example: `openhold migrate --to postgresql://openhold@db.alder.example/openhold --password-file /etc/openhold/db`

    Parameters
    ----------
    to: str
        An empty PostgreSQL database (14 or newer), postgresql://USER@HOST/DATABASE; or sqlite, the embedded one.
    password_file: Path
        The file in which the password stands; without it the server must know the user otherwise.
    """
    context.current.web = True
    from openhold.actions.database import Server

    server = None
    if to != "sqlite":
        server = Server(to, None if password_file is None else password_file.absolute())
        server.parts()
    from openhold.cli.bootstrap import open_home

    home, _ = open_home()
    from openhold.actions.move_records import move_records
    from openhold.workbench import tables

    with home.locked():
        tables.prepare()
    done = move_records(home, server)
    if context.current.json:
        logs = [
            {"log": one.log, "size": one.size, "root": one.root, "new_size": one.new_size, "new_root": one.new_root}
            for one in done.logs
        ]
        values = {"from": done.old, "to": done.new, "logs": logs, "rows": done.ordinary}
        context.document({**values, "seconds": round(done.seconds, 3)})
        return
    context.tell(f"The records moved from {done.old}\n  to {done.new}, in {done.seconds:.1f} seconds.")
    context.tell("Every ledger has the same size and root there, and every row folded from it is the same:")
    for one in done.logs:
        context.tell(f"  {one.log:14} {one.new_size:>9,} facts  {one.new_root}")
