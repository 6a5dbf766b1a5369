"""Orders to preserve, and requests to preserve that are refused: only what the paper itself says."""

import re

import pytest

from openhold.court.preservation.reader import read_preservation, read_showing
from openhold.court.view import View
from openhold.extract.text import plain
from tests.court.legal import LEGAL, needs_legal

ORDER = (
    "IT IS HEREBY ORDERED that Acme Corp. and its officers shall preserve all documents, electronically "
    "stored information, and tangible things relating to the recall of the Model 7, including drafts. Acme Corp. shall "
    "suspend any document destruction program. Plaintiff shall file a status report by May 3, 2016. IT IS SO ORDERED."
)
REFUSED = (
    "Plaintiff moves for a protective order to preserve evidence. His request for a protective order to preserve "
    "certain evidence is not sufficient under Rule 26(c) of the Federal Rules of Civil Procedure. The motion is not "
    "premised on any showing that relevant and existing evidence is in danger of being destroyed, but on a general "
    "request. Plaintiff has not shown any actual risk that specific evidence will be lost. Accordingly, the motion is "
    "denied."
)


def kept(text: str) -> tuple[str | None, list[str], list[str], bool] | None:
    found = read_preservation(View(plain(text)))
    if found is None:
        return None
    party = found.party.value if found.party else None
    things, topics = [thing.value for thing in found.objects], [topic.value for topic in found.topics]
    return party, things, topics, found.suspend_destruction.value


def refused(text: str) -> tuple[list[str], str | None, bool | None] | None:
    found = read_showing(View(plain(text)))
    if found is None:
        return None
    missing = [element.value for element in found.missing]
    return missing, found.vehicle and found.vehicle.value, found.vehicle_ok and found.vehicle_ok.value


def test_an_order_says_who_keeps_what_about_what_and_that_destruction_stops() -> None:
    assert kept(ORDER) == (
        "Acme Corp. and its officers",
        ["documents", "electronically stored information", "tangible things"],
        ["recall of the Model 7"],
        True,
    )
    found = read_preservation(View(plain(ORDER)))
    assert found is not None
    assert [quote.value for quote in found.quotes] == re.split(r"(?<=drafts\.)\s|\sPlaintiff shall.*", ORDER)[:2]
    for said in (found.party, *found.objects, *found.topics, *found.quotes):
        assert said is not None
        assert [ORDER[slice(*span)] for span in said.spans] == [said.value]
    assert [ORDER[slice(*span)] for span in found.suspend_destruction.spans] == ["suspend"]


