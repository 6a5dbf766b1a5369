"""`pytest --db postgresql` runs what touches the records on a real PostgreSQL server, and nothing else.

The server is started here and gone afterwards. A plugin and not a conftest, because Django's settings are read before
any conftest is.
"""

import os
from contextlib import ExitStack

import pytest

_RECORDS = {"db", "transactional_db"}
"""The fixtures by which a test says that it touches the records in its own process."""


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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, on PostgreSQL, what is the same wherever the records stand."""
    if config.getoption("db") != "postgresql":
        return
    kept, left = [], []
    for item in items:
        (kept if _touches_records(item) else left).append(item)
    config.hook.pytest_deselected(items=left)
    items[:] = kept


def _touches_records(item: pytest.Item) -> bool:
    asked = not _RECORDS.isdisjoint(getattr(item, "fixturenames", ()))
    return asked or item.get_closest_marker("django_db") is not None
