"""What falls due on a date: its name, and whose it is, from the words around the date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from openhold.court.calendar import due_acts, parts
from openhold.court.calendar import words as calendar_words
from openhold.court.when import MONTHS

_PASSIVE = re.compile(
    r"(?P<what>[^;:]{2,160}?)\s*,?\s+(?:which )?(?:(?:if any|if desired|if necessary),?\s+)?(?:shall|must|may|"
    r"will|are to|is to|to|should|can|is|are|be)(?: also| each| now| then| not)? "
    r"(?:be ?|have (?:been )?)?(?:[a-z]+ed [^;:]{2,50} and )?(?:(?:made|re-?filed|filed|served|submitted|lodged|"
    r"completed|exchanged|disclosed|designated|heard|due|noticed|"
    r"delivered|provided|produced|conducted|concluded|brought|paid|taken|set|mailed|received|propounded|amended|"
    r"e-?mailed|"
    r"joined|returned|"
    r"finali[sz]ed|opened|closed|extended|continued|postmarked|commenced|initiated|accomplished|initiated|raised|"
    r"in)\b(?: and| or|,)?\s*)+"
    r"[^;:]{0,90}$",
    re.IGNORECASE,
)
_DEADLINE_FOR = re.compile(
    r"\b(?:deadlines?|ddl|time|date|last day|cut-?off|due date)(?: date)? (?:for|to|in which to|within which to|"
    r"on|by which to)(?: the)? (?P<what>[^;:]{2,160}?)"
    r"(?=\W*(?:$|[;:]|\((?!\w\))|\b(?:is|are|shall|has|have|be|extended|continued|currently|now|to (?:\d|"
    + MONTHS
    + r")|until|from|by|due|set|on or before|remains)\b))",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?P<what>[A-Za-z0-9/'\u2019&,()\[\]. -]{2,140}?)\s*[:,\-\u2013]?\s*\(?(?:\b(?:deadlines?|deadline date|ddl|"
    r"cut-?\s?offs?|dates?)\b[\s:\-\u2013=.]*(?:(?:is|are|shall be|be|has been|"
    r"have been|now|hereby|currently|set|re-?set|extended|continued|moved|"
    r"modified|advanced|as to|for|to|until|"
    r"from|of|by)\b\W*)*[^;]{0,40})$",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:.*\b(?:ordered|ordering|and order)|(?:.* )?granting|which|.*\bsigned by\b.*|[ap]\.?m\.?|.*\bextension of "
    r"time(?: from| to)?|"
    r"filing|case "
    r"management|"
    r"dispositive filing|other|new|court|this|"
    r"compliance|response filing|the (?:court|parties)|certain|set|all|"
    r"deadlines?|prior|previous|original|existing|"
    r"order|further|following|extension of time|said|action|matters?|internal|required|agree to extend|"
    r"pre-?trial|as follows?|modified|amended|"
    r"plaintiffs?|defendants?|petitioners?|respondents?|party|parties|counsel|granted|objection|motion|same|until|up|"
    r"file|set/reset|set deadlines?(?:/hearings?)?|"
    r"reset|deadlines/hearings|set/reset (?:all )?deadlines(?:/hearings)?|all deadlines|all|and order|"
    r"stipulation and order|he|it|they|she|no)"
)
_LEAVE_AMEND = re.compile(
    r"\bleave to (?:file|amend)\b|\bgrant(?:ing|s|ed)\b[^.;]{0,60}\bmotion to amend (?:the |his |her )?complaint\b",
    re.IGNORECASE,
)
_FOR_RECEIPT = re.compile(
    r"\W*for (?:receipt|filing|submission) of (?!same\b|the same\b)(?P<what>[^;,.(]{3,80})", re.IGNORECASE
)
_MOVED = re.compile(
    r"[\s,]*\b(?:(?:is|are|be|shall|will|has|have|been|hereby|now|further|currently|presently|"
    r"previously)\W+)*(?:extended|continued|re-?set|"
    r"moved|modified|advanced|set|re-?scheduled|scheduled|changed|enlarged|remains|is|are)\b[^;:]{0,40}$",
    re.IGNORECASE,
)
_TAIL_DEADLINE = re.compile(
    r"[\s,]*(?:the |his |its |their |her |[a-z]+'s? )?(?:deadline|time|date|period)s? (?:to|for|in which to|"
    r"within which to) (?:the )?(?P<what>[^;,.(]{3,90})",
    re.IGNORECASE,
)
_BARE_LEAD = re.compile(
    r"(?:^|\b(?:order(?:ing|s|ed)|recommending|that|requiring|as follows|on or|directs|and)|^[\s,.]*[:;]|"
    r"\(\w\)|\d[:;])[\s,.:(*]*(?:(?:by|within|on or before|no later than|not later than)\W*)?$",
    re.IGNORECASE,
)
_GRANTED = re.compile(
    r"\b(?:until|has|have|having|given|granted|grants?|granting|giving|provid(?:ed|ing|es)|allowed|allowing|"
    r"afforded|an additional|additional|extension of(?: time of)?|extension)\W*"
    r"(?:(?:the |both |all )?(?:plaintiffs?|defendants?|petitioners?|respondents?|parties|government|pltf|"
    r"dft)\W*)?(?:(?-i:[A-Z])\w+\W*)?(?:until|up to|up|a further|an?|an additional|further)?\W*$",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"(?:^|[.;:]|\bthat\b)\s*(?:if|should|unless|when|upon|in light)\b[^.;]*,\s*$", re.IGNORECASE)
_STARTS_FILING = re.compile(r"[\s,]*(?:file|submit|serve)\b", re.IGNORECASE)
_MODAL_END = re.compile(
    r"\b(?:shall|must|may|will|(?:ordered|directed|required|is|are) to)"
    r"(?:,? (?:forthwith|immediately|promptly|also|each|either|so))*(?:,? but)?[\s,]*$",
    re.IGNORECASE,
)
_CONDUCTED = re.compile(r"\bdiscovery\b[^;]*\bso conducted as\b", re.IGNORECASE)
_BETWEEN = re.compile(
    r", (?:(?:a copy of which|which (?:is|was|are|were)|attached|lodged) [^,;]{3,90}|in (?:either )?[\w /]{3,40} "
    r"format),?",
    re.IGNORECASE,
)
"""What is said in passing between a paper and its verb."""
_STOOD = re.compile(
    r",\s*(?:previously|originally|formerly|currently|presently|now)(?: (?:set|due|scheduled)(?: for| on)?)?"
    r"(?:\s*\([^()]{0,40}\))?\s*(?:,|$)",
    re.IGNORECASE,
)
"""The day that a deadline had, named in passing: `the discovery deadline, previously March 3, is extended to`."""
_TO_AMEND = re.compile(
    r"(?<!motion for )(?<!motions for )(?<!request for )\bleave to (?:amend|"
    r"file an amended complaint)(?: (?:the |his |her |their )?complaint)?\W*$",
    re.IGNORECASE,
)
_NAMELESS = "deadline"
_PARTY = re.compile(
    r"\b(?:the )?(plaintiffs?|defendants?|petitioners?|respondents?|government|defense|parties|pltfs?|plfs?|dfts?|"
    r"defts?|commissioner|appellants?|appellees?)\b['\u2019]?s?",
    re.IGNORECASE,
)


_HEARD = re.compile(r"\bmotions?\b[^;.]{0,200}(?<!completed or )\bheard\b(?:\W+\w+){0,4}\W*$", re.IGNORECASE)
_BARE = re.compile(r"\b(?:filing|case management|dispositive filing|[a-z]+ review)(?= (?:deadline|due))", re.IGNORECASE)
_WHICH = re.compile(r",? which (?:is|was|are|were)\b[^;]{0,140}$", re.IGNORECASE)
"""What is said in passing between a deadline and its date: `, which is currently set for`."""
_SHORT_NAME = re.compile(r" \([A-Z]{2,5}\)(?= (?:Filing|Hearing|Deadline))")
_TAIL_FOR = re.compile(
    r"[\s,]*for (?:filing )?(?!(?:the|all|purposes?) (?:purposes?|parties)?)(?P<what>[^;,.(]{3,60})", re.IGNORECASE
)
_LONG = 90
_TOO_LONG = re.compile(r"(?<=.{12}), |(?<=.{12}) (?:and|or) (?:an?|any|to|the|in|for) ")
"""Where a name that is longer than `_LONG` is cut."""
_LOOK_BACK = 420
"""How many characters before a date its name may begin."""


@dataclass(frozen=True, slots=True)
class Named:
    """What falls due: its name; the paper's fuller words, where the name is a fixed one; the party it falls on."""

    name: str
    full: str
    who: str | None


