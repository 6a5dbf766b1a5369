"""Long lists and their files: pages of rows, bounded in weight and in questions to the database; no formulas."""

import csv
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from openhold.actions.holds.approve import approve_hold, issue_hold
from openhold.actions.holds.propose import Plan, propose_hold
from openhold.actions.home import Home
from openhold.actions.import_custodians import csv_directory, import_custodians
from openhold.actions.known_person import Known
from openhold.actions.name_custodian import name_custodian
from openhold.actions.open_matter import open_matter
from openhold.actions.set_up import Instance
from openhold.projections.custodian import Custodian
from openhold.projections.matter import Matter
from openhold.web.lists import one_of, page_of
from tests.actions.holds.conftest import ANN, BOB, WORDS

MOST = 150_000


@pytest.mark.parametrize(
    ("asked", "first", "number"),
    [("", 0, 1), ("?page=2", 50, 2), ("?page=9", 100, 3), ("?page=-1", 100, 3), ("?page=x", 0, 1)],
)
def test_a_page_that_is_not_there_gives_one_that_is(asked: str, first: int, number: int) -> None:
    page = page_of(RequestFactory().get(f"/{asked}"), range(101))
    assert (page[0], page.number) == (first, number)


def test_what_an_address_says_counts_only_where_it_is_a_choice() -> None:
    assert one_of(RequestFactory().get("/?sort=name"), "sort", ("alarm", "name")) == "name"
    assert one_of(RequestFactory().get("/?sort=<b>"), "sort", ("alarm", "name")) == "alarm"


