"""People from a CSV file: whatever spreadsheet or directory wrote it, and nobody lost unseen where it is broken."""

import codecs
import csv
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openhold.sources.errors import DirectoryError
from openhold.sources.people import csv_file
from openhold.sources.people.contract import Broken, Person
from openhold.sources.people.csv_file import CsvDirectory
from openhold.sources.people.headings import SPELLINGS

TEXT = "name,email,title\nÍñigo Álvarez,i@alder.example,jefe de turno\nWinifred Paz,w@alder.example,\n"
THEM = [
    Person("line 2, row 1", "Íñigo Álvarez", email="i@alder.example", title="jefe de turno"),
    Person("line 3, row 2", "Winifred Paz", email="w@alder.example"),
]


def read(data: bytes | str) -> list[Person | Broken]:
    return list(CsvDirectory(data.encode() if isinstance(data, str) else data, "people.csv").people())


def where(rows: list[Person | Broken]) -> list[str]:
    return [row.where for row in rows if isinstance(row, Broken)]


def named(rows: list[Person | Broken]) -> list[str | None]:
    return [row.name for row in rows if isinstance(row, Person)]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (TEXT.encode(), ""),
        (codecs.BOM_UTF8 + TEXT.encode(), ""),
        (TEXT.encode("utf-16"), ""),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), ""),
        (TEXT.encode("utf-16-le"), "UTF-16"),
        (TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("cp1252"), "Windows-1252"),
    ],
)
def test_every_encoding_gives_the_same_people_and_one_that_was_found_out_is_told(data: bytes, told: str) -> None:
    directory = CsvDirectory(data, "people.csv")
    assert list(directory.people()) == THEM
    assert [told in note for note in directory.notes] == ([True] if told else [])


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("before", ["", "\n\n", "sep={}\n"])
def test_every_delimiter_and_line_end_gives_the_same_people(sign: str, end: str, before: str) -> None:
    head = before.format(sign)
    text = (head + TEXT.replace(",", sign)).replace("\n", end if not head.startswith("sep") else "\n")
    found = read(text)
    assert [person._replace(where="") for person in found] == [person._replace(where="") for person in THEM]
    assert found[0].where == f"line {2 + head.count(chr(10))}, row 1"


def test_a_delimiter_inside_quotes_is_not_taken_for_the_one_that_parts_the_cells() -> None:
    assert named(read('"name, first; last, all";email\nA;a@b.example\n'.replace("name, first; last, all", "name"))) == [
        "A"
    ]
    assert read('name;"where, or, by, what"\nPaz, W.;x\n')[0].name == "Paz, W."


@pytest.mark.parametrize(
    ("field", "heading"), [(f, h) for f, hs in SPELLINGS.items() for h in hs if f not in ("given", "surname", "name")]
)
def test_every_spelling_of_a_heading_is_understood(field: str, heading: str) -> None:
    assert getattr(read(f"name,{heading}\nPaz,x\n")[0], field) == "x"


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("Name", "Winifred Paz"),
        ("Display Name", "Winifred Paz"),
        ("First Name,Last Name", "Winifred,Paz"),
        ("givenName,sn", "Winifred,Paz"),
        ("Nombre,Apellidos", "Winifred,Paz"),
        ("displayName,surname", "Winifred Paz,Paz"),
        ("displayName,givenName,surname", "Winifred Paz,Wini,Pazz"),
        ("Nombre completo", "Winifred Paz"),
    ],
)
def test_a_name_may_stand_in_one_column_or_in_two(head: str, cells: str) -> None:
    assert named(read(f"{head}\n{cells}\n")) == ["Winifred Paz"]


def test_the_best_of_several_headings_is_used_and_the_others_are_told() -> None:
    directory = CsvDirectory(b"name,department,office,Shoe size,\nPaz,Jail,Annex,38,\n", "people.csv")
    assert [person.place for person in directory.people()] == ["Annex"]
    assert directory.notes == ("Columns that were not used: department, Shoe size.",)


def test_broken_rows_are_told_with_their_lines_and_the_others_are_read() -> None:
    rows = read(
        'name,email\nA,a@x.example\nB\nC,c@x.example,more\n"D"x,d@x.example\n\n  ,  \n"E\nF",e@x.example\nG,"g\nH,"x"\n'
    )
    assert named(rows) == ["A", "E\nF"]
    assert where(rows) == ["line 3, row 2", "line 4, row 3", "line 5, row 4", "lines 10 to 11, row 6"]


def test_a_quote_that_is_never_closed_does_not_swallow_people_unseen() -> None:
    rows = read('name,email\nA,a@x.example\nB,"b@x.example\n' + "C,c@x.example\n" * 40)
    assert named(rows) == ["A"]
    assert where(rows) == ["lines 3 to 43, row 2"]


def test_damage_in_a_utf_8_file_is_not_read_as_another_encoding() -> None:
    directory = CsvDirectory("name\nÁlvarez\n".encode() + b"Pe\xf1a\n", "people.csv")
    assert named(list(directory.people())) == ["Álvarez", "Pe\udcf1a"]
    assert "damaged (byte 16)" in directory.notes[0]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b"mail,title\na@b.example,x\n", "no column for the name"),
        (b"Winifred Paz,w@alder.example\n", "no column for the name"),
        (b"name,Name\na,b\n", "two columns called 'name'"),
        (b"surname\nPaz\n", "no column for the name"),
        (b'"name\n', "first row"),
        (b"name\n\x81\n", "fits none"),
        (codecs.BOM_UTF16_LE + b"n\0a", "byte"),
    ],
)
def test_what_is_no_list_of_people_is_refused_with_a_sentence(data: bytes, says: str) -> None:
    with pytest.raises(DirectoryError, match=says):
        CsvDirectory(data, "people.csv")


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_file, "LARGEST", 10)
    with pytest.raises(DirectoryError, match="larger"):
        CsvDirectory(b"name\n" + b"a" * 20, "people.csv")


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)


@given(
    st.lists(st.tuples(CELL, CELL), max_size=8),
    st.sampled_from(",;\t"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_a_writer_of_csv_wrote_is_read_as_it_was(rows: list[tuple[str, str]], sign: str, encoding: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=sign)
    writer.writerow(["name", "title"])
    writer.writerows(rows)
    expected = [tuple(cell.strip() or None for cell in row) for row in rows if any(cell.strip() for cell in row)]
    assert [(person.name, person.title) for person in read(out.getvalue().encode(encoding))] == expected


@given(st.binary(max_size=200))
def test_no_bytes_at_all_do_more_than_be_refused(data: bytes) -> None:
    try:
        rows = read(data)
    except DirectoryError:
        return
    assert all(isinstance(row, Person | Broken) for row in rows)


def test_fifty_thousand_people_are_read_within_seconds() -> None:
    data = "id,name,email,title,place,manager\n" + "".join(
        f'{n},"Person, {n}",p{n}@alder.example,officer,Unit {n % 40},{n // 20}\n' for n in range(50_000)
    )
    began = time.monotonic()
    assert sum(isinstance(row, Person) for row in read(data)) == 50_000
    assert time.monotonic() - began < 5
