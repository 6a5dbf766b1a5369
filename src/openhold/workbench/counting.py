"""How often somebody may send what costs much to take: the same for pages and programs, counted together."""

from types import MappingProxyType

from allauth.core.internal import ratelimit
from django.http import HttpRequest

UPLOAD, PAPER, IMPORT = "upload", "paper", "import"
_LIMITS = MappingProxyType({UPLOAD: "30/m/key,500/d/key", PAPER: "10/m/key", IMPORT: "20/m/key"})


def may_send(request: HttpRequest, what: str, by: str) -> bool:
    """Count that the person `by` sends an `UPLOAD`, a `PAPER` or an `IMPORT`; False where that is too often."""
    return ratelimit.consume(request, app="openhold", action=what, config=dict(_LIMITS), key=by) is not None
