"""Reports: who has answered, the history of a hold for a court, holds that are not on, stale ones, open tasks."""

from pathlib import Path
from typing import TYPE_CHECKING

from openhold.cli import context
from openhold.cli.reported import answer, give, write

if TYPE_CHECKING:
    from openhold.actions.disclose.action import Disclosed
    from openhold.actions.home import Home
    from openhold.actions.reports.history import History
    from openhold.projections.matter import Matter


def acknowledgement(
    matter: str, hold: str, /, *, pdf: Path | None = None, csv: Path | None = None, xlsx: Path | None = None
) -> None:
    """Tell who has answered about a hold: asked when and how, reminded, answered when and how.

    Example: `openhold report acknowledgement quintrell force --pdf answers.pdf`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    hold: str
        The hold's id, or a part of its title.
    pdf: Path
        Writes it as a PDF.
    csv: Path
        Writes its table as CSV.
    xlsx: Path
        Writes its table as XLSX.
    """
    from openhold.cli.bootstrap import open_home

    home, _ = open_home()
    from openhold.actions.open_matter import find_matter
    from openhold.actions.reports import acknowledgement as acknowledging
    from openhold.filings.reports import acknowledgement as words

    told = acknowledging.acknowledgement(home, find_matter(home, matter), hold)
    give(words.acknowledgement(told), pdf=pdf, csv=csv, xlsx=xlsx)


def history(
    matter: str,
    hold: str,
    /,
    *,
    pdf: Path | None = None,
    csv: Path | None = None,
    xlsx: Path | None = None,
    bag: Path | None = None,
) -> None:
    """Tell the history of a hold for a court: every fact of it, numbered; what is withheld; how to check it.

    The words of notices, and what custodians and counsel wrote to each other, are withheld with their ground. With
    `--bag` the disclosure is written too that proves it: the facts of the hold open, all others withheld as not
    selected, no items.

    Example: `openhold report history quintrell force --pdf history.pdf --bag ./bag`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    hold: str
        The hold's id, or a part of its title.
    pdf: Path
        Writes it as a PDF.
    csv: Path
        Writes its table as CSV.
    xlsx: Path
        Writes its table as XLSX.
    bag: Path
        The folder of the disclosure that goes with it, absent or empty.
    """
    from openhold.cli.bootstrap import open_home

    home, instance = open_home()
    from openhold.actions.open_matter import find_matter
    from openhold.actions.reports import history as telling
    from openhold.filings.reports import history as words

    found = find_matter(home, matter)
    told = telling.history(home, found, hold)
    report = words.history(told)
    files = write(report, pdf=pdf, csv=csv, xlsx=xlsx)
    if bag is None:
        answer(report, files, key=told.key)
        return
    try:
        made = _disclosed(home, instance.actor, found, told, bag)
    except BaseException:
        for file in files:
            file.unlink(missing_ok=True)
        raise
    answer(report, files, bag=str(made.bag), key=told.key)
    if not context.current.json:
        context.tell(f"The disclosure that proves it stands at {made.bag}. Whoever gets it checks it with:")
        context.tell(f"  openhold verify {made.bag} --key {told.key}")


def not_on(
    matter: str | None = None,
    /,
    *,
    pdf: Path | None = None,
    csv: Path | None = None,
    xlsx: Path | None = None,
) -> None:
    """Tell which holds are not really on, over all matters or in one.

    Example: `openhold report not-on --xlsx not-on.xlsx`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title; all matters without it.
    pdf: Path
        Writes it as a PDF.
    csv: Path
        Writes its table as CSV.
    xlsx: Path
        Writes its table as XLSX.
    """
    home, only = _looked_at(matter)
    from openhold.actions.reports import not_on as looking
    from openhold.filings.reports import not_on as words

    told = looking.not_on(home, None if only is None else [only.id])
    give(words.not_on(told, only), pdf=pdf, csv=csv, xlsx=xlsx)


def stale(
    matter: str | None = None,
    /,
    *,
    days: int | None = None,
    holds: int | None = None,
    pdf: Path | None = None,
    csv: Path | None = None,
    xlsx: Path | None = None,
) -> None:
    """Tell which holds nobody has touched for long, and what may be kept beyond need, over all matters or in one.

    Example: `openhold report stale --days 180`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title; all matters without it.
    days: int
        So many days without a fact are long (default 90).
    holds: int
        So many holds over one custodian are many (default 3).
    pdf: Path
        Writes it as a PDF.
    csv: Path
        Writes its table as CSV.
    xlsx: Path
        Writes its table as XLSX.
    """
    home, only = _looked_at(matter)
    from openhold.actions.reports import stale as looking
    from openhold.filings.reports import stale as words

    told = looking.stale_holds(home, None if only is None else [only.id], quiet=days, many=holds)
    give(words.stale(told, only), pdf=pdf, csv=csv, xlsx=xlsx)


def custodian(
    matter: str, who: str, /, *, pdf: Path | None = None, csv: Path | None = None, xlsx: Path | None = None
) -> None:
    """Tell which holds cover a custodian, in every matter.

    Example: `openhold report custodian quintrell 'Paul Renwick' --pdf renwick.pdf`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    who: str
        The custodian: an id, an address or a name.
    pdf: Path
        Writes it as a PDF.
    csv: Path
        Writes its table as CSV.
    xlsx: Path
        Writes its table as XLSX.
    """
    from openhold.cli.bootstrap import open_home

    home, _ = open_home()
    from openhold.actions.find_custodian import find_custodian
    from openhold.actions.open_matter import find_matter
    from openhold.actions.reports import own_holds as looking
    from openhold.filings.reports import own_holds as words

    found = find_matter(home, matter)
    told = looking.own_holds(home, found, find_custodian(home, found.id, who).id, None)
    give(words.own_holds(told), pdf=pdf, csv=csv, xlsx=xlsx)


def tasks(
    matter: str | None = None,
    /,
    *,
    pdf: Path | None = None,
    csv: Path | None = None,
    xlsx: Path | None = None,
) -> None:
    """Tell which tasks of stewards are open, over all matters or in one.

    Example: `openhold report tasks --csv tasks.csv`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title; all matters without it.
    pdf: Path
        Writes it as a PDF.
    csv: Path
        Writes its table as CSV.
    xlsx: Path
        Writes its table as XLSX.
    """
    home, only = _looked_at(matter)
    from openhold.actions.reports import open_tasks as looking
    from openhold.filings.reports import open_tasks as words

    told = looking.open_tasks(home, None if only is None else [only.id])
    give(words.open_tasks(told, only), pdf=pdf, csv=csv, xlsx=xlsx)


def _looked_at(matter: str | None) -> "tuple[Home, Matter | None]":
    from openhold.cli.bootstrap import open_home

    home, _ = open_home()
    from openhold.actions.open_matter import find_matter

    return home, None if matter is None else find_matter(home, matter)


def _disclosed(home: "Home", actor: str, matter: "Matter", told: "History", bag: Path) -> "Disclosed":
    from openhold.actions.disclose import action
    from openhold.actions.reports.history import selection
    from openhold.cli.watching import watching

    with watching("Disclosing") as watch:
        return action.disclose(home, actor, matter.id, bag, selection(home, matter.id, told), watch)
