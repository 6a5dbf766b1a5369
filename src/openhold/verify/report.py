"""What a check says: ten numbered steps, each with a verdict and a sentence, and whether anything fails."""

from dataclasses import dataclass
from enum import StrEnum

# A step that fails a million times says so with a number; this many findings are kept as sentences.
KEPT_FINDINGS = 20
SHOWN_FINDINGS = 3

BAG_TITLES = (
    "The files are complete and unaltered",
    "The ledger is signed with a key you trust",
    "Every entry stands under the signed root",
    "The ledger only grew",
    "Independent witnesses saw the same ledger",
    "The time is stamped by somebody else",
    "Each open fact is the one that was logged",
    "Nothing was skipped, and every withholding has a ground",
    "The lists of items are the ones that were logged",
    "Every disclosed item is the one that was listed",
)
RECEIPT_TITLES = (
    "The receipt is complete",
    "The ledger is signed with a key you trust",
    "The entry stands under the signed root",
    "The ledger only grew",
    "Independent witnesses saw the same ledger",
    "The time is stamped by somebody else",
    "The fact is the one that was logged",
    "Nothing was skipped, and every withholding has a ground",
    "The item's line is in the list that was logged",
    "The item is the one that was listed",
)


class Verdict(StrEnum):
    """What a step found. `not-checked` is never silent: the detail says what would be needed."""

    HOLDS = "holds"
    FAILS = "fails"
    NOT_CHECKED = "not-checked"


@dataclass(frozen=True, slots=True)
class Step:
    """One numbered step: what was looked at, the verdict, a sentence or two, and the first findings one by one."""

    n: int
    what: str
    verdict: Verdict
    detail: str
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The whole answer. `kind` is `bag` or `receipt`; origin, size and root (hex) are None where unreadable."""

    kind: str
    subject: str
    origin: str | None
    size: int | None
    root: str | None
    failed_lines: int  # items that the shown manifests list as `failed`
    excluded_lines: int  # items that the shown manifests list as `excluded`
    steps: tuple[Step, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing fails. What was not checked does not make it false."""
        return all(step.verdict is not Verdict.FAILS for step in self.steps)


class Tally:
    """Collects what one step finds, in order, and turns it into the step."""

    __slots__ = ("_lacks", "_notes", "_wrong", "n", "wrong_count")

    def __init__(self, n: int) -> None:
        self.n = n
        self.wrong_count = 0
        self._wrong: list[str] = []
        self._lacks: list[str] = []
        self._notes: list[str] = []

    def wrong(self, sentence: str) -> None:
        """Something is not as the formats demand: the step fails."""
        self.wrong_count += 1
        if len(self._wrong) < KEPT_FINDINGS:
            self._wrong.append(sentence)

    def lacks(self, sentence: str) -> None:
        """Something could not be checked, and what would be needed."""
        if len(self._lacks) < KEPT_FINDINGS:
            self._lacks.append(sentence)

    def note(self, sentence: str) -> None:
        """Something worth telling that changes no verdict."""
        if len(self._notes) < KEPT_FINDINGS:
            self._notes.append(sentence)

    def step(self, titles: tuple[str, ...]) -> Step:
        """The step as it stands now."""
        if self._wrong:
            said = self._wrong[:SHOWN_FINDINGS]
            more = self.wrong_count - len(said)
            if more:
                said = [*said, f"And {more:,} more."]
            verdict = Verdict.FAILS
        elif self._lacks:
            said = [*self._notes, *self._lacks]
            verdict = Verdict.NOT_CHECKED
        else:
            said = self._notes
            verdict = Verdict.HOLDS
        return Step(self.n, titles[self.n - 1], verdict, " ".join(said), tuple(self._wrong))


def shown(text: str, limit: int = 200) -> str:
    """`text` from a stranger, safe to print: what is not printable is escaped, what is long is cut."""
    safe = "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in text)
    return safe if len(safe) <= limit else safe[: limit - 1] + "…"
