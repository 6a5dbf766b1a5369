"""Take the long upright rules out of the picture of a page: a recogniser reads them as letters."""

BAND = 60
"""Height in dots of the bands that are looked at: taller than letters, short enough for a page that lies askew."""
DARK = 128
SOLID = 0.85
"""This share of a column in a band is dark where a rule runs through it."""
BANDS = 6
"""A rule runs through at least so many bands below each other."""
ASIDE = 3
"""So many dots may it move aside from one band to the next, and so many beside it are cleared too."""

_INK = bytes(value < DARK for value in range(256))


def without_rules(picture: bytearray, width: int, height: int) -> None:
    """Clear, in place, the upright rules of a grey picture with one byte a dot and no padding."""
    inked = picture.translate(_INK)
    chains: list[list[tuple[int, int]]] = []
    open_chains: list[list[tuple[int, int]]] = []
    for band in range(height // BAND):
        grown = []
        for column in _solid(inked, width, band * BAND):
            chain = next((one for one in open_chains if abs(one[-1][1] - column) <= ASIDE and one[-1][0] < band), None)
            if chain is None:
                chain = []
                chains.append(chain)
            chain.append((band, column))
            grown.append(chain)
        open_chains = grown
    for chain in chains:
        if len(chain) >= BANDS:
            for band, column in chain:
                _clear(picture, width, height, band * BAND, column)


def _solid(inked: bytearray, width: int, top: int) -> list[int]:
    """Return the columns that are dark from the top of a band to its bottom."""
    # Most columns hold a light dot in the first line of the band or a few lines below; looking there first is quick.
    hits = []
    enough = int(SOLID * BAND)
    lines = [inked[(top + at) * width : (top + at + 1) * width] for at in (BAND // 4, BAND // 2, 3 * BAND // 4)]
    column = lines[1].find(1)
    while column >= 0:
        if lines[0][column] + lines[2][column] and _ink(inked, width, top, column) >= enough:
            hits.append(column)
        column = lines[1].find(1, column + 1)
    return hits


def _ink(inked: bytearray, width: int, top: int, column: int) -> int:
    return inked[top * width + column : (top + BAND) * width : width].count(1)


def _clear(picture: bytearray, width: int, height: int, top: int, column: int) -> None:
    left, right = max(0, column - ASIDE), min(width, column + ASIDE + 1)
    for line in range(max(0, top - BAND // 2), min(height, top + BAND + BAND // 2)):
        picture[line * width + left : line * width + right] = b"\xff" * (right - left)
