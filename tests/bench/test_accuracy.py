import pytest
from bench.accuracy import Score, words


def test_a_score_counts_what_is_right_wrong_and_missed_and_names_the_paper() -> None:
    score = Score()
    score.add("a", [1, 2], [2, 3])
    score.add("b", [5], [5])
    assert (score.right, score.wrong, score.missed) == (2, 1, 1)
    assert (score.precision, score.recall, score.f1) == (
        pytest.approx(2 / 3),
        pytest.approx(2 / 3),
        pytest.approx(2 / 3),
    )
    assert score.differ == ["a: said ['1'], true ['3']"]


def test_where_nothing_was_to_be_said_and_nothing_was_all_is_right() -> None:
    assert (Score().precision, Score().recall, Score().f1) == (1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("one", "other"),
    [("motion for a protective order", "Motion for Protective Order"), ("reply (plaintiff)", "the reply")],
)
def test_free_words_compare_without_articles_case_and_parentheses(one: str, other: str) -> None:
    assert words(one) == words(other)


def test_different_motions_stay_different() -> None:
    assert words("motion to compel") != words("motion to dismiss")
