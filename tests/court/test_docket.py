"""Dockets: what the head, the parties and the entries say, each value with the words that say it."""

import dataclasses
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openhold.court.docket.menu import is_menu, read_menu
from openhold.court.docket.reader import read_docket
from openhold.court.said import Docket, Said
from openhold.court.view import View
from openhold.extract.opening import open_paper
from openhold.extract.text import plain
from tests.court.legal import LEGAL, needs_legal

HEAD = """<html><head><title>CM/ECF</title><script>var a = "Plaintiff";</script></head><body>
<table><tr><td align=right>CLOSED</td></tr></table>
<h3 align="center">U.S. District Court<br>{court}<br>{sort} DOCKET FOR CASE #: {case}</h3>
<table width=100%><tr><td valign=top width=60%><br>{title}<br>{assigned}Cause: 28:1331 Fed. Question</td>
<td valign=top width=40%><br>Date Filed: 03/04/2019<br>Date Terminated: 05/06/2020<br>Jurisdiction: Federal
Question</td></tr></table>
"""
PARTIES = """<table width=100%>
<tr><td><b><u>{one}</u></b></td></tr>
<tr><td width=40%><b>Ada   Quill</b></td><td>represented by</td><td><b>Ben Counsel</b><br>1 Main St<br><i>LEAD
ATTORNEY</i></td></tr>
<tr><td>V.</td></tr>
<tr><td><b><u>{two}</u></b></td></tr>
<tr><td><b>Acme Widgets, Inc.</b><br>TERMINATED: 01/02/2020</td><td>represented by</td><td><b>Cy Lawyer</b></td></tr>
</table>
"""
ENTRIES = """<table border=1><tr><td><b>Date Filed</b></td><td><b>#</b></td><td><b>Docket Text</b></td></tr>
<tr><td>03/04/2019</td><td><a href="https://ecf.mowd.uscourts.gov/doc1/1">1</a></td><td>COMPLAINT against Acme
Widgets , Inc. (Attachments: # <a>1</a> Exhibit)(abc) (Entered: 03/05/2019)</td></tr>
<tr><td>03/06/2019</td><td></td><td>MINUTE ORDER: the 2 motions of 03/04/2019 are set for 04/01/2019. <i>In
part.</i> (Entered: 03/06/2019)</td></tr>
<tr><td>03/07/2019</td><td>2 (5 pgs)</td><td>COMPLAINT<br>amended. No day stands here.</td></tr>
<tr><td>03/08/2019</td><td>doc</td><td>not on the docket</td></tr></table>
"""


def civil(**changed: str) -> str:
    """Return a made-up sheet, with other words in its head where they are given."""
    words = {
        "court": "Western District of Missouri (Jefferson City)",
        "sort": "CIVIL",
        "case": "2:19-cv-04005-NKL-WJE",
        "title": "Quill et al v. Acme Widgets, Inc.",
        "assigned": "Assigned to: Senior Judge Dana Q. Bench, Jr<br>Referred to: Magistrate Judge Ed Low<br>",
        "one": "Plaintiff",
        "two": "Defendant",
    } | changed
    return (HEAD + PARTIES).format(**words) + ENTRIES + "</body></html>"


def docket(source: str) -> tuple[Docket, str]:
    """Return what is read in a page, and the page's text."""
    text = open_paper(source.encode(), "docket.html")
    return read_docket(View(text)), text.text


def value(said: Said[Any] | None) -> Any:
    """Return what is said, or None."""
    return None if said is None else said.value


def every(read: Any) -> Iterator[Said[Any]]:
    """Yield every value that was read."""
    if isinstance(read, Said):
        yield read
    elif isinstance(read, tuple):
        for one in read:
            yield from every(one)
    elif dataclasses.is_dataclass(read) and not isinstance(read, type):
        for field in dataclasses.fields(read):
            yield from every(getattr(read, field.name))


def quotes(said: Said[Any] | None, text: str) -> list[str]:
    """Return the words that say a value."""
    assert said is not None
    return [text[slice(*span)] for span in said.spans]


