"""The second reading of dockets and notices: what it confirms, adds and contradicts, and that it costs nothing."""

import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from bench.twice import meetings
from hypothesis import given, settings
from hypothesis import strategies as st

from openhold.court.docket.reader import read_docket
from openhold.court.read import read
from openhold.court.said import Given
from openhold.court.second import parsers, same
from openhold.court.second.joining import paired
from openhold.court.view import View
from openhold.extract.opening import open_paper
from openhold.extract.text import Text, plain
from tests.court.legal import needs_legal
from tests.court.test_docket import HISTORY, civil
from tests.court.test_notice import PLAIN, mail
from tests.court.test_read import check

APPEAL = """<html><body><table><tr><td align=center><b>General Docket<br>United States Court of Appeals for the Ninth
Circuit</b></td></tr></table><table border=1><!-- NEW SECTION - Case Stub --><tr><td><table>
<tr><td><b>Court of Appeals Docket #: </b>20-15071</td><td rowspan=2><b>Docketed:</b> 12/22/2020<br><b>Termed:</b>
01/05/2022</td></tr><tr><td>Quill, et al. v. Acme Widgets</td></tr>
<tr><td><b>Appeal From:</b> U.S. District Court for the Eastern District of California, Fresno</td></tr></table>
</td></tr>
<tr><td><table><tr><td><b>Originating Court Information:</b></td></tr><tr><td><B>District: </B>0972-1 :
<A href="https://ecf.caed.uscourts.gov/cgi-bin/DktRpt.pl?caseNumber=1:19-cv-00515">1:19-cv-00515-DAD</A></td></tr>
<tr><td><b>Trial Judge: </b>Dana Q. Bench, District Judge</td></tr>
<tr><td><b>Date Filed: </b>04/17/2019</td></tr></table></td></tr></table>
<!-- NEW SECTION - Party/Aty List --><table><tr><td><table>
<tr><td>ADA QUILL<br>&nbsp;&nbsp;Plaintiff - Appellant,</td><td>Ben Counsel<br>[COR NTC Retained]</td></tr>
<tr><td>v.</td><td></td></tr></table></td></tr></table>
<!-- NEW SECTION - DOCKET ENTRIES --><table><tr><td><table>
<tr><td>12/22/2020</td><td><a href="https://ecf.ca9.uscourts.gov/docs1/009131234567">1</a></td><td>DOCKETED CAUSE. (AB)
[Entered: 12/23/2020 08:06 AM]</td></tr>
<tr><td>12/28/2020</td><td><a href="https://ecf.ca9.uscourts.gov/docs1/009131234568">doc</a></td><td>Filed
order.</td></tr></table></td></tr></table></body></html>"""


def page(source: str) -> Text:
    return open_paper(source.encode(), "docket.html")


def confirmed(text: Text) -> set[str]:
    """Return the fields of an answer that a second reading says too."""
    return {one["field"] for one in read(text, Given())["found"] if one.get("confirmed")}


def test_what_both_readings_of_a_docket_say_is_confirmed() -> None:
    answer = read(page(civil()), Given())
    assert answer["warnings"] == []
    assert {one["field"] for one in answer["found"] if one.get("confirmed")} == {
        "case",
        "case_numbers[0]",
        "case_name",
        "judge",
        "filed",
        "terminated",
        "plaintiffs[0]",
        "defendants[0]",
        *(f"parties[{n}].{field}" for n in (0, 1) for field in ("name", "role")),
        *(f"entries[{n}].{field}" for n in (0, 1) for field in ("filed", "entered", "text")),
        "entries[0].number",
        "entries[2].number",
        "entries[2].filed",
        "entries[2].text",
    }
    # As printed, not as the second reading spells it.
    assert (answer["case_name"], answer["judge"]) == ("Quill et al v. Acme Widgets, Inc.", "Dana Q. Bench, Jr")


