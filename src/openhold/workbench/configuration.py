"""How this instance's web pages are configured: the file `web.toml` in the home, and the key that signs sessions."""

import os
import secrets
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from openhold.workbench.directories import DirectoryServer, read_directories
from openhold.workbench.errors import ConfigurationError
from openhold.workbench.outgoing import Mail, read_mail
from openhold.workbench.reminding import Reminders, read_reminders
from openhold.workbench.returned import ReturnedBox, read_returned

FILE = "web.toml"
_OFFERED, _REQUIRED = "offered", "required"
_KNOWN = (
    "address",
    "second_factor",
    "link_days",
    "folders",
    "disclosures",
    "webhook_hosts",
    "mail",
    "oidc",
    "directory",
    "reminders",
    "returned",
)
_LINK_DAYS, _MOST_DAYS = 180, 3660
_REMINDERS = Reminders()


@dataclass(frozen=True, slots=True)
class Provider:
    """An OpenID Connect provider by which people sign in whose address has an account here."""

    id: str
    name: str
    server: str
    client_id: str
    client_secret: str

    @property
    def origin(self) -> str:
        """Where its pages are, for a browser's policy."""
        parts = urlsplit(self.server)
        return f"{parts.scheme}://{parts.netloc}"


@dataclass(frozen=True, slots=True)
class Configuration:
    """What `web.toml` says. `address` is the https address by which people reach the pages, None on this machine only.

    `second_factor_required` turns away from every matter whoever has not set one up. By the link in a notice its
    custodian can answer for `link_days`. Without `mail` nothing leaves by mail. People are read from `directories`.
    `reminders` says when what nobody asks for one by one is sent. Below `folders` pages and programs may name
    sources of evidence. Only `webhook_hosts` are told what was recorded. In the folder `disclosures` stand those that
    programs asked for; without it there are none. Mail comes back to the box `returned`.
    """

    address: str | None = None
    second_factor_required: bool = False
    providers: tuple[Provider, ...] = ()
    link_days: int = _LINK_DAYS
    mail: Mail | None = None
    directories: tuple[DirectoryServer, ...] = ()
    reminders: Reminders = _REMINDERS
    folders: tuple[str, ...] = ()
    webhook_hosts: tuple[str, ...] = ()
    disclosures: Path | None = None
    returned: ReturnedBox | None = None

    @property
    def host(self) -> str | None:
        """The host of `address`."""
        return urlsplit(self.address).hostname if self.address else None


def read(home: Path) -> Configuration:
    """Return what the home's `web.toml` says, or the defaults where there is none.

    Raises ConfigurationError with one sentence where it says what is not known or not possible.
    """
    file = home / FILE
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return Configuration()
    except OSError as error:
        raise ConfigurationError(f"{file} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{file} is not TOML: {error}.") from error
    unknown = sorted(set(values) - {*_KNOWN})
    if unknown:
        raise ConfigurationError(f"{file}: {unknown[0]!r} is not known. There is: {', '.join(_KNOWN)}.")
    second = values.get("second_factor", _OFFERED)
    if second not in (_OFFERED, _REQUIRED):
        raise ConfigurationError(f'{file}: second_factor is "{_OFFERED}" or "{_REQUIRED}", not {second!r}.')
    providers = values.get("oidc", [])
    if not isinstance(providers, list):
        raise ConfigurationError(f"{file}: each provider begins with a line [[oidc]].")
    return Configuration(
        address=_address(file, values.get("address")),
        second_factor_required=second == _REQUIRED,
        providers=tuple(_provider(file, one) for one in providers),
        link_days=_days(file, values.get("link_days", _LINK_DAYS)),
        mail=read_mail(home, file, values.get("mail")),
        directories=read_directories(home, file, values.get("directory", [])),
        reminders=read_reminders(file, values.get("reminders")),
        folders=_folders(file, values.get("folders", [])),
        webhook_hosts=_hosts(file, values.get("webhook_hosts", [])),
        disclosures=_disclosures(file, values.get("disclosures")),
        returned=read_returned(home, file, values.get("returned")),
    )


def _address(file: Path, value: object) -> str | None:
    if value is None:
        return None
    parts = urlsplit(value) if isinstance(value, str) else None
    if parts is None or parts.scheme != "https" or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ConfigurationError(f'{file}: address looks like "https://openhold.example.org", not {value!r}.')
    return f"https://{parts.netloc}"


def _days(file: Path, value: object) -> int:
    if type(value) is not int or not 1 <= value <= _MOST_DAYS:
        raise ConfigurationError(f"{file}: link_days is a number of days from 1 to {_MOST_DAYS:,}, not {value!r}.")
    return value


def _folders(file: Path, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and Path(one).is_absolute() for one in value):
        raise ConfigurationError(f'{file}: folders is a list of whole paths, such as ["/srv/evidence"], not {value!r}.')
    return tuple(value)


def _disclosures(file: Path, value: object) -> Path | None:
    if value is None:
        return None
    if not isinstance(value, str) or not Path(value).is_absolute():
        raise ConfigurationError(f'{file}: disclosures is a whole path, such as "/srv/disclosures", not {value!r}.')
    return Path(value)


def _hosts(file: Path, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one and "/" not in one for one in value):
        raise ConfigurationError(
            f'{file}: webhook_hosts is a list of hosts, such as ["cases.example.org"], not {value!r}.'
        )
    return tuple(value)


def _provider(file: Path, value: object) -> Provider:
    names = ("id", "name", "server", "client_id", "client_secret")
    if not isinstance(value, dict) or set(value) != set(names) or not all(isinstance(v, str) for v in value.values()):
        raise ConfigurationError(f"{file}: an [[oidc]] has exactly {', '.join(names)}, each a text.")
    if not value["id"].isidentifier() or urlsplit(value["server"]).scheme != "https":
        raise ConfigurationError(f"{file}: an [[oidc]] has a plain word as id and an https address as server.")
    return Provider(**value)


def key_file(home: Path) -> Path:
    """Return where the key stands that signs sessions and locks second factors."""
    return home / "keys" / "web.key"


def make_key(home: Path) -> None:
    """Make that key where there is none."""
    file = key_file(home)
    temporary = file.with_name(f"{file.name}.{secrets.token_hex(8)}.tmp")
    if file.exists():
        return
    fd = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    try:
        os.write(fd, secrets.token_urlsafe(50).encode())
        os.fsync(fd)
    finally:
        os.close(fd)
    # A link, not a rename: of two who make it at once, the first one's stays.
    with suppress(FileExistsError):
        file.hardlink_to(temporary)
    temporary.unlink()


def key(home: Path) -> str:
    """Return the key; one for this process alone where none was made yet."""
    try:
        return key_file(home).read_text(encoding="ascii")
    except (FileNotFoundError, NotADirectoryError):
        return secrets.token_urlsafe(50)
