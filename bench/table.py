"""What a run found: the table on the screen, and the file that keeps it."""

import json
import os
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console
from rich.table import Table

from bench.aims import AIMS, Verdict
from bench.contestants import versions
from bench.measure import Run

RESULTS = Path(__file__).with_name("results")


class Figure(NamedTuple):
    """One measured row: a value in the unit of its aim, or None with the reason in `note`."""

    value: float | None
    note: str = ""


class Findings:
    """The figures of a run and the runs behind them, in the order in which they came."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self._words = dict(words)
        self.figures: dict[str, Figure] = {}
        self.runs: dict[str, list[Run]] = {}

    def tell(self, key: str, value: float | None, note: str = "") -> None:
        """Keep one row's figure."""
        self.figures[key] = Figure(value, note)

    def keep(self, group: str, runs: Mapping[str, list[Run]]) -> None:
        """Keep the runs behind some rows."""
        self.runs |= {f"{group}: {name}": list(of) for name, of in runs.items()}

    @property
    def missed(self) -> bool:
        """Whether a figure lies beyond its must."""
        return any(AIMS[key].verdict(figure.value) is Verdict.MISSED for key, figure in self.figures.items())

    def show(self, console: Console) -> None:
        """Print the rows, and then the seconds of every run."""
        table = Table(title="How fast, how big", title_justify="left")
        for name in ("step", "against", "here", "must", "goal", "verdict", "note"):
            table.add_column(name, justify="right" if name in {"here", "must", "goal"} else "left")
        for key, aim in AIMS.items():
            if (figure := self.figures.get(key)) is None:
                continue
            sign = ">= " if aim.at_least else "<= "
            bounds = ["-" if bound is None else sign + _written(bound, aim.unit) for bound in (aim.must, aim.goal)]
            here = "-" if figure.value is None else _written(figure.value, aim.unit)
            words = [text.format(**self._words) for text in (aim.step, aim.against)]
            table.add_row(*words, here, *bounds, aim.verdict(figure.value).value, figure.note)
        console.print(table)
        runs = Table(title="Seconds of each run, in the order of the rounds", title_justify="left")
        for name in ("run", "seconds", "largest process", "all together"):
            runs.add_column(name)
        for name, of in self.runs.items():
            together = [run.together for run in of if run.together is not None]
            shown = _written(max(together), "MiB") if together else "-"
            runs.add_row(
                name,
                "  ".join(f"{run.seconds:.2f}" for run in of),
                _written(max(run.largest for run in of), "MiB"),
                shown,
            )
        console.print(runs)

    def save(self, disk: str) -> Path:
        """Write everything to bench/results/<date>.json and return the path."""
        now = datetime.now(UTC)
        rows = []
        for key, figure in self.figures.items():
            aim = AIMS[key]
            row: dict[str, Any] = {
                "key": key,
                "step": aim.step.format(**self._words),
                "against": aim.against.format(**self._words),
            }
            row |= {"value": figure.value, "unit": aim.unit, "must": aim.must, "goal": aim.goal}
            rows.append(row | {"verdict": aim.verdict(figure.value).value, "note": figure.note})
        told = {
            "at": now.isoformat(timespec="seconds"),
            "machine": {
                "cores": os.cpu_count(),
                "kernel": platform.release(),
                "disk": disk,
                "python": platform.python_version(),
            },
            "peers": versions(),
            "rows": rows,
            "runs": {
                name: [{"seconds": run.seconds, "largest": run.largest, "together": run.together} for run in of]
                for name, of in self.runs.items()
            },
        }
        RESULTS.mkdir(exist_ok=True)
        path = RESULTS / f"{now:%Y-%m-%d}.json"
        path.write_text(json.dumps(told, indent=1) + "\n")
        return path


def _written(value: float, unit: str) -> str:
    if unit == "MiB":
        return f"{value / (1 << 20):,.0f} MiB"
    if unit in {"bytes", "modules", "errors"}:
        return f"{value:,.0f}" + (" bytes" if unit == "bytes" else "")
    return f"{value:,.0f} {unit}" if unit == "a second" else f"{value:.2f} {unit}"
