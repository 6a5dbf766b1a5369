"""How a party stands before the court, as the paper says it: without a lawyer, without means."""

import re

from openhold.court.said import Said
from openhold.court.view import View

_STATUS = r"(?:pro\s+se|in\s+forma\s+pauperis)"
_SAID = re.compile(
    r"\b(?:(?:is|are|was)\s+)?(?:(?:currently|now|also|presently)\s+)?"
    r"(?:appear(?:ing|s)|proceed(?:ing|s|ed)|act(?:ing|s)|appeal(?:ing|s)|su(?:ing|es)|litigat(?:ing|es)|represent(?:ing|s)\s+(?:him|her)self,?)"
    r"(?:\s+(?:here|in\s+this\s+(?:action|case|matter)))?(?:\s+without\s+counsel(?:,|\s+and)?)?\s*,?\s+"
    rf"(?P<first>{_STATUS})(?:\s*(?:,|and|,\s+and)\s*(?:(?:is\s+)?proceeding\s+)?(?P<second>{_STATUS}))?",
    re.IGNORECASE,
)
_ALLOWED = re.compile(
    r"\b(?:has\s+been|was|is|were)\s+(?:granted|given|permitted|allowed)\s+(?:leave\s+|permission\s+)?to\s+proceed\s+"
    rf"(?P<first>{_STATUS})",
    re.IGNORECASE,
)
_SENT = re.compile(
    r"\b(?:mailed|sent)(?:/e-?mailed)?\s+(?:(?:and\s+faxed|today)\s+)?to\s+(?:the\s+)?(?P<first>pro\s+se)\b(?!\s+(?:case|form|packet))",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    rf"\b(?:shall|must|will)\s+(?:continue\s+to\s+|hereafter\s+be\s+|now\s+)?proceed(?:ing)?\s+(?P<first>{_STATUS})\b"
    r"(?!\s*,?\s+or\b)",
    re.IGNORECASE,
)
_PARTY = r"(?:[Pp]laintiff|[Pp]etitioner|[Dd]efendant|PLAINTIFF|PETITIONER|DEFENDANT)s?"
_CALLED = re.compile(
    rf"\b(?P<first>[Pp]ro [Ss]e|PRO SE)\s+(?:(?:prisoner|inmate|state|federal|civil)\s+){{0,2}}{_PARTY}"
    r"\s+[A-Z][\w.'\u2019-]+\s"
    r"|(?:['\u2019][sS]?\s|\()(?P<asked>(?i:pro[ -]se))\)?\s(?:\d+\s)?(?i:motion|petition|complaint|request|appl)"
    rf"|\b{_PARTY},?\s+(?P<second>[Pp]ro [Ss]e|PRO SE)\b(?!\s+(?:status|litigant|pleading))"
)
_NOT = re.compile(
    r"\b(?:not|no\s+longer|never|if|when(?:ever)?|where|(?<!,\s)who|while|of|from|for|anyone|an?\s+\w+|any\s+\w+|unless|to|parties|party"
    r"|litigants?|prisoners|plaintiffs|individuals?|persons?|those)\s*,?\s*(?:is\s+|are\s+)?$",
    re.IGNORECASE,
)
_OF_A_PARTY = re.compile(
    r"\b(?:plaintiffs?|petitioners?|defendants?|respondents?|appellants?|movants?|claimants?"
    r"|p[lt]{1,2}f{1,2}s?|pla?intf?s?|def?ts?|petr?|resp)\b[^.;]{0,140}$"
    r"|\b(?-i:[A-Z])[\w'\u2019-]+,?\s[^.;]{0,120}$",
    re.IGNORECASE,
)
_RULE = re.compile(
    r"\b(?:courts?\s+(?:must|should|may)|liberally|litigants|plaintiffs\s+who|prisoners\s+who|appoint)\b", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?<=[a-z)\]])[.;]\s")
_REACH = 200
"""So many characters before its words the party that they are about can stand."""


def read_standing(view: View) -> tuple[Said[str], ...]:
    """Return `pro se` and `in forma pauperis` where the paper says that a party is; a wish or a rule says nothing."""
    flow = view.flow
    small = flow.lower()
    if "pro se" not in small and "pro-se" not in small and "forma pauperis" not in small:
        return ()
    found: dict[str, Said[str]] = {}
    for form in (_SAID, _ALLOWED, _ORDERED, _CALLED, _SENT):
        for match in form.finditer(flow):
            if form not in (_CALLED, _SENT) and not _stands(flow, match.start()):
                continue
            for group in ("first", "asked", "second"):
                words = match.groupdict().get(group)
                if words:
                    status = " ".join(words.lower().replace("-", " ").split())
                    found.setdefault(status, view.said(status, match, group))
    return tuple(found[status] for status in ("pro se", "in forma pauperis") if status in found)


def _stands(flow: str, start: int) -> bool:
    """Return whether what begins at `start` is said of a party of the case, and not denied, wished or quoted."""
    before = flow[max(0, start - _REACH) : start]
    sentence = _SENTENCE_END.split(before)[-1]
    quoted = sentence.count('"') % 2 == 1 or sentence.count("\u201c") > sentence.count("\u201d")
    return not (quoted or _NOT.search(before) or _RULE.search(sentence)) and _OF_A_PARTY.search(sentence) is not None
