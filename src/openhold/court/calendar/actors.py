"""Who is to act within a period: the party of whom the words around the length say it."""

import re

from openhold.court.calendar import words as calendar_words
from openhold.court.said import Said
from openhold.court.view import View
from openhold.extract.text import Span

_ACTS = re.compile(
    r"[\s,]*(?:\bany |\bthe |\beach |\bboth |\bthat )?(?P<who>\b(?:plaintiffs?|defendants?|petitioners?|"
    r"respondents?|movants?|government|defense|parties|party|pltfs?|pltfs?|plfs?|dfts?|"
    r"defts?|commissioner|united states marshals?|united states|appellants?|appellees?|usm|us marshal|"
    r"clerk)\b)(?:['\u2019]s?(?= counsel| attorney))?(?:,?(?: (?:(?!within\b|no\b|not\b|by\b|in\b|"
    r"due\b)(?-i:[A-Z][\w.'-]+)|counsel|and|attorney|\([^()]{2,120}\)),?){0,8}?,? "
    r"(?=(?:also |each |then |both |hereby )?(?:shall|must|may|my|will|ha(?:s|ve)(?! (?:filed|failed|been (?:dis|"
    r"ter)))|"
    r"(?:is|are)(?= (?:hereby |further |also |each )?(?:granted|given|allowed|afforded|ordered|directed|required|"
    r"permitted|advised|due|to)\b)|to|(?:ordered|directed|required) to|be (?:granted|given|allowed|"
    r"ordered|directed|"
    r"required)|should|granted|"
    r"(?:an? )?(?:additional|extension)|(?:twenty|thirty|forty|sixty|ninety|fourteen|fifteen|ten|seven|\d+)\b)\b)"
    r"|(?:['\u2019]s?)? (?=(?:optional |written |first |second |third |opening |supplemental |"
    r"amended )*(?:answer|reply|opposition|traverse|"
    r"response|objections?|brief|statement|amended|complaint|pleading)\b))",
    re.IGNORECASE,
)
_SAME = re.compile(r"\W*(?:(?:he|she|they|it|shall|must|may)\b|$)", re.IGNORECASE)
"""Where a part of a clause begins that says nothing new about who is to act."""
_AT_ONCE = re.compile(
    r"(?:(?<!(?-i:[a-z]) )|(?<=\bby )|(?<=\bthat )|(?<=\bthe )|(?<=\band ))(?P<who>\b(?:plaintiffs?|defendants?|"
    r"petitioners?|respondents?|movants?|parties|pltfs?|plfs?|dfts?|defts?))"
    r"(?: (?-i:[A-Z])\w+)?,?(?: (?:w?i?thin|w/in|w/i|no later than|not later than))?\W*$",
    re.IGNORECASE,
)
"""Who is to act, directly before the length: `ORDERING plaintiff, within 30 days, to file`."""
_OF_ORDER = re.compile(
    r"\b(?:requiring|directing|ordering|for|allowing) (?P<who>plaintiffs?|defendants?|petitioners?|respondents?|"
    r"movants?|"
    r"parties|pltfs?|dfts?)(?: (?-i:[A-Z])[\w.'-]+){0,4},? (?:to|leave)\b",
    re.IGNORECASE,
)
"""Whom an order's own title tells to do it, for a label behind it."""
_NAMED = re.compile(
    r"\W*(?:that )?(?:the )?(?P<who>(?-i:[A-Z][\w.&'-]+)(?: (?:of|and|&|(?-i:[A-Z][\w.&'-]+))){0,6}),? (?:shall|"
    r"must)\b(?!,? "
    r"be\b)",
    re.IGNORECASE,
)
_TO_FILL_IN = re.compile(
    r"\b(?:mail|send|forward|provide)\b(?: to)? (?P<who>plaintiffs?|petitioners?|pltfs?|plfs?|defendants?|dfts?)\b"
    r"[^.;]{0,160}\bto be (?:completed|returned|filled|submitted)",
    re.IGNORECASE,
)
"""What the clerk sends to somebody, who is to complete it."""
_PAPERS = frozenset(
    ("objections", "opposition", "reply", "response", "discovery", "counsel", "court", "clerk", "motion")
)
"""What stands before `shall` without being anybody."""
_LOOK_BACK = 300
"""How far before a label the order's title may say whom it tells."""


def actor(view: View, clause: Span, begin: int, length: Span, after: int, *, label: bool) -> Said[str] | None:
    """Return who is to act within a length that stands at `length` in a clause; what governs it begins at `begin`.

    The last one before it of whom something is said, else the first one behind it. A label is governed by the title.
    """
    flow = view.flow
    told = list(_OF_ORDER.finditer(flow, max(0, length[0] - _LOOK_BACK), length[0])) if label else []
    found = told[-1] if told else _TO_FILL_IN.search(flow, begin, length[0]) or _last(flow, begin, length)
    found = found or _ACTS.match(flow, after, min(clause[1], after + 120)) or _AT_ONCE.search(flow, begin, length[0])
    if found is None and _SAME.match(flow, begin, length[0]):
        found = _last(flow, clause[0], length)
    if found is not None:
        name = calendar_words.who(found["who"] + " ")
        return view.said(name, found, "who") if name else None
    named = _NAMED.match(flow, begin, clause[1]) or _NAMED.match(flow, after, clause[1])
    if named is None or calendar_words.name(named["who"]) in _PAPERS:
        return None
    return view.said(named["who"], named, "who")


def _last(flow: str, begin: int, length: Span) -> re.Match[str] | None:
    found = None
    for match in _ACTS.finditer(flow, begin, length[1]):
        if match.end("who") < length[0]:
            found = match
    return found
