"""Pages as they are seen."""

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openhold.extract.errors import NotAPaperError
from openhold.extract.html import rendered
from openhold.extract.opening import open_paper
from openhold.extract.text import Form
from tests.extract.soundness import check


def body(inside: str) -> str:
    return rendered(f"<html><body>{inside}</body></html>")


@pytest.mark.parametrize(
    ("inside", "seen"),
    [
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("One<br>Two<br><br>Four", "One\nTwo\n\nFour"),
        ("<div><div>One</div></div>Two<div>Three</div>", "One\nTwo\nThree"),
        ("a <b>bold</b> and\n   <i>leaning</i>word", "a bold and leaningword"),
        ("<table><tr><td>1</td><td>2</td></tr><tr><th>3</th><td></td><td>5</td></tr></table>", "1\t2\n3\t\t5"),
        ("<table><tr><td><p>1</p></td><td><div>2</div>3</td></tr></table>after", "1\t2\n3\nafter"),
        (
            "<table><tr><td>a<table><tr><td>in</td><td>ner</td></tr></table></td><td>b</td></tr></table>",
            "a\nin\tner\tb",
        ),
        ("<ul><li>One<li>Two</ul>", "One\nTwo"),
        ("<pre>One\n  two</pre>three", "One\n  two\nthree"),
        ("&sect; 3 &amp; &#8220;x&#8221; a&nbsp;b &lt;i&gt;", "§ 3 & “x” a b <i>"),
        ("seen<script>var hidden = '<p>no</p>';</script><style>p {}</style> too", "seen too"),
        ("seen<div style='DISPLAY : none'>no<p>no</p></div><span hidden>no</span>!", "seen!"),
        ("seen<!-- no --> <template>no</template><noscript>no</noscript>too", "seen too"),
    ],
)
def test_a_page_is_read_as_it_is_seen(inside: str, seen: str) -> None:
    assert body(inside) == seen


def test_the_head_is_not_seen_and_the_markup_is_kept() -> None:
    markup = "<html><head><title>CM/ECF</title><script>x()</script></head><body><h3>DOCKET</h3>for case</body></html>"
    text = open_paper(markup.encode(), "x")
    assert (text.text, text.form, text.source) == ("DOCKET\nfor case", Form.HTML, markup)
    check(text)


@pytest.mark.parametrize(
    ("says", "encoding"),
    [("utf-8", "utf-8"), ("iso-8859-1", "cp1252"), ("windows-1252", "cp1252"), ("shift_jis", "shift_jis")],
)
def test_the_page_says_how_it_is_encoded(says: str, encoding: str) -> None:
    said = "Café" if encoding != "shift_jis" else "日本"
    markup = (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={says}"></head><body>{said}</body>'
    )
    text = open_paper(markup.encode(encoding), "x")
    assert (text.text, text.warnings) == (said, ())


def test_an_encoding_that_is_not_known_or_not_true_is_supposed() -> None:
    for says in ("klingon", "utf-8"):
        text = open_paper(f"<html><meta charset={says}><body>Caf".encode() + b"\xe9</body></html>", "x")
        assert text.text == "Café"
        assert [code for code, _ in text.warnings] == ["encoding"]


def test_a_page_that_calls_itself_ascii_and_is_not_is_read_as_text_is() -> None:
    assert open_paper("<html><meta charset=us-ascii><body>Café</body></html>".encode(), "x").text == "Café"


def test_a_page_that_shows_nothing_is_refused_or_empty() -> None:
    with pytest.raises(NotAPaperError, match="shows no text"):
        rendered("<!-- nothing -->")
    assert body("<script>x</script>") == ""


def test_a_page_in_utf_16_is_a_page() -> None:
    text = open_paper("\ufeff<html><body>Order</body></html>".encode("utf-16-le"), "x")
    assert (text.text, text.form) == ("Order", Form.HTML)


def test_ten_thousand_open_elements_hide_nothing() -> None:
    assert body("<font>" * 10_000 + "the end") == "the end"


TAGS = ("<p>", "</p>", "<td>", "<tr>", "</tr>", "<table>", "</table>", "<br>", "<pre>", "</pre>", "<li>")
PARTS = st.sampled_from(TAGS).map(lambda tag: (tag, "")) | st.text(alphabet="ab \n\t\xa0&;<>\u2014", max_size=6).map(
    lambda said: (escape(said), said)
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PARTS, max_size=30))
def test_no_word_is_lost_and_none_is_made(parts: list[tuple[str, str]]) -> None:
    text = open_paper(("<html><body>x" + "".join(markup for markup, _ in parts)).encode(), "x")
    check(text)
    said = "x" + "".join(said for _, said in parts)
    assert "".join(text.text.split()) == "".join(said.split())
    assert text.text == text.text.strip(" \n")
