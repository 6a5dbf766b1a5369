"""The court below, as an appeals court's opinion, letter or notice names it."""

import re

from openhold.court import courts, numbers
from openhold.court.caption.columns import Head, Strip
from openhold.court.said import Lower, Said
from openhold.court.view import View

NUMBER_BELOW = re.compile(
    r"(?:\bD\.?\s?C\.?\s+(?:Docket|Case|Civil|Criminal)?\s*(?:Action\s*)?(?:Nos?\.?|\#|Number)s?|\bUSDC\s*(?:Case\s*)?(?:Nos?\.?)?"
    r"|\b(?:District|Lower)\s+(?:Court\s+)?(?:Case|Docket|Civil|Criminal)?\s*(?:Action\s+)?(?:Numbers?|Nos?\.?|\#)"
    r"|\bOriginating\s+Case\s+(?:Nos?\.?|Number)|\b(?:BAP|Agency|Bankruptcy|Tax\s+Ct\.)\s+Nos?\.)\s*:?\s*",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\bappeals?\s+from\s+(?:an?\s+)?(?:[a-z]+\s+){0,6}?(?:the\s+)?(?=United\s+States|U\.\s?S\.)", re.IGNORECASE
)
_COURT_FIELD = re.compile(r"\bD\.?C\.? Court:\s*(?P<court>[^\n]{2,60})")
_JUDGE_FIELD = re.compile(
    r"\b(?:D\.?C\.?|District|Trial) Judge:[ \t]*(?:(?:The\s+)?Hon(?:orable|\.)\s+)?"
    r"(?P<judge>[A-Z][^\s,)\]]*(?:[ \t]+[A-Z][^\s,)\]]*){0,3})"
)
_DISTRICT = re.compile(
    r"\s*(?P<court>(?:(?:Northern|Southern|Eastern|Western|Central|Middle)\s+)?District\s+of\s+[A-Z][a-z]+"
    r"(?:\s+(?:of\s+)?[A-Z][a-z]+)?)(?=\s*(?:,|\n|$))"
)
"""The court under its number: `D.C. No. 2:11-cv-01234`, then `Eastern District of California, Sacramento`."""
_NAME = r"[A-Z](?:\.|[\w'\u2019-]+)(?:\s+[A-Z](?:\.|[\w'\u2019-]*)){1,3}(?:,?\s+(?:Jr\.|Sr\.|I{2,3}\b))?"
_JUDGE = re.compile(
    rf"(?:Hon(?:orable|\.)\s+)?(?P<judge>{_NAME}),\s*(?:(?:Chief|Senior|U\.\s?S\.|United\s+States|District|Magistrate)\s+){{0,4}}Judge\b"
    rf"|\bJudge\s+(?P<behind>{_NAME})"
)
_PANEL = re.compile(r"\b(?:Before|BEFORE)\b")
_REACH = 420
"""So many characters behind the court below its number and judge can stand."""


def read_below(view: View, head: Head) -> Lower | None:
    """Return the court below, its case number and its judge, each where the head names it."""
    court, case, judge = _appealed(view, head.whole)
    for strip in (head.whole, head.left, head.right):
        case = case or _number(view, strip)
        court = court or _field(view, strip)
        field = _JUDGE_FIELD.search(strip.text)
        if judge is None and field:
            judge = Said(" ".join(field["judge"].split()), strip.spans(view, *field.span("judge")))
    if court is None and case is None:
        return None
    return Lower(court, case, judge)


def _appealed(view: View, strip: Strip) -> tuple[Said[str] | None, Said[str] | None, Said[str] | None]:
    match = _FROM.search(strip.text)
    named = None if match is None else courts.below(strip.text[match.end() : match.end() + 150])
    if match is None or named is None:
        return None, None, None
    start, end = match.end() + named.start, match.end() + named.end
    court = Said(named.court, strip.spans(view, start, end))
    near = _PANEL.split(strip.text[end : end + _REACH], maxsplit=1)[0]
    number = next(numbers.found(near), None)
    case = None
    if number:
        case = Said(numbers.tidy(number[0]), strip.spans(view, end + number.start(), end + number.end()))
    found = _JUDGE.search(near)
    judge = None
    if found and found.lastgroup:
        start, stop = found.span(found.lastgroup)
        judge = Said(" ".join(found[found.lastgroup].split()), strip.spans(view, end + start, end + stop))
    return court, case, judge


def _number(view: View, strip: Strip) -> Said[str] | None:
    for label in NUMBER_BELOW.finditer(strip.text):
        near = strip.text[label.end() : label.end() + 40]
        number = next(numbers.found(near), None) or next(numbers.appeals(near), None)
        if number and number.start() < 3:
            at = label.end() + number.start()
            return Said(numbers.tidy(number[0]), strip.spans(view, at, at + len(number[0])))
    return None


def _field(view: View, strip: Strip) -> Said[str] | None:
    for field in _COURT_FIELD.finditer(strip.text):
        named = courts.cited(field["court"]) or courts.below(field["court"])
        if named:
            at = field.start("court")
            return Said(named.court, strip.spans(view, at + named.start, at + named.end))
    for label in NUMBER_BELOW.finditer(strip.text):
        near = strip.text[label.end() : label.end() + 80]
        number = next(numbers.found(near), None)
        district = _DISTRICT.match(strip.text, label.end() + number.end()) if number and number.start() < 3 else None
        whole = courts.below(f"United States District Court for the {district['court']}") if district else None
        if district and whole:
            return Said(whole.court, strip.spans(view, *district.span("court")))
        named = courts.cited(near)
        if named and near[: named.start].rstrip().endswith("("):
            return Said(named.court, strip.spans(view, label.end() + named.start, label.end() + named.end))
    return None
