"""Holds as people type them: two accounts of the machine, a TOML file, a folder of messages."""

import json
import os
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from tests.cli.conftest import Case, Done

PLAN = """
title = "Use of force, 16 September 2025"
why = "A claim came in."
from = 2025-09-16
acknowledge_by = 2100-03-06
topics = ["Unit C, night shift"]
custodians = ["Paul Renwick", "Lucia Marchetti", "Calvin Strand"]
silent = ["sund@alder.example"]

[[tasks]]
what = "Suspend rule CHAT-90"
steward = "Calvin Strand"
due = 2100-02-06

[[tasks]]
what = "Look through the lockers"

[notice.en]
subject = "Keep what you have about 16 September"
text = "Do not delete the logs of Unit C.\\n\\nThank you."

[notice.es]
subject = "Guarde lo que tiene"
text = "No borre los registros de la Unidad C."
"""
PEOPLE = (
    "name;e-mail;language\n"
    "Paul Renwick;renwick@alder.example;en\n"
    "Lucia Marchetti;marchetti@alder.example;es\n"
    "Harriet Sund;sund@alder.example;en\n"
    "Calvin Strand;;en\n"
)


@pytest.fixture
def held(make_case: Callable[[], Case], tmp_path: Path) -> "Held":
    case = make_case()
    (tmp_path / "people.csv").write_text(PEOPLE)
    (tmp_path / "force.toml").write_text(PLAN)
    assert case.run("custodian", "import", case.matter, str(tmp_path / "people.csv")).code == 0
    return Held(case, tmp_path)


class Held:
    """A case with four custodians, and two people who act in it."""

    def __init__(self, case: Case, folder: Path) -> None:
        self.case, self.folder = case, folder

    def run(self, who: str, *words: str) -> Done:
        """Run ``openhold hold WORDS`` as one of the machine's accounts; M stands for the matter."""
        return self.program(who, "hold", *words)

    def program(self, who: str, *words: str) -> Done:
        """Run ``openhold WORDS`` as one of the machine's accounts."""
        before = os.environ.get("LOGNAME")
        os.environ["LOGNAME"] = who
        try:
            return self.case.run(*(self.case.matter if one == "M" else one for one in words))
        finally:
            if before is None:
                del os.environ["LOGNAME"]
            else:
                os.environ["LOGNAME"] = before

    def issued(self) -> "Held":
        assert self.run("ann", "propose", "M", str(self.folder / "force.toml")).code == 0
        assert self.run("bob", "approve", "M", "force", "--version", "1").code == 0
        assert self.run("ann", "issue", "M", "force", "--no-send").code == 0
        return self


def test_a_hold_goes_from_a_file_to_being_in_force(held: Held) -> None:
    proposed = held.run("ann", "propose", "M", str(held.folder / "force.toml"), "--json")
    assert proposed.code == 0, proposed.err
    hold, saw = proposed.json["hold"], proposed.json["saw"]
    refused = held.run("ann", "approve", "M", hold, "--version", "1")
    assert (refused.code, refused.out) == (3, "")
    assert "A second person must approve: you (ann," in refused.err
    assert "Somebody else does it" in refused.err
    too_soon = held.run("ann", "issue", "M", hold)
    assert too_soon.code == 3
    assert "A person other than ann" in too_soon.err
    assert held.run("bob", "approve", "M", hold, "--version", "1", "--saw", "0" * 64).code == 3
    assert held.run("bob", "approve", "M", hold, "--version", "1", "--saw", saw).code == 0
    issued = held.run("ann", "issue", "M", hold, "--no-send", "--json").json
    assert len(issued["custodians"]) == 3
    (task,) = held.program("ann", "task", "list", "M", "--json").json["tasks"]
    assert (task["what"], task["steward_name"], task["due"]) == ("Suspend rule CHAT-90", "Calvin Strand", "2100-02-06")
    assert issued["tasks"] == [task["task"]]
    shown = held.run("ann", "show", "M", "force").out
    assert "Suspend rule CHAT-90 (Calvin Strand, by 2100-02-06); Look through the lockers" in shown
    version = held.run("ann", "show", "M", "force", "--json").json["versions"][0]
    assert version["tasks"] == ["Suspend rule CHAT-90", "Look through the lockers"]
    assert [one["what"] for one in version["assigned"]] == ["Suspend rule CHAT-90"]
    assert "version 1 in force" in shown
    assert "silent, none" in shown
    assert "Do not delete" not in shown
    assert "Do not delete the logs of Unit C." in held.run("ann", "show", "M", "force", "--notice").out
    listed = held.run("ann", "list", "M", "--json").json
    assert listed["holds"][0]["state"] == "issued"
    assert {one["code"] for one in listed["weak"]} == {"nobody-acknowledged", "not-told"}
    assert "notice" not in held.run("ann", "show", "M", hold, "--json").json


