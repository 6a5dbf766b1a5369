"""Numbers, days, names and audits in words: the filters of the templates."""

from base64 import b64decode
from datetime import UTC, datetime

from django import template

from openhold.actions.describe import Reread
from openhold.filings.receipt_page import shown
from openhold.projections.audit import Audit
from openhold.projections.source import Source

register = template.Library()
plain = register.filter("plain", shown)
"""A text with every sign that could mislead a reader written as its code."""

_EVERYTHING = "all"


@register.filter
def count(number: int, words: str) -> str:
    """Return ``1 item`` or ``41,203 items`` for the words ``item,items``."""
    one, more = words.split(",")
    return f"{number:,} {one if number == 1 else more}"


@register.filter
def number(value: int) -> str:
    """Return a number as a person writes it: ``41,203``."""
    return f"{value:,}"


@register.filter
def size(value: int) -> str:
    """Return a number of bytes as a person says it: ``16.8 MB``."""
    about = float(value)
    for unit in ("bytes", "kB", "MB", "GB"):
        if about < 1000:
            return count(value, "byte,bytes") if unit == "bytes" else f"{about:.1f} {unit}"
        about /= 1000
    return f"{about:,.1f} TB"


@register.filter
def day(moment: datetime) -> str:
    """Return ``Tue 3 March 2026``, the day in UTC."""
    utc = moment.astimezone(UTC)
    return f"{utc:%a} {utc.day} {utc:%B} {utc.year}"


@register.filter
def clock(moment: datetime) -> str:
    """Return ``09:05 UTC``."""
    return f"{moment.astimezone(UTC):%H:%M} UTC"


@register.filter
def place(source: Source) -> str:
    """Return where a source lies, with every sign that could mislead written as its code."""
    raw = source.at.encode() if source.at is not None else b64decode(source.at_b64 or "")
    return shown(raw.decode("utf-8", "surrogateescape"))


@register.filter
def verdict(reread: Reread, items: int) -> str:
    """Return in one short sentence how sure it is that what is kept is whole, of so many `items`."""
    if reread.wrong is not None:
        scope = " of the whole vault" if reread.wrong.scope == "vault" else ""
        return f"An audit{scope} found {count(reread.wrong.findings, 'thing,things')} wrong."
    if not items:
        return ""
    if reread.last is None and reread.behind:
        return "It was never re-read." if items == 1 else "None of them was ever re-read."
    if reread.behind:
        return f"{count(reread.behind, 'collection was,collections were')} not yet re-read as a whole."
    return "It was re-read; nothing is wrong." if items == 1 else "All were re-read; nothing is wrong."


@register.filter
def told(audit: Audit, kept: int | None = None) -> str:
    """Return what an audit did and found, in two sentences; `kept` items had to be read, where that is known."""
    read, on = count(audit.checked, "item,items"), day(audit.at)
    if audit.sample != _EVERYTHING:
        done = f"A sample of {audit.sample}, {read}, was re-read on {on}."
    elif not audit.checked:
        done = f"On {on} there was nothing to re-read."
    elif kept is not None and audit.checked < kept:
        done = f"{audit.checked:,} of {count(kept, 'item,items')} were re-read on {on}."
    elif audit.checked == 1:
        done = f"The only item was re-read on {on}."
    else:
        done = f"All {read} were re-read on {on}."
    return f"{done} {findings(audit)}"


@register.filter
def findings(audit: Audit) -> str:
    """Return ``Nothing wrong.`` or how many findings of which codes there were."""
    if not audit.findings:
        return "Nothing wrong."
    codes = ", ".join(f"{times:,} \u00d7 {shown(code)}" for code, times in sorted(audit.codes.items()))
    return f"{count(audit.findings, 'finding,findings')}: {codes}."


@register.filter
def browser(agent: str) -> str:
    """Return a browser's own account of itself in two words: ``Firefox, Windows``. It may say what it likes."""
    names = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
    systems = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"))
    name = next((said for sign, said in names if sign in agent), "")
    system = next((said for sign, said in (*systems, ("Mac OS", "Mac"), ("Linux", "Linux")) if sign in agent), "")
    return ", ".join(filter(None, (name, system))) or "a program that does not say what it is"
