"""The gate for destruction is closed while the matter is open, and every request leaves a fact."""

import os
from pathlib import Path

import pytest

from openhold.actions.collect.action import collect
from openhold.actions.dispose_unit import dispose_unit
from openhold.actions.errors import RefusedError, UsageError
from openhold.actions.home import Home
from openhold.actions.name_source import name_source
from openhold.actions.record import rows
from openhold.actions.set_up import Instance
from openhold.facts.body import from_body
from openhold.facts.kinds import DisposalRefused
from openhold.projections.matter import Matter
from tests.actions.conftest import Watching


def test_a_unit_of_an_open_matter_is_not_destroyed(
    home: Home, instance: Instance, matter: Matter, folder: Path
) -> None:
    source = name_source(home, "p-1", matter.id, kind="directory", at=os.fsencode(folder), custodian=None)
    collect(home, "p-1", source, reread=False, watch=Watching())
    before = sorted((home.folder / "vault/units").rglob("*"))
    with pytest.raises(RefusedError, match="was not destroyed"):
        dispose_unit(home, "p-1", matter.id, source.unit)
    assert sorted((home.folder / "vault/units").rglob("*")) == before
    *_, last = rows(matter.id)
    fact = from_body(DisposalRefused.KIND, last.body)
    assert isinstance(fact, DisposalRefused)
    assert fact.unit == source.unit
    assert len(fact.reasons) == 2


def test_a_unit_that_the_matter_does_not_have_is_a_usage_error(home: Home, matter: Matter) -> None:
    with pytest.raises(UsageError, match="no unit 'u-none'"):
        dispose_unit(home, "p-1", matter.id, "u-none")
