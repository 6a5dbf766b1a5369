"""Other entries of the docket that a paper refers to.

Three ways of saying it: with a label (`ECF No. 92`), in square brackets (`[61-3]`), and, in a clerk's docket text only,
as a bare number beside the paper that it stands for (`denying 57 Motion`, `Motion to Dismiss 7`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from openhold.court.said import Said
from openhold.court.view import View

Ref = int | str

PAPERS = (
    r"cross-?\s?motions?|motions?|mot|requests?|applications?|petitions?|findings?|f&rs?|r&rs?|reports?|stipulat\w+"
    r"|complaints?|cmplts?|crossclaims?|counterclaims?|orders?|notices?|objections?|responses?|repl(?:y|ies)|answers?|minutes"
    r"|sur-?reply|sur-?replies|affidavits?|declarations?|memorand(?:um|a)|opinions?|judgments?|indictments?|letters?"
    r"|consents?|statements?|briefs?|bills?|transcripts?|documents?|subpoenas?|summons|writs?|elections?|suggestions?"
    r"|supplements?|withdrawals?|certificates?|oppositions?|recommendations?|exhibits?|warrants?|waivers?|decisions?"
    r"|exceptions?|proofs?|returns?|lists?|submissions?|correspondence|verdict|information|appeals?|disclosures?"
    r"|demurrers?|traverses?|filings?|entry|proposed|ifp|transfer|default|errata|offers?|schedule"
)
"""What an entry of a docket may be."""

_BEFORE_PAPER = (
    r"(?:bankruptcy|\d{1,2}/\d{1,2}/\d{2,4}|joint(?:ly)?|scheduling|separate|first|second|third|fourth|fifth|1st|2nd"
    r"|3rd|4th|amended|supplemental|renewed|sealed|unopposed|opposed|ex[\s-]?parte|emergency|expedited|unsealed"
    r"|administrative|partial|pro se|omnibus|oral|consent|unsigned"
    r"|cross|initial|corrected|proposed|verified|status|petitioner.?s?.?|respondents?.?s?.?|plaintiffs?.?s?.?"
    r"|defendants?.?s?.?|pltfs?.?s?.?|plfs?.?s?.?|plts?.?s?.?|pltf.?|dfts?.?s?.?|defts?.?s?.?|defs?.?s?.?|the"
    r"|government.?s?|usa.?s?|united states.?|parties.?|magistrate.?s?|judge.?s?|judge|movant.?s?"
    r"|\(pretrial scheduling\)|minute|supplementary|intervenor.?s?|prisoner civil rights"
    r"|his|her|their|and|of|for|to|memorandum|[a-z]+['\u2019]s?|[a-z]+s['\u2019])"
)
_NUMBER = r"\d{1,5}(?:-\d{1,3})?"
_JOIN = r"(?:\s*(?:,|;|&|/|\band\b|\bor\b|\s)\s*(?:and\s+)?(?:nos?\.?\s*|#\s*|\*)?)"
_LABEL = (
    r"(?=[defi1lcr])(?:\b[I1l]?e\.?c\.?f\.?|\bcm/ecf|\bd(?:oc|k|c?kt|ks|ckt)s?\b\.?|\bdoc(?:ument|uments)?|\bdocket"
    r"|\bfil(?:ings?|\.)"
    r"|\bd\.\s?e\.|\bD\.?E\b\.?|\bd\.\s?i\.|\breg\.|(?<=[\[(])r\.(?=\s\d)|(?<=;\s)r\.(?=\s\d)|(?<=[,(\s])d\.(?=\s\d))"
)
_LABELLED = re.compile(
    rf"{_LABEL}(?P<many>s?\.?)\s*(?:document\s+|doc\.?\s+|docket\s+)?(?:entr(?:y|ies)|items?)?\s*"
    rf"(?P<no>(?:no|num|number|numbers|nos)s?\b\.?|#s?|№)?\s*[:,]?\s*\[?#?\s*"
    rf"(?P<run>{_NUMBER}(?:\s*(?:,|;|&|/|\band\b|\bor\b|\bthrough\b)\s*(?:and\s+)?"
    rf"(?:(?:ecf|doc|dkt)s?\b\.?\s*)?(?:nos?\b\.?\s*|#\s*)?(?:{_NUMBER}|-\d{{1,3}})(?![\d:]|/\d))*)(?![\d:]|/\d|-\d"
    rf"|\.\d|-?[cm][vdrj]-)"
    r"(?![a-z]\b)(?!\s*(?:of\sexhibit|days?|pages?|u\.?\s?s\.?\s?c|f\.\s?(?:supp|[23]d)|filed\s+(?:on\s+)?\d))",
    re.IGNORECASE,
)
_UNCLOSED = re.compile(r"\[[IEl]?ECF\s+No\.\s*(?P<no>\d{1,4})\.1(?=\s+[A-Z])")
"""A bracket that was recognised as a figure: `[ECF No. 5.1 There`."""
_BRACKETED = re.compile(rf"\[\s*#?\s*(?P<run>{_NUMBER}(?:{_JOIN}(?:{_NUMBER}))*)\s*[\]}}]", re.IGNORECASE)
_BARE = re.compile(
    rf"(?<![\d./$:§@_-])(?<!\d,)(?<!\(\d)(?P<run>{_NUMBER}(?!\d)(?:{_JOIN}{_NUMBER}(?![\d/:]))*)"
    rf"(?![\d%/]|[:.,-]\d|['\u2019]s)(?!\s?(?:st|nd|rd|th)\b)",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\d{1,5}(?:-\d{1,3})?|(?<=[\s,])-\d{1,3}")
_ONE_RANGE = re.compile(r"(\d{1,5})-(\d{1,5})$")

_PAPER_NEXT = re.compile(
    rf"(?:\)|\])?\s*(?:{_BEFORE_PAPER}\s+){{0,6}}(?:{_BEFORE_PAPER}\s+)?(?:{PAPERS}|action)(?![a-z])", re.IGNORECASE
)
_RE_BEFORE = re.compile(
    r"(?:^|[\s(\[])(?:re|regarding|related(?: documents?| docs?\.?)?|documents?|documents?\s+no\.?|motions?|objections?"
    r"|in response to|adopting|accepting|granting|denying|affirming|striking|vacating|terminating|overruling"
    r"|withdrawing"
    r"|ordering|recommending|the)"
    r"[:;]?\s*#?\(?$",
    re.IGNORECASE,
)
_NO_BEFORE = re.compile(
    r"(?:\b(?:rules?|chapter|title|sections?|sec|form|counts?|general\s+order|l\.?r|nos?|number|numbers|interrogator\w*"
    r"|exhibits?|exhs?|exs?|attachment|courtroom"
    r"|ctrm|crtrm|dept|department|room|suite|ste|box|floor|note|(?<!in[ -])part|phase|paragraphs?|para|¶+|items?"
    r"|claims?|level|set|code|local|does?|volume|vol|pages?|pgs?|pp|article|art|amendment|prop|proposition|age|unit|apt|lot"
    r"|tract|within|every|least|than|about|another|additional|extra|up to|total of|maximum of|t|xt"
    r"|u\.?\s?s\.?\s?c(?:\.?\s*['\u2019])?|usc|frcp"
    r"|frcrp|frap|fed\.? ?r\.?|procedure|civ[.,]?\s?p|crim\.?\s?p"
    r"|cfr|lines?|grounds?|inmates?|(?<!related )case|cases|civ|cv|cr|cja|rfas?|rogs?|rfps?|jurors?"
    r"|witness(?:es)?|prong|element"
    r"|street|highway|route|grade|category|offense|criminal history|points?|addendum|appendix|footnotes?|fn"
    r"|production|admissions?|topics?|days?|allegations?|affirmative defenses?|defenses?|cycle|sub|subsection|volumes?"
    r")\b\.?"
    r"|\b\d{1,4}\s+(?:u\.\s?s\.|f\.\s?(?:supp\.?\s?)?[23]d|s\.\s?ct\.|fed\.\s?appx?\.)"
    r"|counts?\(s\)|[$§#\u2013-])\s*\(?#?$",
    re.IGNORECASE,
)
_LOOSE_BEFORE = re.compile(
    r"\b(?:at|on|by|of|between|from|defendants?|plaintiffs?|respondents?|p|next|last|over|under|until|be|was|were"
    r"|for|to)\s+$",
    re.IGNORECASE,
)
"""Words after which a number stands for a paper only where the paper's name follows it at once."""
_UNIT_NEXT = re.compile(
    r"\s*(?:-\s*)?(?:additional\s+|calendar\s+|court\s+|business\s+|more\s+|full\s+|consecutive\s+|or\s+more\s+"
    r"|hundred\s+)?"
    r"(?:days?|hours?|months?|years?|weeks?|minutes?(?!\sorder)|pages?|u\.?\s?s\.?\s?c|usc|u\.s\.|f\.\s?(?:supp|[23]d)|fed"
    r"|s\.\s?ct|cfr|c\.f\.r"
    r"|interrogatories|copies|(?:blank\s+)?summons(?:es)?|usm|certified|a\.?\s?m\b|p\.?\s?m\b|o'clock|percent"
    r"|street|st\.|avenue|ave|h street|inmates"
    r"|subpoenas|witnesses|jurors|depositions|counts?|miles|grams|kilograms|others|floor|dollars"
    r"|of\s+(?:exhibit|the\s+(?:federal|local))"
    r"|noon|pst|pdt|plaza|north|south|east|west|wl|points|levels?)\b",
    re.IGNORECASE,
)
_SECTION = {"2254", "2255", "2241", "1983", "1985", "1915", "3582", "1381", "1331", "1332", "1447", "4285", "3145"}
"""Sections of the code by which a petition or a motion is often called: `2254 petition`."""
_YEAR = re.compile(r"(?:19|20)\d\d$")
_MONTH_BEFORE = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?\s*$",
    re.IGNORECASE,
)
_PAPER_WORD = re.compile(rf"(?<![a-z])(?:{PAPERS}|matter)(?![a-z])", re.IGNORECASE)
_BREAK = re.compile(
    r"[;:\[\]]|(?:[a-z]{4}|\d)\.\s|\)\s*\.|\b(?:is|are|be|was|due|set(?! aside)|shall|will|signed|entered|dated)\s",
    re.IGNORECASE,
)
_DECIDED_BEFORE = re.compile(
    r"(?:granted|denied|dismissed|approved|adopted|stricken|moot|prejudice|in (?:part|full)|vacated|overruled|sustained"
    r"|allowed|withdrawn|submission|ordering|ordered)\s*\(?$",
    re.IGNORECASE,
)
_END_NEXT = re.compile(
    r"\s*(?:[.,;:)\]*\u2013-]|$|\s\(|\s[A-Z]?[a-z]+ing(?![a-z])|(?:signed|is|are|be|was|were|filed|and|for|as|in"
    r"|that|under|granted|denied|dismissed|by|shall"
    r"|should|has|having|which|without|with|to|pursuant|re|regarding|on|or|from|of|hereby|this|the|plaintiff|defendant"
    r"|moot|approved|will|due|submitted|order|referred|at|because|entered|dated|construed|brought|upon|no"
    r"|disregarded)(?![a-z]))",
    re.IGNORECASE,
)
_CLERK_NUMBER = re.compile(r"\([A-Z]{2,5},\s$")
_PAIR = re.compile(r"\([^()]*\)")
_SENTENCE = 160
"""So far before its number the words that it belongs to can begin."""
_GLUED = re.compile(r"[A-Za-z]+$")
_DEFENDANT_NUMBER = re.compile(r"\(\s*$")
_ATTACHED = re.compile(r",?\s\(?(?:attach(?:ment)?|att)\b\.?\s?(?:no\.?\s?|#\s?)?(?P<no>\d{1,3})\b", re.IGNORECASE)
_THIS_PAPER = re.compile(r"\bmain\s$", re.IGNORECASE)
"""`Main Document 66 replaced`: that is the paper's own number."""
_CASE_BEFORE = re.compile(r"\d:?\d\d-?(?:cv|cr|mc|md|mj)-?\d+(?:[- ]?[A-Z()]+)*,\s*\(?$", re.IGNORECASE)
_RE_ONLY = re.compile(
    r"(?:(?:^|[\s(])re:?|\bduplicate of|recommendations?(?: of (?:the )?magistrate judge)? for)\s+$", re.IGNORECASE
)
_PLACED = re.compile(r"\.?\s+(?:\([A-Z][^()]{2,25}, ?[A-Z]?\.?\)|signed by|ORDERING|GRANTING|DENYING)", re.IGNORECASE)
_AFTER_ALL = re.compile(r"(?:\.|\d/\d+)\s+$")
_DECIDED_NEXT = re.compile(r"\s*(?:is |are )?(?:GRANTED|DENIED|granted|denied)")
_OWNER_BEFORE = re.compile(r"['\u2019]s?\s+$")
_SAID_FOR = re.compile(
    r"(?:['\u2019]s?|\b(?:the|granting|denying|dismissing|part|moot|prejudice|re"
    r"|that))\s*\($",
    re.IGNORECASE,
)
_SIGNED_NEXT = re.compile(r"(?:\s?[,;]?\s?(?:order )?|\.\s(?=(?-i:s)))signed by\b", re.IGNORECASE)
_MATTER_BEFORE = re.compile(r"\bre:?\s[A-Z][A-Za-z ,']{3,80}\s$")
"""`re RESENTENCING of defendant Roe 154.`: what the paper is about, and the number of the entry that asked for it."""
_LIST_ITEM = re.compile(r"\)\s|\.\s*[A-Z]")
_LIST_BEFORE = re.compile(r"(?:^|[.;:(]|\band|\bor)\s*$", re.IGNORECASE)
_HASHED = re.compile(
    r"(?:\(|['\u2019]s?|\b(?:that|the|judge|granting|denying|re:?|motion(?: to [a-z]+)?|complaint|petition|ordering))"
    r"\s*#\s?$",
    re.IGNORECASE,
)
_HASH_NEXT = re.compile(rf"(?:\)|\s\([A-Z]|{_PAPER_NEXT.pattern}|\s*(?:is|are|be|to|for)\s)", re.IGNORECASE)
_STATE = re.compile(r"\b[A-Z]{2}\s$")
_FIRST_ALONE = re.compile(r"\d+(?:\s+|;\s*)(?=\d)")


