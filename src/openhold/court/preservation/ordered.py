"""Orders to preserve: who, which things, on which topics, and whether destruction stops."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openhold.court.preservation.things import is_evidence, items, things, topics
from openhold.court.said import Preservation, Said
from openhold.court.view import View
from openhold.extract.text import Span

ABOUT = re.compile(
    r"preserv|retain(?!\w*\s(?:jurisdiction|counsel|complete|substitute))|destr(?:oy|uct)|spoliat|delet(?:e|ing|ion)|dispos(?:e|ing)\sof"
    r"|litigation hold|safeguard",
    re.IGNORECASE,
)
_ING = r"(?:destroy|delet|alter|discard|dispos|mutilat|conceal|eras|overwrit|spoliat|modify|shredd|wip|tamper|damag)"
_RUIN = rf"{_ING}(?:e|ing)?(?:\sof|\swith)?"
_RUINS = (
    rf"{_RUIN}(?:(?:,\s(?:and\s|or\s)?|\s(?:or|and|and/or)\s)(?:otherwise\s)?"
    rf"(?:{_RUIN}|chang\w+|transfer\w*|los(?:e|ing)|remov\w+))*"
)
_KEEP = (
    r"(?:preserve\sand\s(?:maintain|protect|retain|keep)|(?:maintain|keep|retain)\sand\spreserve|preserv(?:e|ing)|retain"
    r"|safeguard)"
)
_ADVERB = r"(?:(?:hereby|further|also|immediately|promptly|forthwith|therefore|each|both)\s){0,3}"
_STEPS = r"(?:(?:take|undertake|make|use)\s[^.;]{0,70}?(?:steps|measures|efforts|action)\s(?:[^.;]{0,30}?\s)?to\s)?"
_TOLD = (
    rf"(?:is|are|be)\s{_ADVERB}(?:ORDERED|ordered|directed|DIRECTED|required|REQUIRED|instructed|INSTRUCTED)"
    rf"(?:\sand\s[a-zA-Z]+)?\s{_ADVERB}"
)
_BE_TOLD = re.compile(r"(?:is|are|be)\s(?!to\b)")
_STOPPED = (
    rf"(?:is|are|be)\s{_ADVERB}(?:enjoined|ENJOINED|restrained|RESTRAINED|prohibited|PROHIBITED)(?:\sand\s\w+)?\sfrom\s"
)
_WHAT = r"(?:,?\s|(?=:\s))(?P<what>.+)"
_FIRST = r"(?:\s|:\s(?:\(?\w{1,2}[.)]\s)?)"
_SHALL = rf"(?P<modal>\b(?:shall|SHALL|must|MUST|will|WILL|(?:is|are)\sto){_FIRST}|\b{_TOLD}to{_FIRST})"
_ACTIVE = re.compile(rf"{_SHALL}{_ADVERB}{_STEPS}(?P<verb>{_KEEP})(?:,?\sand\s(?:not|NOT)\s{_RUINS})?{_WHAT}")
_BANNED = re.compile(
    rf"(?P<modal>\b(?:shall|SHALL|must|MUST|may|MAY)\s(?:not|NOT)\s|\b{_TOLD}not\sto\s|\b{_STOPPED}"
    rf"|\b(?:shall|must|{_TOLD}to)\s(?:refrain|cease|desist)\sfrom\s){_ADVERB}(?P<verb>{_RUINS}){_WHAT}"
)
_DIRECTED = re.compile(
    r"(?:ORDERING|DIRECTING|REQUIRING|ordering|directing|requiring|DIRECTS|directs|ORDERS|orders|ORDERED)\s"
    r"(?P<who>(?:the\s)?[A-Za-z][\w.,'\u2019 &-]{2,120}?),?\s(?P<modal>to\s)"
    rf"{_ADVERB}{_STEPS}(?P<verb>{_KEEP}){_WHAT}"
)
_THAT = re.compile(
    rf"(?P<modal>\b(?:ORDERED|ORDERS|orders|ordered)\s(?:that|THAT)),?\s(?P<who>[A-Za-z][\w.,'\u2019 &-]{{2,120}}?),?\s"
    rf"(?P<verb>preserve|retain\sand\spreserve|preserve\sand\sretain){_WHAT}"
)
_PASSIVE = re.compile(
    r"(?P<what>(?:\b[Aa]ll|\b[Aa]ny|\b[Tt]he|\b[Ee]ach|ALL|THE)\s[^.;:]{3,300}?)\s(?P<modal>shall|must|SHALL|MUST)\sbe\s"
    r"(?P<verb>preserved|retained|safeguarded|maintained\sand\spreserved)\b"
)
_ENSURED = re.compile(
    rf"{_SHALL}{_ADVERB}(?:ensure|make\ssure|see\sto\sit)\s(?:that\s)?(?P<what>[^.;:]{{3,300}}?)\s(?:is|are)\s"
    r"(?P<verb>preserved|retained|not\s(?:destroyed|deleted|altered|lost))\b"
)
_GRANTING = re.compile(
    r"(?P<modal>GRANT(?:ING|ED|S)|[Gg]rant(?:ing|ed|s))\b(?!\s(?i:in\spart))[^.;]{0,80}?"
    r"\b(?:[Mm]otion|MOTION|[Rr]equest|REQUEST)\s"
    r"(?:\[?\d{1,4}\]?\s)?(?:to|TO|(?:for|FOR)(?:\san?)?(?:\sorder)?(?:\sto)?)\s"
    rf"(?P<verb>[Pp]reserv(?:e|ation\sof)|PRESERV(?:E|ATION\sOF)){_WHAT}"
)
_IS_GRANTED = re.compile(
    r"\b(?:[Mm]otion|[Rr]equest|[Aa]pplication)\s(?:to|for(?:\san?)?(?:\sorder)?(?:\sto)?)\s(?P<verb>preserve|preservation\sof)\s"
    r"(?P<what>[^.;]{3,200}?)(?:,?\s[(\[][^)\]]{1,30}[)\]])?,?\s(?P<modal>(?:is|are)\s(?:hereby\s)?(?:GRANTED|granted))(?!\s(?i:in\spart))"
)
_FORMS = (_ACTIVE, _BANNED, _DIRECTED, _THAT, _PASSIVE, _ENSURED, _GRANTING, _IS_GRANTED)
_GRANTED = (_GRANTING, _IS_GRANTED)
_SUSPEND = re.compile(
    rf"{_SHALL}(?:[^;]{{0,400}}?\b)??(?P<verb>suspend|cease|halt|disable|discontinue|stop|turn off|deactivate)\s"
    r"(?P<what>[^.;]{0,160}?(?:auto-?\s?delet\w*|automatic\w*\s(?:delet|overwrit|destr|purg)\w*|destruction|deletion"
    r"|overwriting|purging|recycling)\b)"
)
_RUINED = re.compile(rf"\b(?:not|NOT|from)\s(?:hereby\s)?{_ING}", re.IGNORECASE)
_WISH = re.compile(
    r"\b(?:requests?|requested|asks?|asked|seeks?|sought|moves|moved|argue[sd]?|contends?|proposes?|whether|unless|should"
    r"|would|could|claims?|alleges?|state[sd]|wants?|duty|obligat\w+|declines?|advised|reminded?|failed|previously"
    r"|motion\s(?:to|for|that)|requires?\s(?:that\s)?(?:a|an|each|every)|law|[Dd]eny(?:ing)?|denie[sd]|DEN(?:Y|IED|YING))\b"
)
_CONDITION = re.compile(
    r"\s*(?:\(?\w{1,3}[.)]\s)?(?:If|When|Where|Unless|In the event|Whenever|Upon|After|Within|At the)\b"
)
_NOBODY = re.compile(
    r"\b(?:clerk|court|judge|marshals?|litigants?|(?<!each\s)(?<!every\s)party|person|experts?|jury|recipients?|reporter|it|which|who|that)$",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    r"ORDERED|ORDERING|\b(?:HEREBY|hereby)\s(?:ORDERS?|orders?|ordered)|\bORDERS\b|[Cc]ourt\s(?:orders|directs)"
)
_COPY = re.compile(r"(?:an?|the|all|any|one|his|her|their)?\s?(?:\w+\s)?cop(?:y|ies)\b", re.IGNORECASE)
_BY = re.compile(r"\s(?:by|BY)\s(?P<who>[^.;,]{3,80}?)(?=[.;,]|\s(?:until|pending|during|for|throughout)\b|$)")
_NOT_WHOLLY = re.compile(r"in part|den(?:y|ied)", re.IGNORECASE)
_EACH = re.compile(r",?\s(?:and\s)?each\sof\sthem,?\s$")
_ROLES = re.compile(
    r"(?:plaintiff|defendant|part(?:y|ies)|respondent|petitioner|counsel|warden|custodian|non-?part|compan(?:y|ies)"
    r"|government|department|county|city|sheriff|facility|prison|coordinator|officers?|agents?|employees?"
    r"|attorneys?|affiliates|subsidiaries|directors|servants|claimant)[\w'\u2019-]*,?$",
    re.IGNORECASE,
)
_JOINS = frozenset(
    (
        "&",
        "all",
        "and",
        "both",
        "each",
        "for",
        "her",
        "his",
        "its",
        "of",
        "or",
        "respective",
        "the",
        "their",
        "this",
        "to",
    )
)
_NO_NAMES = frozenset(("ORDERED", "ORDER", "ORDERS", "IT", "IS", "HEREBY", "THAT", "Court", "COURT", "The"))


@dataclass(frozen=True, slots=True)
class _Order:
    """One sentence that orders, in the flow: itself, who must, what is to be kept, the word that stops destruction.

    `granted` where it only grants a motion to preserve.
    """

    sentence: Span
    who: Span | None
    what: Span | None
    stops: Span | None
    granted: bool = False


def ordered(view: View, said: Sequence[Span]) -> Preservation | None:
    """Return what the sentences at `said` order to be kept, taken together; None where they order nothing."""
    orders = [order for sentence in said for order in _orders(view.flow, sentence)]
    if not any(order.what for order in orders):
        return None
    words = view.flow
    kept = [order.what for order in orders if order.what and not order.granted]
    kept = kept or [order.what for order in orders if order.what]
    kept = [item for what in kept for item in items(words, what)]
    who = next((order.who for order in orders if order.who), None)
    stops = [view.span(*order.stops) for order in orders if order.stops]
    quotes = {order.sentence: Said(words[slice(*order.sentence)], (view.span(*order.sentence),)) for order in orders}
    return Preservation(
        Said(words[slice(*who)], (view.span(*who),)) if who else None,
        tuple(things(view, kept)),
        tuple(topics(view, kept)),
        Said(True, tuple(stops)) if stops else Said(False, tuple(one.spans[0] for one in quotes.values())),
        tuple(quotes.values()),
    )


def _orders(words: str, sentence: Span) -> Iterator[_Order]:
    start, end = sentence
    if _CONDITION.match(words, start, end) or words[start] == '"':
        return
    for form in _FORMS:
        match = form.search(words, start, end)
        if match is None or not is_evidence(match["what"]) or not _is_order(words, sentence, match, form):
            continue
        who = _who(words, start, match, form)
        if who is not None and _NOBODY.search(words[slice(*who)]):
            continue
        if who is None and form not in (_PASSIVE, *_GRANTED) and not _BE_TOLD.match(match["modal"]):
            continue
        ruined = _RUINED.search(words, match.start(), end)
        yield _Order(sentence, who, match.span("what"), ruined.span() if ruined else None, form in _GRANTED)
        break
    suspends = _SUSPEND.search(words, start, end)
    if suspends and _is_order(words, sentence, suspends, _SUSPEND):
        who = _who(words, start, suspends, _SUSPEND)
        if who is not None and not _NOBODY.search(words[slice(*who)]):
            yield _Order(sentence, who, None, suspends.span("verb"))


def _is_order(words: str, sentence: Span, match: re.Match[str], form: re.Pattern[str]) -> bool:
    """Tell an order from a wish, a duty, a quotation and a rule of law."""
    start = sentence[0]
    before = words[start : match.start("modal")]
    if before.count('"') % 2 or before.count("\u201c") > before.count("\u201d"):
        return False
    if form in _GRANTED:
        return _NOT_WHOLLY.search(words, match.start(), max(match.end("modal"), match.start("what"))) is None
    if _WISH.search(re.sub(r"^.*\b(?:GRANTED|ORDERED|ORDERS|DIRECTED)\b", "", before)):
        return False
    if match["verb"].lower() == "retain" and _COPY.match(match["what"]):
        return False
    if match["modal"].lower().startswith(("must", "will", "is to", "are to")):
        return _ORDERED.search(words) is not None
    return True


def _who(words: str, start: int, match: re.Match[str], form: re.Pattern[str]) -> Span | None:
    """Return where those who must keep it are named: right before the word that orders."""
    if form in _GRANTED:
        return None
    if form is _PASSIVE:
        by = _BY.match(words, match.end())
        return _party(words, by.start("who"), by.end("who")) if by else None
    if "who" in match.groupdict():
        return _party(words, *match.span("who"))
    each = _EACH.search(words, start, match.start("modal"))
    return _party(words, start, each.start() if each else match.start("modal"))


def _party(words: str, start: int, end: int) -> Span | None:
    """Return the name or role that ends at `end`, with those who are named along with it."""
    first: int | None = None
    for token in reversed(list(re.finditer(r"\S+", words[start:end]))):
        word = token[0]
        bare = word.strip("(),.:'\u2019")
        joins = bare.lower() in _JOINS and not word.endswith((":", "."))
        named = bool(_ROLES.match(word)) or (bare[:1].isupper() and bare not in _NO_NAMES and not bare.isdigit())
        if word.endswith((":", ";")) or (first is not None and word.endswith(")")) or not (joins or named):
            break
        if first is not None and word.endswith(",") and not _ROLES.match(word) and not bare[:1].isupper():
            break
        if named or (first is not None and joins):
            first = start + token.start()
        elif first is None and not joins:
            break
    if first is None:
        return None
    leading = re.compile(r"(?:(?:and|of|the|to|for|or|The|&|their|this|Further|In|On),?\s)+").match(words, first, end)
    first = leading.end() if leading else first
    last = end
    while last > first and words[last - 1] in " ,":
        last -= 1
    return (first, last) if last > first else None
