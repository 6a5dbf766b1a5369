"""Protective orders on the pages: noted, stated anew, lifted; what is designated opens to whom its level admits."""

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from django.test import Client

from openhold.actions.collect.action import collect
from openhold.actions.home import Home
from openhold.actions.name_source import name_source
from openhold.actions.set_up import Instance
from openhold.projections.matter import Matter
from openhold.projections.order import ProtectiveOrder
from openhold.projections.source import Source
from tests.actions.conftest import Watching
from tests.web.conftest import Visitor
from tests.web.test_pages import words

REPORT = sha256(b"shift report\n").hexdigest()
ITEM = (f"item={REPORT}", "application/x-www-form-urlencoded")
SAID = {
    "paper": "Stipulated protective order <b>",
    "said_on": "2026-01-09",
    "docket": "41",
    "state": "stipulated",
    "level-1": "CONFIDENTIAL",
    "roles-1": ["counsel", "case manager"],
    "level-2": "ATTORNEYS' EYES ONLY",
    "roles-2": ["counsel"],
    "level-3": "",
}


@pytest.fixture
def source(served: Home, instance: Instance, matter: Matter, folder: Path) -> Source:
    found = name_source(
        served, instance.actor, matter.id, kind="directory", at=os.fsencode(str(folder)), custodian="Alder"
    )
    collect(served, instance.actor, found, reread=False, watch=Watching())
    return found


@pytest.fixture
def counsel(visitor: Callable[..., Visitor], matter: Matter, source: Source) -> Client:
    return visitor("Dana Whitfield", matter.id, "counsel").client


def test_an_order_is_noted_a_unit_and_an_item_designated_and_withdrawn(
    counsel: Client, visitor: Callable[..., Visitor], matter: Matter, source: Source
) -> None:
    at = f"/matters/{matter.id}/"
    assert "No protective order was noted." in words(counsel.get(f"{at}orders/").content)
    noted = counsel.post(f"{at}orders/note", SAID)
    order = ProtectiveOrder.objects.get()
    assert (noted.status_code, noted["Location"]) == (302, f"{at}orders/{order.id}/")
    page = counsel.get(noted["Location"]).content
    assert "the court has not entered it" in words(page)
    assert "counsel, case manager" in words(page)
    assert b"order <b>" not in page

    manager = visitor("Noor Haddix", matter.id, "case manager").client
    reviewer = visitor("Ivo Lang", matter.id, "reviewer").client
    assert reviewer.post(f"{at}item", *ITEM).status_code == 200
    unit = {"under": f"{order.id} CONFIDENTIAL", "what": "unit", "which": source.unit, "why": "Medical"}
    assert "Designate all that is kept of it" in words(manager.get(f"{at}sources/{source.id}/").content)
    assert manager.post(f"{at}orders/designate", unit).status_code == 302
    assert "is designated CONFIDENTIAL under" in words(reviewer.get(f"{at}sources/{source.id}/").content)
    refused = reviewer.post(f"{at}item", *ITEM)
    assert refused.status_code == 403
    assert "only counsel or case manager may open it. Your role is reviewer. Ask one of them." in words(refused.content)
    assert "shift report" not in refused.content.decode()
    assert manager.post(f"{at}item", *ITEM).status_code == 200

    eyes = {"under": f"{order.id} ATTORNEYS' EYES ONLY", "what": "item", "which": "logs/report.txt", "why": "Names"}
    assert manager.post(f"{at}orders/designate", eyes).status_code == 302
    assert manager.post(f"{at}item", *ITEM).status_code == 403
    for client in (counsel, manager, reviewer):
        listed = words(client.get(f"{at}orders/{order.id}/").content)
        assert REPORT in listed
        assert "2 items or units are designated." in listed
        assert words(client.get(at).content).count("2 items or units designated") == 1
        assert client.get(f"{at}receipt?item={REPORT}").status_code == 200
    taken = {"designated": f"item {REPORT}", "why": "They were made public."}
    again = manager.post(f"{at}orders/{order.id}/withdraw", taken)
    assert again.status_code == 409
    assert "only counsel may change or withdraw" in words(again.content)
    assert counsel.post(f"{at}orders/{order.id}/withdraw", taken).status_code == 302
    assert "They were made public." in words(counsel.get(f"{at}orders/{order.id}/").content)
    assert manager.post(f"{at}item", *ITEM).status_code == 200


def test_an_order_is_stated_anew_and_lifted(counsel: Client, matter: Matter, source: Source) -> None:
    at = f"/matters/{matter.id}/orders/"
    counsel.post(f"{at}note", SAID)
    order = ProtectiveOrder.objects.get().id
    entered = {**SAID, "paper": "Protective order", "state": "entered", "why": "The court entered it."}
    assert counsel.post(f"{at}{order}/amend", entered).status_code == 302
    assert "the court made it an order" in words(counsel.get(f"{at}{order}/").content)
    assert "The court entered it." in words(counsel.get(f"{at}{order}/").content)
    wrong = counsel.post(f"{at}{order}/lift", {"on": "soon", "why": "Vacated"})
    assert (wrong.status_code, "on which day it was lifted" in words(wrong.content)) == (422, True)
    assert counsel.post(f"{at}{order}/lift", {"on": "2026-01-20", "why": "Vacated"}).status_code == 302
    page = words(counsel.get(f"{at}{order}/").content)
    assert "lifted Tue 20 January 2026" in page
    assert "Lift the order" not in page
    assert "No protective order is in force" in words(counsel.get(at).content)


def test_what_was_typed_stays_where_something_in_it_is_wrong(counsel: Client, matter: Matter) -> None:
    at = f"/matters/{matter.id}/orders/"
    wrong = counsel.post(f"{at}note", {**SAID, "paper": "Order of \u202e41", "roles-2": []})
    assert wrong.status_code == 422
    assert "Say who may open what is designated ATTORNEYS' EYES ONLY" in words(wrong.content)
    assert "Order of" in wrong.content.decode()
    assert not ProtectiveOrder.objects.exists()
