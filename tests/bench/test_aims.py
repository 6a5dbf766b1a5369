import pytest
from bench.aims import AIMS, Aim, Verdict
from bench.rows import GROUPS


@pytest.mark.parametrize(
    ("value", "verdict"),
    [(0.4, Verdict.GOAL), (0.5, Verdict.MUST), (0.8, Verdict.MISSED), (None, Verdict.NOT_MEASURED)],
)
def test_a_ratio_is_judged_by_its_bounds(value: float | None, verdict: Verdict) -> None:
    assert Aim("collect", "restic", 0.75, 0.45).verdict(value) is verdict


@pytest.mark.parametrize(("value", "verdict"), [(0.9, Verdict.GOAL), (0.5, Verdict.MUST), (0.2, Verdict.MISSED)])
def test_a_rate_is_judged_the_other_way_round(value: float, verdict: Verdict) -> None:
    assert Aim("one fact", "fdatasync", 0.3, 0.8, at_least=True).verdict(value) is verdict


def test_a_row_without_a_floor_is_told_for_the_record() -> None:
    assert Aim("cold", "restic").verdict(3.0) is Verdict.TOLD


def test_every_row_of_the_table_belongs_to_one_group() -> None:
    told = [key for group in GROUPS.values() for key in group.keys]
    assert sorted(told) == sorted(AIMS)
