"""Dockets, histories of dockets and notices, read a second time; what both readings say is confirmed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from openhold.court.docket import appeal as docket_appeal
from openhold.court.docket import rows as docket_rows
from openhold.court.docket.notice import Notice
from openhold.court.numbers import normal
from openhold.court.said import Announced, AnnouncedCase, Caption, Docket, Entry, Heading, Json, Party, Said
from openhold.court.second import parsers, same
from openhold.court.second.joining import Joining, paired
from openhold.court.view import View
from openhold.extract.text import Span

_HISTORY = re.compile(r"^[^\S\n]*(?:History|Documents)[^\S\n]*$", re.MULTILINE)
"""What stands over a history, also over one without entries."""


def second_docket(view: View, docket: Docket, court: str | None) -> tuple[Docket, Joining]:
    """Return a docket as both readings have it; `court` is the caller's word where the paper names none."""
    joining = Joining(view.text.text)
    read = _read(view, docket.caption.court.value if docket.caption.court else court or "")
    if read is None:
        return docket, joining
    ends = _entries_begin(docket.entries, len(view.text.text))
    caption = _caption(docket.caption, read, joining, (0, ends))
    heading = _heading(docket.heading, read, joining, (0, ends))
    return Docket(caption, heading, _entries(docket.entries, read["entries"], joining, len(view.text.text))), joining


def second_notice(view: View, notice: Notice, court: str | None) -> tuple[Notice, Joining]:
    """Return a notice as both readings have it; `court` is the caller's word where the paper names none."""
    joining = Joining(view.text.text)
    read = parsers.notice(view.text, notice.court.value if notice.court else court or "") if notice.cases else None
    if read is None:
        return notice, joining
    keys = ((_case_key, lambda one: one["case"] and normal(one["case"])),)
    found, _ = paired(notice.cases, read["dockets"], keys)
    whole = (0, len(view.text.text))
    cases = (
        _announced_case(case, found[place], joining, whole) if place in found else case
        for place, case in enumerate(notice.cases)
    )
    return replace(notice, cases=tuple(cases)), joining


def _read(view: View, court: str) -> Json | None:
    source = view.text.source
    page = docket_rows.tree(source) if source else None
    if page is None:
        return None
    if docket_appeal.is_appeal(view.text.text):
        return parsers.appeal(source, court)
    history = docket_rows.is_history(page) or _HISTORY.search(view.text.text) is not None
    return parsers.history(source, court) if history else parsers.sheet(source, court)


def _caption(caption: Caption, read: Json, joining: Joining, head: Span) -> Caption:
    case = joining.value("case number", caption.case, read["case"], same.case, head)
    name = joining.value("case name", caption.case_name, read["case_name"], same.name, head)
    parties = _parties(caption.parties, read["parties"], joining, head)
    printed = {one.name.spans for one in caption.parties}
    new = [one for one in parties if one.name.spans not in printed]
    names = {one.name.spans: one.name for one in parties}
    return replace(
        caption,
        case=case,
        case_numbers=(case,) if case else caption.case_numbers,
        case_name=name,
        parties=parties,
        plaintiffs=_side(caption.plaintiffs, names, new, ("plaintiff", "petitioner")),
        defendants=_side(caption.defendants, names, new, ("defendant", "respondent")),
    )


def _heading(heading: Heading, read: Json, joining: Joining, head: Span) -> Heading:
    return replace(
        heading,
        judge=joining.value("judge", heading.judge, read["judge"], same.judge, head),
        filed=joining.value("date filed", heading.filed, read["filed"], same.exact, head),
        terminated=joining.value("date terminated", heading.terminated, read["terminated"], same.exact, head),
    )


def _parties(parties: tuple[Party, ...], read: list[Json], joining: Joining, head: Span) -> tuple[Party, ...]:
    keys = ((lambda one: same.letters(one.name.value), lambda one: same.letters(one["name"])),)
    found, more = paired(parties, read, keys)
    joined = [_party(one, found[place], joining, head) if place in found else one for place, one in enumerate(parties)]
    for one in more:
        name = joining.value("party", None, one["name"], same.text, head)
        if name is not None:
            role = joining.value("party's role", None, one["role"], same.role, (head[0], name.spans[0][0]))
            joined.append(Party(name, role))
    return tuple(joined if not more else sorted(joined, key=lambda one: one.name.spans[0]))


