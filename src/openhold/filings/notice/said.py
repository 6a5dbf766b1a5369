"""What a custodian writes on the page of a notice: the forms, and what was said by them before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import Literal

from django.utils.translation import gettext as _

from openhold.filings.notice.fields import Language
from openhold.filings.notice.pages import markup
from openhold.filings.notice.words import Run, day, line

DEED, PROOF, WORDS = "deed", "proof", "words"
"""What the fields of the forms are called."""
QUESTION, LOSS, PLACES = "question", "loss", "places"
"""What `DEED` holds where words are sent; it is not there where the notice is acknowledged."""
_PLACE = {QUESTION: "ask", LOSS: "loss", PLACES: "places"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the custodian wrote, when it was recorded, and what was answered to it."""

    words: str
    at: datetime
    answer: str | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Where the custodian says that something may be, by the names of the answers, and when that was recorded."""

    words: Mapping[str, str]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the page knows besides the notice. `style` and `action` are addresses, `others` the other languages'.

    `wrong` is the form whose words could not be taken, `kept` those words by the names of its fields; `longest` is how
    long each form's words may be.
    """

    language: Language
    from_whom: str
    style: str
    action: str
    proof: str
    others: Mapping[str, str]
    questions: tuple[Said, ...] = ()
    losses: tuple[Said, ...] = ()
    places: Told | None = None
    wrong: Literal["", "question", "loss", "places"] = ""
    kept: Mapping[str, str]
    longest: Mapping[str, int]


def places(around: Around) -> str:
    """Return the section that asks where something may be; what was said before stands in it, to be changed."""
    labels = _labels()
    said = around.kept if around.wrong == PLACES else around.places.words if around.places else {}
    hint = _("Say it in your own words, or leave a field empty. You do not have to look anything up.")
    when = "" if around.places is None else _when(_("You said this, and it is recorded"), around.places.at)
    fields = "\n".join(
        _field(f"{PLACES}-{name}", name, label, said.get(name, ""), around, PLACES) for name, label in labels
    )
    button = _("Send this") if around.places is None else _("Send it again, changed")
    inside = when + _form(
        around,
        PLACES,
        fields,
        button,
        _("It was not sent. Fill at least one field, each with at most {longest} signs."),
    )
    return _section("places", _("Where may something be?"), f"<p>{escape(hint)}</p>", inside)


def ask(around: Around) -> str:
    """Return the section for questions, with those that were asked and their answers."""
    label, button = _("Your question"), _("Send the question")
    inside = asked(around.questions) + _form(around, QUESTION, _one_field(around, QUESTION, label), button)
    return _section("ask", _("Ask a question"), "", inside)


def lose(around: Around) -> str:
    """Return the section for losses, with those that were reported."""
    hint = _(
        "Is something gone, broken, reset or thrown away, or about to be? Say what it is and when it happened. Do not "
        "try to bring it back yourself."
    )
    label, button = _("What is lost"), _("Report it")
    inside = reported(around.losses) + _form(around, LOSS, _one_field(around, LOSS, label), button)
    return _section("loss", _("Report something lost"), f"<p>{escape(hint)}</p>", inside)


def asked(them: tuple[Said, ...]) -> str:
    """Return the questions that were asked, with their answers."""
    parts = []
    for one in them:
        parts += [_when(_("You asked"), one.at), _words(one.words)]
        if one.answer is not None and one.answered_at is not None:
            parts += [_when(_("The answer"), one.answered_at), _words(one.answer)]
        else:
            waiting = _("It is recorded. There is no answer yet.")
            parts.append(f'<p class="when">{escape(waiting)}</p>')
    return "\n".join(parts)


def reported(them: tuple[Said, ...]) -> str:
    """Return the losses that were reported."""
    return "\n".join(
        part for one in them for part in (_when(_("You reported, and it is recorded"), one.at), _words(one.words))
    )


def told_places(told: Told | None) -> str:
    """Return where things may be, as it was said; empty where nothing was."""
    if told is None:
        return ""
    parts = [_when(_("You said this, and it is recorded"), told.at)]
    for name, label in _labels():
        if told.words.get(name):
            parts += [f"<p><b>{escape(label)}</b></p>", _words(told.words[name])]
    return "\n".join(parts)


def moment(at: datetime) -> Run:
    """Return a moment as a person says it, in UTC."""
    utc = at.astimezone(UTC)
    return Run(f"{day(utc.date()).text}, {utc:%H:%M} UTC")


def _labels() -> tuple[tuple[str, str], ...]:
    return (
        ("devices", _("Phones, computers and other devices, also your own")),
        ("accounts", _("E-mail and cloud accounts, also private ones")),
        ("chat", _("Chat groups and messages")),
        ("paper", _("Paper")),
        ("others", _("Who else may have something?")),
    )


def _section(name: str, heading: str, hint: str, inside: str) -> str:
    return f'\n<section class="said" id="{name}"><h2>{escape(heading)}</h2>{hint}\n{inside}</section>'


def _when(kind: str, at: datetime) -> str:
    said = line("{kind} · {moment}", kind=Run(kind), moment=moment(at))
    return f'<p class="when">{markup(said)}</p>'


def _words(said: str) -> str:
    # Each is written in whatever language and direction its writer chose.
    return f'<p class="words" dir="auto">{escape(said)}</p>'


def _field(name: str, sent: str, label: str, said: str, around: Around, deed: str) -> str:
    about = f' aria-invalid="true" aria-describedby="{deed}-error"' if around.wrong == deed else ""
    rows = 2 if deed == PLACES else 4
    return (
        f'<label for="{name}">{escape(label)}</label>'
        # The first line feed after the tag is none of the text.
        f'<textarea id="{name}" name="{sent}" rows="{rows}" dir="auto" maxlength="{around.longest[deed]}"{about}>\n'
        f"{escape(said)}</textarea>"
    )


def _one_field(around: Around, deed: str, label: str) -> str:
    kept = around.kept.get(WORDS, "") if around.wrong == deed else ""
    return _field(f"{deed}-{WORDS}", WORDS, label, kept, around, deed)


def _form(around: Around, deed: str, fields: str, button: str, problem: str = "") -> str:
    said = ""
    if around.wrong == deed:
        problem = problem or _("It was not sent. Write it in words, with at most {longest} signs.")
        longest = f"{around.longest[deed]:,}".replace(",", "," if around.language == "en" else " ")
        sentence = problem.format(longest=longest)
        said = f'<p class="err" id="{deed}-error" role="alert">✕ {escape(sentence)}</p>'
    return (
        f'\n<form method="post" action="{escape(around.action)}#{_PLACE[deed]}">'
        f'<input type="hidden" name="{PROOF}" value="{escape(around.proof)}">'
        f'<input type="hidden" name="{DEED}" value="{deed}">'
        f'{fields}{said}<button type="submit">{escape(button)}</button></form>'
    )
