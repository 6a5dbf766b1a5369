"""Reports: of one matter or across those that are shown, as rows or as the file that a page gives."""

from collections.abc import Callable, Mapping
from typing import Any, Literal, cast

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field
from typing_extensions import TypedDict

from openhold.actions.errors import UsageError
from openhold.actions.reports import acknowledgement as acknowledging
from openhold.actions.reports import history as telling
from openhold.actions.reports import not_on, open_tasks, own_holds, stale
from openhold.api.asking import Body
from openhold.api.custodians import one_custodian
from openhold.api.door import Asked, shown_matters
from openhold.api.files import attached
from openhold.api.holds import one_hold
from openhold.api.telling import MissingError
from openhold.filings.reports import acknowledgement, history
from openhold.filings.reports import not_on as not_on_words
from openhold.filings.reports import open_tasks as task_words
from openhold.filings.reports import own_holds as own_words
from openhold.filings.reports import stale as stale_words
from openhold.filings.reports.forms import KINDS, as_document, as_file
from openhold.filings.reports.report import Report, file_name
from openhold.projections.matter import Matter

router = Router(tags=["Reports"])
across = Router(tags=["Reports"])


class How(Body):
    """The form of a report: rows, or a file. `days` and `holds` are what the report of stale holds calls many."""

    form: Literal["json", "pdf", "csv", "xlsx"] = "json"
    days: int | None = Field(None, ge=1, le=9999)
    holds: int | None = Field(None, ge=1, le=9999)


class Of(How):
    """The form, and which hold or custodian (an id) the report is of, where it is of one."""

    of: str | None = Field(None, max_length=64)


class Row(TypedDict):
    """A report of a day; `rows` have the cells of its main table by the heads of the columns."""

    report: str
    day: str
    matter: str | None
    title: str
    headline: list[str]
    rows: list[dict[str, str | int | None]]


def _not_on(asked: Asked, matter: Matter | None, how: How) -> Report:
    return not_on_words.not_on(not_on.not_on(asked.home, _of(asked, matter)), matter)


def _stale(asked: Asked, matter: Matter | None, how: How) -> Report:
    found = stale.stale_holds(asked.home, _of(asked, matter), quiet=how.days, many=how.holds)
    return stale_words.stale(found, matter)


def _tasks(asked: Asked, matter: Matter | None, how: How) -> Report:
    return task_words.open_tasks(open_tasks.open_tasks(asked.home, _of(asked, matter)), matter)


def _acknowledgement(asked: Asked, which: str) -> Report:
    hold = one_hold(asked, which).standing.hold.id
    return acknowledgement.acknowledgement(acknowledging.acknowledgement(asked.home, asked.matter, hold))


def _history(asked: Asked, which: str) -> Report:
    hold = one_hold(asked, which).standing.hold.id
    return history.history(telling.history(asked.home, asked.matter, hold))


def _custodian(asked: Asked, which: str) -> Report:
    who = one_custodian(asked, which).id
    return own_words.own_holds(own_holds.own_holds(asked.home, asked.matter, who, shown_matters(asked)))


_OF_MANY: Mapping[str, Callable[[Asked, Matter | None, How], Report]] = {
    not_on_words.NAME: _not_on,
    stale_words.NAME: _stale,
    task_words.NAME: _tasks,
}
_OF_ONE: Mapping[str, Callable[[Asked, str], Report]] = {
    acknowledgement.NAME: _acknowledgement,
    history.NAME: _history,
    own_words.NAME: _custodian,
}


@across.get("/{report}", response=Row)
def show_report(request: HttpRequest, report: str, how: Query[How]) -> Any:
    """Give a report across the matters that this token shows: not-on, stale or tasks."""
    asked = cast("Asked", request)
    return _given(_many(report)(asked, None, how), how.form)


@router.get("/{matter}/reports/{report}", response=Row)
def show_matter_report(request: HttpRequest, matter: str, report: str, how: Query[Of]) -> Any:
    """Give a report of a matter; acknowledgement and history are `of` a hold, custodian is `of` a custodian."""
    asked = cast("Asked", request)
    if report not in _OF_ONE:
        return _given(_many(report)(asked, asked.matter, how), how.form)
    if how.of is None:
        raise UsageError(f"The report {report} is of one hold or custodian: say which, by of=ID.")
    return _given(_OF_ONE[report](asked, how.of), how.form)


def _many(report: str) -> Callable[[Asked, Matter | None, How], Report]:
    if report not in _OF_MANY:
        raise MissingError(f"There is no report {report!r}. There is: {', '.join((*_OF_MANY, *_OF_ONE))}.")
    return _OF_MANY[report]


def _of(asked: Asked, matter: Matter | None) -> frozenset[str] | None:
    return shown_matters(asked) if matter is None else frozenset({matter.id})


def _given(report: Report, form: str) -> Any:
    if form in KINDS:
        return attached(f"{file_name(report)}.{form}", as_file(report, form), KINDS[form])
    return as_document(report)
