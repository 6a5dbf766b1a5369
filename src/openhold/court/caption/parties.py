"""Who against whom: the roles of a caption in running text, and the names before each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from openhold.court import numbers
from openhold.court.caption.party_names import Place, names, two
from openhold.court.when import MONTHS

_BASE = (
    r"(?:Plaintiff|Defendant|Petitioner|Respondent|Appellant|Appellee|Claimant|Intervenor|Movant|Debtor|Relator"
    r"|Garnishee|Counter-?\s?claimant|Cross-?\s?claimant|Cross-?\s?complainant|Complainant|Interpleader|Objector)"
)
_PREFIX = (
    r"(?:(?:Third|Fourth)(?:-|\s)Party|Counter(?:-?claim)?|Cross|Intervenors?|Nominal|Consolidated|Lead|Interested"
    r"|Judgment|Putative|Involuntary|Real)(?:\s?[-/\u2010-\u2014]\s?|\s)"
)
_ONE_ROLE = rf"(?:{_PREFIX})?{_BASE}(?:s\b|\(s\))?|Real Part(?:y|ies) in Interest|Amic(?:us|i) Curiae"
_ROLE_JOIN = r"\s{0,3}(?:,\s?and\b|[,/&\u2010-\u2014-]|\band\b)\s{0,3}"
ROLE = re.compile(
    rf"(?<![\w'\u2019-])(?:{_ONE_ROLE})(?:{_ROLE_JOIN}(?:{_ONE_ROLE})){{0,3}}"
    r"(?=\s*[,.;)_]|\s*\n|\s*$|\s+(?:v|vs)\b|\s+(?:and|AND)\b|\s+(?:ORDER|FINDINGS|Case|CASE|No\.|NO\.)|\s*[-\u2014])",
    re.IGNORECASE,
)
"""A role as a caption prints it, alone or joined (`Plaintiff-Appellant`)."""
VERSUS = re.compile(
    r"(?:^|(?<=[\s,;.)]))(?:[vV][sS]?\.|versus\b|VERSUS\b|Versus\b|[-\u2013\u2014]\s?[vV]s?\.?\s?[-\u2013\u2014]"
    r"|[-\u2013\u2014]?\s?\b(?:against|AGAINST)\s?[-\u2013\u2014]|(?<=\n)(?:against|AGAINST|[vV]s?)(?=\s*\n))(?=\s|$)"
)
"""What stands between the two sides."""
_TITLE = re.compile(
    r"(?:\[?(?:PROPOSED|AMENDED|SECOND|FIRST|FURTHER|STIPULATED|JOINT|FINAL|REVISED|MODIFIED)\]?\s+)*"
    r"(?:\[PROPOSED\]|ORDER(?:S|ED)?\b|FINDINGS\b|MEMORANDUM\b|STIPULATION\b|JUDGMENT\b|SCHEDULING\b|PRETRIAL\b"
    r"|OPINION\b|DECISION\b|NOTICE\b|REPORT\s+AND\b|RULING\b|MINUTE|CIVIL\s+MINUTES|PROTECTIVE\b|WRIT\b|RELATED\b"
    r"|JURY\b|DEMAND\b|CLASS\s+ACTION|DATES?:|TIME:|JUDGE:?\b|CTRM|COURTROOM\b|DEPT|HEARING\b|TRIAL\b|COMPLAINT\b"
    r"|ANSWER\b|MOTION\b|GRANTING\b|DENYING\b|RE:|REPLY\b|RESPONSE\b|VERDICT\b|DOC(?:KET)?\.?\s+NO|THIS\s+DOCUMENT\b"
    r"|\(?(?:ECF|DOC|DOCKET|DKT|DOCS)\.?\s)",
    re.IGNORECASE,
)
_TITLE_INSIDE = re.compile(
    r"\b(?:COMPEL|DISMISS|MOTIONS?|RESPONSES|JUDGMENT|DENYING|GRANTING|DISCOVERY|COMPLAINT|LEAVE|AMEND|EXTENSION|REQUESTS?"
    r"|RECOMMENDATIONS?|SANCTIONS|OBJECTIONS|ORDER|DIRECTING|REQUIRING|PAUPERIS|DEADLINES?|STIPULATION|HEARING|PREJUDICE)\b",
)
"""What is in a title and in no party's name."""
_TITLE_LINE = re.compile(r"\s*(?:\[PROPOSED\]\s+)?(?:ORDER|FINDINGS|STIPULATION|MEMORANDUM)\b.*$")
_TITLE_BEHIND = re.compile(
    r"(?<=\S)\s+(?:\[PROPOSED\]\s+)?(?:ORDER|FINDINGS|STIPULATION|MEMORANDUM)\b"
    r"(?:\s+(?:[A-Z]+ING|AND|ON|FOR|RE:?|TO|OF|THAT|REGARDING|\[)(?![a-z]).*$|\s*$)"
)
_TITLE_WORD = (
    r"(?:COMPEL|DISMISS|MOTIONS?|RESPONSES?|JUDGMENT|DENYING|GRANTING|DISCOVERY|COMPLAINT|LEAVE|AMEND|EXTENSION|REQUESTS?"
    r"|RECOMMENDATIONS?|SANCTIONS|OBJECTIONS|DIRECTING|REQUIRING|DEADLINES?|STIPULATION|HEARING|PREJUDICE|FURTHER|TO|FOR"
    r"|WITH|WITHOUT|PLAINTIFF[\u2019']S|DEFENDANTS?[\u2019']S?|DENIED|GRANTED)"
)
_TITLE_TAIL = re.compile(
    rf"(?:^|(?<=\s))(?P<either>(?:THE|OF|AND|IN|AN?|PART|TIME|FILE|SUMMARY|PROTECTIVE|AMENDED|THAT|BE|SECOND|FIRST)\s+)*"
    rf"{_TITLE_WORD}(?:\s+(?:{_TITLE_WORD}|THE|OF|AND|IN|AN?|PART|TIME|FILE|SUMMARY|PROTECTIVE|AMENDED|THAT|BE|SECOND|FIRST))*"
    r"\s*$"
)
_RIGHT_OF_VERSUS = re.compile(
    r" [A-Z][A-Z'\u2019;:.&()-]*(?: [A-Z'\u2019;:,.&()-]+){0,14}(?<![,.&]) {2}(?=[A-Z][A-Z'\u2019. -]*,)"
)
_UNCERTAIN = "\ufffd"
"""Stands for words that can be the end of a name or the beginning of a title's line; no name has it."""
_MATTER = re.compile(r"In\s+re\b:?\s*|In\s+the\s+matter\s+of:?\s+", re.IGNORECASE)
_ORDER_ALONE = re.compile(r"ORDER\s+(?!(?:[A-Z]+ING|FOR|ON|RE|TO|OF|AND|THAT|UPON|AFTER|DISMISSAL)\b)(?=[A-Z])")
_NO_NAME = re.compile(
    r"(?:.*\b(?:DIVISION|COURT|CIRCUIT|Clerk)\b.*|.*\bDISTRICT\s+OF\b.*|AT\s+[A-Z][A-Z ]+|.*\bFOR\s+PUBLICATION.*"
    r"|UNPUBLISHED.*|(?:NOT\s+)?PRECEDENTIAL|(?:case|civil|criminal|docket|cause|c\.?a\.?)?\s*(?:action\s*)?nos?[.:]*"
    r"|.*\bTerm\b.*\d{4}.*|\(?(?:Argued|Submitted|Decided|Filed)\b.*|SUMMARY\s+(?:ORDER|CALENDAR)|This\s+(?:Order|Document|Action)\b.*|ECF\b.*|JS-?\d"
    r"|(?:" + MONTHS + r")\s+\d.*)",
    re.IGNORECASE,
)
_MASKED = re.compile(
    r"(?i:\b(?:(?:lead\s+)?case|civil(?:\s+action)?|criminal(?:\s+action)?|docket|cause|action|c\.?a\.?|misc\.?)\s*"
    r"(?:nos?|numbers?)\b[.:]*|\bcase\s*:)|\bN[oO]s?\.?:?(?=\s*(?:\d|[A-Z]{1,3}[- ]?\d\d|$|\n))"
    r"|\(?\b(?:D\.\s?C\.|USDC|BAP|Agency)(?=\s*(?:Nos?\b|Docket|\n))"
    r"|[\[(*]+\s*[I\[]?\s*(?i:ECF|Docs?|Docket|Dkts?|Dckt)\b[^\])\n*]{0,60}[\])*]+"
)
_SENTENCE = re.compile(
    r"(?<![A-Z])(?<!Inc)(?<!Corp)(?<!Jr)(?<!Ltd)(?<!Co)(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)(?<!St)(?<!Sgt)(?<!Lt)(?<!Capt)"
    r"\.\s+[A-Z][a-z]"
)
_OF_SENTENCES = re.compile(
    r"\b(?:is|was|has|have|are|filed|moves|seeks|brings|proceeding|this|that|before|pending|court)\b"
)
_LONGEST_SIDE = 3000
"""No list of parties has more characters."""
_TITLE_BETWEEN = 400
"""Behind the role of the side that sues, a title can stand between it and `v.`; it has not more characters."""
_MOST_VERSUS = 12
"""So many times `v.` can stand in a head before its caption does."""
_LONGEST_LINE = 200
_LINES_WITHOUT_ROLE = 3
_LONGEST_NAME = 250


