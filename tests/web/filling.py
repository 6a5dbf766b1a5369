"""Forms as a browser finds them on a page: where each is sent, what it asks, what stands in it already."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

FREE = {"text", "search", "email", "tel", "url", "password", "textarea", "date", "number", "time", "datetime-local"}
"""Kinds of field into which a person types."""
_TELLING = {"deed", "side"}
_NO_FIELD = {"submit", "button", "reset", "image"}


@dataclass
class Field:
    """A field of a form: its kind, what stands in it, and what may be chosen where that is a closed list."""

    kind: str
    value: str = ""
    choices: list[str] = field(default_factory=list)


@dataclass
class Form:
    """A form that is posted: the path to which it goes, and its fields by name."""

    path: str
    fields: dict[str, Field] = field(default_factory=dict)
    parts: bool = False
    """Whether it is sent in parts, as files are."""

    @property
    def shape(self) -> tuple[str, ...]:
        """What tells one form of an address from another: its fields, and what says which of several deeds it is."""
        return tuple(sorted(f"{name} {one.value}" if name in _TELLING else name for name, one in self.fields.items()))


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self._page = page
        self._form: Form | None = None
        self._posts = self._sends = False
        self._text: Field | None = None
        self._choice: Field | None = None
        self.found: list[Form] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            to = urlsplit(urljoin(self._page, said.get("action") or self._page))
            parts = said.get("enctype") == "multipart/form-data"
            self._form = Form(f"{to.path}?{to.query}" if to.query else to.path, parts=parts)
            self._posts, self._sends = said.get("method", "get").lower() == "post", False
        elif self._form is not None:
            self._inside(tag, said)

    def _inside(self, tag: str, said: dict[str, str]) -> None:
        assert self._form is not None
        fields, name = self._form.fields, said.get("name", "")
        kind = said.get("type", "text") if tag == "input" else tag
        if tag == "option" and self._choice is not None:
            self._option(self._choice, said)
        elif tag == "button":
            if self._posts and "formaction" in said:
                self.found.append(Form(said["formaction"], dict(fields)))
            self._sends |= "formaction" not in said
        if not name or name == "csrfmiddlewaretoken":
            return
        if kind == "button":
            fields.setdefault(name, Field("hidden", said.get("value", "")))
        elif tag == "input" and kind not in _NO_FIELD:
            there = fields.setdefault(name, Field(kind, said.get("value", "")))
            if kind in ("radio", "checkbox"):
                there.value = there.value or "on"
        elif tag == "textarea":
            self._text = fields.setdefault(name, Field(kind))
        elif tag == "select":
            self._choice = fields.setdefault(name, Field(kind))

    def _option(self, choice: Field, said: dict[str, str]) -> None:
        choice.choices.append(said.get("value", ""))
        if "selected" in said:
            choice.value = said.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.value += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            if self._form is not None and self._posts and self._sends:
                self.found.append(self._form)
            self._form = None
        elif tag == "textarea":
            self._text = None
        elif tag == "select":
            self._choice = None


def forms_on(page: str, text: str) -> list[Form]:
    """Return the forms that the page at the path `page` posts."""
    reader = _Reader(page)
    reader.feed(text)
    return reader.found
