"""Parties, counsel and our side on the page; and triggers, from which a person confirms the start of the duty."""

from django.test import Client

from openhold.actions.home import Home
from openhold.actions.name_party import parties
from openhold.actions.note_trigger import triggers
from openhold.actions.note_values import note_values
from openhold.actions.papers.values import Decided, Paper, Proposed
from openhold.projections.log import Log
from openhold.projections.matter import Matter
from openhold.projections.party import Party
from tests.web.living import HOSTILE
from tests.web.test_pages import title, words

EVENT = {
    "what": "Grievance about the use of force",
    "on": "2025-09-16",
    "learned_by": "Noor Haddix",
    "learned_how": "handed over at the counter",
    "learned_on": "2025-09-22",
    "evidence": "",
}


def size(matter: Matter) -> int:
    return Log.objects.get(matter=matter.id).size


def test_parties_of_papers_and_by_hand_stand_together_with_their_source(visitor, served: Home, matter: Matter) -> None:
    who = visitor("Dana Whitfield", matter.id, "counsel")
    paper = Paper("ab" * 32, "complaint.pdf")
    read = Proposed("plaintiffs[0]", "Marisol Quintrell", "MARISOL QUINTRELL", 1, 6)
    note_values(served, who.person, matter.id, paper, [Decided(read.field, read, read.value)])
    at = f"/matters/{matter.id}/parties/"
    for form in (
        {"what": "party", "name": "marisol quintrell", "side": "plaintiffs"},
        {"what": "party", "name": "County of Alder", "side": "defendants"},
        {"what": "counsel", "name": "Gideon Achterberg", "firm": "County Counsel", "side": "defendants"},
    ):
        assert who.client.post(at + "name", form).status_code == 302
    assert who.client.post(at + "side", {"side": "defendants"}).status_code == 302
    page = who.client.get(at).content
    assert title(page) == "2 parties are named, and 1 lawyer. We stand on the side of the defendants."
    shown = words(page)
    assert "complaint.pdf , page 1, entry" in shown
    assert "MARISOL QUINTRELL" in shown
    assert "Defendants, our side" in shown
    assert "Gideon Achterberg County Counsel" in shown
    before = size(matter)
    who.client.post(at + "side", {"side": "defendants"})
    assert size(matter) == before


def test_a_name_is_stated_anew_and_withdrawn_with_a_reason(visitor, served: Home, matter: Matter) -> None:
    client: Client = visitor("Dana Whitfield", matter.id, "case manager").client
    at = f"/matters/{matter.id}/parties/"
    client.post(at + "name", {"what": "counsel", "name": "G. Achterberg", "firm": "", "side": "defendants"})
    which = Party.objects.get(matter=matter.id).id
    anew = {"what": "counsel", "name": "Gideon Achterberg", "firm": "Firm", "side": "neither", "which": which}
    assert client.post(at + "name", anew).status_code == 302
    (found,) = parties(served, matter.id).counsel
    assert (found.id, found.name, found.firm, found.side) == (which, "Gideon Achterberg", "Firm", "neither")
    assert "is counsel; name it as such" in words(client.post(at + "name", {**anew, "what": "party"}).content)
    before = size(matter)
    assert client.post(at + "withdraw", {"which": which, "why": ""}).status_code == 422
    assert size(matter) == before
    assert client.post(at + "withdraw", {"which": which, "why": "He left."}).status_code == 302
    assert parties(served, matter.id).counsel == ()
    assert "named as" in words(client.post(at + "name", anew).content)


def test_hostile_names_are_text_and_what_is_none_is_refused(visitor, matter: Matter) -> None:
    client: Client = visitor("Dana Whitfield", matter.id, "counsel").client
    at = f"/matters/{matter.id}/parties/"
    hostile = client.post(at + "name", {"what": "party", "name": HOSTILE, "side": "plaintiffs"}, follow=True)
    assert hostile.status_code == 200
    assert "<script>document" not in hostile.content.decode()
    assert "\u202e" not in hostile.content.decode()
    before = size(matter)
    for form in ({"name": " ", "side": "plaintiffs"}, {"name": "x", "side": "judge"}, {"name": "y" * 1001}):
        assert client.post(at + "name", form).status_code == 422
    assert client.post(at + "side", {"side": ""}).status_code == 422
    assert size(matter) == before


def test_a_trigger_is_noted_proposed_confirmed_and_another_withdrawn(visitor, served: Home, matter: Matter) -> None:
    who = visitor("Dana Whitfield", matter.id, "counsel")
    at = f"/matters/{matter.id}/triggers/"
    assert title(who.client.get(at).content) == "No trigger was noted yet, so no day is proposed."
    assert who.client.post(at + "note", EVENT).status_code == 302
    wrong = {**EVENT, "what": "A claim of somebody else", "on": "2025-09-02", "learned_on": "2025-09-03"}
    assert who.client.post(at + "note", wrong).status_code == 302
    other, first = triggers(served, matter.id).listed
    page = who.client.get(at).content
    assert title(page) == "Wed 3 September 2025 is proposed as the start of the duty. Nobody has confirmed it."
    assert who.client.post(at + "withdraw", {"trigger": other.id, "why": "Another matter."}).status_code == 302
    assert who.client.post(at + "confirm", {"trigger": first.id, "on": "", "why": ""}).status_code == 302
    page = who.client.get(at).content
    assert title(page) == "The duty to preserve began on Mon 22 September 2025."
    assert "withdrawn: Another matter." in words(page)
    refused = who.client.post(at + "confirm", {"trigger": first.id, "on": "2025-09-18", "why": " "})
    assert refused.status_code == 422
    assert "Say why the duty began on another." in words(refused.content)
    said = {"trigger": first.id, "on": "2025-09-18", "why": "The commander saw it then."}
    assert who.client.post(at + "confirm", said).status_code == 302
    duty = triggers(served, matter.id).duty
    assert duty is not None
    assert (duty.on.isoformat(), duty.words, duty.said_by) == ("2025-09-18", said["why"], who.person)
    kept = who.client.post(at + "withdraw", {"trigger": first.id, "why": "x"})
    assert (kept.status_code, "The duty rests on" in words(kept.content)) == (422, True)


def test_a_trigger_that_makes_no_sense_is_not_noted_and_what_was_typed_stays(visitor, matter: Matter) -> None:
    client: Client = visitor("Dana Whitfield", matter.id, "counsel").client
    at = f"/matters/{matter.id}/triggers/"
    before = size(matter)
    for change in (
        {"what": ""},
        {"on": "yesterday"},
        {"learned_on": "2025-09-01"},
        {"on": "2999-01-01", "learned_on": "2999-01-02"},
        {"learned_how": "x" * 1001},
    ):
        refused = client.post(at + "note", {**EVENT, **change})
        assert refused.status_code == 422, change
        assert 'value="Noor Haddix"' in refused.content.decode()
    assert client.post(at + "confirm", {"trigger": "t-none"}).status_code == 422
    assert size(matter) == before
    hostile = client.post(at + "note", {**EVENT, "what": HOSTILE, "evidence": HOSTILE}, follow=True)
    assert "<script>document" not in hostile.content.decode()
