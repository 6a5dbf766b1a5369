"""The CSV file keeps the contract of directories of people."""

import csv
import io
from collections.abc import Sequence

from openhold.sources.people.contract import Directory, Person
from openhold.sources.people.csv_file import CsvDirectory
from tests.sources.people_contract import BROKEN, PeopleContract

FIELDS = ("name", "external", "email", "title", "place", "manager", "language")


def written(people: Sequence[Person]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(FIELDS)
    writer.writerows([getattr(one, field) for field in FIELDS] for one in people)
    return text.getvalue().encode()


class TestCsv(PeopleContract):
    def fill(self, people: Sequence[Person]) -> Directory:
        return CsvDirectory(written(people), "people.csv")

    def fill_broken(self, people: Sequence[Person]) -> Directory:
        marked = [one._replace(title="@@") if one.external == BROKEN else one for one in people]
        return CsvDirectory(written(marked).replace(b"@@", b"Pe\xf1a"), "people.csv")
