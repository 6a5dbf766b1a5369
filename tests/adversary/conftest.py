"""One honest case, made by the program: what every forgery starts from and is compared with."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

import pytest

from tests.adversary.forger import Operator, Program
from tests.faults.running import Done, Server


@dataclass(frozen=True)
class Stage:
    """An honest case of two days, and what the reader got from it.

    `operator` has the home of the last day, `young` a copy of it as it was after the first. `early` is a receipt of
    the first day (three facts), `late` and `other` are receipts of the last (five facts), `bag` its disclosure.
    """

    operator: Operator
    young: Operator
    evidence: Path
    early: Path
    late: Path
    other: Path
    bag: Path

    @property
    def key(self) -> str:
        """The key as it was told in a letter, on the first day."""
        return self.operator.key


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The program, in forks of two processes that have everything imported: as many threads may run it at once."""
    servers = [Server(tmp_path_factory.mktemp("server")) for _ in range(2)]
    free: SimpleQueue[Server] = SimpleQueue()
    for server in servers:
        free.put(server)

    def run(home: Path, *words: str) -> Done:
        server = free.get()
        try:
            return server.run(home, *words)
        finally:
            free.put(server)

    yield run
    for server in servers:
        server.close()


@pytest.fixture(scope="session")
def stage(program: Program, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    top = tmp_path_factory.mktemp("stage")
    evidence = top / "evidence"
    evidence.mkdir()
    (evidence / "letter.txt").write_bytes(b"Keep the video of camera 4.\n")
    (evidence / "reply.txt").write_bytes(b"We keep no video for longer than thirty days.\n")
    operator = Operator(program, top / "home", "Quintrell v. County of Alder")
    operator.do("collect", operator.matter, str(evidence))
    early = operator.receipt("letter.txt", top / "early.json")
    young = operator.twin(top / "young")
    (evidence / "camera 4.avi").write_bytes(b"frame after frame " * 64)
    operator.do("collect", operator.matter, str(evidence))
    operator.do("audit", "--matter", operator.matter)
    late, other = (operator.receipt(name, top / f"{name}.json") for name in ("letter.txt", "reply.txt"))
    bag = operator.disclose(top / "bag")
    return Stage(operator, young, evidence, early, late, other, bag)
