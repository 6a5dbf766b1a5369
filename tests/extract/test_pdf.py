"""PDF: lines and columns, line numbers, stamps, footers, and what hostile or broken files cost."""

import io
import random
import subprocess
import sys
import time

import pypdfium2
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from openhold.extract.errors import NotAPaperError
from openhold.extract.opening import open_paper
from openhold.extract.text import Form, Noise, Text
from tests.extract import papers
from tests.extract.soundness import check, opened


def read(data: bytes) -> Text:
    text = open_paper(data, "paper.pdf")
    assert text.form is Form.PDF
    check(text)
    return text


def noise(text: Text, kind: Noise) -> list[str]:
    return [text.text[piece.start : piece.end] for piece in text.pieces if piece.noise is kind]


def numbered(text: Text, page: int) -> dict[int, str]:
    """Return what stands beside each line number of a page, single spaces."""
    found = {}
    for line in text.lines:
        if line.page == page and line.number is not None:
            _, _, said = text.text[line.start : line.end].partition(" ")
            found[line.number] = " ".join(said.split())
    return found


def test_lines_come_from_top_to_bottom_and_pages_are_parted() -> None:
    text = read(papers.plain_pages([["First line", "second line"], [], ["last page"]]))
    assert text.text == "First line\nsecond line\f\flast page"
    assert (text.pages, text.pieces, text.words, text.source) == (3, (), (), "")


@pytest.mark.parametrize("drift", [0.0, 7.0, -7.0])
def test_line_numbers_of_pleading_paper_are_told_from_the_text(drift: float) -> None:
    text = read(papers.pleading(2, drift))
    assert noise(text, Noise.LINE_NUMBER) == [str(number) for number in range(1, 29)] * 2
    beside = numbered(text, 1)
    assert sorted(beside) == list(range(1, 29))
    assert beside[7] == "UNITED STATES DISTRICT COURT"
    assert beside[9] == ""
    assert beside[17] == papers.BODY[0]
    assert beside[19] == papers.BODY[2]
    assert numbered(text, 2)[8] == "Dated: May 30, 2017"


@pytest.mark.parametrize("lines", [24, 26])
def test_older_paper_has_fewer_lines(lines: int) -> None:
    text = read(papers.pleading(1, lines=lines))
    assert noise(text, Noise.LINE_NUMBER) == [str(number) for number in range(1, lines + 1)]


def test_the_columns_of_a_caption_keep_their_gap() -> None:
    text = read(papers.pleading(1))
    rows = [text.text[line.start : line.end] for line in text.lines if line.number in range(10, 17)]
    assert [tuple(part.strip() for part in row[2:].split(")", 1)) for row in rows] == [
        (left, right) for left, _, right in papers.CAPTION
    ]
    assert len({row.index(")") for row in rows}) == 1
    assert all("   )" in row for row in rows if row[2:].strip() != ")")


def test_a_number_that_the_maker_of_the_pdf_misread_is_a_line_number_all_the_same() -> None:
    on, out = papers.canvas()
    on.setFont("Times-Roman", 12)
    for line in range(28):
        y = papers.FIRST - line * papers.PITCH
        on.drawRightString(60, y, {7: "B", 10: "ll"}.get(line, str(line + 1)))
        on.drawString(90, y, f"words of the order in line {line + 1}")
    on.showPage()
    on.save()
    text = read(out.getvalue())
    assert {"B", "ll"} < set(noise(text, Noise.LINE_NUMBER))
    assert numbered(text, 1) == {number: f"words of the order in line {number}" for number in range(1, 29)}


def test_single_spaced_lines_between_numbers_have_none() -> None:
    on, out = papers.canvas()
    papers.numbers(on)
    on.setFont("Times-Roman", 12)
    for half in range(10):
        on.drawString(100, papers.FIRST - 48 - half * papers.PITCH / 2, f"quoted line {half} of some length")
    on.showPage()
    on.save()
    text = read(out.getvalue())
    said = {
        " ".join(text.text[line.start : line.end].split()): line.number
        for line in text.lines
        if "quoted" in text.text[line.start : line.end]
    }
    assert said["3 quoted line 0 of some length"] == 3
    assert said["quoted line 1 of some length"] is None
    assert said["4 quoted line 2 of some length"] == 4


