"""How well papers are read: labelled papers against what the readers answer, field by field.

The papers are court records that stand beside the project and are never part of it; without them nothing is scored.
A value counts as *right* where answer and label agree, as *wrong* where the answer has what the label has not, as
*missed* where the label has what the answer has not. Labels that are free words (what falls due, which motion) are
compared as `words` folds them.
"""

import dataclasses
import json
import re
import sys
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openhold.court.read import read
from openhold.court.said import Given
from openhold.extract.opening import open_paper
from openhold.extract.text import plain

LEGAL = Path(__file__).parents[2] / "shared/data/legal"
_DROPPED = re.compile(r"\b(?:a|an|the|his|her|its|their|for|to|of|on|in|and)\b|'s\b|\([^)]*\)|[^a-z0-9 ]")
Json = dict[str, Any]


@dataclass(slots=True)
class Score:
    """How often a field was right, wrong and missed, and the papers where it was not right."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    differ: list[str] = dataclasses.field(default_factory=list)

    def add(self, paper: str, said: Iterable[Hashable], true: Iterable[Hashable]) -> None:
        """Count one paper's values."""
        answer, label = set(said), set(true)
        self.right += len(answer & label)
        self.wrong += len(answer - label)
        self.missed += len(label - answer)
        if answer != label:
            self.differ.append(
                f"{paper}: said {sorted(map(str, answer - label))}, true {sorted(map(str, label - answer))}"
            )

    @property
    def precision(self) -> float:
        """The share of what was said that is right; 1 where nothing was said."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of what is true that was said; 1 where nothing is."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0


Scores = dict[str, Score]
HAND_MADE = ("labelled docket texts", "the seed order", "papers in PDF")
"""The sets whose labels were made by hand; the others have what another parser found."""


def total(scores: Mapping[str, Scores], fields: Iterable[str], sets: Iterable[str] = HAND_MADE) -> Score:
    """Return the sum of some fields over the sets that were labelled by hand."""
    summed = Score()
    for one in (scores[name][field] for name in sets for field in fields if field in scores[name]):
        summed.right += one.right
        summed.wrong += one.wrong
        summed.missed += one.missed
    return summed


def words(text: object) -> str:
    """Return free words without case, articles, owners, parentheses and signs, so that labels compare."""
    return " ".join(_DROPPED.sub(" ", str(text or "").lower()).split())


def read_entry(row: Mapping[str, Any]) -> Json:
    """Read one docket entry as a clerk wrote it, with what the docket says about it."""
    given = Given("docket-text", court=row["court"], case=row["case"], entered=row["entered"])
    return read(plain(row["text"]), given)


def labelled() -> Scores:
    """Score the docket entries that were labelled by hand."""
    scores: Scores = {}
    for row in json.loads((LEGAL / "docket_text/labelled.json").read_text()):
        _entry(scores, row["id"], read_entry(row), row["truth"])
    return scores


def _entry(scores: Scores, paper: str, said: Json, true: Json) -> None:
    for name, label in (
        ("judge", "judge"),
        ("judge_title", "judge_type"),
        ("signed", "signed"),
        ("doc_type", "doc_type"),
    ):
        _one(scores, name, paper, said[name], true[label])
    _add(scores, "ecf_refs", paper, said["ecf_refs"], true["ecf_refs"])
    _add(scores, "dates", paper, said["dates"].values(), true["dates"].values())
    _add(scores, "dates: what", paper, *[map(_due, one["dates"].items()) for one in (said, true)])
    _add(scores, "events", paper, *[[one["at"] for one in of["events"]] for of in (said, true)])
    _add(scores, "periods", paper, *[map(_period, of["periods"]) for of in (said, true)])
    _add(scores, "periods: trigger", paper, *[map(_trigger, of["periods"]) for of in (said, true)])
    _add(scores, "outcomes", paper, *[map(_outcome, of["outcomes"]) for of in (said, true)])


def _due(item: tuple[str, str]) -> tuple[str, str]:
    return words(item[0]), item[1]


def _period(one: Json) -> int:
    return int(one.get("days") or one.get("hours") or 0)


def _trigger(one: Json) -> tuple[int, str]:
    return _period(one), one["trigger"]


def _outcome(one: Json) -> tuple[str, str]:
    return words(one["motion"]), one["result"]


def seed() -> Scores:
    """Score the scanned order that the project starts from."""
    scores: Scores = {}
    true = json.loads((LEGAL / "seed.truth.json").read_text())
    said = read(open_paper((LEGAL / "seed.txt").read_bytes(), "seed.txt"), Given())
    for name, label in (
        ("court", true["court"]),
        ("case", true["case"]),
        ("judge", true["judge_name"]),
        ("judge_title", true["judge_title"].lower()),
        ("doc_type", true["doc_type"]),
        ("title", true["title"].lower()),
        ("signed", true["dated"]),
    ):
        value = said[name]
        _one(scores, name, "seed", value.lower() if name.endswith("title") and value else value, label)
    _add(scores, "judge_initials", "seed", said["judge_initials"], true["judge_initials"])
    _add(scores, "plaintiffs", "seed", map(str.lower, said["plaintiffs"]), [true["plaintiff"].lower()])
    _add(scores, "defendants", "seed", map(str.lower, said["defendants"]), [true["defendants"][0].lower()])
    _one(scores, "et_al", "seed", said["et_al"], "et al." in true["defendants"])
    _add(scores, "status", "seed", said["status"], [one for one in true["status"] if "U.S.C." not in one])
    _add(scores, "ecf_refs", "seed", said["ecf_refs"], [true["motion_ecf"]])
    _add(scores, "dates", "seed", said["dates"].items(), true["deadlines"].items())
    outcomes = [(one["result"], one["ecf"], one["filed"]) for one in said["outcomes"]]
    _add(scores, "outcomes", "seed", outcomes, [(true["disposition"], true["motion_ecf"], true["motion_filed"])])
    cited = said["citations"]
    cases = [(one["cite"], one["pin"], one["court"], one["year"], one["short"]) for one in cited["cases"]]
    labels = [
        (
            one["cite"],
            one.get("pin"),
            one.get("court"),
            one.get("year"),
            one.get("short", False),
        )
        for one in true["cases"]
    ]
    _add(scores, "citations: cases", "seed", cases, labels)
    _add(scores, "citations: rules", "seed", [one["cite"] for one in cited["rules"]], true["rules"])
    _add(scores, "citations: statutes", "seed", [one["cite"] for one in cited["statutes"]], true["statutes"])
    lacking = [name.replace("_", " ") for name, there in true["elements"].items() if there is False]
    _add(scores, "showing", "seed", (said["showing"] or {"missing": []})["missing"], lacking)
    return scores


def _one(scores: Scores, name: str, paper: str, said: Hashable, true: Hashable) -> None:
    _add(scores, name, paper, [] if said is None else [said], [] if true is None else [true])


def _add(scores: Scores, name: str, paper: str, said: Iterable[Hashable], true: Iterable[Hashable]) -> None:
    scores.setdefault(name, Score()).add(paper, said, true)


def papers() -> Scores:
    """Score the court papers in PDF on what their labels have in common with the answer."""
    scores: Scores = {}
    for file in sorted((LEGAL / "court_pdfs").glob("*.pdf")):
        true = json.loads(file.with_suffix(".truth.json").read_text())
        said = read(open_paper(file.read_bytes(), file.name), Given())
        paper = file.stem
        _one(scores, "court", paper, said["court"], true["court"])
        _one(scores, "case", paper, _tight(said["case"]), _tight(true["case"]))
        made = said["signed"] or said["filed"]
        _one(scores, "signed or filed", paper, made, true.get("dated") or true["filed"])
        _one(scores, "pages", paper, said["pages"], true["pages_n"])
        _add(scores, "ecf_refs", paper, said["ecf_refs"], true.get("ecf_refs", []))
        periods = [true["period"]] if "period" in true else true.get("periods", [])
        _add(scores, "periods", paper, map(_period, said["periods"]), map(_period, periods))
        _add(scores, "dates", paper, said["dates"].values(), true.get("deadlines", {}).values())
        if "author" in true or "judge" in true:
            surname = (true.get("author") or true["judge"]).split()[-1].lower()
            _one(scores, "judge", paper, said["judge"] and said["judge"].split()[-1].lower(), surname)
        below = said["lower"] or {}
        for name, label in (("lower: court", true.get("dc_court")), ("lower: case", true.get("dc_docket"))):
            if label:
                _one(scores, name, paper, below.get(name.removeprefix("lower: ")), label)
        if true.get("disposition") == "affirmed":
            _add(scores, "outcomes", paper, [one["result"] for one in said["outcomes"]], ["affirmed"])
    return scores


def _tight(text: str | None) -> str | None:
    return None if text is None else text.replace(" ", "")


def notices() -> Scores:
    """Score district and appellate notices against their pairs, on every field that the answer has."""
    scores: Scores = {}
    for folder in ("nef_email", "nda_email"):
        for pair in sorted((LEGAL / folder).glob("*.json")):
            [file] = [one for one in pair.parent.glob(f"{pair.stem}.*") if one != pair]
            said = read(open_paper(file.read_bytes(), file.name), Given())
            true = json.loads(pair.read_text())
            _notice(scores, pair.stem, said, true)
    return scores


def _notice(scores: Scores, paper: str, said: Json, true: Json) -> None:
    announced = [one for one in true.get("dockets", []) if one["docket_entries"]]
    _one(scores, "court", paper, said["court"], true.get("court_id"))
    _add(
        scores,
        "case name",
        paper,
        [_name(one["case_name"] or "") for one in said["dockets"]],
        [_name(one["case_name"]) for one in announced],
    )
    numbers = [one["docket_number"] for one in announced]
    _add(scores, "case number", paper, [one["number"] for one in said["dockets"]], numbers)
    entries = [entry for one in said["dockets"] for entry in one["entries"]]
    labels = [entry for one in announced for entry in one["docket_entries"]]
    for name, label in (
        ("number", "document_number"),
        ("filed", "date_filed"),
        ("text", "description"),
        ("short", "short_description"),
        ("url", "document_url"),
    ):
        _add(scores, f"entry: {name}", paper, *[_told(of, key) for of, key in ((entries, name), (labels, label))])


def dockets() -> Scores:
    """Score docket sheets and docket histories against their pairs, on every field that the answer has."""
    scores: Scores = {}
    for folder in ("pacer_dockets", "docket_history"):
        for file in sorted((LEGAL / folder).glob("*.html")):
            said = read(open_paper(file.read_bytes(), file.name), Given())
            true = json.loads(file.with_suffix(".json").read_text())
            for name, label in (
                ("court", "court_id"),
                ("number", "docket_number"),
                ("case_name", "case_name"),
                ("filed", "date_filed"),
                ("terminated", "date_terminated"),
            ):
                fold = _name if name == "case_name" else str
                _one(
                    scores, name, file.stem, *(value and fold(value) for value in (said[name], true.get(label) or None))
                )
            if "parties" in true:
                parties = [_party(one["name"], one["type"]) for one in true["parties"]]
                _add(
                    scores, "parties", file.stem, [_party(one["name"], one["role"]) for one in said["parties"]], parties
                )
            for one in true.get("docket_entries", []):
                one["text"] = one["description"] or one.get("short_description")
            for name, label in (("number", "document_number"), ("filed", "date_filed"), ("text", "text")):
                _add(
                    scores,
                    f"entry: {name}",
                    file.stem,
                    _told(said["entries"], name),
                    _told(true.get("docket_entries", []), label),
                )
    return scores


def _name(text: str) -> str:
    """Return a case's name as the other parser writes it: it says what USA means, and leaves `et al` out."""
    text = re.sub(r",? et al\.?", "", re.sub(r"\bvs?\.? ", "v. ", text))
    return re.sub(r"\b(?:USA|U\.S\.A\.|UNITED STATES OF AMERICA|United States of America)", "United States", text)


