"""The matter's calendar as a file: what is due, what goes by itself and when, before it happens."""

from collections.abc import Iterator
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openhold.actions.holds.answers import answers
from openhold.actions.holds.look import holds
from openhold.actions.list_due import Due, list_due
from openhold.filings.calendar_file import Entry, calendar_of
from openhold.projections.hold import Hold
from openhold.web.delivery import Coming, delivery
from openhold.web.inside import Inside


@require_safe
def as_file(request: HttpRequest, matter: str) -> HttpResponse:
    """Give the days of the matter as a calendar file; a second one updates the entries of the first.

    It names no custodian: a calendar is shown on many screens.
    """
    asked = cast(Inside, request)
    data = calendar_of(_entries(asked), zone=None, moment=asked.home.clock())
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{matter}.ics"'
    return response


def _entries(asked: Inside) -> Iterator[Entry]:
    home, matter = asked.home, asked.matter
    for due in list_due(home, [matter.id]):
        yield _due(due, matter.title)
    for one in answers(home, [matter.id]):
        if one.open:
            yield Entry(
                f"{matter.id}/{one.hold.id}/acknowledge/{one.hold.in_force}",
                f"Acknowledge by: {one.hold.title} ({matter.title})",
                one.acknowledge_by.isoformat(),
                f"{one.open:,} of {one.asked:,} have not acknowledged version {one.hold.in_force}.",
            )
    for hold in (one.hold for one in holds(home, matter.id) if one.hold.in_force):
        seen = delivery(home, matter.id, hold.id)
        if not seen.outlook.paused:
            yield from (_message(one, hold, matter.title) for one in seen.coming if one.day >= seen.today)


def _due(due: Due, title: str) -> Entry:
    if due.task is not None:
        return Entry(
            f"{due.matter}/task/{due.task.id}",
            f"Due: {due.what} ({title})",
            due.day.isoformat(),
            f"Task {due.task.id}, open. It is done when its proof is kept.",
        )
    said = due.said
    text = "" if said is None else f"Set by a court paper, its SHA-256 {said.paper}; entry {said.seq:,} of the ledger."
    at = f"{due.day.isoformat()}T{due.time}" if due.time else due.day.isoformat()
    return Entry(f"{due.matter}/{due.what}/{at}", f"Due: {due.what} ({title})", at, text)


def _message(one: Coming, hold: Hold, title: str) -> Entry:
    people = "1 person" if one.number == 1 else f"{one.number:,} people"
    return Entry(
        f"{hold.matter}/{hold.id}/{one.what}/{one.day.isoformat()}",
        f"Goes by itself: {one.what}, to {people} ({title})",
        one.day.isoformat(),
        f"Of the hold {hold.title}. It can be sent now, or paused, on the page of the hold before that day.",
    )