def test_a_numbered_list_and_a_table_are_no_line_numbers() -> None:
    lists = [["Exhibits"] + [f"{number}  Exhibit of the plaintiff" for number in range(1, 9)]]
    assert noise(read(papers.plain_pages(lists)), Noise.LINE_NUMBER) == []
    on, out = papers.canvas()
    on.setFont("Times-Roman", 11)
    for row in range(28):
        on.drawString(72, 700 - 22 * row, f"Item of evidence and what it weighs {row}")
        on.drawRightString(500, 700 - 22 * row, str(row + 1))
    on.showPage()
    on.save()
    assert noise(read(out.getvalue()), Noise.LINE_NUMBER) == []


@pytest.mark.parametrize(
    "said",
    [
        "Case 2:12-cv-02000-KJM-CKD Document 40 Filed 06/20/12 Page 1 of 4 Page ID #:365",
        "Case 8:16-cv-01261-DOC-KES   Document 40   Filed 03/14/17   Page 1 of 12   Page ID #:1200",
        "Case: 20-1507   Document: 00117684624   Page: 1   Date Filed: 12/22/2020   Entry ID: 6390389",
        "Case 17-3510, Document 1-1, 10/31/2017, 2161300, Page1 of 2",
        "Case: 12-17668, 04/23/2014, ID: 9068755, DktEntry: 28-1, Page 1 of 4",
        "Case: 17-2678 Document: 003112694541 Page: 1 Date Filed: 08/03/2017",
        "USCA Case #12-5362      Document #1412345            Filed: 01/02/2013      Page 1 of 3",
        "USCA4 Appeal: 21-1234      Doc: 12         Filed: 01/02/2022      Pg: 1 of 3",
        "USCA11 Case: 20-12345     Date Filed: 01/02/2021     Page: 1 of 4",
        "Appellate Case: 19-1234     Document: 010110345678     Date Filed: 05/08/2020     Page: 1",
        "Case 13-13284    Doc 123    Filed 01/02/13    Entered 01/02/13 10:11:12    Desc Main Document Page 1 of 3",
        "Case 4:11-cv-00123 Document 22 Filed in TXSD on 06/20/12 Page 1 of 9",
        "Case 1:09-cv-22222-XYZ Document 12 Entered on FLSD Docket 06/20/2012 Page 1 of 9",
        "Case: 3:11-cv-00045-TMR Doc #: 17 Filed: 06/20/12 Page: 1 of 5  PAGEID #: 99",
        "2:11-cv-12345-ABC-DEF   Doc # 12   Filed 06/20/12   Pg 1 of 4    Pg ID 100",
    ],
)
@pytest.mark.parametrize("low", [False, True])
def test_stamps_of_filing_are_told_from_the_text(said: str, low: bool) -> None:
    on, out = papers.canvas()
    on.setFont("Helvetica", 8)
    on.drawString(60, 20 if low else 775, said)
    on.setFont("Times-Roman", 12)
    on.drawString(72, 600, "ORDER in Case 2:12-cv-02000-KJM-CKD, Document 40, filed 06/20/12")
    on.drawString(72, 580, "and more words of the order.")
    on.showPage()
    on.save()
    text = read(out.getvalue())
    assert [" ".join(stamp.split()) for stamp in noise(text, Noise.STAMP)] == [" ".join(said.split())]


def test_two_stamps_printed_over_each_other_stay_two() -> None:
    on, out = papers.canvas()
    on.setFont("Helvetica", 9)
    first = "Case: 12-17668, 04/23/2014, ID: 9068755, DktEntry: 28-1, Page 1 of 4"
    second = "Case 2:12-cv-02000-KJM Document 40 Filed 06/20/12 Page 1 of 4"
    on.drawString(70, 774, first)
    on.drawString(90, 774, second)
    on.drawString(72, 600, "An order.")
    on.showPage()
    on.save()
    assert sorted(noise(read(out.getvalue()), Noise.STAMP)) == sorted([first, second])


