"""Made-up court papers as PDF, with everything that real ones have on their pages."""

import io
from collections.abc import Sequence

import pypdfium2
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

WIDE, HIGH = 612.0, 792.0
FIRST, PITCH = 730.0, 24.0

CAPTION = (
    ("OLIVER TEST FRAME,", ")", "Case No. 2:17-cv-09876-ABC-DEF (PC)"),
    ("", ")", ""),
    ("Plaintiff,", ")", "ORDER DENYING MOTION FOR"),
    ("v.", ")", "PROTECTIVE ORDER"),
    ("", ")", ""),
    ("WARDEN SAMPLE, et al.,", ")", "[ECF No. 92]"),
    ("Defendants.", ")", ""),
)

BODY = (
    "Plaintiff Oliver Test Frame is appearing pro se in this civil rights action pursuant to",
    "42 U.S.C. 1983. On May 8, 2017, Plaintiff filed a motion for a protective order. The court",
    "held in Leaf v. Branch Systems Corp., 464 F.3d 951, 959 that a party has a duty to preserve",
    "evidence. Any objections shall be filed within fourteen days after service of this order.",
    "The discovery deadline is set for August 25, 2017. The motion is denied without prejudice",
    "to a motion to compel. Failure to comply will result in dismissal of this action.",
    "IT IS SO ORDERED.",
    "Dated: May 30, 2017",
)


def canvas(**options: object) -> tuple[Canvas, io.BytesIO]:
    """Return a canvas of letter size and what it writes into."""
    out = io.BytesIO()
    return Canvas(out, pagesize=(WIDE, HIGH), invariant=1, **options), out


def numbers(on: Canvas, lines: int = 28, drift: float = 0.0, pitch: float = PITCH) -> None:
    """Draw the line numbers of pleading paper and the rules beside them."""
    on.setFont("Times-Roman", 12)
    for line in range(lines):
        on.drawRightString(60, FIRST - line * pitch + drift, str(line + 1))
    for x in (64, 66, 580):
        on.line(x, 20, x, HIGH - 20)


def stamp(on: Canvas, page: int, pages: int, document: int = 40) -> None:
    """Draw what the filing system prints on top of every page."""
    on.setFont("Helvetica", 9)
    on.drawString(
        70, HIGH - 18, f"Case 2:17-cv-09876-ABC-DEF   Document {document}   Filed 06/20/12   Page {page} of {pages}"
    )


def pleading(pages: int = 2, drift: float = 0.0, stamped: bool = True, lines: int = 28) -> bytes:
    """Return an order on pleading paper: a caption in columns on the first page, a body on all, a footer."""
    on, out = canvas()
    for page in range(1, pages + 1):
        if stamped:
            stamp(on, page, pages)
        numbers(on, lines, drift)
        on.setFont("Times-Roman", 12)
        line = 0
        if page == 1:
            line = 6
            on.drawCentredString(320, FIRST - line * PITCH, "UNITED STATES DISTRICT COURT")
            line = 7
            on.drawCentredString(320, FIRST - line * PITCH, "EASTERN DISTRICT OF NOWHERE")
            line = 9
            for left, bar, right in CAPTION:
                for x, text in ((80, left), (310, bar), (330, right)):
                    on.drawString(x, FIRST - line * PITCH, text)
                line += 1
        for said in BODY:
            on.drawString(108 if line % 3 == 0 else 80, FIRST - line * PITCH, said)
            line += 1
        on.setFont("Times-Roman", 10)
        on.drawCentredString(320, 30, str(page))
        on.showPage()
    on.save()
    return out.getvalue()


def plain_pages(texts: Sequence[Sequence[str]], size: float = 11, top: float = 720) -> bytes:
    """Return a PDF with the given lines on its pages."""
    on, out = canvas()
    for lines in texts:
        on.setFont("Times-Roman", size)
        for at, line in enumerate(lines):
            on.drawString(72, top - at * size * 1.3, line)
        on.showPage()
    on.save()
    return out.getvalue()


def scanned(data: bytes, dpi: int = 200, turn: float = 0.0, stamped: bool = False) -> bytes:
    """Return a PDF with pictures of the pages of another one; `turn` degrees askew; its stamp as text if asked."""
    document = pypdfium2.PdfDocument(data)
    on, out = canvas()
    for at in range(len(document)):
        picture = document[at].render(scale=dpi / 72, grayscale=True).to_pil()
        if turn:
            picture = picture.rotate(turn, fillcolor=255, resample=2)
        on.drawImage(ImageReader(picture), 0, 0, WIDE, HIGH)
        if stamped:
            stamp(on, at + 1, len(document))
        on.showPage()
    on.save()
    return out.getvalue()
