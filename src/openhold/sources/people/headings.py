"""Which heading of a people file means what, in its usual spellings."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from openhold.sources.errors import DirectoryError

SPELLINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "name": ("name", "fullname", "displayname", "employeename", "custodian", "custodianname", "person", "nombre",
                 "nombrecompleto", "nombreyapellidos", "cn"),
        "given": ("givenname", "firstname", "forename", "first", "nombredepila", "primernombre"),
        "surname": ("surname", "lastname", "familyname", "last", "sn", "apellidos", "apellido"),
        "external": ("externalid", "external", "employeeid", "employeenumber", "employeeno", "personnelnumber",
                     "personnelno", "staffid", "objectid", "objectguid", "userid", "uid", "id", "numerodeempleado",
                     "legajo"),
        "email": ("email", "mail", "emailaddress", "mailaddress", "workemail", "primarysmtpaddress", "correo",
                  "correoelectronico"),
        "title": ("title", "jobtitle", "position", "role", "job", "cargo", "puesto"),
        "place": ("place", "location", "office", "officelocation", "physicaldeliveryofficename", "site", "unit",
                  "department", "lugar", "oficina", "ubicacion", "departamento"),
        "manager": ("managerid", "managerexternalid", "manageremployeeid", "manageremployeenumber", "supervisorid",
                    "manager", "supervisor", "reportsto", "jefeid", "jefe"),
        "language": ("language", "preferredlanguage", "lang", "locale", "idioma"),
    }
)  # fmt: skip
"""For every field the headings that mean it, small letters and digits alone, the best first."""

_PLAIN = str.maketrans("áéíóúüñàèçö", "aeiouunaeco")


def columns(heads: Sequence[str], name: str) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return the column of each field that the headings of the file `name` name, and the headings that mean nothing.

    Raises DirectoryError where two columns have the same heading, or none says what the people are called.
    """
    plain = ["".join(sign for sign in head.casefold().translate(_PLAIN) if sign.isalnum()) for head in heads]
    for head, spelt in zip(heads, plain, strict=True):
        if spelt and plain.count(spelt) > 1:
            raise DirectoryError(f"{name} has two columns called {head.strip()!r}. Take one of them out.")
    found = {
        field: plain.index(next(spelt for spelt in spellings if spelt in plain))
        for field, spellings in SPELLINGS.items()
        if not set(spellings).isdisjoint(plain)
    }
    if "surname" in found and "given" not in found and "name" in found:
        found["given"] = found.pop("name")
    if "name" not in found and not {"given", "surname"} <= set(found):
        there = ", ".join(repr(head.strip()) for head in heads[:20])
        raise DirectoryError(f"{name} has no column for the name; its first row is {there}. Call one of them 'name'.")
    if "name" in found:
        found.pop("given", None)
        found.pop("surname", None)
    unused = tuple(head.strip() for place, head in enumerate(heads) if place not in found.values() and head.strip())
    return found, unused