def test_histories_appeals_and_notices_are_read_twice_too() -> None:
    assert {"case_name", "filed", "entries[0].text", "entries[1].entered"} <= confirmed(page(HISTORY))
    assert {"case", "case_name", "filed", "terminated", "entries[0].number", "entries[1].text"} <= confirmed(
        page(APPEAL)
    )
    entry = "dockets[0].entries[0]"
    for notice in (mail(), open_paper(PLAIN.encode(), "notice.eml")):
        assert {"case", "dockets[0].case", f"{entry}.filed", f"{entry}.text", f"{entry}.number"} <= confirmed(notice)


def test_the_number_of_a_document_in_the_links_is_no_number_of_an_entry() -> None:
    answer = read(page(APPEAL), Given())
    assert [one["number"] for one in answer["entries"]] == ["1", None]
    assert answer["warnings"] == []


def test_a_value_that_is_not_sure_is_not_made_sure_by_the_same_guess() -> None:
    answer = read(page(civil().replace("<b>Date Filed</b>", "<b>Date Entered</b>")), Given())
    [filed] = [one for one in answer["found"] if one["field"] == "entries[0].filed"]
    assert not filed["sure"]
    assert "confirmed" not in filed


def altered(monkeypatch: pytest.MonkeyPatch, source: str, **changed: Any) -> dict[str, Any]:
    """Return the answer about a docket of which the second reading says something else."""
    text = page(source)
    said = parsers.sheet(text.source, "mowd")
    assert said is not None
    with monkeypatch.context() as patch:
        patch.setattr(parsers, "sheet", lambda *_: said | changed)
        answer = read(text, Given())
    check(answer, text.text)
    return answer


