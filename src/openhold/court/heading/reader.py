"""What a paper is, who made it, and when."""

from openhold.court.heading.entry import read_entry
from openhold.court.heading.paper import read_paper
from openhold.court.said import Heading
from openhold.court.view import View


def read_heading(view: View, kind: str) -> Heading:
    """Return type, title, judge and the dates of the paper itself; `kind` is `order` or `docket-text`."""
    return read_entry(view) if kind == "docket-text" else read_paper(view)
