"""Motions as court papers name them: whose, which, its number, and the name without what is beside the point."""

import re
from dataclasses import dataclass, field

from openhold.court.motions.entries import Numbers
from openhold.court.motions.owners import OF_WHOM, filed_by, owner_before, party
from openhold.court.motions.wording import NOUN, plain_name
from openhold.court.refs import Found
from openhold.court.when import MONTHS, whens

_HEAD = re.compile(
    rf"(?<![A-Za-z])(?:(?:cross|counter|letter)-?\s?|letter\s?/\s?)?(?P<noun>{NOUN})(?P<more>\(s\))?(?![a-z])"
    r"(?!\s+(?:hearings?|deadlines?|cut-?off|filing\s+deadline|practice)\b)"
    r"(?:\s+(?:and|&)\s+(?:\[?proposed\]?\s+order|memorandum)(?![a-z])|(?<=stipulation)\s+(?:and|&)\s+order(?![a-z]))?",
    re.IGNORECASE,
)
_LESSER = re.compile(
    r"(?<![A-Za-z])(?P<noun>objections?|corrections?(?=\s+to\s)|substit\w+\s+of\s+(?:attorneys?|counsel)|bills?\s+of\s+costs"
    r"|substitution|waivers?\s+of\s+(?:personal\s+)?appearance|social\s+security\s+(?:appeal|complaint)"
    r"|consent\s+(?:decree|judgment))(?P<more>\(s\))?(?![a-z])",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"(?<![a-z])(?:first|second|third|fourth|fifth|sixth|1st|2nd|3rd|4th|renewed|amended|supplemental|supplementary"
    r"|ex[\s-]?parte"
    r"|emergency"
    r"|expedited|administrative|in\s+forma\s+pauperis|ifp|partial|cross|oral|omnibus|alternative|letter|e-?mail"
    r"|habeas(?:\s+corpus)?|(?:summary|default)\s+judgment|class\s+certification|daubert|suppression|discovery"
    r"|reconsideration|injunction|recusal|severance|(?:attorney['\u2019]?s['\u2019]?\s+)?fees?|(?:§\s?)?225[45]"
    r"|(?P<rule>(?:(?:fed\.?\s?r\.?|f\.?\s?r\.?)\s?(?:civ|crim)\.?\s?p\.?|frcp|rule)\s?\d{1,3}(?:\([a-z0-9]{1,2}\))*))\s*$",
    re.IGNORECASE,
)
_SHARED = re.compile(r"(?<![a-z])(?:joint|stipulated|jointly|agreed)\s*$", re.IGNORECASE)
_DROPPED = re.compile(
    r"(?<![a-z])(?:the|an?|said|unopposed|opposed|sealed|instant|pending|pro\s+se|consent|above|verified|his|her"
    r"|their|its"
    r"|foregoing|uncontested|notice(?:\s+and|\s+of)|these|current|such)\s*$",
    re.IGNORECASE,
)
_JOINED = re.compile(r"(?:,|;|&|\band|\bor)\s*$", re.IGNORECASE)
_DATED = re.compile(
    r"(?:\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|[A-Z][a-z]{2,8}\.?\s+\d{1,2}\s?,?\s+\d{4})\s*,?\s*$",
)
_AND_DAY = re.compile(r"\d\s*(?P<and>(?:,|,?\s*\band|&))\s*$", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:motions|requests|applications)\b", re.IGNORECASE)
_STOP = re.compile(
    r"[;:\[\]*]|(?<![\d)])\((?!(?:[A-Z][a-z]+\s?)+\)\s+Order)|(?<=[\d)])\((?!\w{1,2}\))|(?<!\b[A-Z])(?<!\b[Mm]isc)(?<!\bSupp)(?<!\b[DM]r)(?<!\bMs)\.(?!\d)"
    r"|,(?!\s+(?:or\s+(?:amend|modify|alter|vacate|correct|reconsider|set\s+aside)|set\s+aside)\b)"
    r"|(?<!\brule)\s#?\d(?!\d*[\s-]?days?\b)|(?<=[a-z])\d|(?<=[a-z])i s(?=\s+(?:den|gran))"
    r"|\s+(?:(?:ecf|filing|docket|dkt|doc)\.?\s+)?nos?\.?(?=\s?\d)|\s+(?:filing|docket|dkt|doc|ecf)s?\.?(?=\s\d)"
    r"|(?<![a-z])is(?=granted|denied)|(?<=[a-z]{4})is(?=\s+(?-i:DENIED|GRANTED))|\s?-\s|\s-|-(?=GRANTED|DENIED)|\s\u2013|\w\*"
    r"|(?<!\bcourt)\s+order(?:ed|s|ing)(?![a-z'-])|(?<!\bto)\s+be(?![a-z'-])|\s+in\s+part(?![a-z'-])"
    r"|\s+(?:is|are|was|were|shall|should|has|have|had|will|may|signed|filed|brought|herein|construed|as(?!\s+(?:counsel"
    r"|attorney))|re|regarding|pursuant|under(?!\s+seal)"
    r"|because|which|without(?!\s+(?:pre-?)?payment)|with|against|until|by|at|granted|denied|dismissed|terminated|withdrawn|stricken"
    r"|approved|adopted|overruled|sustained|allowed|continued|moot|grants|denies|grant|deny"
    r"|that|on\s+(?:the\s+)?(?:ground|behalf|order)s?|for\s+(?:failure|the\s+reasons|hearing)|due|referred|served"
    r"|hearing\s+set|to\s+be\s+(?:heard|set|filed)|in\s+case|per\s+fed|(?:currently|presently|now|previously)\s+(?:set|scheduled))(?![a-z'-])"
    r"|\s+(?-i:GRANTING|DENYING|DISMISSING|ORDERING|SETTING|VACATING|DIRECTING|REQUIRING|ADOPTING|EXTENDING"
    r"|CONTINUING|REFERRING|STRIKING|Directing|Granting|Denying|Setting|Ordering|Requiring|Dismissing)(?![A-Za-z])"
    r"|\s+and\s+(?=(?:\S+\s+){1,7}(?:claims?|complaint|petition|action|case)\s+(?:\([^()]{1,60}\)\s+)?(?:is|are)\s)"
    r"|(?<!\bcease)(?!\s+(?:and|&)\s+scheduling\s+order)\s+(?:and|or|&)\s+(?:\(\d+\)\s*)?(?:\w{3,}ing\b|findings?\b|\d|#"
    rf"|(?:(?:the|a|an|for)\s+)?(?:(?:[\w.-]+['\u2019]s?|[A-Za-z]+s)\s+)?(?:(?!and\b)\w+\s+)?(?:{NOUN}"
    rf"|orders?|reports?\s+and\s+recommend\w*)\b(?!\s+(?:deadlines?|hearings?|cut)))"
    r"|,?\s+(?:and|&)\s+(?:(?:the|this)\s+)?(?:plaintiff|defendant|clerk|court|parties|action|case)",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"(?:\b(?:the|its|his|her|their|this|(?P<to>to|of|for|on|to\s+(?:take|withdraw|vacate|hear|supplement|amend|join|oppose|renew)))|['\u2019]s?)$",
    re.IGNORECASE,
)
_INSIDE_NUMBER = re.compile(
    rf"\s#?\d{{1,4}}(?=\s+[A-Za-z]{{3}})(?!\s+(?:is|are)\b)(?P<motion>\s+(?:{NOUN})\b)?", re.IGNORECASE
)
"""A number within the name, of another paper: `to modify the 12 Scheduling Order`."""
_DAY_INSIDE = re.compile(
    r"\s+(?:" + MONTHS + r")"
    r"(?P<day>\s\d{1,2},?\s+\d{4})(?=\s+[a-z]{4})(?!\s+(?:hearing|at|is)\b)",
    re.IGNORECASE,
)
"""The day of another paper within a name: `to enforce the court's May 8, 2008 order`."""
_INSTITUTION = re.compile(r"\b(?:Department|Bureau|Office|Board|Division)\s+of\s+[A-Z]\w+$")
"""What an `and` may continue: `Department of Bread and Butter's`."""
_CONSTRUED = re.compile(r",?\s*(?:which\s+(?:is|the\s+court)\s+)?construed?s?\s+as\s*", re.IGNORECASE)
_BESIDE = re.compile(
    r",?\s+(?:(?:under|pursuant\s+to)\s+(?:\S+\s+){0,3}?(?:rules?|28|§|sections?|f\.?r)(?![a-z])"
    r"(?:(?!\b(?:is|are|be|filed)\b)[^;:,]){0,50}?|as\s+to(?:\s+(?![A-Z]+ING\b)[A-Z][\w.'\u2019-]*){1,5})(?=\s+(?:to|for)\s)"
)
"""What may stand between `motion` and its `to`: the rule that it stands on, and the person it is about."""
_ABOUT = re.compile(
    r"\s+(?:re:?|regarding|seeking|requesting|concerning|that(?=\s+(?:the\s+)?court)|for(?=\s+hearing))\s+(?=[A-Za-z])",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Mention:
    """A motion as it is named, at `start` (owner and number included) to `end` of the words read.

    `name` is the name in lower case without owner; `bare` tells that only the noun is said; `named` is where the
    name stands. `refs` are its numbers. `by` and `filed` are values with where they stand;
    `days` are those of filing where several motions are named at once.
    """

    start: int
    end: int
    head: int
    name: str
    bare: bool
    plural: bool
    named: tuple[int, int]
    refs: list[Found] = field(default_factory=list)
    by: tuple[str, int, int] | None = None
    filed: tuple[str, int, int] | None = None
    days: list[tuple[str, int, int]] = field(default_factory=list)


def mentions(flow: str, numbers: Numbers) -> list[Mention]:
    """Return every motion, request, application, petition and stipulation named in `flow`, in order."""
    return _named(_HEAD, flow, numbers)


def lesser_papers(flow: str, numbers: Numbers) -> list[Mention]:
    """Return every other paper named in `flow` that a court may grant, deny or approve, in order."""
    return _named(_LESSER, flow, numbers)


def _named(head: re.Pattern[str], flow: str, numbers: Numbers) -> list[Mention]:
    found: list[Mention] = []
    for match in head.finditer(flow):
        if found and match.start() < found[-1].named[1]:
            continue
        one = _mention(flow, numbers, match)
        if found and found[-1].bare and not one.bare and _CONSTRUED.fullmatch(flow, found[-1].end, one.start):
            # `plaintiff's motion 12, construed as a motion for an injunction`
            found[-1].name, found[-1].named, found[-1].bare, found[-1].end = one.name, one.named, False, one.end
            continue
        found.append(one)
    return found


def _mention(flow: str, numbers: Numbers, match: re.Match[str]) -> Mention:
    at, refs = numbers.after(flow, match.end())
    of = OF_WHOM.match(flow, at)
    if of:
        at = of.end()
    beside = _BESIDE.match(flow, at)
    at = beside.end() if beside else at
    name_end, comp = _said(flow, at)
    said = bool(comp.strip())
    end, more = numbers.after(flow, name_end) if said else (at, [])
    if len(more) > 1 and _OTHERS.search(comp) and not match["noun"].lower().endswith("s"):
        more = []  # `stipulation to continue the hearing on motions to dismiss (Docs. 13, 14)`
    named = (match.start(), name_end if said else match.end())
    plural = bool(match["more"]) or match["noun"].lower().endswith("s")
    one = Mention(match.start(), max(end, named[1]), match.start(), "", not said, plural, named, refs + more)
    if of:
        group = "who" if of["who"] else "side"
        one.by = (party(of[group]), *of.span(group))
    kept = _back(flow, numbers, one)
    by = filed_by(flow, one.end)
    if by and one.by is None and not match["noun"].lower().startswith("stipulation"):
        one.by = (party(by["who"]), by.start("who"), by.end("who"))
        one.end = by.end()
    if by and not one.refs:
        one.end, one.refs = numbers.after(flow, one.end)
    one.name = plain_name(f"{kept} {match.group().replace('(', '').replace(')', '')} {comp}", singular=plural)
    if one.name.startswith("stipulation") and one.by is None:
        one.by = ("parties", match.start(), match.end())
    return one


def _said(flow: str, at: int) -> tuple[int, str]:
    """Return where the name that begins at `at` ends, and its words without the numbers of papers that it names."""
    about = _ABOUT.match(flow, at)
    said, limit = "", min(len(flow), at + 200)
    look = about.end() if about else at
    while stop := _STOP.search(flow, look, limit):
        if stop.group().lstrip().startswith("and") and _INSTITUTION.search(flow, at, stop.start()):
            look = stop.start() + 1
            continue
        day = _DAY_INSIDE.search(flow, max(at, stop.start() - 11), limit)
        if day and day.start("day") == stop.start():
            said += flow[at : day.start()]
            at = look = day.end()
            continue
        number = _INSIDE_NUMBER.match(flow, stop.start())
        before = _INSIDE.search(flow, max(0, stop.start() - 16), stop.start())
        if number is None or before is None or bool(number["motion"]) != bool(before["to"]):
            break
        said += flow[at : stop.start()]
        at = look = number.start("motion") if number["motion"] else number.end()
    end = stop.start() if stop else limit
    return end, said + flow[at:end]


def _back(flow: str, numbers: Numbers, one: Mention) -> str:
    """Take what goes before the noun: numbers, adjectives, the day of filing, the owner. Return kept adjectives."""
    kept = ""
    at = one.head
    numbered = owned = False
    while True:
        stop = edge(flow, at)
        before = _numbered_before(flow, numbers, one, stop, numbered=numbered)
        if before is not None:
            at, numbered = before, True
            continue
        numbered = False
        low = max(0, stop - 24)
        if not owned and (found := _KEPT.search(flow, low, stop)):
            keeps = one.bare or not found["rule"]
            kept = f"{found.group()} {kept}" if keeps else kept
            one.named = (found.start() if keeps else one.named[0], one.named[1])
            at = found.start()
        elif not owned and (found := _SHARED.search(flow, low, stop)):
            one.by = ("parties", found.start(), edge(flow, found.end()))
            at = found.start()
        elif found := _DROPPED.search(flow, low, stop):
            at = found.start()
        elif not owned and (found := _DATED.search(flow, low, stop)):
            day = next(whens(found.group()), None)
            if day and day.iso:
                one.days.insert(0, (day.iso, found.start() + day.start, found.start() + day.end))
            at = found.start()
        elif one.plural and one.days and (found := _AND_DAY.search(flow, max(0, stop - 24), stop)):
            at = found.start("and")
        elif not owned and (owner := owner_before(flow, stop)):
            one.by = one.by if one.by and one.by[0] == "parties" else owner
            owned = True
            at = owner[1]
        else:
            one.filed = one.days[0] if len(one.days) == 1 else None
            one.start = at + (flow[at : at + 1] == " ")
            return kept


def _numbered_before(flow: str, numbers: Numbers, one: Mention, stop: int, *, numbered: bool) -> int | None:
    """Take the number that ends at `stop`, or the comma before the number taken last; return where it begins."""
    ref = numbers.by_end.get(edge(flow, stop, ")] "))
    comma = edge(flow, stop, ", ")
    if ref is None and comma < stop and (named := numbers.by_end.get(comma)) and _names(flow, named):
        ref = named
    if ref is not None:
        one.refs.insert(0, ref)
        return edge(flow, ref.label, "([# ")
    joined = _JOINED.search(flow, max(0, stop - 24), stop) if numbered else None
    return joined.start() if joined and edge(flow, joined.start(), ")] ") in numbers.by_end else None


def _names(flow: str, ref: Found) -> bool:
    """Tell whether `filing 17, the motion` and not `12, the motion`: the number names the motion behind the comma."""
    return ref.label < ref.start or flow[max(0, ref.label - 4) : ref.label].lower() == "ing "


def edge(flow: str, at: int, over: str = " ") -> int:
    """Return `at` moved left over the characters of `over`."""
    while at and flow[at - 1] in over:
        at -= 1
    return at
