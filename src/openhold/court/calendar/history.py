"""What a paper only tells: orders made before it, and what someone asks for, set nothing for a day."""

import re
from collections.abc import Sequence
from datetime import date

from openhold.court.calendar.clauses import Clause
from openhold.court.calendar.place import Reading

_ON = re.compile(
    r"[\W\d]{0,6}(?:(?:then|thereafter|later|subsequently|also),? )?(?:on|in|by order (?:of|dated)) $", re.IGNORECASE
)
_NOW = re.compile(
    r"\b(?:shall|must|will|hereby|now|order(?:s|ed|ing)? (?:that|as)|grant(?:s|ed|ing)?|approv(?:es?|ed|ing)|"
    r"adopt(?:s|ed|ing)?|(?:is|are|be) (?:also |further )?(?:re-?set|set|continued|extended|re-?scheduled|vacated|"
    r"moved|due|ordered|directed|given))\b",
    re.IGNORECASE,
)
"""Words by which a paper does something itself."""
_ASKING = re.compile(
    r"\b(?:plaintiffs?|defendants?|petitioners?|respondents?|parties|government|counsel|letter|motion|stipulation)"
    r" (?:(?:had|has|have|now|also|jointly|therefore) ){0,2}(?:(?:seeks?|sought|requests?|requested|moves?|moved|"
    r"asks?|asked|propos(?:es?|ed))\b (?:that|to|an?|the|for|leave)|noticed)\b",
    re.IGNORECASE,
)


def tells_only(flow: str, clause: Clause, found: Sequence[Reading], since: date | None) -> bool:
    """Tell whether a clause speaks of the past or of a wish: `On 1/8/2013, the court set the hearing for 5/1/2013`.

    `found` are the dates of the clause, `since` is the day of the paper.
    """
    first = found[0]
    opening = flow[clause.start : first.when.start]
    if _NOW.search(flow, clause.start, clause.end):
        return False
    if _ON.fullmatch(opening):
        return first.when.day is not None and since is not None and first.when.day < since
    return _ASKING.search(opening) is not None
