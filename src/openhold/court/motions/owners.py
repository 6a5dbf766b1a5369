"""Whose a motion is: a side, the parties together, or a name, before the motion or behind it."""

import re

_PARTY = (
    r"(?:(?P<plaintiff>(?<![a-z])(?:plaintiff|plainitff|plaintff|plantiff|pltff|plff|pltf|plf|plt|ptf|plntf|pla)s?)"
    r"|(?P<defendant>(?<![a-z])(?:defendant|defenant|defendent|defandant|defedant|defense|dft|deft|def)s?)"
    r"|(?P<petitioner>(?<![a-z])(?:petitioner|petnr|ptnr|petr|pet)s?)|(?P<respondent>(?<![a-z])(?:respondent|resp)s?)"
    r"|(?P<parties>(?<![a-z])parties))"
)
SIDES = ("plaintiff", "defendant", "petitioner", "respondent", "parties")
_POSSESSED = r"(?:['\u2019]s?|s['\u2019]?)"
_OWNER = re.compile(rf"{_PARTY}(?:['\u2019]?s?['\u2019]?|['\u2019]s\.)$", re.IGNORECASE)
_OWNER_NAMED = re.compile(
    rf"{_PARTY}\.?['\u2019]?s?\s+(?-i:(?:(?:[A-Z][\w.\u2019'-]*|and|&|of|the|de|la"
    rf"|v\.),?\s+){{0,8}}[A-Z][\w.-]*?){_POSSESSED}$",
    re.IGNORECASE,
)
_OWNER_NAME = re.compile(r"(?:[A-Z][\w.&-]*,?\s+(?:(?:and|of|the|&)\s+)?){0,5}[A-Z][\w.&-]*['\u2019][sS]?$")
_OWNER_OTHER = re.compile(
    r"(?<![a-z])(?P<who>government|goverment|govt|usa|movant|claimant|debtor|counsel|trustee|appellant|appellee|attorney)['\u2019]?s?$",
    re.IGNORECASE,
)
_BOTHSIDES = re.compile(rf"{_PARTY}{_POSSESSED}?\s+(?:and|&)\s+(?:the\s+)?$", re.IGNORECASE)
_NO_NAME = re.compile(
    r"(?:order(?:s|ed|ing)?|grants|denies|dismisses|allows|adopts|approves|(?:disregard|withdraw|vacat|affirm"
    r"|sustain|allow)ing|that|(?:grant|deny|dismiss|approv|adopt|strik|overrul|terminat|recommend|find"
    r"|regard)ing|and|or|the"
    r"|re|on|of|to|as|for|granted|denied|is|in|part|moot|memorandum|opinion|decision|by|with|entered|if|findings"
    r"|recommendations|it|hereby|because|when|since|an?|court|judge)$",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?<![\w.])(?!IFP|TRO|MSJ|OSC|PSR|CJA|NOT|ALL|RE\b)[A-Z]{3,6}(?=\s?$)")
