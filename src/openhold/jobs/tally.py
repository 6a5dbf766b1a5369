"""What a run of a sending job did, over all holds, and how it is said."""

from openhold.jobs.sending import Posted
from openhold.jobs.work import Outcome


class Tally:
    """Counts what was sent, and remembers what kept anything from being sent."""

    def __init__(self) -> None:
        self._mailed = self._written = self._sheets = self._waiting = 0
        self._problems: list[str] = []
        self._again = False

    def add(self, done: Posted) -> str:
        """Count what was sent, and return in a sentence why somebody still waits, empty where nobody does."""
        box = done.outbox
        self._mailed += box.mailed
        self._written += box.written
        self._sheets += len(box.sheets)
        self._waiting += len(box.left)
        self._again = self._again or done.down is not None or box.put_off > 0
        why = f"{box.left[0][0].custodian.name}: {box.left[0][1]}." if box.left else ""
        why = done.down or why
        if why:
            self._problems.append(why)
        return why

    def wrong(self, why: str) -> str:
        """Remember what kept a hold's messages from leaving, and return it."""
        self._problems.append(why)
        self._again = True
        return why

    def outcome(self) -> Outcome:
        """Return what was done in words."""
        did = [
            f"{number:,} {words}"
            for number, words in (
                (self._mailed, "sent by mail"),
                (self._written, "written to the outbox, because there is no mail server: nothing left"),
                (self._sheets, "to print and hand over"),
                (self._waiting, "not sent"),
            )
            if number
        ]
        more = f" And {len(self._problems) - 1:,} more." if len(self._problems) > 1 else ""
        said = "; ".join(did) or "Nobody was to get anything."
        return Outcome(said, "".join((*self._problems[:1], more)), self._again)
