"""The chain of custody: who had a thing when, and every way in which its record can have a gap."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from openhold.assess.custody import CODES, HANDED_OVER, NAMED, SEALED, SEEN, Event, custody

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NAMES = {"k-paz": "Winifred Paz", "k-sund": "Harriet Sund"}
BOTH = {"giver": "confirmed", "taker": "confirmed"}


def event(hour: int, kind: str, by: str = "k-paz", to: str = "", **more: object) -> Event:
    return Event(seq=hour, kind=kind, at=START + timedelta(hours=hour), by=by, to=to, **more)  # type: ignore[arg-type]


def codes(*events: Event) -> list[str]:
    return [gap.code for gap in custody(events, NAMES).gaps]


def test_a_chain_that_both_confirm_under_one_seal_has_no_gap() -> None:
    chain = [
        event(0, NAMED, seal="A-1"),
        event(1, SEEN, seal="A-1", broken=False),
        event(2, HANDED_OVER, to="k-sund", seal="A-1", broken=False, **BOTH),
        event(3, SEALED, "k-sund", seal="A-2", before="A-1", broken=False),
        event(4, HANDED_OVER, "k-sund", "R. Lang", seal="A-2", broken=False, **BOTH),
    ]
    found = custody(chain, NAMES)
    assert found.gaps == ()
    assert found.seal == "A-2"
    assert [(one.holder, one.sure) for one in found.spans] == [("k-paz", True), ("k-sund", True), ("R. Lang", True)]
    assert [one.end for one in found.spans] == [chain[2].at, chain[4].at, None]


def test_every_gap_is_told_in_a_sentence_with_names() -> None:
    given_ = event(1, HANDED_OVER, to="k-sund")
    assert codes(event(0, NAMED), given_) == ["nobody-confirmed"]
    assert codes(event(0, NAMED), event(1, HANDED_OVER, to="k-sund", giver="confirmed")) == ["one-side-confirmed"]
    denied = event(1, HANDED_OVER, to="k-sund", giver="confirmed", taker="disputed")
    (gap,) = custody([event(0, NAMED), denied], NAMES).gaps
    assert (gap.code, gap.seq) == ("disputed", 1)
    assert gap.detail == (
        "Mon 2 March 2026, 10:00 UTC: Harriet Sund says that the hand-over from Winifred Paz to Harriet Sund is not so."
    )
    assert codes(event(0, NAMED), event(1, HANDED_OVER, "k-sund", "R. Lang", **BOTH)) == ["other-holder"]
    assert codes(event(0, NAMED, seal="1"), event(1, SEEN, seal="2")) == ["seal-changed"]
    assert codes(event(0, NAMED, seal="1"), event(1, SEEN, broken=True)) == ["seal-broken"]
    assert codes(event(0, NAMED, seal="1"), event(1, HANDED_OVER, to="k-sund", **BOTH)) == ["seal-not-looked-at"]
    assert codes(event(0, NAMED, seal="1"), event(1, SEALED, seal="3", before="2")) == ["seal-changed"]
    assert codes(event(0, NAMED), event(1, SEEN, seal="2")) == ["seal-changed"]


def test_a_changed_number_is_told_once_and_a_sealing_closes_nothing_behind_it() -> None:
    chain = [
        event(0, NAMED, seal="1"),
        event(1, SEEN, seal="2"),
        event(2, SEEN, seal="2"),
        event(3, SEALED, seal="3", before="2"),
    ]
    assert codes(*chain) == ["seal-changed"]


def test_what_is_noted_late_stands_where_it_happened() -> None:
    earlier = Event(
        seq=9,
        kind=HANDED_OVER,
        at=START - timedelta(days=1),
        by="R. Lang",
        to="k-paz",
        giver="confirmed",
        taker="confirmed",
    )
    assert codes(event(0, NAMED), earlier) == []
    other = Event(seq=9, kind=HANDED_OVER, at=START - timedelta(days=1), by="R. Lang", to="k-sund", **BOTH)  # type: ignore[arg-type]
    (gap,) = custody([event(0, NAMED), other], NAMES).gaps
    assert gap.code == "other-holder"
    assert "Winifred Paz is said to have it, but by the record Harriet Sund had it" in gap.detail


EVENTS = st.lists(
    st.builds(
        Event,
        seq=st.integers(0, 50),
        kind=st.sampled_from([NAMED, SEEN, SEALED, HANDED_OVER]),
        at=st.integers(0, 100).map(lambda hours: START + timedelta(hours=hours)),
        by=st.sampled_from(["a", "b"]),
        to=st.sampled_from(["a", "b", "c"]),
        seal=st.none() | st.sampled_from(["1", "2"]),
        before=st.none() | st.sampled_from(["1", "2"]),
        broken=st.none() | st.booleans(),
        giver=st.sampled_from(["", "confirmed", "disputed"]),
        taker=st.sampled_from(["", "confirmed", "disputed"]),
    ),
    max_size=8,
    unique_by=lambda one: one.seq,
)


@given(EVENTS, st.randoms())
def test_the_order_in_which_facts_were_noted_changes_nothing(events: list[Event], random: object) -> None:
    before = custody(events, {})
    random.shuffle(events)  # type: ignore[attr-defined]
    assert custody(events, {}) == before
    assert {gap.code for gap in before.gaps} <= set(CODES)
    for one, later in zip(before.spans, before.spans[1:], strict=False):
        assert one.end == later.start
