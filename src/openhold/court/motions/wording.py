"""How a motion is called, in plain words: lower case, without owners and what only narrows it."""

import re

NOUN = r"motions?/requests?|motions?|requests?|applications?|petitions?|stipulations?"
_ARTICLES = frozenset(["a", "an", "the", "his", "her", "their", "its", "said", "this", "these", "such", "any", "all"])
_OWNERS = re.compile(
    r"\b(?:(?:plaintiff|defendant|petitioner|respondent|pltf|dft|plf|government|parties)(?:['\u2019]s?|s['\u2019]"
    r"|s)|parties)(?!\w)(?! (?:to|and|or|of|in|from|for|with)\b| ?$)"
)
_LENGTH = re.compile(
    r"\b(?:(?:\w+-|\d+\s)day|additional|brief|further|short|thirty|sixty|limited|\w+-(?:week|month))\s+(?=extension"
    r"|continu)"
)
_OF_WHOM = re.compile(r"(?: (?:on|of|re|to|for))? \S+['\u2019]s$")
"""Whose other paper the name speaks of, before that paper's number."""
_SAID_TWICE = re.compile(r"^motion for (?:order|leave|relief|hearing) (?=motion (?:for|to)\b)")
"""The clerk's name of a motion before the one that its paper has."""
_EXTENSION = re.compile(r"\b(?:extensions of time|ext\.? of time|extension to time)\b")
_MONTHS = re.compile(
    r"(?: (?:on|to|from|for|until))? (?:january|february|march|april|june|july|august|september"
    r"|october|november|december)$"
)
_WHOLE = (
    r"extension of time|enlargement of time|dismiss|summary judgment|reconsideration|reconsider|default judgment"
    r"|entry of default(?: judgment)?"
    r"|protective order|in limine|suppress|sanctions|appoint counsel|appointment of counsel"
    r"|proceed in forma pauperis|proceed ifp"
    r"|preliminary injunction|temporary restraining order|judgment on pleadings|attorneys? fees|intervene|remand|stay"
    r"|withdraw as (?:attorney|counsel)|bifurcate|recuse|recusal|certificate of appealability"
    r"|writ of habeas corpus(?! in abeyance)"
    r"|default judgment|more definite statement|injunctive relief|modify scheduling order|voluntary dismissal"
    r"|class certification"
)
_CUT_AFTER = re.compile(
    rf"^(?P<name>(?:\S+ ){{1,6}}?(?:{_WHOLE}))(?: (?!and\b|or\b|on\b|certain\b|proceedings\b|order\b|judgment$).*)?$"
)
_CUT_BEFORE = re.compile(
    r"^(\S+ \S+ \S+ \S+(?: \S+)?.*?) (?:in(?! forma| limine| camera| contempt| abeyance)|from|re|concerning|at"
    r"|through|per|so|while|pending|upon|via|due|relating"
    r"|related|within|commence|during|excess|based|seeking)\b.*$"
)
_WHY = re.compile(r" why .*$|(?<= in abeyance) and .*$")
_COMPEL = re.compile(r"^(?P<name>.*?\bto compel)(?: \S+){4,}$")


def plain_name(words: str, *, singular: bool = False) -> str:
    """Return the name of a motion in lower case, without articles, owners and what only narrows it."""
    name = re.sub(
        r"[\"\u201c\u201d]|(?:\s+(?:and|&))?\s*[\[(]?proposed[\])]?\s+order|(?<=stipulation)\s+and\s+order|(?<=\s)['\u2019](?=\s)",
        " ",
        words.lower(),
    )
    name = _OWNERS.sub(" ", name)
    name = " ".join(word for word in name.replace("/", " / ").split() if word not in _ARTICLES).replace(" / ", "/")
    if singular:
        name = re.sub(
            r"^((?:\S+ )*?(?:cross-?\s?)?)(motion|request|application|petition|stipulation)s\b", r"\1\2", name
        )
    name = _SAID_TWICE.sub("", _LENGTH.sub("", name))
    name = _EXTENSION.sub("extension of time", name)
    name = re.sub(r"^cross[- ]?motion", "cross-motion", name).replace("ex-parte", "ex parte")
    name = _COMPEL.sub(r"\g<name>", _WHY.sub("", name))
    cut = _CUT_AFTER.match(name)
    name = cut["name"] if cut else _CUT_BEFORE.sub(r"\1", name)
    name = _OF_WHOM.sub("", _MONTHS.sub("", " ".join(name.split()[:20])))
    return re.sub(r"(?:\s+(?:and|or|to|for|of|in|on|at|from|with|by))+$|[\s,.'\u2019-]+$", "", name).strip()
