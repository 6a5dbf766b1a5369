"""The words by which papers say what a date does: what `roles` and `taken` look for before and behind it."""

import re

DEADLINE = re.compile(
    r"\b(?:deadlines?|ddl|cut-?\s?offs?|due|time (?:for|to|in which|within which)|discovery|disclosures?|"
    r"designations?|pleadings?|"
    r"motions? filing|last day|oppositions?|repl(?:y|ies)|responses?|answer|objections?|briefs?|statements?|reports?|"
    r"dates? (?:to|for (?:the )?(?:filing|submission|completion))|filing date|documents|complaint|time)\b",
    re.IGNORECASE,
)
FILL = re.compile(
    r"(?:[\s,(*&]|\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues?|wed|thurs?|fri|sat|sun)\b\.?|"
    r"the)(?=[\s,.]*$)|"
    r"(?:\bat |\bthe )?\b\d{1,2}(?::\d{2})?\s*[ap]\.?\s?m\b\.?\s*(?:calendar\s*)?,?\s*(?:\b(?:on|of)\b)?|"
    r"\b(?:the )?date of$)+$",
    re.IGNORECASE,
)
RANGE = re.compile(
    r"exclud|\bstart(?:ed|ing)?\b|\bstop(?:ped)?\b|\bbetween$|local codes?\b|speedy trial|\bx?t-?[234]\b|"
    r"\btoll(?:ed|ing)?\b|"
    r"interest\b|\bin (?:full )?(?:force|effect|abeyance)\b|\bstay(?:ed|s|ing)?\b|\bsince\b|\breleased?\b|"
    r"\bpull date\b|\bno earlier than\b|\bnot before\b|"
    r"\b(?:added|replaced|transferred|mailed|faxed|e-?mailed) on$|\b(?:modified|corrected|edited)\b[^;.]{0,60}?\bon$",
    re.IGNORECASE,
)
RANGE_STEMS = (
    "exclud", "start", "stop", "between", "local code", "speedy", "t-", "t2", "t3", "t4", "toll", "interest",
    "effect", "force", "abeyance",
    "stay", "since", "release",
    "pull", "earlier", "not before", "modified", "corrected", "edited",
    "added", "replaced", "transferred", "mailed", "faxed",
)  # fmt: skip
RESUMES = re.compile(
    r"\b(?:deadlines?|due|cut-?offs?|shall (?:file|serve|submit)|shall be (?:filed|served|submitted))\b", re.IGNORECASE
)
JOIN = re.compile(r"\s*(?:at [\d:]+ ?[ap]\.?m\.?)?[,\s]*(?:and|&|through|thru|to|-|\u2013|until)\s*$", re.IGNORECASE)
AND = re.compile(r"[\s,]*(?:and|&|through|thru|-|\u2013)\s*(?:the )?$", re.IGNORECASE)
CHANGE = (
    r"(?:continu(?:ed?|ing|es)|conts?|contd|re-?set(?:s|ting)?|re-?schedul(?:ed?|ing|es)|extend(?:ed|ing|s)?|"
    r"extension|enlarg(?:ed?|ing)|"
    r"moved?|moving|advanc(?:ed?|ing|es)|postpon(?:ed?|ing)|chang(?:ed?|ing)(?! of plea)|modif(?:y|ied|ying)|"
    r"defer(?:red|ring)?|"
    r"re-?calendar(?:ed)?|re-?notic(?:ed|ing)|adjourn(?:ed|ing)?|delay(?:ed|ing)?|carried over|put over)"
)
TO = re.compile(
    rf"\b{CHANGE}\b(?:(?!\b(?:set|scheduled|noticed)\b)[^;]){{0,160}}?\b(?:to|until|(?:up )?to and including)$|"
    rf"\bextension(?: of time)? through$|\b(?!extension){CHANGE}\b(?:(?!\b(?:set|scheduled|noticed|"
    rf"signed)\b)[^;]){{0,90}}?\b(?:for|through|on)$",
    re.IGNORECASE,
)
JUST_TO = re.compile(
    r"(?:(?!\b(?:once|if|when|that|after|availab\w+)\b)[^;]){0,70}?\b(?:(?:is|are|be|been|and|has|have|hereby|now|"
    r"was)\W+)*"
    rf"(?:{CHANGE}\W+|vacated and )?(?:it |them )?(?:(?:back )?(?:to|until|for|on)|re-?set|new date)\W*$",
    re.IGNORECASE,
)
SET = re.compile(
    r"\b(?:(?:re-?)?set(?:s|ting)?|(?:re-?)?schedul(?:ed?|es|ing)|calendared|noticed|held|heard|conven(?:ed?|es)|"
    r"commence[sd]?|"
    r"begins?|appear|conducted|take place|placed|proceed|continued|surrender|hearings?|trials?|conferences?|sentencing|"
    r"arguments?|plea|is|are|be|trail)\b"
    r"[^;]{0,90}?(?:\b(?:for|on|at|is|are|begin(?:ning)?|be|now|to|commence|(?:re-?)?set)|:| [-\u2013])$|\b(?:held|"
    r"set|re-?set|scheduled|heard|commence[sd]?|begins?)$",
    re.IGNORECASE,
)
DUE = re.compile(
    r"(?:\bdue(?:\s+date)?(?:\s+(?:is|are|be|to be filed|be filed|from \w+))?(?:\s*[:\-\u2013])?(?:\s+(?:by|on|"
    r"no later than|not later than|"
    r"on or before|before|at))?(?:\s+(?:on|noon|close of business))*|"
    r"\b(?:is|are|was|were) (?:given|granted|allowed)(?: up)? to|"
    r"\b(?:no|not) later(?: tha[nt])?(?: (?:noon|"
    r"(?:the )?close of business) on)?|"
    r"\b(?:on|by)(?: ?or ?|/)before(?: (?:the )?close of business on)?|\bon or by|\b(?:up )?to and (?:including|"
    r"through)|"
    r"\bthrough and including|"
    r"\buntil(?: and including| on or before| close of business(?: on)?)?|"
    r"\bby(?: (?:noon|(?:the )?(?:end of the day|close of business)|midnight|and including)(?: on)?)?:?|"
    r"\b(?:an? )?(?:new )?(?:deadline|"
    r"due date) of)$",
    re.IGNORECASE,
)
BEFORE = re.compile(r"\b(?:shall|must|to)\b[^;]{0,120}?\b(?P<before>before|prior to)$", re.IGNORECASE)
LAST_DAY = re.compile(r"(?:later (?:than|that|tha)|before|by)\b", re.IGNORECASE)
"""What names the last day for something and never the day that it is set for."""
MOVED_UNTIL = re.compile(r"\b(?:continu|re-?set|moved|re-?sched|advanced|set\b|adjourn|delay)", re.IGNORECASE)
FILED = re.compile(
    r"\b(?:file|serve|submit|lodge|due|provide|complete|filed|served|submitted|lodged|completed|exchange)\b",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"\b(?:deadlines?|ddl|cut-?\s?offs?|due|dispositive motions? filed|motions? filing|last day to [^;:.]{3,80}|"
    r"deadlines? (?:to|"
    r"for) [^;:.]{3,100})"
    r"(?:\s+dates?)?(?:\s+(?:is|are|be|shall be|will be|now|hereby|(?:shall |will )?remains?|currently|for|set|of|"
    r"on))*\s*[:\-\u2013=]*$",
    re.IGNORECASE,
)
SET_DUE = re.compile(
    r"\b(?:deadlines?|cut-?offs?|due date|disclosures?|discovery|last day|"
    r"dates? for|time to)\b[^;]{0,240}?\b(?:(?:re-?)?set|extended|scheduled|is|"
    r"are|be|closes?|remains?)\b[^;]{0,30}?(?:\b(?:for|to|on|at|is|are|be|as|now))?$|"
    r"\bshall (?:be filed|be served|file|serve)\b[^;]{0,120}\bon$",
    re.IGNORECASE,
)
COLON = re.compile(r"[:=]$| [-\u2013]$")
FROM = re.compile(r"\bfrom$", re.IGNORECASE)
BACK = re.compile(r"[^;]{0,120}?\b(?:to|until|through)\b", re.IGNORECASE)
PREVIOUS = re.compile(
    r"\b(?:was|were|previously|formerly|originally|initially|had been|current|existing|prior|old)(?:\s+(?:set|"
    r"scheduled|calendared|due|"
    r"noticed|continued|for|on|at|by|to|date|hearing|trial|deadline|of|previously|originally|initially))*$",
    re.IGNORECASE,
)
STANDING = re.compile(
    r"\b(?:curr\w+ly|presently|now|previously|heretofore|originally|already|set|scheduled)\b[^;]{0,60}$", re.IGNORECASE
)
GONE = re.compile(
    r"[^;]{0,160}?\b(?P<verb>vacated?|cancell?ed|stricken|removed from (?:the )?(?:[a-z']+ )?calendar|"
    r"off[- ](?:(?:the|its|this) )?(?:[a-z'\u2019]+ )?calendar|dropped|"
    r"withdrawn|converted|lifted|suspended|continued|continuing(?= it)|re-?set(?:ting it)?|re-?scheduled|advanced|"
    r"moved|moving it|postponed|"
    r"extended|enlarged|deferred|delayed|re-?noticed|adjourned|changed to|re-?calendared)\b",
    re.IGNORECASE,
)
GONE_STEMS = (
    "vacat", "cancel", "stricken", "calendar", "dropped", "withdrawn", "convert", "lifted", "suspend", "contin", "set",
    "schedul", "advanc", "mov", "postpon", "exten", "enlarg", "defer", "delay", "notic", "adjourn", "chang",
)  # fmt: skip
ALREADY = re.compile(r"\b(?:already|previously|earlier)\b", re.IGNORECASE)
BY_OTHERS = re.compile(r"\s*by (?:the )?(?:parties|plaintiffs?|defendants?|moving party|movants?)\b", re.IGNORECASE)
"""Who else than this paper took a date away."""
SUCH = re.compile(r"\b(?:such|said|this|that|the same)\s+$", re.IGNORECASE)
"""What stands before the name of a setting that was named before the date: `any such hearing is vacated`."""
NOT_GONE = re.compile(r"\b(?:not|no|if|unless|may be|to be)\W+(?:\w+\W+)?(?:be |been )?$", re.IGNORECASE)
VACATING = re.compile(
    r"(?<!motion to )(?<!motions to )\b(?:term(?:ed|inat(?:es|ing))|vacat(?:e|es|ing)|cancel(?:s|l?ing)?|"
    r"strik(?:e|es|ing)|tak(?:e|es|ing) off[a-z'\u2019 ]{0,40}calendar|vacated:|"
    r"removing|drop(?:s|ping)?)\b"
    r"(?:(?!\b(?:and|but|,)\W+(?:the court )?(?:(?:re-?)?set\w*|(?:re-?)?schedul\w*|continu\w*|order\w*|deny\w*|"
    r"grant\w*)\b)[^;])"
    r"{0,160}$",
    re.IGNORECASE,
)
STOOD_THEN = re.compile(
    r"\b(?:curr\w+ly|presently|previously|heretofore|originally|already)\b[^;.]{0,160}$", re.IGNORECASE
)
"""What stands before the date of a setting that stood when the paper was made."""
STOOD = re.compile(
    r"\b(?:(?:re-?)?set|scheduled|noticed|calendared|due|calendar)\b(?: hearing)?(?: (?:for|on|by|at))?"
    r"(?: hearing| trial)?(?: on)?\W*$",
    re.IGNORECASE,
)
"""How `ASKED` ends."""
ASKED = re.compile(
    r"\b(?:(?P<doing>(?:continu|re-?sett|re-?schedul|mov|advanc|postpon|chang|extend|enlarg|modify|adjourn)ing|vacating)|"
    r"continue|re-?set|re-?schedule|move|advance|postpone|change|extend|enlarge|modify|adjourn|vacate|"
    r"continuances?|extensions?|postponements?|modifications?)\b"
    r"(?:[^;:.]{1,160}?\b(?:curr\w+ly|presently|now|previously|heretofore|originally|already)\W+"
    r"(?:(?:re-?)?set|scheduled|noticed|calendared|due|on calendar)|"
    r" (?:of )?(?:the|his|her|its|their|this) [^;:.,]{2,90}? (?:(?:re-?)?set|scheduled|noticed|calendared))\b"
    r"(?: hearing)?(?: (?:for|on|by|at))?(?: hearing| trial)?(?: on)?\W*$",
    re.IGNORECASE,
)
"""What someone asks or the court does to a date that stood: `a continuance of the hearing currently set for`."""
INTENT = re.compile(r"(?<!order )\b(?:for|of|about|regarding)\W*$", re.IGNORECASE)
"""What stands before an act that is only meant: `a status conference about rescheduling the hearing set for`."""
VERDICT = re.compile(
    r"\b(?:(?P<no>den(?:y|ies|ied|ying))|grant(?:s|ed|ing)?|approv(?:es?|ed|ing))\b|"
    r"\bstipulat(?:ion|ed) (?:and )?(?:proposed )?order\b|\border\W+(?:to|for)\W*$",
    re.IGNORECASE,
)
IS_VERDICT = re.compile(
    r"[^;]{0,160}?\b(?:is|are|be|was)\W+(?:hereby\W+)?(?:(?P<no>denied)|granted|approved)\b", re.IGNORECASE
)
PAPER = re.compile(
    r"\bsigned\b|\b(?:order|motion|recommendations?|judgment)s?(?: (?:of|filed|issued|dated|entered))?[^;]{0,12}$",
    re.IGNORECASE,
)
ALSO_GONE = re.compile(r"[\s,]*(?:and|as well as) ", re.IGNORECASE)
AND_THE = re.compile(r"[\s,]*(?:and|as well as|&|,)\s+(?:the\s+)?", re.IGNORECASE)
REMAINS = re.compile(
    r"\W+(?:(?:is|shall|will|to)\s+)?(?:remains?|re-?set|set|continued|moved|re-?scheduled|stands?)\b", re.IGNORECASE
)
RESET = re.compile(r"\b(?:re-?)?set\w*\b|\bcontinu|\bschedul", re.IGNORECASE)
CONTINUING = re.compile(rf"\b{CHANGE}\b", re.IGNORECASE)
THEN_TO = re.compile(r"[^;]{0,90}?\bto\W*(?:[A-Z][a-z]+day,? )?(?:the )?$")
DIRECT = re.compile(r"[\s:\-\u2013=,(]*|\s*(?:dates?)?\s*(?:of|on|for|is|:)?\s*[:\-\u2013]?\s*", re.IGNORECASE)
ADJECTIVE = re.compile(
    r"[\s,]*(?:,? at [\d:]+ ?[ap]\.?m\.?,? |as (?:the )?(?:date|time|day) (?:for|of) (?:the |an? )?)?", re.IGNORECASE
)
PAST = re.compile(
    r"\b(?:was|were|had|did|after|following|during|conducted|transcripts? of|(?<!be )held|(?<!be )heard|"
    r"came on)\b(?:\W+\w+){0,4}\W*$",
    re.IGNORECASE,
)
FAILED = re.compile(
    r"\bfail(?:ed|ure|ing|s)? to (?:[^;.]{0,120}?\b)?(?:appear|attend|participate)\b[^;.]{0,40}$", re.IGNORECASE
)
SIGNED = re.compile(
    r"\b(?:signed|so ordered|ordered by|executed|dated|electronically filed|(?<!be )(?<!shall )(?<!and )(?:issued|"
    r"entered|filed)|judge(?= (?-i:[A-Z])))\b"
    r"(?:(?!\b(?:re-?set|set for|continued|due|until|deadlines?|on or before|later than|extended|hearing|"
    r"conference|trial|that|to|by(?=\s*$))\b)[^;])"
    r"{0,110}?(?:\bon|\bthis|\bdated?|[:,]|\bof|)$",
    re.IGNORECASE,
)
BESIDE_DUE = re.compile(
    r"(?<!past )\s*(?P<what>(?!and\b|to\b|or\b|is\b|as\b|for\b|order\b)[A-Za-z][A-Za-z' -]{2,70}?) (?:deadlines?|"
    r"cut-?\s?off(?: date)?|due date)\b|"
    r"\s*(?P<bare>)deadlines?(?=[,;.)]|$)|"
    r",? (?:as the )?deadline (?:for|to) (?P<for>[^;,.(]{3,80})",
    re.IGNORECASE,
)
STATEMENT = re.compile(
    r"\s*(?:filing |hearing )?(?:deadlines?|ddl|cut-?\s?off|statements?|briefs?|reports?|exhibits?|documents?|"
    r"orders?|disclosures?|notices?|"
    r"transcripts?|witness|materials|submissions?)\b",
    re.IGNORECASE,
)
DEADLINE_NOUN = re.compile(
    r"\b(?:deadlines?|ddl|cut-?\s?offs?|due|time (?:for|to|in which|within which)|last day|shall (?:file|serve|"
    r"submit)|filed|served|submitted|lodged|"
    r"dates? (?:to|for))\b",
    re.IGNORECASE,
)
STILL = re.compile(r"\W*(?:dates?\b|curr|now|is\b|set|prev|sched|continued|re-?s)", re.IGNORECASE)


