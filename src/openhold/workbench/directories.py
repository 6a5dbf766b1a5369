"""The directories of people that the home's `web.toml` names, each in a table `[[directory]]`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from openhold.workbench.errors import ConfigurationError
from openhold.workbench.secret_file import secret

FIELDS = ("name", "external", "email", "title", "place", "manager", "language")
"""What an attribute can be named for in `attributes`."""

_KINDS = ("openldap", "active-directory")
_PORTS = {"tls": 636, "starttls": 389, "none": 389}
_HERE = ("localhost", "127.0.0.1", "::1")
_TEXTS = ("id", "kind", "server", "tls", "ca_file", "user", "password_file", "base", "filter")
_KEYS = (*_TEXTS, "port", "attributes", "nightly")


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryServer:
    """An LDAP server with people. `kind` is ``openldap`` or ``active-directory``.

    `tls` is ``tls``, ``starttls`` or ``none``; `ca_file` has the certificates to trust instead of the machine's.
    `filter` None is the kind's own; `attributes` names the attribute of a field where it is not the kind's. Without
    `user` nobody signs in. Where it is `nightly`, a job looks each night who of the custodians left or moved.
    """

    id: str
    kind: str
    server: str
    port: int
    tls: str
    ca_file: Path | None
    user: str | None
    password_file: Path | None
    base: str
    filter: str | None
    attributes: Mapping[str, str]
    nightly: bool

    def password(self) -> str | None:
        """Return the password of `user` as its file says it now; raise ConfigurationError where it does not."""
        return None if self.password_file is None else secret(self.password_file, f"the directory {self.id}")


def named(there: Sequence[DirectoryServer], wanted: str) -> DirectoryServer:
    """Return the directory with this id; raise ConfigurationError where none has it, saying which there are."""
    for one in there:
        if one.id == wanted:
            return one
    if not there:
        raise ConfigurationError("No directory is configured: web.toml in the home needs a table [[directory]].")
    raise ConfigurationError(f"No directory is called {wanted!r}. There is: {', '.join(one.id for one in there)}.")


def read_directories(home: Path, file: Path, value: object) -> tuple[DirectoryServer, ...]:
    """Return what the tables `[[directory]]` of `file` say; raise ConfigurationError where one cannot be."""
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise ConfigurationError(f"{file}: each directory begins with a line [[directory]].")
    there = tuple(_directory(home, file, one) for one in value)
    for one in there:
        if sum(other.id == one.id for other in there) > 1:
            raise ConfigurationError(f"{file}: two directories are called {one.id!r}.")
    return there


def _directory(home: Path, file: Path, value: dict[str, object]) -> DirectoryServer:
    if unknown := sorted(value.keys() - {*_KEYS}):
        raise ConfigurationError(f"{file}: a [[directory]] has no {unknown[0]!r}. There is: {', '.join(_KEYS)}.")
    said = {key: _text(file, key, value[key]) for key in _TEXTS if key in value}
    if missing := [key for key in ("id", "server", "base") if key not in said]:
        raise ConfigurationError(f"{file}: a [[directory]] needs {missing[0]}.")
    if not said["id"].isidentifier():
        raise ConfigurationError(f"{file}: the id of a [[directory]] is a plain word, not {said['id']!r}.")
    kind, tls = said.get("kind", _KINDS[0]), said.get("tls", "tls")
    for key, chosen, choices in (("kind", kind, _KINDS), ("tls", tls, tuple(_PORTS))):
        if chosen not in choices:
            raise ConfigurationError(f"{file}: {key} in [[directory]] is {' or '.join(choices)}, not {chosen!r}.")
    port = value.get("port", _PORTS[tls])
    if type(port) is not int or not 0 < port < 65536:
        raise ConfigurationError(f"{file}: port in [[directory]] is a number from 1 to 65535, not {port!r}.")
    user, password = said.get("user"), said.get("password_file")
    if (user is None) != (password is None):
        raise ConfigurationError(f"{file}: user and password_file in [[directory]] go together; give both or neither.")
    if user is not None and tls == "none" and said["server"] not in _HERE:
        raise ConfigurationError(f'{file}: with tls = "none" the password could be read on its way; use tls.')
    nightly = value.get("nightly", False)
    if type(nightly) is not bool:
        raise ConfigurationError(f"{file}: nightly in [[directory]] is true or false, not {nightly!r}.")
    return DirectoryServer(
        id=said["id"],
        kind=kind,
        server=said["server"],
        port=port,
        tls=tls,
        # A relative name is beside `web.toml`.
        ca_file=home / said["ca_file"] if "ca_file" in said else None,
        user=user,
        password_file=None if password is None else home / password,
        base=said["base"],
        filter=said.get("filter"),
        attributes=_attributes(file, value.get("attributes", {})),
        nightly=nightly,
    )


def _text(file: Path, key: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise ConfigurationError(f"{file}: {key} in [[directory]] is a text on one line, not {value!r}.")
    return value.strip()


def _attributes(file: Path, value: object) -> Mapping[str, str]:
    if not isinstance(value, dict) or not all(isinstance(one, str) and one for one in value.values()):
        raise ConfigurationError(f"{file}: attributes in [[directory]] names an attribute for a field, as texts.")
    if unknown := sorted(value.keys() - {*FIELDS}):
        raise ConfigurationError(
            f"{file}: there is no field {unknown[0]!r} for attributes. There is: {', '.join(FIELDS)}."
        )
    return MappingProxyType(dict(value))
