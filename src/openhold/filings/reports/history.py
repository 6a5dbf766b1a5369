"""The history of one hold for a court: every fact of it, what is withheld and why, and how to check all of it."""

from openhold.facts.kinds import KINDS
from openhold.filings.document import count
from openhold.filings.reports.given import Entry, History
from openhold.filings.reports.picture import long
from openhold.filings.reports.report import Report, Rows, Section, Shown
from openhold.filings.reports.sentences import said
from openhold.filings.table import Cell, Table

NAME, WHAT = "history", "History of a hold"
_SHORT = 20
"""A name of so many signs stands on one line."""
_HEADS = ("entry", "when (UTC)", "who", "actor", "kind", "what happened", "withheld because")


def history(told: History) -> Report:
    """Return the report: facts in the order of the ledger, privileged bodies withheld with their ground."""
    withheld = sum(1 for one in told.entries if one.fact is None)
    first, last = told.entries[0].at, told.entries[-1].at
    return Report(
        name=f"{NAME}-{told.hold.id}",
        what=f"{WHAT} · {told.hold.id}",
        title=told.hold.title,
        matter=told.matter,
        day=told.moment.date(),
        headline=(f"{count(len(told.entries), 'fact is', 'facts are')} recorded about this hold.", _withheld(withheld)),
        lead=(
            "Each fact has its number in the ledger of the matter, the time at which it was recorded, and who did it. "
            "They stand in the order in which they were recorded; none of this hold is left out.",
        ),
        facts=(
            ("First fact", long(first.date()), f"entry {told.entries[0].seq:,}"),
            ("Last fact", long(last.date()), f"entry {told.entries[-1].seq:,}"),
            ("State", _state(told), ""),
            ("Under checkpoint", count(told.size, "entry", "entries"), told.origin),
        ),
        sections=(
            Section("What happened", table=_rows(told)),
            Section("What is withheld", _grounds(told)),
            Section("How to check this", _checks(told), code=_code(told)),
        ),
        data=(Table("History", _HEADS, [_data(told, one) for one in told.entries]),),
    )


def _withheld(number: int) -> str:
    if not number:
        return "Nothing of them is withheld."
    return f"Of {number:,} the words are withheld, with the ground."


def _state(told: History) -> str:
    if told.hold.released_at is not None:
        return f"released {long(told.hold.released_at.date())}"
    return f"version {told.hold.in_force} in force" if told.hold.in_force else "not in force"


def _rows(told: History) -> Rows:
    heads = (("Entry", 8), ("When, UTC", 15), ("Who", 17), ("What happened", 60))
    return Rows(
        heads,
        [
            (
                Shown(f"{one.seq:,}"),
                Shown(f"{one.at.day} {one.at:%b %Y}", (f"{one.at:%H:%M:%S}",), whole=True),
                _who(told.names.get(one.actor, one.actor)),
                _cell(told, one),
            )
            for one in told.entries
        ],
    )


def _who(name: str) -> Shown:
    return Shown(name, whole=len(name) <= _SHORT)


def _cell(told: History, one: Entry) -> Shown:
    words = _words(told, one)
    if one.fact is None:
        return Shown(words[0], (f"Withheld: {one.ground or 'this program does not know the kind'}.",))
    return Shown(words[0], words[1:])


def _words(told: History, one: Entry) -> tuple[str, ...]:
    if one.fact is not None:
        return said(one.fact, told.names)
    return (KINDS[one.kind].SENTENCE if one.kind in KINDS else f"A fact of the kind {one.kind}.",)


def _data(told: History, one: Entry) -> tuple[Cell, ...]:
    words = " ".join(_words(told, one))
    return (one.seq, one.at, told.names.get(one.actor, one.actor), one.actor, one.kind, words, one.ground or None)


def _grounds(told: History) -> tuple[str, ...]:
    grounds = dict.fromkeys(one.ground for one in told.entries if one.ground)
    if not grounds:
        return ("Nothing is withheld from this history.",)
    counted = {ground: sum(1 for one in told.entries if one.ground == ground) for ground in grounds}
    return (
        "That these facts were recorded, when and by whom, is shown above. Their words are not:",
        *(
            f"{count(number, 'fact', 'facts')}, on the ground \u201c{ground}\u201d."
            for ground, number in counted.items()
        ),
        "The ledger holds a commitment to the withheld words: nobody can change them later unnoticed.",
    )


def _checks(told: History) -> tuple[str, ...]:
    return (
        "This paper proves nothing by itself. What proves it is the disclosure that goes with it, a folder that "
        "anybody can check without an account and without a connection, by the command below or by hand as its "
        "README.txt says.",
        f"The facts above stand among {count(told.size, 'entry', 'entries')} of the ledger {told.origin}, under a "
        "signed checkpoint with the root and the key below. Compare the key with the one that was told to you on "
        "another way.",
        "Not shown by any of it: that something was done which nobody recorded, and what was never kept.",
    )


def _code(told: History) -> tuple[str, ...]:
    return (
        f"key   {told.key}",
        f"root  {told.root}",
        f"size  {told.size}",
        f"openhold verify BAG --key {told.key}",
    )