def test_page_numbers_and_repeating_footers_are_told_and_single_ones_are_not() -> None:
    on, out = papers.canvas()
    for page in range(1, 4):
        on.setFont("Times-Roman", 11)
        on.drawString(72, 760, "No. 21-50498")
        on.drawString(72, 500, f"Words of page {page}.")
        on.drawCentredString(306, 45, f"- {page} -")
        on.drawCentredString(306, 30, f"ORDER DENYING MOTION - {page}")
        if page == 2:
            on.drawString(72, 60, "IT IS SO ORDERED.")
        on.showPage()
    on.save()
    text = read(out.getvalue())
    footers = noise(text, Noise.FOOTER)
    assert footers.count("No. 21-50498") == 2
    assert [said for said in footers if "No." not in said] == [
        said for page in range(1, 4) for said in (f"- {page} -", f"ORDER DENYING MOTION - {page}")
    ]


def test_a_numbered_line_that_repeats_near_the_edge_is_text() -> None:
    on, out = papers.canvas()
    for _ in range(2):
        papers.numbers(on)
        on.setFont("Times-Roman", 12)
        on.drawString(100, papers.FIRST - 27 * papers.PITCH, "IT IS SO ORDERED.")
        on.showPage()
    on.save()
    assert noise(read(out.getvalue()), Noise.FOOTER) == []


def test_a_footer_on_a_single_page_is_text() -> None:
    on, out = papers.canvas()
    on.drawString(72, 500, "An order.")
    on.drawString(72, 30, "United States District Judge")
    on.showPage()
    on.save()
    assert read(out.getvalue()).pieces == ()


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_as_it_is_shown(turn: int) -> None:
    on, out = papers.canvas()
    across, down = (792, 612) if turn % 180 else (612, 792)
    on.rotate(turn)
    on.translate(*{0: (0, 0), 90: (0, -across), 180: (-across, -down), 270: (-down, 0)}[turn])
    on.setFont("Times-Roman", 12)
    on.drawString(72, 400, "First line of words")
    on.drawString(72, 380, "second line of words")
    on.setPageRotation(turn)
    on.showPage()
    on.save()
    assert read(out.getvalue()).text == "First line of words\nsecond line of words"


def test_words_at_a_right_angle_to_the_rest_come_last() -> None:
    on, out = papers.canvas()
    on.setFont("Times-Roman", 12)
    on.drawString(72, 500, "First line of words")
    on.drawString(72, 480, "second line of words")
    on.rotate(90)
    on.drawString(300, -20, "in the margin")
    on.showPage()
    on.save()
    assert read(out.getvalue()).text == "First line of words\nsecond line of words\nin the margin"


def test_the_figure_of_a_footnote_is_no_part_of_the_word_before_it() -> None:
    on, out = papers.canvas()
    on.setFont("Times-Roman", 12)
    on.drawString(72, 500, "filed on May 5, 2010.")
    width = on.stringWidth("filed on May 5, 2010.", "Times-Roman", 12)
    on.setFont("Times-Roman", 7)
    on.drawString(72 + width, 504.5, "3")
    on.setFont("Times-Roman", 12)
    on.drawString(72 + width + 8, 500, "The motion")
    on.showPage()
    on.save()
    assert read(out.getvalue()).text == "filed on May 5, 2010. 3 The motion"


def test_words_drawn_twice_to_look_bold_are_there_once() -> None:
    on, out = papers.canvas()
    for x in (72, 72.3):
        on.drawString(x, 500, "ORDER OF DISMISSAL")
    on.showPage()
    on.save()
    assert read(out.getvalue()).text == "ORDER OF DISMISSAL"


def test_words_placed_letter_by_letter_and_far_apart() -> None:
    on, out = papers.canvas()
    on.setFont("Courier", 12)
    for at, letter in enumerate("ORDER NO 12"):
        on.drawString(72 + at * 7.2, 500, letter)
    on.drawString(400, 500, "RIGHT")
    on.showPage()
    on.save()
    text = read(out.getvalue()).text
    assert text.split() == ["ORDER", "NO", "12", "RIGHT"]
    assert "   RIGHT" in text


