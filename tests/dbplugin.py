"""`pytest --db postgresql` runs the suite on a real PostgreSQL server, started here and gone afterwards.

A plugin and not a conftest, because Django's settings are read before any conftest is.
"""

import os
from contextlib import ExitStack

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    parser.addoption("--db", choices=["sqlite", "postgresql"], default="sqlite", help="where the records stand")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Start the server before Django looks for one."""
    if early_config.known_args_namespace.db != "postgresql":
        return
    from tests.postgresql import postgresql

    stack = ExitStack()
    os.environ["TEST_POSTGRESQL"] = stack.enter_context(postgresql()).url()
    early_config.add_cleanup(stack.close)
