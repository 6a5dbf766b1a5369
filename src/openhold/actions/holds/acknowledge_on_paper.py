"""Note a notice that came back signed: its scan is kept as an item, and the acknowledgement names it."""

from openhold.actions.holds.find import find_hold
from openhold.actions.holds.notices import acknowledge, to_acknowledge
from openhold.actions.home import Home
from openhold.actions.keep_scan import check_scan, keep_scan
from openhold.actions.record import database_told
from openhold.actions.roles import check_may
from openhold.projections.source import SIGNED_NOTICES


def acknowledge_on_paper(
    home: Home, actor: str, matter: str, hold: str, custodian: str, scan: bytes, *, version: int | None = None
) -> bool:
    """Keep `scan` (a PDF, JPEG or PNG) and record that a custodian acknowledged; False where that is recorded already.

    Where the acknowledgement cannot be recorded nothing is kept. Raises as `acknowledge` and `keep_scan`.
    """
    check_scan(scan)
    found = find_hold(home, matter, hold)
    with database_told(home):
        check_may(matter, actor, "issue a hold and send its notices")
        if to_acknowledge(found, custodian, version) is None:
            return False
    kept = keep_scan(home, actor, matter, scan, SIGNED_NOTICES)
    return acknowledge(home, actor, matter, found.id, custodian, version=version, evidence=kept)
