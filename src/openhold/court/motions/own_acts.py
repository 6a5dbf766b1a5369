"""What a court does of its own or without a motion being named: dismissal, remand, screening, and what a title says."""

import re
from dataclasses import dataclass

_CASE = (
    r"(?:(?:entire|instant|present|prisoner|rights|above\S*|captioned|civil|federal|state(?:\s+law)?|original|first|second|third"
    r"|fourth|fifth|sixth|1st|2nd|3rd"
    r"|amended|supplemental|certain|remaining|all|other|any|habeas|various|such|non-?cognizable|unserved|following"
    r"|of\s+the|of|doe|relators?.?"
    r"|(?:\w+[\"'\u2019]s?|plaintiffs?|petitioners?|pltfs?|plfs?|plffs?|defendants?)|\(?\d{1,4}\)?|no\.?|the|this|these|an|a"
    r"|her|his|their|its"
    r"|with(?:out)?\s+prejudice,?|for|in\s+(?:its|their)\s+entirety,?|member|lead|ECF|doc\.?)\s+){0,6}"
    r"(?P<what>actions?|cases?|complaints?|cmplts?|counts?|indictments?|grounds?|petitions?|appeals?|law\s?suits?|matters?|claims?|causes?\s+of\s+action"
    r"|proceedings?|FAC|SAC|TAC|defendants?|dfts?|defts?)(?![a-z'\u2019])"
)
_OBJECT = re.compile(
    rf"[\s,:*]*(?:with(?:out)?\s+leave\s+to\s+amend,?\s+)?(?:and\s+close\s+)?(?:\[?\d{{1,4}}\]?\s+)?{_CASE}(?!\s+(?:schedul\w+|management|number))",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    rf"(?:^|[\s,(\"'\u2019]){_CASE}(?P<rest>(?:(?!\b(?:motion|request|application|hearing|order|deadline|if|why|until"
    rf"|unless)s?\b)(?:[^.;:]|(?<=no)\.|(?<=dkt)\.|(?<=doc)\.|(?<=\b[dm]r)\.|(?<=\b[a-z])\.))*)$",
    re.IGNORECASE,
)
_NOUN_OF = re.compile(
    rf"\brecommend\w*\s+(?:(?:sua\s+sponte|the|that|a|for)\s+)*(?P<act>dismissal|remand)\s+of\s+{_CASE}"
    r"|(?P<title>(?:\border|^\W*(?:joint\s+)?stipulation(?:\s+(?:and|&)\s+order)?)\s+(?:of"
    r"|for)\s+(?:\w+\s+)?(?P<kind>dismissal|remand))(?P<how>\s+with(?:out)?\s+prejudice)?",
    re.IGNORECASE,
)
_SCREENING = re.compile(
    r"(?:^|[.)\]*]\s*)(?:(?:\w+\s+){0,2})(?:(?:\w+\s+){0,3}order\s+(?:re:?\s+|regarding\s+|on\s+"
    r"|following\s+)?)?(?P<word>screening)(?:\s+(?:and\s+\w+\s+)?(?:order|(?:\w+['\u2019]?s?\s+){0,4}complaint))",
    re.IGNORECASE,
)
_REASSIGN = re.compile(
    r"\border\s+(?:to\s+)?(?P<what>reassign(?:ing)?\s+(?:civil\s+|criminal\s+)?(?:case|action)|of\s+reassignment)",
    re.IGNORECASE,
)
_AUTHORIZING = re.compile(
    r"\border\s+(?P<verb>authorizing)\s+(?P<what>[^.;:,()]{3,90}?)(?=[.;:,(]|\s+(?:as\s+to|signed|for\s+defendant"
    r"|re|by)\b|$)",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:defendants?|plaintiffs?|marshals?|counsel|clerk|probation|bop|director|warden|government|parties"
    r"|petitioner)\b|\bto\s+\w+",
    re.IGNORECASE,
)
_ENDED = (
    r"(?:affirmed|reversed|vacated|dismissed)(?:\s+in\s+part)?(?:\s+as\s+frivolous)?"
    r"(?:,?\s+(?:and\s+)?(?:affirmed|reversed|vacated|remanded|dismissed)(?:\s+in\s+part)?){0,3}"
)
_ENDED_MORE = (
    r"(?:(?i:\s+in\s+part))?"
    r"(?:,?\s+(?:(?i:and)\s+)?(?:AFFIRMED|REVERSED|VACATED|REMANDED|DISMISSED)(?:(?i:\s+in\s+part))?){0,3}"
)
_AFFIRMED = re.compile(
    rf"(?:^|\]\s*|decision:\s*|\bfiled\W+|opinion,\s+|curiam\.\s+"
    rf"|\[[\d-]+\s+|\bopinion\s*\([^()]{{1,160}}\)\s+)(?P<result>{_ENDED})(?=\s*[.,;\]])",
    re.IGNORECASE,
)
_OF_APPEALS = re.compile(r"\bCourt\s+of\s+Appeals\b|\bAppeals?\s+from\s+the\b", re.IGNORECASE)
_IN_OPINION = re.compile(
    r"\b(?:is|are)\s+(?P<result>AFFIRMED|REVERSED|VACATED|DISMISSED)\b"
    rf"|(?<=[.)] )(?P<alone>(?:AFFIRMED|REVERSED|VACATED|DISMISSED){_ENDED_MORE})\."
    r"|\b[Ww]e\s+(?:therefore\s+|hereby\s+|accordingly\s+)?(?P<verb>AFFIRM|REVERSE|VACATE|DISMISS)\b"
    r"|reasons?,\s+we\s+(?P<small>affirm|reverse|vacate|dismiss)\b"
)
_DECISION = re.compile(
    r"(?:the\s+)?(?:final\s+)?(?:decision|judgment|denial|order|ruling)s?\s+of\s+(?:the\s+)?(?:u\.\s?s\.\s+|united\s+states\s+)?(?P<whose>commissioner"
    r"|magistrate\s+judge|district\s+court|alj|bankruptcy\s+court)"
    r"|(?P<owner>commissioner|magistrate\s+judge|alj)(?:\s+of\s+social\s+security)?['\u2019]s\s+(?:final\s+)?"
    r"(?:decision|order|ruling)",
    re.IGNORECASE,
)
_REMANDED = re.compile(
    r"\s+(?P<what>(?:the\s+)?(?:\w+\s+){0,4}?\w+['\u2019]s\s+(?:final\s+)?decision|for\s+further\s+\w+)(?![a-z])",
    re.IGNORECASE,
)
"""What is remanded besides a case: `the commissioner's decision`, or nothing named: `for further proceedings`."""
_NAMED_FROM = re.compile(
    r"[\s,]+(?P<who>(?:(?:and|the|[Dd]efendants?)\s+|[A-Z][\w.'\u2019-]*,?\s+){1,10})from\s+(?:this|the)\s+(?:action|case|lawsuit)\b"
)
_DISMISSAL = re.compile(
    r"^\W*(?:(?:\w+\W+){0,3}?(?P<order>dismissal\s+order)"
    r"|(?:\w+\W+){0,7}?(?P<voluntary>(?:(?:voluntary|stipulated)\s+(?:and\s+)?){1,2}dismissal)"
    r"(?P<how>(?:\s+(?!signed)\w+){0,5}?\s+with(?:out)?\s+prejudice)?(?=[^;]{0,400}\bCASE\s+CLOSED))",
    re.IGNORECASE,
)
"""A title that dismisses by its name alone."""
_ACTS = {"dismiss": "dismissal", "remand": "remand"}


