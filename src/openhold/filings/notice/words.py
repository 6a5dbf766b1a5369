"""Lines of words: translated patterns with values in them, kept apart so that no value can act as markup."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from string import Formatter
from urllib.parse import quote

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from openhold.filings.notice.fields import Language, clean

_LONGEST = 60
"""Signs of a value that a title, a subject or a header takes at most; the whole value stands in the text."""

_WEEKDAYS = (
    gettext_noop("Monday"),
    gettext_noop("Tuesday"),
    gettext_noop("Wednesday"),
    gettext_noop("Thursday"),
    gettext_noop("Friday"),
    gettext_noop("Saturday"),
    gettext_noop("Sunday"),
)


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that look alike; a `value` was written by a person, the rest stands in the template."""

    text: str
    strong: bool = False
    value: bool = False
    link: str | None = None


Line = tuple[Run, ...]


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Translate into `language` while this lasts, whatever the process speaks otherwise."""
    with translation.override(language):
        yield


def line(pattern: str, **values: str | int | Run) -> Line:
    """Return the runs of a translated `pattern`: `**bold**` is strong, `{name}` is one of `values`.

    Values are never read as patterns: braces and stars in them are only signs.
    """
    runs: list[Run] = []
    for number, part in enumerate(pattern.split("**")):
        strong = number % 2 == 1
        for literal, name, _spec, _conversion in Formatter().parse(part):
            if literal:
                runs.append(Run(literal, strong))
            if name is not None:
                run = _run(values[name])
                runs.append(replace(run, strong=strong or run.strong))
    return tuple(run for run in runs if run.text)


def _run(value: str | int | Run) -> Run:
    if isinstance(value, Run):
        return value
    return Run(clean(value), value=True) if isinstance(value, str) else Run(str(value))


def value(text: str) -> Line:
    """Return a line that is nothing but what a person wrote."""
    return (Run(clean(text), value=True),)


def joined(lines: list[Line], between: str) -> Line:
    """Return `lines` as one, with `between` between them."""
    runs: list[Run] = []
    for number, one in enumerate(lines):
        runs += [Run(between), *one] if number else one
    return tuple(runs)


def email(address: str) -> Run:
    """Return an e-mail address that can be pressed."""
    return Run(clean(address), value=True, link=f"mailto:{quote(address, safe='@+')}")


def phone(number: str) -> Run:
    """Return a telephone number that can be pressed."""
    digits = "".join(sign for sign in number if sign in "+0123456789")
    return Run(clean(number), value=True, link=f"tel:{digits}" if digits else None)


def short(text: str) -> str:
    """Return `text`, cut after a whole word with three dots where it is too long for a title."""
    text = clean(text)
    if len(text) <= _LONGEST:
        return text
    head = text[: _LONGEST - 1]
    return f"{head.rsplit(' ', 1)[0] if ' ' in head[_LONGEST // 2 :] else head}…"


def day(when: date) -> Run:
    """Return a day as a person says it, with its weekday, in the language spoken."""
    return Run(
        _("{weekday} {day} {month} {year}").format(
            weekday=_(_WEEKDAYS[when.weekday()]), day=when.day, month=_month(when), year=when.year
        )
    )


def _month(when: date) -> str:
    # "May" is also a verb, so months have a context of their own.
    return (
        pgettext("month", "January"),
        pgettext("month", "February"),
        pgettext("month", "March"),
        pgettext("month", "April"),
        pgettext("month", "May"),
        pgettext("month", "June"),
        pgettext("month", "July"),
        pgettext("month", "August"),
        pgettext("month", "September"),
        pgettext("month", "October"),
        pgettext("month", "November"),
        pgettext("month", "December"),
    )[when.month - 1]