def due(lead: str, tail: str, earlier: str) -> Named:
    """Return what falls due, from the words before its date (up to the cue), behind it, and earlier in the paper."""
    begin = parts.begins(lead)
    own, own_tail = lead[begin:], tail[: parts.ends(lead[begin:], tail)]
    who = _who(own, own_tail)
    if_done = due_acts.if_done(lead, tail)
    if if_done and not _GENERIC.fullmatch(if_done):
        return Named(if_done, if_done, who)
    found = _said(own, own_tail, who) or (_said(lead, tail, who) if begin else None)
    if found:
        return found
    earlier_name = _earlier(earlier)
    if earlier_name:
        return Named(earlier_name, earlier_name, who)
    bare = _BARE.search(lead)
    return Named(bare[0].lower() if bare else _NAMELESS, "", who)


def _said(lead: str, tail: str, who: str | None) -> Named | None:
    lead = _STOOD.sub(" ", _SHORT_NAME.sub("", _WHICH.sub("", _BETWEEN.sub("", lead))))
    heard = " hearing" if _HEARD.search(lead) else ""
    for words in _candidates(lead[-_LOOK_BACK:], tail):
        name = _named(words)
        if name:
            name += "" if name == "discovery" else heard
            return Named(name, calendar_words.tidy(words), who)
    return None


