"""The name of a case, read backwards from its citation: `American LegalNet, Inc. v. Davis, 673 F.Supp.2d 1063`."""

import re


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_SMALL = _words(
    "of the and for de la del los las von van der & ex rel. et al. al re on in to at a by d/b/a dba o/b/o a/k/a 's"
)
_SUFFIXES = _words(
    "Inc. Inc LLC L.L.C. Ltd. Ltd Co. Corp. Corp L.P. LP LLP L.L.P. N.A. NA P.C. PLC S.A. et al Jr. Sr. II III IV P.A. "
    "AG GmbH"
)
_LONG_ABBREVIATIONS = _words(
    "Assocs. Assoc. Indus. Transp. Telecomm. Commc'ns. Techs. Pharms. Pharm. Props. Enters. Grps. Litig. Mgmt. Constr. "
    "Servs. Hosps. Prods. Publ'g. Bancorp. Cnty. Comm'r. Invs. Partn. P'ship. Contractors. Admin. Educ. Envtl. Equip. "
    "Found. Guar. Distrib. Fin. Broad. Secs. Sales. Auto. Metro. Petrol. Refin. Chem. Condo. Labs. Chems. Elecs. Sys."
)
_NO_ABBREVIATIONS = _words("Act Rule Id Order Court Case")
_SIGNALS = re.compile(
    r"^(?:(?:See|see|Also|also|Cf\.|cf\.|E\.g\.,?|e\.g\.,?|But|but|Accord|Compare|In(?!\sre\b)|Under|Citing|citing|Quoting"
    r"|quoting|And|and|The(?=\s\w+\sv\.)|As|By|For|With|Id\.|of|on|in|to|at|a|by|the|for|generally)\s)+"
)
_DOCKETED = re.compile(r",\s(?:Case\s|Civ(?:il)?\.?\s(?:Action\s)?)?Nos?\.\s[^,;()]{4,50}(?:\(\w{1,5}\))?,?\s*$")
_BREAKS = re.compile(r"^[-\u2013\u2014|]$|^\d{1,2}$|^\d[\d:-]*\d$")
"""A page's counter, a line number or a case number: the name may go on before it."""
_VERSUS = frozenset(("v.", "vs.", "v", "vs"))
_ENDS = (";", ":", ")", '"', "”", "?", "!", "]")


def case_name(before: str, *, short: bool) -> str | None:
    """Return the name that ends right before a citation, as printed; None where it is not plain.

    `before` are the words before the citation. A short citation has one party only.
    """
    docketed = _DOCKETED.search(before)
    if docketed:
        before = before[: docketed.start()] + ", "
    joined = before.endswith(", ")
    tokens = before.rstrip(" ,").split(" ")
    names = _backwards(tokens)
    if names is None:
        return None
    text = _SIGNALS.sub("", " ".join(names)).strip("*_ ")
    if text.endswith(")") and "(" not in text:
        text = text[:-1] if text.startswith(("In re ", "Ex parte ")) or " v. " in text else ""
    if " v. " not in f" {text} " and " vs. " not in text and " v " not in text and not joined:
        return None
    if (
        not re.search(r"[A-Za-z]{3}", text)
        or not re.match(r"[A-Z$0-9]", text)
        or (short and " v. " in text and not joined)
    ):
        return None
    return text


def _backwards(tokens: list[str]) -> list[str] | None:
    """Return the tokens of the name at the end of `tokens`; None where a bare number parts it."""
    taken: list[str] = []
    for token in (token.strip("*_") for token in reversed(tokens)):
        if _BREAKS.search(token):
            return None
        if token in _VERSUS:
            if not taken or not _VERSUS.isdisjoint(taken):
                break
            taken.append(token)
            continue
        bare = token.lstrip("(\"\u201c'\u2018[*_")
        named = token in _SMALL or bare[:1].isupper() or bare.startswith("$")
        if not named or (taken and _stops(token, taken[-1], not _VERSUS.isdisjoint(taken))):
            break
        taken.append(bare)
        if bare != token:
            break
    taken.reverse()
    while taken and (taken[0] in _VERSUS or taken[0] in _SMALL):
        taken.pop(0)
    return taken or None


def _stops(token: str, next_: str, versus: bool) -> bool:
    """Tell whether a token ends what stands before the name that `next_` begins."""
    if token.endswith(_ENDS):
        return True
    if token.endswith(","):
        return next_.strip(",") not in _SUFFIXES
    if not token.endswith(".") or next_ in _VERSUS:
        return False
    if token in _SMALL or token in _SUFFIXES or token in _LONG_ABBREVIATIONS:
        return False
    letters = token.rstrip(".")
    if any(mark in letters for mark in ".'\u2019"):
        return False
    return not letters[:1].isupper() or len(letters) > (5 if versus else 6) or letters in _NO_ABBREVIATIONS
