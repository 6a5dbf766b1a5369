"""People from LDAP directories, read from a real slapd: whole or not at all, and every failure in one sentence."""

import socket
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID

import pytest
from ldap3 import MODIFY_REPLACE

from openhold.sources.errors import DirectoryError
from openhold.sources.people import ldap_server
from openhold.sources.people.contract import Broken, Directory, Person
from openhold.sources.people.ldap_entry import folded
from openhold.sources.people.ldap_server import LdapDirectory
from tests.slapd import LIMITED, PASSWORD, READER, SUFFIX, Slapd, running
from tests.sources.people_contract import BROKEN, PeopleContract

MANY = 2100
COUNTY = f"ou=county,{SUFFIX}"


def county() -> str:
    """Return a whole county as LDIF: everybody with a manager, the highest with themselves."""
    people = "".join(
        f"dn: uid=p{n},{COUNTY}\nobjectClass: inetOrgPerson\ncn: Person {n}\nsn: {n}\nmail: p{n}@alder.example\n"
        f"employeeNumber: {n}\nmanager: UID=P{n // 20}, {COUNTY}\ndepartmentNumber: {n % 40}\n\n"
        for n in range(MANY)
    )
    return f"dn: {COUNTY}\nobjectClass: organizationalUnit\nou: county\n\n{people}"