def generic(named: Named) -> bool:
    """Tell whether the words do not say what falls due."""
    return named.name == _NAMELESS


def _named(words: str | None) -> str:
    if words is None:
        return ""
    name = (calendar_words.fixed(words) or words) if isinstance(words, due_acts.Name) else calendar_words.name(words)
    if len(name) > _LONG:
        name = _TOO_LONG.split(name, maxsplit=1)[0]
    return name if len(name) > 2 and not _GENERIC.fullmatch(name) else ""


def _candidates(lead: str, tail: str) -> Iterator[str | None]:
    """Yield the words that may say what falls due, the likeliest first."""
    receipt = _FOR_RECEIPT.match(tail)
    if receipt:
        yield receipt["what"]
    if _TO_AMEND.search(lead):
        yield "amended complaint"
    if _CONDUCTED.search(lead):
        yield "discovery"
    act, has_verb = due_acts.before(lead, tail)
    if _MODAL_END.search(lead) or (_STARTS_FILING.match(tail) and not (has_verb and act)):
        yield due_acts.at_once(tail)
    bare = _BARE_LEAD.search(lead) is not None or _CONDITION.search(lead) is not None
    given = _GRANTED.search(lead) is not None
    if bare or not has_verb or given:
        yield due_acts.granted(tail, whatever=given)
    if bare:
        yield due_acts.ordered(tail)
    if has_verb:
        yield act
    yield from _nouns(lead, tail)
    if not has_verb:
        yield act
    yield from _labels(lead, has_verb=has_verb)
    yield due_acts.granted(tail)
    yield due_acts.ordered(tail)
    for_what = _TAIL_FOR.match(tail)
    if for_what and "extension" in lead.lower():
        yield for_what["what"]


def _nouns(lead: str, tail: str) -> Iterator[str]:
    for_what = due_acts.last_match(_DEADLINE_FOR, lead)
    if for_what is not None:
        yield due_acts.done(for_what["what"])
    passive = _PASSIVE.fullmatch(due_acts.last_piece(lead, commas=False))
    if passive:
        yield passive["what"]
        yield due_acts.last_piece(passive["what"])
    after = _TAIL_DEADLINE.match(tail)
    if after:
        yield due_acts.done(after["what"])


def _labels(lead: str, *, has_verb: bool) -> Iterator[str]:
    piece = due_acts.last_piece(_MOVED.sub("", lead))
    label = _LABEL.fullmatch(piece)
    if label:
        yield label["what"]
    elif not has_verb:
        yield piece


def _earlier(words: str) -> str:
    name = _named(due_acts.extended(words))
    if name:
        return name
    return "amended complaint" if _LEAVE_AMEND.search(words) else ""


def _who(lead: str, tail: str) -> str | None:
    found = due_acts.last_match(_PARTY, lead[-200:])
    if found is None and not lead.strip(" ,.("):
        found = _PARTY.search(tail[:80])
    return calendar_words.who(found[0] + " ") if found else None
