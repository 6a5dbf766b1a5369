"""Mail: its body, its headers, its parts."""

from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openhold.extract.opening import open_paper
from openhold.extract.text import Form
from tests.extract.soundness import check, opened

NOTICE = (
    "<html><body><p>Notice of Electronic Filing</p>"
    "<table><tr><td>Case Name:</td><td>Doe v. Roe</td></tr></table></body></html>"
)


def letter(subject: str = "Activity in Case 2:17-cv-09876") -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Court <ecf@court.example>"
    mail["To"] = "counsel@firm.example"
    mail["Subject"] = subject
    mail["Date"] = "Fri, 13 Jan 2023 19:23:03 -0800"
    mail["Message-ID"] = "<1@court.example>"
    return mail


def test_html_mail_is_its_page_with_the_headers_that_matter() -> None:
    mail = letter("Activité in Case 2:17-cv-09876 " + "very long " * 12)
    mail.set_content(NOTICE, subtype="html", cte="quoted-printable")
    text = open_paper(mail.as_bytes(), "order.txt")
    assert text.form is Form.MAIL
    assert text.text == "Notice of Electronic Filing\nCase Name:\tDoe v. Roe"
    assert text.source.strip() == NOTICE
    assert dict(text.headers) == {
        "from": "Court <ecf@court.example>",
        "to": "counsel@firm.example",
        "subject": ("Activité in Case 2:17-cv-09876 " + "very long " * 12).strip(),
        "date": "Fri, 13 Jan 2023 19:23:03 -0800",
        "message-id": "<1@court.example>",
    }
    check(text)


@pytest.mark.parametrize("cte", ["7bit", "8bit", "quoted-printable", "base64"])
def test_every_way_to_carry_text_is_undone(cte: str) -> None:
    mail = letter()
    said = "Docket Text: ORDER\n" + ("a" * 70 if cte != "7bit" else "plain") + (" § 3\n" if cte != "7bit" else "\n")
    mail.set_content(said, cte=cte)
    text = open_paper(mail.as_bytes(), "x")
    assert (text.text, text.source) == (said, "")


def test_the_plain_part_is_preferred_when_it_is_whole() -> None:
    mail = letter()
    mail.set_content("Notice of Electronic Filing, Case Name: Doe v. Roe\n")
    mail.add_alternative(NOTICE, subtype="html")
    text = open_paper(mail.as_bytes(), "x")
    assert text.text == "Notice of Electronic Filing, Case Name: Doe v. Roe\n"
    assert text.source.strip() == NOTICE


def test_a_stub_that_says_see_the_page_is_not_preferred() -> None:
    mail = letter()
    mail.set_content("See HTML.\n")
    mail.add_alternative(NOTICE, subtype="html")
    assert open_paper(mail.as_bytes(), "x").text.startswith("Notice of Electronic Filing")


def test_attachments_are_named_and_not_opened() -> None:
    mail = letter()
    mail.set_content("Body.\n")
    mail.add_attachment(b"%PDF-1.4 never", maintype="application", subtype="pdf", filename="order.pdf")
    mail.add_attachment("Other text.", filename="notes.txt")
    inner = letter("inner")
    inner.set_content("Inner body.")
    mail.add_attachment(inner)
    text = open_paper(mail.as_bytes(), "x")
    assert text.text == "Body.\n"
    [(code, detail)] = text.warnings
    assert code == "attachments-not-opened"
    assert "order.pdf" in detail
    assert "notes.txt" in detail
    assert "message/rfc822" in detail


def test_a_mailbox_line_before_the_headers_is_passed_over() -> None:
    mail = letter()
    mail.set_content("Body.\n")
    text = open_paper(b"From clerk@court.example Fri Mar 15 09:54:26 2019\n" + mail.as_bytes(), "x")
    assert text.text == "Body.\n"
    assert dict(text.headers)["to"] == "counsel@firm.example"


def test_broken_headers_cost_themselves_only() -> None:
    data = (
        b"Return-Path: <x>\nFrom: =?utf-8?q?broken\xff <<a@b\nSubject: \xe9t\xe9\nMessage-ID: <[\n"
        b"Content-Type: text/plain; charset=unknown-8bit\n\nBody.\n"
    )
    text = open_paper(data, "x")
    assert text.text == "Body.\n"
    assert "subject" in dict(text.headers)
    check(text)


def test_fifteen_hundred_nested_parts_cost_one_sentence_or_nothing() -> None:
    data = b"Return-Path: <x>\nSubject: x\n"
    for level in range(1500):
        data += b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (level, level)
    opened(data + b"\nText.\n")


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_damaged_mail_is_a_text_or_one_sentence(data: st.DataObject) -> None:
    mail = letter()
    mail.set_content("Body.\n")
    mail.add_alternative(NOTICE, subtype="html")
    mail.add_attachment(b"x", maintype="image", subtype="png", filename="x.png")
    raw = bytearray(mail.as_bytes())
    for at in data.draw(st.lists(st.integers(0, len(raw) - 1), max_size=12)):
        raw[at] = data.draw(st.integers(0, 255))
    opened(bytes(raw[: data.draw(st.integers(1, len(raw)))]))
