"""A made-up order and what reading it answers, as the interface page lists it."""

from typing import Any

WORDS = """Case 2:25-cv-01847-RMV-TLH   Document 14   Filed 02/11/26   Page 1 of 2
                    UNITED STATES DISTRICT COURT
                   EASTERN DISTRICT OF CALIFORNIA
MARISOL QUINTRELL,                  No. 2:25-cv-01847-RMV-TLH
          Plaintiff,
     v.                             SCHEDULING ORDER
COUNTY OF ALDER, et al.,
          Defendants.

     The Court held a scheduling conference, see ECF No. 1l.
     1. All non-expert discovery shall be completed by August 14, 2026.
     2. The final pretrial conference is set for October 16, 2026, at 10:00 a.m.
     3. A party served with requests shall respond within thirty (30) days of service.
\f     4. The motion to compel (ECF No. 9) is DENIED. See Doe v. Roe, 101 F.3d 202, 204 (9th Cir. 1996).
     5. Defendants shall suspend any automatic deletion of the e-mail of the individual defendants.
     Dated: February 11, 2026                          UNITED STATES MAGISTRATE JUDGE
"""


def answer() -> dict[str, Any]:
    """Return an answer in which every kind of row has a value, one of them unsure; judge and entered are absent."""
    found: list[dict[str, Any]] = []

    def say(field: str, value: object, quote: str, *, sure: bool = True) -> Any:
        start = WORDS.index(quote)
        page = 1 + WORDS.count("\f", 0, start)
        found.append(
            {
                "field": field,
                "value": value,
                "quote": quote,
                "page": page,
                "line": None,
                "start": start,
                "end": start + len(quote),
                "sure": sure,
            }
        )
        return value

    said = {
        "court": say("court", "caed", "EASTERN DISTRICT OF CALIFORNIA"),
        "case": say("case", "2:25-cv-01847-RMV-TLH", "2:25-cv-01847-RMV-TLH"),
        "title": say("title", "SCHEDULING ORDER", "SCHEDULING ORDER"),
        "plaintiffs": [say("plaintiffs[0]", "MARISOL QUINTRELL", "MARISOL QUINTRELL")],
        "defendants": [say("defendants[0]", "COUNTY OF ALDER", "COUNTY OF ALDER")],
        "judge_title": say("judge_title", "UNITED STATES MAGISTRATE JUDGE", "UNITED STATES MAGISTRATE JUDGE"),
        "signed": say("signed", "2026-02-11", "February 11, 2026"),
        "ecf_no": say("ecf_no", 14, "Document 14"),
        "ecf_refs": [say("ecf_refs[0]", 9, "ECF No. 9"), say("ecf_refs[1]", 11, "ECF No. 1l", sure=False)],
        "dates": {"discovery": say("dates.discovery", "2026-08-14", "August 14, 2026")},
        "events": [
            {
                "what": say("events[0].what", "final pretrial conference", "final pretrial conference"),
                "at": say("events[0].at", "2026-10-16T10:00", "October 16, 2026, at 10:00 a.m."),
            }
        ],
        "periods": [
            {
                "what": say("periods[0].what", "respond", "respond"),
                "days": say("periods[0].days", 30, "thirty (30) days"),
                "trigger": "service",
                "trigger_text": say("periods[0].trigger_text", "of service", "of service"),
                "who": say("periods[0].who", "a party served with requests", "A party served with requests"),
            }
        ],
        "outcomes": [
            {
                "motion": say("outcomes[0].motion", "motion to compel", "motion to compel"),
                "by": None,
                "result": say("outcomes[0].result", "denied", "DENIED"),
                "ecf": say("outcomes[0].ecf", 9, "ECF No. 9"),
                "filed": None,
            }
        ],
        "preservation": {
            "party": say("preservation.party", "Defendants", "Defendants shall suspend"),
            "objects": [say("preservation.objects[0]", "e-mail", "e-mail of the individual defendants")],
            "topics": [],
            "suspend_destruction": say("preservation.suspend_destruction", True, "suspend any automatic deletion"),
            "quotes": [],
        },
        "citations": {
            "cases": [
                {
                    "name": "Doe v. Roe",
                    "cite": "101 F.3d 202",
                    "pin": "204",
                    "court": "9th Cir.",
                    "year": 1996,
                    "short": False,
                }
            ],
            "statutes": [],
            "rules": [],
        },
    }
    say("citations.cases[0]", "101 F.3d 202", "101 F.3d 202")
    silent = dict.fromkeys(
        ["number", "case_name", "prisoner", "judge", "issued_by", "lower", "filed", "entered", "terminated"]
    ) | dict.fromkeys(["document_id", "showing"])
    empty: dict[str, Any] = {
        key: []
        for key in ("case_numbers", "judge_initials", "parties", "status", "vacated", "entries", "dockets", "given")
    }
    return {
        "kind": "order",
        "doc_type": "scheduling order",
        "et_al": True,
        "pages": 2,
        "warnings": [{"code": "read-by-ocr", "detail": "Page 2 was read from a picture."}],
        **silent,
        **empty,
        **said,
        "found": found,
    }
