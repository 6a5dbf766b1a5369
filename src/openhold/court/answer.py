"""One answer: every key of the interface page, and for every value the words that it was read from."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from openhold.court import numbers
from openhold.court.said import (
    AnnouncedCase,
    Calendar,
    Caption,
    Citations,
    Docket,
    Given,
    Heading,
    Json,
    Outcome,
    Preservation,
    Said,
    Showing,
    Warned,
)
from openhold.court.view import View

_YEAR = 365.25
_SLACK = 45
"""So many days from a whole number of years a signature may stand from its entry and still look like a wrong year."""


def _silent() -> Json:
    """Return the answer about a paper that says nothing: every key of the interface page, in its order."""
    return {
        "kind": None,
        "court": None,
        "case": None,
        "number": None,
        "case_numbers": [],
        "case_name": None,
        "prisoner": None,
        "judge": None,
        "judge_title": None,
        "judge_initials": [],
        "issued_by": None,
        "lower": None,
        "doc_type": None,
        "title": None,
        "parties": [],
        "plaintiffs": [],
        "defendants": [],
        "et_al": False,
        "status": [],
        "signed": None,
        "filed": None,
        "entered": None,
        "terminated": None,
        "ecf_no": None,
        "document_id": None,
        "ecf_refs": [],
        "outcomes": [],
        "dates": {},
        "events": [],
        "periods": [],
        "vacated": [],
        "preservation": None,
        "showing": None,
        "citations": {"cases": [], "statutes": [], "rules": []},
        "pages": None,
        "entries": [],
        "dockets": [],
        "given": [],
        "warnings": [],
        "found": [],
    }


class Answer:
    """Builds the answer, field by field, in the order in which the readers are asked."""

    def __init__(self, view: View, kind: str) -> None:
        self.json = _silent()
        self._view = view
        self.json.update(kind=kind, pages=view.text.pages)
        self.warn(Warned(code, detail) for code, detail in view.text.warnings)

    def warn(self, warnings: Iterable[Warned]) -> None:
        """Add warnings, each once."""
        for one in warnings:
            row = {"code": one.code, "detail": one.detail}
            if row not in self.json["warnings"]:
                self.json["warnings"].append(row)

    def caption(self, caption: Caption) -> None:
        """Take what the caption says."""
        for field in ("court", "case", "case_name"):
            self.json[field] = self._one(field, getattr(caption, field))
        for field in ("case_numbers", "judge_initials", "plaintiffs", "defendants", "status"):
            self.json[field] = self._all(field, getattr(caption, field))
        self.json["et_al"] = caption.et_al
        for n, party in enumerate(caption.parties):
            at = f"parties[{n}]"
            row = {"name": self._one(f"{at}.name", party.name), "role": self._one(f"{at}.role", party.role)}
            self._row("parties", row, party.name)
        if caption.lower is not None:
            self.json["lower"] = {
                field: self._one(f"lower.{field}", getattr(caption.lower, field))
                for field in ("court", "case", "judge")
            }
        self.warn(caption.warnings)

    def heading(self, heading: Heading) -> None:
        """Take what the paper is, who made it and when."""
        for field in (
            "judge",
            "judge_title",
            "issued_by",
            "title",
            "signed",
            "filed",
            "entered",
            "terminated",
            "ecf_no",
            "document_id",
        ):
            self.json[field] = self._one(field, getattr(heading, field))
        self.json["doc_type"] = heading.doc_type
        self.warn(heading.warnings)

    def calendar(self, calendar: Calendar) -> None:
        """Take deadlines, settings and periods."""
        for due in calendar.dates:
            self.json["dates"][due.what] = self._one(f"dates.{due.what}", due.at)
        for field, events in (("events", calendar.events), ("vacated", calendar.vacated)):
            for n, one in enumerate(events):
                row = {"what": self._one(f"{field}[{n}].what", one.what), "at": self._one(f"{field}[{n}].at", one.at)}
                self._row(field, row, one.at)
        for n, period in enumerate(calendar.periods):
            at = f"periods[{n}]"
            words = period.trigger_text
            trigger = None if words is None else Said(period.trigger, words.spans, words.sure)
            row = {
                "what": self._one(f"{at}.what", period.what),
                period.unit: self._one(f"{at}.{period.unit}", period.length),
                "trigger": self._one(f"{at}.trigger", trigger) or period.trigger,
                "trigger_text": self._one(f"{at}.trigger_text", period.trigger_text),
                "who": self._one(f"{at}.who", period.who),
            }
            self._row("periods", row, period.length)
        self.warn(calendar.warnings)

    def outcomes(self, outcomes: Iterable[Outcome]) -> None:
        """Take how motions were decided."""
        for n, one in enumerate(outcomes):
            self.json["outcomes"].append(
                {
                    field: self._one(f"outcomes[{n}].{field}", getattr(one, field))
                    for field in ("motion", "by", "result", "ecf", "filed")
                }
            )

    def refs(self, refs: Iterable[Said[int | str]]) -> None:
        """Take the entries that the paper refers to."""
        self.json["ecf_refs"] = self._all("ecf_refs", refs)

    def citations(self, citations: Citations) -> None:
        """Take what is cited."""
        rows = self.json["citations"]
        for n, case in enumerate(citations.cases):
            rows["cases"].append(
                {
                    "name": case.name,
                    "cite": case.cite.value,
                    "pin": case.pin,
                    "court": case.court,
                    "year": case.year,
                    "short": case.short,
                }
            )
            self._found(f"citations.cases[{n}]", rows["cases"][-1], case.cite)
        for field, said in (("statutes", citations.statutes), ("rules", citations.rules)):
            for n, one in enumerate(said):
                rows[field].append({"cite": one.value})
                self._found(f"citations.{field}[{n}]", rows[field][-1], one)

    def preservation(self, ordered: Preservation | None, showing: Showing | None) -> None:
        """Take what the paper orders to be kept, and what it found missing in a request to do so."""
        if ordered is not None:
            at = "preservation"
            self.json[at] = {
                "party": self._one(f"{at}.party", ordered.party),
                "objects": self._all(f"{at}.objects", ordered.objects),
                "topics": self._all(f"{at}.topics", ordered.topics),
                "suspend_destruction": self._one(f"{at}.suspend_destruction", ordered.suspend_destruction),
                "quotes": self._all(f"{at}.quotes", ordered.quotes),
            }
        if showing is not None:
            self.json["showing"] = {
                "missing": self._all("showing.missing", showing.missing),
                "vehicle": self._one("showing.vehicle", showing.vehicle),
                "vehicle_ok": self._one("showing.vehicle_ok", showing.vehicle_ok),
            }

    def docket(self, docket: Docket) -> None:
        """Take a docket's head and its entries."""
        self.caption(docket.caption)
        self.heading(docket.heading)
        self.json["entries"] = [
            {
                field: self._one(f"entries[{n}].{field}", getattr(entry, field))
                for field in ("number", "filed", "entered", "text")
            }
            for n, entry in enumerate(docket.entries)
        ]

    def announced(self, cases: Iterable[AnnouncedCase]) -> None:
        """Take what a notice announces."""
        for n, case in enumerate(cases):
            at = f"dockets[{n}]"
            self.json["dockets"].append(
                {
                    "case": self._one(f"{at}.case", case.case),
                    "number": case.number,
                    "case_name": self._one(f"{at}.case_name", case.case_name),
                    "entries": [
                        {
                            field: self._one(f"{at}.entries[{m}].{field}", getattr(entry, field))
                            for field in ("number", "filed", "text", "short", "url")
                        }
                        for m, entry in enumerate(case.entries)
                    ],
                }
            )

    def end(self, given: Given) -> Json:
        """Derive what follows from other fields, fill what the paper left silent from `given`, and return it all."""
        for field in ("court", "case", "entered"):
            said = getattr(given, field)
            if said is None:
                continue
            if self.json[field] is None:
                self.json[field] = said
                self.json["given"].append(field)
            elif not _same(field, self.json[field], said):
                detail = f"The caller says {said!r}, the paper {self.json[field]!r}; the paper wins."
                self.warn([Warned(f"{field}-differs", detail)])
        case = self.json["case"]
        if case is not None:
            self.json["number"] = numbers.normal(case)
            self.json["prisoner"] = numbers.prisoner(case)
        self._absurd()
        return self.json

    def _absurd(self) -> None:
        signed, entered = self.json["signed"], self.json["entered"]
        if signed and entered and _years_apart(signed, entered):
            detail = f"It says that it was signed on {signed}, entered on {entered}: perhaps a wrong year."
            self.warn([Warned("signed-before-entered", detail)])

    def _one(self, field: str, said: Said[Any] | None) -> Any:
        if said is None:
            return None
        self._found(field, said.value, said)
        return said.value

    def _all(self, field: str, said: Iterable[Said[Any]]) -> list[Any]:
        return [self._one(f"{field}[{n}]", one) for n, one in enumerate(said)]

    def _row(self, field: str, row: Json, said: Said[Any]) -> None:
        """Add a row to a list; its words as a whole are those of `said`."""
        self.json[field].append(row)
        self._found(f"{field}[{len(self.json[field]) - 1}]", row, replace(said, confirmed=False))

    def _found(self, field: str, value: Any, said: Said[Any]) -> None:
        confirmed = {"confirmed": True} if said.confirmed else {}
        for start, end in said.spans:
            self.json["found"].append(
                {
                    "field": field,
                    "value": value,
                    "quote": self._view.quote((start, end)),
                    "page": self._view.line(start).page,
                    "line": self._view.number(start),
                    "start": start,
                    "end": end,
                    "sure": said.sure and self._view.recognised((start, end)),
                }
                | confirmed
            )


def _same(field: str, paper: str, caller: str) -> bool:
    if field == "case":
        return numbers.normal(paper) == numbers.normal(caller)
    return paper == caller


def _years_apart(one: str, other: str) -> bool:
    """Return whether two ISO dates lie about a year, or some years, apart: then one may have a wrong year."""
    try:
        days = abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days)
    except ValueError:
        return False
    return round(days / _YEAR) >= 1 and abs(days - round(days / _YEAR) * _YEAR) <= _SLACK
