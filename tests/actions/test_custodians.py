"""Custodians: named, changed, left; who is the same person; and the alarm that leaving and moving raise."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from openhold.actions.change_custodian import change_custodian, settle_alarm
from openhold.actions.describe import describe
from openhold.actions.errors import RefusedError, UsageError
from openhold.actions.find_custodian import alarms, custodians, find_custodian
from openhold.actions.home import Home
from openhold.actions.known_person import Known, known_of, language_of
from openhold.actions.name_custodian import name_custodian
from openhold.actions.name_source import name_source
from openhold.actions.record import rows
from openhold.actions.set_up import Instance
from openhold.facts.body import from_body
from openhold.facts.custodians import CustodianChanged
from openhold.ledger import entry as entries
from openhold.projections.custodian import Custodian
from openhold.projections.matter import Matter

PAZ = Known("Winifred Paz", "w.paz@alder.example", title="jail records", place="Jail")
STRAND = Known("Calvin Strand")


@pytest.fixture
def paz(home: Home, instance: Instance, matter: Matter) -> Custodian:
    return name_custodian(home, instance.actor, matter.id, PAZ)


def last_fact(matter: str) -> object:
    row = list(rows(matter))[-1]
    return from_body(entries.decode(row.entry).kind, row.body)


def test_a_custodian_stands_as_named(home: Home, instance: Instance, matter: Matter, paz: Custodian) -> None:
    strand = name_custodian(home, instance.actor, matter.id, replace(STRAND, manager=paz.id, language="es"))
    assert known_of(paz) == PAZ
    assert (strand.name, strand.email, strand.language, strand.manager) == ("Calvin Strand", None, "es", paz.id)
    assert (paz.left, paz.alarm, paz.seq) == (None, "", 1)


def test_texts_are_tidied_and_emptiness_is_nothing(home: Home, instance: Instance, matter: Matter) -> None:
    made = name_custodian(
        home, instance.actor, matter.id, Known("  Cal\n\tvin  Strand ", " ", title=" ", place="Unit\tC")
    )
    assert known_of(made) == Known("Cal vin Strand", place="Unit C")


@pytest.mark.parametrize(
    "name",
    [
        "\u202ePaz Winifred",
        "محمد عبد الله",
        "\N{WOMAN}\u200d\N{STAFF OF AESCULAPIUS} Lowry",
        "<b>Paz</b>",
        "=1+1",
        "a" * 300,
    ],
)
def test_any_name_that_is_a_text_is_kept_as_it_is(home: Home, instance: Instance, matter: Matter, name: str) -> None:
    assert name_custodian(home, instance.actor, matter.id, Known(name)).name == name


@pytest.mark.parametrize(
    ("known", "says"),
    [
        (Known(" "), "the name in words"),
        (Known("a" * 301), "too long for the name"),
        (Known("a\0b"), r"U\+0000"),
        (Known("a\ud800"), r"U\+D800"),
        (Known("a\x1bb"), r"U\+001B"),
        (Known("a", "no address"), "no e-mail address"),
        (Known("a", "a@b.example\nBcc: c@d.example"), "no e-mail address"),
        (Known("a", language="fr"), "no language of notices"),
        (Known("a", manager="k-none"), "no other custodian"),
    ],
)
def test_what_cannot_be_recorded_is_refused_and_nothing_is(
    home: Home, instance: Instance, matter: Matter, known: Known, says: str
) -> None:
    with pytest.raises(UsageError, match=says):
        name_custodian(home, instance.actor, matter.id, known)
    assert custodians(home, matter.id) == ()
    assert len(list(rows(matter.id))) == 1


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (PAZ, replace(PAZ, email="W.PAZ@alder.EXAMPLE", name="W. P."), True),
        (replace(PAZ, external="1"), Known("Somebody", external="1"), True),
        (replace(PAZ, external="1"), replace(PAZ, external="2"), False),
        (replace(PAZ, external="1"), PAZ, True),
        (PAZ, replace(PAZ, external="1"), True),
        (STRAND, Known("CALVIN STRAND"), True),
        (STRAND, replace(STRAND, email="c@alder.example"), False),
        (STRAND, replace(STRAND, external="7"), False),
        (PAZ, Known(PAZ.name), False),
    ],
)
def test_the_same_person_is_a_custodian_once(
    home: Home, instance: Instance, matter: Matter, first: Known, second: Known, same: bool
) -> None:
    one = name_custodian(home, instance.actor, matter.id, first)
    if same:
        with pytest.raises(UsageError, match=one.id):
            name_custodian(home, instance.actor, matter.id, second)
    else:
        name_custodian(home, instance.actor, matter.id, second)
    assert len(custodians(home, matter.id)) == (1 if same else 2)


def test_a_change_states_everything_anew(home: Home, instance: Instance, matter: Matter, paz: Custodian) -> None:
    change_custodian(
        home, instance.actor, matter.id, paz.id, replace(PAZ, name="Winifred Paz-Lind"), cause="corrected", left=None
    )
    assert last_fact(matter.id) == CustodianChanged(
        custodian=paz.id, cause="corrected", name="Winifred Paz-Lind", email="w.paz@alder.example", language="en",
        title="jail records", place="Jail", manager=None, external=None, left=None,
    )  # fmt: skip
    assert find_custodian(home, matter.id, paz.id).alarm == ""


def test_the_same_statement_again_records_nothing(
    home: Home, instance: Instance, matter: Matter, paz: Custodian
) -> None:
    change_custodian(home, instance.actor, matter.id, paz.id, PAZ, cause="moved", left=None)
    assert len(list(rows(matter.id))) == 2


def test_a_leaver_raises_an_alarm_until_it_is_settled(
    home: Home, instance: Instance, matter: Matter, paz: Custodian
) -> None:
    day = date(2026, 3, 13)
    gone = change_custodian(home, instance.actor, matter.id, paz.id, PAZ, cause="left", left=day)
    assert (gone.left, gone.alarm) == (day, "last day: Fri 13 March 2026")
    corrected = replace(PAZ, title="records")
    still = change_custodian(home, instance.actor, matter.id, paz.id, corrected, cause="corrected", left=day)
    assert still.alarm == gone.alarm
    assert alarms(home, matter.id) == 1
    settled = settle_alarm(home, instance.actor, matter.id, paz.id, done="Mailbox collected.")
    assert (settled.left, settled.alarm, alarms(home, matter.id)) == (day, "", 0)
    with pytest.raises(UsageError, match="no alarm"):
        settle_alarm(home, instance.actor, matter.id, paz.id, done="again")


def test_leaving_can_be_put_off_and_taken_back(home: Home, instance: Instance, matter: Matter, paz: Custodian) -> None:
    def leaves(day: date | None) -> Custodian:
        cause = "left" if day else "corrected"
        return change_custodian(home, instance.actor, matter.id, paz.id, PAZ, cause=cause, left=day)

    assert leaves(date(2026, 3, 13)).alarm
    settle_alarm(home, instance.actor, matter.id, paz.id, done="Phone collected.")
    assert leaves(date(2026, 4, 1)).alarm == "last day: Wed 1 April 2026"
    assert (leaves(None).left, leaves(None).alarm) == (None, "")


def test_a_mover_raises_an_alarm_that_says_from_where_to_where(
    home: Home, instance: Instance, matter: Matter, paz: Custodian
) -> None:
    away = replace(PAZ, place="Annex")
    moved = change_custodian(home, instance.actor, matter.id, paz.id, away, cause="moved", left=None)
    assert moved.alarm == "moved from jail records, Jail to jail records, Annex"
    further = replace(PAZ, title="clerk", place=None)
    again = change_custodian(home, instance.actor, matter.id, paz.id, further, cause="moved", left=None)
    assert again.alarm == f"{moved.alarm}; moved from jail records, Annex to clerk"


def test_a_change_may_not_make_two_people_one(home: Home, instance: Instance, matter: Matter, paz: Custodian) -> None:
    strand = name_custodian(home, instance.actor, matter.id, STRAND)
    with pytest.raises(UsageError, match=f"the same person as Winifred Paz \\({paz.id}\\)"):
        change_custodian(
            home, instance.actor, matter.id, strand.id, replace(STRAND, email=PAZ.email), cause="corrected", left=None
        )
    with pytest.raises(UsageError, match="no other custodian"):
        change_custodian(
            home, instance.actor, matter.id, paz.id, replace(PAZ, manager=paz.id), cause="corrected", left=None
        )
    with pytest.raises(UsageError, match="no custodian 'k-none'"):
        change_custodian(home, instance.actor, matter.id, "k-none", PAZ, cause="corrected", left=None)
    with pytest.raises(UsageError, match="no cause"):
        change_custodian(home, instance.actor, matter.id, paz.id, PAZ, cause="died", left=None)
    with pytest.raises(UsageError, match="last day"):
        change_custodian(home, instance.actor, matter.id, paz.id, PAZ, cause="left", left=None)


def test_a_custodian_is_found_by_what_people_type(
    home: Home, instance: Instance, matter: Matter, paz: Custodian
) -> None:
    for n in range(12):
        name_custodian(home, instance.actor, matter.id, Known(f"Officer {n}", external=f"E{n}"))
    for typed in (paz.id, "W.Paz@Alder.example", "winifred PAZ", "freD", " paz "):
        assert find_custodian(home, matter.id, typed).id == paz.id
    assert find_custodian(home, matter.id, "E7").name == "Officer 7"
    with pytest.raises(UsageError, match=r"fits 12 custodians.*and 4 more"):
        find_custodian(home, matter.id, "officer")
    for nobody in ("Sund", "", "  "):
        with pytest.raises(UsageError):
            find_custodian(home, matter.id, nobody)


def test_a_source_is_of_the_custodian_whatever_they_are_called(
    home: Home, instance: Instance, matter: Matter, paz: Custodian, tmp_path: Path
) -> None:
    for n in range(2):
        name_custodian(home, instance.actor, matter.id, Known("John Smith", external=f"E{n}"))
    for text, whose in (
        (paz.id, paz.id), ("W.PAZ@alder.example", paz.id), ("winifred  paz", paz.id), ("E1", None),
        ("John Smith", "John Smith"), ("paz", "paz"), ("Somebody else", "Somebody else"),
    ):  # fmt: skip
        source = name_source(
            home, instance.actor, matter.id, kind="directory", at=os.fsencode(tmp_path), custodian=text
        )
        assert source.custodian == (whose or find_custodian(home, matter.id, text).id)
    change_custodian(
        home, instance.actor, matter.id, paz.id, replace(PAZ, name="Winifred Lind"), cause="corrected", left=None
    )
    names = list(describe(home, matter).whose.values())
    assert names == [*["Winifred Lind"] * 3, *["John Smith"] * 2, "paz", "Somebody else"]


def test_custodians_are_listed_by_name_and_those_with_an_alarm_first(
    home: Home, instance: Instance, matter: Matter, paz: Custodian
) -> None:
    for name in ("calvin", "Beth"):
        name_custodian(home, instance.actor, matter.id, Known(name))
    change_custodian(home, instance.actor, matter.id, paz.id, PAZ, cause="left", left=date(2026, 3, 13))
    assert [one.name for one in custodians(home, matter.id)] == ["Winifred Paz", "Beth", "calvin"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("en", "en"), ("EN-us", "en"), ("es_MX", "es"), ("Español", "es"), (" english ", "en"), ("fr", None), ("", None)],
)
def test_the_languages_of_notices_are_known_by_their_usual_names(text: str, code: str | None) -> None:
    assert language_of(text) == code


def test_the_role_table_binds_whoever_signs_in(home: Home, instance: Instance, matter: Matter) -> None:
    from openhold.actions.open_account import open_account

    stranger = open_account(home, name="Stranger", email="s@alder.example", invited_by=None, owner=False)
    with pytest.raises(RefusedError):
        name_custodian(home, stranger, matter.id, PAZ)
    assert custodians(home, matter.id) == ()
