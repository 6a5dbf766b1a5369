"""Step 1: RFC 8493 as the formats narrow it. Complete, unaltered, regular files only, nothing unlisted."""

import re
from collections.abc import Iterator

from .bag import Bag
from .errors import RuleError
from .hashing import Hasher
from .report import Tally, shown

TAG_MANIFEST = "tagmanifest-sha256.txt"
_DECLARATION = re.compile(rb"BagIt-Version: 1\.0\r?\nTag-File-Character-Encoding: UTF-8(?:\r?\n)?")
_MANIFEST_NAME = re.compile(r"(tag)?manifest-([a-z0-9-]+)\.txt")
_MANIFEST_LINE = re.compile(r"([0-9a-f]+)[ \t]+([^\r\n]+)")
_OXUM = re.compile(r"(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)")
_KNOWN = {"md5": 32, "sha1": 40, "sha224": 56, "sha256": 64, "sha384": 96, "sha512": 128}
_ID = r"[a-z0-9][a-z0-9._-]{0,63}"
# Every payload file that the formats know. Tiles and bundles are held against the size of the log in step 3.
_PAYLOAD = re.compile(
    rf"""data/(?:README\.txt|facts\.jsonl|keys\.txt|withheld-items\.jsonl
    |manifests/{_ID}\.jsonl|items/[0-9a-f]{{64}}
    |ledger/(?:checkpoint|checkpoints/(?:0|[1-9][0-9]*)|timestamps/(?:0|[1-9][0-9]*)\.(?:tsr|pem)|tile/[0-9a-z./]+))""",
    re.VERBOSE,
)
_NEEDED = ("bag-info.txt", "data/README.txt")


def check_complete(bag: Bag, hasher: Hasher, tally: Tally) -> None:
    """Hold the files of the bag against its manifests, reading every byte once; fills `item` with what is in items/."""
    bag.walk(tally)
    _declaration(bag, tally)
    for name in _NEEDED:
        if bag.size_of(name) is None:
            tally.wrong(f"{name} is missing.")
    if bag.size_of("fetch.txt") is not None:
        tally.wrong("fetch.txt is there: a disclosure never leaves files to be fetched from elsewhere.")
    algorithms = _manifests(bag, tally)
    _missing_and_extra(bag, tally)
    _digests(bag, hasher, algorithms, tally)
    _oxum(bag, tally)
    files, size = bag.database.execute("SELECT count(*), coalesce(sum(size), 0) FROM file").fetchone()
    tally.note(f"{files:,} files, {size:,} bytes; every one has the digest that the bag lists, and none is extra.")


def _declaration(bag: Bag, tally: Tally) -> None:
    try:
        if _DECLARATION.fullmatch(bag.read("bagit.txt", 1024)) is None:
            tally.wrong("bagit.txt does not declare BagIt 1.0 in UTF-8.")
    except RuleError as error:
        tally.wrong(f"{error}.")


def _manifests(bag: Bag, tally: Tally) -> frozenset[str]:
    """Take down what the manifests list; returns the algorithms that are held against the files."""
    found = {match[0]: match for match in map(_MANIFEST_NAME.fullmatch, _top_files(bag)) if match is not None}
    for name in ("manifest-sha256.txt", TAG_MANIFEST):
        if name not in found:
            tally.wrong(f"{name} is missing.")
    algorithms = {"sha256"}
    for name, match in sorted(found.items()):
        if match[2] not in _KNOWN:
            tally.note(f"{name} uses a digest that this program does not compute; it was not looked at.")
            continue
        algorithms.add(match[2])
        try:
            for row in _rows(bag, name, match[2], match[1] is not None, tally):
                if bag.database.execute("INSERT OR IGNORE INTO listed VALUES(?, ?, ?)", row).rowcount == 0:
                    tally.wrong(f"{name} lists {shown(row[0])} twice.")
        except RuleError as error:
            tally.wrong(f"{error}.")
    return frozenset(algorithms)


