"""Grey pictures drawn by code: a canvas, letters, and PNG bytes that are the same on every machine.

Pictures are stored, not compressed: two zlib versions may compress the same pixels to different bytes.
"""

import struct
from zlib import adler32, crc32

_ROWS = {
    "A": "25755", "B": "65656", "C": "34443", "D": "65556", "E": "74647", "F": "74644", "G": "34553", "H": "55755",
    "I": "72227", "J": "11152", "K": "55655", "L": "44447", "M": "57755", "N": "65555", "O": "25552", "P": "65644",
    "Q": "25563", "R": "65655", "S": "34216", "T": "72222", "U": "55557", "V": "55552", "W": "55775", "X": "55255",
    "Y": "55222", "Z": "71247", "0": "75557", "1": "26227", "2": "61247", "3": "61216", "4": "55711", "5": "74616",
    "6": "34757", "7": "71122", "8": "75757", "9": "75716", ":": "02020", "-": "00700", ".": "00002", ",": "00024",
    "/": "11244", "(": "12221", ")": "42224", "'": "22000", "#": "57575",
}  # fmt: skip
"""Letters of 3 by 5 points; each figure is a row, its three bits the points from left to right."""

_STORED = 65_535
"""The most bytes that one stored block of a deflate stream holds (RFC 1951 §3.2.4)."""


class Canvas:
    """A picture of `width` by `height` points; a shade is 0 (black) to 255 (white). Row 0 is the top."""

    def __init__(self, width: int, height: int, shade: int) -> None:
        self.width = width
        self.height = height
        self.points = bytearray([shade]) * (width * height)

    def copy(self) -> "Canvas":
        """Return a second canvas with the same points."""
        twin = Canvas(self.width, 0, 0)
        twin.height = self.height
        twin.points = bytearray(self.points)
        return twin

    def box(self, left: int, top: int, width: int, height: int, shade: int) -> None:
        """Fill a box; what lies outside the picture is cut off."""
        left, right = max(left, 0), min(left + width, self.width)
        row = bytes([shade]) * (right - left)
        for y in range(max(top, 0), min(top + height, self.height)):
            start = y * self.width + left
            self.points[start : start + len(row)] = row

    def write(self, left: int, top: int, text: str, shade: int, scale: int = 2) -> None:
        """Write one line in capitals; a letter takes 4 by 5 points times `scale`, an unknown one is a gap."""
        for at, letter in enumerate(text.upper()):
            for y, row in enumerate(_ROWS.get(letter, "")):
                for x in range(3):
                    if int(row) >> (2 - x) & 1:
                        self.box(left + (4 * at + x) * scale, top + y * scale, scale, scale, shade)

    def png(self) -> bytes:
        """Return the picture as an 8-bit grey PNG (ISO/IEC 15948)."""
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 0, 0, 0, 0)
        rows = b"".join(
            b"\0" + self.points[y * self.width : (y + 1) * self.width] for y in range(self.height)
        )  # 0: the row is not filtered
        return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", _stored(rows)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc32(kind + data))


def _stored(data: bytes) -> bytes:
    blocks = [b"\x78\x01"]
    for at in range(0, len(data), _STORED):
        block = data[at : at + _STORED]
        last = at + _STORED >= len(data)
        blocks += (struct.pack("<BHH", last, len(block), len(block) ^ 0xFFFF), block)
    blocks.append(struct.pack(">I", adler32(data)))
    return b"".join(blocks)
