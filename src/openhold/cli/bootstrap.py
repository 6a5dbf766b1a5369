"""Start what the record needs: the bundled SQLite, Django, and a home that is ready."""

import os
import sys
from contextlib import suppress

with suppress(ImportError):
    # The system's SQLite may be one that can damage a write-ahead log; the bundled one is not. Whoever imports
    # `sqlite3` from here on gets the bundled one, so this stands before every other import of ours.
    import pysqlite3

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

from openhold.actions import database
from openhold.cli import context

# Before the settings say where the records stand: from here on they stay there.
database.use(context.current.home.absolute())
os.environ["OPENHOLD_HOME"] = str(context.current.home.absolute())
# Accounts bring a good deal with them that no other command needs.
os.environ["DJANGO_SETTINGS_MODULE"] = "openhold.web.settings" if context.current.web else "openhold.settings"

import django  # noqa: E402

django.setup()

from openhold.actions.home import Home  # noqa: E402
from openhold.actions.open_matter import find_matter  # noqa: E402
from openhold.actions.set_up import Instance, set_up  # noqa: E402
from openhold.projections.matter import Matter  # noqa: E402


def bare_home() -> Home:
    """Return the home without looking at it: for what repairs it."""
    return Home(context.current.home.absolute())


def open_home(name: str | None = None) -> tuple[Home, Instance]:
    """Return the home, ready, and who acts in it. A new one is announced on standard error."""
    home = bare_home()
    instance = set_up(home, name)
    if instance.new:
        context.say(
            f"A new home was made at {home.folder}.\n"
            f"Its verifier key, to write down and keep elsewhere:\n  {instance.key}\n"
            f"Keep a copy of {home.folder / 'keys'} in a safe place: without it nothing new can be signed."
        )
    return home, instance


def in_matter(wanted: str) -> tuple[Home, str, Matter]:
    """Return the home, ready, who acts in it, and the matter that is `wanted` by its id or a part of its name."""
    home, instance = open_home()
    return home, instance.actor, find_matter(home, wanted)
