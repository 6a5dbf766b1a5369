"""What one entry of an LDAP directory says of a person."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from ldap3.core.exceptions import LDAPInvalidDnError
from ldap3.utils.dn import parse_dn

from openhold.sources.people.contract import Broken, Person

CONTROL = "userAccountControl"
"""The attribute of Active Directory that says so."""

_DISABLED = 0x2
"""ADS_UF_ACCOUNTDISABLE ([MS-ADTS] 2.2.16)."""
_ESCAPED = re.compile(rb"\\([0-9a-fA-F]{2}|.)", re.DOTALL)

Attributes = Mapping[str, Sequence[bytes]]


class Entry(NamedTuple):
    """One entry as the server gave it: its distinguished name, and the bytes of its attributes by their names."""

    dn: str
    attributes: Attributes


def disabled(entry: Entry) -> bool:
    """Return whether Active Directory lets nobody sign in by this account any more."""
    for value in entry.attributes.get(CONTROL, ()):
        if re.fullmatch(rb"-?\d{1,10}", value) and int(value) & _DISABLED:
            return True
    return False


def person_of(entry: Entry, names: Mapping[str, Sequence[str]]) -> Person | Broken:
    """Return the person whom an entry describes; `names` has the attributes of each field.

    `manager` is what the entry says, as a rule a distinguished name.
    """
    said: dict[str, str | None] = {}
    wrong = None
    for field in sorted(names, key=lambda one: one != "external"):
        try:
            said[field] = _first(entry.attributes, names[field])
        except UnicodeDecodeError:
            wrong = wrong or f"its {field} ({', '.join(names[field])}) is no text in UTF-8"
    if wrong:
        return Broken(entry.dn, wrong, said.get("external"))
    if language := said.get("language"):
        # As browsers send it (RFC 2798 §2.7): the best first, each with a weight.
        said["language"] = re.split(r"[,;]", language, maxsplit=1)[0].strip() or None
    return Person(entry.dn, said.pop("name", None), **said)


def folded(dn: str) -> tuple[tuple[str, bytes], ...] | None:
    """Return a distinguished name so that two spellings of the same one are equal; None where it is none."""
    try:
        parts = parse_dn(dn, strip=True)
    except LDAPInvalidDnError:
        return None
    return tuple((name.strip().casefold(), _plain(value).strip().lower()) for name, value, _ in parts)


def _plain(value: str) -> bytes:
    """Return a value of a distinguished name without its escapes (RFC 4514 §2.4)."""

    def sign(found: re.Match[bytes]) -> bytes:
        return bytes.fromhex(found[1].decode()) if len(found[1]) == 2 else found[1]

    return _ESCAPED.sub(sign, value.casefold().encode("utf-8", "surrogatepass"))


def _first(attributes: Attributes, names: Sequence[str]) -> str | None:
    """Return the first value that is not empty; raise UnicodeDecodeError where it is no text."""
    for name in names:
        for value in attributes.get(name, ()):
            if name.casefold() == "objectguid" and len(value) == 16:
                return str(UUID(bytes_le=value))
            if text := value.decode("utf-8").strip():
                return text
    return None
