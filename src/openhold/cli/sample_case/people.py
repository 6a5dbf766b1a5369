"""The people of the sample case and who of them worked when. All of them are invented."""

from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple

TITLE = "Quintrell v. County of Alder"
COURT = "caed"
NUMBER = "1:25-cv-01847-RMV-TLH"

INCIDENT_DAY = date(2025, 9, 16)
"""The day of the use of force, a Tuesday."""

_SUMMER = timezone(timedelta(hours=-7))
_WINTER = timezone(timedelta(hours=-8))
_SUMMER_BEGINS, _SUMMER_ENDS = date(2025, 3, 9), date(2025, 11, 2)


class Person(NamedTuple):
    """Somebody of the case. `key` also names the folder of a custodian."""

    key: str
    name: str
    role: str
    card: int
    """The number of the person's badge; 0 for somebody without one."""

    @property
    def address(self) -> str:
        """The mail address, with the name before it."""
        return f"{self.name} <{self.mailbox}>"

    @property
    def mailbox(self) -> str:
        """The bare mail address."""
        host = "redbud-legal.example" if self.key == "thea-lindqvist-shaw" else "alder-county.example"
        return f"{self.key.replace('-', '.', 1)}@{host}"


CUSTODIANS = (
    Person("paul-renwick", "Sgt. Paul Renwick", "shift sergeant", 4107),
    Person("lucia-marchetti", "Deputy Lucia Marchetti", "housing officer, Unit C", 4133),
    Person("owen-baptiste-cole", "Deputy Owen Baptiste-Cole", "housing officer, Unit C", 4141),
    Person("calvin-strand", "Deputy Calvin Strand", "night officer, control room", 4118),
    Person("harriet-sund", "Capt. Harriet Sund", "jail commander", 4001),
    Person("winifred-paz", "Winifred Paz", "jail records", 4210),
    Person("noor-haddix", "Noor Haddix", "grievance coordinator", 4222),
    Person("ravi-osterman", "Ravi Osterman", "systems, jail", 4230),
    Person("marcus-thiele", "Lt. Marcus Thiele", "internal affairs", 4009),
    Person("joanna-prewitt", "Joanna Prewitt RN", "contract nurse", 4305),
    Person("emeka-lowry", "Dr. Emeka Lowry", "jail physician", 4301),
    Person("beth-arroway", "Beth Arroway", "transport officer", 4160),
)
"""Those whose folders are written."""

OTHERS = (
    Person("maren-tolliver", "Maren Tolliver", "case manager, County Counsel", 0),
    Person("gideon-achterberg", "Gideon Achterberg", "County Counsel", 0),
    Person("dana-whitcomb", "Dana Whitcomb", "county IT", 0),
    Person("thea-lindqvist-shaw", "Thea Lindqvist-Shaw", "Redbud Legal Aid Clinic", 0),
    Person("imogen-falk", "Sgt. Imogen Falk", "shift sergeant", 4109),
    Person("tobin-reyes-hart", "Deputy Tobin Reyes-Hart", "housing officer, Unit C", 4136),
    Person("anselm-orr", "Deputy Anselm Orr", "housing officer, Unit C", 4139),
    Person("greta-lindholm", "Deputy Greta Lindholm", "night officer, control room", 4120),
    Person("paula-venn", "Paula Venn RN", "contract nurse", 4306),
)

PEOPLE = {person.key: person for person in CUSTODIANS + OTHERS}

_FIRST_TEAM = ("paul-renwick", "lucia-marchetti", "owen-baptiste-cole", "calvin-strand", "joanna-prewitt")
_SECOND_TEAM = ("imogen-falk", "tobin-reyes-hart", "anselm-orr", "greta-lindholm", "paula-venn")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

_TURN = date(2025, 9, 15)
"""The first team worked the night of this day and the three after it."""


def local(year: int, month: int, day: int, hour: int = 9, minute: int = 0, second: int = 0) -> datetime:
    """Return a local time of Alder County (Pacific time) between January 2025 and 7 March 2026."""
    day_of = date(year, month, day)
    zone = _SUMMER if _SUMMER_BEGINS <= day_of < _SUMMER_ENDS else _WINTER
    return datetime(year, month, day, hour, minute, second, tzinfo=zone)


def local_of(when: datetime) -> datetime:
    """Return a time without a zone as a local time of Alder County."""
    return local(when.year, when.month, when.day, when.hour, when.minute, when.second)


def spoken(day: date) -> str:
    """Return a day as people write it in mail, without the year: ``4 August``."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def night_team(day: date) -> tuple[Person, ...]:
    """Return who works from 18:00 of `day` to 06:00: sergeant, two of Unit C, control room, nurse.

    Two teams take turns, four nights each.
    """
    first = (day - _TURN).days % 8 < 4
    return tuple(PEOPLE[key] for key in (_FIRST_TEAM if first else _SECOND_TEAM))
