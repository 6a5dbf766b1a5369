"""The tables `[[directory]]` of `web.toml`: what they may say, what each mistake is told, and whose password it is."""

from pathlib import Path

import pytest

from openhold.sources.people.ldap_place import ATTRIBUTES, FILTERS
from openhold.workbench import configuration
from openhold.workbench.directories import FIELDS, DirectoryServer, named
from openhold.workbench.errors import ConfigurationError

WHOLE = """
[[directory]]
id = "county"
kind = "active-directory"
server = "dc1.alder.example"
port = 3269
tls = "starttls"
ca_file = "keys/ca.pem"
user = "reader@alder.example"
password_file = "keys/directory"
base = "OU=People,DC=alder,DC=example"
filter = "(department=Jail)"
attributes = { external = "employeeID", place = "l" }
"""
SHORT = "[[directory]]\nid = 'a'\nserver = 'a.example'\nbase = 'dc=a'\n"


def read(home: Path, text: str) -> tuple[DirectoryServer, ...]:
    (home / "web.toml").write_text(text)
    return configuration.read(home).directories


def test_a_whole_table_is_read_with_files_beside_it(tmp_path: Path) -> None:
    (one,) = read(tmp_path, WHOLE)
    assert (one.id, one.kind, one.server, one.port, one.tls) == (
        "county", "active-directory", "dc1.alder.example", 3269, "starttls",
    )  # fmt: skip
    assert (one.ca_file, one.password_file) == (tmp_path / "keys/ca.pem", tmp_path / "keys/directory")
    assert (one.user, one.base) == ("reader@alder.example", "OU=People,DC=alder,DC=example")
    assert (one.filter, dict(one.attributes)) == ("(department=Jail)", {"external": "employeeID", "place": "l"})


def test_three_lines_are_enough_and_the_way_is_secured(tmp_path: Path) -> None:
    (one,) = read(tmp_path, SHORT)
    assert (one.kind, one.port, one.tls) == ("openldap", 636, "tls")
    assert (one.ca_file, one.user, one.filter, one.password()) == (None, None, None, None)
    assert one.kind in FILTERS


def test_every_field_of_a_person_can_be_given_an_attribute() -> None:
    assert all(set(names) == set(FIELDS) for names in ATTRIBUTES.values())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("directory = 'x'", "begins with a line"),
        ("directory = [1]", "begins with a line"),
        (SHORT + "sever = 'a'", "has no 'sever'"),
        ("[[directory]]\nid = 'a'\nserver = 'b'\n", "needs base"),
        (SHORT.replace("'a'", "'a b'"), "a plain word"),
        (SHORT.replace("'dc=a'", "' '"), "base in [[directory]] is a text"),
        (SHORT.replace("'dc=a'", "7"), "base in [[directory]] is a text"),
        (SHORT + "kind = 'novell'", "kind in [[directory]] is openldap or active-directory"),
        (SHORT + "tls = 'ssl'", "tls in [[directory]] is tls or starttls or none"),
        (SHORT + "port = 0", "a number from 1"),
        (SHORT + "port = true", "a number from 1"),
        (SHORT + "user = 'cn=r'", "go together"),
        (SHORT + "user = 'cn=r'\npassword_file = 'k'\ntls = 'none'", "could be read on its way"),
        (SHORT + "password = 'secret'", "has no 'password'"),
        (SHORT + "attributes = 'cn'", "names an attribute"),
        (SHORT + "attributes = { name = 7 }", "names an attribute"),
        (SHORT + "attributes = { boss = 'cn' }", "no field 'boss'"),
        (SHORT + SHORT, "two directories are called 'a'"),
    ],
)
def test_a_wrong_table_is_told_in_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigurationError, match=r"web\.toml.*\.$") as raised:
        read(tmp_path, text)
    assert said in str(raised.value)


def test_a_directory_is_found_by_its_id(tmp_path: Path) -> None:
    there = read(tmp_path, SHORT + WHOLE)
    assert named(there, "county").server == "dc1.alder.example"
    with pytest.raises(ConfigurationError, match=r"No directory is called 'b'\. There is: a, county"):
        named(there, "b")
    with pytest.raises(ConfigurationError, match="No directory is configured"):
        named((), "b")


def test_a_password_stands_in_a_file_that_nobody_else_may_read(tmp_path: Path) -> None:
    (one,) = read(tmp_path, SHORT + "user = 'cn=r'\npassword_file = 'secret'")
    with pytest.raises(ConfigurationError, match="of the directory a cannot be read"):
        one.password()
    file = tmp_path / "secret"
    file.write_text(" \n")
    file.chmod(0o600)
    with pytest.raises(ConfigurationError, match="is empty"):
        one.password()
    file.write_text("four words\n")
    assert one.password() == "four words"
    for mode in (0o640, 0o604, 0o644):
        file.chmod(mode)
        with pytest.raises(ConfigurationError, match="chmod 600"):
            one.password()
