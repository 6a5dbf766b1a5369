"""Which court a heading names: its courts-db id, by the full title, a short form, or the address of its site.

The data of courts-db is used, not its expressions: those give several courts for one clean title, and none once a
line number stands in it. Here a title is compared by its letters alone, so spaces, numbers and line ends do not matter.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import courts_db

_SIDES = {"N": "NORTHERN", "S": "SOUTHERN", "E": "EASTERN", "W": "WESTERN", "M": "MIDDLE", "C": "CENTRAL"}
_CIRCUITS = {
    "FIRST": "ca1",
    "SECOND": "ca2",
    "THIRD": "ca3",
    "FOURTH": "ca4",
    "FIFTH": "ca5",
    "SIXTH": "ca6",
    "SEVENTH": "ca7",
    "EIGHTH": "ca8",
    "NINTH": "ca9",
    "TENTH": "ca10",
    "ELEVENTH": "ca11",
    "DISTRICTOFCOLUMBIA": "cadc",
    "DC": "cadc",
    "FEDERAL": "cafc",
}
_OTHERS = {
    "UNITEDSTATESCOURTOFFEDERALCLAIMS": "uscfc",
    "UNITEDSTATESCOURTOFINTERNATIONALTRADE": "cit",
    "SUPREMECOURTOFTHEUNITEDSTATES": "scotus",
    "UNITEDSTATESTAXCOURT": "tax",
    "UNITEDSTATESJUDICIALPANELONMULTIDISTRICTLITIGATION": "jpml",
}
_MISDATED = {"njd"}
"""Sitting courts that courts-db believes closed."""
_ALSO_CITED = {"DMD": "mdd", "DMINN": "mnd", "DNJ": "njd", "MDPA": "pamd"}
"""Courts by the form in which they are cited, where courts-db has another one."""
_ALSO_BANKRUPT = {
    "DELAWARE": "deb",
    "MARYLAND": "mdb",
    "MINNESOTA": "mnb",
    "NEWJERSEY": "njb",
    "COLUMBIA": "dcb",
    "SOUTHERNFLORIDA": "flsb",
    "NORTHERNIOWA": "ianb",
    "CENTRALILLINOIS": "ilcb",
    "SOUTHERNILLINOIS": "ilsb",
    "KANSAS": "ksb",
    "MIDDLEPENNSYLVANIA": "pamb",
}
_NAMED = re.compile(
    r"District Court(?: of)?(?: for the)?,? (?:(?:(Northern|Southern|Eastern|Western|Middle|Central) )?District of "
    r"|([NSEWMC])\.D\. |D\. )?([A-Z][A-Za-z ]+?)(?: (Northern|Eastern|Western))?$"
)
_SITE = re.compile(r"\b(?:www\.|ecf\.)?(ca(?:1[01]|\d|dc|fc)|[a-z]{2,3}[nsewmc]?d)\.uscourts\.gov", re.IGNORECASE)
_CITED = re.compile(r"(?<![\w.])(?:Bankr\.\s?)?(?:[NSEWMC]\.?\s?D|D)\.?(?:\s?[A-Z][A-Za-z]{0,6}\.?){1,3}(?!\w)")
_IN_A_SENTENCE = re.compile(
    r"(?:\b(?:from|to|by|of|with|that|before|and|at|this|against)\s+(?:the\s+|a\s+)?|\b(?!in\b)[a-z]{2,}\s+(?:the|a)\s+"
    r"|\b(?!the\b|in\b|for\b|of\b)[a-z]{2,}\s+|\b[a-z]{2,},?\s+in\s+(?:the\s+)?|(?<![Ii][Nn]\s)\bThe\s+)$"
)
_APPEALED = re.compile(r"(?:\bFROM\s+(?:THE\s+|AN\s+ORDER\s+OF\s+(?:THE\s+)?)?|\bFrom\s+the\s+)$")


@dataclass(frozen=True, slots=True)
class Named:
    """A court that `words[start:end]` names: its courts-db id."""

    court: str
    start: int
    end: int


@cache
def _districts() -> dict[str, str]:
    """Return the sitting district courts by side and state (`EASTERNCALIFORNIA`)."""
    found = {}
    for court in courts_db.courts:
        match = _NAMED.search(court["name"]) if court["system"] == "federal" else None
        if match is None or court["type"] == "bankruptcy" or court["id"].startswith("circt"):
            continue
        if court["dates"] and all(term["end"] for term in court["dates"]) and court["id"] not in _MISDATED:
            continue
        side = match[1] or match[4] or _SIDES.get(match[2] or "", "")
        found[_letters(side + match[3])] = court["id"]
    # Where a state has several districts, none sits for all of it.
    divided = {key.removeprefix(side) for key in found for side in _SIDES.values() if key.startswith(side)}
    return {key: court for key, court in found.items() if key not in divided}


@cache
def _bankruptcies() -> dict[str, str]:
    """Return the bankruptcy courts by side and state, by way of what they are cited as."""
    cited = {_letters(court["citation_string"]): court["id"] for court in courts_db.courts}
    places = {court: place for place, court in _districts().items()}
    derived = {
        places[court]: cited["BANKR" + short]
        for short, court in cited.items()
        if court in places and "BANKR" + short in cited
    }
    return derived | _ALSO_BANKRUPT


@cache
def _citations() -> dict[str, str]:
    """Return the sitting district courts by what they are cited as (`EDCAL`)."""
    sitting = set(_districts().values())
    cited = {_letters(court["citation_string"]): court["id"] for court in courts_db.courts if court["id"] in sitting}
    return cited | _ALSO_CITED


@cache
def _title() -> re.Pattern[str]:
    """Return the expression of all titles, over capital letters alone."""
    states = {place.removeprefix(next(filter(place.startswith, _SIDES.values()), "")) for place in _districts()}
    state = "|".join(sorted(states | set(_districts()), key=len, reverse=True))
    nation = "(?:UNITEDSTATES|USA|US)"
    return re.compile(
        rf"(?:{nation}(?P<what>DISTRICT|BANKRUPTCY)COURT|DISTRICTCOURTOFTHE{nation})"
        rf"(?:INAND)?(?:FOR|IN)?(?:THE)?(?:TERRITORYOF)?"
        rf"(?:(?P<side>{'|'.join(_SIDES.values())}|[NSEWMC](?=D))?D(?:ISTRICT)?(?:OF|FOR)?(?:THE)?)?(?P<state>{state})"
        rf"|DISTRICTCOURT(?:OF|FOR)(?:THE)?(?P<island>GUAM|VIRGINISLANDS)"
        rf"|COURTOFAPPEALS(?:FOR)?(?:THE)?(?P<circuit>{'|'.join(_CIRCUITS)})CIRCUIT"
        rf"|(?P<other>{'|'.join(_OTHERS)})"
    )


_NATIONAL = re.compile(r"(?:UNITEDSTATES|US)(?P<what>DISTRICTCOURT|COURTOFAPPEALS)")


def headings(words: str) -> Iterator[Named]:
    """Yield every court whose full title heads a paper in `words`; none that a sentence merely speaks of."""
    squeezed, places = _squeeze(words)
    for match in _title().finditer(squeezed):
        court = _court(match)
        start, end = _from_the_nation(words, places[match.start()]), places[match.end() - 1] + 1
        if court is not None and words[start].isupper() and not in_a_sentence(words, start):
            yield Named(court, start, end)


def below(words: str) -> Named | None:
    """Return the first court of `words` by its full title, wherever it stands: for words that name a lower court."""
    squeezed, places = _squeeze(words)
    for match in _title().finditer(squeezed):
        court = _court(match)
        if court is not None:
            return Named(court, places[match.start()], places[match.end() - 1] + 1)
    return None


def cited(words: str) -> Named | None:
    """Return the first court of `words` in the form in which courts are cited: `E.D. Cal.`, `SDNY`."""
    for match in _CITED.finditer(words):
        taken = match[0]
        while taken:
            court = _citations().get(_letters(taken))
            if court is not None:
                return Named(court, match.start(), match.start() + len(taken))
            taken = taken.rpartition(" ")[0].rstrip()
    return None


def site(words: str) -> Named | None:
    """Return the first court of `words` by the address of its site: `www.ca3.uscourts.gov`."""
    for match in _SITE.finditer(words):
        court = match[1].lower()
        if court in _CIRCUITS.values() or court in _districts().values():
            return Named(court, match.start(), match.end())
    return None


def nameless(words: str) -> tuple[int, int] | None:
    """Return where `words` has a federal court's title that does not say which one (`UNITED STATES DISTRICT COURT`)."""
    squeezed, places = _squeeze(words)
    match = _NATIONAL.search(squeezed)
    return None if match is None else (places[match.start()], places[match.end() - 1] + 1)


