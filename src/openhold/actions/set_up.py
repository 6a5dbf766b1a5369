"""Set up a home, or find it ready: folder, key, vault, database, and the first facts of the instance."""

import getpass
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, connection

import openhold
from openhold.actions.database import EMBEDDED, MARKER, read_marker, state, write_durably
from openhold.actions.errors import StorageError, UsageError
from openhold.actions.home import Home
from openhold.actions.record import INSTANCE_LOG, check_fits, database_told, older, publish, record
from openhold.facts.kinds import InstanceOpened, PersonNamed
from openhold.formats import notes
from openhold.projections import SCHEMA
from openhold.projections.log import Log
from openhold.projections.person import Person
from openhold.vault.errors import DamagedError, NotAVaultError

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True)
class Instance:
    """A home that is ready: its name, the verifier key of its seals, who acts, and whether it was made just now."""

    name: str
    key: str
    actor: str
    new: bool


def set_up(home: Home, name: str | None = None) -> Instance:
    """Make the home if it is not there, check it if it is, and return what it is.

    Idempotent: an interrupted set-up is finished by the next call. `name` (default: random) is used only
    for a new home. Raises StorageError when the home cannot be used, UsageError for an impossible name.
    """
    if name is not None and not _NAME.fullmatch(name):
        raise UsageError(f"{name!r} cannot name an instance: use small letters, digits, dots and dashes.")
    if _ready(home):
        _check_database(home)
        _end_publications(home)
        return _instance(home, new=False)
    _make_folder(home.folder)
    with home.locked():
        new = _make(home, name)
    return _instance(home, new=new)


def actor(home: Home) -> str:
    """Return the opaque id of the person whose operating system account this is, naming them on first sight."""
    account = getpass.getuser()
    with database_told(home):
        known = Person.objects.filter(account=account).first()
    if known is not None:
        return known.id
    person = home.new_id("p")
    record(home, INSTANCE_LOG, person, PersonNamed(person=person, account=account))
    publish(home, INSTANCE_LOG)
    return person


def _ready(home: Home) -> bool:
    return read_marker(home.folder) is not None


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except FileExistsError as error:
        raise StorageError(f"{folder} is a file, so it cannot be the home. Name a folder with --home.") from error
    except OSError as error:
        raise StorageError(f"{folder} cannot be made: {error.strerror}. Name another folder with --home.") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise StorageError(f"{folder} cannot be written to. Check its permissions, or name another with --home.")
    # The last one is there while a set-up ends, and after one that was killed just then.
    known = {"vault", "keys", "cache", MARKER, f"{MARKER}.tmp", "outbox", "web.toml"}
    names = sorted(entry.name for entry in folder.iterdir())
    strange = [n for n in names if n not in known and not n.startswith(EMBEDDED)]
    if strange:
        raise StorageError(f"{folder} is not empty and no home of Openhold ({strange[0]!r} is there). Name another.")


def _make(home: Home, name: str | None) -> bool:
    if _ready(home):
        return False
    if (home.folder / "vault" / "vault.json").exists() and not home.key_file.exists():
        raise StorageError(f"{home.key_file} is missing: put it back from your copy.")
    try:
        if not home.key_file.exists():
            _make_key(home, name or home.new_id("openhold"))
        home.vault.create(home.new_id("v"), home.signer.verifier(home.instance))
        home.vault.add_ledger(INSTANCE_LOG, home.verifier(INSTANCE_LOG))
        _migrate(home)
        _first_facts(home)
        state(home.folder, None)
    except OSError as error:
        raise StorageError(f"{home.folder} cannot be set up: {error}. Check permissions and space.") from error
    return True


def _make_key(home: Home, name: str) -> None:
    home.key_file.parent.mkdir(mode=0o700, exist_ok=True)
    write_durably(home.key_file, notes.SigningKey(home.random(32)).text(name).encode() + b"\n")


def _migrate(home: Home) -> None:
    with database_told(home):
        # Tables and the note that they were made are two transactions of Django's: a run that was killed between
        # them left whole tables that are not noted. `fake_initial` notes them.
        call_command("migrate", "projections", verbosity=0, interactive=False, fake_initial=True)
    if home.database.exists():
        home.database.chmod(0o600)


def _first_facts(home: Home) -> None:
    with database_told(home):
        opened = Log.objects.filter(matter=INSTANCE_LOG, size__gt=0).exists()
    if not opened:
        stated = home.vault.stated()
        record(
            home,
            INSTANCE_LOG,
            "system",
            InstanceOpened(
                instance=home.instance,
                vault=stated.vault,
                verifier_key=stated.seal_key.text(),
                software=f"openhold {openhold.__version__}",
            ),
        )
    publish(home, INSTANCE_LOG)


def _check_database(home: Home) -> None:
    latest = _latest_migration(home)
    if latest is None:
        # No table at all: the database is gone. An empty one is made, and the check below says what to do.
        _migrate(home)
    elif latest > SCHEMA:
        raise StorageError(f"{home.records} was made by a newer Openhold ({latest}). Install the newer version.")
    elif latest < SCHEMA:
        _migrate(home)
    try:
        stated = home.vault.stated()
    except (NotAVaultError, DamagedError) as error:
        raise StorageError(f"{home.folder / 'vault'}: {error} Put it back from your copy.") from error
    with database_told(home):
        known = set(Log.objects.values_list("matter", flat=True))
    for log in stated.ledgers:
        # A ledger that was announced but never signed is the leftover of an interrupted `matter open`.
        if log not in known and home.vault.ledger(log).exists("checkpoint"):
            raise older(home, log)
    check_fits(home, INSTANCE_LOG)


def _end_publications(home: Home) -> None:
    """Publish what a run recorded that was stopped before its checkpoint was signed, or before it was noted."""
    with database_told(home):
        logs = list(Log.objects.filter(size__gt=0).values_list("matter", "size", "signed"))
    for log, size, signed in logs:
        if bytes(signed).split(b"\n")[1:2] != [str(size).encode()]:
            # A ledger that cannot be published now must not keep anybody from reading, or from `openhold fsck`.
            with suppress(StorageError):
                publish(home, log)


def _latest_migration(home: Home) -> str | None:
    with database_told(home):
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT name FROM django_migrations WHERE app = 'projections' ORDER BY id DESC LIMIT 1")
                row = cursor.fetchone()
        except DatabaseError as error:
            if "no such table" in str(error) or "does not exist" in str(error):
                return None
            raise
    return None if row is None else str(row[0])


def _instance(home: Home, *, new: bool) -> Instance:
    return Instance(home.instance, home.signer.verifier(home.instance).text(), actor(home), new)
