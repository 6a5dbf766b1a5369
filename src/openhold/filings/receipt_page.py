"""The receipt of one item as a page to read or print: one HTML file, no script, nothing loaded from elsewhere.

The page proves nothing by itself and says so; what proves is the receipt file it tells the reader to check.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from openhold.filings.document import count, document
from openhold.filings.receipt_style import STYLE

_UNITS = ("kB", "MB", "GB", "TB", "PB", "EB")
_LONGEST = {"path": 240, "title": 120, "court": 60, "number": 40, "origin": 64}
"""How many signs of these texts are shown at most, so that the page stays one page. The key is never cut."""

_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
"""Letters and marks that are drawn as nothing; what Unicode calls controls, formats and spaces is told by category."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What the page says, all of it taken from the record.

    `number` is the receipt's short number, `court` and `matter_number` are None where nobody said them, `path` is
    the item's path as raw bytes, `sha256` 64 hex digits, `size` in bytes, `sealed_at` aware, `entry` the number of
    the ledger entry, `checkpoint_size` the entries under the checkpoint, `key` the verifier key line, `origin` the
    name of the log.
    """

    number: str
    matter: str
    court: str | None
    matter_number: str | None
    path: bytes
    sha256: str
    size: int
    sealed_at: datetime
    entry: int
    checkpoint_size: int
    key: str
    origin: str


def page(receipt: Fields) -> str:
    """Return the page as one HTML document that prints on one Letter page. Every value is escaped."""
    number = _number(receipt.number)
    entries = count(receipt.checkpoint_size, "entry", "entries")
    body = f"""<main>