def test_the_head_of_a_civil_docket() -> None:
    read, text = docket(civil())
    assert value(read.caption.court) == "mowd"
    assert "Western District of Missouri" in quotes(read.caption.court, text)[0]
    assert value(read.caption.case) == "2:19-cv-04005-NKL-WJE"
    assert [value(one) for one in read.caption.judge_initials] == ["NKL", "WJE"]
    assert value(read.caption.case_name) == "Quill et al v. Acme Widgets, Inc."
    assert read.caption.et_al
    assert value(read.heading.judge) == "Dana Q. Bench, Jr"
    assert value(read.heading.judge_title) == "Senior Judge"
    assert value(read.heading.filed) == "2019-03-04"
    assert quotes(read.heading.filed, text) == ["03/04/2019"]
    assert value(read.heading.terminated) == "2020-05-06"


def test_the_parties_of_a_civil_docket_without_their_lawyers() -> None:
    read, _ = docket(civil())
    assert [(value(one.name), value(one.role)) for one in read.caption.parties] == [
        ("Ada Quill", "Plaintiff"),
        ("Acme Widgets, Inc.", "Defendant"),
    ]
    assert [value(one) for one in read.caption.plaintiffs] == ["Ada Quill"]
    assert [value(one) for one in read.caption.defendants] == ["Acme Widgets, Inc."]


def test_entries_keep_the_order_of_the_page_and_a_minute_order_has_no_number() -> None:
    read, text = docket(civil())
    assert [(value(one.number), value(one.filed), value(one.entered)) for one in read.entries] == [
        ("1", "2019-03-04", "2019-03-05"),
        (None, "2019-03-06", "2019-03-06"),
        ("2", "2019-03-07", None),
    ]
    assert value(read.entries[1].text) == (
        "MINUTE ORDER: the 2 motions of 03/04/2019 are set for 04/01/2019. In part. (Entered: 03/06/2019)"
    )
    assert value(read.entries[0].text).startswith("COMPLAINT against Acme Widgets, Inc.")
    starts = [one.filed.spans[0][0] for one in read.entries if one.filed]
    assert starts == sorted(starts)
    for one in read.entries:
        assert one.filed
        assert one.text
        assert one.filed.spans[0][1] <= one.text.spans[0][0]
        assert quotes(one.filed, text)[0] == f"{one.filed.value[5:7]}/{one.filed.value[8:]}/{one.filed.value[:4]}"


def test_the_only_dates_of_a_sheet_in_the_order_of_entry_are_not_sure_to_be_those_of_filing() -> None:
    read, _ = docket(civil().replace("<b>Date Filed</b>", "<b>Date Entered</b>"))
    first = read.entries[0].filed
    assert first
    assert (first.value, first.sure) == ("2019-03-04", False)
    assert value(read.entries[2].entered) == "2019-03-07"


def test_a_defendant_of_a_criminal_case_has_a_number_that_is_no_part_of_the_role() -> None:
    counts = (
        "<table><tr><td><b><u>Pending Counts</u></b></td><td></td><td><b><u>Disposition</u></b></td></tr>"
        "<tr><td><b>18:1343 Wire fraud</b></td><td></td><td>36 months</td></tr></table>"
    )
    source = civil(sort="CRIMINAL", title="Case title: USA v. Quill", one="Defendant (1)", two="Plaintiff", assigned="")
    read, text = docket(source.replace(ENTRIES, counts + ENTRIES))
    assert value(read.caption.case_name) == "USA v. Quill"
    assert [(value(one.name), value(one.role)) for one in read.caption.parties] == [
        ("Ada Quill", "Defendant"),
        ("Acme Widgets, Inc.", "Plaintiff"),
    ]
    assert quotes(read.caption.parties[0].role, text) == ["Defendant"]
    assert read.heading.judge is None


@pytest.mark.parametrize("nobody", ["Assigned to: Unassigned<br>", "Assigned to: Judge Unassigned<br>", ""])
def test_a_case_that_nobody_has_has_no_judge(nobody: str) -> None:
    read, _ = docket(civil(assigned=nobody))
    assert read.heading.judge is None
    assert read.heading.judge_title is None


@pytest.mark.parametrize(
    ("printed", "court"),
    [
        ("Alabama Middle District (Dothan)", "almd"),
        ("DISTRICT OF ARIZONA (Phoenix Division)", "azd"),
        ("District of Columbia (Washington, DC)", "dcd"),
        ("Eastern District of California - Live System (Fresno)", "caed"),
        ("Western District of Washington (Seattle)", "wawd"),
        ("West Virginia Northern District", "wvnd"),
    ],
)
def test_courts_as_the_filing_system_prints_them(printed: str, court: str) -> None:
    assert value(docket(civil(court=printed))[0].caption.court) == court


