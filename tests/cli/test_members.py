"""Members on the terminal: added by the address that they sign in by, listed, taken out."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import run_program

NAME_ONE = """
import sys
from pathlib import Path
from openhold.cli import context
context.current.home = Path(sys.argv[1])
from openhold.cli.bootstrap import open_home
home, _ = open_home()
from openhold.actions.open_account import open_account
open_account(home, name="Dana Whitfield", email="dana.whitfield@alder.example", invited_by=None, owner=False)
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("members") / "home"
    assert run_program("matter", "open", "--title", "Quintrell v. County of Alder", home=made).code == 0
    subprocess.run([sys.executable, "-c", NAME_ONE, str(made)], check=True)
    return made


def test_a_member_is_added_listed_and_taken_out(home: Path) -> None:
    assert "Nobody is a member of this matter yet." in run_program("member", "list", "quintrell", home=home).out
    added = run_program("member", "add", "quintrell", "Dana.Whitfield@alder.example", "--role", "IT steward", home=home)
    assert (added.code, added.out) == (
        0,
        "Dana Whitfield is IT steward in Quintrell v. County of Alder (entry 1).\n",
    )
    listed = run_program("member", "list", "quintrell", "--json", home=home).json["members"]
    assert [(one["email"], one["role"], one["seq"]) for one in listed] == [
        ("dana.whitfield@alder.example", "IT steward", 1)
    ]
    assert "IT steward" in run_program("member", "list", "quintrell", home=home).out
    gone = run_program("member", "remove", "quintrell", "dana.whitfield@alder.example", home=home)
    assert (gone.code, gone.out) == (0, "Dana Whitfield is out of Quintrell v. County of Alder.\n")
    assert run_program("member", "list", "quintrell", "--json", home=home).json == {"members": []}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "quintrell", "x@y.example", "--role", "counsel"), "Invite them: openhold invite x@y.example"),
        (("add", "quintrell", "dana.whitfield@alder.example", "--role", "judge"), "'judge' is no role"),
        (("add", "quintrell", "dana.whitfield@alder.example"), "--role"),
        (("remove", "quintrell", "dana.whitfield@alder.example"), "no member of this matter"),
        (("list", "nowhere"), "There is no matter 'nowhere'"),
    ],
)
def test_what_cannot_be_done_is_said(home: Path, words: tuple[str, ...], said: str) -> None:
    done = run_program("member", *words, home=home)
    assert done.code == 2
    assert said in done.err
