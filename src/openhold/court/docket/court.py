"""Which court a docket or a notice of the filing system (CM/ECF) comes from: by its heading, or by its links.

The system prints courts in its own forms (`Alabama Middle District (Dothan)`, `Court of Appeals, 2nd Circuit`), and on
some pages in none: then only the address that the links lead to tells.
"""

import re
from dataclasses import dataclass

_STATES = {
    "Alabama": "al",
    "Alaska": "ak",
    "Arizona": "az",
    "Arkansas": "ar",
    "California": "ca",
    "Colorado": "co",
    "Connecticut": "ct",
    "Delaware": "de",
    "Columbia": "dc",
    "Florida": "fl",
    "Georgia": "ga",
    "Guam": "gu",
    "Hawaii": "hi",
    "Idaho": "id",
    "Illinois": "il",
    "Indiana": "in",
    "Iowa": "ia",
    "Kansas": "ks",
    "Kentucky": "ky",
    "Louisiana": "la",
    "Maine": "me",
    "Maryland": "md",
    "Massachusetts": "ma",
    "Michigan": "mi",
    "Minnesota": "mn",
    "Mississippi": "ms",
    "Missouri": "mo",
    "Montana": "mt",
    "Nebraska": "ne",
    "Nevada": "nv",
    "New Hampshire": "nh",
    "New Jersey": "nj",
    "New Mexico": "nm",
    "New York": "ny",
    "North Carolina": "nc",
    "North Dakota": "nd",
    "Northern Mariana Islands": "nmi",
    "Ohio": "oh",
    "Oklahoma": "ok",
    "Oregon": "or",
    "Pennsylvania": "pa",
    "Puerto Rico": "pr",
    "Rhode Island": "ri",
    "South Carolina": "sc",
    "South Dakota": "sd",
    "Tennessee": "tn",
    "Texas": "tx",
    "Utah": "ut",
    "Vermont": "vt",
    "Virgin Islands": "vi",
    "Virginia": "va",
    "Washington": "wa",
    "West Virginia": "wv",
    "Wisconsin": "wi",
    "Wyoming": "wy",
}
_CIRCUITS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"]
CIRCUITS = frozenset((*(f"ca{number}" for number in range(1, 12)), "cadc", "cafc"))
"""The courts of appeals."""
_OTHER_NAMES = {"azb": "arb", "neb": "nebraskab", "cofc": "uscfc"}
"""Courts that courts-db calls otherwise than their own address does."""
_SINGLE = {
    "judicial panel on multidistrict litigation": "jpml",
    "court of federal claims": "uscfc",
    "court of international trade": "cit",
}

_SIDE = r"(Northern|Southern|Eastern|Western|Middle|Central)"
_STATE = "|".join(name.replace(" ", r"\s+") for name in sorted(_STATES, key=len, reverse=True))
_PLACE = re.compile(
    rf"(?:\b{_SIDE}\s+)?\bDistrict\s+of\s+(?:the\s+)?({_STATE})\b|\b({_STATE})\s+{_SIDE}\s+District\b"
    rf"|\bDistrict\s+(?:Court\s+)?for\s+(?:the\s+)?(?:{_SIDE}\s+District\s+of\s+)?({_STATE})\b",
    re.IGNORECASE,
)
_COURT = re.compile(
    r"\b(?:(?:United\s+States|U\.?\s?S\.?)\s+)?(?:(?P<district>District)|(?P<bankruptcy>Bankruptcy))\s+Court\b"
    rf"|\bCourt\s+of\s+Appeals\b,?(?:\s+for)?(?:\s+the)?\s+(?:(?P<number>\d{{1,2}})(?:st|nd|rd|th)"
    rf"|(?P<circuit>{'|'.join(_CIRCUITS)}|Federal|District\s+of\s+Columbia|D\.?\s?C\.?))\s+Circuit\b"
    rf"|\b(?P<before>{'|'.join(_CIRCUITS)}|Federal)\s+Circuit\s+Court\s+of\s+Appeals\b"
    rf"|\b(?P<single>{'|'.join(name.replace(' ', chr(92) + 's+') for name in _SINGLE)})\b",
    re.IGNORECASE,
)
_NEAR = 160
"""How many characters behind `District Court` the name of the place may begin."""
_HOST = re.compile(r"https?://(?:ecf(?:-\w+)?|acms|www)\.(?:\w+\.)?([a-z0-9-]{3,5})\.uscourts\.gov\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """A court's heading in `words[start:end]`, and the court's courts-db id."""

    court: str
    start: int
    end: int


def heading(words: str) -> Heading | None:
    """Return the first court that `words` names as the filing system does, or None."""
    for match in _COURT.finditer(words):
        if match["single"]:
            return Heading(_SINGLE[" ".join(match["single"].lower().split())], match.start(), match.end())
        if match["number"] or match["circuit"] or match["before"]:
            return Heading(_circuit(match), match.start(), match.end())
        place = _PLACE.search(words, match.end(), match.end() + _NEAR) or _PLACE.search(
            words, match.start(), match.end()
        )
        if place is not None:
            kind = "b" if match["bankruptcy"] else "d"
            return Heading(_district(place, kind), match.start(), place.end())
    return None


def linked(address: str) -> str | None:
    """Return the court to whose filing system an address, or a script that holds one, leads, or None."""
    match = _HOST.search(address)
    if match is None:
        return None
    site = match[1].lower()
    known = re.fullmatch(rf"(?:{'|'.join(_STATES.values())})[nsewmc]?[db]|ca(?:1[01]|[1-9]|dc|fc)|cofc|cit|jpml", site)
    return _OTHER_NAMES.get(site, site) if known else None


def _circuit(match: re.Match[str]) -> str:
    if match["number"]:
        return f"ca{int(match['number'])}"
    name = (match["circuit"] or match["before"]).lower()
    if name in _CIRCUITS:
        return f"ca{_CIRCUITS.index(name) + 1}"
    return "cafc" if name == "federal" else "cadc"


def _district(place: re.Match[str], kind: str) -> str:
    side = place[1] or place[4] or place[5] or ""
    state = " ".join((place[2] or place[3] or place[6]).title().split())
    court = _STATES[state] + side[:1].lower() + kind
    return _OTHER_NAMES.get(court, court)