@dataclass(frozen=True, slots=True)
class Named:
    """Parties that share a role: where their names stand, where the role does, and the `et al` behind the names.

    Only the side before `v.` can be without a role, where only the other one has its role printed.
    """

    names: tuple[Place, ...]
    role: Place | None
    et_al: Place | None


@dataclass(frozen=True, slots=True)
class Parties:
    """A caption in running text: the groups before and behind `v.`, and where `v.` stands."""

    before: tuple[Named, ...]
    versus: Place
    after: tuple[Named, ...]

    end: int
    """The first character behind the last role."""


def role(printed: str) -> str:
    """Return a role without plural, in the letters of `Plaintiff` where it was printed in capitals."""
    words = re.sub(r"\(s\)|(?<=[a-z]{5})s\b", "", " ".join(printed.split()), flags=re.IGNORECASE)
    words = re.sub(r"\b(Part)ies\b", r"\1y", re.sub(r"\b(Amic)i\b", r"\1us", words, flags=re.I), flags=re.I)
    if words.isupper() or words[0].islower():
        words = words.title().replace(" In ", " in ").replace(" And ", " and ")
    return words


def sues(printed: str) -> bool:
    """Return whether a role is of the side that sues."""
    return _first(printed) in ("Plaintiff", "Petitioner")


