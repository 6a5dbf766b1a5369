"""Members of a matter and its custodians."""

from typing import TYPE_CHECKING

from typing_extensions import TypedDict

if TYPE_CHECKING:
    from openhold.actions.check_directory import Checked
    from openhold.actions.import_custodians import Imported
    from openhold.actions.read_privileged import Said
    from openhold.projections.custodian import Custodian
    from openhold.projections.member import Member
    from openhold.projections.person import Person


class MemberRow(TypedDict):
    """Who sees a matter, as what, and since which fact."""

    person: str
    name: str | None
    email: str
    role: str
    since: str
    seq: int


class CustodianRow(TypedDict):
    """What is known of a custodian; `alarm` is empty where nothing is to be looked after, `said` the newest fact."""

    custodian: str
    name: str
    email: str | None
    language: str
    title: str | None
    place: str | None
    manager: str | None
    external: str | None
    left: str | None
    alarm: str
    seq: int
    said: int


class ToldRow(TypedDict):
    """A row of an imported file that somebody should look at."""

    where: str
    what: str


class ImportedRow(TypedDict):
    """What an import did, or would do."""

    named: int
    corrected: int
    moved: int
    left: int
    same: int
    broken: list[ToldRow]
    repeated: list[ToldRow]
    notes: list[str]
    recorded: bool


class QuestionnaireRow(TypedDict):
    """A custodian's newest answers about one hold; None where nothing was said. They are privileged."""

    hold: str
    at: str
    devices: str | None
    accounts: str | None
    chat: str | None
    paper: str | None
    others: str | None
    seq: int


def member(person: "Person", one: "Member") -> MemberRow:
    """Return a membership."""
    return {
        "person": person.id,
        "name": person.name,
        "email": person.email,
        "role": one.role,
        "since": one.since.isoformat(),
        "seq": one.seq,
    }


def custodian(one: "Custodian") -> CustodianRow:
    """Return a custodian."""
    return {
        "custodian": one.id,
        "name": one.name,
        "email": one.email,
        "language": one.language,
        "title": one.title,
        "place": one.place,
        "manager": one.manager,
        "external": one.external,
        "left": None if one.left is None else one.left.isoformat(),
        "alarm": one.alarm,
        "seq": one.seq,
        "said": one.said,
    }


def imported(done: "Imported") -> ImportedRow:
    """Return what an import did."""
    return {
        "named": done.named,
        "corrected": done.corrected,
        "moved": done.moved,
        "left": done.left,
        "same": done.same,
        "broken": [{"where": one.where, "what": one.what} for one in done.broken],
        "repeated": [{"where": one.where, "what": one.what} for one in done.repeated],
        "notes": list(done.notes),
        "recorded": done.recorded,
    }


def questionnaire(one: "Said") -> QuestionnaireRow:
    """Return what a custodian said about one hold."""
    said = one.answers
    return {
        "hold": one.hold.id,
        "at": said.at.isoformat(),
        "devices": said.devices,
        "accounts": said.accounts,
        "chat": said.chat,
        "paper": said.paper,
        "others": said.others,
        "seq": said.seq,
    }


class CheckedRow(TypedDict):
    """A matter whose custodians were held against a directory: what was found, or why nothing was recorded."""

    matter: str
    refused: str | None
    done: ImportedRow | None


def checked(one: "Checked") -> CheckedRow:
    """Return what a check of a directory did in one matter."""
    done = None if one.done is None else imported(one.done)
    return {"matter": one.matter, "refused": one.refused or None, "done": done}
