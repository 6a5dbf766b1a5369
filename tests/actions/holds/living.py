"""The whole life of a hold, once, with everything that can become of it: for tests that need a case that was lived."""

import os
from datetime import date
from hashlib import sha256
from pathlib import Path

from openhold.actions.collect.action import collect
from openhold.actions.dispose_unit import approve_disposition, dispose_unit, propose_disposition
from openhold.actions.holds.approve import approve_hold, issue_hold, return_hold
from openhold.actions.holds.notices import Sent, acknowledge, note_bounced, note_sent
from openhold.actions.holds.propose import Plan, PlannedTask, Words, propose_hold
from openhold.actions.holds.questionnaire import answer_questionnaire
from openhold.actions.holds.questions import answer, ask, report_loss
from openhold.actions.holds.release import approve_release, preview_release, propose_release, return_release
from openhold.actions.home import Home
from openhold.actions.known_person import Known
from openhold.actions.list_items import list_items
from openhold.actions.name_custodian import name_custodian
from openhold.actions.name_source import name_source
from openhold.projections.disposition import Disposition
from tests.actions.conftest import Watching

ANN, BOB = "p-ann", "p-bob"
SECRET = "Counsel thinks that Unit C is where it went wrong."
"""Words of the notice, which no other fact may repeat and no disclosure may show by itself."""
PLACE = "My own phone, and the one that my wife uses."
QUESTION, ANSWER = "Does this include what I wrote to my wife?", "No, but do not delete it yet."


def live_through(home: Home, matter: str, place: Path) -> str:
    """Propose, return, approve, issue, amend, tell, bounce, acknowledge, ask, answer, report; return the hold's id.

    One custodian is released at the end, and the hold stays in force.
    """
    renwick = name_custodian(home, ANN, matter, Known("Paul Renwick", "renwick@alder.example"))
    strand = name_custodian(home, ANN, matter, Known("Calvin Strand", language="es"))
    source = name_source(home, ANN, matter, kind="directory", at=os.fsencode(place), custodian="Paul Renwick")
    plan = Plan(
        title="Use of force",
        acknowledge_by=date(2100, 3, 20),
        scope_from=date(2025, 9, 16),
        topics=("Unit C",),
        sources=(source.id,),
        custodians=(renwick.id, strand.id),
        tasks=(PlannedTask(what="Suspend rule CHAT-90", steward=renwick.id, due=date(2100, 3, 1)),),
        why="A claim came in.",
    )
    words = [Words("en", "Keep what you have", SECRET), Words("es", "Guarde todo", "No borre nada.")]
    hold = propose_hold(home, ANN, matter, plan, words).hold
    return_hold(home, BOB, matter, hold, 1, "The dates are wrong.")
    for version in (2, 3):
        made = propose_hold(home, ANN, matter, plan, words, hold=hold)
        approve_hold(home, BOB, matter, hold, version, made.saw)
        issue_hold(home, ANN, matter, hold)
    messages = [
        Sent(one.id, "first", "mail", one.email, sha256(one.id.encode()).hexdigest()) for one in (renwick, strand)
    ]
    note_sent(home, ANN, matter, hold, 3, messages)
    note_bounced(home, ANN, matter, hold, messages[1].message_sha256, "550 no such mailbox")
    note_sent(home, ANN, matter, hold, 3, [Sent(strand.id, "reminder", "by hand", None, "0" * 64)])
    acknowledge(home, renwick.id, matter, hold, renwick.id, way="portal")
    collect(home, ANN, source, reread=False, watch=Watching())
    scan = next(one.sha256 for one in list_items(home, matter, None) if one.sha256 is not None)
    acknowledge(home, ANN, matter, hold, strand.id, evidence=scan)
    answer(home, ANN, matter, ask(home, renwick.id, matter, hold, renwick.id, QUESTION).id, ANSWER)
    report_loss(home, renwick.id, matter, hold, renwick.id, "My phone was exchanged on Monday.")
    for phone in ("My own phone.", PLACE):
        answer_questionnaire(
            home, renwick.id, matter, hold, renwick.id, {"devices": phone, "chat": "The shift's group."}
        )
    early = propose_release(home, ANN, matter, hold, what="whole", why="Judgment was entered.")
    return_release(home, BOB, matter, early.id, "The time to appeal is open.")
    let_go(home, matter, hold, "custodian", strand.id)
    return hold


def let_go(home: Home, matter: str, hold: str, what: str = "whole", which: str | None = None) -> None:
    """Release as Ann and Bob."""
    asked = propose_release(home, ANN, matter, hold, what=what, which=which, why="He has nothing.")
    seen = preview_release(home, matter, hold, what=what, which=which)
    approve_release(home, BOB, matter, asked.id, seen.digest)


def end_with_destruction(home: Home, matter: str, place: Path) -> Disposition:
    """Hold, collect, release and destroy one unit of another matter; return its disposition."""
    source = name_source(home, ANN, matter, kind="directory", at=os.fsencode(place), custodian="Roy Amundsen")
    collect(home, ANN, source, reread=False, watch=Watching())
    plan = Plan(title="Road 7", acknowledge_by=date(2100, 1, 1), sources=(source.id,))
    hold = propose_hold(home, ANN, matter, plan).hold
    approve_hold(home, BOB, matter, hold, 1)
    issue_hold(home, ANN, matter, hold)
    let_go(home, matter, hold)
    propose_disposition(home, ANN, matter, source.unit, "The case is over.")
    approve_disposition(home, BOB, matter, source.unit)
    return dispose_unit(home, ANN, matter, source.unit)