def sued(printed: str) -> bool:
    """Return whether a role is of the side that is sued."""
    return _first(printed) in ("Defendant", "Respondent")


def aside(printed: str) -> bool:
    """Return whether a role is of a claim beside the case's own: a counterclaim, a third party; or of a bankrupt."""
    return re.match(r"(?:counter|cross|third|fourth|debtor)", printed, re.IGNORECASE) is not None


def _first(printed: str) -> str:
    return re.split(r"[^A-Za-z]+", role(printed), maxsplit=1)[0]


def is_title(words: str) -> bool:
    """Return whether a line begins as the title of a paper does (`ORDER GRANTING ...`)."""
    return _TITLE.match(words) is not None


def masked(words: str) -> str:
    """Return a caption with newlines in place of its numbers, their labels and bracketed references."""
    for match in list(numbers.found(words)):
        words = words[: match.start()] + "\n" * (match.end() - match.start()) + words[match.end() :]
    return _without_titles(_MASKED.sub(lambda match: "\n" * len(match[0]), words))


def _without_titles(words: str) -> str:
    """Return `words` with spaces for a title whose lines stand behind names, as where two columns ran into one."""
    lines = words.split("\n")
    going = False
    for at, line in enumerate(lines):
        cut = _title_in(line, going=going)
        if cut:
            going = going or len(cut[0].split()) > 1
            listed = line[: cut.start()].rstrip().endswith(",") and cut[0].startswith("AND ")
            mark = _UNCERTAIN if cut.groupdict().get("either") and not listed else " "
            lines[at] = line[: cut.start()] + mark + " " * (len(line) - cut.start() - 1)
        elif line:
            going = False
    return "\n".join(lines)


def _title_in(line: str, *, going: bool) -> re.Match[str] | None:
    """Return where a title's line begins behind names, if it does; `going`: the line before had one."""
    if len(line) >= _LONGEST_LINE:
        return None
    begins = _TITLE_LINE.match(line) or _TITLE_BEHIND.search(line)
    if begins:
        return None if VERSUS.search(begins[0]) or any(map(str.islower, begins[0])) else begins
    tail = _TITLE_TAIL.search(line) if going else None
    return tail if tail and _TITLE_INSIDE.search(tail[0]) else None


def read_parties(words: str, start: int) -> Parties | None:
    """Return the first caption with roles in `words` from `start`. `words` must be `masked`."""
    for versus in islice(VERSUS.finditer(words, start), _MOST_VERSUS):
        if versus.start() - start > _LONGEST_SIDE:
            return None
        left = [found for found in ROLE.finditer(words, start, versus.start()) if found[0][0].isupper()]
        if left and versus.start() - left[-1].end() > _TITLE_BETWEEN:
            continue
        after = tuple(_after(words, versus.end()))
        before = tuple(_before(words, start, left)) if left else _without_role(words, start, versus.start())
        if before and after and (before[0].role or not _first_sues(words, after[0])):
            return Parties(before, versus.span(), after, max(group.role[1] for group in after if group.role))
    return None


def _first_sues(words: str, group: Named) -> bool:
    """Return whether the role behind `v.` is of the side that sues: then its role stands far from its names."""
    return group.role is not None and sues(words[slice(*group.role)])


