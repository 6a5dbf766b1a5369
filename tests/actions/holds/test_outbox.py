"""The outbox: what is sent stands there first, leaves once, is kept in the vault, and is withheld from a disclosure."""

import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date
from email import message_from_bytes
from email.policy import default
from hashlib import sha256
from pathlib import Path

import pytest

from openhold.actions.audit import audit
from openhold.actions.change_custodian import change_custodian
from openhold.actions.disclose.action import disclose
from openhold.actions.disclose.contents import Selection
from openhold.actions.errors import RefusedError, StoppedError, UsageError
from openhold.actions.holds import notices
from openhold.actions.holds.approve import approve_hold, issue_hold
from openhold.actions.holds.keep_sent import keep_sent
from openhold.actions.holds.notices import remind, send_first, to_send
from openhold.actions.holds.outbox import Outbox, note_handed_over, opened
from openhold.actions.holds.propose import Words, propose_hold
from openhold.actions.import_custodians import csv_directory, import_custodians
from openhold.actions.known_person import Known, known_of
from openhold.actions.list_items import list_items
from openhold.actions.name_custodian import name_custodian
from openhold.actions.open_matter import find_matter
from openhold.actions.write_receipt import make_receipt
from openhold.filings.notice.draft import to_json
from openhold.filings.notice.mail import Mailbox
from openhold.filings.notice.post import composer
from openhold.filings.notice.write import write
from openhold.projections.collection import Collection
from openhold.projections.custodian import Custodian
from openhold.projections.notice import Notice, NoticeText, Sending
from openhold.projections.source import SENT_NOTICES, Source
from openhold.verify.main import main as verify
from openhold.workbench.outgoing import Mail, MailServer
from tests.actions.conftest import Watching, settle
from tests.actions.holds.conftest import ANN, BOB, Case
from tests.filings.notices import english
from tests.mailserver import mail_server

SENDER = Mailbox(name="Alder Legal Holds", address="holds@alder.example")


@dataclass
class Carrier:
    """Takes everything, or answers as a test says; keeps what it took."""

    came: list[tuple[str, bytes]] = field(default_factory=list)
    answer: Callable[[str], tuple[str, str]] = lambda to: ("accepted", "")

    def __call__(self, to: str, data: bytes) -> tuple[str, str]:
        said = self.answer(to)
        if said[0] == "accepted":
            self.came.append((to, data))
        return said


def send(
    case: Case, hold: str, carry: object = None, *, reminds: bool = False, watch: Watching | None = None
) -> Outbox:
    """Send the notice, or reminders, through the outbox; return it."""
    sender = None if carry is None else SENDER
    with opened(
        case.home,
        case.matter,
        "reminder" if reminds else "first",
        composer(reminds=reminds, sender=sender, link=None, zone=UTC),
        carry=carry,  # type: ignore[arg-type]
        sender="" if sender is None else sender.address,
        watch=watch or Watching(),
    ) as box:
        (remind if reminds else send_first)(case.home, ANN, case.matter, hold, box, box.ready)
    return box


def files(case: Case) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (case.home.folder / "outbox" / case.matter).glob("*/*")}


def test_exact_bytes_stand_in_the_outbox_for_nobody_else_to_read(case: Case) -> None:
    hold = case.issue()
    box = send(case, hold)
    assert (box.written, box.mailed) == (2, 0)
    there = files(case)
    assert {sha256(data).hexdigest() for data in there.values()} == {one.message_sha256 for one in box.sent}
    assert set(Sending.objects.values_list("way", "message_sha256")) == {
        ("folder", one.message_sha256) for one in box.sent
    }
    for path in (case.home.folder / "outbox").rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600)
    assert not list((case.home.folder / "outbox").glob("*.tmp"))
    assert send(case, hold).sent == []


def test_whoever_has_no_address_gets_a_sheet_and_is_told_once_a_person_says_so(case: Case) -> None:
    strand = case.custodians[2]
    hold = case.issue(custodians=(strand.id,))
    with pytest.raises(UsageError, match="No sheet was written"):
        note_handed_over(case.home, ANN, case.matter, hold, strand.id)
    box = send(case, hold)
    assert (box.sent, len(box.sheets)) == ([], 1)
    assert Sending.objects.count() == 0
    assert note_handed_over(case.home, ANN, case.matter, hold, strand.id)
    assert not note_handed_over(case.home, ANN, case.matter, hold, strand.id)
    sent = Sending.objects.get()
    assert (sent.way, sent.to, sent.sending) == ("by hand", None, "first")
    assert sent.message_sha256 == sha256(box.sheets[0].read_bytes()).hexdigest()
    assert send(case, hold, reminds=True).sheets[0].name.endswith(".reminder1.html")
    assert note_handed_over(case.home, ANN, case.matter, hold, strand.id)
    assert Sending.objects.filter(sending="reminder").count() == 1
    with pytest.raises(UsageError, match="not asked"):
        note_handed_over(case.home, ANN, case.matter, hold, case.custodians[0].id)


