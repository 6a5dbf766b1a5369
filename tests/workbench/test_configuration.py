"""What `web.toml` may say, what it is told where it is wrong, and the key that signs sessions."""

import threading
from pathlib import Path

import pytest

from openhold.workbench import configuration
from openhold.workbench.configuration import Configuration, Provider
from openhold.workbench.errors import ConfigurationError

WHOLE = """
address = "https://openhold.example.org:8443/"
second_factor = "required"
link_days = 30

[[oidc]]
id = "county"
name = "the county's account"
server = "https://login.alder.example/realms/one"
client_id = "openhold"
client_secret = "secret"
"""


def test_without_a_file_it_is_this_machine_only(tmp_path: Path) -> None:
    assert configuration.read(tmp_path) == Configuration()
    assert configuration.read(tmp_path / "nowhere") == Configuration()


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "web.toml").write_text(WHOLE)
    read = configuration.read(tmp_path)
    assert (read.address, read.host) == ("https://openhold.example.org:8443", "openhold.example.org")
    assert read.second_factor_required
    assert read.link_days == 30
    assert read.providers == (
        Provider("county", "the county's account", "https://login.alder.example/realms/one", "openhold", "secret"),
    )
    assert read.providers[0].origin == "https://login.alder.example"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("adress = 'https://a.example'", "'adress' is not known"),
        ("address = 'http://a.example'", "address looks like"),
        ("address = 'https://'", "address looks like"),
        ("address = 'https://a.example/path'", "address looks like"),
        ("address = 7", "address looks like"),
        ("second_factor = 'yes'", 'second_factor is "offered" or "required"'),
        ("second_factor = true", 'second_factor is "offered" or "required"'),
        ("link_days = 0", "a number of days from 1"),
        ("link_days = 3661", "a number of days from 1"),
        ("link_days = true", "a number of days from 1"),
        ("address =", "is not TOML"),
        ("oidc = 'x'", "begins with a line"),
        ("[[oidc]]\nid = 'x'", "has exactly id, name, server"),
        (WHOLE.replace("https://login", "http://login"), "an https address as server"),
        (WHOLE.replace('"county"', '"a/b"'), "a plain word as id"),
        ("\udcff", "is not TOML"),
    ],
)
def test_a_wrong_file_is_told_in_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "web.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(ConfigurationError, match=r"web\.toml.*\.$") as raised:
        configuration.read(tmp_path)
    assert said in str(raised.value)


def test_a_file_that_is_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "web.toml").mkdir()
    with pytest.raises(ConfigurationError, match="cannot be read: Is a directory"):
        configuration.read(tmp_path)


def test_the_key_is_made_once_whoever_makes_it(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    assert configuration.key(tmp_path) != configuration.key(tmp_path), "without a file each process has its own"
    threads = [threading.Thread(target=configuration.make_key, args=(tmp_path,)) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    key = configuration.key(tmp_path)
    assert len(key) == 67
    configuration.make_key(tmp_path)
    assert configuration.key(tmp_path) == key
    assert [file.name for file in (tmp_path / "keys").iterdir()] == ["web.key"]
    assert (tmp_path / "keys" / "web.key").stat().st_mode & 0o777 == 0o600
