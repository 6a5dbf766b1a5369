"""The demo's hold: proposed, approved by a second person, told to custodians, answered, and what it stops."""

from pathlib import Path
from typing import Protocol

ANN, BOB = "ann", "bob"
"""Two accounts of the machine: what one of them proposes the other approves."""
_PEOPLE = (
    "name,e-mail,title\n"
    "Paul Renwick,renwick@alder.example,shift sergeant\n"
    "Lucia Marchetti,marchetti@alder.example,housing officer\n"
    "Calvin Strand,,night officer without e-mail\n"
)
_PLAN = """title = "Use of force, 16 September 2025"
why = "A claim came in."
from = 2025-09-16
acknowledge_by = 2100-03-06
topics = ["Unit C, evening of 16 September 2025"]
sources = ["{source}"]
custodians = ["Paul Renwick", "Lucia Marchetti", "Calvin Strand"]

[notice.en]
subject = "Keep what you have about 16 September"
text = "Do not delete or change anything about Unit C on 16 September 2025."
"""
_SCAN = b"%PDF-1.4\n% the sheet that Calvin Strand signed\n%%EOF\n"


class Telling(Protocol):
    """The demo as it goes."""

    def step(self, *words: str, expect: int = 0, who: str | None = None) -> dict[str, object]:
        """Run one command and return its document."""

    def tell(self, text: str = "") -> None:
        """Say something between the steps."""

    def expect(self, holds: bool, otherwise: str) -> None:
        """Note what did not go as it must."""


def hold_story(story: Telling, matter: str, source: str, unit: str, place: Path) -> None:
    """Hold `source` of `matter`, whose unit is `unit`; files to type from are written to `place`."""
    people, plan, scan = place / "people.csv", place / "hold.toml", place / "signed.pdf"
    people.write_text(_PEOPLE)
    plan.write_text(_PLAN.format(source=source))
    scan.write_bytes(_SCAN)
    story.tell("\nA claim comes in. From now on nothing may be deleted: a hold, with a notice to three custodians.")
    named = story.step("custodian", "import", matter, str(people), who=ANN)
    story.tell(f"  {named.get('named')} custodians are named; one of them has no e-mail.")
    hold = str(story.step("hold", "propose", matter, str(plan), who=ANN).get("hold"))
    story.tell(f"  Hold {hold} is proposed. From here on it protects, though nobody was told yet.")
    story.step("hold", "approve", matter, hold, "--version", "1", expect=3, who=ANN)
    story.tell("  Refused: whoever proposed it cannot approve it.")
    story.step("hold", "approve", matter, hold, "--version", "1", who=BOB)
    story.tell("  A second person approved exactly that version, with the words of its notice.")
    issued = story.step("hold", "issue", matter, hold, who=ANN)
    told = issued.get("custodians")
    story.tell(
        f"  It is in force; {len(told) if isinstance(told, list) else 0} are asked. Two messages and one sheet to print"
    )
    story.tell("  stand in the outbox: no mail server is configured, so nothing left by accident.")
    story.step("hold", "handed-over", matter, hold, "Calvin Strand", who=ANN)
    story.tell("  The sheet was handed over.")
    story.step("hold", "acknowledge", matter, hold, "Calvin Strand", "--by-hand", "--scan", str(scan), who=ANN)
    story.tell("  It came back signed: its scan is an item now, and the acknowledgement names it.")
    shown = story.step("hold", "show", matter, hold)
    story.tell(f"  {shown.get('acknowledged')} of {shown.get('asked')} have acknowledged.")
    story.expect((shown.get("acknowledged"), shown.get("asked")) == (1, 3), "the answers were not counted as they came")
    story.tell("\nSomebody wants the space back:")
    story.step("dispose", matter, unit, expect=3, who=ANN)
    story.tell("  Refused, and the refusal is recorded.")
    seen = story.step("hold", "release", matter, hold, "--preview", who=ANN)
    losing = seen.get("losing")
    number = len(losing) if isinstance(losing, list) else 0
    story.tell(
        f"  Were the hold released, {number} unit would lose its last protection. Nothing was released by looking."
    )
    story.expect(number > 0, "the preview of the release showed nothing")
