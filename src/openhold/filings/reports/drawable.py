"""Which signs a PDF can draw: those of the fonts that come with Typst; all others are written as their codes.

A PDF/A may not hold a sign that no font draws, and a name must not vanish. So a sign outside these ranges becomes
``\\u674e``, as everywhere in Openhold a sign becomes its code that a reader could not see for what it is.
"""

from openhold.filings.receipt_page import shown

RANGES = (
    (0x20, 0x7E), (0xA1, 0xAC), (0xAE, 0x17F), (0x218, 0x21B), (0x1E00, 0x1EFF),  # Latin
    (0x386, 0x386), (0x388, 0x3CE),  # Greek
    (0x400, 0x45F), (0x490, 0x491),  # Cyrillic
    (0x5D0, 0x5EA), (0x621, 0x63A), (0x641, 0x64A),  # letters of Hebrew and Arabic
    (0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026), (0x2030, 0x2030), (0x2032, 0x2033),
    (0x2039, 0x203A), (0x20AC, 0x20AC), (0x2122, 0x2122), (0x2192, 0x2192),  # marks
)  # fmt: skip
"""From and to, both drawn; what is not assigned in them is a code already."""
_DRAWN = frozenset(chr(code) for first, last in RANGES for code in range(first, last + 1))


def drawable(text: str) -> str:
    """Return `text` on one line, with every sign as its code that would mislead a reader or cannot be drawn."""
    plain = shown(text)
    return plain if _DRAWN.issuperset(plain) else "".join(one if one in _DRAWN else _code(one) for one in plain)


def _code(sign: str) -> str:
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"