def test_without_its_sentences_nothing_is_ordered() -> None:
    found = read_preservation(View(plain(ORDER)))
    assert found is not None
    text = ORDER
    for quote in found.quotes:
        text = text.replace(quote.value, "")
    assert kept(text) is None
    assert kept(ORDER.replace("Acme Corp. shall suspend any document destruction program. ", "")) == (
        *(kept(ORDER) or ())[:3],
        False,
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Defendants are hereby enjoined and restrained from destroying, altering, or deleting any records, emails "
            "or computer files concerning plaintiff's medical care pending trial.",
            ("Defendants", ["records", "emails", "computer files"], ["plaintiff's medical care"], True),
        ),
        (
            "ORDER GRANTING 12 Motion to Preserve Evidence; DIRECTING Defendants to preserve the video footage of the "
            "May 3, 2011 incident within 14 days.",
            ("Defendants", ["video footage of the May 3, 2011 incident"], [], False),
        ),
        (
            "ORDER GRANTING 12 motion to preserve video recordings of the use of force, signed by Judge Roe on 1/2/14.",
            (None, ["video recordings of the use of force"], [], False),
        ),
        (
            "All video recordings of the search shall be preserved by the Warden of North State Prison until trial.",
            ("Warden of North State Prison", ["video recordings of the search"], [], False),
        ),
        (
            "IT IS ORDERED: 1. The parties must take reasonable steps to preserve all communications and documents. "
            "2. Each party shall halt its automatic deletion of email.",
            ("parties", ["communications", "documents"], [], True),
        ),
        (
            "STIPULATION AND ORDER. Defendants will preserve the hard drives and will not delete any data. SO ORDERED.",
            ("Defendants", ["hard drives"], [], True),
        ),
        (
            "ORDERED that, during this suit, Defendants Acme, Inc. and Bolt LLC are to preserve all text messages.",
            ("Defendants Acme, Inc. and Bolt LLC", ["text messages"], [], False),
        ),
        (
            "IT IS ORDERED that plaintiff's motion to preserve the body camera footage (ECF No. 12) is GRANTED.",
            (None, ["body camera footage"], [], False),
        ),
        (
            "The Court ORDERS that Defendants preserve all emails regarding the recall.",
            ("Defendants", ["emails"], ["recall"], False),
        ),
        (
            "Acme Corp. shall: (a) preserve all paper files; (b) report to the Court.",
            ("Acme Corp.", ["paper files"], [], False),
        ),
        (
            "The Warden shall ensure that the surveillance recordings of May 1 are preserved.",
            ("Warden", ["surveillance recordings of May 1"], [], False),
        ),
        (
            "each of them, are hereby restrained from disposing of any document referring or relating in any manner to "
            "any sale of the mill, or to any talks between the Defendants.",
            (None, ["document"], ["sale of the mill", "talks between the Defendants"], True),
        ),
    ],
)
def test_other_ways_to_order_it(text: str, found: tuple[str | None, list[str], list[str], bool]) -> None:
    assert kept(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The parties are reminded of their duty to preserve evidence relevant to this action. IT IS SO ORDERED.",
        "ORDER DENYING 57 Motion to Preserve Evidence signed by Judge Roe.",
        "ORDER GRANTING IN PART and denying in part 57 Motion to Preserve Evidence.",
        "IT IS ORDERED that plaintiff's motion to preserve the footage is GRANTED IN PART.",
        "IT IS ORDERED that plaintiff's motion to preserve the footage is DENIED.",
        "Plaintiff requests an order that defendants shall preserve all video recordings. The request is denied.",
        "Plaintiff asks whether Defendants shall preserve the documents.",
        'The stipulation said: "Defendants shall preserve all documents." It was never entered.',
        "The duty is old: \u201cA party shall preserve what it knows to be relevant evidence.\u201d IT IS SO ORDERED.",
        "Federal law requires that a party must preserve relevant evidence. IT IS SO ORDERED.",
        "The parties must preserve evidence in their files.",
        "The Clerk shall retain the original documents. The Court shall retain jurisdiction over the files.",
        "Plaintiff shall retain copies of all documents for his own records.",
        "If a party learns of it, it shall preserve the documents.",
        "The Marshal shall preserve the funds. The objections are preserved. Defendants shall preserve the status quo.",
        "The exhibits shall be destroyed unless counsel claims them. Counsel shall return or destroy all documents.",
        "The Court previously ordered that Defendants shall preserve all video. That order is vacated.",
        "ORDER TO WITHDRAW EXHIBITS OR TO SHOW CAUSE WHY EXHIBITS SHOULD NOT BE DESTROYED as to John Roe.",
        "",
    ],
)
def test_what_orders_nothing(text: str) -> None:
    assert kept(text) is None


def test_a_refusal_says_what_was_missing_and_what_rule_was_no_help() -> None:
    expected = (["specific", "relevant", "existing", "actual danger"], "Fed. R. Civ. P. 26(c)", False)
    assert refused(REFUSED) == expected
    found = read_showing(View(plain(REFUSED)))
    assert found is not None
    words = {said.value: [REFUSED[slice(*span)] for span in said.spans] for said in found.missing}
    assert all("specific evidence" in quote for quote in words["specific"])
    assert all("relevant and existing" in quote for quote in (*words["relevant"], *words["existing"]))
    assert len(words["actual danger"]) == 2


