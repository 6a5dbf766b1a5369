"""Facts about custodians: the people of a matter who have, or may have, evidence.

Each is a whole statement of what is known of the person, so that no other fact is needed to read it. Days are
``YYYY-MM-DD``. `email` is null where a notice must be printed and handed over. `language` is the one that notices are
written in, ``en`` or ``es``. `manager` is the id of another custodian; `external` the person's id in a directory.
"""

from dataclasses import dataclass
from typing import ClassVar

from openhold.facts.fact import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodianNamed(Fact):
    """A person is a custodian of the matter from now on."""

    KIND: ClassVar[str] = "custodian.named/1"
    SENTENCE: ClassVar[str] = "A person was named as a custodian."
    custodian: str
    name: str
    email: str | None
    language: str
    title: str | None
    place: str | None
    manager: str | None
    external: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodianChanged(Fact):
    """What is known of a custodian is stated anew. `cause` is ``corrected``, ``moved`` or ``left``.

    `left` is the person's last day, null for somebody who stays; a later statement with null takes it back.
    """

    KIND: ClassVar[str] = "custodian.changed/1"
    SENTENCE: ClassVar[str] = "What is known of a custodian was stated anew, with the cause of the change."
    custodian: str
    cause: str
    name: str
    email: str | None
    language: str
    title: str | None
    place: str | None
    manager: str | None
    external: str | None
    left: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmSettled(Fact):
    """Somebody looked after the evidence of a custodian who left or moved; `words` say what was done."""

    KIND: ClassVar[str] = "alarm.settled/1"
    SENTENCE: ClassVar[str] = "The alarm about a custodian who left or moved was settled, with what was done."
    custodian: str
    alarm: str
    words: str