def test_a_bankruptcy_case_is_called_after_its_debtor() -> None:
    source = """<html><body><center><font size="+1">U.S. Bankruptcy Court<br>Northern District of Alabama
(Decatur)<br>
    Bankruptcy Petition #: 17-80033-CRJ7</font></center><table><tr><td>Assigned to: Clif R. Low Jr.<br>Chapter 7</td>
    <td>Date filed:</td><td>01/05/2017</td></tr></table>
    <table><tr><td><i><b>Debtor</b></i><br><b>Ada Quill</b><br>1 Main St</td><td>represented by</td><td><b>Ben
Counsel</b></td></tr></table>
    <table><tr><td>Filing Date</td><td>#</td><td>Docket Text</td></tr>
    <tr><td>01/05/2017</td><td>1</td><td>Voluntary Petition (Entered: 01/05/2017)</td></tr></table></body></html>"""
    read, _ = docket(source)
    assert (value(read.caption.court), value(read.caption.case)) == ("alnb", "17-80033-CRJ7")
    assert (value(read.caption.case_name), value(read.heading.judge)) == ("Ada Quill", "Clif R. Low Jr.")
    assert [(value(one.name), value(one.role)) for one in read.caption.parties] == [("Ada Quill", "Debtor")]
    assert [value(one.filed) for one in read.entries] == ["2017-01-05"]


ADVERSARY = """<html><body><center><font>U.S. Bankruptcy Court<br>Northern District of Texas (Dallas)<br>
Adversary Proceeding #: 09-02199-JKO</font></center><table><tr><td>Assigned to: Ed Low<br>
Lead BK Case: 08-10001<br>Lead BK Title: Acme Widgets, Inc.<br>Lead BK Chapter: 11</td>
<td>Date Filed: 09/15/2009</td></tr></table>
<table><tr><td><b>Plaintiff<br>-----------------------</b></td></tr>
<tr><td><b>Ada Quill</b><br>1 Main St</td><td>represented by</td><td><b>Ben Counsel</b></td></tr>
<tr><td><b>Bo Quill</b></td><td>represented by</td><td><b>Ben Counsel</b></td></tr>
<tr><td>V.</td></tr><tr><td><b>Defendant<br>-----------------------</b></td></tr>
<tr><td><b>Cy Widget</b></td><td>represented by</td><td><b>Di Lawyer</b></td></tr></table>
<table><tr><td>Filing Date</td><td>Docket Text</td></tr>
<tr><td>09/15/2009</td><td>1 (23 pgs; 4 docs) Complaint by Ada Quill (Entered: 09/15/2009)</td></tr>
<tr><td>09/16/2009</td><td>Receipt of the fee</td></tr></table></body></html>"""


def test_an_adversary_proceeding_lists_parties_below_dashes_and_may_join_number_and_text() -> None:
    read, text = docket(ADVERSARY)
    assert (value(read.caption.court), value(read.caption.case)) == ("txnb", "09-02199-JKO")
    assert (value(read.caption.case_name), value(read.heading.judge)) == ("Acme Widgets, Inc.", "Ed Low")
    assert [(value(one.name), value(one.role)) for one in read.caption.parties] == [
        ("Ada Quill", "Plaintiff"),
        ("Bo Quill", "Plaintiff"),
        ("Cy Widget", "Defendant"),
    ]
    assert quotes(read.caption.parties[1].role, text) == ["Plaintiff"]
    assert [(value(one.number), value(one.filed), value(one.text)) for one in read.entries] == [
        ("1", "2009-09-15", "Complaint by Ada Quill (Entered: 09/15/2009)"),
        (None, "2009-09-16", "Receipt of the fee"),
    ]


