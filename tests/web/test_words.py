"""Numbers and audits in words."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from openhold.actions.describe import Reread
from openhold.projections.audit import Audit
from openhold.web import words

MOMENT = datetime(2026, 3, 3, 23, 30, tzinfo=timezone(timedelta(hours=-8)))


def audit(checked: int, sample: str = "all", **codes: int) -> Audit:
    return Audit(
        at=datetime(2026, 3, 3, tzinfo=UTC),
        scope="vault",
        sample=sample,
        checked=checked,
        findings=sum(codes.values()),
        codes=codes,
    )


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (48_400_000, "48.4 MB"),
        (10**16, "10,000.0 TB"),
    ],
)
def test_sizes_are_said_in_powers_of_a_thousand(size: int, text: str) -> None:
    assert words.size(size) == text


def test_days_are_those_of_utc() -> None:
    assert (words.day(MOMENT), words.clock(MOMENT)) == ("Wed 4 March 2026", "07:30 UTC")


@pytest.mark.parametrize(
    ("done", "kept", "text"),
    [
        (audit(41_203), 41_203, "All 41,203 items were re-read on Tue 3 March 2026. Nothing wrong."),
        (audit(41_203), None, "All 41,203 items were re-read on Tue 3 March 2026. Nothing wrong."),
        (audit(1), 1, "The only item was re-read on Tue 3 March 2026. Nothing wrong."),
        (audit(0), 0, "On Tue 3 March 2026 there was nothing to re-read. Nothing wrong."),
        (audit(2, torn=1), 3, "2 of 3 items were re-read on Tue 3 March 2026. 1 finding: 1 \u00d7 torn."),
        (audit(9, "5%"), 200, "A sample of 5%, 9 items, was re-read on Tue 3 March 2026. Nothing wrong."),
        (audit(3, a=2, b=1), 3, "All 3 items were re-read on Tue 3 March 2026. 3 findings: 2 \u00d7 a, 1 \u00d7 b."),
    ],
)
def test_an_audit_says_no_more_than_it_did(done: Audit, kept: int | None, text: str) -> None:
    assert words.told(done, kept) == text


@pytest.mark.parametrize(
    ("reread", "items", "text"),
    [
        (Reread(None, None, None, 0), 0, ""),
        (Reread(None, None, None, 2), 5, "None of them was ever re-read."),
        (Reread(None, None, None, 1), 1, "It was never re-read."),
        (Reread(audit(5), audit(5), None, 0), 5, "All were re-read; nothing is wrong."),
        (Reread(audit(5), audit(5), None, 2), 9, "2 collections were not yet re-read as a whole."),
        (
            Reread(audit(5, "5%"), audit(5, torn=1), audit(5, torn=1), 2),
            9,
            "An audit of the whole vault found 1 thing wrong.",
        ),
    ],
)
def test_the_verdict_names_the_worst_first(reread: Reread, items: int, text: str) -> None:
    assert words.verdict(reread, items) == text