"""A party by its initials alone: `EEOC motion to stay`."""
_SENTENCE_END = re.compile(r"(?!Corp|Bros|Dept|Assn)[A-Za-z][a-z]{2,}\.$")
_OFFICE = re.compile(
    r"(?:Department|Bank|County|City|State|Secretary|Board|Commissioner|Estate|University|Bureau|Office|Division|Town)$"
)
"""Words that an `of` follows inside a name."""
_FILED_BY = re.compile(
    r"[\s,(]*(?i:filed|brought|made"
    r"|submitted)\s+(?:(?:on\s+)?[\d/]+\s+)?(?i:by)\s+(?P<who>(?:\S+\s+){0,5}?\S+?)(?:,\s+(?:LLP|LLC|Inc|Corp|Ltd|L\.?P"
    r"|N\.?A|Jr|Sr)\b\.?)?"
    r"(?=\s*[,;:()\[]|(?<!\bM[rs])(?<!\b[A-Z])(?<!\bDr)(?<!\bMrs)\.(?:\s|$)|\s+(?i:is|are|be|as|to|on|in|for|from"
    r"|and|\d)\b"
    r"|\s+(?:[Ss]igned"
    r"|[Oo]rdered|[A-Z]{3,}(?:ING|ED)\b)|$)",
)
OF_WHOM = re.compile(
    rf"\s+(?:of|by)\s+(?:the\s+)?(?P<who>(?:{_PARTY}(?:-\w+)?(?-i:(?:,?\s+(?:and|of|the|ex|(?!(?:IS|ARE)\b)[A-Z\d][\w.&-]*)){{0,20}}),?"
    rf"|(?-i:(?!Court)(?:[A-Z][\w.&-]*\s+(?:and\s+)?){{0,7}}[A-Z][\w.&-]*)))(?=\s+(?:for"
    rf"|to)\s)|\s+of\s+(?:the\s+)?(?P<side>(?:plaintiff|defendant|petitioner|respondent)s?)(?=\s*,|\s+(?:is|are)\s)",
    re.IGNORECASE,
)
_FAR_BEHIND = re.compile(
    r"(?:(?!\b(?:is|are|be|was|were|granted|denied|signed|ordered|motions?|requests?|applications?|petitions?"
    r"|stipulations?|responses?|reply|opposition|objections?|orders?|reports?|findings|complaint|answer|brief|notice"
    r"|declaration|shall)\b|(?<!\b[A-Z])\.\s+[A-Z][a-z]{2})[^;]){0,130}?\s(?=filed\s+by\s|by\s+(?:plaint|defend|petit|respond)\w+\s)",
    re.IGNORECASE,
)
"""What may stand between the name of a motion and by whom it was filed: a citation, a purpose, an alternative."""
_BY_SIDE = re.compile(
    r"by\s+(?P<who>(?:plaintiff|defendant|petitioner|respondent)s?)"
    r"(?=\s+(?-i:[A-Z])|\s*[,;.)]|\s+(?:is|are)\b|$)",
    re.IGNORECASE,
)
_BY_NAME = re.compile(r"[\s,(]*by\s+(?P<who>(?:[A-Z][\w.-]*\s+){0,4}[A-Z][\w.-]*)(?=\s+(?:is|are|be)\b)")
_ON_MOTION = re.compile(
    r"\s+(?:with(?:out)?\s+prejudice,?\s+)?(?:up)?on\s+(?:the\s+)?(?:oral\s+)?(?:motion\s+of\s+(?:the\s+)?"
    r"(?P<who>government|plaintiffs?|defendants?|United\s+States|USA)|(?P<whose>government|plaintiff|defendant|United\s+States)"
    r"['\u2019]s\s+(?:oral\s+)?motion)(?![a-z])",
    re.IGNORECASE,
)
_MOVED_FIRST = re.compile(r"\s(?:up)?on\s[^.;]{0,30}motion\b[^.;]{0,30},\s*(?:the\s+)?$", re.IGNORECASE)
_BESIDE_NAME = re.compile(r"(?:\s+(?:all|-))+$|(?<=[a-z]{5})\.$")
_PARTY_LAST = re.compile(rf"\s{_PARTY}$", re.IGNORECASE)
_AMONG = re.compile(
    r"\s*(?:(?:the|and|of|&|for|counsel|attorneys?|final|(?:plaintiff|defendant|petitioner|respondent|pltf|dft)s?['\u2019]?)"
    r"\s+|(?![A-Z]+(?:ING|ED)\b|(?:On|To|Re|The|This|That|It|Order|Findings|Report|Judgment|ON|TO|RE|FOR|ORDER|FINDINGS|REPORT|THE)\b)"
    r"[A-Z][\w.,&'\u2019-]*(?<![A-Za-z]{3}\.)\s+|(?:Inc|Corp|Ltd)\.\s+|\d{1,4}\s+|\([^()]{1,40}\)\s*){1,16}(?:\((?:related\s+|Related\s+)?[Dd]oc[a-z.]{0,8}\s*)?$"
)
"""The long name of whose motion it is, with its number, between a verb and `motion`."""
_ASIDE = re.compile(r"(?<!counsel )\b(?:of|for)\s*$", re.IGNORECASE)
_LED = re.compile(r"[\s,\d]*(?:the\s+)?")


