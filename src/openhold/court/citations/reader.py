"""What a paper cites: cases, statutes, rules, each once a form, in the order of the paper."""

from collections.abc import Iterable

from openhold.court.citations.cases import cases_and_codes
from openhold.court.citations.rules import rules
from openhold.court.citations.statutes import statutes
from openhold.court.said import Citations, Said
from openhold.court.view import View


def read_citations(view: View) -> Citations:
    """Return everything cited, each once a form; where a line number may have slipped in, nothing is returned."""
    cases, codes = cases_and_codes(view)
    return Citations(cases, _once([*statutes(view), *codes]), _once(rules(view)))


def _once(said: Iterable[Said[str]]) -> tuple[Said[str], ...]:
    """Return each value once, with all the words that say it."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for one in sorted(said, key=lambda one: one.spans[0]):
        spans.setdefault(one.value, []).extend(one.spans)
    return tuple(Said(value, tuple(dict.fromkeys(where))) for value, where in spans.items())
