"""What is granted or denied without being called a motion: an extension of time, a certificate, leave to do a thing."""

import re
from dataclasses import dataclass

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
    r"(?:(?:the\s+)?(?:[\w.-]+['\u2019]s?|(?:plaintiff|defendant|petitioner|pltf|dft|plf)s?)\s+)?"
    r"(?:\d{1,4}\s+)?(?P<thing>(?:(?:an?|the|continued|second|first|third|further|partial|final|preliminary)\s+)*"
    r"(?:(?:\w+[\s-]day\s+)?extensions?(?:\s+(?:of|to)\s+time\b)?(?!\s+(?:of|to)\s+time)(?:\s+to(?:\s+\w+){1,6}?)?|continuance(?:\s+of\s+\w+)?"
    r"|waivers?\s+of\s+(?:personal\s+)?app?e?arance|summary\s+judgment|default\s+judgment|entry\s+of\s+default"
    r"|leave\s+to\s+proceed\s+(?:on\s+appeal\s+)?(?:in\s+forma\s+pauperis|ifp)"
    r"|(?:issuance\s+of\s+(?:a\s+)?)?certificate\s+of\s+appealability"
    r"|temporary\s+restraining\s+order|preliminary\s+injunction|injunctive\s+relief|in\s+forma\s+pauperis\s+status"
    r"|(?:proposed\s+)?stipulated\s+protective\s+order|approval(?:\s+of(?:\s+\w+){1,5})?|additional\s+time(?:\s+to(?:\s+\w+){1,6}?)?"
    r"|leave\s+to\s+(?!amend\b|proceed\b)\w+(?:\s+[\w-]+){1,6}?"
    r"|writ\s+of\s+habeas\s+corpus))"
    r"(?=\s*(?:$|[,.;:()\[]|-\s|\d|\b(?:as\s+to|signed|is|are|be|will|shall|should|granted|denied|in|re|for|of|at|and"
    r"|without|by|pursuant|on|regarding|with"
    r"|until|through|up)\b|to\s+\d))",
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