def _without_role(words: str, start: int, end: int) -> tuple[Named, ...]:
    """Return who stands before `v.` without a role: names alone on few lines, directly behind the court's title."""
    begin = _behind_no_names(words, start, end)
    lines = [line.strip() for line in words[begin:end].split("\n") if line.strip()]
    if not 0 < len(lines) <= _LINES_WITHOUT_ROLE or any(line.upper() != line or is_title(line) for line in lines):
        return ()
    listed, et_al = names(words, begin, end)
    return (Named(listed, None, et_al),) if listed and all(_is_name(words[slice(*place)]) for place in listed) else ()


def _before(words: str, start: int, roles: list[re.Match[str]]) -> Iterator[Named]:
    at = start
    for found in roles:
        group = _group(words, _behind_no_names(words, at, found.start()), found)
        if group is not None:
            yield group
        at = found.end()


def _after(words: str, start: int) -> Iterator[Named]:
    at = start
    for found in ROLE.finditer(words, start, start + _LONGEST_SIDE):
        if not found[0][0].isupper():
            continue
        between = words[at : found.start()]
        if _SENTENCE.search(between) or _OF_SENTENCES.search(between) or (at > start and not _goes_on(between)):
            return
        versus = VERSUS.search(words, at, found.start()) if at > start else None
        group = _group(words, versus.end() if versus else at, found)
        if group is None:
            return
        yield group
        at = found.end()


def _goes_on(between: str) -> bool:
    """Return whether the words between two roles are names, not the body of the paper."""
    words = between.strip(" \n\t,.;:_-)")
    return 0 < len(words) < 900 and "related" not in words.lower() and _TITLE.search(words) is None


def _group(words: str, start: int, found: re.Match[str]) -> Named | None:
    begin = _behind_title(words, _behind_right_half(words, start, found.start()), found.start())
    if begin is None or found.start() - begin > _LONGEST_SIDE:
        return None
    matter = _MATTER.match(words, begin, found.start())
    listed, et_al = names(words, matter.end() if matter else begin, found.start())
    if len(listed) == 1 and et_al is None and found[0].lower().endswith("s"):
        listed = two(words, *listed[0])
    listed = tuple(place for place in listed if _is_name(words[slice(*place)]))
    return Named(listed, found.span(), et_al) if listed else None


def _behind_right_half(words: str, start: int, end: int) -> int:
    """Return where the names begin behind what stood right of `v.`, where line numbers, now gaps, part the lines.

    On such paper `v.` has a line of its own, and a line of names does not end without a comma.
    """
    after = VERSUS.fullmatch(words[max(0, start - 3) : start].strip()) and _RIGHT_OF_VERSUS.match(words, start, end)
    return after.end() if after else start


def _behind_title(words: str, start: int, end: int) -> int | None:
    """Return where the names begin behind a title that got between; None where that cannot be told."""
    at = start
    while at < end:
        if words[at].isspace() or words[at] in ",.;:)]":
            at += 1
            continue
        if not _TITLE.match(words, at, end):
            return at
        line_end = words.find("\n", at, end)
        if line_end < 0:
            bare = _ORDER_ALONE.match(words, at, end)
            return bare.end() if bare else _behind_gaps(words, at, end)
        at = line_end
    return None


def _behind_gaps(words: str, start: int, end: int) -> int | None:
    """Return where the names begin behind a title that line numbers, now gaps, cut into lines; None without a gap."""
    for gap in re.finditer(r"\s{2,}", words[start:end]):
        at = start + gap.end()
        rest = re.split(r"\s{2,}", words[at:end], maxsplit=1)[0]
        if rest and not (_TITLE.match(rest) or _TITLE_INSIDE.search(rest) or _TITLE_TAIL.fullmatch(rest)):
            return at
    return None


def _behind_no_names(words: str, start: int, end: int) -> int:
    """Return where the names begin behind lines that are none: a division, a label, a date."""
    at = line = start
    named = False
    while line < end:
        stop = words.find("\n", line, end)
        stop = end if stop < 0 else stop
        text = words[line:stop].strip()
        if text and stop < end and (_NO_NAME.fullmatch(text) or not (named or any(map(str.isalpha, text)))):
            at, named = stop, False
        named = named or (bool(text) and at != stop)
        line = stop + 1
    return at


def _is_name(words: str) -> bool:
    shown = words[0].isupper() or words[0].isdigit() or words[0] in "\"'\u201c$"
    titled = is_title(words) or _TITLE_INSIDE.search(words) or _UNCERTAIN in words
    return shown and len(words) <= _LONGEST_NAME and not titled and any(map(str.isalpha, words))