@pytest.mark.parametrize(
    ("without", "left"),
    [
        ("The motion is not premised.*?request. ", ["specific", "actual danger"]),
        ("Plaintiff has not shown.*?lost. ", ["relevant", "existing", "actual danger"]),
    ],
)
def test_a_reason_that_is_not_given_is_not_missing(without: str, left: list[str]) -> None:
    assert refused(re.sub(without, "", REFUSED)) == (left, "Fed. R. Civ. P. 26(c)", False)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The motion to preserve evidence is denied: plaintiff failed to show that the footage exists.",
            (["existing"], None, None),
        ),
        (
            "Plaintiff has not identified what evidence is likely to be destroyed. The motion for a preservation order "
            "is DENIED.",
            (["specific", "actual danger"], None, None),
        ),
        (REFUSED.replace("is denied", "is granted"), None),
        ("ORDER DENYING 57 Motion to Preserve Evidence signed by Judge Roe.", None),
        ("The motion to compel is denied. Plaintiff has not shown that specific documents exist.", None),
    ],
)
def test_showings(text: str, found: tuple[list[str], str | None, bool | None] | None) -> None:
    assert refused(text) == found


@needs_legal
def test_the_scanned_order() -> None:
    text = (LEGAL / "seed.txt").read_text()
    assert kept(text) is None
    assert refused(text) == (["specific", "relevant", "existing", "actual danger"], "Fed. R. Civ. P. 26(c)", False)


def test_a_rule_that_is_no_vehicle_for_the_request() -> None:
    words = (
        "Plaintiff filed a motion to preserve evidence under Federal Rule of Civil Procedure 26(c). "
        "Rule 26(c) governs protective orders and is not the proper vehicle for Plaintiff's request. "
        "The motion to preserve evidence is DENIED."
    )
    assert refused(words) == ([], "Fed. R. Civ. P. 26(c)", False)
    assert refused(words.replace("for Plaintiff's request", "for it")) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "IT IS ORDERED that Defendant Acme Corp. shall preserve (a) all video of the yard; (b) all radio traffic "
            "and gate logs; and (c) all emails of Officers Able and Baker concerning the fire. It is so ordered.",
            (
                "Defendant Acme Corp.",
                ["video of the yard", "radio traffic", "gate logs", "emails of Officers Able and Baker"],
                ["fire"],
                False,
            ),
        ),
        (
            "Defendants shall preserve the following: (1) all camera footage of May 3, 2016; and (2) the shift logs of "
            "that day. Plaintiff may inspect them.",
            ("Defendants", ["camera footage of May 3, 2016", "shift logs of that day"], [], False),
        ),
        (
            "The parties shall preserve: all e-mails relating to the lease; and any text messages. So ordered.",
            ("parties", ["e-mails", "text messages"], ["lease"], False),
        ),
        (
            "Plaintiff asks that Defendants be ordered to preserve (a) all video; (b) all logs. The motion is denied.",
            None,
        ),
        (
            "The motion for a preservation order is DENIED. Defendants are reminded of their duty to preserve all "
            "relevant evidence, including (a) video; and (b) logs.",
            None,
        ),
        (
            "Pending the hearing on May 3, 2016, Defendant Acme Corp. is restrained from destroying, altering or "
            "deleting any surveillance video of the loading dock.",
            ("Defendant Acme Corp.", ["surveillance video of the loading dock"], [], True),
        ),
        (
            "Acme Corp. shall suspend the auto-deletion of e-mail within three days. Acme Corp. shall preserve all "
            "e-mail of its sales staff regarding the recall.",
            ("Acme Corp.", ["e-mail of its sales staff"], ["recall"], True),
        ),
        (
            "Defendant's motion to compel is DENIED. IT IS ORDERED that (1) Defendant shall preserve all video of the "
            "dock; (2) Plaintiff shall file a reply; and (3) the clerk shall close the motion.",
            ("Defendant", ["video of the dock"], [], False),
        ),
        (
            "Pursuant to the stipulation, the parties shall preserve all ESI, including e-mail, of Messrs. Able and "
            "Baker. IT IS SO ORDERED.",
            ("parties", ["ESI"], [], False),
        ),
    ],
)
def test_lists_of_what_is_to_be_kept(text: str, expected: tuple[str | None, list[str], list[str], bool] | None) -> None:
    assert kept(text) == expected


def test_the_quote_holds_the_whole_list() -> None:
    order = "Defendants shall preserve (a) all video; (b) all logs of May 3; and (c) all notes."
    found = read_preservation(View(plain(f"It is so ordered. {order} Plaintiff may inspect them.")))
    assert found is not None
    assert [quote.value for quote in found.quotes] == [order]
