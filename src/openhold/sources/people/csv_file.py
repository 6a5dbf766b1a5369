"""People in a CSV file, as spreadsheets and directories export it."""

import codecs
import csv
import re
from collections.abc import Iterator
from io import StringIO

from openhold.sources.errors import DirectoryError
from openhold.sources.people.contract import Broken, Person
from openhold.sources.people.headings import columns

LARGEST = 100_000_000
"""Bytes of a file at most: a directory of a million people has less."""

_DELIMITERS = ",;\t"
_SEPARATOR = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)
"""What some spreadsheets write before the headings."""


class CsvDirectory:
    """The people in the bytes of a CSV file, UTF-8, UTF-16 or Windows-1252, parted by commas, semicolons or tabs.

    The first row has the headings. `name` is what the file is called in sentences. Raises DirectoryError where it is
    no such file.
    """

    def __init__(self, data: bytes, name: str) -> None:
        if len(data) > LARGEST:
            raise DirectoryError(f"{name} is larger than {LARGEST // 1_000_000} MB: is it a list of people?")
        text, told = _text(data, name)
        notes = [told] if told else []
        before = _SEPARATOR.match(text)
        self._lines = 1 if before else 0
        self._text = text[before.end() :] if before else text
        self._delimiter = before[1] if before else _delimiter(self._text)
        heads = self._heads(name)
        self._columns, unused = columns(heads, name)
        self._width = len(heads)
        if unused:
            notes.append(f"Columns that were not used: {', '.join(unused)}.")
        self.notes = tuple(notes)

    def people(self) -> Iterator[Person | Broken]:
        """Yield every row below the headings that is not empty; a row that cannot be read is Broken."""
        for row, (where, cells) in enumerate(self._rows()):
            if row:
                yield self._person(f"{where}, row {row}", cells)

    def _rows(self) -> Iterator[tuple[str, list[str] | csv.Error]]:
        """Yield the rows that are not empty, headings included, each with its lines."""
        # Strict: a quote that is not closed must not swallow the rest of the file unseen.
        reader = csv.reader(StringIO(self._text, newline=""), delimiter=self._delimiter, strict=True)
        while True:
            first = reader.line_num + 1
            cells: list[str] | csv.Error
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                cells = error
            if isinstance(cells, csv.Error) or any(not cell.isspace() for cell in cells if cell):
                last = reader.line_num + self._lines
                first += self._lines
                yield (f"line {first}" if first >= last else f"lines {first} to {last}"), cells

    def _heads(self, name: str) -> list[str]:
        for _, cells in self._rows():
            if isinstance(cells, csv.Error):
                raise DirectoryError(f"The first row of {name} cannot be read: {cells}. It must have the headings.")
            return cells
        raise DirectoryError(f"{name} is empty. Its first row must have headings, one of them 'name'.")

    def _person(self, where: str, cells: list[str] | csv.Error) -> Person | Broken:
        if isinstance(cells, csv.Error):
            return Broken(where, f"it cannot be taken apart into cells ({cells})")
        if len(cells) != self._width:
            return Broken(where, f"it has {len(cells)} cells where the headings are {self._width}")
        said = {field: text for field, place in self._columns.items() if (text := cells[place].strip())}
        given, surname = said.pop("given", ""), said.pop("surname", "")
        if given.casefold().endswith(surname.casefold()):
            # "name" beside "surname" may be the whole name as well as the given one.
            surname = ""
        return Person(where, **{"name": f"{given} {surname}".strip() or None, **said})


def _text(data: bytes, name: str) -> tuple[str, str | None]:
    """Return what the bytes say, and a sentence where the encoding had to be found out."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decoded(data, "utf-16", name), None
    begins = data[:4096]
    if begins.count(0) * 4 > len(begins):
        # Latin letters have their zero byte second in little-endian, first in big-endian order.
        little = begins[1::2].count(0) >= begins[::2].count(0)
        return _decoded(
            data, "utf-16-le" if little else "utf-16-be", name
        ), f"{name} was read as UTF-16 without its mark."
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        if any(sign > "\x7f" for sign in data.decode("utf-8", "ignore")):
            # Some of it is UTF-8 beyond doubt: what is not is damage, and the rows that have it are told as broken.
            return data.decode("utf-8-sig", "surrogateescape"), f"{name} is UTF-8, but damaged (byte {error.start})."
    told = f"{name} is not UTF-8; it was read as Windows-1252. Look at names with accents."
    return _decoded(data, "cp1252", name), told


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DirectoryError(
            f"{name} is neither UTF-8, UTF-16 nor Windows-1252: byte {error.start} fits none. Save it as UTF-8."
        ) from error


def _delimiter(text: str) -> str:
    """Return the sign that parts the headings: the one that stands most often in the first line, outside quotes."""
    line = re.sub(r'"[^"]*"', "", text.lstrip("\r\n").split("\n", 1)[0])
    return max(_DELIMITERS, key=line.count)
