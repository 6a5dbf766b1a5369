"""Many custodians at once: who is who, what is new, and nothing recorded where something is wrong."""

from datetime import date

import pytest

from openhold.actions.change_custodian import change_custodian
from openhold.actions.comparing import BrokenRowsError
from openhold.actions.errors import RefusedError, UsageError
from openhold.actions.find_custodian import custodians, find_custodian
from openhold.actions.home import Home
from openhold.actions.import_custodians import Imported, csv_directory, import_custodians
from openhold.actions.known_person import Known, known_of
from openhold.actions.name_custodian import name_custodian
from openhold.actions.record import rows
from openhold.actions.set_up import Instance
from openhold.ledger.checkpoint import open_checkpoint
from openhold.projections.matter import Matter

HEAD = "id,name,email,title,place,manager,language\n"
SUND = "1,Harriet Sund,sund@alder.example,jail commander,Jail,,\n"
PAZ = "2,Winifred Paz,paz@alder.example,jail records,Jail,1,\n"
STRAND = ",Calvin Strand,,night officer,Unit C,Harriet Sund,es\n"


class Importing:
    """A matter into which people are imported."""

    def __init__(self, home: Home, actor: str, matter: str) -> None:
        self.home, self.actor, self.matter = home, actor, matter

    def __call__(
        self, *lines: str, leavers: date | None = None, skip_broken: bool = False, preview: bool = False
    ) -> Imported:
        directory = csv_directory((HEAD + "".join(lines)).encode(), "people.csv")
        return import_custodians(
            self.home, self.actor, self.matter, directory, leavers=leavers, skip_broken=skip_broken, preview=preview
        )

    def facts(self) -> int:
        return len(list(rows(self.matter)))

    def known(self, name: str) -> Known:
        return known_of(find_custodian(self.home, self.matter, name))


@pytest.fixture
def importing(home: Home, instance: Instance, matter: Matter) -> Importing:
    return Importing(home, instance.actor, matter.id)


def counts(done: Imported) -> tuple[int, int, int, int, int]:
    return done.named, done.corrected, done.moved, done.left, done.same


def test_everybody_is_named_at_once_with_their_managers_in_any_order(importing: Importing) -> None:
    assert counts(importing(STRAND, PAZ, SUND)) == (3, 0, 0, 0, 0)
    sund = find_custodian(importing.home, importing.matter, "sund").id
    assert importing.known("paz") == Known("Winifred Paz", "paz@alder.example", "en", "jail records", "Jail", sund, "2")
    assert importing.known("strand") == Known("Calvin Strand", None, "es", "night officer", "Unit C", sund, None)


def test_an_import_is_one_transaction_and_one_publication(importing: Importing) -> None:
    published = importing.home.vault.ledger(importing.matter)
    before = len(list((importing.home.folder / "vault/ledgers" / importing.matter / "checkpoints").rglob("*")))
    importing(SUND, PAZ, STRAND)
    after = len(list((importing.home.folder / "vault/ledgers" / importing.matter / "checkpoints").rglob("*")))
    checkpoint = open_checkpoint(published.read("checkpoint"), importing.home.verifier(importing.matter))
    assert (checkpoint.size, after - before) == (4, 1)
    assert len({one.seq for one in custodians(importing.home, importing.matter)}) == 3


def test_the_same_file_again_records_nothing(importing: Importing) -> None:
    importing(SUND, PAZ, STRAND)
    done = importing(SUND, PAZ, STRAND)
    assert counts(done) == (0, 0, 0, 0, 3)
    assert not done.recorded
    assert importing.facts() == 4


def test_what_is_new_is_recorded_of_the_right_people(importing: Importing) -> None:
    importing(SUND, PAZ, STRAND)
    done = importing(
        "1,Harriet Sund-Vale,sund@alder.example,jail commander,Jail,,\n",
        "2,Winifred Paz,paz@alder.example,jail records,Annex,1,\n",
        STRAND,
    )
    assert counts(done) == (0, 1, 1, 0, 1)
    assert importing.known("1").name == "Harriet Sund-Vale"
    assert find_custodian(importing.home, importing.matter, "2").alarm.endswith("to jail records, Annex")
    assert find_custodian(importing.home, importing.matter, "1").alarm == ""