@dataclass(frozen=True, slots=True)
class Found:
    """One entry referred to, and where its number stands in `flow`. `label` is where the label begins."""

    ref: Ref
    start: int
    end: int
    label: int
    sure: bool = True


def read_refs(view: View, kind: str) -> tuple[Said[Ref], ...]:
    """Return each entry referred to once, in rising order; the spans are all the places where it is said."""
    by_ref: dict[Ref, list[Found]] = {}
    for found in find(view.flow, kind):
        by_ref.setdefault(found.ref, []).append(found)
    return tuple(
        Said(ref, tuple(view.span(one.start, one.end) for one in by_ref[ref]), any(one.sure for one in by_ref[ref]))
        for ref in sorted(by_ref, key=_rank)
    )


@lru_cache(maxsize=1)
def find(flow: str, kind: str) -> tuple[Found, ...]:
    """Return every place in `flow` where another entry is referred to, in order."""
    found = list(_labelled(flow))
    taken = {place for one in found for place in range(one.label, one.end)}
    docket = kind == "docket-text"
    for match in _BRACKETED.finditer(flow):
        if match.start("run") not in taken and (docket or _named_before(flow, match.start())):
            found += _items(match["run"], match.start("run"), match.start())
    taken |= {place for one in found for place in range(one.label, one.end)}
    if docket:
        found += [one for one in _bare(flow) if one.start not in taken]
    return tuple(sorted(found, key=lambda one: one.start))


