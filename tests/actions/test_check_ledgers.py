"""What a check of the ledgers says beside a command that is at work, and after a loss."""

import shutil

from openhold.actions.check_ledgers import check_ledger
from openhold.actions.home import Home
from openhold.actions.record import record
from openhold.actions.set_up import Instance
from openhold.facts.kinds import PersonNamed
from openhold.projections.matter import Matter


def test_a_log_that_was_recorded_and_is_not_yet_published_is_no_fault(home: Home, instance: Instance) -> None:
    home.vault.add_ledger("m-new", home.verifier("m-new"))
    record(home, "m-new", instance.actor, PersonNamed(person="p1", account="new"))
    assert check_ledger(home, "m-new") == ()


def test_a_log_that_was_published_and_is_gone_is_told(home: Home, matter: Matter) -> None:
    shutil.rmtree(home.folder / "vault" / "ledgers" / matter.id)
    [finding] = check_ledger(home, matter.id)
    assert (finding.code, finding.subject) == ("ledger-checkpoint-missing", f"ledgers/{matter.id}/checkpoint")
