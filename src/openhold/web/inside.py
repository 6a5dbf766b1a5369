"""A request of somebody who is in: what the door has found out about them."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest, HttpResponseBase

from openhold.actions.home import Home
from openhold.actions.roles import Standing
from openhold.projections.matter import Matter
from openhold.workbench.account import Account

Page = TypeVar("Page", bound=Callable[..., HttpResponseBase])


class Inside(HttpRequest):
    """`actor` is the person's id on the record; `matter` and `standing` are there where the address names a matter."""

    user: Account
    home: Home
    actor: str
    owner: bool
    matter: Matter
    standing: Standing


def for_deed(deed: str) -> Callable[[Page], Page]:
    """Let the door show a page of a matter only to whom the role table gives `deed`."""

    def mark(page: Page) -> Page:
        page.deed = deed  # type: ignore[attr-defined]
        return page

    return mark


def at_most(size: int) -> Callable[[Page], Page]:
    """Let the door refuse, before it is read, whatever is sent to a page and is longer than `size` bytes."""

    def mark(page: Page) -> Page:
        page.largest = size  # type: ignore[attr-defined]
        return page

    return mark
