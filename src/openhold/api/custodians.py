"""Custodians: list them, name one, import many, change what is known, note who left, settle an alarm."""

from dataclasses import replace
from datetime import date
from typing import Any, Literal, cast

from django.conf import settings
from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field
from typing_extensions import TypedDict

from openhold.actions.change_custodian import change_custodian, settle_alarm
from openhold.actions.errors import UsageError
from openhold.actions.find_custodian import custodians, find_custodian
from openhold.actions.import_custodians import LARGEST, csv_directory, import_custodians, ldap_directory
from openhold.actions.known_person import Known, known_of
from openhold.actions.name_custodian import name_custodian
from openhold.actions.read_privileged import read_questionnaires
from openhold.api.asking import Body, Day, Flag, Number, Text
from openhold.api.door import Asked, Bearer
from openhold.api.files import body_of, sent_file
from openhold.api.telling import MissingError, TooOftenError
from openhold.projections.custodian import Custodian
from openhold.rows import people as rows
from openhold.workbench.counting import IMPORT, may_send
from openhold.workbench.directories import named

router = Router(tags=["Custodians"])
_NAME, NOTE, _CSV = "name custodians", "note what custodians say, and answer them", "text/csv"


class NewCustodian(Body):
    """What is known of a custodian; without `email` notices are printed and handed over. `manager` is an id or name."""

    name: Text
    email: Text | None = None
    language: Text = "en"
    title: Text | None = None
    place: Text | None = None
    manager: Text | None = None
    external: Text | None = None


class ChangedCustodian(Body):
    """What is known otherwise; what is not said stays, and null says that something is no longer known.

    `saw` is the newest fact about the custodian that was read (`said`): where there is a newer one, it is refused.
    """

    name: Text | None = None
    email: Text | None = None
    language: Text | None = None
    title: Text | None = None
    place: Text | None = None
    manager: Text | None = None
    external: Text | None = None
    moved: Flag = False
    stays: Flag = False
    saw: Number | None = None


class Left(Body):
    """The last day of somebody who leaves, past or to come."""

    on: Day


class Settled(Body):
    """What was done about the evidence of somebody who left or moved."""

    done: Text


class Which(Body):
    """Whether those alone are asked for who left or moved, and of whom nobody said yet what was done."""

    alarms: bool = False


class Importing(Body):
    """How a file is taken: see `openhold custodian import`."""

    name: str = Field("people.csv", max_length=200)
    leavers: bool = False
    on: Day | None = None
    skip_broken: bool = False
    preview: bool = False


class FromDirectory(Body):
    """A directory of `web.toml`, whole or where attributes have the values of `only`: `openhold custodian import`."""

    directory: Text
    only: dict[Text, Text] = {}
    leavers: Flag = False
    skip_broken: Flag = False
    preview: Flag = False


class Questionnaires(TypedDict):
    """What a custodian said in questionnaires, by hold. It is privileged."""

    custodian: str
    said: list[rows.QuestionnaireRow]


class Listed(TypedDict):
    """The custodians of a matter."""

    custodians: list[rows.CustodianRow]


@router.get("/{matter}/custodians", response=Listed)
def list_custodians(request: HttpRequest, matter: str, asked: Query[Which]) -> Any:
    """List the custodians, those with an alarm first."""
    there = custodians(cast("Asked", request).home, matter)
    return {"custodians": [rows.custodian(one) for one in there if one.alarm or not asked.alarms]}


@router.post("/{matter}/custodians", response=rows.CustodianRow, auth=Bearer(_NAME))
def add_custodian(request: HttpRequest, matter: str, body: NewCustodian) -> Any:
    """Name a custodian."""
    asked = cast("Asked", request)
    known = Known(**{**body.dict(), "manager": _manager(asked, body.manager)})
    return rows.custodian(name_custodian(asked.home, asked.actor, matter, known))


@router.post(
    "/{matter}/custodians/import",
    response=rows.ImportedRow,
    auth=Bearer(_NAME),
    openapi_extra=body_of(_CSV),
)
def import_many(request: HttpRequest, matter: str, asked: Query[Importing]) -> Any:
    """Name and change many custodians at once, from a CSV file with headings: all of them are recorded, or none."""
    who = cast("Asked", request)
    if asked.on is not None and not asked.leavers:
        raise UsageError("The day goes with leavers: it is that of a whole directory.")
    data = sent_file(who, IMPORT, LARGEST, [_CSV])
    day = (asked.on or who.home.clock().date()) if asked.leavers else None
    directory = csv_directory(data, asked.name)
    done = import_custodians(
        who.home, who.actor, matter, directory, leavers=day, skip_broken=asked.skip_broken, preview=asked.preview
    )
    return rows.imported(done)


