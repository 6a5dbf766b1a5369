"""Who has answered about a hold: asked when and how, reminded, answered when and how."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date

from openhold.filings.document import count
from openhold.filings.reports.answering import WAYS, acknowledged_way, answer_state, day, headline, last_message
from openhold.filings.reports.given import Acknowledgement, Answering
from openhold.filings.reports.picture import Answered, long
from openhold.filings.reports.report import Report, Rows, Section, Shown
from openhold.filings.table import Cell, Table
from openhold.projections.hold import ISSUED
from openhold.projections.notice import FIRST, Sending

NAME, WHAT = "acknowledgement", "Acknowledgement status"
_HEADS = (
    "custodian", "name", "title", "e-mail", "answer", "asked (UTC)", "first message (UTC)", "way", "to", "reminders",
    "last message (UTC)", "came back (UTC)", "came back because", "acknowledged (UTC)", "acknowledged by",
    "evidence SHA-256", "alarm",
)  # fmt: skip


def acknowledgement(told: Acknowledgement) -> Report:
    """Return the report on the version in force; where none is, it says what is waited for."""
    hold, version = told.hold, told.version
    covered = [one for one in told.answering if not one.released]
    notices = [one.notice for one in covered if one.notice is not None]
    answered = sum(1 for one in notices if one.acknowledged_at is not None)
    issued = version.issued_at
    return Report(
        name=f"{NAME}-{hold.id}",
        what=f"{WHAT} · hold {hold.id}, version {version.version}",
        title=hold.title,
        matter=told.matter,
        day=told.moment.date(),
        headline=headline(hold, told.newest, len(notices), answered),
        lead=_counts(told),
        facts=(
            ("In force since", day(hold.issued_at) if hold.issued_at else "not in force", ""),
            ("Version", f"{version.version}", f"issued {day(issued)}" if issued else version.state),
            ("Acknowledge by", long(version.acknowledge_by), ""),
            ("Acknowledged", f"{answered:,} of {len(notices):,}", ""),
        ),
        picture=_picture(told),
        sections=(Section("Custodians", table=_rows(told), none="This hold asks no custodian."),),
        data=(answers_table(told.answering, told),),
    )


def answers_table(rows: Sequence[Answering], told: Acknowledgement) -> Table:
    """Return these answers as a table to be saved."""
    return Table("Answers", _HEADS, [_data(one, told) for one in rows])


def _counts(told: Acknowledgement) -> tuple[str, ...]:
    """Return how many were asked, answered, never reached, get no notice and were released, in sentences."""
    if not told.hold.in_force:
        return ()
    covered = [one for one in told.answering if not one.released]
    open_ones = [one.notice for one in covered if one.notice and one.notice.acknowledged_at is None]
    bounced = sum(1 for one in open_ones if one.bounced_why)
    unsent = sum(1 for one in open_ones if one.sent_at is None and not one.bounced_why)
    silent = sum(1 for one in covered if one.notice is None)
    released = len(told.answering) - len(covered)
    said = []
    if bounced:
        said.append(f"To {count(bounced, 'custodian', 'custodians')} the notice did not get through.")
    if unsent:
        said.append(f"{count(unsent, 'custodian was', 'custodians were')} not sent it yet.")
    if silent:
        said.append(f"{count(silent, 'custodian is', 'custodians are')} covered without a notice.")
    if released:
        said.append(f"{count(released, 'custodian was', 'custodians were')} released from it.")
    return (" ".join(said),) if said else ()


def _picture(told: Acknowledgement) -> Answered | None:
    notices = [one.notice for one in told.answering if one.notice is not None and not one.released]
    issued = told.version.issued_at
    if issued is None or told.version.state != ISSUED or not notices or told.hold.released_at is not None:
        return None
    sent = [one for them in told.sendings.values() for one in them if one.sending != FIRST]
    reminders = Counter(one.at.astimezone(UTC).date() for one in sent)
    answers = [one.acknowledged_at for one in notices if one.acknowledged_at is not None]
    return Answered(
        asked=len(notices),
        start=issued.astimezone(UTC).date(),
        due=told.version.acknowledge_by,
        today=told.moment.date(),
        days=[at.astimezone(UTC).date() for at in answers],
        reminders=dict(sorted(reminders.items())),
    )


def _rows(told: Acknowledgement) -> Rows:
    heads = (("Custodian", 26), ("Asked", 24), ("Reminded", 22), ("Answer", 28))
    return Rows(heads, [_row(one, told) for one in told.answering])


def _row(one: Answering, told: Acknowledgement) -> tuple[Shown, ...]:
    who, notice = one.custodian, one.notice
    state = answer_state(notice, released=one.released, now=told.moment)
    sent = told.sendings.get(who.id, ())
    last, reminders = last_message(notice)
    again = [each for each in sent if each.sending != FIRST]
    alarm = (who.alarm,) if who.alarm else ()
    return (
        Shown(who.name, ((who.title,) if who.title else ()) + alarm, link=("custodian", told.matter.id, who.id)),
        _asked(notice is not None, sent),
        Shown(reminders if last else "", (_days(again),) if again else ()),
        Shown(state.words, (state.more,) if state.more else (), state.sign, state.tone),
    )


def _asked(told: bool, sent: Sequence[Sending]) -> Shown:
    if not told:
        return Shown("not asked")
    if not sent:
        return Shown("no message yet")
    first = sent[0]
    to = (first.to,) if first.to else ()
    return Shown(day(first.at), (WAYS.get(first.way, first.way), *to))


def _days(sent: Sequence[Sending]) -> str:
    days: list[date] = [one.at.astimezone(UTC).date() for one in sent[-3:]]
    return ", ".join(f"{one.day} {one:%b}" for one in days)


def _data(one: Answering, told: Acknowledgement) -> tuple[Cell, ...]:
    who, notice = one.custodian, one.notice
    state = answer_state(notice, released=one.released, now=told.moment).words
    if notice is not None and notice.acknowledged_at is not None and not one.released:
        state = "Acknowledged"
    sent = told.sendings.get(who.id, ())
    first = sent[0] if sent else None
    bounced = next((each.bounced_at for each in reversed(sent) if each.bounced_at is not None), None)
    by = acknowledged_way(notice) if notice is not None and notice.acknowledged_at is not None else None
    return (
        who.id,
        who.name,
        who.title,
        who.email,
        state,
        notice.asked_at if notice else None,
        *((first.at, WAYS.get(first.way, first.way), first.to) if first else (None, None, None)),
        *((notice.reminders, notice.last_at) if notice else (None, None)),
        bounced,
        (notice.bounced_why or None) if notice else None,
        *((notice.acknowledged_at, by, notice.evidence) if notice else (None, None, None)),
        who.alarm or None,
    )
