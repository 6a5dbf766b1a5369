"""Line numbers of pleading paper: found wherever they fall, and nothing else taken for one."""

import json
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openhold.court.numbered import numbered
from openhold.court.view import View
from openhold.extract.text import Noise, plain
from tests.court.legal import LEGAL, needs_legal

TEXT = """UNITED STATES DISTRICT COURT EASTERN DISTRICT OF CALIFORNIA MARIA LOPEZ, Plaintiff, v. JOHN STONE, et al.,
Defendants. No. 2:14-cv-00321-ABC-DEF (PC) ORDER Plaintiff proceeds pro se under 42 U.S.C. § 1983. On May 8, 2017,
plaintiff filed a motion (ECF No. 92). Under Federal Rule of Civil Procedure 26(c)(1), (2), and Rule 37(a), he asks
for an order. See Green v. Baker Corp., 464 F.3d 951, 959 (9th Cir. 2006); Stone v. Marsh, 673 F. Supp. 2d 1063, 1071
(C.D. Cal. 2009) (quoting Hill v. United States, 60 Fed. Cl. 133, 135-36 (2004)). The motion is denied. Plaintiff
shall file an opposition within thirty (30) days and 45 days are enough for a reply. Dated: May 30, 2017"""
WORDS = TEXT.split()
PAGE = [str(number) for number in range(1, 29)]


def injected(places: list[int], gaps: list[str]) -> str:
    """Return the words with page after page of numbers, each before the word at its place."""
    numbers = [PAGE[index % 28] for index in range(len(places))]
    tokens, at = [], 0
    for index in range(len(WORDS) + 1):
        while at < len(places) and places[at] == index:
            tokens.append(numbers[at])
            at += 1
        tokens += WORDS[index : index + 1]
    return "".join(token + gaps[index % len(gaps)] for index, token in enumerate(tokens))


@settings(max_examples=150, deadline=None)
@given(
    st.integers(1, 3).flatmap(
        lambda pages: st.lists(st.integers(0, len(WORDS)), min_size=28 * pages, max_size=28 * pages).map(sorted)
    ),
    st.lists(st.sampled_from([" ", "\n", "  ", "\r\n"]), min_size=1, max_size=7),
)
def test_the_words_are_what_they_were_before_numbers_fell_among_them(places: list[int], gaps: list[str]) -> None:
    text = injected(places, gaps)
    view = View(plain(text))
    assert view.flow.split() == WORDS
    pieces = [text[piece.start : piece.end] for piece in view.text.pieces if piece.noise is Noise.LINE_NUMBER]
    assert pieces == [PAGE[index % 28] for index in range(len(places))]


@pytest.mark.parametrize("last", [24, 25, 26, 28])
@pytest.mark.parametrize("shape", ["first", "own line", "prefixed", "in a column"])
def test_each_way_in_which_numbers_come_out_of_a_page(last: int, shape: str) -> None:
    lines = [" ".join(WORDS[index * 4 : index * 4 + 4]) for index in range(last)]
    numbers = [str(number) for number in range(1, last + 1)]
    pairs = list(zip(numbers, lines, strict=True))
    text = {
        "first": " ".join(numbers) + " " + " ".join(lines),
        "own line": "\n".join(f"{number}\n{line}" for number, line in pairs),
        "prefixed": "\n".join(f"{number:>4}    {line}" for number, line in pairs),
        "in a column": "\n".join(numbers) + "\n\n" + "\n".join(lines),
    }[shape]
    assert View(plain(text)).flow == " ".join(lines)


def test_a_line_has_the_number_that_is_printed_beside_it() -> None:
    rows = [f"word{number} is said here" for number in range(1, 29)]
    prefixed = View(plain("\n".join(f"{number} {row}" for number, row in enumerate(rows, 1))))
    alone = View(plain("\n".join(f"{number}\n{row}" for number, row in enumerate(rows, 1)) + "\n"))
    inside = View(plain(" ".join(f"{number} {row}" for number, row in enumerate(rows, 1)) + "\n\nAnd no number."))
    for number in (1, 7, 27):
        word = f"word{number} "
        for view in (prefixed, alone, inside):
            assert view.number(view.text.text.index(word)) == number
    assert inside.number(inside.text.text.index("And no")) is None


def test_a_number_lost_by_recognition_does_not_end_the_page() -> None:
    text = " ".join(f"{number} the words of a line" for number in range(1, 29) if number not in (2, 9, 17))
    assert View(plain(text)).flow == " ".join(["the words of a line"] * 25)


def test_stamps_and_counters_are_no_part_of_what_is_said() -> None:
    stamp = "Case 2:14-cv-00321-ABC-DEF   Document 40   Filed 06/20/12   Page {} of 2 Page ID #:365"
    page = "\n".join(f"{number} one line of it" for number in range(1, 29))
    text = plain(f"{stamp.format(1)}\n{page}\n                  1\n\f{stamp.format(2)}\n{page}\n                  2\n")
    view = View(text)
    assert view.flow == " ".join(["one line of it"] * 56)
    kinds = [piece.noise for piece in view.text.pieces if piece.noise is not Noise.LINE_NUMBER]
    assert kinds == [Noise.STAMP, Noise.FOOTER, Noise.STAMP, Noise.FOOTER]