HISTORY = """<html><body><center><font size="+1"><b>2:02-cv-01431-SJO-RC</b> Ada Quill, et al v. Acme
Widgets</font><br>
<b>Dana Q. Bench</b>, presiding<br>Ed Low, referral<br>Date filed: <b>02/19/2002</b><br>Date of last filing:
11/07/2011</center>
<h2>History</h2><table><tr><th>Doc. No.</th><th>Dates</th><th>Description</th></tr>
<tr><td><a href="https://ecf.cacd.uscourts.gov/doc1/9">1</a></td><td>Filed: 02/19/2002<br>Entered:
02/21/2002</td><td>Complaint</td></tr>
<tr><td></td><td>Docket Text: COMPLAINT against Acme.</td></tr>
<tr><td></td><td>Filed &amp; Entered: 02/22/2002<br>Terminated: 03/01/2002</td><td>Summons Issued</td></tr>
<tr><td>doc</td><td>Filed: 02/23/2002</td><td>Hidden</td></tr></table></body></html>"""


def test_a_history_has_short_names_or_the_whole_text() -> None:
    read, text = docket(HISTORY)
    assert (value(read.caption.court), quotes(read.caption.court, text)) == ("cacd", ["1"])
    assert value(read.caption.case) == "2:02-cv-01431-SJO-RC"
    assert value(read.caption.case_name) == "Ada Quill, et al v. Acme Widgets"
    assert (value(read.heading.judge), value(read.heading.filed)) == ("Dana Q. Bench", "2002-02-19")
    assert [
        tuple(value(getattr(one, name)) for name in ("number", "filed", "entered", "text")) for one in read.entries
    ] == [
        ("1", "2002-02-19", "2002-02-21", "COMPLAINT against Acme."),
        (None, "2002-02-22", "2002-02-22", "Summons Issued"),
    ]


APPEAL = """<html><body><center>General Docket<br>United States Court of Appeals for the Ninth Circuit</center>
<table><tr><td><b>Court of Appeals Docket #:</b> 20-15071</td><td><b>Docketed:</b> 12/22/2020<br><b>Termed:</b>
01/05/2022</td></tr>
<tr><td><b>Nature of Suit:</b> 3440 Other Civil Rights</td></tr><tr><td>Quill, et al. v. Acme Widgets</td></tr>
<tr><td><b>Appeal From:</b> U.S. District Court for the Eastern District of California, Fresno</td></tr></table>
<table><tr><td><b>Originating Court Information:</b></td></tr><tr><td><b>District:</b> 0972-1 :
1:19-cv-00515-DAD</td></tr>
<tr><td><b>Trial Judge:</b> Dana Q. Bench, District Judge</td></tr><tr><td><b>Date Filed:</b>
04/17/2019</td></tr></table>
<table><tr><td>ADA QUILL<br>&nbsp;&nbsp;Plaintiff - Appellant,</td><td>Ben Counsel<br>[COR NTC Retained]</td></tr>
<tr><td>v.</td><td></td></tr><tr><td>ACME WIDGETS<br>&nbsp;&nbsp;Defendant - Appellee,</td><td>Cy
Lawyer</td></tr></table>
<table><tr><td>12/22/2020</td><td><a href="#">1</a><br><font size=-1>3 pg, 70.9 KB</font></td><td>DOCKETED CAUSE.
[11938] (AB) [Entered: 12/23/2020 08:06 AM]</td></tr>
<tr><td>12/28/2020</td><td><font size=-1>2 pg</font></td><td>Filed order.</td></tr></table></body></html>"""


def test_a_docket_of_a_court_of_appeals() -> None:
    read, _ = docket(APPEAL)
    assert (value(read.caption.court), value(read.caption.case)) == ("ca9", "20-15071")
    assert value(read.caption.case_name) == "Quill, et al. v. Acme Widgets"
    assert (value(read.heading.filed), value(read.heading.terminated)) == ("2020-12-22", "2022-01-05")
    assert read.heading.judge is None
    assert read.caption.lower is not None
    assert [value(getattr(read.caption.lower, name)) for name in ("court", "case", "judge")] == [
        "caed",
        "1:19-cv-00515-DAD",
        "Dana Q. Bench",
    ]
    assert [(value(one.name), value(one.role)) for one in read.caption.parties] == [
        ("ADA QUILL", "Plaintiff - Appellant"),
        ("ACME WIDGETS", "Defendant - Appellee"),
    ]
    assert [value(one) for one in read.caption.defendants] == ["ACME WIDGETS"]
    assert [(value(one.number), value(one.filed), value(one.entered)) for one in read.entries] == [
        ("1", "2020-12-22", "2020-12-23"),
        (None, "2020-12-28", None),
    ]