def test_all_custodians_are_saved_as_they_are_known(served: Home, matter: Matter, insider: Client) -> None:
    name_custodian(served, ANN, matter.id, Known("=cmd|' /C calc'!A0", "a@alder.example", title="-x"))
    answer = insider.get(f"/matters/{matter.id}/custodians.csv")
    rows = list(csv.DictReader(StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert [(row["name"], row["title"], row["e-mail"]) for row in rows] == [
        ("'=cmd|' /C calc'!A0", "'-x", "a@alder.example")
    ]


def test_the_list_comes_with_alarms_first_and_is_sorted_and_narrowed_by_links(
    served: Home, instance: Instance, matter: Matter, insider: Client
) -> None:
    rows = "id,name,title\n1,Zoe Leaver,clerk\n2,Ann Stays,steward\n3,Bob Stays,\n"
    import_custodians(served, ANN, matter.id, csv_directory(rows.encode(), "people.csv"))
    fewer = rows.replace("1,Zoe Leaver,clerk\n", "")
    directory = csv_directory(fewer.encode(), "people.csv")
    import_custodians(served, ANN, matter.id, directory, leavers=date(2026, 3, 5))

    def order(asked: str) -> list[str]:
        page = insider.get(f"/matters/{matter.id}/custodians/{asked}").content.decode()
        names = ("Zoe Leaver", "Ann Stays", "Bob Stays")
        return sorted((name for name in names if f"<bdi>{name}</bdi>" in page), key=page.index)

    assert order("") == ["Zoe Leaver", "Ann Stays", "Bob Stays"]
    assert order("?sort=name") == ["Ann Stays", "Bob Stays", "Zoe Leaver"]
    assert order("?sort=title") == ["Zoe Leaver", "Ann Stays", "Bob Stays"], "who has no title comes last"
    assert order("?show=alarm") == ["Zoe Leaver"]
    assert order("?show=open") == []


def held(home: Home, matter: str, people: int) -> str:
    """Put so many custodians under one hold in force, and return it."""
    rows = "name,e-mail,title\n" + "".join(
        f"Person {n:05},p{n}@alder.example,housing officer of Unit {n % 7}\n" for n in range(people)
    )
    import_custodians(home, ANN, matter, csv_directory(rows.encode(), "people.csv"))
    who = tuple(Custodian.objects.filter(matter=matter).values_list("id", flat=True))
    due = datetime.now(UTC).date() + timedelta(days=14)
    hold = propose_hold(home, ANN, matter, Plan(title="All", acknowledge_by=due, custodians=who), WORDS).hold
    approve_hold(home, BOB, matter, hold, 1)
    issue_hold(home, ANN, matter, hold)
    return hold


def pages(matter: str, hold: str) -> list[str]:
    one = f"/matters/{matter}/"
    shown = ["", "custodians/", "tasks/", f"holds/{hold}/", f"holds/{hold}/versions/1/", f"holds/{hold}/release/"]
    shown += [
        "reports/",
        f"reports/acknowledgement/{hold}/",
        "reports/not-on/",
        "reports/stale/",
    ]
    last = ["custodians/?page=999&sort=title", f"holds/{hold}/?page=999&show=open"]
    return ["/", *(one + path for path in (*shown, *last))]


def asked(client: Client, address: str) -> tuple[int, int]:
    """Return how many questions a page asks of the database, and how many bytes it has."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    assert answer.status_code == 200, address
    return len(queries), len(answer.content)


def test_pages_stay_light_with_five_thousand_custodians_and_ask_no_more_than_with_three(
    served: Home, matter: Matter, new_matter: Callable[[str], str], insider: Client
) -> None:
    few = pages(matter.id, held(served, matter.id, 3))
    small = [asked(insider, address)[0] for address in few]
    other = new_matter("Okoro-Lind v. County of Alder")
    many = pages(other, held(served, other, 5000))
    for address, before in zip(many, small, strict=True):
        questions, size = asked(insider, address)
        assert size < MOST, (address, size)
        # Ids are asked for by the hundred in a few places: that is not one question for each person.
        assert questions <= before + 3, (address, before, questions)
        assert questions < 80


def opened(number: int, **kept: int) -> Matter:
    """Make a matter as folding would: nobody lives so many."""
    at = datetime(2026, 3, 5, tzinfo=UTC) + timedelta(hours=number)
    row = {"id": f"m-{number:03}", "title": f"Case {number:03}", "opened_at": at, "opened_by": ANN}
    return Matter.objects.create(**row, **kept)


def listed(client: Client, asked: str) -> list[str]:
    """Return the titles on a page of the front page's list, in their order."""
    page = client.get(f"/{asked}").content.decode().partition('id="matters"')[2]
    return re.findall(r"<bdi>(Case \d+)</bdi></a>", page)


def test_the_front_page_lists_fifty_matters_at_a_time_in_the_order_asked_for(
    served: Home, instance: Instance, insider: Client
) -> None:
    for number in range(120):
        opened(number, items=number % 7, bytes=1000 * (number % 7), collections=number % 2)
    assert listed(insider, "") == [f"Case {number:03}" for number in range(50)]
    assert listed(insider, "?page=3") == [f"Case {number:03}" for number in range(100, 120)]
    assert listed(insider, "?sort=newest&page=2")[0] == "Case 069"
    assert listed(insider, "?sort=size")[0] == "Case 006"
    never = listed(insider, "?show=empty")
    assert (len(never), never[1]) == (50, "Case 002")
    assert listed(insider, "?show=behind") == []
    page = insider.get("/?page=2").content.decode()
    assert "120 matters" in page
    assert "Rows 51 to 100 of 120" in page


def test_the_matters_are_saved_as_the_address_asks_for_them_all_of_them(
    served: Home, instance: Instance, insider: Client
) -> None:
    for number in range(60):
        opened(number, collections=number % 2)
    saved = [
        list(csv.DictReader(StringIO(insider.get(f"/matters.csv{asked}").getvalue().decode("utf-8-sig"))))
        for asked in ("", "?show=empty&sort=newest")
    ]
    assert [len(rows) for rows in saved] == [60, 30]
    assert saved[1][0]["title"] == "Case 058"


def test_the_front_page_asks_no_more_with_many_matters_than_with_few(
    served: Home, instance: Instance, insider: Client
) -> None:
    for number in range(3):
        opened(number, collections=1)
    before, _ = asked(insider, "/")
    for number in range(3, 300):
        opened(number, collections=1)
    questions, size = asked(insider, "/")
    assert questions == before
    assert size < MOST


@pytest.fixture
def new_matter(served: Home, instance: Instance) -> Callable[[str], str]:
    return lambda title: open_matter(served, instance.actor, title=title, court=None, number=None).matter
