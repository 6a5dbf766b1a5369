"""The rows of the page on what was read: what a person wants first stands first, what is absent stands last."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

_LONGEST = 300
"""So many signs of one value are shown; the whole of it is marked in the paper."""
_PLAIN = (
    ("Kind of paper", "doc_type"),
    ("Title", "title"),
    ("Court", "court"),
    ("Case number", "case"),
    ("Case", "case_name"),
    ("Plaintiffs", "plaintiffs"),
    ("Defendants", "defendants"),
    ("Status", "status"),
    ("Judge", "judge"),
    ("Judge's title", "judge_title"),
    ("Issued by", "issued_by"),
    ("Court below", "lower"),
    ("Signed", "signed"),
    ("Filed", "filed"),
    ("Entered", "entered"),
    ("Terminated", "terminated"),
    ("This paper's number", "ecf_no"),
)
_WANTED = {"court", "case", "title", "judge", "signed", "entered"}
"""Fields that every paper should have: where one is absent, a row says so."""
_TRIGGERS = {
    "order": "the date of the order",
    "service of order": "service of the order",
    "filing": "another paper is filed",
    "service": "service of another paper",
    "ruling": "a later order",
    "event": "an event",
    "unstated": "a day that the paper does not name",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One value of a row: its text, its number on the page, the spans of its words, where they stand.

    `confirmed` is true where a second reading says all of it too.
    """

    text: str
    number: int = 0
    spans: tuple[tuple[int, int], ...] = ()
    sure: bool = True
    where: str = ""
    confirmed: bool = False

    def __lt__(self, other: "Part") -> bool:
        return self.number < other.number


@dataclass(frozen=True, slots=True)
class Row:
    """A label and its values; none where the paper is silent."""

    label: str
    parts: list[Part] = field(default_factory=list)


def rows(answer: Mapping[str, Any], computed: Mapping[int, str] = MappingProxyType({})) -> list[Row]:
    """Return the rows of an answer of `openhold read --json`: the unsure ones, then what is due, then the rest.

    `computed` has a sentence on the date that a period ends on, by the period's place in the answer.
    """
    places = _Places(answer)
    made = [
        *_due(answer, places, computed),
        *_decided(answer, places),
        *_plain(answer, places),
        *_cited(answer, places),
    ]
    unsure = [row for row in made if not all(part.sure for part in row.parts)]
    said = [row for row in made if row.parts and row not in unsure]
    return [*unsure, *said, *(row for row in made if not row.parts)]


class _Places:
    """Gives each value its number and its words."""

    def __init__(self, answer: Mapping[str, Any]) -> None:
        self._found: dict[str, list[Mapping[str, Any]]] = {}
        for one in answer["found"]:
            self._found.setdefault(one["field"], []).append(one)
        self._given = set(answer["given"])
        self._pages = len({one["page"] for one in answer["found"]}) > 1
        self._next = 0

    def part(self, text: str, *fields: str) -> Part:
        """Return the part that says `text`, read from the words of `fields`."""
        found = [one for name in fields for one in self._found.get(name, ())]
        text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
        if not found:
            return Part(text, where="given, not in the paper" if self._given.intersection(fields) else "")
        self._next += 1
        spans = tuple(dict.fromkeys((one["start"], one["end"]) for one in found))
        sure, confirmed = (all(one.get(key) for one in found) for key in ("sure", "confirmed"))
        return Part(text, self._next, spans, sure, self._where(found[0]), confirmed)

    def _where(self, one: Mapping[str, Any]) -> str:
        page = f"page {one['page']}" if self._pages else ""
        line = f"line {one['line']}" if one["line"] is not None else ""
        return ", ".join(filter(None, (page, line)))


def _due(answer: Mapping[str, Any], places: _Places, computed: Mapping[int, str]) -> Iterator[Row]:
    for what, at in answer["dates"].items():
        yield Row(f"Due: {what}", [places.part(day(at), f"dates.{what}")])
    for n, one in enumerate(answer["events"]):
        yield Row(_capital(one["what"]), [places.part(day(one["at"]), f"events[{n}].at", f"events[{n}].what")])
    for n, one in enumerate(answer["periods"]):
        unit = "days" if "days" in one else "hours"
        who = f", {one['who']}" if one["who"] else ""
        text = f"{one[unit]} {unit} after {_TRIGGERS[one['trigger']]}{who}"
        fields = (f"periods[{n}].{unit}", f"periods[{n}].what", f"periods[{n}].trigger_text", f"periods[{n}].who")
        ends = [Part(computed[n], where="computed, not in the paper")] if n in computed else []
        yield Row(f"Due: {one['what']}", [places.part(text, *fields), *ends])
    for n, one in enumerate(answer["vacated"]):
        label = f"Taken away: {one['what']}"
        yield Row(label, [places.part(day(one["at"]), f"vacated[{n}].at", f"vacated[{n}].what")])