<div class="head"><p class="brand">{_SIGN} Openhold</p>
<p class="meta">Log <bdi class="mono">{_text(receipt.origin, "origin")}</bdi></p></div>
<h1>Receipt for one preserved item</h1>
<p class="number">{number}</p>
<p class="lead">The item named below was preserved on <b>{_moment(receipt.sealed_at)}</b>.
A copy in which even one bit was altered since does not match this receipt.</p>
<dl class="rows">
<div><dt>Matter</dt><dd>{_matter(receipt)}</dd></div>
<div><dt>Item</dt><dd>{_item(receipt.path)}</dd></div>
<div><dt>Size</dt><dd>{_size(receipt.size)}</dd></div>
<div><dt>SHA-256</dt><dd class="digest">{_groups(receipt.sha256)}</dd></div>
<div><dt>Ledger</dt><dd>entry {receipt.entry:,}; checkpoint of {entries}</dd></div>
</dl>
<h2>How to check it</h2>
<p class="command mono">openhold verify RECEIPT.json --item FILE --key KEY</p>
<dl class="rows checks">
<div><dt><span class="mono">RECEIPT.json</span></dt>
<dd>The receipt file that came with this page. It shows that the item was written into entry {receipt.entry:,}, and
that this entry stands in the log whose state was signed.</dd></div>
<div><dt><span class="mono">--item FILE</span></dt>
<dd>The item as you have it. This shows that it is the one that was preserved, bit for bit. Without any program of
ours: <span class="mono">sha256sum FILE</span> prints the 64 digits above.</dd></div>
<div><dt><span class="mono">--key KEY</span></dt>
<dd>The key below, once you have compared it. This shows who signed. Without it, anybody could have made a receipt
that agrees with itself.</dd></div>
</dl>
<h2>The key to compare</h2>
<p class="key mono">{escape(shown(receipt.key))}</p>
<p class="note">Do not trust this line because it stands here. Compare it with one that reached you another way: in a
letter, in a paper filed in court, on a receipt printed earlier.</p>
<h2>What this receipt does not prove</h2>
<ul class="note">
<li>That what the item says is true, or who made it, or that nothing was done to it before it was preserved.</li>
<li>That the clock was right: the time is what the clock of the one who kept it said.</li>
<li>That nothing else existed: what was never collected leaves no trace here.</li>
<li>That the item is still kept today: an audit, which reads it again, tells that.</li>
</ul>
<p class="note last">The number names this receipt: send it to anybody by text message, or read it aloud. Only the
receipt file proves anything.</p>
</main>"""
    return document(f"Receipt {shown(receipt.number)}", STYLE, body)


def shown(text: str) -> str:
    r"""Return `text` with every sign that could mislead a reader written as its code, on one line.

    Controls, invisible signs, direction overrides, spaces other than the common one and lone surrogates become
    ``\u202e`` or ``\U000e0001``; bytes that are not UTF-8 (as Python's surrogateescape carries them) become
    ``\xff``; a backslash is doubled, so that no two texts look alike because of this spelling.
    """
    if text.isascii() and text.isprintable() and "\\" not in text:
        # Nearly every text of a list is so, and a page has hundreds of them.
        return text
    return "".join(_signs(text))


def _signs(text: str) -> list[str]:
    return [_sign(sign) for sign in text]


def _sign(sign: str) -> str:
    code = ord(sign)
    if sign == "\\":
        return "\\\\"
    if sign == " " or (unicodedata.category(sign)[0] not in "CZ" and not _INVISIBLE.match(sign)):
        return sign
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    if code < 0x20:
        return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(sign, f"\\x{code:02x}")
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _text(text: str, field: str) -> str:
    signs = _signs(text)
    longest = _LONGEST[field]
    if sum(map(len, signs)) <= longest:
        return escape("".join(signs))
    head, tail = _first(signs, longest // 2), _first(signs[::-1], longest // 2)
    missing = len(signs) - len(head) - len(tail)
    return (
        escape("".join(head)) + f' <span class="cut">[{missing:,} signs left out]</span> ' + escape("".join(tail[::-1]))
    )


def _first(signs: list[str], room: int) -> list[str]:
    taken = []
    for sign in signs:
        room -= len(sign)
        if room < 0:
            break
        taken.append(sign)
    return taken


def _number(number: str) -> str:
    """Let a number break only between its groups."""
    return "-<wbr>".join(f'<span class="group">{escape(group)}</span>' for group in shown(number).split("-"))


def _matter(receipt: Fields) -> str:
    said = [
        _text(text, field)
        for text, field in ((receipt.court, "court"), (receipt.matter_number, "number"))
        if text is not None
    ]
    below = f'<span class="below">{", ".join(f"<bdi>{text}</bdi>" for text in said)}</span>' if said else ""
    return f"<bdi><i>{_text(receipt.matter, 'title')}</i></bdi>{below}"


def _item(path: bytes) -> str:
    text = path.decode("utf-8", "surrogateescape")
    name = f'<bdi class="path mono">{_text(text, "path")}</bdi>'
    if shown(text) == text:
        return name
    return (
        f'{name}<span class="below">Signs that could mislead are written as codes: '
        r"\n is a new line, \\ is a backslash.</span>"
    )


def _size(size: int) -> str:
    exact = count(size, "byte", "bytes")
    power = (len(str(size)) - 1) // 3
    if not power:
        return exact
    about = f"{size / 1000**power:.3g}"
    if about == "1e+03":
        about, power = "1", power + 1
    return f"{exact} (about {about} {_UNITS[power - 1]})"


def _groups(digest: str) -> str:
    """Part the digits by space that is drawn, not written: what is copied is the digest itself."""
    text = shown(digest)
    return "<wbr>".join(f"<span>{escape(text[at : at + 4])}</span>" for at in range(0, len(text), 4))


def _moment(moment: datetime) -> str:
    utc = moment.astimezone(UTC)
    return f"{utc:%A} {utc.day} {utc:%B} {utc.year} at {utc:%H:%M} UTC"


_SIGN = (
    '<svg width="20" height="22" viewBox="0 0 20 22" aria-hidden="true"><path d="M3.5 0v22M7 0v22M18.5 0v22" '
    'stroke="currentColor" stroke-width="1.5"/><path d="M10 7h5.5M10 11h5.5M10 15h3" stroke="currentColor" '
    'stroke-width="1.8"/></svg>'
)
