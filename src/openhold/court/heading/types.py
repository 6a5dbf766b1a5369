"""What kind of paper it is, told from the first words of a docket entry or from a printed title."""

import re
from dataclasses import dataclass

_MODIFIERS_WORDS = (
    "additional administrative agreed amended appearance arrest authored bail bench bifurcated briefing case "
    "cause charging civil clarifying clerk's compliance conditional conference confidential confidentiality "
    "confirmation consent consolidation corrected criminal curiam declaratory default detention discovery "
    "dismissal docketing eighth endorsed ex exclusion expedited fifth final first fourth further general hac "
    "informational initial interim joint jury letter management mandatory mdl memo minute modified "
    "nonprecedential nunc omnibus parte partial per permanent plan preliminary pretrial pro procedural "
    "progression protective published reassignment recusal redacted reduction related release remand restitution "
    "restraining revised revocation scheduling screening seal sealed sealing second sentencing settlement seventh "
    "short show sixth standing status stay stipulated summary supplemental temporary tentative third transfer "
    "transport transportation trial tunc turnover under unopposed unpublished unsealing vice voluntary written"
)
_MODIFIERS = frozenset(_MODIFIERS_WORDS.split())
_NOUNS_WORDS = (
    "agreement application bond commitment conclusion conclusions decision decree entry finding findings "
    "injunction instructions judgement judgment memorandum minutes motion notice opinion order orders petition "
    "reasons recommendation recommendations report request ruling schedule stipulation stipulations verdict "
    "waiver warrant writ"
)
_NOUNS = frozenset(_NOUNS_WORDS.split())
_MISTYPED = {
    noun[:at] + noun[at + 1 :]: noun for noun in _NOUNS if len(noun) > 4 for at in range(len(noun) - noun.endswith("s"))
}
"""Nouns as they are printed where one letter is left out."""
_OF = {
    "finding": ("fact", "facts"),
    "findings": ("fact", "facts"),
    "conclusion": ("law",),
    "conclusions": ("law",),
    "memorandum": ("opinion", "decision"),
    "order": ("forfeiture",),
    "waiver": ("appearance", "personal appearance"),
    "writ": ("habeas corpus ad testificandum", "habeas corpus ad prosequendum", "habeas corpus"),
}
_OF_WHAT = {noun: re.compile(rf"\s+of\s+({'|'.join(what)})\b", re.IGNORECASE) for noun, what in _OF.items()}
_ORDINALS = frozenset(("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"))
_ASKING = frozenset(("stipulation", "motion", "request", "application", "notice", "appearance", "petition"))
_PASSED = frozenset(("the", "magistrate", "judge's", "court's", "recommended"))
_TOKEN = re.compile(
    r"\s*(?:(and/or|rule\s\d{1,2}(?:\.\d)?(?=\sorder)|[A-Za-z]+(?:['\u2019][a-z]+)?)|(\([^()]{0,60}\)|\[[^\[\]]{0,40}\])|([&;,/:-])|(#?\d+))",
    re.IGNORECASE,
)
_JUNK = re.compile(
    r"(?:\s+|^[^()]{0,12}\)(?=[A-Z])|<[^<>]{1,20}>|\*+[^*]{0,80}\*+|\[[^\[\]]{0,90}\]|-|\*|"
    r"(?:WITHDRAWN|DISREGARD|STRICKEN|VACATED)\s*-\s*|[^:;.]{0,12}(?:Judge|JUDGE)[^:;]{3,40}:(?=\s))+"
)
_ENTERED = re.compile(r"\s*(?:ORDER|Order)\s+entered\.?\s+(?=[A-Z]{4,})")
_ADOPTING = re.compile(
    r"(?:\s|\d|,|re:?\b|\([^()]{0,20}\))*(?:accepting\s+and\s+|approving\s+and\s+)?(?P<verb>adopting|accepting)\b"
    r"[^.;]{0,70}?\b(?P<what>findings?\s*(?:and|&)\s*recommendations?|reports?\s*(?:and|&)\s*recommendations?|"
    r"report-recommendation)",
    re.IGNORECASE,
)
_SHOW_CAUSE = re.compile(r"(?:\s|\d|,)*(?:to|for)\s+(?:[A-Za-z.']+\s+){0,3}?show\s+cause\b", re.IGNORECASE)
_JURY_NOTE = re.compile(r"\s*response\s+to\s+(?:the\s+)?(?:jury\s+note|note\b[^.]{0,20}\bjury)", re.IGNORECASE)
_LATER_ORDER = re.compile(
    r"[;.,:)]\s*(?:(?:(?i:application|motion|request|stipulation)\s+)?(?i:and)\s+)?(?:\[?proposed\]?\s+)?(?P<what>(?:[A-Z]+\s)?ORDER)\b(?!S)"
)
_THEREON = re.compile(r"\b(?P<what>order)\s+thereon\b", re.IGNORECASE)
_WITH_FINDINGS = re.compile(r"\s+with\s+findings?\s*(?:and|&)\s*recommendations?\b", re.IGNORECASE)
_LATER_FINDINGS = re.compile(r"[;,.]\s*(?:and\s+)?FINDINGS?\s*(?:and|AND|&)\s*RECOMMENDATIONS?\b")
_ANYWHERE = re.compile(r"\b(?:ORDER|JUDGMENT|OPINION|MEMORANDUM)\b|\bOrder\b(?=,?\s+(?:signed|Signed))")
_CAPITALS = re.compile(r"ORDER(?!ING|ED)|STIPULATION|FINDINGS|JUDGMENT|MEMORANDUM")
_THEN_SIGNED = re.compile(r"[^.;]{0,100}\bsigned by\b", re.IGNORECASE)
_DISMISSAL = re.compile(r"((?:voluntary|stipulated|joint)\sdismissal)\sof\b", re.IGNORECASE)
_ORDERED = re.compile(r"\W*ORDERED\b")
_SIGNED = re.compile(r"\bsigned\s+by\b", re.IGNORECASE)
_FINDINGS = re.compile(r"findings? and (order and )?recommendations?")


