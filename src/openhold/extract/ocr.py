"""Pictures of pages read by tesseract, a program of the system, where it is installed."""

import os
import shutil
import subprocess
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import pypdfium2 as pdfium

from openhold.extract.decoding import sound
from openhold.extract.marks import Mark
from openhold.extract.pages import listed
from openhold.extract.rules import without_rules
from openhold.extract.setting import Sheet
from openhold.extract.text import Warned

PROGRAM = "tesseract"
PAGES = 40
"""More pictures than this of one paper are not read."""
SECONDS = 150.0
"""No picture is begun after so many seconds, and none takes longer than `PAGE_SECONDS`."""
PAGE_SECONDS = 60.0
DOTS = 300
"""Dots an inch; fewer where a page would have more than `MOST` dots."""
MOST = 30_000_000
LAYOUTS = ("3", "6")
"""How the program looks at a page: first for its parts, which reads best, then by lines, which overlooks nothing."""
SURE = 0.5
"""What only the second look saw counts from this confidence on."""
HANGING = frozenset("gjpqyQ,;()[]{}|$/_@")
"""Signs that reach below the base line."""


@dataclass(slots=True)
class _Seen:
    """A word in dots of the picture."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    sure: float
    base: float = 0.0
    size: float = 0.0


class _UnreadError(Exception):
    """The program did not read this picture."""


def recognise(document: pdfium.PdfDocument, sheets: dict[int, Sheet]) -> list[Warned]:
    """Put the words of the pictures into `sheets`, which are named by their pages; return what a person must know."""
    program = shutil.which(PROGRAM)
    if program is None:
        detail = f"A picture without text, and {PROGRAM} is not here to read it (install tesseract-ocr)"
        return [("not-read", f"{detail}: {listed(list(sheets))}.")]
    ends = time.monotonic() + SECONDS
    read: list[int] = []
    failed: list[int] = []
    left: list[int] = []
    for page, sheet in sheets.items():
        if len(read) + len(failed) >= PAGES or time.monotonic() > ends:
            left.append(page)
            continue
        try:
            _read(program, document, page, sheet)
            read.append(page)
        except (_UnreadError, pdfium.PdfiumError):
            failed.append(page)
    warnings: list[Warned] = []
    if read:
        warnings.append(("read-by-ocr", f"Recognised from a picture, letters may be wrong: {listed(read)}."))
    if failed:
        warnings.append(("not-read", f"A picture that {PROGRAM} could not read: {listed(failed)}."))
    if left:
        warnings.append(("not-read", f"Pictures beyond what is read at once: {listed(left)}."))
    return warnings


def _read(program: str, document: pdfium.PdfDocument, number: int, sheet: Sheet) -> None:
    page = document[number - 1]
    try:
        width, height = page.get_size()
        scale = min(DOTS / 72, (MOST / max(1.0, width * height)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=True)
        wide, high, stride = bitmap.width, bitmap.height, bitmap.stride
        dots = bytes(bitmap.buffer)
        bitmap.close()
    finally:
        page.close()
    picture = bytearray(
        dots if stride == wide else b"".join(dots[at * stride : at * stride + wide] for at in range(high))
    )
    without_rules(picture, wide, high)
    image = b"P5 %d %d 255\n%b" % (wide, high, bytes(picture))
    seen: list[_Seen] = []
    for layout in LAYOUTS:
        lines = _look(program, image, layout, round(scale * 72))
        _level(lines)
        words = [word for line in lines for word in line]
        seen += [word for word in words if not seen or (word.sure >= SURE and not _covered(word, seen))]
    sheet.width, sheet.height = width, height
    known = list(sheet.marks)
    run = max((mark.run for mark in known), default=0)
    for at, word in enumerate(seen, run + 1):
        mark = Mark(
            word.text, word.left / scale, word.right / scale, word.base / scale, word.size / scale, at, word.sure
        )
        if not any(_same_place(mark, other) for other in known):
            sheet.marks.append(mark)


def _look(program: str, image: bytes, layout: str, dots: int) -> list[list[_Seen]]:
    """Return the words that the program finds, line by line."""
    command = [program, "stdin", "stdout", "--dpi", str(dots), "--psm", layout, "-l", "eng", "tsv"]
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command, input=image, capture_output=True, timeout=PAGE_SECONDS, check=True, env=environment
        )
    except (subprocess.SubprocessError, OSError):
        raise _UnreadError from None
    lines: dict[tuple[str, ...], list[_Seen]] = defaultdict(list)
    for row in done.stdout.decode("utf-8", "replace").splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == "5" and (text := sound("".join(cells[11].split()))):
            left, top, width, height = (float(cell) for cell in cells[6:10])
            sure = min(1.0, max(0.0, float(cells[10]) / 100))
            lines[tuple(cells[2:5])].append(_Seen(text, left, top, left + width, top + height, sure))
    return list(lines.values())


def _level(lines: Sequence[Sequence[_Seen]]) -> None:
    """Give each word its base line as it would be if the page did not lie askew."""
    slopes = []
    for line in lines:
        feet = [word for word in line if not HANGING & set(word.text) and len(word.text) > 1]
        if len(feet) >= 4 and (length := feet[-1].left - feet[0].left) > 0:
            slopes.append((feet[-1].bottom - feet[0].bottom) / length)
    slope = median(slopes) if len(slopes) >= 3 else 0.0
    for line in lines:
        tall = median(word.bottom - word.top for word in line)
        feet = [word for word in line if not HANGING & set(word.text) and word.bottom - word.top > 0.4 * tall]
        lift = 0.0 if feet else 0.2 * tall
        base = median(word.bottom - slope * word.left - lift for word in feet or line)
        for word in line:
            word.base, word.size = base, 1.2 * tall


def _covered(word: _Seen, seen: Sequence[_Seen]) -> bool:
    return any(
        min(word.right, old.right) > max(word.left, old.left) and min(word.bottom, old.bottom) > max(word.top, old.top)
        for old in seen
    )


def _same_place(mark: Mark, other: Mark) -> bool:
    """Tell whether a word was recognised where one stands as text."""
    return min(mark.right, other.right) > max(mark.left, other.left) and abs(mark.base - other.base) < 0.6 * other.size
