"""The rules on discovery by day, and which of several rules governs."""

from datetime import date

import pytest

from openhold.law.authority import LEVELS, Candidate, governing
from openhold.law.rules import SeveralVersionsError, in_force
from openhold.law.tables import TABLES

CAED = TABLES.court("caed")


def test_the_version_in_force_is_found_by_day() -> None:
    old = in_force(TABLES.rules, "conference-privilege", date(2025, 11, 30))
    new = in_force(TABLES.rules, "conference-privilege", date(2025, 12, 1))
    assert old is not None
    assert new is not None
    assert "timing and method" not in old.what
    assert "timing and method" in new.what
    assert in_force(TABLES.rules, "early-requests", date(2015, 11, 30)) is None
    assert in_force(TABLES.rules, "no such rule", date(2020, 1, 1)) is None


@pytest.mark.parametrize(
    ("rule", "length", "direction"),
    [
        ("answer", 21, "after"),
        ("interrogatories", 30, "after"),
        ("requests-to-produce", 30, "after"),
        ("requests-for-admission", 30, "after"),
        ("experts", 90, "before"),
        ("initial-disclosures", 14, "after"),
        ("subpoena-objection", 14, "after"),
    ],
)
def test_periods(rule: str, length: int, direction: str) -> None:
    found = in_force(TABLES.rules, rule, date(2020, 6, 1))
    assert found is not None
    assert found.period is not None
    assert (found.period.length, found.period.direction) == (length, direction)


def test_what_is_not_known_about_versions_is_not_guessed() -> None:
    seen = in_force(CAED.rules, "prisoner-motion-reply", date(2015, 3, 2))
    assert seen is not None
    assert seen.period is not None
    assert seen.period.length == 7
    with pytest.raises(SeveralVersionsError, match=r"230\(l\) has versions that differ \(7 days; 14 days\)"):
        in_force(CAED.rules, "prisoner-motion-reply", date(2025, 3, 3))


def test_local_rules_and_shapes_of_the_eastern_district() -> None:
    cited = {rule.authority.cite for rule in CAED.rules}
    for rule in ("141.1(c)", "230(l)", "251(a)", "302(c)(1)"):
        assert f"E.D. Cal. L.R. {rule}" in cited
    shapes = {shape.judge: shape for shape in CAED.shapes}
    assert shapes["HBK"].months["dispositive motions"] == (11, 12)


FEDERAL = Candidate("federal rule", "30 days", "Fed. R. Civ. P. 33(b)(2)", effective=date(2009, 12, 1))
LOCAL = Candidate("local rule", "21 days", "L.R. 1")
STANDING = Candidate("standing order", "28 days", "Standing order 2")
ORDER = Candidate("order in the case", "45 days", "ECF 12", effective=date(2020, 3, 2))


def test_the_order_of_authority() -> None:
    assert LEVELS == ("order in the case", "standing order", "local rule", "federal rule")
    ruling = governing([FEDERAL, LOCAL, ORDER, STANDING])
    assert ruling is not None
    assert (ruling.governs, ruling.settled) == (ORDER, True)
    assert ruling.passed_over == (STANDING, LOCAL, FEDERAL)
    assert ruling.why == "The order in the case (ECF 12) goes before the standing order (Standing order 2)."
    assert [governing(rest).governs for rest in ([FEDERAL, LOCAL], [LOCAL, STANDING])] == [LOCAL, STANDING]  # type: ignore[union-attr]


def test_on_one_level_the_later_one_governs() -> None:
    later = Candidate("order in the case", "60 days", "ECF 30", effective=date(2020, 9, 1))
    undated = Candidate("order in the case", "10 days", "ECF 9")
    ruling = governing([ORDER, undated, later])
    assert ruling is not None
    assert ruling.governs == later
    assert ruling.passed_over == (ORDER, undated)
    assert "later than ECF 12" in ruling.why


def test_what_stands_on_one_level_and_differs_is_for_a_person() -> None:
    other = Candidate("order in the case", "60 days", "ECF 13", effective=ORDER.effective)
    same = Candidate("order in the case", "45 days", "ECF 13", effective=ORDER.effective)
    ruling, agreed = governing([ORDER, other]), governing([ORDER, same])
    assert ruling is not None
    assert agreed is not None
    assert not ruling.settled
    assert "a person must choose" in ruling.why
    assert agreed.settled


def test_no_candidate_and_an_unknown_level() -> None:
    assert governing([]) is None
    assert governing([LOCAL]).why == "The local rule (L.R. 1) is the only one that speaks to it."  # type: ignore[union-attr]
    with pytest.raises(ValueError, match="rumour"):
        governing([Candidate("rumour", "soon", "hearsay")])
