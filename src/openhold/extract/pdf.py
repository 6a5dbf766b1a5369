"""PDF: the words of its pages with their places, read by pdfium. Nothing that it would run is run, nothing opened."""

import time
from collections.abc import Iterable

import pypdfium2 as pdfium
import pypdfium2.raw as c

from openhold.extract import ocr
from openhold.extract.errors import NotAPaperError
from openhold.extract.glyphs import Glyphs
from openhold.extract.margins import stamps
from openhold.extract.marks import Mark, rows_of
from openhold.extract.pages import listed
from openhold.extract.setting import Sheet, set_text
from openhold.extract.text import Text, Warned

PAGES = 300
"""Pages after this one are left out."""
SECONDS = 60.0
"""No page is begun after so many seconds."""
FEW = 20
"""A page with fewer letters than this, stamps left out, may be a picture of a page."""
PICTURE = 0.2
"""A picture that covers this share of a page may be a picture of a page."""
GARBAGE = 0.3
"""Where this share of a page's signs stands for no letter, its text is of no use."""

_FIELDS = (c.FPDF_ANNOT_WIDGET, c.FPDF_ANNOT_FREETEXT, c.FPDF_ANNOT_STAMP)


def open_pdf(data: bytes) -> Text:
    """Return the text of a PDF, recognised where it has pictures of pages only. Raises `NotAPaperError`."""
    document = _document(data)
    try:
        return _read(document, data)
    finally:
        document.close()


def _document(data: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == c.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise NotAPaperError("The PDF opens with a password only: save it without one and read that.") from None
        raise NotAPaperError("The PDF is broken, so that no page of it can be found.") from None
    if len(document) < 1:
        document.close()
        raise NotAPaperError("The PDF has no pages.")
    return document


def _read(document: pdfium.PdfDocument, data: bytes) -> Text:
    ends = time.monotonic() + SECONDS
    count = len(document)
    warnings = list(_extras(document, data))
    sheets: list[Sheet] = []
    broken, cut, pictures = [], [], []
    for at in range(min(count, PAGES)):
        if time.monotonic() > ends:
            break
        try:
            sheet, was_cut, is_picture = _sheet(document, at)
        except pdfium.PdfiumError:
            broken.append(at + 1)
            sheet, was_cut, is_picture = Sheet(612, 792), False, False
        sheets.append(sheet)
        cut += [at + 1] * was_cut
        pictures += [at + 1] * is_picture
    if len(broken) == len(sheets):
        raise NotAPaperError("The PDF is broken, so that no page of it can be read.")
    if count > len(sheets):
        warnings.append(("pages-left-out", f"Only the first {len(sheets)} of {count} pages were read."))
    if broken:
        warnings.append(("page-broken", f"Not readable: {listed(broken)}."))
    if cut:
        warnings.append(("page-cut", f"More text than a page can hold, the rest left out: {listed(cut)}."))
    if pictures:
        warnings += ocr.recognise(document, {at: sheets[at - 1] for at in pictures})
    return set_text(sheets, tuple(warnings))


def _sheet(document: pdfium.PdfDocument, at: int) -> tuple[Sheet, bool, bool]:
    """Return the words of a page, whether some were left out, and whether it is a picture of a page."""
    page = document[at]
    try:
        if _has_fields(page) and c.FPDFPage_Flatten(page.raw, c.FLAT_NORMALDISPLAY) == c.FLATTEN_SUCCESS:
            page.close()
            page = document[at]
        glyphs = Glyphs(page)
        marks = glyphs.marks
        if _is_garbage(marks):
            marks = []
        picture = _letters(marks) < FEW and _has_picture(page, bool(marks))
        return Sheet(glyphs.width, glyphs.height, marks), glyphs.cut, picture
    finally:
        page.close()


def _has_fields(page: pdfium.PdfPage) -> bool:
    """Tell whether something stands on the page that pdfium counts as no part of it: forms filled in, notes, stamps."""
    for at in range(min(200, c.FPDFPage_GetAnnotCount(page.raw))):
        annotation = c.FPDFPage_GetAnnot(page.raw, at)
        if annotation:
            kind = c.FPDFAnnot_GetSubtype(annotation)
            c.FPDFPage_CloseAnnot(annotation)
            if kind in _FIELDS:
                return True
    return False


def _letters(marks: list[Mark]) -> int:
    if sum(len(mark.text) for mark in marks) > 400:
        return FEW
    said = [" ".join(mark.text for mark in row.marks) for row in rows_of(marks)]
    return sum(letter.isalpha() for text in said if not stamps(text) for letter in text)


def _is_garbage(marks: list[Mark]) -> bool:
    letters = "".join(mark.text for mark in marks)
    strange = sum(letter == "\ufffd" or letter < " " or "\ue000" <= letter <= "\uf8ff" for letter in letters)
    return strange > GARBAGE * len(letters)


def _has_picture(page: pdfium.PdfPage, has_words: bool) -> bool:
    width, height = page.get_size()
    covered, drawn = 0.0, False
    for thing in page.get_objects(max_depth=4):
        drawn = drawn or thing.type in (c.FPDF_PAGEOBJ_PATH, c.FPDF_PAGEOBJ_SHADING, c.FPDF_PAGEOBJ_TEXT)
        if thing.type == c.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = thing.get_bounds()
            covered += max(0.0, right - left) * max(0.0, top - bottom)
    return covered > PICTURE * width * height or (drawn and not has_words)


def _extras(document: pdfium.PdfDocument, data: bytes) -> Iterable[Warned]:
    if c.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0 or b"/JavaScript" in data:
        yield "has-script", "The PDF holds a script. It was not run."
    if (attached := c.FPDFDoc_GetAttachmentCount(document.raw)) > 0:
        yield "has-attachments", f"Files are attached to the PDF: {attached}. None was opened."
