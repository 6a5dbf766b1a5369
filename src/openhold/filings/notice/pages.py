"""A notice or letter as markup: the mail's HTML, a sheet to print and sign, the body of the page with the button."""

from collections.abc import Callable, Mapping
from datetime import date
from html import escape

from django.utils.translation import gettext as _

from openhold.filings.document import PALETTE
from openhold.filings.notice.content import Answer, Block, Document, Section
from openhold.filings.notice.fields import Language, clean
from openhold.filings.notice.style import BASE, MAIL, PRINT, TOKENS
from openhold.filings.notice.words import Line, Run, day, line, speaking, value

_SIGNS = {
    "keep": '<svg aria-hidden="true" viewBox="0 0 16 16"><path d="M2 8.5 6.2 12.5 14 3.8" fill="none" '
    'stroke="currentColor" stroke-width="2.4"/></svg>',
    "not": '<svg aria-hidden="true" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6" fill="none" '
    'stroke="currentColor" stroke-width="2"/><path d="M4 12 12 4" stroke="currentColor" stroke-width="2"/></svg>',
}
_NO_SIGNS: dict[str, str] = {}


def mail_page(document: Document) -> str:
    """Return the HTML part of a mail: readable also where the reader's program drops every style."""
    return page(document.language, document.subject, MAIL, _article(document, _link, "", _NO_SIGNS))


def print_page(document: Document) -> str:
    """Return one HTML file to print; where an answer is asked for, the sheet ends with lines to sign on."""
    return page(document.language, document.subject, PRINT, _article(document, None, _signature(document), _SIGNS))


def words_page(language: Language, subject: str, words: str, recipient: str) -> str:
    """Return one HTML file to print of words that a person wrote, for one recipient, with lines to sign on."""
    with speaking(language):
        promise = line(_("**With my signature I say:** I have read this and I will keep these things."))
        lines = _sign_lines({"name": _("Name"), "date": _("Date"), "signature": _("Signature")})
        heading = _("Your answer")
    paragraphs = "\n".join(
        f"<p>{'<br>'.join(markup(value(row)) for row in part.splitlines())}</p>"
        for part in words.split("\n\n")
        if part.strip()
    )
    body = (
        f'<article class="notice" lang="{language}" dir="ltr">\n<p class="kicker">{markup(value(recipient))}</p>\n'
        f"<h1>{markup(value(subject))}</h1>\n{paragraphs}\n"
        f'<section class="answer"><h2>{escape(heading)}</h2><p>{markup(promise)}</p>{lines}</section>\n</article>'
    )
    return page(language, clean(subject), PRINT, body)


def portal_body(
    document: Document,
    *,
    action: str,
    token: str,
    token_name: str = "csrfmiddlewaretoken",  # noqa: S107 -- the name of a form's field
    answered: date | None = None,
    notes: tuple[Line, ...] = (),
) -> str:
    """Return the body of the page where a custodian answers: one button, before everything that can be long.

    `action` is where the form is sent by POST, `token` what keeps other sites from sending it, `answered` the day on
    which this version was acknowledged; then the page says so instead of asking. `notes` follow either.
    """
    noted = "".join(f'<p class="quiet">{markup(note)}</p>' for note in notes)

    def form(asked: Answer) -> str:
        if answered is not None:
            with speaking(document.language):
                said = line(_("You answered on **{day}**. There is nothing more to do now."), day=day(answered))
            return f'<div class="answer"><p>{markup(said)}</p>{noted}</div>'
        return (
            f'<form class="answer" method="post" action="{escape(action)}">'
            f'<input type="hidden" name="{escape(token_name)}" value="{escape(token)}">'
            f"<p>{markup(asked.promise)}</p>"
            f'<button type="submit">{escape(asked.button)}</button>'
            f'<p class="quiet">{markup(asked.by)}</p>{noted}</form>'
        )

    return _article(document, form, "", _SIGNS)


def page(language: Language, title: str, style: str, body: str) -> str:
    """Return a whole HTML file without script that loads nothing; `title` is plain text, `body` markup."""
    return f"""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(title)}</title>
<style>{PALETTE}{TOKENS}{BASE}{style}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def markup(line: Line) -> str:
    """Return `line` escaped; what a person wrote is kept from turning the text around it."""
    return "".join(map(_run, line))


def _run(run: Run) -> str:
    text = escape(run.text)
    if run.value:
        text = f"<bdi>{text}</bdi>"
    if run.strong:
        text = f"<b>{text}</b>"
    return f'<a href="{escape(run.link)}">{text}</a>' if run.link else text


def _article(document: Document, first: Callable[[Answer], str] | None, last: str, signs: dict[str, str]) -> str:
    answer = first(document.answer) if first and document.answer else ""
    parts = [
        f'<p class="kicker">{markup(document.kicker)}</p>',
        f"<h1>{markup(document.title)}</h1>",
        f'<p class="lead">{markup(document.lead)}</p>',
        answer,
        *(_section(section, signs) for section in document.sections),
        last,
    ]
    body = "\n".join(part for part in parts if part)
    return f'<article class="notice" lang="{document.language}" dir="ltr">\n{body}\n</article>'


def _section(section: Section, signs: dict[str, str]) -> str:
    return "\n".join(
        [
            f"<section>\n<h2>{escape(section.heading)}</h2>",
            *(_block(block, signs) for block in section.blocks),
            "</section>",
        ]
    )


def _block(block: Block, signs: dict[str, str]) -> str:
    if block.kind in ("text", "quiet"):
        kind = ' class="quiet"' if block.kind == "quiet" else ""
        return "\n".join(f"<p{kind}>{markup(line)}</p>" for line in block.lines)
    sign = signs.get(block.kind, "")
    items = "\n".join(f"<li>{sign}{markup(line)}</li>" for line in block.lines)
    return f'<ul class="{block.kind}">\n{items}\n</ul>'


def _link(answer: Answer) -> str:
    way = f"<p>{markup(answer.to_whom)}</p>"
    if answer.link is not None:
        way = (
            f'<p><a class="go" href="{escape(answer.link)}">{escape(answer.open)}</a></p>'
            f'<p class="quiet">{escape(answer.note)}</p>'
        )
    return (
        f'<div class="answer"><h2>{escape(answer.heading)}</h2><p>{markup(answer.promise)}</p>'
        f"<p>{markup(answer.by)}</p>{way}</div>"
    )


def _signature(document: Document) -> str:
    answer = document.answer
    if answer is None:
        return ""
    # The sheet that comes back says by itself what was signed, also where the other page is lost.
    what = f'<p class="quiet">{markup(document.title)} · {markup(document.kicker)}</p>'
    return (
        f'<section class="answer"><h2>{escape(answer.heading)}</h2><p>{markup(answer.on_paper)}</p>{what}'
        f"{_sign_lines(answer.labels)}<p>{markup(answer.by)}</p><p>{markup(answer.to_whom)}</p></section>"
    )


def _sign_lines(labels: Mapping[str, str]) -> str:
    lines = "".join(
        f"<div{kind}><dt>{escape(labels[name])}</dt><dd></dd></div>"
        for name, kind in (("name", ""), ("date", ""), ("signature", ' class="wide"'))
    )
    return f'<dl class="sign">{lines}</dl>'
