"""Court rules that a paper cites: `Fed. R. Civ. P. 26(c)(1), (2)` in one form, local rules as printed."""

import re
from collections.abc import Iterable, Iterator

from openhold.court.citations import suspect
from openhold.court.citations.statutes import MORE, SUBDIVISION, tidy
from openhold.court.said import Said
from openhold.court.view import View

_SETS = {
    "civ": ("Fed. R. Civ. P.", range(1, 88)),
    "cri": ("Fed. R. Crim. P.", range(1, 62)),
    "evi": ("Fed. R. Evid.", range(101, 1104)),
    "app": ("Fed. R. App. P.", range(1, 49)),
    "ban": ("Fed. R. Bankr. P.", range(1001, 9038)),
}
_SHORT = {"FRCP": "civ", "FRCIVP": "civ", "FRCVP": "civ", "FRE": "evi", "FRAP": "app", "FRCRP": "cri", "FRCRIMP": "cri"}
_NUMBER = rf"\d{{1,4}}(?:\.\d{{1,2}})?(?:\s?\([A-Za-z]\){SUBDIVISION}{{0,5}})?"
_RULE_END = r"(?:(?<=\))|(?!(?-i:[a-z])|[\d_/:-]|\.\d|\s?\(\d{4}\)))"
_RULE = rf"(?P<number>{_NUMBER})(?P<more>{MORE}{{0,4}}){_RULE_END}"
_NAME = (
    r"(?:Federal\sRules?\sof\s(?P<full>Civil|Criminal|Appellate|Bankruptcy|Evidence)(?:\sProcedure)?"
    r"|Fed\.?\s?R(?:ules?|s?\.)?\s?(?:of\s)?(?P<part>Civ|Crim?|Evid|App|Bankr?)[.,]?(?:\s?P(?:ro|roc)?\b[.,]?)?"
    r"|F\.\s?R\.\s?(?P<dotted>C(?:iv|v)?|Crim?|E(?:vid)?|A(?:pp)?)\.\s?P?\.?|(?P<short>FRCP|FRCivP|FRCvP|FRE|FRAP|FRCrP|FRCrimP))"
)
_NAMED = re.compile(rf"\b{_NAME}(?:,?\s?Rules?\.?|,)?\s?{_RULE}", re.IGNORECASE)
_BARE = re.compile(rf"\b(?P<federal>Fed(?:eral|\.)\s)?Rules?\.?\s?{_RULE}", re.IGNORECASE)
_OF = re.compile(
    rf"(?:\s?(?:,|,?\s(?:of|under)\s(?:the\s)?|\()\s?|\s)(?:{_NAME}|(?P<habeas>(?:Federal\s)?Rules\sGoverning\s(?:Section|§|"
    r"Habeas|28\sU\.S\.C\.)[\s\w§]{0,20}?(?:Cases|Proceedings)))(?!\s?Rule|\s?\d{{1,4}}\()",
    re.IGNORECASE,
)
_NEXT = re.compile(rf"(?:,\s?(?:and\s)?|\s(?:and|or|&)\s|\s?&\s?)(?:Rules?\s)?{_RULE}", re.IGNORECASE)
_CLOSED = re.compile(
    rf"(?:,\s{_NUMBER}{MORE}{{0,4}}){{0,8}},?\s(?:and|or)\s{_NUMBER}{MORE}{{0,4}}"
    r"(?=[.,;:)\]]|$|\s(?:to|is|are|shall|must|may|for|as|that|because)\b)"
)
"""What makes several numbers behind one `Rule` a list: the last is joined by a word, and ends there."""
_NOT_NEXT = re.compile(
    r"\s(?:U\.?\s?S\.?|F\.|S\.\s?Ct|C\.?F\.?R|(?:calendar |court |business )?days?\b|months?\b|hours?\b|motions?\b"
    r"|[A-Z]\w*\.\s?\d)",
    re.IGNORECASE,
)
_COURT = r"\b(?:[NSEWCMD]\.\s?D\.\s?(?:[A-Z][a-z]{1,5}\.|[A-Z]\.\s?[A-Z]\.)|D\.\s?[A-Z][a-z]{1,5}\.)\s"
_OWN = (
    r"\b(?:(?i:Local\s(?:(?:Civil|Criminal|Bankruptcy|Patent|Admiralty|Appellate)\s)?Rules?)"
    r"|(?:(?:Civil|Civ\.|Criminal|Crim\.)\s)?L\.?\s?(?:Civ\.?\s|Cr\.?\s)?R\.?|Civ\.?\s?L\.?\s?R\.|(?i:(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Federal|D\.C\.)"
    r"\sCircuit\s(?:Local\s)?Rules?)|(?:\d{1,2}(?:st|d|nd|rd|th)|D\.C\.|Fed\.)\sCir\.\s(?:Local\s)?R(?:ule)?s?\.?|LCvR|LCrR|DUCivR|NECivR|LRCiv|LRCr|LCR|Civ\.?\s?LR|Crim\.?\s?LR|LR\s(?:IA|IB|IC|II)|LPR)"
)
_LOCAL = re.compile(
    rf"(?P<name>{_COURT}(?:{_OWN}|Rules?)|{_OWN})\s?"
    rf"(?P<number>(?:[A-Z]-)?\d{{1,4}}(?:[.-]\d{{1,3}})*[A-Z]?{SUBDIVISION}{{0,5}})(?P<more>{MORE}{{0,4}})(?![\w/:]|\.\d)",
)
_LOCAL_NEXT = re.compile(
    rf"(?:,\s?(?:and\s)?|\s(?:and|or|&)\s)(?P<number>\d{{1,4}}(?:[.-]\d{{1,3}})*{SUBDIVISION}{{0,5}})(?P<more>{MORE}{{0,4}})(?![\w/:]|\.\d)"
)
_OWN_NUMBER = re.compile(r"\bRules?\s[\d.]+(?:\s?\(\w{1,4}\))*,?\s(?:of|under)\s(?:the\s)?$", re.IGNORECASE)
"""What is before `Federal Rules of Civil Procedure` where the rule's number was said already."""
_NUMBER_IN_COURT = re.compile(r"\.\s\d{1,2}\s[A-Z]\w*\.\s$")
_LONGEST_LIST = 30
_PLURAL = re.compile(r"rules\b", re.IGNORECASE)
_REPORTER = re.compile(r"\s[A-Z][\w.]*\.")
_LISTED = re.compile(r"\s(?:and|or|&)\s\d")
_THE = re.compile(r"\b(?:the|this|that|such|said|each|a)\s$", re.IGNORECASE)
_KIND = re.compile(
    r"\s(?:motions?|conferences?|reports?|disclosures?|hearings?|discovery|orders?|requests?|pleas?|depositions?|sanctions?"
    r"|standards?|analysis|dismissals?|stipulations?|scheduling|meetings?|sealing|expert|initial)\b",
    re.IGNORECASE,
)
"""What is called by a rule: `the Rule 26 conference`."""
_PERHAPS = re.compile(r"(?i:rule|frcp|frc[iv]|fre\b|frap|frcr|fed)|R\.|L\s?R\b|LRC|LCR|LPR|[CI]vR|CrR|CivR")
"""Without one of these no rule is cited."""
_OTHERS_RULE = re.compile(
    r"(?:\b[NSEWCMD]\.\s?(?:D\.\s?)?[A-Z][a-z]{1,5}\.\s|\bLocal\s(?:\w+\s)?|\bCivil\s(?:Local\s)?|\b(?:Standing|Supreme|Circuit|State|Court|Court's|California|Cal\.|Ninth|Bankruptcy|"
    r"Evidence|Appellate|Criminal|Patent)\s|\d\s)$",
    re.IGNORECASE,
)
_STATE_OF = re.compile(r"\s?,?\s(?:of|under)\s(?:the\s)?(?!Fed)(?:[A-Z]\w+\s|Local\s|Rules\b)", re.IGNORECASE)


