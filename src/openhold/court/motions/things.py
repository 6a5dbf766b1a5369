"""What is granted or denied without being called a motion: an extension of time, a certificate, leave to do a thing."""

import re
from dataclasses import dataclass

from openhold.court.motions.acting import Verdict
from openhold.court.motions.wording import plain_name

FILL = re.compile(
    r"[\s,:;\"*-]*(?:(?:\[[\d-]*\]|the|an?|all|both|in\s+(?:full|part)|in\s+(?:its|their)\s+entirety|following|pending|said"
    r"|motions:"
    r"|\((?:entry|filing|doc|dkt|ecf)[^()]{1,50}\)|with(?:out)?\s+\w+|as\s+\w+|nunc\s+pro\s+tunc|re:?|on|that|\(?\d\)|par(?:t|tially)|and\s+\w+ing"
    r"|relief)[\s,:;]*)*$",
    re.IGNORECASE,
)
"""What may stand between a verb that decides and what it decides."""
_THING = re.compile(
    r"(?:(?:the\s+)?(?:[\w.-]+['\u2019]s?|(?:plaintiff|defendant|petitioner|pltf|dft|plf)s?"
    r"(?:\s+(?-i:[A-Z][a-z]\w*)){0,3})\s+)?"
    r"(?:\d{1,4}\s+)?(?P<thing>"
    r"(?:(?:an?|the|continued|second|first|third|further|additional|partial|final|preliminary|provisional)\s+)*"
    r"(?:(?:\w+[\s-]day\s+)?extensions?(?:\s+(?:of|to)\s+time\b)?(?!\s+(?:of|to)\s+time)(?:\s+to(?:\s+\w+){1,6}?)?|continuance(?:\s+of\s+\w+)?"
    r"|waivers?\s+of\s+(?:personal\s+)?app?e?arance|summary\s+judgment|default\s+judgment|entry\s+of\s+default"
    r"|leave\s+to\s+proceed\s+(?:on\s+appeal\s+)?(?:in\s+forma\s+pauperis|ifp)"
    r"|(?:issuance\s+of\s+(?:a\s+)?)?certificate\s+of\s+appealability"
    r"|temporary\s+restraining\s+order|preliminary\s+injunction|injunctive\s+relief|in\s+forma\s+pauperis\s+status"
    r"|(?:proposed\s+)?stipulated\s+protective\s+order|approval(?:\s+of(?:\s+\w+){1,5})?|additional\s+time(?:\s+to(?:\s+\w+){1,6}?)?"
    r"|pro\s+se\s+status|reconsideration(?:\s+of(?:\s+\w+){1,6}?)?|permission\s+to\s+\w+(?:\s+[\w-]+){0,6}?"
    r"|leave\s+to\s+(?!amend\b|proceed\b)\w+(?:\s+[\w-]+){1,6}?"
    r"|writ\s+of\s+habeas\s+corpus))"
    r"(?=\s*(?:$|[,.;:()\[]|-\s|\d|\b(?:as\s+to|signed|is|are|be|will|shall|should|granted|denied|in|re|for|of|at|and"
    r"|without|by|pursuant|on|regarding|with"
    r"|until|through|up)\b|to\s+\d))",
    re.IGNORECASE,
)
_LEAVE = re.compile(r"\s*(?:an?\s+)?leave\s+to\s+(?!proceed\b)", re.IGNORECASE)
"""What a party is given with a motion that is decided beside it: `and plaintiff is granted leave to file a reply`."""
_PARTY_IS = re.compile(
    r"\b(?:plaintiff|defendant|petitioner|respondent|movant|debtor|pltf|dft|plf)s?\b(?:\s+(?!is\b|are\b)[\w.'\u2019()#-]+){0,4}"
    r"\s+(?:is|are)\s+(?:hereby\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Thing:
    """What is granted or denied; `amends` tells that it is leave to amend a complaint or a petition."""

    name: str
    start: int
    end: int
    amends: bool


def thing(flow: str, low: int, high: int) -> Thing | None:
    """Return what stands in `flow[low:high]` that is granted or denied, where nothing but filling goes before it."""
    found = _THING.search(flow, low, high)
    if found is None or not FILL.match(flow[low : found.start()]):
        return None
    name = plain_name(found["thing"])
    return Thing(name, *found.span("thing"), name.startswith("leave") and "amended" in name)


def is_granted(flow: str, low: int, verdict: Verdict) -> bool:
    """Tell whether a party is said to be granted or denied what follows: `Respondent is GRANTED an extension`."""
    party = _PARTY_IS.search(flow, max(low, verdict.start - 90), verdict.start)
    return party is not None and not _LEAVE.match(flow, verdict.end)