def party(words: str) -> str:
    """Return the side that `words` name, else the name itself."""
    found = _PARTY_LAST.search(words) or re.match(rf"(?:the\s+)?{_PARTY}(?![a-z])", words, re.IGNORECASE)
    return next(side for side in SIDES if found[side]) if found else _BESIDE_NAME.sub("", words.removeprefix("the "))


def filed_by(flow: str, at: int) -> re.Match[str] | None:
    """Return by whom what ends at `at` was filed (group `who`), said at once or a little further on."""
    found = _FILED_BY.match(flow, at) or _BY_NAME.match(flow, at)
    if found or " by " not in flow[at : at + 140].lower():
        return found
    far = _FAR_BEHIND.match(flow, at)
    return (_FILED_BY.match(flow, far.end()) or _BY_SIDE.match(flow, far.end())) if far else None


def owner_before(flow: str, edge: int) -> tuple[str, int, int] | None:
    """Return whose the thing is that follows `edge`, and from where to where that is said."""
    low = max(0, edge - 110)
    found = _OWNER.search(flow, max(0, edge - 16), edge) or _OWNER_NAMED.search(flow, low, edge)
    if found:
        side = next(side for side in SIDES if found[side])
        start = found.start()
        other = _BOTHSIDES.search(flow, max(0, start - 30), start)
        if other and not other[side]:
            return "parties", other.start(), edge
        return side, start, edge
    found = _OWNER_OTHER.search(flow, max(0, edge - 16), edge)
    if found:
        return found["who"].lower().replace("goverment", "government"), found.start(), edge
    found = _OWNER_NAME.search(flow, low, edge)
    if found is None and flow[edge : edge + 2].lstrip()[:1].islower():
        found = _INITIALS.search(flow, max(0, edge - 8), edge)
    if found is None:
        return None
    words = list(re.finditer(r"\S+", found.group()))
    last = max(
        (
            n
            for n, word in enumerate(words)
            if (_NO_NAME.match(word.group().strip(",.:;")) or _SENTENCE_END.match(word.group()))
            and not (n and word.group() == "of" and _OFFICE.match(words[n - 1].group()))
            and not (word.group() == "and" and any(_OFFICE.match(one.group()) for one in words[:n]))
        ),
        default=-1,
    )
    if last == len(words) - 1:
        return None
    start = found.start() + words[last + 1].start()
    return party(re.sub(r"['\u2019][sS]?$", "", flow[start:edge]).strip(" ,")), start, edge


def moved_by(flow: str, at: int, before: int) -> tuple[str, int, int] | None:
    """Return on whose motion something was done by the verb that ends at `at`: `on the motion of the United States`.

    It may also stand in front of what begins at `before`.
    """
    found = _ON_MOTION.match(flow, at, at + 120)
    if found is None and (led := _MOVED_FIRST.search(flow, max(0, before - 60), before)):
        found = _ON_MOTION.match(flow, led.start())
    if found is None:
        return None
    group = "who" if found["who"] else "whose"
    return (party(found[group]), *found.span(group))


def owner_among(flow: str, low: int, high: int) -> tuple[tuple[str, int, int] | None, int] | None:
    """Return whose motion it is and `low`, where nothing but a name stands from `low` to `high`.

    It is `None` where more stands there, or where the name tells no side and is in no possessive.
    """
    gap = flow[low:high]
    if high - low > 130 or not _AMONG.match(gap) or _ASIDE.search(gap):
        return None
    led = _LED.match(flow, low, high)
    start = led.end() if led else low
    name = re.sub(r"\s*\d+\s*$", "", flow[start:high]).strip()
    side = party(name)
    if side in SIDES:
        return (side, start, start + len(name)), low
    owned = re.sub(r"(?:['\u2019]s|(?<=s)['\u2019])$", "", name, flags=re.IGNORECASE)
    return ((owned, start, start + len(name)) if owned != name else None), low