@dataclass(frozen=True, slots=True)
class Act:
    """An act of the court: its name, and where its words stand from `start` to `end` of the words read.

    `whole` is where the noun phrase begins. `result` and where it is said are there only where the same words say it.
    """

    name: str
    start: int
    end: int
    whole: int = 0
    result: str | None = None
    said: tuple[int, int] | None = None


def object_after(flow: str, at: int, base: str) -> Act | None:
    """Return what is dismissed or remanded by the verb that ends at `at`."""
    found = _act(_OBJECT.match(flow, at, at + 160), base)
    if found is None and base == "remand" and (further := _REMANDED.match(flow, at, at + 120)):
        return Act("remand", *further.span("what"), further.start())
    if found is None and base == "dismiss" and (named := _NAMED_FROM.match(flow, at, at + 160)):
        return Act("dismissal", *named.span("who"), named.start())
    return found


def subject_before(flow: str, low: int, at: int, base: str) -> Act | None:
    """Return what is dismissed or remanded by the verb that begins at `at`, said from `low` on."""
    return _act(_SUBJECT.search(flow, max(0, low - 1), at), base) if base in _ACTS else None


def _act(found: re.Match[str] | None, base: str) -> Act | None:
    if found is None or base not in _ACTS:
        return None
    if base == "remand" and found["what"].lower().startswith(("defendant", "dft")):
        return None  # to custody
    name = "appeal" if found["what"].lower().startswith("appeal") else _ACTS[base]
    return Act(name, found.start("what"), found.end("what"), found.start())


