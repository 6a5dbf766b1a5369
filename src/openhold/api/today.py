"""The three questions of the front page: what is about to be lost, what is due, and who has not answered."""

from typing import Any, cast

from django.http import HttpRequest
from ninja import Router

from openhold.actions.describe import matters
from openhold.actions.foresee_losses import foresee_losses
from openhold.actions.holds.answers import answers
from openhold.actions.list_due import list_due
from openhold.api.door import Asked, shown
from openhold.rows import today as rows

router = Router(tags=["Matters"])


@router.get("", response=rows.TodayRow)
def show_today(request: HttpRequest) -> Any:
    """Show what is about to be lost, what is due and who has not answered, in the matters that this token shows."""
    asked = cast("Asked", request)
    is_shown = shown(asked)
    theirs = [one.id for one in matters(asked.home) if is_shown(one.id)]
    waiting = sorted((one for one in answers(asked.home, theirs) if one.open), key=lambda one: one.acknowledge_by)
    return rows.today(foresee_losses(asked.home, theirs), list_due(asked.home, theirs), waiting)
