"""Reports that come back, from anybody: whatever the bytes are, the answer is a report and never an error."""

from hypothesis import given
from hypothesis import strategies as st

from openhold.extract.returned import LONGEST, read_report

HEAD = b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
PIECES = (
    HEAD, b"--b\r\n", b"--b--\r\n", b"Content-Type: message/delivery-status\r\n\r\n", b"Action: failed\r\n",
    b"Content-Type: message/rfc822\r\n\r\n", b"Message-ID: <a@b>\r\n", b"Message-ID: =?x?\xff\r\n", b"\r\n",
    b"Content-Type: text/rfc822-headers\r\nContent-Transfer-Encoding: base64\r\n\r\n", b"Status: \x00\xe9\r\n",
    b"Content-Type: multipart/mixed; boundary=b\r\n\r\n", b"Auto-Submitted: \xff\r\n", b"Action:\r\n",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=40), max_size=40).map(b"".join))
def test_whatever_the_bytes_are_they_are_told_and_on_one_line(data: bytes) -> None:
    found = read_report(data)
    assert found.what in ("failed", "delayed", "arrived", "automatic", "other")
    assert found.why.isprintable()
    assert len(found.why) <= 200


def test_nests_and_floods_are_no_reports() -> None:
    nest = b"".join(b"Content-Type: multipart/report; boundary=%d\r\n\r\n--%d\r\n" % (n, n) for n in range(2000))
    assert read_report(nest).what == "other"
    assert read_report(HEAD + b"x" * LONGEST).what == "other"


def test_the_worst_that_a_report_says_counts_and_its_reason_is_cut() -> None:
    said = (
        HEAD
        + b"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\nAction: delivered\r\n\r\n"
        b"Action: FAILED (for good)\r\nDiagnostic-Code: smtp; " + b"550 no " * 60 + b"\r\n\r\n"
        b"--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <h-1.x@y>\r\n\r\nbody\r\n--b--\r\n"
    )
    found = read_report(said)
    assert (found.what, found.of) == ("failed", "<h-1.x@y>")
    assert found.why.startswith("550 no 550 no")
    assert (len(found.why), found.why[-3:]) == (200, "...")
