"""Move an instance's records to another database: all of them, or none.

While nobody else uses the home, and nobody else can write the old database: the ledgers' rows are copied byte for byte,
the projections are folded from them anew, the ordinary tables (accounts, second factors, invitations) are copied row by
row. It is compared, and only then does the home say, in one step, where the records stand. What a kill leaves: before
that step the old records are in force and the new database rolls back, or (embedded) a file that the next move
replaces; after it the new ones are in force.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.core import serializers
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections, models, transaction

from openhold.actions.database import Server, alone, configuration, state, stated, sync_folder
from openhold.actions.errors import RefusedError, StorageError
from openhold.actions.home import Home
from openhold.actions.rebuild import fold_all
from openhold.actions.record import check_fits, insert_rows, rows, said
from openhold.formats.merkle import RootBuilder, leaf_hash
from openhold.ledger.row import Row
from openhold.projections import fold
from openhold.projections.log import Log

OLDEST = (14, 0)
"""The oldest PostgreSQL that Django 5.2 speaks with."""
_OLD = "old"
_MOVING, _BEFORE = ".moving", ".before-move"
_FAMILY = ("", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class MovedLog:
    """One ledger, counted and hashed from the rows on either side: facts, and the root (hex) over them."""

    log: str
    size: int
    root: str
    new_size: int
    new_root: str


@dataclass(frozen=True, slots=True)
class Moved:
    """What was moved from where to where: every ledger, how many rows of ordinary tables, and the seconds it took."""

    old: str
    new: str
    logs: tuple[MovedLog, ...]
    ordinary: int
    seconds: float


def move_records(home: Home, to: Server | None) -> Moved:
    """Move the records to `to`, None for the embedded database, and prove that every ledger is what it was.

    Raises RefusedError where they stand there already, something is there that is not ours, or another program runs;
    UsageError where the address is none; StorageError where the server does not answer or is too old, or something
    differs. Then nothing was moved.
    """
    begun = time.monotonic()
    with alone(home.folder):
        source = stated(home.folder)
        if source == to or (source and to and source.url == to.url):
            raise RefusedError(f"The records stand in {home.records} already.")
        target = configuration(home.folder, to)
        name = str(home.database) if to is None else to.url
        if to is None:
            moving = _besides(home.database, _MOVING)
            _remove(moving)
            target |= {"NAME": moving}
        old = home.records
        with _both(target):
            check_target(name)
            logs, ordinary = _move(home, to)
        if source is None:
            _set_aside(home.database)
    return Moved(old, name, logs, ordinary, time.monotonic() - begun)


@contextmanager
def _both(target: dict[str, object]) -> Iterator[None]:
    """Let the default connection lead to the target meanwhile, and `_OLD` to where the records stand."""
    connections.close_all()
    settings = connections.databases
    source = settings[DEFAULT_DB_ALIAS]
    # What Django adds to each by itself stays as it is.
    settings[_OLD], settings[DEFAULT_DB_ALIAS] = source, {**source, "USER": "", "PASSWORD": "", "HOST": "", **target}
    del connections[DEFAULT_DB_ALIAS]
    try:
        yield
    finally:
        connections.close_all()
        for alias in (_OLD, DEFAULT_DB_ALIAS):
            with suppress(AttributeError):
                del connections[alias]
        settings[DEFAULT_DB_ALIAS] = settings.pop(_OLD)


def check_target(name: str) -> None:
    """Raise StorageError or RefusedError, which call it `name`, unless what is connected answers, is new and empty."""
    try:
        connection.ensure_connection()
        if connection.vendor != "postgresql":
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('server_version'), current_setting('server_encoding')")
            version, encoding = cursor.fetchone()
            cursor.execute("SELECT count(*) FROM pg_class WHERE relnamespace = to_regnamespace(current_schema()::text)")
            there = cursor.fetchone()[0]
    except DatabaseError as error:
        raise StorageError(f"{name} does not answer, so nothing was moved: {said(error)}.") from error
    if tuple(int(part) for part in version.split()[0].split(".")) < OLDEST:
        raise StorageError(f"{name} is PostgreSQL {version}; Openhold needs {OLDEST[0]} or newer. Nothing was moved.")
    if encoding != "UTF8":
        raise StorageError(f"{name} keeps texts as {encoding}; make a database with the encoding UTF8.")
    if there:
        raise RefusedError(f"{name} is not empty, so nothing was moved there. Make a new database and name that.")


def _move(home: Home, to: Server | None) -> tuple[tuple[MovedLog, ...], int]:
    try:
        if to is None:
            # SQLite makes tables outside a transaction only; the file has its name when all is there.
            _make_tables()
        with transaction.atomic(using=_OLD):
            _keep_still()
            with transaction.atomic():
                if to is not None:
                    _make_tables()
                moved = _copy_all(home)
            # The old ones are still held: whoever waits for them must find that they are not in force any more.
            _switch(home, to)
        return moved
    except DatabaseError as error:
        raise StorageError(f"The records could not be moved, and stay in {home.records}: {said(error)}.") from error


def _make_tables() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    # Django writes rows of its own into new tables; those of the old ones take their place. PostgreSQL empties none
    # about which a check is still due.
    connection.check_constraints()
    call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)


def _keep_still() -> None:
    """Let others read the old tables until the transaction ends, but not write: on SQLite it is the only one."""
    old = connections[_OLD]
    if old.vendor == "postgresql":
        names = ", ".join(map(old.ops.quote_name, old.introspection.table_names()))
        with old.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {names} IN SHARE MODE")


def _copy_all(home: Home) -> tuple[tuple[MovedLog, ...], int]:
    logs = tuple(_copy_log(home, log) for log in Log.objects.using(_OLD).order_by("matter"))
    if wrong := [one.log for one in logs if (one.size, one.root) != (one.new_size, one.new_root)]:
        raise StorageError(f"The ledger of {wrong[0]} did not arrive as it was, so nothing was moved. Try again.")
    fold_all()
    if fold.digest(_OLD) != fold.digest():
        raise StorageError(
            f"The tables in {home.records} are not what the facts say, so nothing was moved. "
            "Run `openhold rebuild`, then try again."
        )
    return logs, sum(map(_copy_table, _ordinary()))


def _copy_log(home: Home, log: Log) -> MovedLog:
    Log.objects.create(matter=log.matter, size=log.size, signed=bytes(log.signed))
    before, after = RootBuilder(), RootBuilder()
    insert_rows(log.matter, _seen(rows(log.matter, using=_OLD), before))
    for _ in _seen(rows(log.matter), after):
        pass
    if before.size != log.size:
        raise StorageError(f"The ledger of {log.matter} lacks facts, so nothing was moved. Run `openhold fsck`.")
    check_fits(home, log.matter)
    return MovedLog(log.matter, before.size, before.root().hex(), after.size, after.root().hex())


def _seen(them: Iterator[Row], builder: RootBuilder) -> Iterator[Row]:
    for row in them:
        builder.extend([leaf_hash(row.entry)])
        yield row


def _ordinary() -> list[type[models.Model]]:
    """Return the models of every table that is not folded from facts."""
    folded = apps.get_app_config("projections")
    return [one for one in apps.get_models() if one._meta.app_config is not folded and one._meta.managed]


def _copy_table(model: type[models.Model]) -> int:
    """Copy every row as it is: no default, no time of saving is put in its place."""
    count = 0
    for row in model._base_manager.using(_OLD).order_by("pk").iterator():
        for one in serializers.deserialize("python", serializers.serialize("python", [row]), using=DEFAULT_DB_ALIAS):
            one.save(using=DEFAULT_DB_ALIAS, force_insert=True)
        count += 1
    for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
        with connection.cursor() as cursor:
            cursor.execute(statement)
    return count


def _switch(home: Home, to: Server | None) -> None:
    if to is None:
        # The last one to close it writes everything into the one file.
        connections[DEFAULT_DB_ALIAS].close()
        _set_aside(home.database)
        moving = _besides(home.database, _MOVING)
        moving.chmod(0o600)
        moving.rename(home.database)
        sync_folder(home.folder)
    state(home.folder, to)


def _set_aside(database: Path) -> None:
    """Keep what is not in force any more under another name; only what was kept so before goes."""
    if database.exists():
        _remove(_besides(database, _BEFORE))
        for ending in _FAMILY:
            with suppress(FileNotFoundError):
                _besides(database, ending).rename(_besides(database, _BEFORE + ending))


def _remove(file: Path) -> None:
    for ending in _FAMILY:
        _besides(file, ending).unlink(missing_ok=True)


def _besides(file: Path, ending: str) -> Path:
    return file.with_name(file.name + ending)