def in_a_sentence(words: str, start: int) -> bool:
    """Return whether what begins at `start` is a part of a sentence or of `appeal from`, not a heading."""
    before = words[max(0, start - 60) : start]
    return _IN_A_SENTENCE.search(before) is not None or _APPEALED.search(before) is not None


def _court(match: re.Match[str]) -> str | None:
    if match["other"]:
        return _OTHERS[match["other"]]
    if match["circuit"]:
        return _CIRCUITS[match["circuit"]]
    if match["island"]:
        return _districts()[match["island"]]
    place = _SIDES.get(match["side"] or "", match["side"] or "") + match["state"]
    return (_bankruptcies() if match["what"] == "BANKRUPTCY" else _districts()).get(place)


def _from_the_nation(words: str, start: int) -> int:
    """Return where a title begins whose match began behind `United States`."""
    match = re.search(r"(?:UNITED\s+STATES|United\s+States|U\.\s?S\.)\s+$", words[max(0, start - 30) : start])
    return start if match is None else max(0, start - 30) + match.start()


def _letters(words: str) -> str:
    return "".join(letter for letter in words.upper() if "A" <= letter <= "Z")


def _squeeze(words: str) -> tuple[str, list[int]]:
    places = [place for place, letter in enumerate(words) if letter.isascii() and letter.isalpha()]
    return "".join([words[place] for place in places]).upper(), places


@cache
def _ids() -> frozenset[str]:
    return frozenset(court["id"] for court in courts_db.courts)


def known(court: str) -> bool:
    """Tell whether `court` is the id of a court."""
    return court in _ids()


def title_of(court: str) -> str:
    """Return the court's title as people read it; `court` itself where it is the id of none."""
    return next((str(one["name"]) for one in courts_db.courts if one["id"] == court), court)
