"""Custodians from a directory, by the program: a real slapd, a real home, and the sentence of every failure."""

from collections.abc import Callable, Iterator

import pytest
from ldap3 import MODIFY_REPLACE
from tests.cli.conftest import Case
from tests.slapd import LIMITED, PASSWORD, Slapd, running


@pytest.fixture(scope="module")
def slapd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Slapd]:
    with running(tmp_path_factory.mktemp("slapd") / "run") as server:
        yield server


@pytest.fixture
def unit(slapd: Slapd) -> str:
    unit = slapd.unit()
    people = [("Harriet Sund", "jail commander"), ("Winifred Paz", "jail records"), ("Iñigo Álvarez", "officer")]
    slapd.load(
        [
            (
                f"uid=p{n},{unit}",
                {"cn": name, "sn": "-", "title": title, "mail": f"p{n}@alder.example", "manager": f"uid=p0,{unit}"},
            )
            for n, (name, title) in enumerate(people)
        ],
        "inetOrgPerson",
    )
    return unit


@pytest.fixture
def office(make_case: Callable[[], Case], slapd: Slapd, unit: str) -> Case:
    case = make_case()
    (case.home / "web.toml").write_text(slapd.toml(case.home, unit))
    return case


def test_people_come_from_a_directory_and_leave_with_it(office: Case, slapd: Slapd, unit: str) -> None:
    words = ("custodian", "import", office.matter, "--directory", "county")
    told = office.run(*words, "--preview")
    assert (told.code, "Would be recorded: 3 named" in told.out) == (0, True), told
    assert office.run("custodian", "list", office.matter, "--json").json == {"custodians": []}
    assert office.run(*words, "--leavers", "--json").json["named"] == 3
    named = office.run("custodian", "list", office.matter, "--json").json["custodians"]
    sund, paz = (next(one for one in named if who in one["name"]) for who in ("Sund", "Paz"))
    assert (paz["manager"], sund["manager"], paz["title"]) == (sund["custodian"], None, "jail records")

    slapd.remove(f"uid=p2,{unit}")
    slapd.change(f"uid=p1,{unit}", {"title": [(MODIFY_REPLACE, ["court records"])]})
    checked = office.run("custodian", "check", "--directory", "county", "--json")
    assert checked.code == 0, checked.err
    (one,) = checked.json["matters"]
    assert (one["matter"], one["refused"]) == (office.matter, None)
    assert (one["done"]["moved"], one["done"]["left"], one["done"]["recorded"]) == (1, 1, True)
    assert "2 of 3 left or moved" in office.run("custodian", "list", office.matter, "--alarms").out
    again = office.run("custodian", "check", "--directory", "county", "--matter", office.matter)
    assert "Nothing new: 0 named, 0 corrected, 0 moved, 0 left" in again.out

    slapd.remove(f"uid=p0,{unit}")
    slapd.remove(f"uid=p1,{unit}")
    slapd.load([(f"uid=new,{unit}", {"cn": "New", "sn": "-"})], "inetOrgPerson")
    refused = office.run("custodian", "check", "--directory", "county")
    assert (refused.code, "Refused. 2 custodians would be recorded" in refused.out) == (1, True), refused


def test_only_some_of_a_directory_are_named(office: Case) -> None:
    words = ("custodian", "import", office.matter, "--directory", "county")
    assert office.run(*words, "--only", "title=*").code == 2
    assert office.run(*words, "--only", "title=jail records", "--only", "sn=-", "--json").json["named"] == 1
    assert "With --only it is not the whole directory" in office.run(*words, "--only", "sn=-", "--leavers").err


FAILURES: tuple[tuple[dict[str, str], str], ...] = (
    ({"server": "localhost"}, "is not trusted: Hostname mismatch"),
    ({"ca_file": "/nowhere.pem"}, "cannot be read"),
    ({"base": "ou=elsewhere,dc=alder,dc=example"}, "has no 'ou=elsewhere"),
    ({"user": "cn=nobody,dc=alder,dc=example"}, "does not accept user and password"),
    ({"password_file": "nowhere"}, "cannot be read"),
    ({"tls": "starttls", "ca_file": "/etc/ssl/certs/ca-certificates.crt"}, "is not trusted: self-signed"),
)


def test_a_directory_that_fails_is_told_in_one_sentence_and_nothing_is_recorded(
    office: Case, slapd: Slapd, unit: str
) -> None:
    size = office.run("matter", "show", office.matter, "--json").json["size"]
    for more, said in FAILURES:
        (office.home / "web.toml").write_text(slapd.toml(office.home, unit, **more))
        told = office.run("custodian", "import", office.matter, "--directory", "county", "--leavers")
        assert (told.code, told.out, len(told.err.strip().splitlines())) == (2, "", 1), told
        assert said in told.err
        assert PASSWORD not in told.err
    assert office.run("matter", "show", office.matter, "--json").json["size"] == size


def test_a_part_of_a_directory_makes_no_leavers(office: Case, slapd: Slapd, unit: str) -> None:
    words = ("custodian", "import", office.matter, "--directory", "county", "--leavers")
    assert office.run(*words).code == 0
    slapd.load([(f"uid=more{n},{unit}", {"cn": f"More {n}", "sn": "-"}) for n in range(110)], "inetOrgPerson")
    (office.home / "web.toml").write_text(slapd.toml(office.home, unit, user=LIMITED))
    for one in (words, words[:-1], ("custodian", "check", "--directory", "county")):
        told = office.run(*one)
        assert (told.code, "answered only in part (its size limit)" in told.err) == (2, True), told
    everybody = office.run("custodian", "list", office.matter, "--json").json["custodians"]
    assert [(one["left"], one["alarm"]) for one in everybody] == [(None, "")] * 3


def test_what_makes_no_sense_is_refused_before_anything_is_asked(office: Case) -> None:
    words = ("custodian", "import", office.matter)
    for more, said in (
        ((), "Say from where"),
        (("people.csv", "--directory", "county"), "Say from where"),
        (("people.csv", "--only", "a=b"), "goes with --directory"),
        (("--directory", "county", "--only", "title"), "ATTRIBUTE=VALUE"),
        (("--directory", "county", "--only", "=x"), "is no attribute"),
        (("--directory", "county", "--leavers", "--on", "2026-03-01"), "read today"),
        (("--directory", "city"), "No directory is called 'city'. There is: county"),
    ):
        told = office.run(*words, *more)
        assert (told.code, said in told.err) == (2, True), told