@pytest.mark.parametrize(
    "stamp",
    [
        "Case: 12-15388 02/14/2013 ID: 8513457 DktEntry: 28-1 Page: 1 of 3",
        "Case: 17-2678   Document: 003112692   Page: 1   Date Filed: 08/03/2017",
        "Case 17-3510, Document 1-1, 10/31/2017, 2161300, Page1 of 2",
        "USCA Case #17-1234 Document #1234567 Filed: 01/01/2017 Page 1 of 2",
        "Appellate Case: 20-1234 Document: 010110123 Date Filed: 01/02/2020 Page: 1",
        "Case: 4:12-cv-00001-ABC Doc. #: 12 Filed: 01/02/12 Page: 1 of 4 PageID #: 33",
        "Case 3:19-cv-00456-ABC-DEF   Document 6   Filed 09/06/19   PageID.88   Page 1 of 2",
        "Case 2:19-cv-00456-ABC-DEF Document 6 Filed 09/06/19 Page 1 of 2 PageID #: 123",
        "Case 2:19-cv-00456-ABC Document 6 Filed 09/06/19 Page 1 of 2 Pageid#: 77",
        "2:19-cv-10456-ABC-DEF   Doc # 12   Filed 09/06/19   Pg 1 of 3    Pg ID 88",
    ],
)
def test_the_stamps_of_other_courts(stamp: str) -> None:
    assert View(plain(f"{stamp}\nORDER\nIt is so ordered.")).flow == "ORDER It is so ordered."


@pytest.mark.parametrize("counter", ["-1-", "- 1 -", "1"])
def test_a_counter_in_the_middle_of_a_citation(counter: str) -> None:
    first = " ".join(f"{number} the words of a line" for number in range(1, 28))
    second = " ".join(f"{number} and so on" for number in range(2, 29))
    text = f"{first} 28 Green v. Baker Corp., 464 {counter} 1 F.3d 951, 959 {second}"
    assert "Green v. Baker Corp., 464 F.3d 951, 959 and so on" in View(plain(text)).flow


def test_the_second_page_may_be_short() -> None:
    page = " ".join(f"{number} the words of a line" for number in range(1, 29))
    assert View(plain(f"{page} 1 and the rest 2 of what is 3 said here 4 by the court 5 ends")).flow.endswith(
        "line and the rest of what is said here by the court ends"
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "No numbers at all.",
        "ORDER: 1. The motion is granted. 2. Plaintiff shall file by 5/1/2012. 3. Discovery closes 6/1/2012.",
        "\n".join(f"{number}. The {number}th finding is adopted." for number in range(1, 29)),
        "(Attachments: " + ", ".join(f"# {number} Exhibit" for number in range(1, 29)) + ")",
        "Re ECF Nos. " + ", ".join(str(number) for number in range(1, 29)),
        "\n".join(f"{number} 05/{number:02}/2012 NOTICE by Roe." for number in range(1, 29)),
        "Rows:\n" + "\n".join(f"{number} Exhibit {chr(64 + number)}." for number in range(1, 13)),
        "\n".join(f"A heading ........ {number}" for number in range(1, 25)),
        "On 9 June 2017, 18 U.S.C. § 1001 and 28 U.S.C. § 1915 were cited; 25 requests within 21 days; Rule 26.",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    given_ = plain(text)
    assert numbered(given_) is given_


def test_it_takes_time_in_step_with_the_length() -> None:
    page = " ".join(
        f"{number} within 18 days of 2 orders and 7 motions, 12 F.3d 18 (2d Cir. 1993)" for number in range(1, 29)
    )
    started = perf_counter()
    found = numbered(plain(" ".join([page] * 400)))
    assert perf_counter() - started < 8
    assert len(found.pieces) >= 28 * 390


@needs_legal
def test_no_docket_text_is_touched() -> None:
    for name in ("caed", "other_courts_sample"):
        for row in (LEGAL / "docket_text" / f"{name}.jsonl").read_text().splitlines():
            text = plain(json.loads(row)["text"])
            assert numbered(text) is text


@needs_legal
def test_the_scanned_order_reads_on_through_its_numbers() -> None:
    view = View(plain((LEGAL / "seed.txt").read_text()))
    numbers = [view.text.text[piece.start : piece.end] for piece in view.text.pieces]
    assert numbers == PAGE
    assert view.flow.startswith("UNITED STATES DISTRICT COURT EASTERN DISTRICT OF CALIFORNIA")
    assert (
        "Plaintiff requests a court order under Federal Rule of Civil Procedure 26(c)(1), (2), to prevent" in view.flow
    )
    assert "to issue preservation orders as part of" in view.flow
    assert view.number(view.text.text.index("May 8, 2017")) == 18
    assert view.number(view.text.text.index("464 F.3d")) is None


def test_a_short_page_that_begins_before_its_caption() -> None:
    words = (
        "1 UNITED STATES BANKRUPTCY COURT 2 EASTERN DISTRICT 3 In re Case No. 13-24417 4 RALPH ROE, 5 Debtors. 6 ORDER "
        "7 The Motion filed on 8 August 9, 2013, 9 IT IS ORDERED that the stay of 11 U.S.C. § 10 362(a) is over, 11 and"
        " 12 Dated: September 16, 2013"
    )
    assert "of 11 U.S.C. § 362(a) is over, and Dated" in View(plain(words)).flow
    listed = words.replace("UNITED STATES BANKRUPTCY COURT", "Complaint")
    assert numbered(plain(listed)).pieces == ()


def test_a_stamp_that_names_the_court_behind_the_date() -> None:
    words = "Case 4:19-cv-02786 Document 61 Filed on 11/05/20 in TXSD Page 1 of 2\nThe motion is denied.\n"
    assert View(plain(words)).flow == "The motion is denied."