def test_notices_are_written_for_mail_and_for_paper_once_each(held: Held) -> None:
    held.issued()
    preview = held.run("ann", "send", "M", "force", "--preview", "--json").json
    assert preview["by_mail"] is False
    assert {one["name"]: one["gets"] for one in preview["waiting"]} == {
        "Paul Renwick": "a file",
        "Lucia Marchetti": "a file",
        "Calvin Strand": "a sheet",
    }
    assert "Nothing leaves by mail" in held.run("ann", "send", "M", "force", "--preview").out
    assert not list(held.case.home.glob("outbox/*/*/*"))
    sent = held.run("ann", "send", "M", "force")
    assert sent.code == 0, sent.err
    assert "2 written to" in sent.out
    assert "nothing was sent by mail" in sent.out
    assert "1 to print and hand over" in sent.out
    (outbox,) = held.case.home.glob("outbox/*/*/")
    mails = {
        message["To"].addresses[0].addr_spec: message
        for file in outbox.glob("*.eml")
        for message in [message_from_bytes(file.read_bytes(), policy=default)]
    }
    assert set(mails) == {"renwick@alder.example", "marchetti@alder.example"}
    assert mails["marchetti@alder.example"]["Subject"] == "Guarde lo que tiene"
    assert mails["renwick@alder.example"]["X-Unsent"] == "1"
    text = mails["renwick@alder.example"].get_content()  # type: ignore[attr-defined]
    assert text.splitlines() == ["Do not delete the logs of Unit C.", "", "Thank you."]
    (page,) = outbox.glob("*.html")
    assert "Calvin Strand" in page.read_text()
    assert "Signature" in page.read_text()
    again = held.run("ann", "send", "M", "force", "--json").json
    assert (again["sent"], len(again["to_print"])) == ([], 1), "whoever was not handed a sheet still waits for one"
    assert held.run("ann", "handed-over", "M", "force", "strand", "--json").json["recorded"] is True
    assert held.run("ann", "handed-over", "M", "force", "strand", "--json").json["recorded"] is False
    assert "Nobody is to get one now." in held.run("ann", "send", "M", "force").out


def test_who_has_not_answered_is_told_and_reminded(held: Held) -> None:
    held.issued()
    held.run("ann", "send", "M", "force")
    by_hand = held.run("ann", "acknowledge", "M", "force", "strand", "--by-hand", "--evidence", "a" * 64)
    assert (by_hand.code, "is kept in this matter" in by_hand.err) == (2, True)
    scan = held.program("ann", "item", "list", "M", "--json").json["items"][0]["sha256"]
    by_hand = held.run("ann", "acknowledge", "M", "force", "strand", "--by-hand", "--evidence", scan)
    assert "Calvin Strand has acknowledged." in by_hand.out
    assert "nothing was recorded" in held.run("ann", "acknowledge", "M", "force", "strand", "--by-hand").out
    waiting = held.run("ann", "remind", "M", "force", "--preview", "--json").json["waiting"]
    assert {one["name"] for one in waiting} == {"Paul Renwick", "Lucia Marchetti"}
    reminded = held.run("ann", "remind", "M", "force")
    assert "2 written" in reminded.out
    assert len(list(held.case.home.glob("outbox/*/*/*.reminder1.*.eml"))) == 2
    assert "Nobody is to get one now." in held.run("ann", "remind", "M", "force").out, "nobody twice on one day"
    again = held.run("ann", "remind", "M", "force", "--preview").out
    assert "Paul Renwick" in again
    assert held.run("ann", "acknowledge", "M", "force", "strand").code == 2
    assert held.run("ann", "acknowledge", "M", "force", "sund", "--by-hand").code == 2


def test_a_release_is_looked_at_proposed_and_approved_by_another(held: Held) -> None:
    held.issued()
    held.program("ann", "source", "add", "M", "--at", str(held.folder), "--custodian", "Paul Renwick")
    words = ("release", "M", "force", "--custodian", "renwick")
    preview = held.run("ann", *words, "--preview", "--json").json
    assert len(preview["losing"]) == 1
    assert (preview["losing"][0]["dies"], preview["losing"][0]["rule_known"]) == (None, False)
    assert "1 of 1 units would lose their last protection." in held.run("ann", *words, "--preview").out
    assert held.run("ann", *words).code == 2
    assert held.run("bob", *words, "--approve", "--saw", preview["preview"]).code == 2
    assert held.run("ann", *words, "--why", "He has nothing.").code == 0
    own = held.run("ann", *words, "--approve", "--saw", preview["preview"])
    assert own.code == 3
    assert "second person" in own.err
    assert held.run("bob", *words, "--approve", "--saw", "0" * 64).code == 3
    assert held.run("bob", *words, "--approve").code == 2
    done = held.run("bob", *words, "--approve", "--saw", preview["preview"][:12])
    assert "1 units lost their last protection" in done.out
    assert "released" in held.run("ann", "show", "M", "force").out