def named_acts(flow: str) -> list[Act]:
    """Return the acts that a title or a phrase names: screening, reassignment, authority to do something, dismissal."""
    acts = []
    low = flow.lower()
    if "screening" in low and (found := _SCREENING.search(flow)):
        acts.append(Act("screening", found.start("word"), found.end("word")))
    if "reassign" in low and (found := _REASSIGN.search(flow, 0, 400)):
        acts.append(Act("reassign case", found.start("what"), found.end("what"), 0, "reassigned", found.span("what")))
    if "authorizing" in low and (found := _AUTHORIZING.search(flow)) and not _PERSON.search(found["what"]):
        acts.append(Act(_authorized(found["what"]), *found.span("what"), 0, "authorized", found.span("verb")))
    for found in _NOUN_OF.finditer(flow) if " of " in low and ("dismissal" in low or "remand" in low) else ():
        word = (found["act"] or found["kind"]).lower()
        how = " ".join((found["how"] or "").lower().split())
        result = f"dismissed {how}".strip() if word == "dismissal" else "remanded"
        acts.append(Act(word, found.start(), found.end(), 0, result, found.span()))
    if "dismissal" in low and not any(act.name == "dismissal" for act in acts) and (found := _DISMISSAL.match(flow)):
        group = "order" if found["order"] else "voluntary"
        how = "without" if "without" in (found["how"] or "").lower() else "with"
        result = f"dismissed {how} prejudice" if found["how"] else "dismissed"
        acts.append(Act("dismissal", *found.span(group), 0, result, found.span()))
    return acts


def appeal_result(flow: str) -> Act | None:
    """Return how an appeal ended, where a docket text says it in a word."""
    found = _AFFIRMED.search(flow)
    if found is None:
        return None
    return Act("appeal", *found.span("result"), 0, " ".join(found["result"].lower().split()), found.span("result"))


def opinion_result(flow: str, *, other: bool) -> Act | None:
    """Return how an appeal ended, as an opinion of a court of appeals says it.

    Where it decides `other` things too, only a sentence of its own in capitals is about the appeal.
    """
    if not _OF_APPEALS.search(flow, 0, 4000):
        return None
    found = next((one for one in _IN_OPINION.finditer(flow) if one["alone"] or not other), None)
    if found is None:
        return None
    group = next(name for name in ("result", "alone", "verb", "small") if found[name])
    word = " ".join(found[group].lower().split())
    past = word if group in ("result", "alone") else f"{word}d" if word.endswith("e") else f"{word}ed"
    return Act("appeal", *found.span(group), 0, past, found.span(group))


def decision_affirmed(flow: str, at: int) -> Act | None:
    """Return whose decision is affirmed by the verb that ends at `at`."""
    found = _DECISION.search(flow, at, at + 80)
    return (
        Act(f"decision of {' '.join((found['whose'] or found['owner']).lower().split())}", *found.span())
        if found
        else None
    )


def _authorized(words: str) -> str:
    name = " ".join(word for word in words.lower().split() if word not in ("the", "a", "an"))
    return "filing under seal" if name in ("under seal filing", "sealed filing") else name