def test_people_are_known_by_id_then_address_then_name(importing: Importing) -> None:
    importing(",Harriet Sund,SUND@alder.example,,,,\n", ",Calvin Strand,,,,,\n")
    done = importing(SUND, STRAND)
    assert counts(done) == (0, 2, 0, 0, 0)
    done = importing("1,H. Sund,other@alder.example,,,,\n")
    assert counts(done) == (0, 1, 0, 0, 0)
    assert importing.known("1").email == "other@alder.example"


def test_people_with_ids_of_their_own_may_share_an_address(importing: Importing) -> None:
    assert importing("1,A,unit@alder.example,,,,\n", "2,B,unit@alder.example,,,,\n").named == 2
    done = importing("1,A,unit@alder.example,,,,\n", "2,B,unit@alder.example,,,,\n")
    assert counts(done) == (0, 0, 0, 0, 2)


def test_an_address_that_two_people_share_tells_nobody_who_a_row_is(importing: Importing) -> None:
    importing("1,A,unit@alder.example,,,,\n", "2,B,unit@alder.example,,,,\n")
    with pytest.raises(BrokenRowsError, match="line 2, row 1: C fits 2 custodians"):
        importing(",C,unit@alder.example,,,,\n")


def test_silence_takes_nothing_back(importing: Importing) -> None:
    importing(SUND, PAZ, STRAND)
    done = importing("2,Winifred Paz,,,,,\n", ",Calvin Strand,,,,,\n")
    assert counts(done) == (0, 0, 0, 0, 2)
    assert importing.known("strand").language == "es"


def test_broken_rows_record_nothing_unless_they_are_left_out(importing: Importing) -> None:
    lines = (SUND, "2,Paz\n", "3,,x@alder.example,,,,\n", "4,Z,no address,,,,\n", "5,a\0b,,,,,\n", PAZ)
    with pytest.raises(BrokenRowsError) as told:
        importing(*lines)
    assert [one.where for one in told.value.broken] == [f"line {n}, row {n - 1}" for n in (3, 4, 5, 6)]
    assert "4 of 6 rows" in str(told.value)
    assert importing.facts() == 1
    done = importing(*lines, skip_broken=True)
    assert (done.named, len(done.broken)) == (2, 4)


def test_rows_that_are_not_utf_8_are_broken_and_no_other_name_is_made_of_them(importing: Importing) -> None:
    data = (HEAD + "1,Íñigo,,,,,\n").encode() + b"2,Pe\xf1a,,,,,\n"
    with pytest.raises(BrokenRowsError, match="line 3, row 2"):
        import_custodians(importing.home, importing.actor, importing.matter, csv_directory(data, "people.csv"))


def test_a_long_list_of_broken_rows_is_cut_and_its_length_told(importing: Importing) -> None:
    with pytest.raises(BrokenRowsError) as told:
        importing(*(["broken\n"] * 50))
    assert "50 of 50 rows" in str(told.value)
    assert "and 30 more" in str(told.value)
    assert len(told.value.broken) == 50


def test_the_same_row_twice_is_told_and_a_differing_one_is_broken(importing: Importing) -> None:
    done = importing(SUND, PAZ, SUND)
    assert [(one.where, one.what) for one in done.repeated] == [
        ("line 4, row 3", "the same as line 2, row 1 (Harriet Sund)")
    ]
    other = SUND.replace("commander", "captain")
    with pytest.raises(BrokenRowsError, match=r"line 3, row 2: Harriet Sund stands in line 2, row 1 too"):
        importing(SUND, other)
    importing(SUND, other, skip_broken=True)
    assert importing.known("sund").title == "jail commander"


