"""The rows of a crowd, table by table: who is in each matter, what was asked of them, what left, who answered."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, NamedTuple

_LINE = 430
"""Bytes of a row of a ledger: entry, salt and body of the fact that a notice left."""
_MESSAGES = 3
"""So many messages left at least for each notice: the first and two reminders."""
_HOLDS, _VERSIONS = 4, 2
_PERSONS, _MEMBERS = 60, 6
_COLLECTIONS, _AUDITS = 60, 12
"""Of each matter."""


class Sizes(NamedTuple):
    """How many there are of each; notices and the messages that left for them are counted together."""

    matters: int
    custodians: int
    events: int


class Made:
    """The rows of each table, one after the other; `start` is the day on which the first matter was opened."""

    def __init__(self, sizes: Sizes) -> None:
        self._matters = sizes.matters
        self._each = sizes.custodians // sizes.matters
        self.start = datetime.now(UTC) - timedelta(days=400)
        self.today = datetime.now(UTC).date()
        # Each custodian has a notice of every version of every hold; whatever is missing at the end are more messages.
        notices = sizes.matters * self._each * _HOLDS * _VERSIONS
        self._messages = max(_MESSAGES, round((sizes.events - notices) / notices))
        self.events = notices * (1 + self._messages)
        # All that the rows say where it stands in the ledger is there.
        self._lines = max(1000, self.events // self._matters)

    def _at(self, days: float) -> datetime:
        return self.start + timedelta(days=days)

    def _of(self) -> Iterator[tuple[int, str]]:
        return ((number, f"m-bench{number:05}") for number in range(self._matters))

    def _people(self, number: int) -> list[str]:
        return [f"k-{number:05}x{one:04}" for one in range(self._each)]

    def matters(self) -> Iterator[dict[str, Any]]:
        for number, matter in self._of():
            yield {
                "id": matter, "title": f"Person {number} v. County of Alder", "court": "caed",
                "number": f"2:26-cv-{number:05}", "opened_at": self._at(number / 10), "opened_by": "p-bench",
            }  # fmt: skip

    def persons(self) -> Iterator[dict[str, Any]]:
        for number in range(_PERSONS):
            email = f"member{number}@alder.example"
            yield {"id": f"p-bench{number:03}", "account": email, "name": f"Member {number}", "email": email}

    def members(self) -> Iterator[dict[str, Any]]:
        for number, matter in self._of():
            for place in range(_MEMBERS):
                yield {
                    "matter": matter, "person": f"p-bench{(number + place * 7) % _PERSONS:03}", "role": "case manager",
                    "since": self._at(number / 10), "by": "p-bench", "seq": 20 + place,
                }  # fmt: skip

    def parties(self) -> Iterator[dict[str, Any]]:
        for number, matter in self._of():
            for place in range(6):
                yield {
                    "matter": matter, "id": f"y-{place}", "is_counsel": place >= 4,
                    "name": f"Party {place} of {number}",
                    "firm": "Alder & Birch LLP" if place >= 4 else None,
                    "side": "plaintiffs" if place % 2 else "defendants",
                    "seq": 30 + place, "at": self._at(number / 10), "said_by": "p-bench",
                }  # fmt: skip

    def triggers(self) -> Iterator[dict[str, Any]]:
        for number, matter in self._of():
            for place in range(4):
                on = self._at(number / 10 + place).date()
                yield {
                    "matter": matter, "id": f"g-{place}", "what": "A claim was received", "on": on,
                    "learned_by": "Risk desk", "learned_how": "by letter", "learned_on": on, "seq": 40 + place,
                    "at": self._at(number / 10 + place), "said_by": "p-bench",
                }  # fmt: skip

    def duties(self) -> Iterator[dict[str, Any]]:
        for number, matter in self._of():
            yield {
                "matter": matter, "trigger": "g-0", "on": self._at(number / 10).date(), "seq": 50,
                "at": self._at(number / 10 + 4), "said_by": "p-bench",
            }  # fmt: skip

    def collections(self) -> Iterator[dict[str, Any]]:
        for number, matter in self._of():
            for turn in range(_COLLECTIONS):
                place = turn % 8
                yield {
                    "matter": matter, "id": f"c-{number:05}x{turn:03}", "unit": f"u-{number:05}x{place:02}",
                    "source": f"s-{number:05}x{place:02}", "seq": 800 + turn, "sealed_at": self._at(200 + turn),
                    "lines": 1200, "stored": 1100, "duplicate": 80, "excluded": 15, "failed": 5, "bytes": 5_000_000,
                    "read": 1200, "carried": 0, "new_items": 20, "new_bytes": 90_000, "root": "0" * 64,
                    "manifest_sha256": "0" * 64,
                }  # fmt: skip

    def audits(self) -> Iterator[dict[str, Any]]:
        for _, matter in self._of():
            for turn in range(_AUDITS):
                yield {
                    "log": matter, "seq": 900 + turn, "at": self._at(250 + 10 * turn), "scope": matter,
                    "sample": "all",
                    "checked": 1180, "bytes": 5_000_000, "findings": 0, "codes": {},
                }  # fmt: skip

    def custodians(self) -> Iterator[dict[str, Any]]:
        from openhold.projections.custodian import recognised

        for number, matter in self._of():
            for place, one in enumerate(self._people(number)):
                name, email = f"Person {place} of {number}", f"{one}@alder.example"
                yield {
                    "matter": matter, "id": one, "name": name, "language": "en", "email": email,
                    "title": "housing officer", "place": "Unit C",
                    "alarm": "" if place % 20 else "moved from Unit C to Unit D", "seq": place, "said": place,
                    **recognised(name, email, None),
                }  # fmt: skip

    def sources(self) -> Iterator[dict[str, Any]]:
        behaviours = ("unknown", "deleted after", "overwritten", "none known")
        for number, matter in self._of():
            for place, one in enumerate(self._people(number)[:12]):
                yield {
                    "matter": matter, "id": f"s-{number:05}x{place:02}", "kind": "directory", "custodian": one,
                    "at": f"/places/{number}/{place}", "unit": f"u-{number:05}x{place:02}", "excludes": [],
                    "seq": 100 + place, "retention": behaviours[place % 4], "days": 30 if place % 4 in (1, 2) else None,
                    "steward": one, "described": 200 + place, "stopped": place < 8 and place % 4 != 0,
                }  # fmt: skip

    def places(self) -> Iterator[dict[str, Any]]:
        from openhold.projections.alike import digests

        for one in self.sources():
            *around, itself = digests(one["kind"], tuple(one["at"].encode().split(b"/")[1:]))
            for digest in (*around, itself):
                yield {
                    "matter": one["matter"], "source": one["id"], "digest": digest, "itself": digest == itself,
                }  # fmt: skip

    def tasks(self) -> Iterator[dict[str, Any]]:
        for number, matter in self._of():
            people = self._people(number)
            for place in range(8):
                done = self._at(300) if place % 4 else None
                yield {
                    "matter": matter, "id": f"t-{number:05}x{place}", "hold": "h-0", "steward": people[place],
                    "source": f"s-{number:05}x{place:02}", "what": "Stop deleting: chat rule CHAT-90",
                    "due": self.today + timedelta(days=place * 9 + number % 90), "given_at": self._at(200),
                    "done_at": done, "done_by": "Ravi Osterman" if done else None, "proof": "screen" if done else None,
                    "seq": 300 + place, "said": 300 + place,
                }  # fmt: skip

    def holds(self) -> Iterator[dict[str, Any]]:
        for _, matter in self._of():
            for hold in range(_HOLDS):
                yield {
                    "matter": matter, "id": f"h-{hold}", "title": f"Use of force {hold}", "newest": _VERSIONS,
                    "in_force": _VERSIONS, "issued_at": self._at(100),
                    "acknowledge_by": self.today + timedelta(days=hold),
                    "released_at": self._at(380) if hold == 0 else None, "seq": 400 + hold,
                }  # fmt: skip

    def versions(self) -> Iterator[dict[str, Any]]:
        for number, matter in self._of():
            people = self._people(number)
            names = [f"Person {place} of {number}" for place in range(len(people))]
            for hold in range(_HOLDS):
                for version in range(1, _VERSIONS + 1):
                    yield {
                        "matter": matter, "hold": f"h-{hold}", "version": version, "state": "issued",
                        "title": f"Use of force {hold}", "why": "A claim came in.", "topics": ["video of Unit C"],
                        "sources": [f"s-{number:05}x00"], "custodians": people, "names": names, "silent": [],
                        "tasks": [], "acknowledge_by": self.today, "proposed_by": "p-bench",
                        "proposed_at": self._at(90), "seq": 500 + version, "approved_by": "p-other",
                        "approved_at": self._at(91), "saw": "0" * 64, "issued_by": "p-bench",
                        "issued_at": self._at(100 * version), "issued_seq": 600 + version, "gone": [],
                    }  # fmt: skip

    def covers(self) -> Iterator[dict[str, Any]]:
        for number, matter in self._of():
            for hold in range(_HOLDS):
                for place, one in enumerate(self._people(number)):
                    yield {
                        "matter": matter, "hold": f"h-{hold}", "what": "custodian", "which": one,
                        "name": f"Person {place} of {number}", "by_name": f"person {place} of {number}",
                        "silent": False, "version": _VERSIONS,
                        "released_at": self._at(380) if hold == 0 or place == 7 else None,
                    }  # fmt: skip

    def texts(self) -> Iterator[dict[str, Any]]:
        for _, matter in self._of():
            for hold in range(_HOLDS):
                for version in range(1, _VERSIONS + 1):
                    yield {
                        "matter": matter, "hold": f"h-{hold}", "version": version, "language": "en",
                        "subject": "Keep what you have", "text": "Do not delete the logs of Unit C.\n\n" * 40,
                        "written_by": "p-bench", "at": self._at(90), "seq": 700 + version,
                    }  # fmt: skip

    def _asked(self) -> Iterator[tuple[str, str, int, str, int]]:
        for number, matter in self._of():
            for hold in range(_HOLDS):
                for version in range(1, _VERSIONS + 1):
                    for place, one in enumerate(self._people(number)):
                        yield matter, f"h-{hold}", version, one, place

    def releases(self) -> Iterator[dict[str, Any]]:
        for _, matter in self._of():
            yield {
                "matter": matter, "id": "r-0", "hold": "h-0", "what": "whole", "why": "The case is over.",
                "state": "done", "proposed_by": "p-bench", "proposed_at": self._at(379), "seq": 950,
                "approved_by": "p-other", "approved_at": self._at(380), "units": [], "released_seq": 951,
            }  # fmt: skip

    def notices(self) -> Iterator[dict[str, Any]]:
        for matter, hold, version, one, place in self._asked():
            yield {
                "matter": matter, "hold": hold, "version": version, "custodian": one,
                "asked_at": self._at(100 * version), "sent_at": self._at(100 * version + 1),
                "last_at": self._at(100 * version + 9), "last_way": "mail", "last_to": f"{one}@alder.example",
                "reminders": self._messages - 1, "bounced_why": "" if place % 13 else "550 no such mailbox",
                "acknowledged_at": self._at(100 * version + place % 9) if place % 3 else None,
                "acknowledged_way": "portal" if place % 3 else "", "evidence": None,
            }  # fmt: skip

    def messages(self) -> Iterator[dict[str, Any]]:
        seq = 1000
        for matter, hold, version, one, _ in self._asked():
            for count in range(self._messages):
                seq += 1
                yield {
                    "matter": matter, "seq": seq, "hold": hold, "version": version, "custodian": one,
                    "sending": "reminder" if count else "first", "way": "mail", "to": f"{one}@alder.example",
                    "message_sha256": sha256(f"{seq}".encode()).hexdigest(), "bounced_why": "",
                    "at": self._at(100 * version + 3 * count),
                }  # fmt: skip

    def logs(self) -> Iterator[dict[str, Any]]:
        for _, matter in self._of():
            size = self._lines
            yield {"matter": matter, "size": size, "signed": _signed(matter, size)}

    def lines(self) -> Iterator[dict[str, Any]]:
        line = _line()
        for _, matter in self._of():
            for seq in range(self._lines):
                yield {"matter": matter, "seq": seq, "packed": line}


def _line() -> bytes:
    """Return what every row of the ledgers holds: it can be read, and is true of nothing."""
    from openhold.ledger.entry import Entry, encode

    entry = encode(Entry(seq=0, at="2026-03-05T09:00:00.000000Z", actor="p-bench", kind="notice.sent/1", body="0" * 64))
    return len(entry).to_bytes(2, "big") + entry + bytes(_LINE - 2 - len(entry))


def _signed(matter: str, size: int) -> bytes:
    return f"openhold/{matter}\n{size}\n".encode()
