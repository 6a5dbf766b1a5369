"""People in an LDAP directory, such as OpenLDAP or Active Directory, read page by page to its end or not at all."""

import re
from collections.abc import Iterator, Sequence

from ldap3 import SUBTREE, Connection
from ldap3.core.exceptions import LDAPInvalidFilterError
from ldap3.utils.ciDict import CaseInsensitiveDict
from ldap3.utils.conv import escape_filter_chars

from openhold.sources.errors import DirectoryError
from openhold.sources.people.contract import Broken, Person
from openhold.sources.people.ldap_connection import called, check, connected, words
from openhold.sources.people.ldap_entry import CONTROL, Entry, disabled, folded, person_of
from openhold.sources.people.ldap_place import ACTIVE_DIRECTORY, FILTERS, LdapPlace, attributes_of

MOST = 300_000
"""People at most: a larger directory is narrowed by its base or filter."""

_PAGE = 500
"""Entries a page: as many as OpenLDAP gives without being asked; Active Directory gives 1,000 at most."""
_PAGES = "1.2.840.113556.1.4.319"
"""The control by which an answer comes in pages (RFC 2696)."""
_ATTRIBUTE = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,99}")
_NOBODY = re.compile(r"/(DC=(Domain|Forest)DnsZones|CN=Configuration),", re.IGNORECASE)
"""The parts of Active Directory to which it refers from its top, and in which nobody stands."""


class LdapDirectory:
    """The people below `place.base` who fit its filter and, where given, have the values that `only` names.

    `password` is that of `place.user`. `only` are pairs of an attribute and a value, which is taken as it is written:
    no sign in it has a meaning. Raises DirectoryError where an attribute cannot be one.
    """

    def __init__(self, place: LdapPlace, password: str | None, only: Sequence[tuple[str, str]] = ()) -> None:
        for attribute, _ in only:
            if not _ATTRIBUTE.fullmatch(attribute):
                raise DirectoryError(f"{attribute!r} is no attribute of a directory: letters, digits and hyphens.")
        self._place, self._password = place, password
        narrowed = "".join(f"({attribute}={escape_filter_chars(value)})" for attribute, value in only)
        everybody = place.filter or FILTERS[place.kind]
        self._filter = f"(&{everybody}{narrowed})" if only else everybody
        self._names = attributes_of(place)
        self._active = place.kind == ACTIVE_DIRECTORY
        self.notes: tuple[str, ...] = ()

    def people(self) -> Iterator[Person | Broken]:
        """Yield everybody whose account is not disabled; `where` is the distinguished name.

        A manager's distinguished name is put as that person's id, else address, else name. Raises DirectoryError where
        the server is not reached, not trusted, does not let us in, or answers in part: then nobody is yielded.
        """
        found = [(person_of(entry, self._names), self._active and disabled(entry)) for entry in self._read()]
        known = {
            folded(one.where): one.external or one.email or one.name for one, _ in found if isinstance(one, Person)
        }
        off = sum(gone for _, gone in found)
        self.notes = (f"Disabled accounts count as missing from the directory: {off:,}.",) if off else ()
        for one, gone in found:
            if gone:
                continue
            if isinstance(one, Person) and one.manager:
                yield one._replace(manager=known.get(folded(one.manager)) or one.manager)
            else:
                yield one

    def _read(self) -> list[Entry]:
        """Return every entry, or raise DirectoryError."""
        found: list[Entry] = []
        with connected(self._place, self._password) as connection:
            cookie: bytes | None = None
            while True:
                found += self._page(connection, cookie)
                if len(found) > MOST:
                    raise DirectoryError(
                        f"{called(self._place)} has more than {MOST:,} people. Narrow it by base or filter."
                    )
                cookie = connection.result.get("controls", {}).get(_PAGES, {}).get("value", {}).get("cookie")
                if not cookie:
                    return found

    def _page(self, connection: Connection, cookie: bytes | None) -> list[Entry]:
        try:
            connection.search(
                self._place.base,
                self._filter,
                SUBTREE,
                attributes=sorted({CONTROL, *(name for names in self._names.values() for name in names)}),
                paged_size=_PAGE,
                # A server that cannot do pages must say so, and not give a part as the whole.
                paged_criticality=True,
                paged_cookie=cookie,
            )
        except LDAPInvalidFilterError as error:
            raise DirectoryError(
                f"The filter {self._filter!r} of the directory {self._place.id} has no meaning (RFC 4515)."
            ) from error
        check(self._place, connection.result)
        entries = []
        for one in connection.response:
            if one["type"] == "searchResEntry":
                entries.append(Entry(one["dn"], CaseInsensitiveDict(one["raw_attributes"])))
            elif not all(_NOBODY.search(address) for address in one["uri"]):
                raise DirectoryError(
                    f"{called(self._place)} refers to another server for a part ({words(', '.join(one['uri']))}), so "
                    "nothing of it was used. Name a base below which everybody stands on this one."
                )
        return entries
