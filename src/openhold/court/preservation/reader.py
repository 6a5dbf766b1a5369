"""What a paper orders to be kept, and what it says about a request to keep."""

from openhold.court.preservation.ordered import ABOUT as ABOUT_KEEPING
from openhold.court.preservation.ordered import ordered
from openhold.court.preservation.sentences import sentences
from openhold.court.preservation.showing import ABOUT as ABOUT_LOSS
from openhold.court.preservation.showing import showing
from openhold.court.said import Preservation, Showing
from openhold.court.view import View


def read_preservation(view: View) -> Preservation | None:
    """Return what this paper orders to be kept; None where it orders nothing of the kind.

    A wish that is refused or quoted, a duty that is only stated, and a motion that is only named order nothing.
    """
    said = list(sentences(view.flow, ABOUT_KEEPING))
    return ordered(view, said) if said else None


def read_showing(view: View) -> Showing | None:
    """Return what a decision on a request to preserve found missing; None where it decides none, or says nothing."""
    if "reserv" not in view.flow and "RESERV" not in view.flow:
        return None
    return showing(view, list(sentences(view.flow, ABOUT_LOSS)))
