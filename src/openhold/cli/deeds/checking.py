"""Check what is kept: every byte, or a sample; every tile and root of the ledgers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from openhold.cli import context
from openhold.rows import items as rows

if TYPE_CHECKING:
    from openhold.actions.check_ledgers import Finding

_SHOWN = 50


def audit(*, matter: str | None = None, sample: str | None = None) -> int:
    """Read everything that is kept again and name what is not right.

    Example: `openhold audit --matter quintrell --sample 5%`

    Parameters
    ----------
    matter: str
        This matter only: its ledger and its units. Default: the whole vault.
    sample: str
        Read only so many of the items, as a percentage; manifests, seals and ledgers are checked whole.
    """
    from openhold.cli.bootstrap import open_home
    from openhold.cli.watching import watching

    home, instance = open_home()
    from openhold.actions import audit as action
    from openhold.actions.open_matter import find_matter

    scope = None if matter is None else find_matter(home, matter).id
    with watching("Re-reading") as watch:
        done = action.audit(home, instance.actor, scope, sample=sample, watch=watch)
    if context.current.json:
        context.document(rows.audited(done))
        return 1 if done.findings else 0
    rate = context.size_text(int(done.bytes / done.seconds)) if done.seconds else "-"
    read = f"{done.checked:,} items re-read, {context.size_text(done.bytes)}, in {done.seconds:.1f} s ({rate}/s)"
    context.tell(f"{read}; {'nothing wrong' if not done.findings else f'{len(done.findings):,} findings'}.")
    if done.sampled is not None:
        chances = ", ".join(f"{chance:.1%} for {damaged}" for damaged, chance in done.sampled.chances)
        context.tell(
            f"A sample of {done.sampled.items:,} out of {done.sampled.population:,} items. The chance to have seen at "
            f"least one damaged item, by how many there are: {chances}."
        )
    _print(done.findings)
    return 1 if done.findings else 0


def fsck(*, matter: str | None = None) -> int:
    """Derive every tile and root of the ledgers again from their raw entries, and compare with the database.

    Example: `openhold fsck`

    Parameters
    ----------
    matter: str
        This matter's ledger only. Default: all ledgers.
    """
    from openhold.cli.bootstrap import open_home

    home, _ = open_home()
    import sqlite3

    from openhold.actions.check_ledgers import check_ledgers
    from openhold.actions.open_matter import find_matter

    found = check_ledgers(home, None if matter is None else find_matter(home, matter).id)
    running = sqlite3.sqlite_version_info
    if running < (3, 51, 3):
        context.say(f"SQLite {sqlite3.sqlite_version} runs here; versions before 3.51.3 can damage a write-ahead log.")
    if context.current.json:
        context.document({"findings": rows.findings(found), "sqlite": sqlite3.sqlite_version})
    else:
        if not found:
            context.tell("Every tile and root follows from the entries, and the database agrees.")
        _print(found)
    return 1 if found else 0


def _print(findings: "Sequence[Finding]") -> None:
    for one in findings[:_SHOWN]:
        context.tell(f"  ✕ {one.code}  {one.subject}\n    {one.detail}")
    if len(findings) > _SHOWN:
        context.tell(f"  and {len(findings) - _SHOWN:,} more: use --json to see all.")
    if findings:
        context.tell("What each code means and what to do: docs/findings.md")
