"""Cuts a clause down to the part that a date or a length of time governs: not the condition before it, no neighbour.

`If the response is an answer, petitioner's reply shall be filed within 30 days` is about the reply; `plaintiff shall
file a brief, and defendants shall respond within 14 days thereafter` about the response, which is the defendants'.
"""

import re

_PARTY = (
    r"(?:plaintiffs?|defendants?|petitioners?|respondents?|movants?|parties|party|government|commissioner|"
    r"united states|appellants?|appellees?|intervenors?|claimants?|debtors?|pltfs?|plfs?|dfts?|defts?|counsel)"
)
_PAPER = (
    r"(?:(?:amended |written |opening |supplemental |optional |final |responsive |opposing |answering )*(?:answers?|"
    r"repl(?:y|ies)|responses?|oppositions?|objections?|traverses?|motions?|briefs?|statements?|reports?|"
    r"complaints?|petitions?|pleadings?|documents?|memorand(?:a|um)|information|materials?|forms?|fees?|payments?|"
    r"cop(?:y|ies)))"
)
_SUBJECT = (
    rf"(?:(?:the|any|each|both|all|either|said|such|this|these|his|her|its|their|counsel for|attorneys? for|"
    rf"remaining|opposing|non-?moving|moving|new) )*(?:{_PARTY}|{_PAPER})\b(?!-)"
    r"(?:['\u2019]s?(?= ))?(?:(?!\b(?:shall|must|may|will|should)\b)"
    r"(?:[^.;:,]|,(?= if | (?:and )?(?-i:[A-Z])))){0,110}?"
)
_TOLD = (
    r"(?:shall|must|may|will|should|(?:is|are|be) (?:also |hereby |further |then )?(?:granted|given|directed|"
    r"ordered|allowed|permitted|required|due)|due|ha(?:s|ve) (?:until|up to|[\d(]|an additional|(?:one|two|three|"
    r"five|seven|ten|four|six|eight|nine|twenty|thirty)))"
)
_NEW = re.compile(
    rf"(?:[,;] ?|(?<=\s))(?:(?:and|but|while|whereas|then|with) (?:that )?|(?<=, )(?:that )?)"
    rf"(?P<subject>(?:(?:{_SUBJECT})|he|she|they|it|the clerk(?: of (?:the )?court)?)[, ]\s?{_TOLD})\b",
    re.IGNORECASE,
)
"""Where another subject begins, of which something else is said: `, and defendants shall ...`."""
_NEW_AT_END = re.compile(rf"(?:[,;] ?|\s)(?:and|but|with) (?P<subject>(?:the )?{_PARTY})\W*$", re.IGNORECASE)
"""The same, where the length follows at once: `petitioner has 30 days to oppose and respondent 15 days to reply`."""
_PAPER_AT_END = re.compile(
    rf"(?<=\bday)s?\b[^.;]{{0,60}}?,? and (?P<subject>(?:the |any )?{_PAPER})(?: (?:due|within|no later than))*\W*$",
    re.IGNORECASE,
)
"""The same of a paper, behind another length: `motions 21 days before trial and oppositions 14 days before`."""
_CONDITION = re.compile(
    r"[\W\d]*(?:(?:and|but|or|that|further|however|alternatively),? )*(?:if|should|unless|when|once|upon|"
    r"in the event|where|after|following|to (?:avoid|allow|ensure|permit|facilitate))\b[^;]{2,340}?,\s*"
    rf"(?=(?:then )?(?:(?:{_SUBJECT})|he|she|they|it)[, ]\s?{_TOLD}\b)",
    re.IGNORECASE,
)
_CONDITION_ALONE = re.compile(
    r"[\W\d]*(?:(?:and|but|or|that|further|however|alternatively),? )*(?:if|should|unless|when|once|upon|"
    r"in the event|where|after|following|to (?:avoid|allow|ensure|permit|"
    r"facilitate))\b[^;,]{2,240}(?:,[^;,]{1,60}){0,3},?\W*$",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"\b(?i:signed) (?i:by|on)\b[^;]{0,90}?\b\d{1,2}/\d{1,2}/\d{2,4}\b[\s:;,.]*(?:ORDERING\b[\s,:]*)?|"
    r"\bORDERING\b[\s,:]*|\b(?i:order(?:ed|s|ing)|recommend(?:ed|s|ing)) (?=that\b)|"
    r"\bORDER\b\s*[-\u2013:]\s*|\b[ap]\.m\.\s+(?=[A-Z])|"
    r"\b(?i:it is (?:hereby |so |further |therefore )*ordered)[:,]\s*"
)
"""The head of an order, up to where it begins to say what is to be done."""
_ACTED = re.compile(
    r"\b(?:shall|must|may|will|should|due|(?:is|are|be) (?:also |hereby |further |then )?(?:granted|given|directed|"
    r"ordered|allowed|permitted|required)(?= \w)(?! that\b)|ha(?:s|ve) (?:until|up to|[\d(]|an additional)|"
    r"to (?:file|serve|submit|respond|reply|pay|show|answer|provide|produce|notify|inform))\b",
    re.IGNORECASE,
)
"""Something is said to be done: what is joined to it by `and` is another sentence, not another subject of this one."""


def begins(lead: str) -> int:
    """Return where in the words before a date or length the part begins that it governs."""
    start = 0
    for head in _HEAD.finditer(lead):
        start = head.end()
    condition = _CONDITION.match(lead, start)
    if condition is not None:
        start = condition.end()
    elif _CONDITION_ALONE.match(lead, start) and not _ACTED.search(lead, start):
        return len(lead)
    for new in _NEW.finditer(lead, start):
        if _ACTED.search(lead, start, new.start()):
            start = new.start("subject")
    last = _NEW_AT_END.search(lead, start) or _PAPER_AT_END.search(lead, start)
    return last.start("subject") if last and _ACTED.search(lead, start, last.start()) else start


def ends(lead: str, tail: str) -> int:
    """Return where in the words behind a date or length its part ends: before the next subject that acts."""
    acted = _ACTED.search(lead) is not None
    for new in _NEW.finditer(tail):
        if acted or _ACTED.search(tail, 0, new.start()):
            return new.start()
        acted = True
    return len(tail)
