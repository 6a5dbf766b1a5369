"""What one custodian is shown of a hold: their notice as it stands now, and what they said about it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from openhold.actions.errors import UsageError
from openhold.actions.home import Home
from openhold.actions.record import database_told
from openhold.projections.custodian import Custodian
from openhold.projections.hold import CUSTODIAN, Cover, Hold, HoldVersion
from openhold.projections.matter import Matter
from openhold.projections.notice import LossReport, Notice, NoticeText, Question
from openhold.projections.questionnaire import Questionnaire

ASKED, OVER, RELEASED, SILENT = "asked", "over", "released", "silent"
"""Where a custodian stands: to answer; the hold was released as a whole, or they were; or they are told no more."""


@dataclass(frozen=True, slots=True)
class OwnNotice:
    """A custodian's notice. `version` is the one in force; `notice` is null unless the custodian is `ASKED`.

    `texts` are the words in force, or those that were sent where none are. `acknowledged_at` is when they last
    acknowledged any version, `ended_at` when the hold or they were released.
    """

    standing: str
    matter: Matter
    hold: Hold
    version: HoldVersion
    custodian: Custodian
    notice: Notice | None
    texts: tuple[NoticeText, ...]
    acknowledged_at: datetime | None
    ended_at: datetime | None
    questions: tuple[Question, ...]
    losses: tuple[LossReport, ...]
    places: Questionnaire | None


def own_notice(home: Home, matter: str, hold: str, version: int, custodian: str) -> OwnNotice:
    """Return the custodian's notice as it stands; `version` is the one that they were sent, perhaps long ago.

    Raises UsageError where that version of that hold never asked that custodian.
    """
    with database_told(home):
        there = Notice.objects.filter(matter=matter, hold=hold, custodian=custodian)
        if not there.filter(version=version).exists():
            raise UsageError(f"{custodian} was never asked about version {version} of {hold}.")
        found = Hold.objects.get(matter=matter, id=hold)
        in_force = HoldVersion.objects.get(matter=matter, hold=hold, version=found.in_force)
        cover = Cover.objects.filter(matter=matter, hold=hold, what=CUSTODIAN, which=custodian).first()
        notice = there.filter(version=found.in_force).first()
        standing, ended_at = ASKED, None
        if found.released_at is not None:
            standing, ended_at = OVER, found.released_at
        elif cover is None or cover.released_at is not None:
            # A later version may leave out whoever was released before; then nothing says any more when that was.
            standing, ended_at = RELEASED, cover.released_at if cover else None
        elif notice is None:
            standing = SILENT
        written = NoticeText.objects.filter(matter=matter, hold=hold).order_by("language")
        # A version that tells nobody anything has no words; then there are those that the custodian was sent.
        texts = written.filter(version=found.in_force) or written.filter(version=version)
        said = {"matter": matter, "hold": hold, "custodian": custodian}
        return OwnNotice(
            standing=standing,
            matter=Matter.objects.get(id=matter),
            hold=found,
            version=in_force,
            custodian=Custodian.objects.get(matter=matter, id=custodian),
            notice=notice if standing == ASKED else None,
            texts=tuple(texts),
            acknowledged_at=there.aggregate(last=Max("acknowledged_at"))["last"],
            ended_at=ended_at,
            questions=tuple(Question.objects.filter(**said).order_by("seq")),
            losses=tuple(LossReport.objects.filter(**said).order_by("seq")),
            places=Questionnaire.objects.filter(**said).first(),
        )
