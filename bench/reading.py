"""How fast and how well court papers are read, and how fast dates are computed."""

import json
import os
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path

from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from bench.accuracy import LEGAL
from openhold.law.asking import answer

TEXTS = 10_000
PAGES = 50
_PARAGRAPH = (
    "Plaintiff is proceeding pro se in this civil rights action pursuant to 42 U.S.C. § 1983. Discovery shall be",
    "completed by August 14, 2026. See Doe v. Roe, 101 F.3d 202, 204 (9th Cir. 1996); Fed. R. Civ. P. 26(c)(1).",
    "The motion to compel (ECF No. 9) is denied. Any opposition is due within twenty-one days of service of the",
    "motion, and a reply within seven days thereafter. No extension is granted except for good cause shown.",
)


def batch_of_texts(file: Path) -> Path | None:
    """Write a batch of docket texts, the real ones over again until there are enough; None without the papers."""
    if not LEGAL.is_dir():
        return None
    real = [
        json.loads(line)
        for name in ("caed.jsonl", "other_courts_sample.jsonl")
        for line in (LEGAL / "docket_text" / name).read_text().splitlines()
    ]
    with file.open("w") as out:
        for number, row in enumerate(islice(cycle(real), TEXTS)):
            asked = {key: row[key] for key in ("text", "court", "case", "entered")}
            # The sample has numbers of appeals and of bankruptcy cases in forms of its own: told only where they fit.
            out.write(json.dumps({"id": number, "kind": "docket-text", **asked}) + "\n")
    return file


def long_paper(file: Path) -> Path:
    """Write a text PDF of many pages on numbered pleading paper."""
    canvas = Canvas(str(file), pagesize=letter)
    for number in range(1, PAGES + 1):
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(
            150, 775, f"Case 2:25-cv-01847-RMV-TLH   Document 14   Filed 02/11/26   Page {number} of {PAGES}"
        )
        for line, words in enumerate(islice(cycle(_PARAGRAPH), 28)):
            canvas.drawRightString(60, 735 - 24 * line, str(line + 1))
            canvas.drawString(80, 735 - 24 * line, words)
        canvas.showPage()
    canvas.save()
    return file


def computations() -> float:
    """Return how many questions about time are answered in a second, of many kinds, in one process."""
    asked = list(_asked())
    begun = time.perf_counter()
    for one in asked:
        answer(one)
    return len(asked) / (time.perf_counter() - begun)


def _asked() -> Iterator[dict[str, object]]:
    for number in range(40_000):
        one: dict[str, object] = {
            "days": 7 + number % 60,
            "from": (date(2012, 1, 1) + timedelta(number % 8_000)).isoformat(),
        }
        if number % 5 == 0:
            one["before"] = True
        else:
            one["service"] = ("none", "mail", "cmecf", "personal")[number % 4]
        if number % 3:
            one["court"] = ("caed", "dcd")[number % 2]
        yield one


def one_core() -> list[str]:
    """Return the words before a command that keep it on one core."""
    return ["taskset", "-c", str(min(os.sched_getaffinity(0)))]
