"""Protective orders on the command line: noted, stated anew, designated, listed, withdrawn, lifted."""

from pathlib import Path

from tests.cli.conftest import run_program


def test_an_order_lives_through_its_commands(tmp_path: Path) -> None:
    home, folder, bag = tmp_path / "home", tmp_path / "folder", tmp_path / "bag"
    folder.mkdir()
    (folder / "letter.txt").write_bytes(b"letter\n")

    def run(*words: str) -> object:
        return run_program(*words, home=home)

    said = ("--paper", "Protective order", "--on", "2026-01-09", "--level", "CONFIDENTIAL=counsel, reviewer")
    run("matter", "open", "--title", "Quintrell")
    collected = run_program("collect", "quintrell", str(folder), "--json", home=home).json
    noted = run_program("order", "note", "quintrell", *said, "--state", "stipulated", "--json", home=home)
    order = noted.json["order"]
    assert noted.json["levels"] == [{"name": "CONFIDENTIAL", "roles": ["counsel", "reviewer"]}]
    entered = run_program("order", "amend", "quintrell", order, *said, "--docket", "41", "--why", "Entered", home=home)
    assert "ECF No. 41, entered" in entered.out
    under = ("--level", "CONFIDENTIAL", "--why", "Medical")
    made = run_program("order", "designate", "quintrell", order, "letter.txt", *under, "--json", home=home).json
    whole = run_program(
        "order", "designate", "quintrell", order, collected["unit"], *under, "--what", "unit", home=home
    )
    assert whole.code == 0
    assert "[CONFIDENTIAL]" in run_program("item", "list", "quintrell", home=home).out
    got = run_program("item", "get", "quintrell", "letter.txt", "--to", str(tmp_path / "out"), home=home)
    assert (got.code, "only counsel or reviewer may open it" in got.err) == (0, True)
    listed = run_program("order", "list", "quintrell", "--json", home=home).json["orders"]
    assert [one["what"] for one in listed[0]["designated"]] == ["item", "unit"]
    disclosed = run_program("disclose", "quintrell", "--to", str(bag), "--json", home=home).json
    assert (disclosed["items"], disclosed["withheld"]) == (0, 1)
    withdrawn = run_program("order", "withdraw", "quintrell", order, made["which"], "--why", "Public", home=home)
    assert "no longer designated" in withdrawn.out
    lifted = run_program("order", "lift", "quintrell", order, "--on", "2026-01-20", "--why", "Vacated", home=home)
    assert "is lifted" in lifted.out
    assert "[CONFIDENTIAL]" not in run_program("item", "list", "quintrell", home=home).out
    bad = run_program("order", "note", "quintrell", *said[:4], "--level", "SECRET", home=home)
    assert (bad.code, "NAME=ROLE" in bad.err) == (2, True)
