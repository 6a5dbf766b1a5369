"""The words by which a court decides: which word, in what form, how far, and whether it decides or only recommends."""

import re
from bisect import bisect_right
from dataclasses import dataclass

_STEMS = (
    ("grant", r"grant(?:ing|ed|s)|allow(?:ing|ed|s)|sustain(?:ing|ed|s)"),
    ("deny", r"den(?:ying|yin|ied|ies)|overrul(?:ing|ed|es)"),
    ("grant", r"(?<=to )grant|(?<=ourt )grant|(?<=\bwe )grant"),
    ("deny", r"(?<=to )deny|(?<=ourt )deny|(?<=\bwe )deny"),
    ("dismiss", r"dismiss(?:ing|ed|es)"),
    ("remand", r"remand(?:ing|ed|s)"),
    ("approve", r"approv(?:ing|ed|es)"),
    ("strike", r"strik(?:ing|es)|stricken|striken"),
    ("withdraw", r"withdrawing|withdrawn"),
    ("disregard", r"disregard(?:ing|ed|s)"),
    ("terminate", r"terminat(?:ing|ed|es)"),
    ("affirm", r"affirm(?:ing|ed|s)"),
    ("authorize", r"authoriz(?:ing|ed|es)"),
    ("continue", r"continued"),
    ("modify", r"modif(?:ying|ied|ies)"),
    (
        "moot",
        r"(?:finding|finds|deeming|deems|declaring|declares)(?:\s+as)?\s+moot|deemed\s+moot|mooting|mooted"
        r"|(?<!as )moot",
    ),
    ("dismiss", r"(?<=to )dismiss|(?<=to \(1\) )dismiss|(?<=ourt )dismiss"),
    ("deny", r"(?:(?<=recommending )|(?<=recommends )|(?<=recommended )|(?<=regarding )|(?<=re ))denial\s+of"),
    ("remand", r"(?<=to )remand|(?<=ourt )remand"),
)
_SPLITTING = 4
"""The first stems are those of which a court may do one thing in part and another in part."""
_SPLIT = r"(?:grant(?:ing|ed|s|)|den(?:ying|ied|ies|y)|allow(?:ed|ing))"


def _verbs(low: int, high: int) -> str:
    return "|".join(f"(?P<v{at}>{_STEMS[at][1]})" for at in range(low, high))