def _rank(ref: Ref) -> tuple[int, int]:
    main, _, attached = str(ref).partition("-")
    return int(main), int(attached or 0)


def _labelled(flow: str) -> Iterator[Found]:
    for match in _UNCLOSED.finditer(flow):
        yield Found(int(match["no"]), *match.span("no"), match.start() + 1, False)
    for match in _LABELLED.finditer(flow):
        label = match.group()[: match.start("run") - match.start()].lower()
        plain = not match["no"] and not re.search(r"[.#]", label)
        if plain and match["run"].isdigit() and _UNIT_NEXT.match(flow, match.end()):
            continue
        if _CASE_BEFORE.search(flow, max(0, match.start() - 40), match.start()):
            continue
        if _THIS_PAPER.search(flow, max(0, match.start() - 6), match.start()):
            continue
        damaged = label[:1] in "i1l" and "ecf" in label
        run = match["run"]
        if damaged and len(run) > 1 and run.endswith("1") and flow[match.end() : match.end() + 1] != "]":
            yield Found(int(run[:-1]), match.start("run"), match.end("run"), match.start(), False)
            continue
        attached = _ATTACHED.match(flow, match.end()) if run.isdigit() else None
        if attached is not None:
            yield Found(f"{int(run)}-{attached['no']}", match.start("run"), attached.end(), match.start())
            continue
        several = label.rstrip().endswith(("s.", "s", "nos.", "nos"))
        yield from _items(run, match.start("run"), match.start(), several=several)


