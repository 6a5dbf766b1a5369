"""How papers say what is to be done: verbs, what stands before them, what they govern, and where that ends."""

import re

from openhold.court.when import MONTHS

VERB = (
    r"(?:(?:re-? ?)?file?(?: and serve| or serve|, serve,?| electronically)?|serve(?: and file)?|submit|lodge|"
    r"exchange|provide|respond|oppose|reply|object|"
    r"amend|answer|take|conduct|complete(?: and return| and file)?|show (?:good )?cause|pay|notify|inform|"
    r"produce|disclose|designate|"
    r"identify|return|seek|move|"
    r"supplement|comply|request|effect(?:uate)?|join|plead|make|advise|retain|obtain|meet and confer|confer|"
    r"notice|depose|hold|"
    r"propound|deliver|mail|transmit|prepare|sign|execute|withdraw|dismiss|post|deposit|contact|select|report|opt|"
    r"send|remit|reimburse|clarify|indicate|explain|correct|cure|supply|re-?submit|update|verify|certify|decide|"
    r"mediate|schedule|brief|support|register|appeal|re-?notice|set|self-surrender|surrender|vacate|remove|"
    r"initiate|bring|give|"
    r"turn over|secure|satisfy|revise|cross-move|apply|renew|arrange|finish|finali[sz]e|perform|disclos|"
    r"email|e-mail|fax|forward|accept|reject|elect|"
    r"consent|decline)"
)
STOP = (
    r"(?=\W*(?:$|[;:(]|\b(?:on or before|by|no later than|not later than|until|to and including|"
    r"up to and including|within|is|are|has been|"
    r"have been|shall|was|were|extended|continued|granted|signed by|not to exceed|currently|set for|due|from \d|"
    r"deadline|as follows|"
    r"that|who|because|if (?:any|desired|necessary|plaintiff|defendant|he|she|they|it)|and (?:shall|the|"
    r"to (?=file|serve|show|"
    r"submit))|which|"
    r"pursuant to|in which|in accordance|without|at which|failure|(?:in|as) (?:support|light)|with (?:the|this) court|"
    rf"(?:to|before) (?:\d|(?!may \D)(?:{MONTHS}))|,? ?but|so that|in this|as to|re:?(?![-\w])|"
    rf"on \d|on (?:{MONTHS}))\b))"
)
ACT = re.compile(rf"(?P<verb>\b{VERB})\b(?P<object>[^;:]{{0,160}}?){STOP}", re.IGNORECASE)
VERBS = re.compile(rf"\b{VERB}\b", re.IGNORECASE)
MODAL = re.compile(
    r"\b(?:shall|must|may|my|will|should|is to|are to|(?:is|are|was|were|be) (?:hereby )?(?:ordered|directed|"
    r"required|granted|given|"
    r"permitted|allowed)(?: leave| until)?(?: (?:to|in which to))?|ordered to|directed to|required to|to|"
    r"directing \w+ to|in which to|"
    r"that (?:the )?(?:plaintiffs?|defendants?|petitioner|respondents?|parties|counsel|pltfs?|"
    r"dfts?)(?: (?-i:[A-Z])\w+)?|that (?-i:[A-Z][\w&'-]+)(?: (?-i:[A-Z][\w&'-]+)){0,3}|within which to|deadline "
    r"(?:to|for)|time (?:to|for|in which to)|by|and|can|"
    r"leave to|opportunity to|days,(?: and)?|at|agree to|shall have to|need)"
    r"\s+(?:also |either |each |promptly |jointly |then |personally |separately |plaintiff to |defendants? to |"
    r"the parties to |thereafter |"
    r"hereby |electronically |[a-z]{3,12}ly |either:?(?: \(?[1a]\))? )*$",
    re.IGNORECASE,
)
TIME_TO = re.compile(
    rf"\b(?:extension|time|continuance|leave|deadline|requiring|directing|ordering|permission|"
    rf"orders?|requires?)\b(?:[^.;:]|(?<=\b[A-Z])\.){{0,60}}?\b(?:to|for|in which to|within which to)\s+"
    rf"(?:either:? )?(?P<verb>{VERB})\b(?P<object>(?:[^;:.]|\.(?=\d)){{0,110}}?)(?:{STOP}|(?=\.\s))",
    re.IGNORECASE,
)
DISCHARGED = re.compile(
    r"\b(?:discharg\w+|vacat\w+|re:?|regarding|on)\b(?:(?! and )[^.;:]){0,40}? order to show cause\b", re.IGNORECASE
)
DATE_FOR = re.compile(
    r"\b(?:date|deadline|time|schedule) for (?:the )?(?P<what>filing\b[^;:.,(]{3,90}?)(?= (?:as to|signed|and)\b|"
    r"[;:.,(]|$)",
    re.IGNORECASE,
)
REQUESTED = re.compile(
    r"\b(?i:requesting|requiring) (?:the )?(?P<what>[A-Z](?:(?!\b[Tt]o\b)[^.;:,(]){3,70}?)(?= signed\b|[.;:,(]|$)"
)
TAIL_ACT = re.compile(
    rf"[\s,]*(?:(?:in|within|by) which\s+)?(?:for \w+(?: \w+){{0,3}} )?(?:to|at)\s+(?:either |also |"
    rf"and to )*(?={VERB}\b)",
    re.IGNORECASE,
)
TAIL_SOME = re.compile(
    r"[\s,]*(?:(?:in|within|by) which\s+)?to (?!the\b|this\b|that\b|his\b|him\b|her\b|them\b|any\b|all\b|be\b|have\b)"
    r"(?P<verb>(?-i:[a-z]){3,13})\b(?P<object>[^.;:,]{0,90})",
    re.IGNORECASE,
)
TAIL_PASSIVE = re.compile(
    r"(?:also )?be (?:re-?filed|filed|served|submitted|completed|exchanged|lodged|produced|provided)\b", re.IGNORECASE
)
BY_FILING = re.compile(
    rf"\b(?:filing|submitting|serving)\b(?! nos?\b| \d| fees?\b)(?P<object>[^;:]{{2,120}}?){STOP}",
    re.IGNORECASE,
)
ANY_ACT = re.compile(
    r"\b(?:shall|must|directing [a-z]+ to|ordered to|directed to) (?!be\b|have\b|remain\b|"
    r"also\b)(?P<verb>[a-z]{4,12})\b(?P<object>[^;:]{0,120})$",
    re.IGNORECASE,
)
IF_DONE = re.compile(
    r"\b(?:if|unless) [^;:,]{2,60}? (?P<verb>file|submit|inform|pay|show|serve|request|"
    r"elect)s\b(?P<object>[^.;:,()]{0,90}),?\s*$",
    re.IGNORECASE,
)
IF_FILED = re.compile(
    r"\b(?:if|unless) (?P<what>an? [^.;:,]{2,60}?) (?:is|are) (?:filed|served|received|submitted)\W*$", re.IGNORECASE
)
FAILED = re.compile(r"^\W*failure to (?=[a-z])", re.IGNORECASE)
HAVE_DONE = re.compile(
    r"\b(?:shall|must) (?:have|cause) (?P<what>[^;:]{3,90}?)(?: to be)? (?:filed|served|delivered|"
    r"submitted)\b[^;:]{0,40}$",
    re.IGNORECASE,
)
BY = re.compile(r"\bby $", re.IGNORECASE)
CLAUSE_NEXT = re.compile(r"[\s,]*(?:that|whether|if|why|in writing)\b", re.IGNORECASE)
OBJECT = re.compile(rf"[\s,:]*(?P<object>[^;:]{{2,160}}?){STOP}", re.IGNORECASE)
COMPLETE = frozenset(("meet and confer", "confer"))
"""Verbs that need no object."""
ADVERB = r"(?:also|each|either|then|all|both|so|(?!reply\b|supply\b|apply\b|comply\b)[a-z]{3,12}ly),?"
ADVERBS = re.compile(rf"[\s,]*(?:{ADVERB}\s+){{0,2}}", re.IGNORECASE)
LONG_OBJECT = re.compile(r"[\s,]*(?P<object>[^.;:,]{2,100})(?=[ ,;:.]|$)")
TAIL_SHALL = re.compile(
    r"\b(?:(?P<modal>shall|must|may|will)|is to|are to|is directed to|is ordered to|are directed to|are ordered to|to)"
    r"(?:(?: either)?:?\s*\(?(?:\d|[a-z])[.)]\s*|"
    rf"\s+(?:{ADVERB}\s+){{0,2}})",
    re.IGNORECASE,
)
SOME_ACT = re.compile(
    r"(?P<verb>(?!be\b|have\b|not\b|only\b|remain\b|result\b|either\b|within\b)[a-z]{4,13})\b"
    r"(?P<object>(?:(?! why\b| whether\b)[^.;:,]){0,90})",
    re.IGNORECASE,
)
"""Whatever is said to be done, where the verb is none that these papers often use."""
LONG_ACT = re.compile(rf"(?P<verb>\b{VERB})\b(?P<object>[^.;:,]{{2,90}})(?=[ ,;:.]|$)", re.IGNORECASE)
"""A verb whose object goes on and on: as much of it as makes a name."""
CUT = re.compile(
    r"[;:]|(?<=[a-z]{4})\. |\bJr\.+\s(?=[A-Z])|\b(?:SCHEDULE|DEADLINES|DATES|CALENDAR)\s(?=[A-Z][a-z])|"
    r"(?<=[\d)])\. |, (?!except\b|excluding\b|other than\b|with the exception\b)(?:and )?|"
    r"(?<!\([a-z0-9])\)\s(?=[A-Z])|\s[-\u2013]\s|\b(?:ORDERING|ORDERED|ordering|"
    r"ordered|GRANTED|GRANTING|EXTENDING|extending|that|is granted|and the|as follows|"
    r"SETTING|setting|[Rr]equiring|REQUIRING|and (?:Extending|Granting|Continuing|Modifying|Directing|Denying|"
    r"Setting)|resetting|RESETTING|set|is extended|Set/Reset [A-Z]\w+)\b|\b(?:AM|PM|a\.m\.|p\.m\.)\s|\s\(\d\)\s|"
    r"(?<=\s)\d{1,2}[.)]\s"
)
KEPT_COMMA = re.compile(r"^(?:if any|or)\b", re.IGNORECASE)
ASKED = re.compile(
    r"\b(?:motions?|requests?|applications?|stipulations?|petitions?|failure|failed|failing|(?:for|"
    r"seeking) leave) to $",
    re.IGNORECASE,
)
NOUNS = frozenset(
    (
        "notice", "report", "brief", "request", "support", "schedule", "answer", "reply", "object", "set", "return",
        "contact",
        "select", "appeal", "post", "deposit", "forward", "fax", "register", "move", "hold", "make",
    )
)  # fmt: skip
"""Words that are nouns as often as verbs: at the head of a label they are no verb."""
GERUNDS = {
    "filing": "file", "serving": "serve", "responding": "respond", "replying": "reply", "opposing": "oppose",
    "answering": "answer",
    "amending": "amend", "completing": "complete", "conducting": "conduct", "submitting": "submit",
    "disclosing": "disclose",
    "designating": "designate", "joining": "join", "taking": "take", "producing": "produce", "objecting": "object",
    "lodging": "lodge", "exchanging": "exchange", "providing": "provide", "hearing": "hear",
}  # fmt: skip
TO_WHOM = re.compile(
    r"^\s*,?\s*(?:(?:to|with|on|upon) )?(?:the |this )?(?:chambers of (?:(?:the|hon\.?|honorable|magistrate|judge) )*"
    r"(?:(?-i:[A-Z])[\w'-]+|(?-i:[A-Z])\.)(?: (?:(?-i:[A-Z])[\w'-]+|(?-i:[A-Z])\.)){1,3}|court|u\.?s\.? ?marshals?|"
    r"usm|united states marshal|"
    r"marshal|clerk)(?: of (?:the )?court| with|'s office)?\b(?!['\u2019]),?\s*",
    re.IGNORECASE,
)
SERVED_PAPER = re.compile(
    r"\b(?:answer|opposition|reply|response|brief|motion|statement|notice|objections|report|pleading|"
    r"amended complaint|disclosures?|designation|list|declaration)s?\b"
)
AND_ACT = re.compile(
    rf"\s*(?P<and>and|or)\s+(?:to )?(?P<verb>{VERB}|deny|copy|test|inspect)\b(?P<object>.*)", re.IGNORECASE
)
"""A second verb for the same thing: `confer and schedule the deposition`."""
EMPTY = re.compile(r"(?:it|him|them|her)?[\s,]*")
GERUND = re.compile(r"(?P<verb>[a-z]+ing)\b(?P<object>.*)", re.IGNORECASE)
DROPPED = frozenset(("file", "serve", "submit", "lodge", "exchange", "re-file", "refile", "prepare", "disclose", "set"))
"""Verbs that say nothing beside the name of the paper."""
ALONE = {
    "respond": "response",
    "oppose": "opposition",
    "reply": "reply",
    "object": "objections",
    "answer": "answer",
    "amend": "amended complaint",
    "designate": "expert designation",
    "show": "show cause",
}
SENDING = frozenset(("send", "mail", "forward", "provide", "transmit"))
"""What the clerk does with a paper that somebody else is to fill in."""
SPACE = re.compile(r"\s+")
CLERK = re.compile(r"\bclerk\b[^.;]*$", re.IGNORECASE)
NEAR = 170
"""How many characters may stand between what is to be done and the date by which."""