_VERDICT = re.compile(
    rf"(?<![A-Za-z])(?:(?<![a-z]-)|(?<=\bORDER-))(?:is|are)?"
    rf"(?=[gadosrwtcmf])(?:(?:{_verbs(0, _SPLITTING)})(?:(?=as\s)|(?![a-z]))"
    rf"(?P<part>[\s-]*,?\s*\(?in[\s-]part\)?)?"
    rf"(?P<both>\s*,?\s*(?:and|but|&|/)?\s*(?:(?:is|are"
    rf"|be)\s+)?(?:(?:otherwise|conditionally)\s+)?{_SPLIT}(?:\s+as\s+moot)?[\s-]*,?\s*\(?in[\s-]part\)?)?"
    rf"|(?:{_verbs(_SPLITTING, len(_STEMS))})(?![a-z]))"
    r"(?P<quals>(?:\s*,?\s*(?:and\s+|but\s+)?(?:without\s+prejudice|with\s+prejudice|w/o\s+prejudice|as\s+moot|as\s+(?:un\w+"
    r"|premature|duplicative)"
    r"|with(?:out)?\s+leave\s+to\s+amend|nunc\s+pro\s+tunc|in\s+full|in\s+(?:its|their)\s+entirety))*)",
    re.IGNORECASE,
)
QUALIFIED = re.compile(
    r"\b(?:as\s+(?:being\s+)?moot|w(?:ith|/)\s?out\s+prejudice|w/o\s+prejudice|with\s+prejudice|in\s+part"
    r"|w(?:ith|/)(?:\s?out)?\s+(?:\S+\s+(?:\(\d+\)\s+)?days['\u2019]?\s+)?leave\s+to\s+(?:amend|(?:file"
    r"|submit)\s+an?\s+(?:\w+\s+)?amended)"
    r"|granting\s+(?:\S+\s+){0,4}leave\s+to\s+(?:amend|(?:file|submit)\s+an?\s+(?:\w+\s+)?amended))(?![a-z])",
    re.IGNORECASE,
)
"""What narrows a decision and may stand behind the motion that it decides."""
LEAVE = re.compile(
    r"\b(?:grant(?:ed|ing|s)|given|may\s+file|with\s+(?:\S+\s+){1,3}days\s+to\s+file)\b[^.;]{0,110}\bamended\s+(?:complaint|petition)\b",
    re.IGNORECASE,
)
"""Words behind a dismissal that give leave to amend."""
_PAST = {
    "grant": "granted",
    "deny": "denied",
    "dismiss": "dismissed",
    "remand": "remanded",
    "approve": "approved",
    "strike": "stricken",
    "withdraw": "withdrawn",
    "disregard": "disregarded",
    "terminate": "terminated",
    "affirm": "affirmed",
    "authorize": "authorized",
    "continue": "continued",
    "modify": "modified",
    "moot": "denied as moot",
}
_REPORT = (
    r"(?:findings?,?\s+(?:conclusions?(?:\s+of\s+law)?,?\s+)?(?:and|&)\s+recommend\w+|f&rs?"
    r"|reports?(?:,?\s+and|\s*&|-|,)\s*recommend\w+)\b"
)
_MODES = re.compile(
    rf"(?P<title>(?:^|[.;:)\]*]\s*)(?:(?:amended|supplemental|second|proposed|partial|sealed"
    rf"|magistrate\s+judge.?s)\s+)*(?:{_REPORT}|recommendation)(?!\s+(?:filed|issued|adopted|is|are|\d+\b(?!\.\s))))"
    rf"|(?P<mixed>\border\s*(?:[;,:]|and|&|with)\s*(?:amended\s+)?{_REPORT}|{_REPORT}(?:\s+and|[;,&])\s+order\b)"
    r"|(?P<report>\brecommend(?:ing|s|ed)?\b(?!\s+(?:decision|disposition)))"
    r"|(?P<order>(?:^|[.;)]\s*)order\s+(?:\(\d\)\s*)?\w+ing\b|\border(?:ing|ed|s)\b(?!\s+(?:dated|and\s+recommend)))",
    re.IGNORECASE,
)
_ADOPTED = re.compile(
    rf"\b(?:adopting|adopts)\s+(?:\S+\s+){{0,6}}?{_REPORT}(?:\s+in\s+full)?,?\s+(?:\d+,?\s+)?$", re.IGNORECASE
)
"""An order that adopts what was recommended decides it."""
_REFERS = re.compile(r"(?:\bas|\bpreviously|\bthe|\bwas|\bwere)\s+$", re.IGNORECASE)


_IF = re.compile(
    r"\b(?:if|unless|whether|until|once|when|whereas|had|previously|failure|fails?|absent|why|will\s+result"
    r"|may\s+result"
    r"|no\s+further|the\s+date|should(?!\s+be\b)|subject\s+to|in\s+the\s+event|before\s+ruling"
    r"|deemed\s+(?:as\s+)?(?:a\s+)?consent)\b",
    re.IGNORECASE,
)
_RESULT_IN = re.compile(
    r"\b(?:(?:will|may|shall)\s+result|failure\s+to|show\s+(?:good\s+)?cause|if|insofar\s+as|in\s+an?\s+recommendation)\b[^.;]*$",
    re.IGNORECASE,
)


AUX = re.compile(
    r"(?:\b(?:is|are|be)|(?<=[a-z])i s|(?<=[a-z])is|:|-)(?:,?\s+(?:hereby|and|it|is|be|shall"
    r"|also|therefore|partially|respectfully|summarily"
    r"|accordingly|further|now|otherwise|the\s+same))*\s*,?\s*$",
    re.IGNORECASE,
)
"""What goes before a participle that decides."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One word that decides, at `start` to `end` of the words read, with what follows it at once.

    `base` is the verb (`grant`), `form` is `ing` (of `denial of` too), `ed`, `s` or `to`; `both` tells that it is
    granted in part and denied in part, `quals` what narrows it, in lower case.
    """

    start: int
    end: int
    base: str
    form: str
    part: bool
    both: bool
    quals: tuple[str, ...]

    def result(self, quals: tuple[str, ...], *, recommended: bool) -> str:
        """Return the word of the interface page for this decision, narrowed by `quals` too."""
        narrowed = " ".join((*self.quals, *quals))
        past = _PAST[self.base]
        if self.both:
            past = "granted in part, denied in part"
        elif self.base == "grant" and (self.part or "in part" in narrowed):
            past = "granted in part"
        elif recommended:
            past = "denied" if self.base == "moot" else past
        elif self.base == "deny":
            past = "denied as moot" if "moot" in narrowed else past
            past = (
                "denied without prejudice"
                if ("out prejudice" in narrowed or "w/o prejudice" in narrowed) and past == "denied"
                else past
            )
        elif self.base == "dismiss":
            past += _dismissed(narrowed)
        return f"recommended {past}" if recommended else past