def _party(name: str, role: str | None) -> tuple[str, str]:
    """Return a party as both write it: the other parser says `Unknown` where there is no role, and `Adr` for `ADR`."""
    return " ".join(name.split()), (role or "Unknown").lower()


def _told(rows: Iterable[Json], key: str) -> list[tuple[int, str]]:
    return [(place, str(row[key])) for place, row in enumerate(rows) if row[key] not in (None, "")]


def everything() -> dict[str, Scores] | None:
    """Return the scores of every labelled set, by the set's name; None without the papers."""
    if not LEGAL.is_dir():
        return None
    made = (*HAND_MADE, "notices", "dockets")
    return {name: score() for name, score in zip(made, (labelled, seed, papers, notices, dockets), strict=True)}


def main() -> None:
    """Print the score of every field of every set as a table of Markdown; with a word, what is not right too."""
    for name, scores in (everything() or {}).items():
        print(f"\n## {name[0].upper()}{name[1:]}\n")
        print("| field | right | wrong | missed | precision | recall |\n|---|---|---|---|---|---|")
        for field, one in scores.items():
            print(f"| {field} | {one.right} | {one.wrong} | {one.missed} | {one.precision:.3f} | {one.recall:.3f} |")
        for field, one in scores.items() if sys.argv[1:] else ():
            for line in one.differ:
                print(f"{field}: {line}")


if __name__ == "__main__":
    main()
