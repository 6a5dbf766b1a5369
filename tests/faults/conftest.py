"""What the fault tests share, and the table of figures at the end of the run."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .running import InTwos, Server, copied

_FIGURES = pytest.StashKey[list[tuple[str, str]]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash.setdefault(_FIGURES, [])


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Keep a figure for the table: what was done, and how it went."""

    def keep(what: str, how: str) -> None:
        request.config.stash[_FIGURES].append((what, how))

    return keep


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    figures = config.stash.get(_FIGURES, [])
    if figures:
        terminalreporter.section("what survived")
        width = max(len(what) for what, _ in figures)
        for what, how in figures:
            terminalreporter.write_line(f"{what.ljust(width)}  {how}")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server of quick commands."""
    one = Server(tmp_path_factory.mktemp("server"))
    yield one
    one.close()


@pytest.fixture(scope="session")
def opened(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one matter called Quintrell and nothing in it; tests copy it."""
    home = tmp_path_factory.mktemp("opened") / "home"
    assert server.run(home, "matter", "open", "--title", "Quintrell v. County of Alder").code == 0
    return home


@pytest.fixture
def new_home(opened: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Make a fresh copy of the opened home under a name."""
    return lambda name: copied(opened, tmp_path / name)


@pytest.fixture
def two_at_once(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[InTwos]:
    """Do independent work two at a time, each with a server of its own."""
    second = Server(tmp_path_factory.mktemp("server"))
    yield InTwos(server, second)
    second.close()
