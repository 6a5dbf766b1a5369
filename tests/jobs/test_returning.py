"""Mail that comes back: read from a real mailbox, a Maildir and a folder; what did not arrive is recorded, once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from openhold.actions.holds.answers import answers
from openhold.actions.holds.notices import to_remind, to_send
from openhold.jobs.asking import jobs
from openhold.projections.notice import Notice, Sending
from openhold.workbench import configuration
from openhold.workbench.errors import ConfigurationError
from tests.dovecot import Dovecot, running
from tests.jobs.conftest import Held, read

REFUSED = "550 5.1.1 <renwick@alder.example>: no such mailbox"


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    with running() as server:
        yield server


def report(original: bytes, action: str = "failed", why: str = REFUSED, *, whole: bool = True) -> bytes:
    """Return what a mail server writes (RFC 3464), with the whole message or its headers alone."""
    to = str(read(original)["To"])
    given = b"message/rfc822\r\n\r\n" + original
    if not whole:
        given = b"text/rfc822-headers\r\n\r\n" + original.partition(b"\r\n\r\n")[0]
    head = (
        "From: Mail Delivery System <MAILER-DAEMON@mx.alder.example>\r\nTo: holds@alder.example\r\n"
        "Subject: Undelivered Mail Returned to Sender\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b=_1"\r\n\r\n'
        "--b=_1\r\nContent-Type: text/plain\r\n\r\nI am sorry to have to inform you.\r\n"
        "--b=_1\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.alder.example\r\n\r\n"
        f"Final-Recipient: rfc822; {to}\r\nAction: {action}\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; {why}\r\n\r\n"
        "--b=_1\r\nContent-Type: "
    )
    return head.encode() + given + b"\r\n--b=_1--\r\n"


OUT_OF_OFFICE = (
    b"From: renwick@alder.example\r\nTo: holds@alder.example\r\nSubject: Out of office\r\n"
    b"Auto-Submitted: auto-replied\r\n\r\nI am back on Monday. I will keep these things.\r\n"
)


def sent_to(held: Held, who: str) -> bytes:
    (found,) = [data for _, to, data in held.server.came if to.startswith(who)]
    return found


def say(held: Held, table: str) -> None:
    (held.home.folder / "web.toml").write_text(f"{held.server.toml()}{table}")


def into_folder(held: Held, *mails: bytes) -> Path:
    place = held.home.folder / "back"
    place.mkdir(exist_ok=True)
    for number, one in enumerate(mails):
        (place / f"{number}.eml").write_bytes(one)
    say(held, '[returned]\nfolder = "back"\n')
    return place


def untold(held: Held) -> int:
    (one,) = answers(held.home, [held.matter])
    return one.untold


def test_a_report_in_a_real_mailbox_is_recorded_as_a_refusal_is_and_read_once(held: Held, dovecot: Dovecot) -> None:
    held.send()
    before = untold(held)
    say(held, dovecot.toml(held.home.folder))
    dovecot.deliver(report(sent_to(held, "renwick")), OUT_OF_OFFICE)
    done = held.run("returned")
    assert (done.said, done.error) == ("1 did not arrive; 1 an automatic reply.", "")
    assert dovecot.unread() == 0
    assert held.run("returned").said == "Nothing came back."
    (came_back,) = Sending.objects.exclude(bounced_at=None)
    assert (came_back.custodian, came_back.bounced_why) == (held.paul.id, REFUSED)
    assert Notice.objects.get(custodian=held.paul.id).bounced_why == REFUSED
    assert Notice.objects.get(custodian=held.paul.id).acknowledged_at is None
    assert untold(held) == before + 1
    assert [one.custodian.id for one in to_remind(held.home, held.matter, held.hold)] == [held.lucia.id]
    assert held.paul.id not in {one.custodian.id for one in to_send(held.home, held.matter, held.hold)}


def test_a_mailbox_that_is_not_trusted_or_does_not_open_is_told_and_tried_again(held: Held, dovecot: Dovecot) -> None:
    wrong = held.home.folder / "wrong.secret"
    wrong.write_text("another\n")
    wrong.chmod(0o600)
    for more in ({"ca_file": ""}, {"password_file": "wrong.secret"}, {"mailbox": "Nowhere"}):
        table = dovecot.toml(held.home.folder, **more).replace('ca_file = ""\n', "")
        say(held, table)
        done = held.run("returned")
        assert "127.0.0.1" in done.error, more
        assert done.again
    (shown,) = [one for one in jobs(held.home) if one.standing.name == "returned"]
    assert shown.row.error == done.error


def test_reports_in_a_maildir_are_read_and_marked_as_read(held: Held) -> None:
    held.send()
    box = held.home.folder / "box"
    for name in ("new", "cur", "tmp"):
        (box / name).mkdir(parents=True)
    (box / "new" / "1.M2.mx").write_bytes(report(sent_to(held, "renwick"), whole=False))
    say(held, '[returned]\nfolder = "box"\n')
    assert held.run("returned").said == "1 did not arrive."
    assert [one.name for one in box.glob("*/*")] == ["1.M2.mx:2,S"]
    assert held.run("returned").said == "Nothing came back."


def test_the_same_report_twice_is_recorded_once_and_files_that_were_read_are_put_away(held: Held) -> None:
    held.send()
    one = report(sent_to(held, "renwick"))
    place = into_folder(held, one, one)
    assert held.run("returned").said == "1 did not arrive; 1 known already."
    assert sorted(str(file.relative_to(place)) for file in place.rglob("*.eml")) == ["read/0.eml", "read/1.eml"]
    assert Sending.objects.exclude(bounced_at=None).count() == 1


def test_what_is_late_arrived_forged_or_no_report_changes_nothing(held: Held) -> None:
    held.send()
    original = sent_to(held, "renwick")
    message_id = str(read(original)["Message-ID"])
    parts = message_id.split(".")
    # Whoever knows hold, custodian and address, and not what is random in the id.
    forged = original.replace(message_id.encode(), message_id.replace(parts[5].partition("@")[0], "0" * 10).encode())
    without = original.replace(message_id.encode(), message_id.replace(f".{parts[5].partition('@')[0]}", "").encode())
    assert forged != original != without
    into_folder(
        held,
        report(original, "delayed", "451 4.4.1 no answer from host"),
        report(original, "delivered"),
        report(forged),
        report(without),
        report(original.replace(message_id.encode(), b"<another@elsewhere.example>")),
        OUT_OF_OFFICE,
        b"From: a@b.example\r\nSubject: Re: your notice\r\n\r\nWho are you?\r\n",
    )
    done = held.run("returned")
    assert done.said == (
        "1 late, and still on its way; 1 arrived; 3 not one of ours; "
        "1 an automatic reply; 1 no report of a mail server."
    )
    assert not Sending.objects.exclude(bounced_at=None).exists()
    assert set(Notice.objects.values_list("bounced_why", flat=True)) == {""}
    assert not Notice.objects.exclude(acknowledged_at=None).exists()


def test_what_comes_back_from_an_address_that_was_corrected_meanwhile_marks_the_message_alone(held: Held) -> None:
    held.send()
    old = sent_to(held, "renwick")
    Notice.objects.filter(custodian=held.paul.id).update(last_to="paul@alder.example")
    before = untold(held)
    into_folder(held, report(old))
    assert held.run("returned").said == "1 did not arrive."
    assert Sending.objects.exclude(bounced_at=None).get().custodian == held.paul.id
    assert Notice.objects.get(custodian=held.paul.id).bounced_why == ""
    assert untold(held) == before


def test_a_letter_to_a_manager_that_comes_back_is_marked_for_each_of_whom_it_speaks(held: Held) -> None:
    held.send()
    held.server.came.clear()
    held.run("escalations", on="2026-04-03")
    into_folder(held, report(sent_to(held, "sund")))
    assert held.run("returned").said == "1 did not arrive."
    assert Sending.objects.filter(sending="escalation").exclude(bounced_at=None).count() == 2
    assert set(Notice.objects.values_list("bounced_why", flat=True)) == {""}


def test_without_a_box_the_job_says_so(held: Held) -> None:
    assert held.run("returned").said == "No box is set up to which mail comes back: [returned] in web.toml."


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('folder = "x"\nserver = "y"', "has folder alone, or server, user and password_file"),
        ('server = "y"\nuser = "u"', "has folder alone, or server, user and password_file"),
        ('folder = ""', "is a text on one line"),
        ('folder = "x"\ntls = "none"', "has no 'tls'"),
        ('server = "y"\nuser = "u"\npassword_file = "p"\nport = 0', "from 1 to 65535"),
    ],
)
def test_a_box_that_cannot_be_is_told_in_a_sentence(held: Held, table: str, said: str) -> None:
    say(held, f"[returned]\n{table}\n")
    with pytest.raises(ConfigurationError, match=said):
        configuration.read(held.home.folder)
