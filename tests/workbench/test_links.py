"""Links of notices: for one person, one use, a time; whatever is changed in them opens nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.signing import Signer
from hypothesis import given
from hypothesis import strategies as st

from openhold.workbench import configuration
from openhold.workbench.errors import LinkError, OldLinkError
from openhold.workbench.links import LOOPBACK, Claim, Links

NOW = datetime(2026, 2, 17, 9, 0, 5, tzinfo=UTC)
LINKS = Links("https://openhold.alder.example", "k" * 60, timedelta(days=180))
CLAIM = Claim("m-4k7t0z9xqd", "h-0a1b2c3d4e", 2, "k-9z8y7x6w5v")
ID = st.from_regex(r"[a-z]-[0-9a-hjkmnp-tv-z]{10}", fullmatch=True)


def token(link: str) -> str:
    return link.removeprefix(f"{LINKS.base}/n/").removesuffix("/")


@given(
    st.builds(Claim, matter=ID, hold=ID, version=st.integers(1, 9999), custodian=ID),
    st.timedeltas(timedelta(0), timedelta(days=180, microseconds=-NOW.microsecond - 1)),
)
def test_what_a_link_says_comes_out_until_its_time_is_over(claim: Claim, later: timedelta) -> None:
    link = LINKS.notice_link(claim, NOW)
    assert LINKS.open_link(token(link), NOW + later) == claim
    assert link.isascii()
    assert len(link) < 140
    with pytest.raises(OldLinkError):
        LINKS.open_link(token(link), NOW + timedelta(days=180) + later)


def test_it_is_the_same_each_time() -> None:
    assert LINKS.notice_link(CLAIM, NOW) == LINKS.notice_link(CLAIM, NOW.replace(microsecond=7))
    assert LINKS.notice_link(CLAIM, NOW) != LINKS.notice_link(CLAIM, NOW + timedelta(seconds=1))


@given(st.data())
def test_no_sign_of_it_can_be_changed_left_out_or_added(data: st.DataObject) -> None:
    right = token(LINKS.notice_link(CLAIM, NOW))
    at = data.draw(st.integers(0, len(right)))
    sign = data.draw(st.sampled_from([*"abcxyz0189-_.=%/ ", ""]) | st.characters())
    for wrong in {right[:at] + sign + right[at + 1 :], right[:at] + sign + right[at:], right[:at]} - {right}:
        with pytest.raises(LinkError) as raised:
            LINKS.open_link(wrong, NOW)
        assert type(raised.value) is LinkError


def test_another_key_or_another_purpose_opens_nothing() -> None:
    right = token(LINKS.notice_link(CLAIM, NOW))
    with pytest.raises(LinkError):
        Links(LINKS.base, "j" * 60, LINKS.lasts).open_link(right, NOW)
    said = right.rpartition(".")[0]
    with pytest.raises(LinkError):
        LINKS.open_link(Signer(key=LINKS.key, sep=".", salt="session").sign(said), NOW)


@pytest.mark.parametrize(
    "said", ["a.b.1.c.d", "m-1.h-1.x.k-1.1", "m-1.h-1.1.k-1.zzzzzzzzzzz", "m-1.h-1.1", "", "m.h.1.k.1"]
)
def test_what_no_link_says_opens_nothing_though_it_is_signed(said: str) -> None:
    with pytest.raises(LinkError):
        LINKS.open_link(Signer(key=LINKS.key, sep=".", salt="notice").sign(said), NOW)


def test_one_made_in_the_future_opens_nothing_but_clocks_may_differ() -> None:
    soon = token(LINKS.notice_link(CLAIM, NOW + timedelta(minutes=59)))
    assert LINKS.open_link(soon, NOW) == CLAIM
    with pytest.raises(LinkError):
        LINKS.open_link(token(LINKS.notice_link(CLAIM, NOW + timedelta(minutes=61))), NOW)


def test_a_form_says_what_it_showed_and_to_whom() -> None:
    proof = LINKS.form_proof(CLAIM, 3)
    assert LINKS.shown_by(CLAIM, proof) == 3
    assert LINKS.shown_by(replace(CLAIM, version=1), proof) == 3, "the page shows the version in force"
    others = [replace(CLAIM, matter="m-1"), replace(CLAIM, hold="h-1"), replace(CLAIM, custodian="k-1")]
    for claim, wrong in [
        *((one, proof) for one in others),
        (CLAIM, "4" + proof[1:]),
        (CLAIM, proof[:-1]),
        (CLAIM, ""),
        (CLAIM, token(LINKS.notice_link(CLAIM, NOW))),
    ]:
        with pytest.raises(LinkError):
            LINKS.shown_by(claim, wrong)


def test_a_home_has_one_key_and_its_address(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    links = Links.of(tmp_path)
    assert (links.base, links.lasts) == (LOOPBACK, timedelta(days=180))
    assert links.key == Links.of(tmp_path).key == configuration.key(tmp_path)
    (tmp_path / "web.toml").write_text('address = "https://openhold.alder.example"\nlink_days = 30\n')
    links = Links.of(tmp_path)
    assert (links.base, links.lasts) == ("https://openhold.alder.example", timedelta(days=30))