def _items(run: str, at: int, label: int, *, several: bool = False) -> Iterator[Found]:
    span = _ONE_RANGE.match(run)
    if several and span and 0 < int(span[2]) - int(span[1]) <= 30:
        for number in range(int(span[1]), int(span[2]) + 1):
            yield Found(number, at, at + len(run), label)
        return
    main = ""
    for item in _ITEM.finditer(run):
        said = item.group()
        if said.startswith("-"):
            ref: Ref = main + said
        else:
            main = said.partition("-")[0]
            ref = int(said) if said.isdigit() else said
        if main.strip("0"):
            yield Found(ref, at + item.start(), at + item.end(), label if item.start() == 0 else at + item.start())


def _bare(flow: str) -> Iterator[Found]:
    for match in _BARE.finditer(flow):
        start, end = match.span("run")
        items = [(item.start() + start, item.end() + start) for item in _ITEM.finditer(match["run"])]
        back = flow[max(0, start - 25) : start]
        glued = _GLUED.search(back) if back[-1:].isalpha() else None
        if glued and ((len(glued.group()) < 4 and glued.group().lower() != "re") or glued.group() == "USCA"):
            continue
        if back[-1:] == "#" or back[-2:] == "# ":
            items = items if _HASHED.search(back) and _HASH_NEXT.match(flow, end) else []
        elif not glued and _NO_BEFORE.search(back):
            # The label takes the first number; one that follows it without a comma stands for itself.
            items = items[1:] if _FIRST_ALONE.match(match["run"]) else []
        elif back[-1:] in " ." and _MONTH_BEFORE.search(back):
            # The month takes a day, a year or both; what follows them stands for itself.
            items = items[1:]
            if items and _YEAR.match(flow[slice(*items[0])]):
                items = items[1:]
        if end - start == 5 and _STATE.search(back):
            continue
        if not items or any(_odd(flow[a:b]) for a, b in items) or _UNIT_NEXT.match(flow, end):
            continue
        if _meant(flow, items[0][0], end):
            yield from (found for a, b in items for found in _items(flow[a:b], a, a))