@dataclass(frozen=True, slots=True)
class Type:
    """A type as it is printed at a place: in lower case, without numbers; `end` is behind its last word."""

    name: str
    end: int


def entry_type(words: str) -> str | None:
    """Return the type of the paper that a docket entry opens with, in lower case, or None where it names none."""
    start = _JUNK.match(words)
    at = start.end() if start else 0
    entered = _ENTERED.match(words, at)
    at = entered.end() if entered else at
    signed = _SIGNED.search(words, at)
    head = words[: signed.start() if signed else at + 300]
    if _JURY_NOTE.match(words, at):
        return "response to jury note"
    found = type_at(words, at)
    if found is None:
        return _inside(words, at, head)
    if found.name == "order" and _WITH_FINDINGS.match(head, found.end):
        return "order with findings and recommendations"
    if found.name == "order" and _LATER_FINDINGS.search(head, found.end):
        return "order and findings and recommendations"
    if found.name.rsplit(" ", 1)[-1] in _ASKING and (
        later := _LATER_ORDER.search(head, found.end) or _THEREON.search(head, found.end)
    ):
        return f"{found.name} and {later['what'].lower()}"
    return found.name


def _inside(words: str, at: int, head: str) -> str | None:
    """Return the type of an entry that does not open with one: it asks first, or its end stands before its head."""
    for capitals in _CAPITALS.finditer(words, at):
        found = type_at(words, capitals.start())
        if found is not None and _THEN_SIGNED.match(words, found.end):
            return found.name
    dismissal = _DISMISSAL.match(words, at)
    if dismissal is not None:
        return dismissal[1].lower()
    later = _ANYWHERE.search(head, at, at + 300)
    if later is not None:
        return later[0].lower()
    return "order" if _ORDERED.match(words, at) else None


def opens(words: str, at: int) -> bool:
    """Return whether a docket entry could begin at `at`: it names a type there."""
    start = _JUNK.match(words, at)
    found = type_at(words, start.end() if start else at)
    return found is not None and found.name not in _ASKING


def type_at(words: str, at: int) -> Type | None:
    """Return the type that is printed at `at`: modifiers and nouns such as `memorandum decision and order`."""
    parts: list[str] = []
    pending: list[str] = []
    taken, end = 0, at
    while len(parts) < 12 and (token := _TOKEN.match(words, at)) is not None:
        word, aside, sign, number = token.groups()
        at = token.end()
        name = word.lower().replace("\u2019", "'") if word else ""
        name = _MISTYPED.get(name, name) if name not in _NOUNS else name
        if name in _NOUNS:
            if parts and not pending and (parts[-1] in ("order", "orders") or name in _ASKING):
                break
            if pending[:1] == [","] and (name in _ASKING or name in parts):
                break
            parts += [*pending, name]
            of = _OF_WHAT[name].match(words, at) if name in _OF_WHAT else None
            if of is not None:
                parts.append(f"of {of[1].lower()}")
                at = of.end()
            pending, taken, end = [], len(parts), at
        elif name in _MODIFIERS or name in ("and", "and/or") or name.startswith("rule "):
            pending.append(name)
        elif aside and all(one in _MODIFIERS for one in aside[1:-1].lower().split()):
            pending.append(aside.lower())
        elif (joint := _joint(sign, parts, pending, words[at : at + 1])) is not None:
            pending.append(joint)
        elif name not in _PASSED and not aside and not (number and (parts or pending)):
            break
    return _named(words, parts[:taken], end) if taken else None


def _joint(sign: str | None, parts: list[str], pending: list[str], following: str) -> str | None:
    """Return what a sign between two nouns stands for, or None where it ends the title."""
    if sign == "/" and pending and not parts:
        return sign
    if not sign or not parts:
        return None
    if sign in "-," and not pending:
        return sign if sign == "," or following.isalpha() else None
    return "and" if sign in "&/" or (sign == ";" and parts[-1] != "order") else None


def _named(words: str, parts: list[str], end: int) -> Type:
    while len(parts) > 1 and parts[0] in _ORDINALS and parts[1] in ("order", "stipulation"):
        parts = parts[1:]
    name = " ".join(parts).replace(" - ", "-").replace(" / ", "/").replace("and and", "and").replace(" ,", ",")
    name = _FINDINGS.sub(lambda match: f"findings and {match[1] or ''}recommendations", name)
    if name == "order":
        adopting = _ADOPTING.match(words, end)
        if adopting is not None:
            found = "inding" in adopting["what"].lower()
            what = "findings and recommendations" if found else "report and recommendation"
            return Type(f"order {adopting['verb'].lower()} {what}", adopting.end())
        cause = _SHOW_CAUSE.match(words, end)
        if cause is not None:
            return Type("order to show cause", cause.end())
    return Type(name, end)
