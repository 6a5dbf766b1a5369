"""Notices as the command line sends them: by a real mail server, by none, and on after whatever broke off."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from hashlib import sha256
from pathlib import Path
from typing import cast

import pytest
from tests.cli.test_drafts import EXAMPLE
from tests.cli.test_holds import Held, held
from tests.mailserver import Server, mail_server

__all__ = ["held"]


@pytest.fixture
def drafted(held: Held) -> Held:
    """A hold whose notice is written from fields, approved and not yet issued."""
    assert held.run("ann", "propose", "M", str(EXAMPLE)).code == 0
    assert held.run("bob", "approve", "M", "force", "--version", "1").code == 0
    return held


def configure(held: Held, server: Server, *more: str) -> None:
    (held.case.home / "web.toml").write_text("".join(f"{line}\n" for line in more) + server.toml())


def read(data: bytes) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(data, policy=default))


def test_a_hold_that_is_issued_is_sent_at_once_and_the_server_gets_what_is_kept(drafted: Held) -> None:
    with mail_server() as server:
        configure(drafted, server, 'address = "https://hold.alder.example"')
        issued = drafted.run("ann", "issue", "M", "force", "--json")
    assert issued.code == 0, issued.err
    said = issued.json
    assert (said["version"], said["by_mail"], said["waiting"], said["down"]) == (1, True, [], None)
    assert len(said["to_print"]) == 1
    came = {to: data for _, to, data in server.came}
    assert set(came) == {"renwick@alder.example", "marchetti@alder.example"}
    kept = {one["sha256"]: one["path"] for one in drafted.program("ann", "item", "list", "M", "--json").json["items"]}
    for one in said["sent"]:
        data = came[one["to"]]
        assert (one["way"], one["message_sha256"]) == ("mail", sha256(data).hexdigest())
        file = drafted.case.home / "outbox" / drafted.case.matter / kept[one["message_sha256"]]
        assert file.read_bytes() == data
        mail = read(data)
        assert not mail.defects
        assert mail["From"].addresses[0].addr_spec == "holds@alder.example"
        assert mail["Reply-To"].addresses[0].addr_spec == "maren.tolliver@alder.example"
        assert mail["Message-ID"].endswith("@alder.example>")
    spanish = read(came["marchetti@alder.example"])
    plain = spanish.get_body(("plain",))
    assert plain is not None
    assert "Para Lucia Marchetti" in plain.get_content()
    assert re.search(r"https://hold\.alder\.example/n/[\w.-]+/", plain.get_content())
    shown = drafted.run("ann", "show", "M", "force").out
    assert "mail," in shown
    assert drafted.program("ann", "audit").code == 0


def test_without_a_server_nothing_leaves_and_every_output_says_so(drafted: Held) -> None:
    issued = drafted.run("ann", "issue", "M", "force")
    assert issued.code == 0
    assert "nothing was sent by mail" in issued.out
    assert "[mail]" in issued.out
    assert "nothing was sent by mail" in drafted.run("ann", "remind", "M", "force").out
    mail = read(next(drafted.case.home.glob("outbox/*/*/*first*.eml")).read_bytes())
    plain = mail.get_body(("plain",))
    assert plain is not None
    # No page of this machine is named to people elsewhere: they answer to the contact.
    assert "/n/" not in plain.get_content()
    assert "maren.tolliver@alder.example" in plain.get_content()


def test_a_reminder_says_when_the_notice_left(drafted: Held) -> None:
    with mail_server() as server:
        configure(drafted, server)
        drafted.run("ann", "issue", "M", "force")
        done = drafted.run("ann", "remind", "M", "force")
    assert "2 sent by mail through 127.0.0.1" in done.out, done.err
    subjects = [read(data)["Subject"] for _, to, data in server.came if to == "renwick@alder.example"]
    assert [one.split(":")[0] for one in subjects] == [
        "Please keep everything about Quintrell v. County of Alder (litigation hold, version 1)",
        "Reminder",
    ]


def test_the_notice_goes_once_more_to_one_custodian_who_asks(drafted: Held) -> None:
    with mail_server() as server:
        configure(drafted, server)
        drafted.run("ann", "issue", "M", "force", "--no-send")
        early = drafted.run("ann", "send", "M", "force", "--again", "Renwick", "--preview")
        assert (early.code, "Paul Renwick" in early.out) == (0, True), early.err
        assert server.came == []
        drafted.run("ann", "send", "M", "force")
        server.came.clear()
        done = drafted.run("ann", "send", "M", "force", "--again", "Renwick", "--json")
        assert done.code == 0, done.err
        assert server.addresses == [one["to"] for one in done.json["sent"]] == ["renwick@alder.example"]
        drafted.run("ann", "send", "M", "force", "--again", "renwick@alder.example")
        assert len(server.came) == 2
    nobody = drafted.run("ann", "send", "M", "force", "--again", "Nobody")
    assert (nobody.code, server.addresses[2:]) == (2, [])


def test_a_server_that_is_down_leaves_all_waiting_and_the_next_send_goes_on(drafted: Held) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        configure(drafted, Server(port=nobody.getsockname()[1]))
        issued = drafted.run("ann", "issue", "M", "force")
    assert issued.code == 4
    assert "is in force" in issued.out
    assert len(issued.err.strip().splitlines()) == 1
    assert "is not to be reached" in issued.err
    assert "stays waiting" in issued.err
    written = {file.name: file.read_bytes() for file in drafted.case.home.glob("outbox/*/*/*.eml")}
    assert len(drafted.run("ann", "send", "M", "force", "--preview", "--json").json["waiting"]) == 3
    with mail_server() as server:
        configure(drafted, server)
        sent = drafted.run("ann", "send", "M", "force", "--json")
    assert sent.code == 0, sent.err
    assert set(written.values()) >= {data for _, _, data in server.came} or not written
    assert len(server.came) == len(sent.json["sent"]) == 2


def test_a_refused_recipient_is_recorded_and_the_others_get_theirs(drafted: Held) -> None:
    with mail_server() as server:
        configure(drafted, server)
        server.recipient = lambda to: "550 5.1.1 no such mailbox" if to.startswith("renwick") else None
        issued = drafted.run("ann", "issue", "M", "force")
    assert issued.code == 0
    assert "1 sent by mail" in issued.out
    assert "Refused: renwick@alder.example: 550 5.1.1 no such mailbox" in issued.out
    assert server.addresses == ["marchetti@alder.example"]
    weak = drafted.run("ann", "list", "M", "--json").json["weak"]
    assert any("came back: 550 5.1.1" in one["detail"] for one in weak)


def test_whom_the_server_puts_off_stays_waiting_and_the_exit_code_says_so(drafted: Held) -> None:
    with mail_server() as server:
        configure(drafted, server)
        server.recipient = lambda to: "450 4.2.1 come back later" if to.startswith("renwick") else None
        issued = drafted.run("ann", "issue", "M", "force", "--json")
        assert (issued.code, [one["name"] for one in issued.json["waiting"]]) == (1, ["Paul Renwick"])
        server.recipient = lambda to: None
        assert drafted.run("ann", "send", "M", "force").code == 0
    assert sorted(server.addresses) == ["marchetti@alder.example", "renwick@alder.example"]


@pytest.mark.parametrize("killed_at", [1, 2])
def test_a_program_killed_while_the_server_takes_a_message_sends_at_most_that_one_again(
    held: Held, killed_at: int
) -> None:
    people = "".join(f"Custodian {n};c{n}@alder.example;en\n" for n in range(3))
    (held.folder / "more.csv").write_text(f"name;e-mail;language\n{people}")
    assert held.program("ann", "custodian", "import", "M", str(held.folder / "more.csv")).code == 0
    plan = EXAMPLE.read_text(encoding="utf-8").replace(
        '"Paul Renwick", "marchetti@alder.example", "Calvin Strand"', '"Custodian 0", "Custodian 1", "Custodian 2"'
    )
    (held.folder / "many.toml").write_text(plan, encoding="utf-8")
    assert held.run("ann", "propose", "M", str(held.folder / "many.toml")).code == 0
    assert held.run("bob", "approve", "M", "force", "--version", "1").code == 0
    assert held.run("ann", "issue", "M", "force", "--no-send").code == 0
    with mail_server() as server:
        configure(held, server)
        process = subprocess.Popen(
            [sys.executable, "-m", "openhold", "hold", "send", held.case.matter, "force"],
            env={**os.environ, "OPENHOLD_HOME": str(held.case.home)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

        def kill(server: Server, data: bytes) -> str | None:
            if len(server.came) == killed_at - 1 and process.poll() is None:
                process.send_signal(signal.SIGKILL)
                process.wait()
            return None

        server.message = kill
        assert process.wait(60) == -signal.SIGKILL
        deadline = time.monotonic() + 5
        while len(server.came) < killed_at and time.monotonic() < deadline:
            time.sleep(0.01)
        done = held.run("ann", "send", "M", "force", "--json")
    assert done.code == 0, done.err
    ids = Counter(read(data)["Message-ID"] for _, _, data in server.came)
    assert len(ids) == 3
    assert sorted(ids.values()) == [1, 1, 2], "the one whose answer was on its way"
    assert len({data for _, _, data in server.came}) == 3, "again means the same bytes"
    assert len(done.json["sent"]) == 3, "what was taken before the kill is on record too"
    shown = held.run("ann", "show", "M", "force", "--json").json["custodians"]
    assert all(one["sent_at"] for one in shown if not one["silent"])


def test_what_was_sent_is_withheld_from_a_disclosure_and_shown_where_it_is_waived(
    drafted: Held, tmp_path: Path
) -> None:
    sent = drafted.run("ann", "issue", "M", "force", "--json").json["sent"][0]["message_sha256"]
    first = drafted.program("ann", "disclose", "M", "--to", str(tmp_path / "bag"), "--json").json
    items = Path(first["bag"]) / "data/items"
    assert sent not in {file.name for file in items.iterdir()}
    withheld = (Path(first["bag"]) / "data/withheld-items.jsonl").read_text()
    assert withheld.count('"withheld":"privileged: notice text"') == 3
    again = drafted.program("ann", "disclose", "M", "--to", str(tmp_path / "more"), "--waive", sent, "--json")
    assert again.code == 0, again.err
    assert (tmp_path / "more/data/items" / sent).exists()
    assert drafted.program("ann", "verify", str(tmp_path / "more"), "--key", first["key"]).code == 0


def test_a_configuration_that_is_wrong_is_told_before_anything_is_in_force(drafted: Held) -> None:
    (drafted.case.home / "web.toml").write_text('[mail]\nserver = "mail.alder.example"\n')
    issued = drafted.run("ann", "issue", "M", "force")
    assert (issued.code, issued.out) == (2, "")
    assert "from in [mail]" in issued.err
    assert drafted.run("ann", "list", "M", "--json").json["holds"][0]["in_force"] is None
