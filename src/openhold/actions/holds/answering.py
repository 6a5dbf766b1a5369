"""Who has answered about a hold, a page of them at a time: a hold may name thousands of custodians."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, overload

from openhold.actions.holds.meant import at_once
from openhold.actions.home import Home
from openhold.actions.record import database_told
from openhold.projections.custodian import Custodian
from openhold.projections.hold import CUSTODIAN, Cover, Hold
from openhold.projections.notice import Notice

ALL, OPEN, ACKNOWLEDGED, ALARM = "all", "open", "acknowledged", "alarm"
SHOWS = (ALL, OPEN, ACKNOWLEDGED, ALARM)
"""Which custodians of a hold can be asked for: all, who has not answered, who has, and who left or moved."""


@dataclass(frozen=True, slots=True)
class Answering:
    """One custodian under a hold; `notice` is None for a silent one; `released` where it covers them no more."""

    custodian: Custodian
    notice: Notice | None
    released: bool


class _Row(NamedTuple):
    released: bool
    open: bool
    name: str
    which: str
    asked: bool
    alarm: bool

    def fits(self, show: str) -> bool:
        if show == ALARM:
            return self.alarm
        if show == ALL:
            return True
        return self.asked and not self.released and self.open is (show == OPEN)


class Answers(Sequence[Answering]):
    """The custodians of the version in force: open ones first, then by name; `show` is one of `SHOWS`.

    Of each only what their order needs is read before the row is asked for. `counts` says for each of `SHOWS` how many
    there are of those whom the hold still covers, `answered` when they acknowledged.
    """

    def __init__(self, home: Home, hold: Hold, show: str = ALL) -> None:
        self._home, self._hold = home, hold
        self._of = {"matter": hold.matter, "hold": hold.id}
        with database_told(home):
            notices = Notice.objects.filter(**self._of, version=hold.in_force)
            acknowledged = dict(notices.values_list("custodian", "acknowledged_at"))
            covers = Cover.objects.filter(**self._of, what=CUSTODIAN)
            released = set(covers.exclude(released_at=None).values_list("which", flat=True))
            people = Custodian.objects.filter(matter=hold.matter)
            names = dict(people.values_list("id", "by_name"))
            alarms = set(people.exclude(alarm="").values_list("id", flat=True))
            rows = [
                _Row(
                    one in released,
                    one in acknowledged and acknowledged[one] is None,
                    names[one],
                    one,
                    one in acknowledged,
                    one in alarms,
                )
                for one in covers.values_list("which", flat=True)
                if one in names
            ]
        covered = [one for one in rows if not one.released]
        self.counts = {each: sum(one.fits(each) for one in covered) for each in SHOWS}
        self.answered: list[datetime] = [at for one in covered if (at := acknowledged.get(one.which)) is not None]
        self._rows = sorted((one for one in rows if one.fits(show)), key=lambda one: (one.released, not one.open, one))

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Answering: ...
    @overload
    def __getitem__(self, place: slice) -> list[Answering]: ...
    def __getitem__(self, place: int | slice) -> Answering | list[Answering]:
        if isinstance(place, int):
            return self._whole([self._rows[place]])[0]
        return self._whole(self._rows[place])

    def _whole(self, rows: Sequence[_Row]) -> list[Answering]:
        people: dict[str, Custodian] = {}
        notices: dict[str, Notice] = {}
        with database_told(self._home):
            for some in at_once([one.which for one in rows]):
                for who in Custodian.objects.filter(matter=self._hold.matter, id__in=some):
                    people[who.id] = who
                there = Notice.objects.filter(**self._of, version=self._hold.in_force, custodian__in=some)
                for notice in there:
                    notices[notice.custodian] = notice
        return [Answering(people[one.which], notices.get(one.which), one.released) for one in rows]
