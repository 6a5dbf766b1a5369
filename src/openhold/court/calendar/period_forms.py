"""How papers write periods: the number, what starts them, and the words that make them no order of this paper."""

import re

_UNITS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = {name: n for n, name in enumerate(_UNITS, 1)} | {
    name: n for n, name in zip(range(20, 100, 10), _TENS, strict=True)
}
_NAMES = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_NUMBER = (
    rf"(?:(?P<words>(?:one[- ])?hundred(?:[- ](?:and[- ])?(?:{_NAMES})(?:[- ](?:{_NAMES}))?)?|"
    rf"(?:{_NAMES})(?:[- ]+(?:{'|'.join(_UNITS[:9])}))?)"
    r"(?:\s*\(\s*(?P<both>\d{1,3})\s*\))?|\(?(?P<digits>\d{1,3})\)?)"
)
LENGTH = re.compile(
    rf"(?<![\w.$/#-]){_NUMBER}\s*[- ]?\s*(?P<kind>(?:calendar|court|business|working|full)[- ])?(?P<unit>days?|hours?|"
    rf"weeks?)\b['\u2019]?(?! (?:of|per) (?:trial|court trial|each))",
    re.IGNORECASE,
)
IN_WHICH = re.compile(r"\s*,?\s*(?:in|within|by|during) which\b", re.IGNORECASE)
WITHIN = re.compile(
    r"\b(?:w?i?thin|w[ti]+hn?in|within|w/in|w/i|in|no later than|not later than|later than|due|"
    r"deadline:?)\W+(?:the |a |next )?$",
    re.IGNORECASE,
)
GRANTED = re.compile(
    r"\bORDERING (?:an? )?(?:additional )?$|\b(?:have|has|granted|grants?|granting|given|giving|be given|allowed|"
    r"allowing|provid(?:ed|ing|es)|afforded|"
    r"giving|is granted|leave|shall have)\b[^.;()]{0,60}$",
    re.IGNORECASE,
)
EXTENSION = re.compile(
    r"\b(?:extension|extended|extending|continuance|enlargement|additional)\b[^.;()]{0,40}$", re.IGNORECASE
)
LABEL = re.compile(
    r"[- ]*\)?\s*[- ]*(?:(?P<label>deadline|ddl|objection (?:deadline|period)|objections?|filing deadline|"
    r"time limit|response (?:deadline|period)|show cause deadline|"
    r"period|[a-z]+ (?:deadline|ddl))\b|leave to amend\b)",
    re.IGNORECASE,
)
NOT = re.compile(
    r"\b(?:statutory|sentenced? (?:of|to|for)|term of|incarcerat(?:ion|ed for)|excluded|supervised|toll(?:ed|ing)?|"
    r"stayed|probation|trial estimate|estimated|jury trial|not exceed|"
    r"in excess of|waiting|per day|"
    r"deemed|loss of|credits?|no fewer than|lasted|allocated|duration|statute|appeal period|requires that|provides "
    r"that|"
    r"(?:action|claim|appeal)s? must be (?:filed|commenced)|(?:timely|considered|valid|proper)[^.;]{0,30} if|"
    r"(?:court'?s?|clerk'?s?)(?: records?| office)? will(?! (?:grant|allow|give))|well (?:over|beyond)|for over|for "
    r"approximately|"
    r"effective|no earlier than|not before)\b[^.;]{0,60}$"
    r"|\b(?:if|in the event(?: that)?|(?<![a-z] )should(?! not\b))\b[^.;,]{0,90}\b(?:fails?|no|not|"
    r"unable)\b[^.;]{0,90}$"
    r"|\bevery\b(?!\W*$)[^.;]{0,60}$|\b(?:denying|failed to|did not|has not|have not|had not|fails? to|failure to|"
    r"past|last|previous|ago|old|"
    r"(?<!given no )(?<!granted no )(?<!allowed no )more than|less than)\b"
    r"(?:(?!\b(?:to be|shall|must|may|directing|ordering|is|are|requiring|granting|due|within)\b)[^.;:,]){0,40}$",
    re.IGNORECASE,
)
PLACE = re.compile(
    r"\b(?:limitations?|imprisonment|custody|segregation|confinement|shu|jail)\b[^.;]{0,60}$", re.IGNORECASE
)
"""Before a length that is not said to be one within which something is due: how long somebody was held."""
AT_LEAST = re.compile(r"\b(?:(?:not|no) (?:less|fewer|later) than|at least)\W*$", re.IGNORECASE)
BACKWARD = re.compile(r"\W*(?:prior|before|preceding|in advance)\b", re.IGNORECASE)
"""Around a length that counts backward: `not less than 7 days prior to the conference`."""
WITH_TIME = re.compile(r"\bwith(?: an? (?:additional )?)?\s*$", re.IGNORECASE)
TO_AMEND = re.compile(r"\s*(?:in which )?to (?:file|amend|cure|respond)\b", re.IGNORECASE)
"""Around a length that is given with a dismissal: `DISMISSED with 28 days to amend`."""
LAW = re.compile(
    r"(?:\b(?:Fed\. ?R\.|U\.S\.C\.|Local Rule|L\.R\.|Rules? \d|Rule of|statute)|§)[^.;]{0,80}\b(?:requires?|"
    r"provides?|allows?|permits?|gives?|states?|adds?|grants?|affords?)\b[^;]{0,80}$"
    r"|^[\W\d]*(?:an?|every|no) (?:inmate|prisoner|litigant|claimant|person)\b[^.;]{0,80}$"
    r"|\b(?:under|per)\b[^.;]{0,60}(?:\bRules?\b|§|U\.S\.C\.)[^.;]{0,60}\ban? [a-z]+ ?party\b[^.;]{0,60}$"
    r"|\b(?:under|per)\b[^;,]{0,60}(?:\bRules?\b|§|U\.S\.C\.)[^;,]{0,30},? an? (?:[a-z]+ ){1,3}(?:must|may|shall) "
    r"be\b[^.;]{0,60}$"
    r"|\bnotice of appeal (?:must|shall|may) be filed\b[^.;]{0,60}$",
    re.IGNORECASE,
)
PAST = re.compile(r"\b(?:was|were|had)\b[^.;,]{0,40}$", re.IGNORECASE)
_NOW = r"(?!\b(?:shall|must|may|will|is|are|be|due|ORDERING|directing|granting|giving|require|requiring)\b)"
_ACTOR = (
    r"(?:(?:plaintiffs?|defendants?|petitioners?|respondents?|movants?|parties|pltfs?|plfs?|dfts?|defts?)"
    r"(?: (?-i:[A-Z])\w+)?|he|she|they)"
)
DID = re.compile(
    rf"\b{_ACTOR} (?:(?:has|have|had|timely|then|also) ){{0,2}}(?!granted|given|allowed|ordered|directed|required|"
    rf"permitted|afforded|extended|advised|proceed|need|exceed|amended|proposed|revised|completed|signed|"
    rf"renewed)[a-z]{{3,12}}ed\b(?:{_NOW}[^.;,]){{0,60}}$"
    rf"|\b{_ACTOR} (?:also |now )?(?:argues?|contends?|alleges?|asserts?|maintains?|claims?|"
    rf"complains?)\b[^.;]{{0,200}}$"
    rf"|(?<!that )(?<!that the )\b{_ACTOR} (?:also |now |hereby )?(?:seeks?|requests?|asks?|moves|needs?)\b"
    rf"(?:{_NOW}[^.;]){{0,80}}$",
    re.IGNORECASE,
)
GENERAL = re.compile(r"[\W\d]*An? [a-z]")
CITED = re.compile(r"\s*(?:See |Id\.|Fed\. R\.|Local Rule|L\.R\.|\d+ U\.S\.C\.|Cal\. )")
"""Around a statement of law: `A motion must be filed within 28 days. Fed. R. Civ. P. 59(e).`"""
DONE = re.compile(
    rf"[^.;]{{0,60}}\b(?:has|have|had) (?:now |long )?(?:passed|expired|elapsed|run)\b|"
    rf"[^.;,]{{0,90}}, (?:the )?{_ACTOR} (?:(?:has|have|had|timely|then|also) ){{0,2}}(?:filed|served|submitted|paid|"
    r"responded|moved|requested|received|objected|appealed|was|were|failed)\b",
    re.IGNORECASE,
)
"""Before a length, and behind it: it says what was done, not what is to be done."""
TO_DO_THAT = re.compile(
    r"\b(?:shall|must|to (?:file|submit|serve|provide)) [^.;]{3,90}?\bthat\b[^.;,]{2,60}$", re.IGNORECASE
)
"""Before a length: what was done is only what a paper that is due shall say (`a declaration that service was made`)."""
TOLD_BEFORE = re.compile(
    rf"\b(?:was|were|had been) (?:also |previously |then |hereby )?(?:ordered|directed|required|granted|given|"
    rf"allowed|permitted|afforded|instructed|advised|told|warned|provided)\b(?:{_NOW}[^;]){{0,200}}$"
    rf"|\b(?:orders?|rulings?|minutes) (?:dated |filed |issued |entered |of |on "
    rf")[^;]{{0,60}}?\d{{4}}\b(?:{_NOW}[^;]){{0,60}}?"
    rf"\b(?:required|directed|ordered|granted|gave|allowed|permitted|instructed|set|provided)\b(?:{_NOW}[^;]){{0,200}}$"
    rf"|\b(?:earlier|previous|prior|original|initial|last) (?:scheduling |minute |screening |written )?orders? "
    rf"(?:had )?"
    rf"(?:required|directed|ordered|granted|gave|allowed|permitted|instructed|set|provided)\b(?:{_NOW}[^;]){{0,200}}$"
    rf"|\bcourt (?:had |has )?previously (?:required|directed|ordered|granted|gave|given|allowed|permitted|"
    rf"instructed|set|provided)\b(?:{_NOW}[^;]){{0,200}}$"
    rf"|\bin (?:that|its|an earlier|the prior) order\b[^;]{{0,60}}?\b(?:directed|ordered|granted|gave|required|"
    rf"advised)\b"
    rf"(?:{_NOW}[^;]){{0,160}}$"
    rf"|\bas (?:set forth|ordered|stated|directed|required|provided) (?:in|by) (?:the |this )?(?:court'?s "
    rf")?[^.;]{{0,30}}"
    rf"(?:\d{{4}}|prior|earlier|previous) order\b[^;]{{0,160}}$"
    rf"|^[\W\d]*(?:on|by|in)\b[^;]{{0,60}}?\b(?:1[89]|20)\d\d\b[^;]{{0,40}}?,[^.;,]{{0,60}}?\b(?:ordered|directed|"
    rf"required|granted|gave|allowed|permitted|instructed)\b(?:{_NOW}[^;]){{0,200}}$",
    re.IGNORECASE,
)
"""Before a length: an order that was made before, and is only told of here (`was given`, `the order of May 1`)."""
WARNING = re.compile(
    rf"\bfailure (?:of [^.;,]{{2,40}} )?to (?:timely )?(?:file|comply|respond|object|serve|submit|pay|show|"
    rf"appear|do|amend|oppose|return|complete|provide|answer)\b(?:{_NOW}[^.;,]){{0,160}}$",
    re.IGNORECASE,
)
"""Before a length: what follows if it is not kept, where the paper has set it already."""
SET_ELSEWHERE = re.compile(
    r"\b(?:the|that|this|those|these|said|such|its|applicable)\W+(?:initial |full |original )?$", re.IGNORECASE
)
ITS_PERIOD = re.compile(r"[- ]*(?:time )?(?:period|limit|deadline|window)\b", re.IGNORECASE)
BY_RULE = re.compile(
    r"[- ]*(?:time |period )?(?:(?:that|which) |(?:allowed|allotted|provided|permitted|prescribed|set|given|required) "
    r"(?:for )?(?:by|in|under) )(?:the )?(?:fed\.|federal|local|rules?\b|l\.? ?r\.|frcp|\d{1,2} u\.? ?s|statute)",
    re.IGNORECASE,
)
"""Behind a length: it is a rule's, not this paper's (`within the thirty days that Rule 33 allows`)."""
LAPSED = re.compile(
    r"\b(?:expiration|expiry|end|lapse|passage|conclusion|running) of (?:the |this |that |those |these |said )?$",
    re.IGNORECASE,
)
"""Before a length: it is named again, not set (`within the 21-day period`, `upon the expiration of the 15 days`)."""
HELD = re.compile(
    r"\bstay (?:will|shall) (?:be lifted|expire)\W*$|"
    r"\bshall reta+in jurisdiction\b[^.;]{0,90}$|"
    r"\bcourt (?:(?:hereby|also) )?(?:stays|intends|reserves|has set aside|will(?! (?:grant|allow|"
    r"give)))\b[^.;]{0,90}$|"
    r"\bset aside\b[^.;]{0,30}$|\bapproximately\W*$",
    re.IGNORECASE,
)
"""Before a length: how long the court itself takes or waits."""
DATE_GIVEN = re.compile(
    r"[^.;]{0,60}?(?:\b(?:to and including|until|up to and including|through|i\.e\.,?|(?:or|and|to and) (?:by|"
    r"until)|that is,?|on or before|no later than|by)|[(,:;-])\W*(?:the )?"
    r"|\W*to\W*",
    re.IGNORECASE,
)
END_SAID = re.compile(
    r"[^;]{0,110}?(?:\bi\.e\.,?(?: by| on| until)?|\bthat is,?(?: by| on| until)?|,? or (?:by|until)|"
    r", (?:by|until|on or before|no later than|not later than))\W*(?:the )?",
    re.IGNORECASE,
)
"""Between a length that has its trigger and a date that says when it ends: `of this order, i.e. by`."""
COUNTED = re.compile(r"[^\w.;:]*(?:i\.e\.,? ?|that is,? |which is )?[^\w.;:]*", re.IGNORECASE)
DUE_ON = re.compile(r"\b(?:by|before|until|than|including|due|for|to)\W*$", re.IGNORECASE)
"""Before a date, and between it and a length that only counts how far off it is: `by May 1, 2013 (21 days)`."""
BY_LENGTH = re.compile(
    r"\b(?:extended|continued|extend|continue|extending|continuing|enlarged|postponed)\b[^.;]{0,40}\b(?:by|"
    r"for)\W+(?:an? )?(?:additional |further |period of )*$",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"\W*(?:for|to) (?:the )?(?:(?:plaintiffs?|defendants?|petitioner|respondents?|"
    r"parties) to )?(?P<what>[^.;,()]{3,90})",
    re.IGNORECASE,
)
WISHED = re.compile(
    r"\b(?:motions?|requests?|applications?|stipulat\w+|petitions?)\b(?: \d+)?(?: for| to| seeking|"
    r" requesting)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
RECOMMENDED = re.compile(
    r"\brecommend(?:ing|s|ed)?\b(?!ations?)(?:(?!\border(?:ing|s)\b)[^;])*\bbe\b[^;]*$", re.IGNORECASE
)
NOUN_AFTER = re.compile(
    r"\W*before (?:the )?(?:undersigned|hon|(?:chief |senior |magistrate |district )*judge)|"
    r"\W*(?:jury|bench|court|trial|drug|residential|estimate|(?<!, )of|per|sentence|suspension|notice|ago|old|early|"
    r"late|"
    r"earlier)\b"
    r"(?! (?:the|this|these|service|being|date|entry|receipt|filing|issuance|notice|"
    r"adoption|completion|any|an?|plaintiff|defendant|petitioner|respondent|his|her|its|their|today|such)\b)",
    re.IGNORECASE,
)
"""What follows a length that measures something else: `3-day jury trial`, `ten days of trial`."""
RUNS = re.compile(
    r"\W*(?:thereafter|prior|before|preceding|after|from|following|of (?:the|this|these|service|being|date))\b",
    re.IGNORECASE,
)
TO_DO = re.compile(r"\W*(?:to|in which|within which|from)\b", re.IGNORECASE)
LONGER = re.compile(r"[- ]*(?:extension|continuance)\b", re.IGNORECASE)
LENGTHENED = re.compile(
    r"[- ]*(?:extension|continuance)(?: of (?:the )?(?:time|deadline))?(?: for (?=[a-z]+ing\b))?", re.IGNORECASE
)
WHICHEVER = re.compile(
    r"\s*,?\s*or [^.;]{3,110}?,? whichever (?:is|comes|occurs) (?:first|later|earlier|sooner),?", re.IGNORECASE
)
"""A second trigger behind the first."""
ENDS_LATER = re.compile(r"\b(?:by|until|to|due|deadline:?|including)\W{1,3}$", re.IGNORECASE)
"""Before a date behind an extension of so many days: it says when that ends."""
EXTENSION_OF = re.compile(r"\bextension(?: of time)? of (?:up to )?$", re.IGNORECASE)
CONDITION = re.compile(
    r"(?:^|[.;,:]|\band|\bor)\W*(?:if(?! the clerk)|unless|should)\b[^.;,]{0,90}\b(?:cannot|not|unable|"
    r"fails?)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
"""Before a length: it only says when something else is to be done (`if it cannot be filed within 90 days, ...`)."""
RECOMMENDING = re.compile(r"\brecommend(?:ing|s|ed)?\b(?!ations?)", re.IGNORECASE)
ORDERING = re.compile(r"\border(?:ing|s)\b|\b(?:is|are) (?:hereby )?ordered\b|\.\s", re.IGNORECASE)
ALSO = re.compile(
    r",? and (?:shall|must|to) (?:also )?(?=(?:file|submit|pay|return|lodge)\b(?! and serve a copy\b))", re.IGNORECASE
)
SUBJUNCTIVE = re.compile(
    r"(?:^|\band |[.;:] )(?:the |all )?(?:plaintiffs?|defendants?|petitioners?|respondents?|pltfs?|dfts?)"
    r"(?: (?-i:[A-Z])\w+){0,3} be (?:directed|ordered|required|given|granted|allowed)\b[^;]*$",
    re.IGNORECASE,
)
"""In a list of recommendations: `and defendant be directed to answer within`."""
ORDERED_AGAIN = re.compile(r"\bORDERING\b|\b(?:is|are) (?:hereby |further )?ordered\b", re.IGNORECASE)
ASKED = re.compile(r"\b(?:motions?|requests?|applications?|stipulations?|seek\w*|ask\w*)\b[^.;]{0,50}$", re.IGNORECASE)
NEAR_EXTENSION = re.compile(r"extension[^.;]{0,20}$", re.IGNORECASE)
EVERY = re.compile(r"\bevery\W*$", re.IGNORECASE)
LEAVE = re.compile(r"[- ]*leave to (?:amend|file)\b", re.IGNORECASE)
POINTS_BACK = re.compile(
    r"\b(?:this|that|said|motion for|request for|with|of|the|consecutive|alternative)\W+(?:an? )?$",
    re.IGNORECASE,
)
"""Before a label: it names a period that was set elsewhere (`within this 10-day period`)."""
OBJECTION = re.compile(r"objection", re.IGNORECASE)
FROM_SOMETHING = re.compile(r"\s*(?:of|from|after)\b", re.IGNORECASE)
CUE_END = re.compile(
    r"[\s,(]*\b(?:due|due date|and)?\s*(?:at least|no more than|not less than|no less than|no fewer than|w?i?thin|"
    r"w/in|w/i|in|no "
    r"later than|not later than|by)?\W*(?:an? |"
    r"the )?(?:additional )?$",
    re.IGNORECASE,
)
NOUN_DUE = re.compile(
    r"(?:(?<![a-z-] )|(?<=\b(?:and|any) )|(?<=\bwith )|"
    r"\b(?:plaintiffs?|petitioners?|defendants?|respondents?|movants?|pltfs?|plfs?|dfts?|defts?)(?:['\u2019]s?)? )"
    r"(?:(?:optional|written|first|second|third|fourth|opening|final) )*"
    r"(?P<what>\b(?:objections?|oppositions?|repl(?:y|ies)|responses?|answers?|traverse|amended (?:complaint|petition|"
    r"pleading)|show cause response)\b)(?:,? if any,?)?"
    r"(?: (?:is|are|be|to be|shall be|must be))? due,?"
    r"(?: (?:w?i?thin|w/in|w/i|in|no later than|not later than|by))?\W*$",
    re.IGNORECASE,
)
"""The name of a paper and at once the length: `Objections, if any, due within`."""
ENDS_THEN = re.compile(r"\b(?:will|shall) (?:terminate|expire)\W*$", re.IGNORECASE)
ENDING = re.compile(r"\b(?:appointment|order|injunction|representation)\b", re.IGNORECASE)
"""What ends after a length of time: `this appointment will terminate 30 days after the mediation`."""
LABEL_NOUN = re.compile(r"\b(?:deadline|ddl|period|limit)$", re.IGNORECASE)


def count(match: re.Match[str]) -> int:
    """Return the number that a match of `LENGTH` writes, in figures or in words (`one hundred and twenty`)."""
    digits = match["digits"] or match["both"]
    if digits:
        return int(digits)
    total = 0
    for word in re.split(r"[- ]+", match["words"].lower()):
        total = max(1, total) * 100 if word == "hundred" else total + _NUMBERS.get(word, 0)
    return total


RECOMMENDS = re.compile(
    r"\W*(?:order,? (?:and|&)? ?)?(?:amended )?findings (?:and|&) recommendations?\b",
    re.IGNORECASE,
)
"""The head of a paper against which nothing but objections can be filed."""