def test_a_run_that_died_before_the_record_is_gone_on_with_and_nothing_is_written_or_sent_again(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold = case.issue()

    def dead(*_: object) -> int:
        raise RuntimeError("killed")

    carry = Carrier()
    for carrier in (None, carry):
        with monkeypatch.context() as patch:
            patch.setattr(notices, "note_sent", dead)
            with pytest.raises(RuntimeError, match="killed"):
                send(case, hold, carrier)
    assert Sending.objects.count() == 0
    before = files(case)
    # Two for nobody's sender and two for ours: what was written for one is not sent as the other's.
    assert (len(before), len(carry.came)) == (4, 2)
    box = send(case, hold, carry)
    assert len(carry.came) == 2, "the server had taken them"
    assert files(case) == before
    assert {one.message_sha256 for one in box.sent} == {sha256(data).hexdigest() for _, data in carry.came}
    assert Sending.objects.filter(way="mail").count() == 2


def test_a_note_that_was_torn_sends_one_message_again_with_the_same_bytes(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold = case.issue()
    carry = Carrier()
    with monkeypatch.context() as patch, suppress(RuntimeError):
        patch.setattr(notices, "note_sent", lambda *_: (_ for _ in ()).throw(RuntimeError))
        send(case, hold, carry)
    journal = case.home.folder / "outbox" / f"{case.matter}.taken"
    journal.write_bytes(journal.read_bytes()[:-7])
    send(case, hold, carry)
    assert len(carry.came) == 3
    assert carry.came[1] == carry.came[2]
    assert Sending.objects.count() == 2


def test_a_refusal_is_recorded_as_a_bounce_and_another_address_is_tried(case: Case) -> None:
    first, _, _ = case.custodians
    hold = case.issue()
    carry = Carrier(answer=lambda to: ("refused", "550 no such mailbox") if to == first.email else ("accepted", ""))
    box = send(case, hold, carry)
    assert (box.mailed, box.bounced) == (1, 1)
    assert Notice.objects.get(custodian=first.id).bounced_why == "550 no such mailbox"
    assert to_send(case.home, case.matter, hold) == ()
    assert send(case, hold, carry, reminds=True).mailed == 1, "only whom the notice reached is reminded"
    moved = replace(known_of(first), email="paul.renwick@alder.example")
    change_custodian(case.home, ANN, case.matter, first.id, moved, cause="corrected", left=None)
    assert send(case, hold, carry).mailed == 1
    assert carry.came[-1][0] == "paul.renwick@alder.example"
    assert Notice.objects.get(custodian=first.id).bounced_why == ""


def test_what_cannot_leave_now_stays_waiting_and_is_told(case: Case) -> None:
    first, second, _ = case.custodians
    change_custodian(
        case.home, ANN, case.matter, second.id, replace(known_of(second), email="lucia@alcaldía.example"),
        cause="corrected", left=None,
    )  # fmt: skip
    hold = case.issue()
    carry = Carrier(answer=lambda to: ("later", "450 come back later"))
    box = send(case, hold, carry)
    assert {one.custodian.id: why[:3] for one, why in box.left} == {first.id: "450", second.id: "'lu"}
    assert Sending.objects.count() == 0
    carry.answer = lambda to: ("accepted", "")
    assert [one.custodian for one in send(case, hold, carry).sent] == [first.id]


def test_reminders_go_on_where_they_broke_off(case: Case) -> None:
    hold = case.issue()
    carry = Carrier()
    send(case, hold, carry)
    with pytest.raises(StoppedError):
        send(case, hold, carry, reminds=True, watch=Watching(stop_after=1))
    assert Sending.objects.filter(sending="reminder").count() == 1
    send(case, hold, carry, reminds=True)
    assert sorted(Notice.objects.values_list("reminders", flat=True)) == [1, 1]
    assert len(carry.came) == 4


def test_nobody_sends_beside_somebody_else(case: Case) -> None:
    hold = case.issue()

    def carry(to: str, data: bytes) -> tuple[str, str]:
        with pytest.raises(RefusedError, match="being sent just now"):
            send(case, hold, Carrier())
        return "accepted", ""

    assert send(case, hold, carry).mailed == 2


def test_what_was_sent_is_kept_in_the_vault_and_its_digest_is_the_records(case: Case) -> None:
    hold = case.issue()
    assert keep_sent(case.home, ANN, case.matter, Watching()) is None
    box = send(case, hold)
    settle()
    kept = keep_sent(case.home, ANN, case.matter, Watching())
    assert kept is not None
    assert kept.fact.ends.stored == 2
    source = Source.objects.get(matter=case.matter, kind=SENT_NOTICES)
    assert source.at == f"outbox/{case.matter}"
    digests = {item.sha256 for item in list_items(case.home, case.matter, None) if item.sha256}
    assert {one.message_sha256 for one in box.sent} == digests
    assert keep_sent(case.home, ANN, case.matter, Watching()) is None, "nothing is new"
    send(case, hold, reminds=True)
    again = keep_sent(case.home, ANN, case.matter, Watching())
    assert again is not None
    assert (again.fact.new_items, again.fact.carried) == (2, 2)
    assert Source.objects.filter(matter=case.matter, kind=SENT_NOTICES).count() == 1
    assert not audit(case.home, ANN, case.matter, sample=None, watch=Watching()).findings
    receipt = make_receipt(case.home, find_matter(case.home, case.matter), box.sent[0].message_sha256.encode())
    assert receipt.sha256 == box.sent[0].message_sha256


def given(case: Case, to: Path, selection: Selection) -> tuple[set[str], dict[str, str]]:
    """Disclose; return the digests that are given, and the grounds of the others."""
    made = disclose(case.home, ANN, case.matter, to, selection, Watching())
    assert verify([str(made.bag), "--key", case.home.verifier(case.matter).text(), "--json"]) == 0
    lines = (made.bag / "data/withheld-items.jsonl").read_text().splitlines()
    grounds = {one["sha256"]: one["withheld"] for one in map(json.loads, lines)}
    items = made.bag / "data/items"
    return {file.name for file in items.iterdir()} if items.exists() else set(), grounds


def test_a_disclosure_withholds_what_was_sent_unless_somebody_names_it(case: Case, tmp_path: Path) -> None:
    hold = case.issue()
    one, other = (sent.message_sha256 for sent in send(case, hold).sent)
    keep_sent(case.home, ANN, case.matter, Watching())
    ground = "privileged: notice text"
    assert given(case, tmp_path / "all", Selection()) == (set(), {one: ground, other: ground})
    assert given(case, tmp_path / "waived", Selection(waived_items=frozenset({one}))) == ({one}, {other: ground})
    assert given(case, tmp_path / "named", Selection(items=frozenset({one}))) == ({one}, {other: ground})
    own = Selection(bytes={one: "work product"}, lines={other: "work product"})
    assert given(case, tmp_path / "own", own) == (set(), {one: "work product"})
    with pytest.raises(UsageError, match="no notice that was sent"):
        disclose(case.home, ANN, case.matter, tmp_path / "x", Selection(waived_items=frozenset({"0" * 64})), Watching())
    seq = Collection.objects.get(matter=case.matter).seq
    assert given(case, tmp_path / "hidden", Selection(facts={seq: "work product"})) == (set(), {})


def test_names_of_any_kind_add_no_header_and_no_recipient(case: Case) -> None:
    people = (
        Known("Íñigo Peña, Jr. <x@evil.example>", "inigo@alder.example", language="es"),
        Known("שלום 👩‍👩‍👧 Bcc: all@evil.example", "shalom@alder.example"),
    )
    them = tuple(name_custodian(case.home, ANN, case.matter, one).id for one in people)
    hold = case.issue(custodians=them)
    carry = Carrier()
    send(case, hold, carry)
    for to, data in carry.came:
        mail = message_from_bytes(data, policy=default)
        assert [one.addr_spec for one in mail["To"].addresses] == [to]
        assert (mail["Bcc"], mail["Cc"]) == (None, None)
        assert mail["From"].addresses[0].addr_spec == SENDER.address
        assert not mail.defects


def test_five_thousand_custodians_are_told_in_seconds(case: Case) -> None:
    rows = "".join(f"{n},Custodian {n},c{n}@alder.example\n" for n in range(5000))
    import_custodians(case.home, ANN, case.matter, csv_directory(f"id,name,email\n{rows}".encode(), "people.csv"))
    people = tuple(Custodian.objects.filter(email__startswith="c").values_list("id", flat=True))
    assert len(people) == 5000
    said = replace(english(), recipient=None, link=None, version=1)
    notice = write(said)
    plan = replace(case.plan(), custodians=people, acknowledge_by=date(2100, 1, 1))
    words = [Words("en", notice.subject, notice.text, to_json(said))]
    made = propose_hold(case.home, ANN, case.matter, plan, words)
    approve_hold(case.home, BOB, case.matter, made.hold, 1)
    issue_hold(case.home, ANN, case.matter, made.hold)
    assert NoticeText.objects.get(hold=made.hold).fields
    with mail_server() as server:
        to = Mail(
            server="127.0.0.1", port=server.port, tls="none", user=None, password_file=None,
            sender=(SENDER.name, SENDER.address), ca_file=None,
        )  # fmt: skip
        with MailServer(to) as mail:
            # What this and the server compute: how busy the machine is otherwise changes nothing in it.
            begun = time.process_time()
            box = send(case, made.hold, mail.carry)
            keep_sent(case.home, ANN, case.matter, Watching())
            took = time.process_time() - begun
        assert box.mailed == len(server.came) == len(set(server.addresses)) == 5000
        assert server.connections == 1
        assert {sha256(data).hexdigest() for _, _, data in server.came} == {one.message_sha256 for one in box.sent}
    assert Sending.objects.filter(hold=made.hold).count() == 5000
    assert took < 30