def test_a_form_that_was_filled_in_is_read() -> None:
    on, out = papers.canvas()
    on.drawString(72, 600, "The motion is:")
    on.acroForm.textfield(name="ruling", value="denied without prejudice", x=160, y=590, width=300, height=20)
    on.showPage()
    on.save()
    text = read(out.getvalue())
    assert " ".join(text.text.split()) == "The motion is: denied without prejudice"


def test_a_password_is_asked_for_in_one_sentence_unless_it_is_empty() -> None:
    on, out = papers.canvas(encrypt=StandardEncryption("secret", "owner"))
    on.drawString(72, 600, "An order.")
    on.save()
    with pytest.raises(NotAPaperError, match="password"):
        open_paper(out.getvalue(), "x")
    on, out = papers.canvas(encrypt=StandardEncryption("", "owner", canPrint=0))
    on.drawString(72, 600, "An order.")
    on.save()
    assert read(out.getvalue()).text == "An order."


def test_a_script_is_told_and_an_attachment_is_told() -> None:
    on, out = papers.canvas()
    on.drawString(72, 600, "An order.")
    on._doc.Catalog.OpenAction = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
    on.save()
    assert [code for code, _ in read(out.getvalue()).warnings] == ["has-script"]
    document = pypdfium2.PdfDocument(papers.plain_pages([["An order."]]))
    document.new_attachment("evil.exe").set_data(b"MZ")
    saved = io.BytesIO()
    document.save(saved)
    text = read(saved.getvalue())
    assert [code for code, _ in text.warnings] == ["has-attachments"]
    assert text.text == "An order."


def test_a_paper_without_letters_or_pages_is_empty_or_refused() -> None:
    assert read(papers.plain_pages([[]])).text == ""
    with pytest.raises(NotAPaperError, match="broken"):
        open_paper(b"%PDF-1.4\nnothing more", "x")


def test_fifty_full_pages_are_read_in_three_seconds() -> None:
    line = "The quick brown fox jumps over the lazy dog and files a motion in the court."
    data = papers.plain_pages([[line] * 46] * 50)
    began = time.process_time()
    assert read(data).pages == 50
    assert time.process_time() - began < 3


@pytest.mark.skipif(sys.platform != "linux", reason="the most memory that a process had is told in /proc")
def test_of_two_thousand_pages_the_first_are_read_and_the_rest_is_told() -> None:
    data = papers.plain_pages([[f"Page {number} of a long paper."] for number in range(1, 2001)])
    code = (
        "import sys\nfrom openhold.extract.opening import open_paper\n"
        "text = open_paper(sys.stdin.buffer.read(), 'x')\n"
        "print(text.pages, text.warnings[0][0], 'Page 300 of' in text.text, 'Page 301 of' in text.text)\n"
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    done = subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, check=True)
    said, memory = done.stdout.decode().splitlines()
    assert said == "300 pages-left-out True False"
    assert int(memory) < 300 * 1024


def test_a_paper_cut_off_anywhere_is_a_text_or_one_sentence() -> None:
    data = papers.pleading(2)
    chance = random.Random(7)
    for length in [*range(1, 60), *(chance.randrange(60, len(data)) for _ in range(40))]:
        opened(data[:length])


def test_a_damaged_paper_is_a_text_or_one_sentence() -> None:
    data = papers.pleading(2)
    chance = random.Random(11)
    for _ in range(60):
        damaged = bytearray(data)
        for _ in range(chance.randrange(1, 30)):
            at = chance.randrange(len(damaged))
            damaged[at] ^= 1 << chance.randrange(8)
        opened(bytes(damaged))


def test_garbled_streams_are_a_text_or_one_sentence() -> None:
    on, out = papers.canvas(pageCompression=0)
    for at in range(20):
        on.drawString(72, 700 - 20 * at, f"line {at}")
    on.showPage()
    on.save()
    chance = random.Random(13)
    whole = out.getvalue()
    for _ in range(60):
        start = chance.randrange(len(whole))
        opened(whole[:start] + chance.randbytes(chance.randrange(40)) + whole[start + chance.randrange(40) :])
