"""Settings (hearings, conferences, trials) as papers name them."""

import re

from openhold.court.when import MONTHS
from openhold.extract.text import Span

_DAYS = rf"{MONTHS}|mon|tues?|wed|wednes|thu|thurs|fri"
_QUALIFIERS = (
    r"(?:further |continued |mandatory |initial |final |joint |informal |telephonic |telephone |in-person |video |"
    r"zoom |"
    r"early |interim |mid-?discovery |second |third |fourth |1st |2nd |3rd |4th |possible |contested |"
    r"consolidated |non-?evidentiary |"
    r"non-?jury |evidentiary |settlement |motions? in limine |scheduling (?=conf|hear|\()|status |pre-?trial |"
    r"trial |case |"
    r"(?:non-?)?dispositive (?=motions? hear)|assessment of damages |bellwether |"
    r"management |discovery |motions? |jury |bench |"
    r"court |sentencing |re-?sentencing |judgment (?:and|&) |change of plea |change-of-plea |plea |confirmation |"
    r"(?<=trial )setting |readiness |"
    r"planning |detention |bail |review |preliminary |bond |show cause |order to show cause |osc |tro |"
    r"class certification |"
    r"rule \d+(?:\([a-z]\))? |law and motion |dispositional |revocation |violation of supervised release |restitution |"
    r"competency |initial appearance |oral |fairness |final approval |preliminary approval |default |arraignment |"
    r"summary |judgment |debtor |ex parte |in[- ]camera |mediation |daubert |markman |claim construction |admit/deny |"
    r"omnibus |forfeiture |dangerousness |identity |removal |extradition |ability to pay |status\s?/\s?|"
    r"probation |supervised release |compliance |progress |telephonic\s?/\s?)*"
)
_HEADS = (
    r"(?:status \(pre-?trial scheduling\) conference|conferences?|hearings?|trial setting|trials?|sentencing|"
    r"re-?sentencing|"
    r"arraignment|"
    r"oral arguments?|depositions?|change of plea|mediation|jury selection|voir dire|judgment and sentencing|"
    r"imposition of sentence|entry of plea|initial appearance|self-?surrender|surrender|final pre-?trial|(?:debtor'?s?|"
    r"preliminary) exam(?:ination)?|(?:docket|calendar) calls?|conf\.)"
)
_TOPIC = (
    r"(?: (?:on|re:?|regarding|for(?= (?:the |\w+'s? )?(?:motion|summary|default|preliminary|class|reconsideration))|"
    r"(?<=deposition )of|(?<=depositions )of) (?!\d{1,2}/|\d+ (?!(?:ex parte|motions?|request|"
    rf"application|petition)\b)|default calendar|(?:or|and) |(?:{_DAYS})[a-z]*,? ?\d?|"
    r"(?:defendants?|dfts?) (?!(?:[\w.-]+ ){0,3}[\w.-]+['\u2019]s? (?:\d+ )?(?:motion|request|application|petition)))"
    r"(?:(?! (?:is|are|was|were|be|as to|set|re-?set|curr\w+|previously|presently|now|scheduled|shall|will|has|"
    rf"have|noticed|continued|before|from|to be|to (?=\d|(?:{_DAYS})[a-z]*,? \d)|at|in courtroom|vacated|held|heard|"
    rf"calendared|until|signed|and \w+ing|\d+ (?:is|set|reset|to|on|for|from)|on (?=\d|"
    rf"{_DAYS}))\b)[^,;:.()]){{2,80}}(?![A-Za-z]))?"
)
_ONE = (
    rf"(?:{_QUALIFIERS}{_HEADS}(?: hearing)?(?![A-Za-z])(?! (?:transcripts?|tapes?|statements?|schedules?|briefs?|"
    rf"exhibits?|documents?|court|date and time)\b))"
)
EVENT = re.compile(
    rf"(?<![A-Za-z-]){_ONE}(?:(?:/ ?| (?:and|&|/) (?:the )?)(?:{_ONE}|motions? in limine|"
    rf"possible change of plea))?{_TOPIC}",
    re.IGNORECASE,
)
"""A setting as papers name it, with its topic (`hearing on motion to compel discovery`)."""
_STEMS = (
    "conf", "hearing", "trial", "sentenc", "arraign", "argument", "deposition", "plea", "mediation", "selection",
    "voir", "appearance",
    "surrender", "exam", " call",
)  # fmt: skip
_LIMINE = re.compile(r"motions? in limine (?:and|&) $", re.IGNORECASE)
_NO_TRIAL = re.compile(r"(?:post-|new |mis|speedy )$", re.IGNORECASE)
_MOTION = re.compile(
    r"\b(?:cross-)?motions?\b(?: (?:to|for|in)(?: (?!filed|is|are|be|to|by|currently|set|from|for|hearing|has|"
    r"on)[A-Za-z'/-]+){1,8})?",
    re.IGNORECASE,
)
_ATTENDANCE = re.compile(r"\b(?:appear(?:ance)?|testify|produce|meet and confer)\b", re.IGNORECASE)
_LOOSE = re.compile(r"(?:\s+(?:for|on|to|the|of|at|and|is|an?|by|from))+$", re.IGNORECASE)
"""Small words that a topic ends with where the words after it are no part of it."""
_MOTION_HEARING = re.compile(r"\b(?:Motions?|MOTIONS?) (?:[Tt]o|TO|[Ff]or|FOR) (?:[A-Z]\w+ ){1,4}$")
_QUALIFIED = re.compile(
    r"\b(?:(?!(?:The|This|That|All|And|As|For|On|Of|Court|Is|To|In|No|Re|Set|Reset|Order|Continuing|Vacating|"
    r"Setting|Resetting|"
    r"\w+ing|\w+ed|Continue|Vacate|Vacates|Grants|Waiver|Notice|Motion to|Amended|Its|Next|Said|Your|Their|His|"
    r"Plaintiffs?|Defendants?)\b)"
    r"[A-Z][a-z]{2,} )$"
)
_AND = re.compile(r" (?:and|&) (?:the )?", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_NUMBERS = re.compile(
    r"(?<=[a-z])(?<!rule) \d+$|^(?:1st|2nd|3rd|4th) |(?<=[a-z'\u2019:])(?<!rule) \d+(?:,? (?:and )?\d+)*"
    r"(?= (?:motion|ex parte|request|application|petition|and ))"
)
_OWNER = re.compile(
    r"\b(?P<on>on|regarding|re:?) (?:[\w.-]+ ){0,5}?[\w.-]+(?:'s|\u2019s|s'|s\u2019) "
    r"(?=(?:\w+ ){0,2}(?:motions?|requests?|applications?|petitions?)\b)"
)
"""Whose motion is heard: no part of the setting's name."""


def event_before(flow: str, start: int, end: int) -> Span | None:
    """Return the last setting that is named between `start` and `end`."""
    found = None
    low = flow[start:end].lower()
    if not any(stem in low for stem in _STEMS):
        return None
    for match in EVENT.finditer(flow, start, end):
        follows = flow.startswith(" to follow", match.end()) and flow[: match.start()].endswith("with ")
        if not follows and not _NO_TRIAL.search(flow, max(0, match.start() - 8), match.start()):
            found = match
    return None if found is None else whole(flow, found.span(), start)


def whole(flow: str, event: Span, start: int) -> Span:
    """Return a setting's name with the qualifying words before it, none of them before `start`."""
    begin, stop = event
    limine = _LIMINE.search(flow, max(start, begin - 30), begin)
    if limine:
        return limine.start(), stop
    stop = begin + len(_LOOSE.sub("", flow[begin:stop]))
    if flow.startswith(("Hearing", "HEARING"), begin):
        motion = _MOTION_HEARING.search(flow, max(start, begin - 60), begin)
        if motion:
            return motion.start(), stop
        qualified = _QUALIFIED.search(flow, max(start, begin - 40), begin)
        if qualified:
            begin = qualified.start()
    return begin, stop


def motion_before(flow: str, start: int, end: int) -> Span | None:
    """Return the last motion named between `start` and `end`: where a motion is set for a day, that is its hearing."""
    found = None
    for match in _MOTION.finditer(flow, start, end):
        found = match.span()
    return found


def attendance_before(flow: str, start: int, end: int) -> Span | None:
    """Return the last place between `start` and `end` that says that someone is to appear or testify."""
    found = None
    for match in _ATTENDANCE.finditer(flow, start, end):
        found = match.span()
    return found


def halves(flow: str, event: Span) -> tuple[Span, Span] | None:
    """Return two settings that are named together, to be set for two days: `pretrial conference and trial`."""
    joint = _AND.search(flow, *event)
    if joint is None:
        return None
    both = ((event[0], joint.start()), (joint.end(), event[1]))
    return both if all(EVENT.fullmatch(flow, *one) for one in both) else None


def event_name(words: str) -> str:
    """Return a setting's name in lower case, without ordinals, owners and the numbers of entries."""
    name = _OWNER.sub(r"\g<on> ", _NUMBERS.sub("", _SPACE.sub(" ", words).strip().lower()))
    return {"appear": "appearance", "produce": "appearance", "testify": "testimony"}.get(name, name)
