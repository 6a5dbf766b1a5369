"""How often the second reading of dockets and notices agrees with the first, by field, on every example."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.accuracy import LEGAL
from openhold.court import kinds
from openhold.court.docket.notice import read_notice
from openhold.court.docket.reader import read_docket
from openhold.court.second.reader import second_docket, second_notice
from openhold.court.view import View
from openhold.extract.opening import open_paper

FOLDERS = {
    "Dockets and their histories": ("pacer_dockets", "docket_history"),
    "Notices": ("nef_email", "nda_email"),
}
OUTCOMES = ("agrees", "less", "adds", "differs", "lacks")
Tally = Counter[tuple[str, str]]


def tallies() -> dict[str, tuple[int, int, Tally]]:
    """Return for each kind how many papers were read, how many of them twice, and how values met; {} without them."""
    if not LEGAL.is_dir():
        return {}
    return {name: _tally(folders) for name, folders in FOLDERS.items()}


def meetings(folders: tuple[str, ...]) -> Iterator[tuple[Path, Tally]]:
    """Give each docket and notice in `folders` of the examples, and how the values of its two readings met."""
    for file in sorted(one for folder in folders for one in (LEGAL / folder).iterdir() if one.suffix != ".json"):
        text = open_paper(file.read_bytes(), file.name)
        view, kind = View(text), kinds.kind(text)
        if kind == "docket":
            yield file, second_docket(view, read_docket(view), None)[1].tally
        elif kind == "notice":
            yield file, second_notice(view, read_notice(view), None)[1].tally


def _tally(folders: tuple[str, ...]) -> tuple[int, int, Tally]:
    papers, twice = 0, 0
    summed: Tally = Counter()
    for _, tally in meetings(folders):
        papers += 1
        twice += bool(tally)
        summed += tally
    return papers, twice, summed


def main() -> None:
    """Print a table of Markdown for each kind of paper."""
    for name, (papers, twice, tally) in tallies().items():
        print(f"\n{name}: {papers}, {twice} of them read twice\n")
        print(f"| field | {' | '.join(OUTCOMES)} |\n|---{'|---' * len(OUTCOMES)}|")
        for field in dict.fromkeys(field for field, _ in tally):
            print(f"| {field} | {' | '.join(str(tally[field, how]) for how in OUTCOMES)} |")


if __name__ == "__main__":
    main()
