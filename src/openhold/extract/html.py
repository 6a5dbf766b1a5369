"""HTML as a reader sees it: no markup, no scripts, nothing that is hidden; cells parted by tabs, blocks by newlines."""

import codecs
import re

from lxml import etree
from lxml.html import HTMLParser

from openhold.extract.decoding import decode, sound
from openhold.extract.errors import NotAPaperError
from openhold.extract.text import Form, Text, Warned, lines_of

UNSEEN = frozenset(("head", "script", "style", "template", "noscript", "noframes", "iframe", "object", "title", "svg"))
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p",
    "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul",
))  # fmt: skip
KEPT_AS_IS = frozenset(("pre", "textarea", "listing", "xmp"))
"""Elements whose newlines and spaces are shown as they are."""

_LOOKS = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,4000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|table|center|div|p|font|h[1-6]|br|pre|b|a|link|script|style)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f]+")
_INLINE = re.compile(r"</?(?:font|span|b|i|u|em|strong|small|big|tt|a)\b[^<>]{0,2000}>", re.IGNORECASE)
_AROUND_BREAK = re.compile(r" +(?=[\n\t])|(?<=[\n]) +(?=\n)")


def looks_like_html(data: bytes) -> bool:
    """Tell whether the bytes begin as a page or a piece of one does."""
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        data = data[2:8192].replace(b"\0", b"")
    return bool(_LOOKS.match(data.removeprefix(codecs.BOM_UTF8)))


def open_html(data: bytes) -> Text:
    """Return a page as it is seen, with its markup as `source`."""
    source, warnings = decode_html(data)
    text = rendered(source)
    return Text(text, Form.HTML, lines_of(text), source=source, warnings=warnings)


def decode_html(data: bytes, named: str | None = None) -> tuple[str, tuple[Warned, ...]]:
    """Return the markup decoded: by its byte order mark, by `named`, by what it says itself, else as text is."""
    if not named and (says := _CHARSET.search(data[:4096])):
        named = says[1].decode("ascii")
    if named and named.lower() in ("iso-8859-1", "latin-1", "latin1"):
        # What calls itself Latin-1 holds the quotation marks of Windows, as every browser knows.
        named = "cp1252"
    return decode(data, named)


def rendered(source: str) -> str:
    """Return the text that a page shows. Raises `NotAPaperError` where it shows none."""
    tree, deep = _parsed(source)
    if deep:
        tree, deep = _parsed(_INLINE.sub("", source))
    if deep:
        raise NotAPaperError("The page is nested too deeply to be read.")
    if tree is None:
        raise NotAPaperError("The page shows no text.")
    return sound(_shown(tree))


def _shown(tree: "etree._Element") -> str:
    page = _Page()
    skipping: etree._Element | None = None
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if skipping is None and event == "start":
            if _unseen(element):
                skipping = element
            else:
                page.begin(element.tag)
                page.say(element.text)
        elif event == "end":
            if skipping is None:
                page.end(element.tag)
            elif skipping is element:
                skipping = None
            if skipping is None and element is not tree:
                page.say(element.tail)
    return page.text()


def _parsed(source: str) -> tuple["etree._Element | None", bool]:
    """Return the tree of a page, and whether the parser gave up since elements stood in each other too deeply."""
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = etree.fromstring(source.replace("\0", "").encode("utf-8"), parser)
    except (etree.LxmlError, ValueError):
        tree = None
    return tree, any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def _unseen(element: "etree._Element") -> bool:
    return (
        element.tag in UNSEEN
        or element.get("hidden") is not None
        or (element.tag == "input" and element.get("type") == "hidden")
        or bool(_HIDDEN.search(element.get("style") or ""))
    )


class _Page:
    """The text so far; breaks are held back until something follows them."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.kept = 0
        self.owed = ""
        self.fresh = True  # nothing stands in this line or cell yet
        self.cells = [0]  # cells so far in each of the rows we are in

    def begin(self, tag: str) -> None:
        self.kept += tag in KEPT_AS_IS
        if tag in ("td", "th"):
            if self.cells[-1]:
                self.owed = ""
                self._put("\t")
            self.cells[-1] += 1
        elif tag == "br":
            self._put(self.owed + "\n" if self.owed != "\n" or not self.fresh else "\n")
            self.owed = ""
        elif tag in BLOCKS:
            self._owe()
        if tag == "tr":
            self.cells.append(0)

    def end(self, tag: str) -> None:
        self.kept -= tag in KEPT_AS_IS
        if tag == "tr":
            if len(self.cells) > 1:
                self.cells.pop()
            self.fresh = False
        if tag in BLOCKS:
            self._owe()

    def say(self, text: str | None) -> None:
        if not text:
            return
        if not self.kept:
            text = _SPACES.sub(" ", text)
            if self.fresh or self.owed:
                text = text.lstrip(" ")
            elif self.parts and self.parts[-1].endswith(" "):
                text = text.removeprefix(" ")
        if text:
            self._put(self.owed + text.replace("\r\n", "\n").replace("\xa0", " "))
            self.owed = ""

    def text(self) -> str:
        return _AROUND_BREAK.sub("", "".join(self.parts)).strip(" \n")

    def _owe(self) -> None:
        if not self.fresh:
            self.owed = "\n"

    def _put(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.fresh = text.endswith(("\n", "\t"))