def _side(
    first: tuple[Said[str], ...], names: Mapping[tuple[Span, ...], Said[str]], new: list[Party], roles: tuple[str, str]
) -> tuple[Said[str], ...]:
    """Return the names of one side as they were joined, those that only the second reading has last."""
    more = (one.name for one in new if one.role and one.role.value.lower() in roles)
    return (*(names.get(one.spans, one) for one in first), *more)


def _party(party: Party, read: Json, joining: Joining, head: Span) -> Party:
    name = joining.value("party", party.name, read["name"], same.text, head)
    role = joining.value("party's role", party.role, read["role"], same.role, (head[0], party.name.spans[0][0]))
    return Party(name or party.name, role)


def _entries(entries: tuple[Entry, ...], read: list[Json], joining: Joining, end: int) -> tuple[Entry, ...]:
    keys = (
        (lambda one: (_value(one.number), same.letters(_value(one.text) or "")), _entry_key),
        (lambda one: _value(one.number), lambda one: one["number"]),
    )
    found, more = paired(entries, read, keys)
    joined = [_entry(one, found[place], joining, end) if place in found else one for place, one in enumerate(entries)]
    begins = _entries_begin(entries, 0)
    for one in more:
        text = joining.value("entry's text", None, one["text"], same.text, (begins, end))
        if text is not None:
            joined.append(_entry(Entry(None, None, None, text), one | {"text": None}, joining, end))
    return tuple(joined if not more else sorted(joined, key=_begins))


def _entry(entry: Entry, read: Json, joining: Joining, end: int) -> Entry:
    """Join one entry; what only the second reading has must stand between its beginning and its end."""
    spans = [said.spans[0] for said in (entry.number, entry.filed, entry.entered, entry.text) if said is not None]
    within = (min(spans)[0], max(last for _, last in spans)) if spans else (0, end)
    return Entry(
        number=joining.value("entry's number", entry.number, read["number"], same.exact, within),
        filed=joining.value("entry's date of filing", entry.filed, read["filed"], same.exact, within),
        entered=joining.value("entry's date of entry", entry.entered, read["entered"], same.exact, within),
        text=joining.value("entry's text", entry.text, read["text"], same.text, within),
    )


def _announced_case(case: AnnouncedCase, read: Json, joining: Joining, whole: Span) -> AnnouncedCase:
    printed = joining.value("case number", case.case, read["case"], same.case, whole)
    entries = tuple(
        _announced(entry, other, joining, whole) for entry, other in zip(case.entries, read["entries"], strict=False)
    )
    return AnnouncedCase(
        case=printed,
        number=case.number or (normal(printed.value) if printed else None),
        case_name=joining.value("case name", case.case_name, read["case_name"], same.name, whole),
        entries=entries + case.entries[len(entries) :],
    )


def _announced(entry: Announced, read: Json, joining: Joining, whole: Span) -> Announced:
    return Announced(
        number=joining.value("entry's number", entry.number, read["number"], same.exact, whole),
        filed=joining.value("entry's date of filing", entry.filed, read["filed"], same.exact, whole),
        text=joining.value("entry's text", entry.text, read["text"], same.text, whole),
        short=joining.value("entry's short name", entry.short, read["short"], same.short, whole),
        url=joining.value("document's address", entry.url, read["url"], same.address, whole),
    )


def _case_key(case: AnnouncedCase) -> str | None:
    return case.number


def _entry_key(read: Json) -> tuple[str | None, str]:
    return read["number"], same.letters(read["text"] or "")


def _value(said: Said[str] | None) -> str | None:
    return None if said is None else said.value


def _begins(entry: Entry) -> int:
    spans = [said.spans[0][0] for said in (entry.number, entry.filed, entry.text) if said is not None]
    return min(spans, default=0)


def _entries_begin(entries: Iterable[Entry], otherwise: int) -> int:
    return min((_begins(one) for one in entries), default=otherwise)