def rules(view: View) -> list[Said[str]]:
    """Return every rule cited, in order; a bare `Rule 37(a)` only where the paper makes plain whose it is."""
    words = view.flow
    if _PERHAPS.search(words) is None:
        return []
    found = _Found()
    named = [match for match in _NAMED.finditer(words) if not _own_number(words, match.start())]
    for match in named:
        found.take(_each(view, match, _set(match)), _set(match))
    bare = list(_bare(view, {match.start("number") for match in named}, found))
    for match in bare:
        name = found.whose(_whole(match["number"]))
        if name is not None:
            found.all += [(at, said) for at, _, said in _each(view, match, name)]
    return [said for _, said in sorted([*found.all, *_local(view)], key=lambda one: one[0])]


class _Found:
    """Citations with their places, and by which sets of rules each number was cited in full."""

    def __init__(self) -> None:
        self.all: list[tuple[int, Said[str]]] = []
        self._sets: dict[str, set[str]] = {}

    def take(self, cited: Iterable[tuple[int, str, Said[str]]], name: str) -> None:
        """Take what is cited in full from one set of rules."""
        for at, number, said in cited:
            self._sets.setdefault(number, set()).add(name)
            self.all.append((at, said))

    def whose(self, number: str) -> str | None:
        """Return the one set that a bare number can be of; None where there is none, or more than one."""
        names = self._sets.get(number) or {name for names in self._sets.values() for name in names}
        return next(iter(names)) if len(names) == 1 else None


