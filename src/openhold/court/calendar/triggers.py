"""What starts a period: the words behind its length, or before it, and the interface's name for them."""

import re

from openhold.extract.text import Span

_ORDER = (
    r"(?:this ?|(?:the(?: court'?s| present| instant| attached| above)?|these|said|today'?s) )(?:(?:memorandum|opinion|"
    r"decision|memorandum[- ](?:opinion|decision)) (?:and|&|of) )?(?:order|decision|ruling|notice|letter|"
    r"findings?(?: (?:and|&) recommendations?)?|F ?& ?R'?s?|F/R'?s?|R ?& ?R|report(?: (?:and|"
    r"&) recommendations?)?|recommendations?|judgment|entry|minute order|opinion)"
)
_AFTER = r"\s*(?:(?:of|,?\s*(?:from|after|following|upon|on|as of|for|starting|commencing|calculated from|hereof))\s+)"
_SERVED = re.compile(
    rf"{_AFTER}(?:and including )?(?:the )?(?:date (?:(?:of|on which|that|upon which) )?)?(?:(?:being |"
    rf"the )?(?:service|receipt) (?:of|with) (?:{_ORDER}|(?:the )?order)|"
    rf"notice of (?:an|the|this) order (?:on|approving) this stipulation|being served(?: with (?:a copy of "
    rf")?{_ORDER})?|"
    rf"{_ORDER} (?:is|was|being|having been) served|(?:the )?(?:party|plaintiff|petitioner|defendant) (?:is|"
    rf"being) served with {_ORDER}|"
    rf"(?:the )?(?:date of )?(?:its|their) service|service hereof|date (?:of )?service of {_ORDER}|"
    rf"service(?= signed|[.;,()]|$))",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    rf"{_AFTER}(?:the )?(?:(?:filed |filing |entry |effective |electronic filing )?dates?(?: (?:of|on which|"
    rf"that))? )?(?:(?:the )?(?:entry|filing|issuance|signing|date|docketing|electronic filing) of )?"
    rf"(?:{_ORDER}(?:'s)?(?: (?:is|was) (?:electronically )?(?:filed|entered|signed|issued|docketed))?(?: date)?|"
    rf"(?:the )?date hereof|"
    rf"hereof|(?<=date of )order\b(?!s? (?:adopting|on))|(?:the )?order'?s?(?: filing)? date|the order\b(?! (?:on|"
    rf"adopting))|today(?:'s date)?|this date)",
    re.IGNORECASE,
)
_RULING = re.compile(
    rf"{_AFTER}(?:the )?(?:date (?:(?:of|on which|that) )?)?(?:(?:the )?(?:(?:any|an|a|such|subsequent|district "
    rf"court'?s?|"
    rf"court'?s?|final|later)\s)+"
    r"(?:orders?|rulings?|decisions?|resolution|disposition|adoption|determination)\b|(?:the )?adoption of\b"
    r"|the (?:orders?|rulings?|decisions?|judgments?) (?=on |adopting |resolving |becomes |"
    r"in this matter becomes )|the (?:rulings?|decisions?) (?=in )"
    r"|(?:the )?(?:[a-z]+ ){0,2}(?:ruling|decision)\b(?= *(?:[.;,]|$|to |on |and ))"
    r"|(?:the )?(?:district )?(?:court|judge) (?:issues|rules|decides|enters|"
    r"resolves|grants|denies|adopts|acts)|entry of (?:an|any|"
    r"a final) order)"
    r"(?:(?! to (?:file|serve|submit|respond|answer|reply|oppose|revise|amend)\b)[^.;,()]){0,90}",
    re.IGNORECASE,
)
_FILED = re.compile(
    rf"\s*(?:thereafter\b(?! until)|{_AFTER}(?:(?!\bserv(?:ice|ed|es)\b|"
    rf"\breceipt\b|\bto (?:file|serve|submit|respond)\b|\b(?:shall|must|may|will)\b)[^.;()]){{0,90}}?\b(?:filing|"
    rf"filed|files|docketed|lodged|submitted|files?)\b(?: (?:of|his|her|"
    rf"its|their|the|an?) [^.;,()]{{2,60}})?|"
    rf"{_AFTER}(?:the )?(?:date of )?(?:the )?(?:plaintiffs?|defendants?|petitioners?|respondents?|pltfs?|plfs?|"
    rf"dfts?|defts?)(?:['\u2019]s?)? (?:response|opposition|reply|answer|brief|objections|motion|"
    rf"amended complaint)\b(?! is served)(?: to (?:this|the) (?:order|motion|complaint|response|opposition)\b)?|"
    rf"{_AFTER}(?:the |an? |any )?(?:answer|motion|opposition|response|reply|brief|objections)(?=\s*(?:[.;,)]|$)))",
    re.IGNORECASE,
)
_SERVICE = re.compile(
    rf"{_AFTER}[^.;()]{{0,60}}?\b(?:service|served|serves|serving|receipt|receiving|receives)\b(?: (?:of|with|on|by|"
    rf"his|"
    rf"her|its|their|the|an?|this|any) [^.;,()]{{2,60}}?(?=[.;,()]|$| (?:shall|must|may|to|by|and)\b))?",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\s*(?:prior|beforehand|in advance)(?=\s*(?:[.;,)]|$))|"
    r"\s*(?:(?:of|,?\s*(?:from|after|following|upon|prior(?: to)?|before|in advance of|preceding|"
    r"until))\s+)(?:[^.;()]|\(\w{1,2}\)){2,80}?(?=[.;,)]|\((?!\w{1,2}\))|$| (?:shall|must|may|to (?:file|serve|"
    r"submit|respond)|in "
    r"which|"
    r"within which|"
    r"and (?:shall|to|file|serve|submit|forward|provide)|and (?:[a-z]+ ){1,3}(?:due |within |no later than )?"
    r"(?:\d{1,3}|[a-z]+(?:-[a-z]+)?)(?: \(\d+\))? (?:calendar |court )?days?|why|to (?:comply|amend|oppose|answer|"
    r"reply|show|pay)|"
    r"(?:the |any )?(?:plaintiffs?|defendants?|petitioners?|respondents?|parties|pltfs?|plfs?|dfts?|defts?)"
    r"(?: (?-i:[A-Z])\w+){0,2},? (?:shall|must|may|to|will|has|have|is|are))\b)",
    re.IGNORECASE,
)
THEREAFTER = re.compile(r"\s*(?:thereafter|later)\b", re.IGNORECASE)
_AFTER_WHICH = re.compile(r"\b(?P<which>after which|whereafter|thereafter),?[^.;]{0,60}$", re.IGNORECASE)
_STARTS = re.compile(r"(?P<from>\b(?:upon|after|following) [^.;,]{2,120}),[^.;]{0,120}$", re.IGNORECASE)
"""What a period runs from, at the head of its part: `Upon re-service of the motion, plaintiff has 28 days`."""
ANY_SERVICE = re.compile(
    r"(?:of|from|after|following|upon) (?:the )?(?:(?:date of )?(?:its |their )?service)", re.IGNORECASE
)
"""Service without the name of what is served: of this order, unless it is the answer to another paper that is due."""
ANSWERS = re.compile(
    r"\b(?:respon\w+|repl\w+|oppos\w+|non-opposition|answer|traverse)\b[^.;]{0,80}\b(?:motion|answer|opposition|"
    r"complaint|petition|brief|declaration)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_FORMS = (
    ("service of order", _SERVED),
    ("ruling", _RULING),
    ("order", _ORDERED),
    ("filing", THEREAFTER),
    ("filing", _FILED),
    ("service", _SERVICE),
    ("event", _EVENT),
)


def trigger(flow: str, clause: Span, length: Span) -> tuple[str, Span | None]:
    """Return what starts the period whose length stands at `length` in a clause, and the words that say it."""
    for name, form in _FORMS:
        found = form.match(flow, length[1], clause[1])
        if found and found[0].strip(" ,"):
            return name, _trim(flow, found.span())
    lead = flow[clause[0] : length[0]]
    after = _AFTER_WHICH.search(lead)
    if after:
        return "filing", _trim(flow, (clause[0] + after.start(), clause[0] + after.end("which")))
    starts = _STARTS.search(lead)
    if starts:
        for name, form in _FORMS[:-1]:
            found = form.match(lead, starts.start("from"), starts.end("from"))
            if found:
                return name, _trim(flow, (clause[0] + found.start(), clause[0] + found.end()))
    return "unstated", None


def _trim(flow: str, span: Span) -> Span:
    start, end = span
    while start < end and flow[start] in " ,":
        start += 1
    while end > start and flow[end - 1] in " ,":
        end -= 1
    return start, end
