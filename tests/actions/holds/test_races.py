"""A hold that is added while a unit is destroyed always wins: nothing more goes once it is proposed."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

RACES = 1000
"""On the embedded database by two processes at once, each in a home of its own; on PostgreSQL a fifth, by one."""


@pytest.fixture
def fast_folder() -> Iterator[Path]:
    """A folder in memory where the machine has one: it is the order that is tested here, not the disk."""
    place = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=place) as folder:
        yield Path(folder)


@pytest.mark.django_db(transaction=True)
def test_the_hold_wins_every_race_against_destruction_and_one_of_two_approves(fast_folder: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    if connection.vendor == "postgresql":
        server, parts = urlsplit(os.environ["TEST_POSTGRESQL"]), connection.settings_dict
        env["TEST_POSTGRESQL"] = server._replace(path=f"/{parts['NAME']}").geturl()
    counts = [RACES // 2] * 2 if connection.vendor == "sqlite" else [RACES // 5]
    racing = str(Path(__file__).with_name("racing.py"))
    running = [
        subprocess.Popen(
            [sys.executable, racing, str(fast_folder / f"home {seed}"), str(count), str(seed)],
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for seed, count in enumerate(counts)
    ]
    ended = []
    for one in running:
        out, err = one.communicate()
        assert one.returncode == 0, err
        answer = json.loads(out)
        assert answer["approvals"] == [["RefusedError", "approved", "hold.approved/1"]] * 20
        ended += answer["races"]
    assert len(ended) == sum(counts)
    for one in ended:
        assert one["hold"].startswith("h-"), one
        assert one["in force"], one
        assert one["disposal"] in ("done", "refused"), one
        # What was there when the hold was recorded is there still.
        assert one["left"] == one["left at hold"], one
        if one["disposal"] == "refused":
            assert one["left"] == 3, one
            assert "unit.disposed/1" not in one["kinds"], one
            assert one["kinds"][-1] == "disposal.refused/1" or one["same"], one
            assert "disposal.refused/1" in one["kinds"], one
        else:
            assert (one["left"], one["state"], one["state at hold"]) == (0, "disposed", "disposed"), one
        if one["same"]:
            # In one ledger the order can be read, and the hold says itself that it came too late.
            kinds = one["kinds"]
            assert (one["gone"] != []) == (one["disposal"] == "done" or "disposal.begun/1" in kinds), one
            if one["disposal"] == "done":
                assert kinds.index("unit.disposed/1") < kinds.index("hold.proposed/2"), one
    ways = {(one["same"], one["disposal"]) for one in ended}
    assert len(ways) == 4, f"not every order was met: {ways}"
