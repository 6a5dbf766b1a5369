"""Where people stand in an LDAP directory: the server, the part of its tree, and which attribute means what."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

OPENLDAP, ACTIVE_DIRECTORY = "openldap", "active-directory"

FILTERS: Mapping[str, str] = MappingProxyType(
    {
        OPENLDAP: "(objectClass=inetOrgPerson)",
        # Computers have accounts of their own, and are of the class user too.
        ACTIVE_DIRECTORY: "(&(objectClass=user)(!(objectClass=computer)))",
    }
)
"""For every kind of directory the filter that its people, and nobody else, fit."""

_BOTH = {
    "name": ("displayName", "cn"),
    "email": ("mail",),
    "title": ("title",),
    "place": ("physicalDeliveryOfficeName",),
    "manager": ("manager",),
    "language": ("preferredLanguage",),
}
ATTRIBUTES: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        # The ids that a server gives and never changes (RFC 4530, [MS-ADA3] objectGUID): a number of the personnel
        # office may be missing, a log-in name given to somebody else.
        OPENLDAP: MappingProxyType({**_BOTH, "external": ("entryUUID",)}),
        ACTIVE_DIRECTORY: MappingProxyType({**_BOTH, "external": ("objectGUID",)}),
    }
)
"""For every kind and field of a person the attributes that say it; the first that is not empty counts."""


class LdapPlace(Protocol):
    """Where people stand. `tls` is ``tls`` (LDAPS), ``starttls`` or ``none``; `kind` a key of `FILTERS`.

    `ca_file` has the certificates to trust instead of the machine's. `filter` None is that of the kind; `attributes`
    names, field by field, the attribute to read instead of the kind's. Without `user` nobody signs in.
    """

    @property
    def id(self) -> str:
        """Return what it is called in sentences."""

    @property
    def kind(self) -> str:
        """Return its kind."""

    @property
    def server(self) -> str:
        """Return the host."""

    @property
    def port(self) -> int:
        """Return the port."""

    @property
    def tls(self) -> str:
        """Return how the way to it is secured."""

    @property
    def ca_file(self) -> Path | None:
        """Return the file of certificates."""

    @property
    def user(self) -> str | None:
        """Return as whom to sign in: a distinguished name, or with Active Directory an address."""

    @property
    def base(self) -> str:
        """Return the distinguished name below which people stand."""

    @property
    def filter(self) -> str | None:
        """Return the filter (RFC 4515)."""

    @property
    def attributes(self) -> Mapping[str, str]:
        """Return the attributes by field."""


def attributes_of(place: LdapPlace) -> dict[str, tuple[str, ...]]:
    """Return for every field of a person the attributes to read."""
    return {**ATTRIBUTES[place.kind], **{field: (name,) for field, name in place.attributes.items()}}
