"""Read one paper: tell its kind, ask the readers of that kind, answer with every value's words."""

from openhold.court import kinds
from openhold.court.answer import Answer
from openhold.court.calendar.reader import read_calendar
from openhold.court.caption.columned import columned
from openhold.court.caption.reader import read_caption
from openhold.court.citations.reader import read_citations
from openhold.court.docket import menu as docket_menu
from openhold.court.docket.notice import read_notice
from openhold.court.docket.reader import read_docket
from openhold.court.heading.reader import read_heading
from openhold.court.motions.reader import read_outcomes
from openhold.court.preservation.reader import read_preservation, read_showing
from openhold.court.refs import read_refs
from openhold.court.said import Caption, Given, Json
from openhold.court.second.reader import second_docket, second_notice
from openhold.court.turned import turned
from openhold.court.view import View
from openhold.extract.text import Text


def read(text: Text, given: Given) -> Json:
    """Return what the paper says, every key of `openhold read --json` but `text`."""
    kind = kinds.kind(text) if given.kind == "auto" else given.kind
    view = turned(View(kinds.once(text))) if kind == "docket-text" else View(text)
    answer = Answer(view, kind)
    if kind == "docket":
        docket, joining = second_docket(view, read_docket(view), given.court)
        answer.docket(docket)
        answer.warn(joining.warnings())
    elif kind == "notice":
        notice, joining = second_notice(view, read_notice(view), given.court)
        case = notice.cases[0] if len(notice.cases) == 1 else None
        said = (None, None) if case is None else (case.case, case.case_name)
        answer.caption(Caption(notice.court, said[0], case_name=said[1]))
        answer.announced(notice.cases)
        answer.warn(joining.warnings())
    elif kind == "other" and docket_menu.is_menu(text):
        caption, heading = docket_menu.read_menu(view)
        answer.caption(caption)
        answer.heading(heading)
    elif kind in ("order", "docket-text"):
        if kind == "order":
            view = columned(view)
        caption, heading = read_caption(view, kind), read_heading(view, kind)
        answer.caption(caption)
        answer.heading(heading)
        answer.refs(read_refs(view, kind))
        answer.outcomes(read_outcomes(view, kind))
        answer.calendar(read_calendar(view, kind, given.entered))
        answer.citations(read_citations(view))
        answer.preservation(read_preservation(view), read_showing(view))
    return answer.end(given)