PRINTED = """U.S. District Court
Western District of Missouri (Jefferson City)
CIVIL DOCKET FOR CASE #: 2:19-cv-04005-NKL

Quill et al v. Acme Widgets, Inc.                     Date Filed: 03/04/2019
Assigned to: Senior Judge Dana Q. Bench               Jurisdiction: Federal Question

Plaintiff
Ada Quill                     represented by   Ben Counsel
Defendant (1)
Acme Widgets, Inc.

 Date Filed    #  Docket Text
 03/04/2019     1 COMPLAINT against Acme Widgets, Inc.
                  of 03/01/2019 (Entered: 03/05/2019)
 03/06/2019       MINUTE ORDER by the judge.
 03/07/2019     2 ANSWER. (Entered: 03/07/2019)
PACER Service Center
 03/08/2019 11:00:01
"""


def test_a_docket_that_was_printed_has_columns_of_spaces() -> None:
    text = plain(PRINTED)
    read = read_docket(View(text))
    assert (value(read.caption.court), value(read.caption.case)) == ("mowd", "2:19-cv-04005-NKL")
    assert (value(read.heading.judge), value(read.heading.filed)) == ("Dana Q. Bench", "2019-03-04")
    assert value(read.caption.case_name) == "Quill et al v. Acme Widgets, Inc."
    assert [(value(one.name), value(one.role)) for one in read.caption.parties] == [
        ("Ada Quill", "Plaintiff"),
        ("Acme Widgets, Inc.", "Defendant"),
    ]
    fields = ("number", "filed", "entered", "text")
    assert [tuple(value(getattr(one, name)) for name in fields) for one in read.entries] == [
        (
            "1",
            "2019-03-04",
            "2019-03-05",
            "COMPLAINT against Acme Widgets, Inc. of 03/01/2019 (Entered: 03/05/2019)",
        ),
        (None, "2019-03-06", None, "MINUTE ORDER by the judge."),
        ("2", "2019-03-07", "2019-03-07", "ANSWER. (Entered: 03/07/2019)"),
    ]
    for said in every(read.entries):
        assert "".join(quotes(said, text.text)[0].split())[:3] in PRINTED.replace(" ", "")
    assert quotes(read.entries[0].number, text.text) == ["1"]
    assert quotes(read.entries[2].text, text.text) == ["ANSWER. (Entered: 03/07/2019)"]


def test_a_page_that_offers_attachments_tells_the_entry_and_the_court() -> None:
    source = """<html><body>Document Selection Menu<br>Select the document you wish to view.
    <table><tr><td>Document Number:</td><td><a href="https://ecf.almd.uscourts.gov/doc1/1">8</a></td><td>2
pages</td></tr></table></body></html>"""
    text = open_paper(source.encode(), "menu.html")
    caption, heading = read_menu(View(text))
    assert is_menu(text)
    assert (value(caption.court), value(heading.ecf_no)) == ("almd", 8)
    without = open_paper(source.replace(">8</a>", "></a>").encode(), "menu.html")
    assert read_menu(View(without))[1].ecf_no is None


@pytest.mark.parametrize(
    ("gone", "field"),
    [
        ("Date Filed: 03/04/2019", "filed"),
        ("Date Terminated: 05/06/2020", "terminated"),
        ("Assigned to: Senior Judge Dana Q. Bench, Jr<br>", "judge"),
    ],
)
def test_what_is_not_printed_is_not_said(gone: str, field: str) -> None:
    source = civil()
    assert gone in source
    assert getattr(docket(source)[0].heading, field) is not None
    assert getattr(docket(source.replace(gone, ""))[0].heading, field) is None


def test_a_page_without_a_docket_and_a_text_without_a_page_say_nothing() -> None:
    for text in (open_paper(b"<html><body><p>Invalid date</p></body></html>", "a.html"), plain("Nothing here.")):
        read = read_docket(View(text))
        assert not list(every(read))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_page_cut_anywhere_is_read_as_far_as_it_goes(data: st.DataObject) -> None:
    source = data.draw(st.sampled_from([civil(), HISTORY, APPEAL]))
    cut = data.draw(st.integers(30, len(source)))
    read, text = docket(source[:cut] + "<p>x")
    for said in every(read):
        for start, end in said.spans:
            assert 0 <= start < end <= len(text)