def _odd(said: str) -> bool:
    return said in _SECTION or bool(_YEAR.match(said)) or said.startswith("0")


def _meant(flow: str, start: int, end: int) -> bool:
    back = flow[max(0, start - 25) : start]
    named = bool(_PAPER_NEXT.match(flow, end))
    if _CLERK_NUMBER.search(back) and flow[end : end + 1] == ")":
        return False
    if flow[end : end + 2].lstrip()[:1] == ")" and _DEFENDANT_NUMBER.search(back):
        return named and bool(_SAID_FOR.search(back))
    placed = _AFTER_ALL.search(back) and _PLACED.match(flow, end)
    signed = back[-2:-1].isalpha() and _SIGNED_NEXT.match(flow, end)
    if placed or signed or _RE_ONLY.search(back) or _HASHED.search(back):
        return True
    if _LIST_ITEM.match(flow, end) and (_LIST_BEFORE.search(back) or _closes_nothing(flow, start, end)):
        return False
    if named or _DECIDED_NEXT.match(flow, end):
        return True
    about = flow[end : end + 1] == "." and _MATTER_BEFORE.search(flow, max(0, start - 90), start)
    return bool(about) or (not _LOOSE_BEFORE.search(back) and _told_before(flow, back, start, end))


def _closes_nothing(flow: str, start: int, end: int) -> bool:
    """Tell whether the bracket behind a number closes none that was opened: `2) the motion`."""
    return flow[end] == ")" and "(" not in _PAIR.sub("", _PAIR.sub("", flow[max(0, start - _SENTENCE) : start]))


def _told_before(flow: str, back: str, start: int, end: int) -> bool:
    if not _END_NEXT.match(flow, end):
        return flow[end + 1 : end + 2].isupper() and bool(_RE_BEFORE.search(back) or _OWNER_BEFORE.search(back))
    return bool(_RE_BEFORE.search(back) or _DECIDED_BEFORE.search(back)) or _named_before(flow, start)


def _named_before(flow: str, start: int) -> bool:
    """Tell whether the name of a paper goes before, with nothing between that ends it."""
    low = max(0, start - _SENTENCE)
    papers = list(_PAPER_WORD.finditer(flow, low, start))
    return bool(papers) and not _BREAK.search(flow, papers[-1].end(), start)