def _top_files(bag: Bag) -> list[str]:
    query = "SELECT path FROM file WHERE instr(path, '/')=0"
    return [str(path) for (path,) in bag.database.execute(query)]


def _rows(bag: Bag, name: str, algorithm: str, tags: bool, tally: Tally) -> Iterator[tuple[str, str, str]]:
    for number, line in enumerate(bag.lines(name), 1):
        try:
            match = _MANIFEST_LINE.fullmatch(line.removesuffix(b"\r").decode("utf-8"))
        except UnicodeDecodeError:
            match = None
        if match is None or len(match[1]) != _KNOWN[algorithm]:
            tally.wrong(f"{name}, line {number:,}: it is not a digest in lower case and a path.")
            continue
        path = match[2]
        if not path.isprintable() or "%" in path or any(part in ("", ".", "..") for part in path.split("/")):
            tally.wrong(f"{name}, line {number:,}: {shown(path)} is no path of a disclosure.")
        elif path.startswith("data/") is tags:
            tally.wrong(f"{name}, line {number:,}: {shown(path)} does not belong into this manifest.")
        elif not tags and _PAYLOAD.fullmatch(path) is None:
            tally.wrong(f"{shown(path)} is no file of a disclosure; the formats do not know it.")
        else:
            yield path, algorithm, match[1]


def _missing_and_extra(bag: Bag, tally: Tally) -> None:
    missing = (
        "SELECT DISTINCT path FROM listed WHERE NOT EXISTS"
        " (SELECT 1 FROM file WHERE file.path=listed.path) ORDER BY path"
    )
    for (path,) in bag.database.execute(missing):
        tally.wrong(f"{shown(path)} is listed and missing.")
    extra = (
        "SELECT path FROM file WHERE NOT EXISTS"
        " (SELECT 1 FROM listed WHERE listed.path=file.path AND algorithm='sha256') ORDER BY path"
    )
    for (path,) in bag.database.execute(extra):
        # RFC 8493 (2.2.1): no manifest lists a tag manifest.
        if not path.startswith("tagmanifest-"):
            tally.wrong(f"{shown(path)} is in no manifest.")


def _digests(bag: Bag, hasher: Hasher, algorithms: frozenset[str], tally: Tally) -> None:
    """Read every file once and compare; an item's own digest is kept for step 10."""
    wanted = bag.database.execute("SELECT path, size FROM file ORDER BY path")
    for path, size, digests in hasher.digests(bag.root, wanted, algorithms):
        if isinstance(digests, RuleError):
            tally.wrong(f"{shown(path)}: {digests}.")
            continue
        listed = bag.database.execute("SELECT algorithm, digest FROM listed WHERE path=?", (path,))
        for algorithm, digest in listed:
            if digests[algorithm].hex() != digest:
                tally.wrong(f"{shown(path)} is not the file that the bag lists ({algorithm} differs).")
        if path.startswith("data/items/"):
            bag.database.execute("INSERT OR IGNORE INTO item VALUES(?, ?)", (digests["sha256"], size))


def _oxum(bag: Bag, tally: Tally) -> None:
    """`Payload-Oxum` in bag-info.txt, where it stands, is bytes.files of the payload (RFC 8493, 2.2.2)."""
    try:
        text = bag.read("bag-info.txt", 1024 * 1024).decode("utf-8")
    except UnicodeDecodeError:
        tally.wrong("bag-info.txt is not UTF-8.")
        return
    except RuleError:
        return  # already told
    query = "SELECT coalesce(sum(size), 0), count(*) FROM file WHERE path GLOB 'data/*'"
    real = "{}.{}".format(*bag.database.execute(query).fetchone())
    for line in text.splitlines():
        label, _, value = line.partition(":")
        if label.strip().lower() == "payload-oxum" and (
            _OXUM.fullmatch(value.strip()) is None or value.strip() != real
        ):
            tally.wrong(f"bag-info.txt says Payload-Oxum {shown(value.strip())}; the payload is {real}.")
