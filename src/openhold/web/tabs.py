"""The pages of one matter: which there are, and to which of them an address belongs."""

from dataclasses import dataclass

from django import template
from django.http import HttpRequest
from django.urls import reverse

register = template.Library()

_CASE = (
    "parties", "triggers", "audits", "sending", "orders", "note-order", "order", "amend-order", "lift-order",
    "designate", "withdraw-designation",
)  # fmt: skip
_HOLDS = (
    "hold", "hold-version", "hold-release", "new-hold", "amend-hold", "hold-draft", "propose-hold", "draft-preview",
    "version-preview",
)  # fmt: skip
_CUSTODIANS = (
    "custodian", "custodian-said", "add-custodian", "import-custodians", "confirm-import", "change-custodian",
    "note-left", "settle-alarm",
)  # fmt: skip
_THINGS = (
    "thing", "new-thing", "give-thing", "see-thing", "seal-thing", "confirm-hand-over", "dispute-hand-over",
)  # fmt: skip
_TABS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("Case", "matter", "", _CASE),
    ("Holds", "matter", "#holds", _HOLDS),
    ("Custodians", "custodians", "", _CUSTODIANS),
    ("Sources", "sources", "", ("source", "name-source", "describe-source")),
    ("Timeline", "timeline", "", ()),
    ("Papers", "papers", "", ("read-paper", "note-paper")),
    ("Things", "things", "", _THINGS),
    ("Tasks", "tasks", "", ("task", "give-task")),
    ("Reports", "matter-reports", "", ("report-of", "report-about")),
    ("People", "people", "", ("add-member",)),
)
"""The words of each, its address, the place on that page, and the addresses that belong to it."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of a matter as its menu shows it; `current` is what aria-current says, empty for all but one."""

    words: str
    address: str
    current: str


@register.simple_tag
def tabs(request: HttpRequest, matter: str) -> list[Tab]:
    """Return the pages of a matter; the one on which the reader is, or to which that one belongs, is marked."""
    match = request.resolver_match
    here = match.url_name if match is not None else None
    return [
        Tab(words, reverse(name, args=[matter]) + place, _current(here, name, place, under))
        for words, name, place, under in _TABS
    ]


def _current(here: str | None, name: str, place: str, under: tuple[str, ...]) -> str:
    if here == name and not place:
        return "page"
    return "true" if here in under else ""
