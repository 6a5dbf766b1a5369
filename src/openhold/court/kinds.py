"""What kind of paper a text is, by its content, and one docket text out of two that are the same."""

import re
from dataclasses import replace

from openhold.court.docket.menu import is_menu
from openhold.court.docket.notice import announces
from openhold.court.heading.types import opens
from openhold.court.turned import beginning
from openhold.extract.text import Form, Text

_HEAD = 12_000
_LONG_HEAD = 60_000
_ENTRY_LENGTH = 20_000
"""A docket entry is one paragraph; no clerk wrote one of more letters than this."""
_ENTRY_LINES = 12
_PROBE = 24
"""So many letters tell the place where a docket text begins again."""

_DOCKET = re.compile(
    r"\bdocket\s+for\s+case\b|\bdocket\s+(?:text|entries|sheet)\b|\bdate\s+filed\s*:|\bdocket\s*#\s*:|\bcase\s+assigned\s+to\s*:|"
    r"\bdate\s+of\s+last\s+filing\s*:|\bhistory/documents\b",
    re.IGNORECASE,
)
_SHEET = re.compile(r"\bdocket\s+for\s+case\b|\bdate\s+filed\b.{0,40}\bdocket\s+text\b", re.IGNORECASE | re.DOTALL)
_COURT = re.compile(
    r"\bUNITED\W{1,8}STATES(?:\W|\d){1,8}(?:DISTRICT|BANKRUPTCY|COURT\W{1,8}OF\W{1,8}(?:APPEALS|FEDERAL)|SUPREME|TAX)\b|"
    r"\bUNITED\s+STATES\s+(?:MAGISTRATE|DISTRICT|CIRCUIT)\s+JUDGE\b|\b(?:SUPERIOR|DISTRICT|CIRCUIT)\s+COURT\s+(?:OF|FOR)\b|"
    r"^[ \t\d]*(?:In\s+the\s+)?United\s+States\s+(?:District\s+Court|Bankruptcy\s+Court|Court\s+of\s+Appeals)"
    r"(?:\s+for\s+the\s+(?:\w+\s+){1,4}(?:Circuit|California|Columbia))?(?=\s*$|\s{3})",
    re.MULTILINE,
)
_CAPTIONED = re.compile(
    r"^[ \t\d]*(?:(?:IN|In)\s+(?:THE|the)\s+)?(?:UNITED|United)\s+(?:STATES|States)\s+"
    r"(?:DISTRICT|District|BANKRUPTCY|Bankruptcy|COURT|Court)\b|"
    r"^[ \t\d]*(?:IN\s+THE\s+)?(?:SUPERIOR|DISTRICT|CIRCUIT)\s+COURT\b",
    re.MULTILINE,
)
_NUMBER = re.compile(
    r"\b\d?:?\s?\d{2}\s?-\s?(?:cv|cr|mc|mj|md|ap|bk|civ)\s?-\s?\d{2,6}|\b(?:CIV|CV|CR|Civ|Cr|Case|Civil|No)\b\.?\s?(?:No\.?)?:?\s?"
    r"[A-Z]{0,3}-?\s?\d{2}[-\s]?(?:cv|CV|cr|CR)?[-\s]?\d{2,6}|\b\d\d\s(?:Civ|Cr)\.\s\d{3,5}",
    re.IGNORECASE,
)
_PARTIES = re.compile(
    r"\b(?:plaintiff|defendant|petitioner|respondent|appell(?:ant|ee)|debtor)s?\b|\bv(?:s?\.|ersus)\s|\bin\s+re\b",
    re.IGNORECASE,
)
_RULED = re.compile(
    r"\b(?:ORDER(?:ED)?|JUDGMENT|OPINION|MEMORANDUM|FINDINGS|STIPULATION|MINUTES|NOTICE|REPORT|SUMMONS|SUBPOENA|COMPLAINT|"
    r"MOTION|DECLARATION|PER\s+CURIAM|Per\s+Curiam|AFFIRMED|(?:Circuit|District|Magistrate|CIRCUIT|DISTRICT|MAGISTRATE)\s+(?:Judge|JUDGE)|Clerk|CLERK)\b"
)
_DECIDES = re.compile(r"\b(?:SO|HEREBY|FURTHER)\s+ORDERED\b|\b(?:MAGISTRATE|DISTRICT|CIRCUIT|CHIEF|SENIOR)\s+JUDGE\b")
_SIGNED = re.compile(
    r"\b(?:(?:signed|ordered|approved|entered)\s+by|by)\s+(?:the\s+)?(?:\w+\.?\s+){0,3}?(?:judge|hon)", re.IGNORECASE
)
_CLERK = re.compile(r"\([A-Z][A-Za-z' -]{0,20},\s?[A-Z]?\.?\s?\)|\([A-Z]{2,4}\)(?=[A-Z]{4})")
_CLERK_LAST = re.compile(r"\([A-Z][A-Za-z' -]{0,20},\s[A-Z][a-z]{1,12}\)\W*$")
"""A clerk with the whole first name counts only where the entry ends and began with its type."""
_CLOSED = re.compile(r"(?:\([A-Za-z][\w' .,-]{0,30}\)|\[\d\d-\d{2,5}[^\[\]]*\]|\[\d{6,}\])\W*$")
_ACTS = re.compile(
    r"\b(?:granting|denying|motion|plaintiffs?|defendants?|petitioners?|court|counsel|hearing|complaint|stipulation|dismiss\w*|"
    r"recommend\w*|objections|discovery|affirmed|reversed|judges?)\b",
    re.IGNORECASE,
)


