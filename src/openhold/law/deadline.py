"""An answer about time: the date, the cautious date, and how it was come by, step for step."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from openhold.law.holidays import Authority

Point = date | datetime
"""A day, or a local time on a day."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a computation: where it stands, why, and by which rule."""

    date: Point
    why: str
    rule: str


@dataclass(frozen=True, slots=True)
class Flag:
    """Something about a day that was looked at that the reader must know: a code of the interface page, a sentence."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A computed date. `rule_date` is the date of the last step; None stands for what does not apply.

    `ruling` tells which of several rules set the period (keys as `deadline --json` has them), where a rule was named.
    """

    rule_date: Point
    cautious_date: Point
    steps: tuple[Step, ...]
    authorities: tuple[Authority, ...]
    flags: tuple[Flag, ...] = ()
    arguable_date: Point | None = None
    last_business_day: date | None = None
    timely: bool | None = None
    ruling: Mapping[str, object] | None = None

    def json(self) -> dict[str, object]:
        """Return the answer as the interface page has it; `ruling` stands there only where a rule was named."""
        answer: dict[str, object] = {
            "rule_date": text(self.rule_date),
            "cautious_date": text(self.cautious_date),
            "arguable_date": None if self.arguable_date is None else text(self.arguable_date),
            "last_business_day": None if self.last_business_day is None else text(self.last_business_day),
            "timely": self.timely,
            "flags": [{"code": one.code, "detail": one.detail} for one in self.flags],
            "steps": [{"date": text(one.date), "why": one.why, "rule": one.rule} for one in self.steps],
            "authorities": [_authority(one) for one in self.authorities],
        }
        return answer if self.ruling is None else answer | {"ruling": self.ruling}


def text(point: Point) -> str:
    """Return a day as `2017-06-26`, a local time as `2007-11-05T09:23`."""
    return point.strftime("%Y-%m-%dT%H:%M") if isinstance(point, datetime) else point.isoformat()


def _authority(one: Authority) -> Mapping[str, object]:
    return {
        "cite": one.cite,
        "checked": one.checked,
        "effective": None if one.effective is None else one.effective.isoformat(),
    }
