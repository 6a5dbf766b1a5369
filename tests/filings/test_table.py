"""What is saved as a file: no cell is taken for a formula, days are days, and every reader reads the same."""

import csv
from datetime import UTC, date, datetime, timedelta, timezone
from io import BytesIO, StringIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openhold.filings.table import Cell, Table, csv_pieces
from openhold.filings.workbook import write_workbook

DAY = date(2026, 3, 5)
FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    " =1",
    "\t=1",
    "\r=1",
    "\n@x",
    "\u00a0=1",
    "\uff1d1+1",
    "\uff0b1",
    "\tplain",
]


def table(*rows: tuple[Cell, ...]) -> Table:
    return Table("Sheet", tuple(f"head {n}" for n in range(len(rows[0]))), rows)


def as_csv(of: Table) -> list[list[str]]:
    data = b"".join(csv_pieces(of))
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))


def as_xlsx(*of: Table, day: date = DAY) -> bytes:
    out = BytesIO()
    write_workbook(of, out, day)
    return out.getvalue()


def read(data: bytes, name: str = "Sheet") -> "list[tuple[openpyxl.cell.Cell, ...]]":
    return list(openpyxl.load_workbook(BytesIO(data))[name].iter_rows(min_row=2))


@pytest.mark.parametrize("text", FORMULAS)
def test_a_spreadsheet_takes_no_cell_for_a_formula(text: str) -> None:
    assert as_csv(table((text,)))[1:] == [["'" + text]]
    ((cell,),) = read(as_xlsx(table((text,))))
    assert cell.data_type == "s"
    assert cell.value.replace("_x000D_", "\r") == text
    assert cell.quotePrefix


@pytest.mark.parametrize(
    "text", ["Ann", "3 = 2", 'He said "no", twice', "two\nlines", "\u05de\u05e9\u05e8\u05d3", "\U0001f4a5"]
)
def test_what_is_no_formula_is_left_alone(text: str) -> None:
    assert as_csv(table((text, None)))[1] == [text, ""]
    ((cell, empty),) = read(as_xlsx(table((text, None), ("last", "last"))))[:1]
    assert (cell.value, cell.quotePrefix, empty.value) == (text, False, None)


def test_days_moments_and_numbers_have_their_types() -> None:
    moment = datetime(2026, 3, 5, 23, 30, 15, 999, tzinfo=timezone(timedelta(hours=-8)))
    row = (date(2026, 3, 5), moment, 41_203, -5, 10**18, date(1899, 12, 31))
    assert as_csv(table(row))[1] == ["2026-03-05", "2026-03-06 07:30:15", "41203", "-5", str(10**18), "1899-12-31"]
    ((day, at, number, less, large, old),) = read(as_xlsx(table(row)))
    assert (day.value, day.number_format) == (datetime(2026, 3, 5), "yyyy-mm-dd")  # noqa: DTZ001
    assert abs(at.value - datetime(2026, 3, 6, 7, 30, 15)) < timedelta(seconds=1)  # noqa: DTZ001
    assert (number.value, less.value) == (41_203, -5)
    assert (large.value, large.data_type) == (str(10**18), "s"), "a spreadsheet would round it"
    assert (old.value, old.data_type) == ("1899-12-31", "s"), "spreadsheets do not agree on days before March 1900"


def test_a_text_that_does_not_fit_a_cell_says_where_it_was_cut() -> None:
    ((cell,),) = read(as_xlsx(table(("x" * 40_000,))))
    assert len(cell.value) <= 32_767
    assert cell.value.endswith(" [7,273 signs left out]")
    assert as_csv(table(("x" * 40_000,)))[1] == ["x" * 40_000]


def test_signs_that_no_file_can_hold_are_written_as_codes() -> None:
    assert as_csv(table(("\udce9",)))[1] == ["\\udce9"]
    ((cell,),) = read(as_xlsx(table(("\udce9",))))
    assert cell.value == "\\udce9"


@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_whatever_is_written_can_be_opened_again(texts: list[str]) -> None:
    rows = read(as_xlsx(table(*((text,) for text in texts))))
    assert len(rows) <= len(texts)
    assert all(cell.data_type in ("s", "n") for (cell,) in rows)
    assert not any(cell.data_type == "f" for (cell,) in rows)
    assert len(as_csv(table(*((text,) for text in texts)))) == len(texts) + 1


def test_each_table_has_a_sheet_whose_head_stays_and_filters() -> None:
    data = as_xlsx(table(("a", 1), ("b", 2)), Table("Other", ("one",), ()))
    book = openpyxl.load_workbook(BytesIO(data))
    assert book.sheetnames == ["Sheet", "Other"]
    assert (book["Sheet"].freeze_panes, book["Sheet"].auto_filter.ref) == ("A2", "A1:B3")
    assert [cell.value for cell in book["Other"][1]] == ["one"]


def test_the_same_tables_of_the_same_day_give_the_same_bytes() -> None:
    rows = table(("a", DAY, datetime(2026, 3, 5, tzinfo=UTC)))
    assert as_xlsx(rows) == as_xlsx(rows)
    assert as_xlsx(rows) != as_xlsx(rows, day=date(2026, 3, 6))


def test_rows_are_handed_on_while_they_come() -> None:
    taken = []

    def rows() -> "list[tuple[int]]":
        for n in range(1000):
            taken.append(n)
            yield (n,)  # type: ignore[misc]

    pieces = csv_pieces(Table("Sheet", ("n",), rows()))  # type: ignore[arg-type]
    next(pieces)
    next(pieces)
    assert len(taken) == 200
    assert b"".join(pieces).endswith(b"999\r\n")