@pytest.fixture(scope="module")
def slapd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Slapd]:
    with running(tmp_path_factory.mktemp("slapd") / "run", county()) as server:
        yield server


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place as `web.toml` would say it."""

    server: str
    port: int
    base: str
    ca_file: Path | None
    id: str = "county"
    kind: str = "openldap"
    tls: str = "tls"
    user: str | None = READER
    filter: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)


def place_of(slapd: Slapd, base: str, **more: object) -> Place:
    place = Place(server="127.0.0.1", port=slapd.tls_port, base=base, ca_file=slapd.certificate)
    return replace(place, **more)  # type: ignore[arg-type]


def read(place: Place, only: Sequence[tuple[str, str]] = (), password: str | None = PASSWORD) -> list[Person | Broken]:
    return list(LdapDirectory(place, password, only).people())


def refusal(place: Place, password: str | None = PASSWORD) -> str:
    with pytest.raises(DirectoryError) as told:
        read(place, password=password)
    said = str(told.value)
    assert said.startswith("The ")
    assert said.endswith(".")
    assert "\n" not in said
    return said


def an_entry(unit: str, one: Person) -> tuple[str, dict[str, str | bytes]]:
    said = {
        "cn": one.name, "sn": "-", "displayName": one.name, "employeeNumber": one.external, "mail": one.email,
        "title": one.title, "physicalDeliveryOfficeName": one.place, "preferredLanguage": one.language,
        "manager": one.manager and f"uid={one.manager},{unit}",
    }  # fmt: skip
    return f"uid={one.external},{unit}", {name: value for name, value in said.items() if value}


class TestLdap(PeopleContract):
    @pytest.fixture(autouse=True)
    def _server(self, slapd: Slapd) -> None:
        self.slapd = slapd

    def fill(self, people: Sequence[Person]) -> Directory:
        unit = self.slapd.unit()
        self.slapd.load([an_entry(unit, one) for one in people], "inetOrgPerson")
        return LdapDirectory(place_of(self.slapd, unit, attributes={"external": "employeeNumber"}), PASSWORD)

    def fill_broken(self, people: Sequence[Person]) -> Directory:
        unit = self.slapd.unit()
        entries = [an_entry(unit, one) for one in people]
        for dn, said in entries:
            title = said.pop("title", None)
            said["legacyOffice"] = b"Pe\xf1a" if dn.startswith(f"uid={BROKEN},") else title or b" "
        self.slapd.load(entries, "inetOrgPerson", "legacyPerson")
        names = {"external": "employeeNumber", "title": "legacyOffice"}
        return LdapDirectory(place_of(self.slapd, unit, attributes=names), PASSWORD)


@pytest.mark.parametrize("tls", ["tls", "starttls", "none"])
def test_a_whole_county_is_read_in_pages_with_its_managers(slapd: Slapd, tls: str) -> None:
    place = place_of(slapd, COUNTY, tls=tls, port=slapd.tls_port if tls == "tls" else slapd.port)
    rows = [row for row in read(place) if isinstance(row, Person)]
    by_name = {row.name: row for row in rows}
    assert len(rows) == len({row.external for row in rows}) == MANY
    assert {str(UUID(row.external or "")) for row in rows} == {row.external for row in rows}
    assert all(by_name[f"Person {n}"].manager == by_name[f"Person {n // 20}"].external for n in range(MANY))


def test_an_answer_in_part_is_no_answer(slapd: Slapd) -> None:
    said = refusal(place_of(slapd, COUNTY, user=LIMITED))
    assert "answered only in part (its size limit), so nothing of it was used" in said
    assert len(read(place_of(slapd, COUNTY, user=LIMITED), [("departmentNumber", "7")])) == 53


def test_who_is_narrowed_to_is_taken_as_written_whatever_signs_it_has(slapd: Slapd) -> None:
    unit, names = slapd.unit(), ("*", ")(uid=*", "a)(|(cn=*", "\\2a", "50 % of\\", "Ñ")
    slapd.load([(f"uid={n},{unit}", {"cn": name, "sn": "-"}) for n, name in enumerate(names)], "inetOrgPerson")
    place = place_of(slapd, unit)
    assert [[row.name for row in read(place, [("cn", name)]) if isinstance(row, Person)] for name in names] == [
        [name] for name in names
    ]
    assert read(place, [("cn", "x)(objectClass=*"), ("sn", "-")]) == []
    assert read(place, [("cn", "a\0b")]) == []
    for attribute in ("cn=*)(uid", "", "cn)", "1.2.3", "a b", "é"):
        with pytest.raises(DirectoryError, match="is no attribute of a directory"):
            read(place, [(attribute, "x")])


def test_what_is_not_let_in_or_not_trusted_is_told_in_one_sentence(slapd: Slapd) -> None:
    place = place_of(slapd, COUNTY)
    plain = replace(place, tls="starttls", port=slapd.port)
    assert "does not accept user and password" in refusal(place, "another")
    assert "does not accept user and password" in refusal(replace(plain, user=f"cn=nobody,{SUFFIX}"))
    assert "does not let this user read" in refusal(replace(place, user=None), None)
    for one in (place, plain):
        assert "is not trusted: self-signed certificate" in refusal(replace(one, ca_file=None))
        assert "is not trusted: Hostname mismatch" in refusal(replace(one, server="localhost"))
    assert "cannot be read" in refusal(replace(place, ca_file=Path("/nowhere.pem")))
    assert "does not speak TLS at this port" in refusal(replace(place, port=slapd.port))
    assert "has no 'ou=elsewhere" in refusal(replace(place, base=f"ou=elsewhere,{SUFFIX}"))
    assert "has no 'everybody'" in refusal(replace(place, base="everybody"))
    assert "has no meaning" in refusal(replace(place, filter="(cn=a"))


def test_a_server_that_is_down_or_is_none_is_told_in_one_sentence(slapd: Slapd) -> None:
    with socket.create_server(("127.0.0.1", 0)) as bound:
        port = bound.getsockname()[1]
    place = place_of(slapd, COUNTY, tls="none", port=port)
    assert "is not to be reached" in refusal(place)
    assert "is not to be reached" in refusal(replace(place, server="nowhere.invalid"))
    with running_nonsense() as port:
        assert "is not to be reached, or broke off" in refusal(replace(place, port=port))


class running_nonsense:  # noqa: N801 -- it reads as the function that it stands for
    """A server that answers whatever it is asked with something that is no LDAP, and hangs up."""

    def __enter__(self) -> int:
        import threading

        self.server = socket.create_server(("127.0.0.1", 0))
        self.thread = threading.Thread(target=self._answer)
        self.thread.start()
        return int(self.server.getsockname()[1])

    def _answer(self) -> None:
        met, _ = self.server.accept()
        with met:
            met.recv(1000)
            met.sendall(b"220 mail.alder.example ESMTP\r\n" * 4)

    def __exit__(self, *_: object) -> None:
        self.thread.join(timeout=20)
        self.server.close()


def test_a_server_that_ends_between_two_pages_yields_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with running(tmp_path / "run", county()) as server:
        original = LdapDirectory._page
        pages: list[int] = []

        def page(self: LdapDirectory, connection: object, cookie: bytes | None) -> object:
            if len(pages) == 2:
                server.process.kill()
                server.process.wait(timeout=20)
            pages.append(1)
            return original(self, connection, cookie)  # type: ignore[arg-type]

        monkeypatch.setattr(LdapDirectory, "_page", page)
        seen: list[object] = []
        with pytest.raises(DirectoryError, match="broke off"):
            seen.extend(LdapDirectory(place_of(server, COUNTY), PASSWORD).people())
        assert (len(pages), seen) == (3, [])


def test_a_directory_larger_than_any_is_refused(slapd: Slapd, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ldap_server, "MOST", 1000)
    assert "has more than 1,000 people" in refusal(place_of(slapd, COUNTY))


def test_active_directory_gives_its_ids_and_its_disabled_accounts_count_as_missing(slapd: Slapd) -> None:
    unit = slapd.unit()
    guid = UUID("0d6c1a8e-33b2-4f0c-9a7d-5b1d2e3f4a5b")

    def account(name: str, number: int, control: str, **more: str) -> tuple[str, dict[str, str | bytes]]:
        identity = UUID(int=guid.int + number).bytes_le
        said: dict[str, str | bytes] = {"cn": name, "sn": "-", "objectGUID": identity, "userAccountControl": control}
        required = {"instanceType": "4", "nTSecurityDescriptor": b"-", "objectCategory": f"cn=person,{SUFFIX}"}
        return f"cn={name},{unit}", {**said, **required, **more}

    boss, gone = f"CN=Sund\\2C H.,{unit.upper()}", f"cn=Gone,{unit}"
    slapd.load(
        [
            account("Sund\\, H.", 0, "512", displayName="Harriet Sund"),
            account("Paz", 1, "66048", manager=boss, physicalDeliveryOfficeName="Annex"),
            account("Gone", 2, "514"),
            account("Late", 3, "66050", manager=gone),
            account("Under Gone", 4, "512", manager=gone),
        ],
        "user",
    )  # fmt: skip
    slapd.load([(f"cn=PC-12,{unit}", account("PC-12", 9, "4096")[1])], "computer")
    directory = LdapDirectory(place_of(slapd, unit, kind="active-directory"), PASSWORD)
    found = {one.name: one for one in directory.people() if isinstance(one, Person)}
    assert set(found) == {"Harriet Sund", "Paz", "Under Gone"}
    assert found["Harriet Sund"].external == str(guid)
    assert (found["Paz"].manager, found["Paz"].place) == (str(guid), "Annex")
    assert found["Under Gone"].manager == str(UUID(int=guid.int + 2))
    assert directory.notes == ("Disabled accounts count as missing from the directory: 2.",)


def test_what_an_entry_does_not_say_or_says_twice(slapd: Slapd) -> None:
    unit = slapd.unit()
    slapd.load(
        [
            (f"uid=a,{unit}", {"cn": ["First", "Second"], "sn": "-", "preferredLanguage": "es-MX, en;q=0.5"}),
            (f"uid=b,{unit}", {"cn": "Cn", "sn": "-", "displayName": " ", "title": "  "}),
            (f"uid=c,{unit}", {"cn": "Led from elsewhere", "sn": "-", "manager": f"uid=p1,{COUNTY}"}),
        ],
        "inetOrgPerson",
    )
    rows = {row.where.partition(",")[0]: row for row in read(place_of(slapd, unit)) if isinstance(row, Person)}
    assert (rows["uid=a"].name, rows["uid=a"].language) == ("First", "es-MX")
    assert (rows["uid=b"].name, rows["uid=b"].title, rows["uid=b"].email) == ("Cn", None, None)
    assert rows["uid=c"].manager == f"uid=p1,{COUNTY}"


def test_whoever_cannot_be_read_keeps_their_id(slapd: Slapd) -> None:
    unit = slapd.unit()
    said = {"cn": "Peña", "sn": "-", "employeeNumber": "9", "legacyOffice": b"\xff"}
    slapd.load([(f"uid=a,{unit}", said)], "inetOrgPerson", "legacyPerson")
    names = {"external": "employeeNumber", "place": "legacyOffice"}
    assert read(place_of(slapd, unit, attributes=names)) == [
        Broken(f"uid=a,{unit}", "its place (legacyOffice) is no text in UTF-8", "9")
    ]


def test_a_part_on_another_server_is_no_whole(slapd: Slapd) -> None:
    unit = slapd.unit()
    slapd.add(f"cn=other,{unit}", ["referral", "extensibleObject"], {"ref": f"ldap://other.example/{unit}"})
    assert "refers to another server for a part (ldap://other.example/" in refusal(place_of(slapd, unit))


def test_a_change_in_the_directory_is_seen_by_the_next_reading(slapd: Slapd) -> None:
    unit = slapd.unit()
    slapd.load([(f"uid=a,{unit}", {"cn": "A", "sn": "-", "title": "officer"})], "inetOrgPerson")
    directory = LdapDirectory(place_of(slapd, unit), PASSWORD)
    first = [row.title for row in directory.people() if isinstance(row, Person)]
    slapd.change(f"uid=a,{unit}", {"title": [(MODIFY_REPLACE, ["sergeant"])]})
    assert (first, [row.title for row in directory.people() if isinstance(row, Person)]) == (["officer"], ["sergeant"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("cn=Sund\\2C H.,dc=A", "CN=sund\\, h., DC=a"),
        ("uid=a,ou=B+cn=c,dc=d", "UID=A,OU=b+CN=C,DC=D"),
        ("cn=Pe\\C3\\B1a,dc=a", "cn=Peña,dc=a"),
    ],
)
def test_a_name_in_two_spellings_is_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other)
    assert folded(one) is not None
    assert folded("nobody") is None
