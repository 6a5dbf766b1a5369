"""What the parsers of `juriscraper` read in a docket or a notice, in the form of `openhold read --json`.

They are given text and fetch nothing. Their values have no places. Whatever goes wrong in them, there is no second
reading, and that is all. They are imported only when such a paper comes: that takes longer than reading most papers.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from openhold.court.said import Json
from openhold.extract.limits import within
from openhold.extract.text import Text

LARGEST = 8 << 20
"""Markup with more letters than this is not read a second time."""
SECONDS = 20.0
"""So long a second reading may compute."""
_PARTS = ("docket_entries", "parties")
"""What a docket has beside its head; a history names no parties."""
_NAMELESS = "Unknown Case Title"
_ROLELESS = "Unknown"


def sheet(source: str, court: str) -> Json | None:
    """Return what is read in the markup of a docket sheet of a trial court; None where nothing could be."""
    return _docket("DocketReport", source, court, _PARTS)


def history(source: str, court: str) -> Json | None:
    """Return what is read in the markup of a docket's history; None where nothing could be."""
    return _docket("DocketHistoryReport", source, court, _PARTS[:1])


def appeal(source: str, court: str) -> Json | None:
    """Return what is read in the markup of a docket of a court of appeals; None where nothing could be."""
    return _docket("AppellateDocketReport", source, court, _PARTS)


def notice(text: Text, court: str) -> Json | None:
    """Return what is read in a notice of electronic filing; None where nothing could be."""

    def parse(pacer: Any) -> Json | None:
        report = pacer.NotificationEmail(court)
        report.subject = dict(text.headers).get("subject", "")
        report.content_type = "text/html" if text.source else "text/plain"
        report._parse_text(text.source or text.text)
        dockets = [_announced(one) for one in report.data.get("dockets", ())]
        return {"dockets": dockets} if dockets else None

    return _tried(parse, text.source or text.text)


def spelt_name(name: str) -> str:
    """Return the name of a case as these parsers spell it: without roles and `et al`, some parties renamed."""
    from juriscraper.lib.string_utils import harmonize

    return str(harmonize(name))


def spelt_role(role: str) -> str:
    """Return the role of a party as these parsers spell it."""
    from juriscraper.pacer.docket_utils import normalize_party_types

    return str(normalize_party_types(role))


def spelt_judge(judge: str) -> str:
    """Return the name of a judge as these parsers spell it: without titles, commas and some initials."""
    from juriscraper.lib.judge_parsers import normalize_judge_string

    try:
        return str(normalize_judge_string(judge)[0])
    except IndexError:  # It fails on a name that is one initial.
        return judge


def _docket(parser: str, source: str, court: str, parts: Sequence[str]) -> Json | None:
    def parse(pacer: Any) -> Json | None:
        report = getattr(pacer, parser)(court)
        report._parse_text(source)
        if not report.is_valid:
            return None
        return _sheet({**(_part(report, "metadata") or {}), **{part: _part(report, part) for part in parts}})

    return _tried(parse, source)


def _part(report: Any, part: str) -> Any:
    """Return one part of what was read; None where its parser fails, which takes nothing from the others."""
    try:
        return getattr(report, part)
    except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError):
        return None


def _tried(parse: Callable[[Any], Json | None], source: str) -> Json | None:
    if len(source) > LARGEST:
        return None
    _silence()
    try:
        with within(SECONDS):
            from juriscraper import pacer

            return parse(pacer)
    except Exception:
        return None


def _silence() -> None:
    """Keep the parsers from opening their log file, which they do on import unless their log goes somewhere."""
    log = logging.getLogger("juriscraper.lib.log_tools")
    if not log.handlers:
        log.addHandler(logging.NullHandler())
    log.propagate = False


def _sheet(read: Mapping[str, Any]) -> Json:
    return {
        "case": _words(read.get("docket_number")),
        "case_name": _name(read.get("case_name")),
        "judge": _words(read.get("assigned_to_str")),
        "filed": _day(read.get("date_filed")),
        "terminated": _day(read.get("date_terminated")),
        "parties": [
            {"name": name, "role": None if one.get("type") == _ROLELESS else _words(one.get("type"))}
            for one in read.get("parties") or ()
            if (name := _words(one.get("name")))
        ],
        "entries": [
            {
                "number": _number(one),
                "filed": _day(one.get("date_filed")),
                "entered": _day(one.get("date_entered")),
                "text": _words(one.get("description")) or _words(one.get("short_description")),
            }
            for one in read.get("docket_entries") or ()
        ],
    }


def _announced(read: Mapping[str, Any]) -> Json:
    return {
        "case": _words(read.get("docket_number")),
        "case_name": _name(read.get("case_name")),
        "entries": [
            {
                "number": _words(one.get("document_number")),
                "filed": _day(one.get("date_filed")),
                "text": _words(one.get("description")),
                "short": _words(one.get("short_description")),
                "url": _words(one.get("document_url")),
            }
            for one in read.get("docket_entries") or ()
        ],
    }


def _words(value: object) -> str | None:
    words = " ".join(str(value).split()) if value is not None else ""
    return words or None


def _name(value: object) -> str | None:
    name = _words(value)
    return None if name == _NAMELESS else name


def _number(entry: Mapping[str, Any]) -> str | None:
    """Return the number of an entry; where an appeal's has none, they give the one of its document in the links."""
    number = _words(entry.get("document_number"))
    return None if number == _words(entry.get("pacer_doc_id")) else number


def _day(value: object) -> str | None:
    return value.isoformat()[:10] if isinstance(value, date) else None
