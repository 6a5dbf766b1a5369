"""What any directory of people must do, whatever its kind: a new one adds a class with its own `fill`, and passes."""

from collections.abc import Sequence

import pytest

from openhold.sources.people.contract import Broken, Directory, Person, taken

PEOPLE = (
    Person("", "Harriet Sund", "1", "sund@alder.example", "jail commander", "Jail", None, "en"),
    Person("", "Íñigo Álvarez-Paz", "2", "inigo@alder.example", "jefe de turno", "Anexo", "1", "es"),
    Person("", "  Winifred Paz  ", "3", None, None, None, "2", None),
    Person("", 'Quotes "and", commas; (stars *) \\ and #', "4", None, "a;b,c", None, None, None),
    Person("", "山田 太郎", "5", "yamada@alder.example", None, "Unit C", None, None),
    Person("", "Same Name", "6"),
    Person("", "Same Name", "7"),
)
"""What directories are filled with; `manager` is the id of another."""
BROKEN = "6"
"""The id of whom `fill_broken` makes unreadable."""


def bare(rows: Sequence[Person | Broken]) -> list[Person]:
    """Return people by their ids, without where they stand."""
    found = [row._replace(where="") for row in rows if isinstance(row, Person)]
    return sorted(found, key=lambda one: one.external or "")


class PeopleContract:
    def fill(self, people: Sequence[Person]) -> Directory:
        """Return a directory that holds exactly `people`, with these ids."""
        raise NotImplementedError

    def fill_broken(self, people: Sequence[Person]) -> Directory:
        """Return one in which whoever has the id `BROKEN` has a title whose bytes are no text."""
        raise NotImplementedError

    @pytest.fixture
    def directory(self) -> Directory:
        return self.fill(PEOPLE)

    def test_everybody_is_there_once_as_written_without_white_space_at_the_ends(self, directory: Directory) -> None:
        rows = list(directory.people())
        assert bare(rows) == [one._replace(name=(one.name or "").strip()) for one in PEOPLE]
        assert len(rows) == len(PEOPLE)

    def test_everybody_stands_somewhere_of_their_own(self, directory: Directory) -> None:
        assert len({row.where for row in directory.people() if row.where}) == len(PEOPLE)

    def test_a_second_reading_gives_the_same(self, directory: Directory) -> None:
        assert list(directory.people()) == list(directory.people())

    def test_what_was_taken_is_what_was_read(self, directory: Directory) -> None:
        read = taken(directory)
        assert list(read.people()) == list(directory.people())
        assert read.notes == directory.notes

    def test_a_whole_directory_gives_no_notes(self, directory: Directory) -> None:
        assert list(directory.people())
        assert directory.notes == ()

    def test_an_empty_directory_yields_nobody(self) -> None:
        assert list(self.fill(()).people()) == []

    def test_a_row_that_cannot_be_read_is_told_and_ends_nothing(self) -> None:
        rows = list(self.fill_broken(PEOPLE).people())
        assert len(rows) == len(PEOPLE)
        unreadable = [row for row in rows if not isinstance(row, Person) or "\udcf1" in (row.title or "")]
        assert [row.where for row in unreadable] == [row.where for row in unreadable if row.where]
        assert len(unreadable) == 1
        assert [one.external for one in bare([row for row in rows if row not in unreadable])] == list("123457")

    def test_many_people_are_all_there(self) -> None:
        many = [Person("", f"Person {n}", str(n), f"p{n}@alder.example") for n in range(1100)]
        found = {one.external: one for one in bare(list(self.fill(many).people()))}
        assert found == {one.external: one for one in many}
