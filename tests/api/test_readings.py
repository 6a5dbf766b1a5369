"""Every operation that gives privileged words or evidence records that they were read, before they are given."""

from collections.abc import Callable

from django.core.cache import cache

from openhold.actions.holds.questionnaire import answer_questionnaire
from openhold.actions.record import rows
from openhold.facts.body import from_body
from openhold.facts.members import EvidenceRead, PrivilegedRead
from openhold.ledger.entry import decode
from openhold.projections.log import Log
from openhold.projections.reading import Reading
from tests.api.conftest import Lived, Program
from tests.api.test_walls import COUNSEL, TABLE, asked
from tests.web.conftest import make_account

PRIVILEGED = {
    "Do not delete the logs of Unit C.": "notice",
    "My phone too?": "questions",
    "Two phones": "questionnaires",
}
"""Words that stand in the case once each, and as what they are recorded where a program is given them."""
SHOWN = {
    "show_version": {"notice"},
    "show_as_sent": {"notice"},
    "list_said": {"questions", "questionnaires"},
    "read_said": {"questionnaires"},
}
BYTES = bytes(range(256))


def test_whatever_gives_privileged_words_or_evidence_records_it(lived: Lived, program: Callable[..., Program]) -> None:
    who, extra = program("The counsel", lived.matter, COUNSEL), make_account(lived.home, "extra")
    hold, custodian = lived.ids["hold"], lived.ids["custodian"]
    answer_questionnaire(lived.home, custodian, lived.matter, hold, custodian, {"devices": "Two phones"})
    ids = {**lived.ids, "matter": lived.matter, "extra": "extra", "person": extra.person}
    shown: dict[str, set[str]] = {}
    given = set()
    for row in TABLE:
        cache.clear()
        Reading.objects.all().delete()
        before = Log.objects.get(matter=lived.matter).size
        content = asked(who, row, ids).content
        facts = [from_body(decode(one.entry).kind, one.body) for one in rows(lived.matter, before)]
        what = {name for words, name in PRIVILEGED.items() if words.encode() in content}
        missing = what - {one.what for one in facts if isinstance(one, PrivilegedRead)}
        assert not missing, f"{row[0]} shows {missing} and does not record it"
        if what:
            shown[row[0]] = shown.get(row[0], set()) | what
        if BYTES in content:
            assert any(isinstance(one, EvidenceRead) for one in facts), row[0]
            given.add(row[0])
    assert (shown, given) == (SHOWN, {"read_one"})