@router.post("/{matter}/custodians/import/directory", response=rows.ImportedRow, auth=Bearer(_NAME))
def import_directory(request: HttpRequest, matter: str, body: FromDirectory) -> Any:
    """Name and change many custodians at once, from a directory that `web.toml` names."""
    who = cast("Asked", request)
    if not may_send(who, IMPORT, who.actor):
        raise TooOftenError("So many imports were made in a short time. Wait a minute, then go on.")
    place = named(settings.CONFIGURED.directories, body.directory)
    directory = ldap_directory(place, place.password(), list(body.only.items()), leavers=body.leavers)
    done = import_custodians(
        who.home,
        who.actor,
        matter,
        directory,
        leavers=who.home.clock().date() if body.leavers else None,
        skip_broken=body.skip_broken,
        preview=body.preview,
    )
    return rows.imported(done)


@router.post("/{matter}/custodians/{custodian}/questionnaires/read", response=Questionnaires, auth=Bearer(NOTE))
def read_said(request: HttpRequest, matter: str, custodian: str) -> Any:
    """Show what a custodian said in questionnaires; that it was read is recorded before."""
    asked = cast("Asked", request)
    who = one_custodian(asked, custodian).id
    said = read_questionnaires(asked.home, asked.actor, matter, who)
    return {"custodian": who, "said": [rows.questionnaire(one) for one in said]}


@router.get("/{matter}/custodians/{custodian}", response=rows.CustodianRow)
def show_custodian(request: HttpRequest, matter: str, custodian: str) -> Any:
    """Show a custodian."""
    return rows.custodian(one_custodian(cast("Asked", request), custodian))


@router.patch("/{matter}/custodians/{custodian}", response=rows.CustodianRow, auth=Bearer(_NAME))
def change_one(request: HttpRequest, matter: str, custodian: str, body: ChangedCustodian) -> Any:
    """Change what is known of a custodian; what was known before stays on the record."""
    asked = cast("Asked", request)
    before = one_custodian(asked, custodian)
    said = body.dict(exclude_unset=True, exclude={"moved", "stays", "saw"})
    for field in ("name", "language"):
        if field in said and said[field] is None:
            raise UsageError(f"Everybody has a {field}; say it, or leave it out.")
    if said.get("manager") is not None:
        said["manager"] = _manager(asked, said["manager"])
    cause: Literal["moved", "corrected"] = "moved" if body.moved else "corrected"
    left = None if body.stays else before.left
    return _stated(asked, before, replace(known_of(before), **said), cause, left, body.saw)


@router.post("/{matter}/custodians/{custodian}/left", response=rows.CustodianRow, auth=Bearer(_NAME))
def note_left(request: HttpRequest, matter: str, custodian: str, body: Left) -> Any:
    """Note that a custodian leaves or left; the alarm stays until somebody says what was done."""
    asked = cast("Asked", request)
    before = one_custodian(asked, custodian)
    return _stated(asked, before, known_of(before), "left", body.on)


@router.post("/{matter}/custodians/{custodian}/settle", response=rows.CustodianRow, auth=Bearer(_NAME))
def settle_one(request: HttpRequest, matter: str, custodian: str, body: Settled) -> Any:
    """Say what was done about the evidence of a custodian who left or moved; the alarm ends."""
    asked = cast("Asked", request)
    found = one_custodian(asked, custodian)
    return rows.custodian(settle_alarm(asked.home, asked.actor, matter, found.id, done=body.done))


def one_custodian(asked: Asked, custodian: str) -> Custodian:
    """Return the custodian of this very id; raise MissingError where there is none."""
    found = next((one for one in custodians(asked.home, asked.matter.id) if one.id == custodian), None)
    if found is None:
        raise MissingError(f"There is no custodian {custodian!r} in this matter.")
    return found


def _manager(asked: Asked, said: str | None) -> str | None:
    return None if said is None else find_custodian(asked.home, asked.matter.id, said).id


def _stated(
    asked: Asked, before: Custodian, known: Known, cause: str, left: date | None, saw: int | None = None
) -> rows.CustodianRow:
    now = change_custodian(asked.home, asked.actor, asked.matter.id, before.id, known, cause=cause, left=left, saw=saw)
    return rows.custodian(now)
