"""All tables of the case, in one place where Django looks for them."""

from openhold.projections.audit import Audit
from openhold.projections.collection import Collection
from openhold.projections.custodian import Custodian
from openhold.projections.disclosure import Disclosure
from openhold.projections.disposition import Disposition
from openhold.projections.hold import Cover, Hold, HoldVersion, Waiting
from openhold.projections.interruption import Interruption
from openhold.projections.log import Log, LogRow
from openhold.projections.matter import Matter
from openhold.projections.member import Member
from openhold.projections.notice import LossReport, Notice, NoticeText, Question, Sending
from openhold.projections.order import Designation, ProtectiveOrder
from openhold.projections.paper import PaperValue
from openhold.projections.party import Party, Side
from openhold.projections.person import Person
from openhold.projections.questionnaire import Questionnaire
from openhold.projections.reading import Reading
from openhold.projections.release import Release
from openhold.projections.source import Source, SourcePlace
from openhold.projections.task import Task
from openhold.projections.thing import Thing, ThingEvent
from openhold.projections.trigger import Duty, Trigger

__all__ = [
    "Audit",
    "Collection",
    "Cover",
    "Custodian",
    "Designation",
    "Disclosure",
    "Disposition",
    "Duty",
    "Hold",
    "HoldVersion",
    "Interruption",
    "Log",
    "LogRow",
    "LossReport",
    "Matter",
    "Member",
    "Notice",
    "NoticeText",
    "PaperValue",
    "Party",
    "Person",
    "ProtectiveOrder",
    "Question",
    "Questionnaire",
    "Reading",
    "Release",
    "Sending",
    "Side",
    "Source",
    "SourcePlace",
    "Task",
    "Thing",
    "ThingEvent",
    "Trigger",
    "Waiting",
]
