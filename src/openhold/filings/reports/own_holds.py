"""One custodian's own list of holds."""

from openhold.filings.document import count
from openhold.filings.reports.answering import answer_state, last_message
from openhold.filings.reports.given import OwnHold, OwnHolds
from openhold.filings.reports.report import Report, Rows, Section, Shown
from openhold.filings.table import Cell, Table

NAME, WHAT = "custodian", "A custodian's holds"
_HEADS = (
    "matter", "matter title", "matter number", "hold", "hold title", "state", "asked (UTC)", "last message (UTC)",
    "acknowledged (UTC)", "custodian", "name", "the same person by",
)  # fmt: skip


def own_holds(told: OwnHolds) -> Report:
    """Return the report: holds that cover the person, then those that did."""
    standing = [one for one in told.holds if not one.released and one.hold.in_force]
    released = [one for one in told.holds if one.released]
    names = [one for one in told.holds if one.known_by == "the name alone"]
    who = told.custodian
    unsure = (
        "Somebody of another matter who has the same name may be another person: see what they are known by."
        if names
        else ""
    )
    open_ones = sum(1 for one in standing if one.notice is not None and one.notice.acknowledged_at is None)
    return Report(
        name=f"{NAME}-{who.id}",
        what=f"{WHAT} · {who.id}",
        title=who.name,
        matter=told.matter,
        day=told.moment.date(),
        headline=_headline(len(standing), open_ones),
        lead=(unsure,) if unsure else (),
        facts=(
            ("Title", who.title or "not said", ""),
            ("Notice by", who.email or "paper, handed over", ""),
            ("Matters looked at", f"{told.looked_at:,}", "those that you see"),
        ),
        sections=(
            Section("Holds that cover this person", table=_rows(told, standing), none="No hold covers this person."),
            *((Section("Released", table=_rows(told, released)),) if released else ()),
        ),
        data=(Table("Holds", _HEADS, [_data(told, one) for one in (*standing, *released)]),),
    )


def _headline(standing: int, open_ones: int) -> tuple[str, ...]:
    if not standing:
        return ("No hold covers this person.",)
    covered = f"{count(standing, 'hold covers', 'holds cover')} this person."
    return (covered, f"{open_ones:,} not acknowledged yet." if open_ones else "Nothing is left to acknowledge.")


def _rows(told: OwnHolds, holds: list[OwnHold]) -> Rows:
    heads = (("Hold", 40), ("Last message", 22), ("Answer", 22), ("Known by", 16))
    return Rows(heads, [_row(told, one) for one in holds])


def _row(told: OwnHolds, one: OwnHold) -> tuple[Shown, ...]:
    state = answer_state(one.notice, released=one.released, now=told.moment)
    last, reminders = last_message(one.notice)
    below = (reminders,) if reminders else ()
    return (
        Shown(one.hold.title, (one.matter.title,), link=("hold", one.matter.id, one.hold.id)),
        Shown(last or "none yet", below),
        Shown(state.words, (state.more,) if state.more else (), state.sign, state.tone),
        Shown(one.known_by),
    )


def _data(told: OwnHolds, one: OwnHold) -> tuple[Cell, ...]:
    notice = one.notice
    state = answer_state(notice, released=one.released, now=told.moment).words
    if notice is not None and notice.acknowledged_at is not None and not one.released:
        state = "Acknowledged"
    return (
        one.matter.id, one.matter.title, one.matter.number, one.hold.id, one.hold.title, state,
        *((notice.asked_at, notice.last_at, notice.acknowledged_at) if notice else (None, None, None)),
        one.custodian.id, one.custodian.name, one.known_by,
    )  # fmt: skip