def kind(text: Text) -> str:
    """Return `order`, `docket`, `docket-text`, `notice` or `other`."""
    words = text.text
    head = words[:_HEAD]
    if text.form is Form.MAIL:
        return "notice" if announces(text) else "other"
    if is_menu(text):
        return "other"
    if _docket(text, head):
        return "docket"
    if announces(text):
        return "notice"
    if text.form is not Form.PDF and _entry(words):
        return "docket-text"
    return "order" if _paper(head, words[-_HEAD:]) else "other"


def _docket(text: Text, head: str) -> bool:
    if text.form is Form.HTML:
        return len({match[0].lower() for match in _DOCKET.finditer(text.text[:_LONG_HEAD])}) > 1
    return _SHEET.search(head) is not None


def _entry(words: str) -> bool:
    body = words.strip()
    if not body or len(body) > _ENTRY_LENGTH or body.count("\n") > _ENTRY_LINES or _CAPTIONED.search(body):
        return False
    squeezed = " ".join(body.split())
    if _CLERK.search(squeezed):
        return True
    opening = opens(squeezed, 0) or beginning(squeezed) > 0
    says = (
        _SIGNED.search(squeezed),
        _ACTS.search(squeezed),
        opening and (squeezed[:5].isupper() or _CLERK_LAST.search(squeezed)),
    )
    signs = (*says[:2], opening, _CLOSED.search(squeezed))
    return any(says) and sum(1 for sign in signs if sign) >= 2


def _paper(head: str, tail: str) -> bool:
    """Return whether enough marks of a court paper stand there; a damaged caption asks for a judge's words instead."""
    named = _COURT.search(head) is not None
    signs = (named, _NUMBER.search(head), _PARTIES.search(head), _RULED.search(head), _DECIDES.search(tail))
    return sum(1 for sign in signs if sign) >= (3 if named else 4)


def once(text: Text) -> Text:
    """Return the docket text with a verbatim repetition of itself left out.

    The offsets stay those of the whole: only the lines end where the repetition begins.
    """
    words = text.text
    start = len(words) - len(words.lstrip())
    probe = words[start : start + _PROBE]
    at = words.find(probe, start + 1) if len(probe) == _PROBE else -1
    while at > 0:
        if _repeats("".join(words[start:at].split()), "".join(words[at:].split())):
            lines = (replace(line, end=min(line.end, at)) for line in text.lines if line.start < at)
            return replace(text, lines=tuple(lines))
        at = words.find(probe, at + 1)
    return text


def _repeats(first: str, rest: str) -> bool:
    """Return whether `rest` is `first` over and over; the last time may be cut off once a whole one stood before."""
    times = -(-len(rest) // len(first))
    return rest == (first * times)[: len(rest)] and (len(rest) % len(first) == 0 or times > 1)