def test_a_preview_says_what_would_be_recorded_and_records_nothing(importing: Importing) -> None:
    done = importing(SUND, PAZ, preview=True)
    assert counts(done) == (2, 0, 0, 0, 0)
    assert not done.recorded
    assert importing.facts() == 1
    assert custodians(importing.home, importing.matter) == ()


def test_whoever_is_missing_from_a_whole_directory_has_left_once(importing: Importing) -> None:
    importing(SUND, PAZ, STRAND)
    day = date(2026, 3, 4)
    done = importing(SUND, leavers=day)
    assert counts(done) == (0, 0, 0, 1, 1)
    paz = find_custodian(importing.home, importing.matter, "paz")
    assert (paz.left, paz.alarm) == (day, "last day: Wed 4 March 2026")
    assert find_custodian(importing.home, importing.matter, "strand").left is None, "he has no id in the directory"
    assert counts(importing(SUND, leavers=date(2026, 3, 5))) == (0, 0, 0, 0, 1)


def test_without_leavers_nobody_leaves(importing: Importing) -> None:
    importing(SUND, PAZ)
    assert importing(SUND).left == 0


def test_a_part_of_a_directory_makes_nobody_a_leaver(importing: Importing) -> None:
    importing(*(f"{n},P{n},,,,,\n" for n in range(20)))
    with pytest.raises(RefusedError, match="17 custodians would be recorded as having left"):
        importing(*(f"{n},P{n},,,,,\n" for n in range(3)), leavers=date(2026, 3, 4))
    with pytest.raises(UsageError, match="nobody can tell who is missing"):
        importing(*(f"{n},P{n},,,,,\n" for n in range(19)), "19\n", leavers=date(2026, 3, 4), skip_broken=True)
    with pytest.raises(UsageError, match="still to come"):
        importing(SUND, leavers=date(2026, 3, 7))
    with pytest.raises(UsageError, match="nobody in that directory"):
        importing(leavers=date(2026, 3, 4))
    assert importing.facts() == 21


def test_whoever_left_and_is_still_listed_stays_a_leaver_and_is_told(importing: Importing) -> None:
    importing(SUND, PAZ)
    paz = find_custodian(importing.home, importing.matter, "paz")
    change_custodian(
        importing.home, importing.actor, importing.matter, paz.id, known_of(paz), cause="left", left=date(2026, 3, 13)
    )
    done = importing(SUND, PAZ.replace("Jail", "Annex"))
    assert find_custodian(importing.home, importing.matter, "paz").left == date(2026, 3, 13)
    assert done.notes == ("In the directory, but recorded as leaving: Winifred Paz (Fri 13 March 2026).",)


def test_what_somebody_should_look_at_is_told(importing: Importing) -> None:
    name_custodian(importing.home, importing.actor, importing.matter, Known("Winifred Paz"))
    done = importing(PAZ, "7,Anne Fay,,,,,fr\n")
    assert done.named == 2
    assert done.notes == (
        "New, but of the same name as a custodian without id and address: Winifred Paz. "
        "Look whether they are the same.",
        "There are no notices in fr; English stands for it.",
        "Managers who are no custodians of this matter, or not one alone: line 2, row 1.",
    )


def test_nobody_is_their_own_manager(importing: Importing) -> None:
    importing("1,Harriet Sund,,,,1,\n")
    assert importing.known("sund").manager is None


def test_a_new_manager_alone_is_no_move(importing: Importing) -> None:
    importing(SUND, PAZ, "3,New,new@alder.example,,,,\n")
    done = importing(PAZ.replace(",1,", ",3,"))
    assert counts(done) == (0, 1, 0, 0, 0)
    assert find_custodian(importing.home, importing.matter, "paz").alarm == ""


def test_what_was_not_known_before_is_no_move(importing: Importing) -> None:
    importing("2,Winifred Paz,,,,,\n")
    assert counts(importing(PAZ.replace(",1,", ",,"))) == (0, 1, 0, 0, 0)