def _bare(view: View, named: set[int], found: _Found) -> Iterator[re.Match[str]]:
    """Take `Rule 4(m), Fed. R. Civ. P.` and the habeas rules; yield the rules that are nobody's by their own words."""
    words = view.flow
    for match in _BARE.finditer(words):
        if match.start("number") in named or _OTHERS_RULE.search(words[max(0, match.start() - 24) : match.start()]):
            continue
        end = [match, *_further(match)][-1].end()
        of = _OF.match(words, end)
        if of is None:
            if not _STATE_OF.match(words, end):
                yield match
        elif of["habeas"]:
            span = view.span(match.start(), of.end())
            found.all.append((match.start(), Said(words[match.start() : of.end()], (span,))))
        else:
            found.take(_each(view, match, _set(of)), _set(of))


def _own_number(words: str, start: int) -> bool:
    return _OWN_NUMBER.search(words[max(0, start - 40) : start]) is not None


def _each(view: View, match: re.Match[str], name: str) -> Iterator[tuple[int, str, Said[str]]]:
    """Yield where, the rule's number and the citation, for each rule of a list."""
    form, known = _SETS[name]
    for part in (match, *_further(match, whole=name == "evi")):
        number = _whole(part["number"])
        if int(number.split(".")[0]) not in known or _unsure(view.flow, part) or _between(part, match):
            continue
        spans = (view.of(match),) if part is match else (view.of(part, "number"), view.of(match))
        yield part.start(), number, Said(f"{form} {_tidy(part)}", spans)


def _further(match: re.Match[str], next_: re.Pattern[str] = _NEXT, *, whole: bool = False) -> Iterator[re.Match[str]]:
    """Yield the further numbers of a list: `Rules 59(e) and 60(b)`; with `whole` that of one rule too.

    Rules of evidence have numbers so high that `Fed. R. Evid. 401, 402` is such a list.
    """
    words = match.string
    part = match
    for _ in range(_LONGEST_LIST):
        following = next_.match(words, part.end())
        if following is None or _NOT_NEXT.match(words, following.end()):
            return
        part = following
        listed = whole and not _REPORTER.match(words, part.end())
        listed = listed or _CLOSED.match(words, following.start()) is not None
        if not (listed or _PLURAL.search(words, max(0, match.start() - 2), match.end()) or "(" in part["number"]):
            return
        yield part


def _local(view: View) -> Iterator[tuple[int, Said[str]]]:
    words = view.flow
    for match in _LOCAL.finditer(words):
        if _NUMBER_IN_COURT.search(words[max(0, match.start() - 14) : match.start()]):
            continue
        name = re.sub(r"\brules?$", "Rule", match["name"], flags=re.IGNORECASE)
        name = name.title() if name.startswith("LOCAL") else name
        if not _unsure(words, match) and not _between(match, match):
            number = match["number"].replace(" ", "") + tidy(match["more"])
            yield match.start(), view.said(f"{name} {number}", match)
        for part in _further(match, _LOCAL_NEXT):
            if not _unsure(words, part) and not _between(part, match):
                number = part["number"].replace(" ", "") + tidy(part["more"])
                yield part.start(), Said(f"{name} {number}", (view.of(part, "number"), view.of(match)))


def _set(match: re.Match[str]) -> str:
    written = match["full"] or match["part"] or match["dotted"]
    if written is None:
        return _SHORT[match["short"].upper()]
    start = written.lower()[:3]
    return {"c": "civ", "cv": "civ", "cr": "cri", "e": "evi", "a": "app"}.get(start, start)


def _whole(number: str) -> str:
    return re.split(r"[\s(]", number)[0]


def _tidy(match: re.Match[str]) -> str:
    """Return number and subdivisions; the first subdivision of a federal rule is a small letter."""
    number = match["number"].replace(" ", "") + tidy(match["more"])
    if re.match(r"[\d.]+\([A-Z]\)", number):
        return re.sub(r"(?<!\))\([A-Z]\)", lambda first: first[0].lower(), number)
    return number


def _between(part: re.Match[str], first: re.Match[str]) -> bool:
    """Tell whether a line number may stand where a list ended, or behind `Rules` that have no number.

    Behind a single `Rule` a number must stand, but for `the Rule requires`.
    """
    words = part.string
    printed = part["number"]
    number = _whole(printed)
    if part is not first:
        return suspect.stands_alone(words, part.end("number"), printed) or (
            suspect.may_be_line_number(number) and " " in printed
        )
    if not suspect.stands_alone(words, part.end("number"), printed):
        return False
    if _PLURAL.search(part[0]):
        return _LISTED.match(words, part.end("number")) is None
    return _THE.search(words, max(0, part.start() - 6), part.start()) is not None and not _KIND.match(
        words, part.end("number")
    )


def _unsure(words: str, match: re.Match[str]) -> bool:
    number = match["number"]
    return suspect.trails(words, match.end("number"), number) or suspect.cut_off(words, match.end())
