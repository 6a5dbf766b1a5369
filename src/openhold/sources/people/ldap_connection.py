"""One connection to an LDAP server: secured, its certificate checked, signed in; each failure told as a sentence."""

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from ldap3 import ANONYMOUS, NONE, SIMPLE, Connection, Server, Tls
from ldap3.core.exceptions import LDAPException

from openhold.sources.errors import DirectoryError
from openhold.sources.people.ldap_place import LdapPlace

_SECONDS = 30
"""How long a server may take to be reached, and for each answer."""

_PARTS = {3: "its time limit", 4: "its size limit", 11: "a limit that its administrator set"}
_OK, _NO_PAGES, _NO_BASE, _NO_NAME, _WRONG_PASSWORD, _MAY_NOT = 0, 12, 32, 34, 49, 50
"""Result codes (RFC 4511 §4.1.9)."""


def called(place: LdapPlace) -> str:
    """Return what a place is called at the beginning of a sentence."""
    return f"The directory {place.id} ({place.server}:{place.port})"


def check(place: LdapPlace, result: Mapping[str, Any]) -> None:
    """Raise DirectoryError with a sentence unless the server answered, and answered whole."""
    code = result["result"]
    if code == _OK:
        return
    if code in _PARTS:
        why = (
            f"answered only in part ({_PARTS[code]}), so nothing of it was used. Let its user read "
            "everybody, or narrow base or filter"
        )
    elif code == _NO_PAGES:
        why = "cannot answer page by page (RFC 2696), so nobody could tell whether an answer is whole"
    elif code in (_NO_BASE, _NO_NAME):
        why = f"has no {place.base!r}, or does not show it to this user. Look at base in web.toml"
    elif code == _WRONG_PASSWORD:
        why = "does not accept user and password. Look at user and password_file in web.toml"
    elif code == _MAY_NOT:
        why = f"does not let this user read below {place.base!r}"
    else:
        why = f"refused: {words(result['description'])}: {words(result['message']) or 'it does not say why'}"
    raise DirectoryError(f"{called(place)} {why}.")


@contextmanager
def connected(place: LdapPlace, password: str | None) -> Iterator[Connection]:
    """Yield a connection that is signed in; raise DirectoryError where there is none, or where it breaks off."""
    trust = _Trust(place)
    connection = Connection(
        Server(
            place.server, place.port, use_ssl=place.tls == "tls", tls=trust, get_info=NONE, connect_timeout=_SECONDS
        ),
        place.user,
        password,
        authentication=SIMPLE if place.user else ANONYMOUS,
        auto_referrals=False,
        check_names=False,
        read_only=True,
        receive_timeout=_SECONDS,
        return_empty_attributes=False,
    )
    try:
        connection.open()
        if place.tls == "starttls":
            connection.start_tls()
        connection.bind()
        check(place, connection.result)
        yield connection
    except (LDAPException, OSError, ValueError, LookupError, TypeError) as error:
        # The last three are what the library makes of bytes that are no LDAP.
        why = trust.wrong or f"is not to be reached, or broke off: {words(error)}"
        raise DirectoryError(f"{called(place)} {why}.") from error
    finally:
        with suppress(LDAPException, OSError):
            connection.unbind()


class _Trust(Tls):  # type: ignore[misc]
    """How certificates are checked: by the system's own rules, the host's name among them. `wrong` says what failed."""

    def __init__(self, place: LdapPlace) -> None:
        super().__init__(validate=ssl.CERT_REQUIRED)
        self.wrong = ""
        self._place = place

    def wrap_socket(self, connection: Connection, do_handshake: bool = False) -> None:  # noqa: ARG002 -- the library's
        """Secure the connection before anything is said by it."""
        ca_file = self._place.ca_file
        try:
            context = ssl.create_default_context(cafile=None if ca_file is None else str(ca_file))
        except OSError as error:
            self.wrong = f"was not asked: the certificates in {ca_file} cannot be read ({words(error)})"
            raise
        try:
            connection.socket = context.wrap_socket(connection.socket, server_hostname=self._place.server)
        except ssl.SSLCertVerificationError as error:
            self.wrong = f"is not trusted: {words(error.verify_message)}. Look at server and ca_file in web.toml"
            raise
        except OSError as error:
            self.wrong = f"does not speak TLS at this port ({words(error)}). Look at port and tls in web.toml"
            raise


def words(said: object) -> str:
    """Return what a server or the system said on one line, cut where it is long; it came from outside."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split()).rstrip(".")
    return line if len(line) <= 200 else f"{line[:197]}..."
