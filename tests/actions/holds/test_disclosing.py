"""What a disclosure shows of holds: who was told and when, and no word of the notice; what was destroyed is told."""

import json
from pathlib import Path

import pytest

from openhold.actions.disclose.action import Disclosed, disclose
from openhold.actions.disclose.contents import Selection
from openhold.actions.errors import UsageError
from openhold.actions.home import Home
from openhold.actions.open_matter import open_matter
from openhold.actions.set_up import Instance
from openhold.projections.matter import Matter
from openhold.projections.notice import NoticeText, Question
from openhold.verify.main import main as verify
from tests.actions.conftest import Watching
from tests.actions.holds.living import ANSWER, PLACE, QUESTION, SECRET, end_with_destruction, live_through

WITHHELD = {
    "privileged: notice text",
    "privileged: a custodian's question to counsel",
    "privileged: counsel's answer to a custodian",
    "privileged: what a custodian told counsel",
}


def make(home: Home, matter: str, to: Path, selection: Selection | None = None) -> Disclosed:
    return disclose(home, "p-ann", matter, to, selection or Selection(), Watching())


def facts(bag: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (bag / "data/facts.jsonl").read_text().splitlines()]


def everything(bag: Path) -> str:
    return "".join(file.read_text("utf-8", "replace") for file in bag.rglob("*") if file.is_file())


def checked(home: Home, matter: str, bag: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[int, str]]:
    """Return the exit code of the opponent's check, and the verdicts by step."""
    capsys.readouterr()
    code = verify([str(bag), "--key", home.verifier(matter).text(), "--json"])
    return code, {step["n"]: step["verdict"] for step in json.loads(capsys.readouterr().out)["steps"]}


def test_privileged_words_are_withheld_by_themselves_and_the_bag_checks(
    home: Home, instance: Instance, matter: Matter, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    live_through(home, matter.id, folder)
    made = make(home, matter.id, tmp_path / "bag")
    withheld = [fact for fact in facts(made.bag) if "withheld" in fact]
    privileged = {*NoticeText.objects.values_list("seq", flat=True), *Question.objects.values_list("seq", flat=True)}
    assert {fact["withheld"] for fact in withheld} == WITHHELD
    assert len(withheld) == made.withheld_facts == 10
    assert privileged < {fact["seq"] for fact in withheld}
    told = everything(made.bag)
    for words in (SECRET, QUESTION, ANSWER, PLACE, "Guarde todo", "No borre"):
        assert words not in told
    assert "My phone was exchanged on Monday." in told, "what a custodian lost is no secret"
    assert checked(home, matter.id, made.bag, capsys)[0] == 0


def test_what_is_privileged_is_shown_where_somebody_waives_it(
    home: Home, instance: Instance, matter: Matter, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    live_through(home, matter.id, folder)
    seq = NoticeText.objects.filter(version=3, language="en").get().seq
    made = make(home, matter.id, tmp_path / "bag", Selection(waived=frozenset({seq})))
    assert facts(made.bag)[seq]["body"]["text"] == SECRET  # type: ignore[index]
    assert made.withheld_facts == 9
    assert QUESTION not in everything(made.bag)
    assert checked(home, matter.id, made.bag, capsys)[0] == 0


@pytest.mark.parametrize(
    ("selection", "said"),
    [
        (Selection(waived=frozenset({0})), "Fact 0 is not privileged"),
        (Selection(waived=frozenset({999})), "no fact 999"),
    ],
)
def test_what_is_not_privileged_cannot_be_waived(
    home: Home, instance: Instance, matter: Matter, tmp_path: Path, selection: Selection, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        make(home, matter.id, tmp_path / "bag", selection)
    assert not (tmp_path / "bag").exists()


def test_a_fact_is_not_both_withheld_and_waived(
    home: Home, instance: Instance, matter: Matter, folder: Path, tmp_path: Path
) -> None:
    live_through(home, matter.id, folder)
    seq = NoticeText.objects.filter(version=3, language="en").get().seq
    with pytest.raises(UsageError, match="both withheld and waived"):
        make(home, matter.id, tmp_path / "bag", Selection(facts={seq: "work product"}, waived=frozenset({seq})))


def test_a_ground_that_a_person_gives_takes_the_place_of_the_kinds(
    home: Home, instance: Instance, matter: Matter, folder: Path, tmp_path: Path
) -> None:
    live_through(home, matter.id, folder)
    seq = NoticeText.objects.filter(version=3, language="en").get().seq
    made = make(home, matter.id, tmp_path / "bag", Selection(facts={seq: "work product"}))
    assert facts(made.bag)[seq] == {"seq": seq, "withheld": "work product"}


def test_a_destroyed_unit_is_told_and_the_bag_checks_without_its_list(
    home: Home, instance: Instance, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    matter = open_matter(home, "p-ann", title="Ridgeline v. County of Alder", court=None, number=None).matter
    end_with_destruction(home, matter, folder)
    made = make(home, matter, tmp_path / "bag")
    assert not (made.bag / "data/manifests").exists()
    assert made.items == 0
    code, verdicts = checked(home, matter, made.bag, capsys)
    assert code == 0
    assert verdicts[9] == "not-checked"
    assert "fails" not in verdicts.values()


def test_a_list_that_is_missing_without_a_destruction_still_fails(
    home: Home, instance: Instance, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    matter = open_matter(home, "p-ann", title="Ridgeline v. County of Alder", court=None, number=None).matter
    unit = end_with_destruction(home, matter, folder)
    last = unit.disposed_seq
    assert last is not None
    # Whoever withholds that it was destroyed cannot leave the list out either.
    made = make(home, matter, tmp_path / "bag", Selection(facts={last: "x", last - 1: "x"}))
    code, verdicts = checked(home, matter, made.bag, capsys)
    assert (code, verdicts[9]) == (1, "fails")