def test_where_both_differ_the_printed_value_stays_and_a_warning_names_both(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = altered(monkeypatch, civil(), judge="Ed Low", filed="2019-03-05")
    assert (answer["judge"], answer["filed"]) == ("Dana Q. Bench, Jr", "2019-03-04")
    assert [one["code"] for one in answer["warnings"]] == ["second-reading-differs"] * 2
    assert "'Ed Low', where 'Dana Q. Bench, Jr' was read" in answer["warnings"][0]["detail"]
    assert "'2019-03-05', where '2019-03-04' was read" in answer["warnings"][1]["detail"]
    assert not {"judge", "filed"} & {one["field"] for one in answer["found"] if one.get("confirmed")}


def test_what_only_the_second_reading_has_is_taken_where_its_words_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    silent = civil(assigned="Before Dana Q. Bench<br>")
    assert read(page(silent), Given())["judge"] is None
    answer = altered(monkeypatch, silent, judge="Dana Q. Bench")
    assert answer["judge"] == "Dana Q. Bench"
    [found] = [one for one in answer["found"] if one["field"] == "judge"]
    assert (found["quote"], found["sure"]) == ("Dana Q. Bench", False)
    assert answer["warnings"] == []


def test_what_the_paper_does_not_say_is_named_and_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    for said in ("Jo T. Halloran", "Bench"):  # The second is part of a word where it stands.
        answer = altered(monkeypatch, civil(assigned="Benchmark<br>"), judge=said)
        assert answer["judge"] is None
        [warning] = answer["warnings"]
        assert warning["code"] == "second-reading-adds"
        assert repr(said) in warning["detail"]


def test_parties_and_entries_that_one_reading_lacks_find_their_places(monkeypatch: pytest.MonkeyPatch) -> None:
    said = parsers.sheet(page(civil()).source, "mowd")
    assert said is not None
    first = read_docket(View(page(civil())))
    with monkeypatch.context() as patch:
        patch.setattr(
            "openhold.court.read.read_docket",
            lambda _: type(first)(
                type(first.caption)(court=first.caption.court, parties=first.caption.parties[1:]),
                first.heading,
                first.entries[:1] + first.entries[2:],
            ),
        )
        answer = read(page(civil()), Given())
    assert [one["name"] for one in answer["parties"]] == ["Ada Quill", "Acme Widgets, Inc."]
    assert (answer["plaintiffs"], answer["case"]) == (["Ada Quill"], "2:19-cv-04005")
    assert [(one["number"], one["filed"]) for one in answer["entries"]] == [
        ("1", "2019-03-04"),
        (None, None),  # Its day stands before its words, where the second reading does not say it is.
        ("2", "2019-03-07"),
    ]
    check(answer, page(civil()).text)
    # What only the first reading has stays as it is.
    answer = altered(monkeypatch, civil(), parties=said["parties"][1:], entries=said["entries"][1:])
    assert len(answer["parties"]) == 2
    assert [one["number"] for one in answer["entries"]] == ["1", None, "2"]
    assert answer["warnings"] == []


def test_many_differences_of_one_kind_are_one_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    source = civil().replace(
        "</table>\n</body>", "<tr><td>03/09/2019</td><td>7</td><td>NOTICE</td></tr>" * 5 + "</table></body>"
    )
    said = parsers.sheet(page(source).source, "mowd")
    assert said is not None
    entries = [one | {"filed": "2001-01-01"} for one in said["entries"]]
    [warning] = altered(monkeypatch, source, entries=entries)["warnings"]
    assert warning["detail"].count("it says") == 3
    assert f"and {len(entries) - 3} more" in warning["detail"]


@pytest.mark.parametrize("error", [IndexError, MemoryError, RecursionError, TimeoutError, AssertionError])
def test_a_second_reading_that_fails_costs_nothing(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    def fail(*_: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr("juriscraper.pacer.DocketReport._parse_text", fail)
        patch.setattr("juriscraper.pacer.NotificationEmail._parse_text", fail)
        once = read(page(civil()), Given())
        assert read(mail(), Given())["dockets"][0]["case"] == "3:21-cv-00437-ECM-SRW"
    twice = read(page(civil()), Given())
    for one in twice["found"]:
        one.pop("confirmed", None)
    assert once == twice


def test_one_part_that_fails_takes_nothing_from_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise IndexError

    monkeypatch.setattr("juriscraper.pacer.DocketReport.parties", property(fail))
    assert "judge" in confirmed(page(civil()))
    assert "parties[0].name" not in confirmed(page(civil()))


def test_markup_without_end_is_not_read_a_second_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsers, "LARGEST", 100)
    assert parsers.sheet(civil(), "mowd") is None


def test_a_docket_that_was_printed_and_a_paper_of_another_kind_are_read_once() -> None:
    for text in ("CIVIL DOCKET FOR CASE #: 2:19-cv-04005-NKL\nDate Filed: 03/04/2019\n", "Nothing here."):
        assert not any("confirmed" in one for one in read(plain(text), Given())["found"])


WATCHED = """
import sys, tempfile
from openhold.court.read import read
from openhold.court.said import Given
from openhold.extract.opening import open_paper
seen = []
def watch(event, args):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "subprocess.", "os.system")):
        seen.append(event)
    if event == "open" and isinstance(args[2], int) and args[2] & 0o103:
        seen.append(f"writing {args[0]}")
assert not [name for name in sys.modules if name.startswith("juriscraper")]
sys.addaudithook(watch)
for name in sys.argv[1:]:
    answer = read(open_paper(open(name, "rb").read(), name), Given())
    assert any(one.get("confirmed") for one in answer["found"]), name
assert "juriscraper" in sys.modules
print(seen)
"""


def test_the_second_reading_opens_no_socket_and_no_log(tmp_path: Path) -> None:
    papers = {"docket.html": civil(), "history.html": HISTORY, "appeal.html": APPEAL, "notice.eml": PLAIN}
    for name, source in papers.items():
        (tmp_path / name).write_text(source)
    log = tmp_path / "debug.log"
    done = subprocess.run(
        [sys.executable, "-B", "-c", WATCHED, *(str(tmp_path / name) for name in papers)],
        capture_output=True,
        text=True,
        check=False,
        env={"JURISCRAPER_LOG": str(log)},
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")
    assert not log.exists()


@pytest.mark.parametrize(
    ("gone", "field"),
    [
        ("Date Filed: 03/04/2019", "filed"),
        ("Date Terminated: 05/06/2020", "terminated"),
        ("Assigned to: Senior Judge Dana Q. Bench, Jr<br>", "judge"),
        ("Quill et al v. Acme Widgets, Inc.<br>", "case_name"),
        ("DOCKET FOR CASE #: 2:19-cv-04005-NKL-WJE", "case"),
    ],
)
def test_what_is_taken_out_of_a_docket_comes_back_from_neither_reading(gone: str, field: str) -> None:
    assert gone in civil()
    assert read(page(civil()), Given())[field] is not None
    assert read(page(civil().replace(gone, "")), Given("docket"))[field] is None


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_nothing_is_invented_in_a_page_with_a_hole(data: st.DataObject) -> None:
    source = data.draw(st.sampled_from([civil(), HISTORY, APPEAL]))
    start = data.draw(st.integers(40, len(source) - 2))
    end = data.draw(st.integers(start, min(len(source), start + 400)))
    text = page(f"{source[:start]}{source[end:]}<p>x")
    check(read(text, Given("docket")), text.text)


@pytest.mark.parametrize(
    ("compare", "first", "second", "answer"),
    [
        (same.name, "USA v. Quill et al", "United States v. Quill", True),
        (same.name, "Quill, Petitioner vs. Acme", "Quill v. Acme", True),
        (same.name, "Quill and Daughters v. Acme", "Quill and Daughters", None),
        (same.name, "Quill v. Acme", "Quill v. Apex", False),
        (same.judge, "Dana Q. Bench, Jr", "Dana Q. Bench Jr.", True),
        (same.judge, "J. Dana Bench", "Dana Bench", True),
        (same.judge, "Dana Q. Bench", "Dana Bench", True),
        (same.judge, "Dana Q. Bench", "Ed Low", False),
        (same.case, "2:19-cv-04005-NKL", "2:19-cv-04005", True),
        (same.case, "17-80033-CRJ7", "17-80033", True),
        (same.case, "MDL No. 2967", "MDL No. 2967", True),
        (same.case, "2:19-cv-04005-NKL", "2:19-cv-0400", False),
        (same.text, "ORDER on MOTION to stay, granted.", "ORDER on, granted.", None),
        (same.text, "ORDER granted.", "ORDER denied.", False),
        (same.short, "Order", "Acme, Inc. Order", None),
        (same.role, "Defendant (2)", "Defendant", True),
        (same.role, "Plaintiff", "Defendant", False),
        (same.address, "https://a/1#x", "https://a/1", True),
    ],
)
def test_only_what_is_known_to_be_spelling_is_passed(compare: Any, first: str, second: str, answer: object) -> None:
    assert compare(first, second) is answer


def test_lists_are_paired_by_key_and_what_is_left_by_order() -> None:
    key = (str.lower, str.lower)
    assert paired(["A", "B", "A"], ["a", "a"], [key]) == ({0: "a", 2: "a"}, [])
    assert paired(["A", "B"], ["c", "a"], [key]) == ({0: "a", 1: "c"}, [])
    assert paired(["A"], ["b", "a"], [key]) == ({0: "a"}, ["b"])


CONTRADICTED = {"ilnd_378697": ("case name", "differs")}
"""Papers of which the second reading says something else, and what: here it makes a name out of two parties."""
REFUSED = {"ksd_8097.html", "nysd_3.html"}
"""Pages that the second reader takes to be damaged by a program in the browser."""


@needs_legal
@pytest.mark.parametrize(
    ("folders", "fields"),
    [
        (("pacer_dockets", "docket_history"), {"case number": 123, "judge": 108, "party": 350, "entry's text": 5100}),
        (("nef_email", "nda_email"), {"case number": 125, "entry's date of filing": 125, "document's address": 90}),
    ],
)
def test_both_readings_agree_on_real_papers(folders: tuple[str, ...], fields: dict[str, int]) -> None:
    tally: Counter[tuple[str, str]] = Counter()
    for file, met in meetings(folders):
        tally += met
        assert bool(met) == (file.name not in REFUSED), file.name
        wrong = {key for key in met if key[1] in ("adds", "differs", "lacks")}
        assert wrong == ({CONTRADICTED[file.stem]} if file.stem in CONTRADICTED else set()), file.name
    assert {field: tally[field, "agrees"] >= least for field, least in fields.items()} == dict.fromkeys(fields, True)
