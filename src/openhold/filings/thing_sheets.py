"""The papers of a thing: the sheet that both sides of a hand-over sign, and the label that goes with the thing.

Each is one HTML file that prints on one Letter page: no script, nothing loaded from elsewhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from openhold.filings.document import document
from openhold.filings.receipt_page import shown
from openhold.filings.thing_style import STYLE
from openhold.projections.matter import Matter
from openhold.projections.thing import HANDED_OVER, Thing, ThingEvent

_LONGEST = 300
"""So many signs of what a person typed are shown, so that the sheet stays one page; the record has all of it."""
_LINES = 9
"""So many hand-overs stand on a label, the last ones, with empty lines up to that number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """What the papers of a thing are made of: the record's rows, the `origin` of its log, and what people are called.

    `events` come in the order of time; `whose` it is and the number of its `seal` are None where nobody said.
    """

    matter: Matter
    origin: str
    thing: Thing
    events: Sequence[ThingEvent]
    names: Mapping[str, str]
    whose: str | None
    seal: str | None

    def named(self, who: str | None) -> str | None:
        """Return what somebody is called."""
        return None if who is None else self.names.get(who, who)

    @property
    def condition(self) -> str | None:
        """The condition as it was last said."""
        return next((one.condition for one in reversed(self.events) if one.condition), None)

    @property
    def handings(self) -> list[ThingEvent]:
        """The hand-overs, by time."""
        return [one for one in self.events if one.kind == HANDED_OVER]


def handover_sheet(papers: Papers, handing: ThingEvent) -> str:
    """Return the sheet on which both sides of a hand-over sign."""
    thing = papers.thing
    giver, taker = papers.named(handing.by) or "", papers.named(handing.to) or ""
    state = "" if handing.state is None else f", found {escape(handing.state)}"
    record = (
        f'<span class="mono">{_text(thing.id)}</span>, hand-over <span class="mono">{_text(handing.handover)}</span>, '
        f"entry {handing.seq:,}"
    )
    body = f"""<main>
{_head(papers)}
<h1>Hand-over of a thing</h1>
<p class="lead">Both sign. Each keeps a copy. The sheet is scanned and kept with the record.</p>
<dl class="rows">
{_row("Thing", f"<b>{_text(thing.what)}</b>")}
{_row("Mark on it", _or(thing.mark, "none known"))}
{_row("Condition", _or(papers.condition, "not said"))}
{_row("Seal read", _or(handing.seal, "not read") + state)}
{_row("When", _moment(handing.at))}
{_row("Why", _text(handing.why))}
{_row("Kept since at", _or(handing.place, "not said"))}
{_row("On record as", record)}
</dl>
<div class="sides">
{_side("I gave it", f"I gave the thing that is described here to {_text(taker)}.", giver)}
{_side("I took it", f"I took the thing that is described here from {_text(giver)}.", taker)}
</div>
<p class="note">What is not so: strike it out, write what is so beside it, and sign there too. Whoever keeps the record
then notes that this side disputes the hand-over.</p>
</main>"""
    return document(f"Hand-over {shown(handing.handover)}", STYLE, body)


def label(papers: Papers) -> str:
    """Return the label that goes with a thing: what it is, and its chain of custody with lines for what comes."""
    thing, handings = papers.thing, papers.handings
    kept = handings[-_LINES:]
    left_out = len(handings) - len(kept)
    lines = [
        (_moment(one.at), _or(papers.named(one.by), ""), _or(papers.named(one.to), ""), _text(one.why),
         _or(one.seal, "not read"), "")
        for one in kept
    ]  # fmt: skip
    lines += [("",) * 6] * (_LINES - len(kept) + 2)
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in line)}</tr>" for line in lines)
    earlier = f'<p class="note">{left_out:,} earlier hand-overs stand in the record.</p>' if left_out else ""
    body = f"""<main class="label">
{_head(papers)}
<p class="number mono">{_text(thing.id)}</p>
<h1>{_text(thing.what)}</h1>
<dl class="rows">
{_row("Mark on it", _or(thing.mark, "none known"))}
{_row("Seal", _or(papers.seal, "none"))}
{_row("Whose", _or(papers.named(papers.whose), "not said"))}
{_row("Kept at", _text(thing.place))}
</dl>
<h2>Chain of custody</h2>
<table>
<thead><tr><th scope="col">When</th><th scope="col">From</th><th scope="col">To</th><th scope="col">Why</th>
<th scope="col">Seal</th><th scope="col">Both initials</th></tr></thead>
<tbody>{rows}</tbody>
</table>
{earlier}
<p class="note">Evidence under a duty to keep it. Do not open it, throw it away or give it away without a line on this
label and both initials.</p>
</main>"""
    return document(f"Label of {shown(thing.id)}", STYLE, body)


def _head(papers: Papers) -> str:
    number = f", No. {_text(papers.matter.number)}" if papers.matter.number else ""
    return (
        f'<div class="head"><p><i>{_text(papers.matter.title)}</i>{number}</p>'
        f'<p>Log <span class="mono">{_text(papers.origin)}</span></p></div>'
    )


def _side(heading: str, says: str, name: str) -> str:
    return f"""<section class="side"><h2>{heading}</h2>
<p>{says}</p>
<p class="line filled"><span>Name</span>{_text(name)}</p>
<p class="boxes">The seal was: <span class="box"></span><span>whole</span>
<span class="box"></span><span>broken</span></p>
<p class="line">Number of the seal, as I read it</p>
<p class="line">Date and time</p>
<p class="line">Signature</p></section>"""


def _row(name: str, value: str) -> str:
    return f"<div><dt>{name}</dt><dd>{value}</dd></div>"


def _or(text: str | None, otherwise: str) -> str:
    return _text(text) if text else otherwise


def _text(text: str) -> str:
    plain = shown(text)
    if len(plain) > _LONGEST:
        plain = f"{plain[:_LONGEST]} […]"
    return f"<bdi>{escape(plain)}</bdi>"


def _moment(moment: datetime) -> str:
    utc = moment.astimezone(UTC)
    return f"{utc:%a} {utc.day} {utc:%B} {utc.year}, {utc:%H:%M} UTC"