def test_a_unit_is_destroyed_by_two_people_after_the_release(held: Held) -> None:
    held.issued()
    unit = held.program("ann", "source", "list", "M", "--json").json["sources"][0]["unit"]
    assert held.program("ann", "dispose", "M", unit, "--propose", "The case is over.").code == 0
    assert held.program("ann", "dispose", "M", unit, "--approve").code == 3
    assert held.program("bob", "dispose", "M", unit, "--approve").code == 0
    refused = held.program("bob", "dispose", "M", unit)
    assert refused.code == 3
    assert "which is open" in refused.err
    preview = held.run("ann", "release", "M", "force", "--preview", "--json").json["preview"]
    held.run("ann", "release", "M", "force", "--why", "Judgment; no appeal.")
    assert held.run("bob", "release", "M", "force", "--approve", "--saw", preview).code == 0
    done = held.program("bob", "dispose", "M", unit, "--json")
    assert (done.code, done.json["state"], done.json["items"]) == (0, "disposed", 2), done.err
    assert not [one for one in (held.case.home / "vault/units" / unit).rglob("*") if one.is_file()]
    assert held.program("bob", "audit").code == 0
    assert held.program("bob", "fsck").code == 0
    assert held.program("bob", "item", "list", "M", "--json").json == {"items": []}
    again = held.program("bob", "collect", "M")
    assert again.code == 3
    assert "was destroyed" in again.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = 3", "'title' in"),
        ('titel = "x"', "has 'titel'"),
        ("topics = [1]", "is not a list of texts"),
        ('acknowledge_by = "soon"', "is not a day"),
        ("= 3", "is not a TOML file"),
        ('title = "x"', "Say acknowledge-by"),
        ('title = "x"\nacknowledge_by = 2100-01-01\nnotice = "keep it"', "needs a table for each language"),
        ('title = "x"\nacknowledge_by = 2100-01-01\ncustodians = ["nobody"]', "no custodian 'nobody'"),
        ('title = "x"\nacknowledge_by = 2100-01-01\nsources = ["s-none"]', "no source 's-none'"),
    ],
)
def test_a_file_that_is_no_plan_is_refused_in_a_sentence(held: Held, text: str, said: str) -> None:
    (held.folder / "bad.toml").write_text(text)
    done = held.run("ann", "propose", "M", str(held.folder / "bad.toml"))
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "Traceback" not in done.err
    assert held.run("ann", "list", "M", "--json").json["holds"] == []


def test_options_alone_make_a_hold_and_an_amendment_lets_go_of_nobody(held: Held) -> None:
    (held.folder / "notice.txt").write_text("Keep it\nPlease keep it.\n")
    words = ("--title", "Chat", "--acknowledge-by", "2100-01-01", "--notice", f"en={held.folder / 'notice.txt'}")
    made = held.run("ann", "propose", "M", *words, "--custodian", "renwick", "--topic", "chat", "--json")
    assert made.code == 0, made.err
    hold = made.json["hold"]
    held.run("bob", "approve", "M", hold, "--version", "1")
    held.run("bob", "issue", "M", hold)
    dropped = held.run("ann", "propose", "M", *words, "--custodian", "strand", "--amend", "chat")
    assert dropped.code == 3
    assert "An amendment lets go of nothing" in dropped.err
    amended = held.run(
        "ann", "propose", "M", *words, "--custodian", "strand", "--custodian", "renwick", "--amend", "chat", "--json"
    )
    assert amended.json["version"] == 2
    returned = held.run("bob", "return", "M", hold, "--version", "2", "--why", "Say which chat.")
    assert returned.code == 0
    versions = held.run("bob", "show", "M", hold, "--json").json["versions"]
    assert [one["state"] for one in versions] == ["issued", "returned"]
    assert json.dumps(versions).count("Say which chat.") == 1


@pytest.mark.parametrize(
    ("task", "wrong"),
    [
        ('{ steward = "Calvin Strand" }', "lacks 'what'"),
        ('{ what = "Look", by = "Calvin Strand" }', "has 'by'; it has what, steward, due, source"),
        ('{ what = "Look", due = "soon" }', "'due' of a task in"),
        ("{ what = 7 }", "'what' of a task in"),
        ("7", "is not a list of texts"),
        ('{ what = "Look", due = 2100-02-06 }', "does not say which steward gets it"),
    ],
)
def test_a_task_that_is_none_is_refused_and_nothing_is_proposed(held: Held, task: str, wrong: str) -> None:
    (held.folder / "tasks.toml").write_text(f"tasks = [{task}]\n{PLAN.partition('[[tasks]]')[0]}")
    done = held.run("ann", "propose", "M", str(held.folder / "tasks.toml"))
    assert done.code == 2
    assert wrong in done.err
    assert held.run("ann", "list", "M", "--json").json["holds"] == []
