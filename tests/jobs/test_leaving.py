"""The nightly look at directories, over a real slapd: who left and who moved raises an alarm, and failures are told."""

from collections.abc import Iterator

import pytest
from ldap3 import MODIFY_REPLACE

from openhold.actions.home import Home
from openhold.actions.import_custodians import import_custodians, ldap_directory
from openhold.actions.set_up import Instance
from openhold.jobs.asking import jobs, run_here
from openhold.jobs.work import Outcome, Work
from openhold.projections.custodian import Custodian
from openhold.projections.matter import Matter
from openhold.workbench import configuration
from openhold.workbench.errors import ConfigurationError
from tests.actions.conftest import Watching
from tests.jobs.conftest import ANN
from tests.slapd import Slapd, running


@pytest.fixture(scope="module")
def slapd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Slapd]:
    with running(tmp_path_factory.mktemp("slapd") / "run") as server:
        yield server


@pytest.fixture
def unit(slapd: Slapd) -> str:
    """A part of the tree with three people."""
    made = slapd.unit()
    people = [(f"uid=p{n},{made}", {"cn": f"Person {n}", "sn": "-", "title": "officer"}) for n in range(3)]
    slapd.load(people, "inetOrgPerson")
    return made


def run(home: Home) -> Outcome:
    return run_here(Work(home, ANN, Watching()), "directories")


def say(home: Home, *tables: str, nightly: str = "true") -> None:
    text = "".join(f"{one}nightly = {nightly}\n" for one in tables)
    (home.folder / "web.toml").write_text(text)


def test_who_left_or_moved_raises_an_alarm_by_night_and_only_where_somebody_said_so(
    home: Home, instance: Instance, matter: Matter, slapd: Slapd, unit: str
) -> None:
    table = slapd.toml(home.folder, unit)
    say(home, table, nightly="false")
    (place,) = configuration.read(home.folder).directories
    import_custodians(home, ANN, matter.id, ldap_directory(place, place.password()))
    slapd.remove(f"uid=p2,{unit}")
    slapd.change(f"uid=p1,{unit}", {"title": [(MODIFY_REPLACE, ["sergeant"])]})
    assert "none was checked" in run(home).said
    assert not Custodian.objects.exclude(left=None).exists()

    # Another directory, in which nobody of the matter is, refuses it, and that is no fault.
    elsewhere = slapd.unit()
    slapd.load([(f"uid=x,{elsewhere}", {"cn": "Somebody Else", "sn": "-"})], "inetOrgPerson")
    say(home, table, slapd.toml(home.folder, elsewhere, id="city"))
    done = run(home)
    assert (done.said, done.error) == ("1 matter checked: 1 left, 1 moved.", "")
    assert Custodian.objects.exclude(left=None).get().name == "Person 2"
    assert run(home).said == "1 matter checked: 0 left, 0 moved."
    (shown,) = [one for one in jobs(home) if one.standing.name == "directories"]
    assert (shown.row.said, shown.row.error) == ("1 matter checked: 0 left, 0 moved.", "")

    say(home, slapd.toml(home.folder, elsewhere, id="city"))
    refused = run(home)
    assert refused.error.startswith(f"{matter.id}: ")
    assert not refused.again, "a person looks at it"


def test_a_directory_that_is_down_is_told_tried_again_and_keeps_no_other_from_being_checked(
    home: Home, instance: Instance, matter: Matter, slapd: Slapd, unit: str
) -> None:
    table = slapd.toml(home.folder, unit)
    say(home, table)
    (place,) = configuration.read(home.folder).directories
    import_custodians(home, ANN, matter.id, ldap_directory(place, place.password()))
    slapd.remove(f"uid=p0,{unit}")
    down = slapd.toml(home.folder, unit, id="city").replace(str(slapd.tls_port), "1")
    say(home, down, table)
    done = run(home)
    assert done.said == "1 matter checked: 1 left, 0 moved."
    assert done.error.startswith("city: ")
    assert done.again


def test_nightly_is_yes_or_no(home: Home, instance: Instance) -> None:
    say(home, "[[directory]]\nid = 'x'\nserver = 'x'\nbase = 'x'\n", nightly='"yes"')
    with pytest.raises(ConfigurationError, match=r"nightly in .* is true or false, not 'yes'"):
        configuration.read(home.folder)
