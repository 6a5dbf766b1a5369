"""Makes a home with many matters, custodians, notices and events, by writing rows in bulk: nobody lives all that.

The rows are what folding would have made of as many facts, written into the projections directly. The ledgers of these
matters hold lines of the usual length that no screen reads, so that the database is as large as it would be; they are
no ledgers. What is measured as a deed happens in a matter that was opened and filled by actions.

``python -m bench.crowd HOME MATTERS CUSTODIANS EVENTS`` makes a new home of them.
"""

import sys
from collections.abc import Iterator
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from bench.crowd_rows import Made, Sizes
from openhold.cli import context

_BATCH = 5000


def start(home: Path) -> None:
    """Start Django on a home, with the pages' settings; call it before anything that asks the database."""
    context.current = context.Context(home, web=True)
    import_module("openhold.cli.bootstrap")


def fill(home: Path, sizes: Sizes) -> None:
    """Fill the home that Django was started on."""
    from django.db import connection, transaction

    from openhold.projections.answering import count
    from openhold.projections.collection import add_up
    from openhold.projections.hold import Hold
    from openhold.projections.log import Log
    from openhold.projections.matter import Matter

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # A home for measuring may be lost; and keys in no order want their index in memory.
            cursor.execute("PRAGMA synchronous = OFF")
            cursor.execute("PRAGMA cache_size = -1000000")
    with transaction.atomic():
        for model, rows in _tables(sizes):
            _insert(model, rows)
        for matter in Matter.objects.values_list("id", flat=True):
            add_up(matter)
        for matter, hold in Hold.objects.values_list("matter", "id"):
            count(matter, hold)
    # As if all of it had been signed: every page of a matter compares this with what the database remembers.
    for log, signed in Log.objects.filter(matter__startswith="m-bench").values_list("matter", "signed"):
        folder = home / "vault" / "ledgers" / log
        folder.mkdir(parents=True)
        (folder / "checkpoint").write_bytes(bytes(signed))


def _insert(model: Any, rows: Iterator[tuple[Any, ...]]) -> None:
    from django.db import connection, models

    dress = (models.JSONField, models.DateField, models.BinaryField)
    fields = [field for field in model._meta.concrete_fields if field.concrete and field.column is not None]
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({names}) VALUES ({places})"
    defaults = {field.attname: field.get_default() for field in fields}
    # Texts and numbers are handed over as they are; asking a field for each of millions takes longer than the database.
    dressed = [(place, field) for place, field in enumerate(fields) if isinstance(field, dress)]
    with connection.cursor() as cursor:
        while page := list(islice(rows, _BATCH)):
            values = [[row.get(name, default) for name, default in defaults.items()] for row in page]
            for place, field in dressed:
                for row in values:
                    row[place] = field.get_db_prep_save(row[place], connection)
            cursor.executemany(statement, values)


def _tables(sizes: Sizes) -> Iterator[tuple[Any, Iterator[dict[str, Any]]]]:
    from openhold.projections import (
        audit,
        collection,
        custodian,
        hold,
        log,
        matter,
        member,
        notice,
        party,
        person,
        release,
        source,
        task,
        trigger,
    )

    made = Made(sizes)
    yield matter.Matter, made.matters()
    yield person.Person, made.persons()
    yield member.Member, made.members()
    yield party.Party, made.parties()
    yield trigger.Trigger, made.triggers()
    yield trigger.Duty, made.duties()
    yield collection.Collection, made.collections()
    yield audit.Audit, made.audits()
    yield custodian.Custodian, made.custodians()
    yield source.Source, made.sources()
    yield source.SourcePlace, made.places()
    yield task.Task, made.tasks()
    yield hold.Hold, made.holds()
    yield hold.HoldVersion, made.versions()
    yield hold.Cover, made.covers()
    yield release.Release, made.releases()
    yield notice.NoticeText, made.texts()
    yield notice.Notice, made.notices()
    yield notice.Sending, made.messages()
    yield log.Log, made.logs()
    yield log.LogRow, made.lines()


def main() -> None:
    """Make the home that the arguments name, and say how many rows it has."""
    home = Path(sys.argv[1])
    sizes = Sizes(*map(int, sys.argv[2:5]))
    start(home)
    from openhold.actions.home import Home
    from openhold.actions.set_up import set_up
    from openhold.workbench import configuration

    set_up(Home(home.absolute()))
    # What signs sessions has to be there before whoever asks for pages starts.
    configuration.make_key(home.absolute())
    fill(home.absolute(), sizes)


if __name__ == "__main__":
    main()