def _decided(answer: Mapping[str, Any], places: _Places) -> Iterator[Row]:
    kept = answer["preservation"]
    if kept is not None:
        who = kept["party"] or "Somebody whom the paper does not name"
        parts = [places.part(f"{who} must preserve", "preservation.party")]
        for name in ("objects", "topics", "quotes"):
            parts += [places.part(text, f"preservation.{name}[{n}]") for n, text in enumerate(kept[name])]
        if kept["suspend_destruction"]:
            parts.append(places.part("Destruction is suspended", "preservation.suspend_destruction"))
        yield Row("Preservation ordered", parts)
    lacking = answer["showing"]
    if lacking is not None:
        yield Row(
            "Found missing in the request to preserve",
            [places.part(text, f"showing.missing[{n}]") for n, text in enumerate(lacking["missing"])],
        )
        if lacking["vehicle"]:
            carried = {True: "; it carries the request", False: "; it does not carry the request"}
            text = lacking["vehicle"] + carried.get(lacking["vehicle_ok"], "")
            yield Row("Rule that the request leaned on", [places.part(text, "showing.vehicle", "showing.vehicle_ok")])
    for n, one in enumerate(answer["outcomes"]):
        by = f", by {one['by']}" if one["by"] else ""
        ecf = f", ECF No. {one['ecf']}" if one["ecf"] is not None else ""
        filed = f", filed {day(one['filed'])}" if one["filed"] else ""
        fields = [f"outcomes[{n}].{name}" for name in ("result", "motion", "by", "ecf", "filed")]
        yield Row(_capital(one["motion"]), [places.part(f"{one['result']}{by}{ecf}{filed}", *fields)])


def _plain(answer: Mapping[str, Any], places: _Places) -> Iterator[Row]:
    for label, name in _PLAIN:
        value = answer[name]
        if isinstance(value, list):
            if value:
                more = [Part("et al.")] if name == "defendants" and answer["et_al"] else []
                yield Row(label, [*(places.part(one, f"{name}[{n}]") for n, one in enumerate(value)), *more])
        elif name == "lower":
            if value is not None:
                yield Row(label, [places.part(str(said), f"lower.{key}") for key, said in value.items() if said])
        elif value is not None:
            yield Row(label, [places.part(_text(name, value), name)])
        elif name in _WANTED and answer["kind"] != "notice":
            yield Row(label)


def _cited(answer: Mapping[str, Any], places: _Places) -> Iterator[Row]:
    cited = answer["citations"]
    lists: tuple[tuple[str, str, list[Any], Callable[[Any], str]], ...] = (
        ("Other entries", "ecf_refs", answer["ecf_refs"], lambda one: f"ECF No. {one}"),
        ("Cases cited", "citations.cases", cited["cases"], _case),
        ("Statutes cited", "citations.statutes", cited["statutes"], lambda one: str(one["cite"])),
        ("Rules cited", "citations.rules", cited["rules"], lambda one: str(one["cite"])),
    )
    for label, name, values, text in lists:
        if values:
            yield Row(label, [places.part(text(one), f"{name}[{n}]") for n, one in enumerate(values)])
    for n, one in enumerate(answer["entries"]):
        label = f"Entry {one['number']}" if one["number"] else "Entry without a number"
        yield Row(label, [_entry(one, f"entries[{n}]", places)])
    for n, case in enumerate(answer["dockets"]):
        name = f"{case['case']} {case['case_name'] or ''}".strip()
        yield Row("Announced in", [places.part(name, f"dockets[{n}].case", f"dockets[{n}].case_name")])
        for m, one in enumerate(case["entries"]):
            label = f"Entry {one['number']}" if one["number"] else "Entry without a number"
            yield Row(label, [_entry(one, f"dockets[{n}].entries[{m}]", places)])


def _entry(entry: Mapping[str, Any], at: str, places: _Places) -> Part:
    filed = f"{day(entry['filed'])}: " if entry["filed"] else ""
    return places.part(
        f"{filed}{entry['text'] or entry.get('short') or ''}", f"{at}.text", f"{at}.filed", f"{at}.number"
    )


def _case(case: Mapping[str, Any]) -> str:
    name = f"{case['name']}, " if case["name"] else ""
    pin = f", {case['pin']}" if case["pin"] and not case["short"] else ""
    where = " ".join(str(one) for one in (case["court"], case["year"]) if one)
    return f"{name}{case['cite']}{pin}{f' ({where})' if where else ''}"


def _text(name: str, value: object) -> str:
    return day(str(value)) if name in ("signed", "filed", "entered", "terminated") else str(value)


def day(iso: str) -> str:
    """Return a date, or a date and time of day, as a person reads it: `Fri 25 August 2017, 16:00`."""
    if "T" not in iso:
        moment = date.fromisoformat(iso)
        return f"{moment:%a} {moment.day} {moment:%B %Y}"
    at = datetime.fromisoformat(iso)
    return f"{at:%a} {at.day} {at:%B %Y}, {at:%H:%M}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
