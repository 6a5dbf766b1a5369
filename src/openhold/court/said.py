"""What readers answer: values, each with the words that it was read from."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from openhold.extract.text import Span

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class Said(Generic[T]):
    """A value, and where it is said: spans of `Text.text`, the most telling first, never none.

    `sure` is False where the words are damaged or point two ways and the value is the likelier reading. `confirmed` is
    True where a second reading of the paper says the same.
    """

    value: T
    spans: tuple[Span, ...]
    sure: bool = True
    confirmed: bool = False

    def to(self, change: Callable[[T], U]) -> "Said[U]":
        """Return the same words with the value that `change` makes of it."""
        return Said(change(self.value), self.spans, self.sure, self.confirmed)


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that whoever relies on the answer should know: a code of the interface page, and a sentence."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Party:
    """A party as the caption has it: name, and role without its number (`Plaintiff`), None where none is printed."""

    name: Said[str]
    role: Said[str] | None


@dataclass(frozen=True, slots=True)
class Lower:
    """The court below: its courts-db id, its case number, its judge."""

    court: Said[str] | None = None
    case: Said[str] | None = None
    judge: Said[str] | None = None


@dataclass(frozen=True, slots=True)
class Caption:
    """Who against whom, where, under which number. Names stand in caption order, without role and `et al`.

    `parties` are all, with roles; `plaintiffs` and `defendants` the names of the side that sues and of the one that
    is sued. `case` and `case_numbers` are as printed, spaces tidied; `status` in lower case (`pro se`).
    """

    court: Said[str] | None = None
    case: Said[str] | None = None
    case_numbers: tuple[Said[str], ...] = ()
    case_name: Said[str] | None = None
    judge_initials: tuple[Said[str], ...] = ()
    parties: tuple[Party, ...] = ()
    plaintiffs: tuple[Said[str], ...] = ()
    defendants: tuple[Said[str], ...] = ()
    et_al: bool = False
    status: tuple[Said[str], ...] = ()
    lower: Lower | None = None
    warnings: tuple[Warned, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """What the paper is, who made it, and when. Dates are ISO; `ecf_no` is an integer, or a string such as `1-3`."""

    judge: Said[str] | None = None
    judge_title: Said[str] | None = None
    issued_by: Said[str] | None = None
    doc_type: str | None = None
    title: Said[str] | None = None
    signed: Said[str] | None = None
    filed: Said[str] | None = None
    entered: Said[str] | None = None
    terminated: Said[str] | None = None
    ecf_no: Said[int | str] | None = None
    document_id: Said[str] | None = None
    warnings: tuple[Warned, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one motion was decided. `filed` is an ISO date; `ecf` the motion's number or `"19798-1"`."""

    motion: Said[str]
    result: Said[str]
    by: Said[str] | None = None
    ecf: Said[int | str] | None = None
    filed: Said[str] | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A live deadline with a date certain: what falls due, in lower case, and when (`2017-08-25[T16:00]`)."""

    what: str
    at: Said[str]


@dataclass(frozen=True, slots=True)
class Event:
    """A setting, live or taken away: what is to happen, and when (`2014-05-30T10:00`)."""

    what: Said[str]
    at: Said[str]


@dataclass(frozen=True, slots=True)
class Period:
    """A period that the paper sets: `days` or `hours` after `trigger` (a word of the interface page), for `who`."""

    what: Said[str]
    length: Said[int]
    unit: str
    trigger: str
    trigger_text: Said[str] | None
    who: Said[str] | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """What the paper sets: live deadlines and settings, periods, and what it takes away."""

    dates: tuple[Due, ...] = ()
    events: tuple[Event, ...] = ()
    periods: tuple[Period, ...] = ()
    vacated: tuple[Event, ...] = ()
    warnings: tuple[Warned, ...] = ()


@dataclass(frozen=True, slots=True)
class Preservation:
    """What the paper orders to be kept: by whom, which things, on which topics, and whether destruction stops."""

    party: Said[str] | None
    objects: tuple[Said[str], ...]
    topics: tuple[Said[str], ...]
    suspend_destruction: Said[bool]
    quotes: tuple[Said[str], ...]


@dataclass(frozen=True, slots=True)
class Showing:
    """What a decision on a request to preserve found missing, and whether the rule that it leaned on carries it."""

    missing: tuple[Said[str], ...]
    vehicle: Said[str] | None
    vehicle_ok: Said[bool] | None


@dataclass(frozen=True, slots=True)
class CaseCited:
    """A decision that is cited: `cite` is volume, reporter and page only."""

    cite: Said[str]
    name: str | None
    pin: str | None
    court: str | None
    year: int | None
    short: bool


@dataclass(frozen=True, slots=True)
class Citations:
    """Everything that is cited, each once a form, in the order of the paper."""

    cases: tuple[CaseCited, ...] = ()
    statutes: tuple[Said[str], ...] = ()
    rules: tuple[Said[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a docket: its number as printed, its ISO dates, its text."""

    number: Said[str] | None
    filed: Said[str] | None
    entered: Said[str] | None
    text: Said[str] | None


@dataclass(frozen=True, slots=True)
class Announced:
    """One entry that a notice announces."""

    number: Said[str] | None
    filed: Said[str] | None
    text: Said[str] | None
    short: Said[str] | None
    url: Said[str] | None


@dataclass(frozen=True, slots=True)
class AnnouncedCase:
    """One case of a notice: number as printed, in normal form, name, and the entries announced in it."""

    case: Said[str] | None
    number: str | None
    case_name: Said[str] | None
    entries: tuple[Announced, ...]


@dataclass(frozen=True, slots=True)
class Docket:
    """A docket sheet or its history: what its head says, and its entries in page order."""

    caption: Caption
    heading: Heading
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller says about a paper: it fills only where the paper is silent."""

    kind: str = "auto"
    court: str | None = None
    case: str | None = None
    entered: str | None = None


Json = dict[str, Any]
"""A JSON object."""
