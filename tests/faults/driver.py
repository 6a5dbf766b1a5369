"""Processes that the fault tests start: a server that runs many commands quickly, and a writer of facts.

`serve` has everything imported that a command imports, and forks for each command that a line of JSON on its
standard input spells, so that a check costs a tenth of a second; the commands that are killed or made to
fail are always `python -m openhold` itself. `record` writes facts one by one and says what was acknowledged.
"""

import importlib
import json
import os
import sys
from contextlib import suppress
from pathlib import Path

with suppress(ImportError):
    import pysqlite3

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

_FIRST = (
    "cryptography.hazmat.primitives.asymmetric.ed25519",
    "cyclopts",
    "django",
    "django.core.management",
    "django.core.management.commands.migrate",
    "django.db.backends.sqlite3.base",
    "django.db.models",
    "openhold.cli.commands",
    "openhold.cli.main",
    "openhold.ledger.publish",
    "openhold.vault.audit",
    "openhold.verify.main",
    "rich.console",
)


def serve() -> None:
    """Run a command for each line; answer each with its exit code, in a line of JSON."""
    for name in _FIRST:
        importlib.import_module(name)
    print("ready", flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        child = os.fork()
        if not child:
            _command(request)
        print(json.dumps(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])), flush=True)


def _command(request: dict[str, object]) -> None:
    """Become the command: its output into files, its exit code as the program gives it."""
    for descriptor, name in ((1, "out"), (2, "err")):
        file = os.open(str(request[name]), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(file, descriptor)
        os.close(file)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.environ["OPENHOLD_HOME"] = str(request["home"])
    words = request["words"]
    assert isinstance(words, list)
    sys.argv = ["openhold", *words]
    code = 120
    try:
        main = importlib.import_module("openhold.cli.main")
        code = main.run(words)
        sys.stdout.flush()
        if "django.db" in sys.modules:
            # What the end of an interpreter does: the write-ahead log goes into the database.
            sys.modules["django.db"].connections.close_all()
    finally:
        os._exit(code)


def record(matter: str, count: str, batch: str) -> None:
    """Append `count` facts to `matter`, `batch` at a time, publish each time, and print what was acknowledged."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "openhold.settings"
    importlib.import_module("django").setup()
    actions = importlib.import_module("openhold.actions.record")
    kinds = importlib.import_module("openhold.facts.kinds")
    place = importlib.import_module("openhold.actions.home").Home(Path(os.environ["OPENHOLD_HOME"]))
    importlib.import_module("openhold.actions.set_up").set_up(place)
    print("ready", flush=True)
    for number in range(0, int(count), int(batch)):
        facts = [
            kinds.SourceNamed(
                source=f"s-{os.getpid()}-{number + more}",
                source_kind="directory",
                at=f"/srv/{os.getpid()}/{number + more}",
                at_b64=None,
                custodian=None,
                unit=f"u-{os.getpid()}-{number + more}",
                excludes=(),
            )
            for more in range(int(batch))
        ]
        done = actions.record(place, matter, "p-writer", *facts)
        checkpoint = actions.publish(place, matter)
        print(json.dumps([done.first, done.size, checkpoint.size, checkpoint.root.hex(), facts[0].source]), flush=True)


if __name__ == "__main__":
    {"serve": serve, "record": record}[sys.argv[1]](*sys.argv[2:])
