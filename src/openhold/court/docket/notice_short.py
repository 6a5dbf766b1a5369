"""What a notice's subject calls the entry: the short name that is left when case, number and labels are taken away."""

import re
from collections.abc import Sequence

_QUOTED = re.compile(r'"([^"]*)"')
_FOOTER = re.compile(r"^[^\S\n]*Document\s+Description:[^\S\n]*(\S[^\n]*)", re.MULTILINE)
_CLOSED = re.compile(r"close adversary case", re.IGNORECASE)
_CHAPTER = re.compile(r"(?:\bNEF:? )|(?:\bC[Hh][- ]?(?:7|9|11|12|13|15)\b)|(?:\bC[hH][\s-]*$)")
_ABOUT = re.compile(r"\s*\bRe$|^Re:?\s+")
_LAST_NUMBER = re.compile(r"\s*-\s*\d+\s*$")
_EDGES = " ;:,-_/"
_SHOWN = 18
"""Some courts show this many characters of a case's name."""
_LEAST = 8
"""A beginning of a case's name that is shorter than this could be part of the entry's own name."""


def district(subject: str, names: Sequence[str], printed: Sequence[str]) -> str:
    """Return what stands behind the case's name, or behind its number where its name does not stand there."""
    for words in (*names, *printed):
        _, found, behind = subject.partition(words)
        if found:
            return behind.strip(_EDGES)
    return ""


def bankruptcy(subject: str, names: Sequence[str], printed: Sequence[str]) -> str:
    """Return what is left without case numbers, case names, however short, and chapters."""
    if closed := _CLOSED.search(subject):
        return closed[0]
    for words in sorted(printed, key=len, reverse=True):
        subject = subject.replace(words, " ")
        subject = re.sub(rf"(?<!\d){re.escape(re.sub(r'-[A-Za-z]{2,4}[0-9]{0,2}$', '', words))}(?:-\w+)*", " ", subject)
    for name in names:
        for part in (name, name.split(" and ")[0], name[:_SHOWN].strip()):
            if len(part) >= _LEAST or part == name:
                subject = re.sub(rf"(?:\bChapter[- ]?\d+\s+)?{re.escape(part)}", " ", subject)
        subject = _without_end(subject, name)
    subject = _CHAPTER.sub(" ", subject)
    return _ABOUT.sub("", " ".join(subject.split()).strip(_EDGES)).strip(_EDGES)


def appellate(subject: str, text: str) -> str:
    """Return what stands in quotation marks, or what the notice's foot calls the document where that says more."""
    quoted = _QUOTED.search(subject)
    footer = _FOOTER.search(text)
    named = " ".join(footer[1].replace("_", " ").split()) if footer else ""
    if named == "Main document":
        named = ""
    return max(" ".join(quoted[1].split()) if quoted else "", named, key=len)


def numbered(subject: str, case: str) -> tuple[str, str]:
    """Return the document's number, or "", and its name, where both follow the case number with dashes."""
    match = re.search(rf"{re.escape(case)}\s*-\s*(?:0*(\d+)\s*-\s*)?(.*)", subject, re.IGNORECASE)
    return (match[1] or "", _LAST_NUMBER.sub("", match[2]).strip(_EDGES)) if match else ("", "")


def _without_end(subject: str, name: str) -> str:
    """Return a subject without the beginning of a case's name at its end, cut off by the length of the line."""
    subject = subject.rstrip()
    for length in range(min(len(name), len(subject)), _LEAST - 1, -1):
        if subject.endswith(name[:length]):
            return subject[:-length]
    return subject