LATER_EXCLUDED = re.compile(
    r"[^;]{0,120}?\b(?:shall be|is|are|be|deemed|will be)\s+(?:hereby\s+)?exclud", re.IGNORECASE
)
EXCLUDED = re.compile(r"[\s,]*(?:(?:is|are|shall|be|hereby|deemed|will)\s+)+exclud", re.IGNORECASE)
IS_VACATED = re.compile(
    r"\W*(?:is|are)\s+(?:hereby\s+)?(?:vacated|stricken|cancell?ed|extended|continued)\b", re.IGNORECASE
)
FILED_ON = re.compile(r"\b(?:filed|dated|issued|signed)(?: on)?\W*$", re.IGNORECASE)
HELD = re.compile(r"(?<!be )(?<!to be )\b(?:held|conducted|came on)\b", re.IGNORECASE)
BOTH = re.compile(
    r"(?:(?!\b(?:continu|re-?set|moved)\w*)[^;]){0,90}?[\s,]and (?!continu|re-?set)[^;]{3,80}", re.IGNORECASE
)
ARE_GONE = re.compile(
    r"[^;]{0,120}?\b(?:both |all )?are (?:hereby )?(?:vacated|cancell?ed|stricken|taken off)", re.IGNORECASE
)
LISTED_DATE = re.compile(r"[\s,]*(?:and|&)?\s*", re.IGNORECASE)
LISTED = re.compile(
    r"\b(?:is|are|be)\W+(?:hereby )?(?:re-?set|re-?scheduled|continued|set|vacated)\b[^;]{0,40}$", re.IGNORECASE
)
LISTED_NAME = re.compile(r"[\s,.&]*(?:and )?[A-Z][A-Za-z'/ -]{3,70}")
ON = re.compile(r"\b(?:on|at|for|date:)\W*(?:[a-z]+day\W*)?$", re.IGNORECASE)
AS_TO = re.compile(r",? as to\b", re.IGNORECASE)
PREVIOUSLY = re.compile(
    r"(?:^|\()\W*(?:previously|formerly|originally) (?:set|scheduled)(?: (?:for|on))?\W*$", re.IGNORECASE
)
"""What stands before a date that a setting had before: `(previously set for 5/1/2013)`."""
AS_IS = re.compile(r", as (?:is|are) (?:the )?[^,;]*$", re.IGNORECASE)
RECOMMENDED = re.compile(
    r"\brecommend(?:ed|ing|s)?\b(?!ations?)(?:(?!\border(?:ed|ing|s)\b)[^.;]){0,300}$", re.IGNORECASE
)
FIRST = re.compile(
    r",? (?:the )?(?:plaintiffs?|defendants?|petitioners?|respondents?|parties|government|counsel) (?:shall|must) "
    r"(?:file|serve|submit)\b",
    re.IGNORECASE,
)
"""What stands behind a date that opens its sentence: `May 1, 2013, plaintiff shall file a brief`."""
STANDS = re.compile(r"deadline|due|curr\w*ly|previously", re.IGNORECASE)
"""Words of a date that stood before this paper, so that what follows may take it away."""
APPEAR = re.compile(r"\bappear(?: (?:before|in) [^;]{3,40})? on$", re.IGNORECASE)
WAS = re.compile(r"\b(?:was|were|had|did)\b(?:\W+\w+){0,4}\W*$", re.IGNORECASE)
HELD_LATER = re.compile(r"[\s,]*(?:shall|will|is to) be (?:held|heard)\b", re.IGNORECASE)
SETTING = re.compile(r"\b(?:re-?)?set\w*\b|\bcontinu|\bschedul|\b(?:held|heard|commenc\w+|begins?)\b", re.IGNORECASE)
"""Words by which something is set for a day, before the name of a judge as well."""
LAST_HEARD = re.compile(
    r"\blast (?:day|date) (?:for|to) (?:the )?hear(?:ing)?(?: of| on)? (?P<what>[^;:.]{3,60}?)"
    r"(?:\W+(?:is|are|shall be|will be))?\W*$",
    re.IGNORECASE,
)
ITEM = re.compile(r"^\W*(?:\d{1,2}|[a-z])[.)]\s+(?=[A-Z])")
"""The number or letter of an item of a list, before its words."""
HEADING = re.compile(r"\b(?:[A-Z][A-Z'\u2019&/-]+[\s,]{1,3}){0,12}ORDER\b[\s:,.-]{1,3}(?=[A-Z][a-z])")
"""The heading of a paper before the label of a date: `DISCOVERY AND SCHEDULING ORDER Discovery Cut-Off:`."""
TO_BE_HELD = re.compile(
    r"[^;.]{0,80}?\b(?:to|shall|must|will|should)\s+"
    r"(?:take place|be (?:held|conducted|concluded|completed|heard|set))\W*",
    re.IGNORECASE,
)
"""What stands between a setting and the last day for it: `a settlement conference, to be held by`."""
ACT = re.compile(r"\b(?:shall|must|may|will|is|are|was|were|be)\b", re.IGNORECASE)
BARE_HEAD = re.compile(r"\W*(?:(?:memorandum and )?order\W*)?", re.IGNORECASE)
"""All that may stand before a date that opens its sentence."""
WITHIN = re.compile(
    r"\b(?:the|this|that|its|his|her|court's|dated|filed(?: on)?|issued(?: on)?|entered(?: on)?|of)\s+$"
)
"""What stands before a date inside a name: `his opposition to the 3/12/13 motion`."""
THE = re.compile(r"\b(?:the|said|this)\s+$", re.IGNORECASE)
TEXT = re.compile(
    r"\bdeadlines?\b[^;]{0,80}?\btext:\W*$|\bcase management deadlines?(?: is)?(?: set)?(?: for)?\W*$", re.IGNORECASE
)
TEXT_NAMED = re.compile(
    r"\s*(?:[:\u2013-]\s*|(?=deadline))"
    r"(?:check (?:for|on) |deadline for (?:[^;:.]{3,40}? to (?:file|submit|serve) )?)?(?:the |an? )?"
    r"(?P<what>(?:(?! as to )(?:[^;:.]|\.(?=\d))){3,120})",
    re.IGNORECASE,
)