def test_a_thousand_entries_are_read_in_three_seconds() -> None:
    row = (
        "<tr><td>03/04/2019</td><td>{n}</td><td>{n}th NOTICE re <a>{n}</a> "
        + "words of a docket text " * 20
        + "</td></tr>"
    )
    rows = "".join(row.format(n=n) for n in range(1, 1001))
    text = open_paper(civil().replace("</table>\n</body>", rows + "</table></body>").encode(), "big.html")
    begun = time.process_time()
    read = read_docket(View(text))
    assert time.process_time() - begun < 3
    assert len(read.entries) == 1003
    assert [value(one.number) for one in read.entries[3:]] == [str(n) for n in range(1, 1001)]


def pairs(folder: str) -> list[Path]:
    """Return the pages of a folder whose pair says something."""
    return [page for page in sorted((LEGAL / folder).glob("*.html")) if page.with_suffix(".json").stat().st_size > 10]


def loose(words: str | None) -> str:
    """Return a case's or a judge's name in what the pairs leave of it."""
    words = re.sub(r"\b(?:United States of America|USA)\b", "United States", words or "", flags=re.IGNORECASE)
    words = re.sub(r",?\s*\bet\.?\s*al\b\.?", "", re.sub(r"\bvs?\b\.?", "v", words), flags=re.IGNORECASE)
    return re.sub(r"[\W_]+", "", words).lower()


UNSAID = {("docket_history", "ctb_113046"), ("docket_history", "mowd_137344")}
"""Pages that name no court in their text and link to none."""
MADE_UP = {"ilnd_378697"}
"""Pages whose pair makes a case's name out of two parties."""


@needs_legal
@pytest.mark.parametrize("folder", ["pacer_dockets", "docket_history"])
def test_dockets_and_histories_are_what_their_pairs_say(folder: str) -> None:
    pages = pairs(folder)
    assert len(pages) > 45
    for page in pages:
        pair = json.loads(page.with_suffix(".json").read_text())
        text = open_paper(page.read_bytes(), page.name)
        read = read_docket(View(text))
        if (folder, page.stem) not in UNSAID:
            assert value(read.caption.court) == pair["court_id"], page.stem
        assert value(read.caption.case).startswith(pair["docket_number"]), page.stem
        if page.stem not in MADE_UP:
            assert loose(value(read.caption.case_name)) == loose(pair["case_name"]), page.stem
        assert loose(value(read.heading.judge)).endswith(loose(pair["assigned_to_str"])), page.stem
        assert (value(read.heading.judge) is None) == (pair["assigned_to_str"] == ""), page.stem
        assert value(read.heading.filed) == pair["date_filed"], page.stem
        assert value(read.heading.terminated) == pair["date_terminated"], page.stem
        entries = [
            (value(one.number), value(one.filed), value(one.entered), value(one.text) or "") for one in read.entries
        ]
        assert entries == [
            (
                one["document_number"],
                one["date_filed"],
                one["date_entered"],
                one["description"] or one.get("short_description", ""),
            )
            for one in pair["docket_entries"]
        ], page.stem
        for entry in read.entries:
            for said in (entry.number, entry.text):
                if said is not None:
                    quoted = "".join(quotes(said, text.text)[0].split())
                    assert "".join(said.value.split()) == quoted, page.stem


@needs_legal
def test_parties_are_what_the_pairs_say() -> None:
    for page in pairs("pacer_dockets"):
        pair = json.loads(page.with_suffix(".json").read_text())
        text = open_paper(page.read_bytes(), page.name)
        read = read_docket(View(text))
        assert [loose(value(one.name)) for one in read.caption.parties] == [
            loose(one["name"]) for one in pair["parties"]
        ]
        for one, other in zip(read.caption.parties, pair["parties"], strict=True):
            if one.role is None:
                assert other["type"] == "Unknown"
            elif other["type"] in ("Plaintiff", "Defendant", "Petitioner", "Respondent", "Movant"):
                assert one.role.value == other["type"]
                assert quotes(one.role, text.text) == [one.role.value]
