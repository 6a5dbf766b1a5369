"""A case in which everything happened that can be recorded: every kind of fact, and then many facts.

Whoever adds a kind of fact lets it happen here, or in what this calls, so that a rebuild is tried on it.
"""

import os
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import NoReturn

import pytest

from openhold.actions.add_member import add_member
from openhold.actions.audit import audit
from openhold.actions.close_account import close_account, reopen_account
from openhold.actions.collect import pipeline
from openhold.actions.collect.action import collect
from openhold.actions.disclose.action import disclose
from openhold.actions.disclose.contents import Selection
from openhold.actions.dispose_unit import dispose_unit
from openhold.actions.errors import RefusedError, StoppedError, StorageError
from openhold.actions.holds.approve import approve_hold, issue_hold
from openhold.actions.holds.notices import acknowledge
from openhold.actions.holds.propose import Plan, Words, propose_hold
from openhold.actions.home import Home
from openhold.actions.import_custodians import csv_directory, import_custodians
from openhold.actions.name_source import name_source
from openhold.actions.note_values import note_values
from openhold.actions.open_account import open_account
from openhold.actions.open_matter import open_matter
from openhold.actions.orders.designate import designate, withdraw_designation
from openhold.actions.orders.note import Stated, amend_order, lift_order, note_order
from openhold.actions.papers.values import Decided, Paper, Proposed
from openhold.actions.read_item import read_item
from openhold.actions.read_privileged import read_questionnaires
from openhold.actions.remove_member import remove_member
from openhold.actions.set_up import Instance
from openhold.filings.notice.draft import to_json
from openhold.filings.notice.write import write
from openhold.jobs.sending import post
from openhold.projections.custodian import Custodian
from openhold.projections.questionnaire import Questionnaire
from openhold.projections.source import Source
from tests.actions.conftest import Watching
from tests.actions.holds.living import ANN, BOB, end_with_destruction, live_through
from tests.actions.living import with_people, with_things
from tests.filings.notices import english

CROWD = 90


def live_everything(home: Home, instance: Instance, matter: str, folder: Path, scratch: Path) -> None:
    """Let everything happen once that can be recorded."""
    source = name_source(home, instance.actor, matter, kind="directory", at=os.fsencode(folder), custodian="Alder")
    _with_collections(home, instance, source, folder)
    audit(home, instance.actor, matter, sample=None, watch=Watching())
    audit(home, instance.actor, None, sample="50%", watch=Watching())
    disclose(home, instance.actor, matter, scratch / "bag", Selection(), Watching())
    judge = Proposed("judge", "Jo Alder", "JO ALDER", 1, None)
    title = Proposed("title", "Order", "ORDER", 1, None)
    decided = [Decided("judge", judge, "Jo Alder"), Decided("title", title, "Scheduling order")]
    note_values(home, instance.actor, matter, Paper("0" * 64, "order.pdf"), decided)
    with_people(home, instance.actor, matter, source)
    with_things(home, instance.actor, matter)
    _with_members(home, instance, matter)
    _with_orders(home, instance.actor, matter, source.unit)
    read_item(home, instance.actor, matter, b"later", BytesIO().write)
    live_through(home, matter, folder)
    said = Questionnaire.objects.filter(matter=matter).order_by("seq")[0]
    read_questionnaires(home, ANN, matter, said.custodian)
    with pytest.raises(RefusedError):
        dispose_unit(home, ANN, matter, source.unit)
    over = open_matter(home, instance.actor, title="Ridgeline v. County of Alder", court=None, number=None).matter
    (scratch / "road").mkdir()
    (scratch / "road" / "bids.txt").write_bytes(b"bids")
    end_with_destruction(home, over, scratch / "road")


def with_a_crowd(home: Home, actor: str) -> tuple[str, str]:
    """Hold what ninety people have, send each the notice by the home's mail server; two of three acknowledge.

    The others are reminded. Returns matter and hold.
    """
    matter = open_matter(home, actor, title="Okoro-Lind v. County of Alder", court="caed", number=None).matter
    lines = "".join(f"{n},Person {n:02},crowd{n}@alder.example\n" for n in range(CROWD))
    import_custodians(home, actor, matter, csv_directory(f"id,name,email\n{lines}".encode(), "c.csv"), leavers=None)
    people = tuple(Custodian.objects.filter(matter=matter).order_by("name").values_list("id", flat=True))
    said = replace(english(), recipient=None, link=None, version=1)
    notice = write(said)
    plan = Plan(title="Crowd", acknowledge_by=date(2100, 1, 1), custodians=people)
    made = propose_hold(home, ANN, matter, plan, [Words("en", notice.subject, notice.text, to_json(said))])
    approve_hold(home, BOB, matter, made.hold, 1)
    issue_hold(home, ANN, matter, made.hold)
    post(home, ANN, matter, made.hold, "first", Watching())
    for number, one in enumerate(people):
        if number % 3:
            acknowledge(home, one, matter, made.hold, one, way="portal")
    post(home, ANN, matter, made.hold, "reminder", Watching())
    # A hold that waits for a second person covers already.
    propose_hold(home, ANN, matter, replace(plan, title="The rest", custodians=people[:2], silent=people[:2]))
    return matter, made.hold


def _with_collections(home: Home, instance: Instance, source: Source, folder: Path) -> None:
    def gather(*, reread: bool = False, stop_after: int | None = None) -> None:
        collect(home, instance.actor, source, reread=reread, watch=Watching(stop_after))

    def ended(*_: object) -> NoReturn:
        raise StorageError("The power is gone.")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "seal_pack", ended)
        with pytest.raises(StorageError):
            gather()
    gather()
    (folder / "later").write_bytes(b"later")
    with pytest.raises(StoppedError):
        gather(reread=True, stop_after=0)
    gather()


def _with_orders(home: Home, actor: str, matter: str, unit: str) -> None:
    said = Stated(
        paper="Protective order", on=date(2026, 1, 9), docket="41", levels=[("CONFIDENTIAL", ["counsel", "reviewer"])]
    )
    order = note_order(home, actor, matter, replace(said, state="stipulated", docket=None)).id
    amend_order(home, actor, matter, order, said, why="The court entered it.")
    designate(home, actor, matter, order, "CONFIDENTIAL", what="unit", which=unit, why="Medical records")
    designate(home, actor, matter, order, "CONFIDENTIAL", what="item", which=b"later", why="Names")
    withdraw_designation(home, actor, matter, order, what="unit", which=unit, why="Too much")
    old = note_order(home, actor, matter, replace(said, paper="Interim order")).id
    lift_order(home, actor, matter, old, on=date(2026, 1, 20), why="Superseded")


def _with_members(home: Home, instance: Instance, matter: str) -> None:
    open_account(home, name="Maren Tolliver", email="tolliver@alder.example", invited_by=None, owner=True)
    member = open_account(home, name="Noor Haddix", email="haddix@alder.example", invited_by=None, owner=False)
    add_member(home, instance.actor, matter, person=member, role="auditor")
    gone = open_account(home, name="Roy Amundsen", email="amundsen@alder.example", invited_by=None, owner=False)
    add_member(home, instance.actor, matter, person=gone, role="reviewer")
    remove_member(home, instance.actor, matter, person=gone)
    close_account(home, instance.actor, person=gone)
    reopen_account(home, instance.actor, person=gone)