def _dismissed(narrowed: str) -> str:
    for said, meant in (
        ("out leave to", " without leave to amend"),
        ("leave to", " with leave to amend"),
        ("out prejudice", " without prejudice"),
        ("o prejudice", " without prejudice"),
        ("with prejudice", " with prejudice"),
        ("moot", " as moot"),
    ):
        if said in narrowed:
            return meant
    return ""


def quals(words: str) -> tuple[str, ...]:
    """Return what narrows a decision in `words`, in lower case with single spaces."""
    return tuple(" ".join(found.split()).lower() for found in QUALIFIED.findall(words))


def verdicts(flow: str) -> list[Verdict]:
    """Return every word of `flow` that decides, in order."""
    found = []
    for match in _VERDICT.finditer(flow):
        at = next(index for index in range(len(_STEMS)) if match[f"v{index}"])
        word = match[f"v{at}"].lower()
        base = _STEMS[at][0]
        form = _form(word)
        both = bool(match["both"]) and _opposite(base, match["both"])
        end = match.end() if both or not match["both"] else match.start("both")
        said = match["quals"] if both or not match["both"] else ""
        part = bool(match["part"]) or bool(_PARTLY.search(flow, max(0, match.start() - 12), match.start()))
        found.append(Verdict(match.start(), end, base, form, part, both, quals(said)))
    return found


_PARTLY = re.compile(r"\bpartial(?:ly)?\s+$", re.IGNORECASE)


def _form(word: str) -> str:
    if "ing" in word or word == "denyin" or word.endswith("of"):
        return "ing"
    if word.endswith(("ed", "en", "moot", "wn")):
        return "ed"
    return "s" if word.endswith("s") and not word.endswith("ss") else "to"


def _opposite(base: str, words: str) -> bool:
    return ("den" in words.lower()) == (base == "grant")


@dataclass(frozen=True, slots=True)
class Modes:
    """Where the paper decides and where it only recommends; `turned` where its tail stands before its head."""

    turns: tuple[tuple[int, bool], ...]
    turned: bool = False
    mixed: frozenset[int] = frozenset()

    def recommended(self, at: int, *, wished: bool = False) -> bool:
        """Tell whether what is said at `at` is only recommended; `wished` that it says `be denied`, not `is denied`.

        Behind `REPORT, RECOMMENDATION and ORDER` alone only that tells.
        """
        index = bisect_right(self.turns, (at, True)) - 1
        if index < 0 and self.turned:
            index = len(self.turns) - 1
        if index < 0:
            return False
        place, only = self.turns[index]
        return only or (wished and place in self.mixed)


def modes(flow: str) -> Modes:
    """Return where `flow` turns from deciding to recommending and back."""
    if "ecommend" not in flow and "ECOMMEND" not in flow and "F&R" not in flow:
        return Modes(())
    turns, mixed = [], []
    for match in _MODES.finditer(flow):
        if match["report"] and (
            _REFERS.search(flow, max(0, match.start() - 12), match.start())
            or _ADOPTED.search(flow, max(0, match.start() - 110), match.start())
        ):
            continue
        turns.append((match.start(), bool(match["title"] or match["report"])))
        mixed += [match.start()] if match["mixed"] else []
    return Modes(tuple(turns), not flow[:1].isupper() and flow[:1].isalnum(), frozenset(mixed))


def conditional(flow: str, low: int, at: int) -> bool:
    """Tell whether what is said behind `at` hangs on an `if`; its part of the sentence begins at `low`."""
    return bool(_IF.search(flow, max(low, at - 200), at) or _RESULT_IN.search(flow, max(0, low - 160), low))
