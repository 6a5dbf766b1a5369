"""What started the duty to preserve, and the day that a person confirms."""

from datetime import date

import pytest

from openhold.actions.date_duty import date_duty
from openhold.actions.errors import UsageError
from openhold.actions.home import Home
from openhold.actions.note_trigger import Triggers, note_trigger, triggers, withdraw_trigger
from openhold.actions.record import rows
from openhold.actions.set_up import Instance
from openhold.projections.matter import Matter
from openhold.projections.trigger import Duty, Trigger

FORCE, GRIEVANCE, CLAIM = date(2025, 9, 16), date(2025, 9, 22), date(2025, 10, 14)


class Noting:
    """A matter of which triggers are noted."""

    def __init__(self, home: Home, actor: str, matter: str) -> None:
        self.home, self.actor, self.matter = home, actor, matter

    def note(self, what: str, on: date, learned_on: date | None = None, **more: str) -> Trigger:
        said = {"learned_by": "Noor Haddix", "learned_how": "at the counter", **more}
        return note_trigger(self.home, self.actor, self.matter, what=what, on=on, learned_on=learned_on or on, **said)

    def confirm(self, trigger: str, on: date | None = None, why: str | None = None) -> Duty:
        return date_duty(self.home, self.actor, self.matter, trigger=trigger, on=on, why=why)

    def facts(self) -> int:
        return len(list(rows(self.matter)))


@pytest.fixture
def noting(home: Home, instance: Instance, matter: Matter) -> Noting:
    return Noting(home, instance.actor, matter.id)


def test_a_trigger_stands_as_noted(noting: Noting) -> None:
    one = noting.note("Use of force,\n Unit C", FORCE, GRIEVANCE, evidence="log book, line 14")
    assert (one.what, one.on, one.learned_on) == ("Use of force, Unit C", FORCE, GRIEVANCE)
    assert (one.learned_by, one.learned_how, one.evidence) == ("Noor Haddix", "at the counter", "log book, line 14")
    assert (one.seq, one.said_by) == (1, noting.actor)


def test_the_first_that_somebody_learned_of_is_proposed(noting: Noting) -> None:
    assert triggers(noting.home, noting.matter).proposed is None
    claim = noting.note("Claim", CLAIM)
    assert triggers(noting.home, noting.matter).proposed == claim
    grievance = noting.note("Grievance", GRIEVANCE)
    force = noting.note("Use of force", FORCE, date(2025, 11, 3))
    there = triggers(noting.home, noting.matter)
    assert there.proposed == grievance, "an event that nobody knew of starts nothing"
    assert there.listed == (grievance, claim, force)
    assert there.duty is None


def test_a_person_confirms_the_proposed_day_or_says_why_it_is_another(noting: Noting) -> None:
    force = noting.note("Use of force", FORCE, GRIEVANCE)
    duty = noting.confirm(force.id)
    assert (duty.on, duty.trigger, duty.words, duty.seq) == (GRIEVANCE, force.id, None, 2)
    noting.confirm(force.id)
    assert noting.facts() == 3, "the same again records nothing"
    with pytest.raises(UsageError, match="Say why the duty began on Tue 16 September 2025"):
        noting.confirm(force.id, FORCE)
    again = noting.confirm(force.id, FORCE, "The shift commander saw it.")
    assert (again.on, again.words, again.seq) == (FORCE, "The shift commander saw it.", 3)


def test_a_trigger_that_is_noted_later_but_was_known_earlier_is_told(noting: Noting) -> None:
    claim = noting.note("Claim", CLAIM)
    noting.confirm(claim.id, date(2025, 10, 20), "The clerk passed it on.")
    assert triggers(noting.home, noting.matter).earlier == ()
    grievance = noting.note("Grievance", GRIEVANCE)
    there = triggers(noting.home, noting.matter)
    assert there.earlier == (grievance,)
    assert there.duty is not None
    assert there.duty.trigger == claim.id, "only a person moves the day"


def test_a_trigger_that_was_noted_wrongly_proposes_nothing(noting: Noting) -> None:
    def withdraw(trigger: str, why: str = "It was another matter's.") -> Triggers:
        return withdraw_trigger(noting.home, noting.actor, noting.matter, trigger, why=why)

    claim, grievance = noting.note("Claim", CLAIM), noting.note("Grievance", GRIEVANCE)
    noting.confirm(claim.id)
    with pytest.raises(UsageError, match=f"The duty rests on {claim.id}"):
        withdraw(claim.id)
    with pytest.raises(UsageError, match="in words"):
        withdraw(grievance.id, " ")
    left = withdraw(grievance.id)
    assert (left.proposed, left.earlier, left.listed) == (claim, (), (claim,))
    assert [(one.id, one.withdrawn) for one in left.withdrawn] == [(grievance.id, "It was another matter's.")]
    for again in (withdraw, noting.confirm):
        with pytest.raises(UsageError, match=f"no trigger '{grievance.id}'"):
            again(grievance.id)


def test_a_day_that_cannot_be_is_refused(noting: Noting) -> None:
    with pytest.raises(UsageError, match="before it happened"):
        noting.note("x", GRIEVANCE, FORCE)
    with pytest.raises(UsageError, match="Sat 7 March 2026 is still to come"):
        noting.note("x", date(2026, 3, 7))
    with pytest.raises(UsageError, match="still to come"):
        noting.note("x", FORCE, date(2026, 3, 7))
    claim = noting.note("Claim", CLAIM)
    with pytest.raises(UsageError, match="before what it rests on"):
        noting.confirm(claim.id, FORCE, "why")
    with pytest.raises(UsageError, match="still to come"):
        noting.confirm(claim.id, date(2026, 3, 7), "why")
    with pytest.raises(UsageError, match=f"no trigger 't-none'.*{claim.id} \\(Claim\\)"):
        noting.confirm("t-none")
    assert noting.facts() == 2


def test_today_is_today_in_the_zone_that_is_furthest_ahead(noting: Noting) -> None:
    noting.note("It is the 5th in UTC at nine, and no 6th anywhere yet.", date(2026, 3, 5))
    with pytest.raises(UsageError):
        noting.note("x", date(2026, 3, 6))
    noting.home.clock.moment = noting.home.clock.moment.replace(hour=10)  # type: ignore[attr-defined]
    noting.note("At ten it is the 6th on Kiritimati.", date(2026, 3, 6))


@pytest.mark.parametrize("field", ["what", "learned_by", "learned_how"])
def test_what_happened_who_learned_of_it_and_how_have_to_be_said(noting: Noting, field: str) -> None:
    said = {"what": "Claim", "learned_by": "the clerk", "learned_how": "by post", field: " \n"}
    with pytest.raises(UsageError, match="in words"):
        noting.note(said.pop("what"), CLAIM, **said)
