"""Hand it over: the receipt of one item, a disclosure, and the opponent's check."""

import json
import os
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from openhold.cli import context
from openhold.cli.context import MisuseError

_Each = Annotated[tuple[str, ...], Parameter(negative=(), consume_multiple=False)]


def receipt(matter: str, item: str, /, *, to: Path | None = None, html: Path | None = None) -> None:
    """Write the receipt of one item: what was kept, and the proof that it is in the signed record.

    Example: `openhold receipt quintrell 'video/cam4.avi' --to cam4.receipt.json --html cam4.html`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    item: str
        The item's SHA-256, or its path.
    to: Path
        The file for the receipt, which must not exist. Default: standard output.
    html: Path
        A file for one page to print, which must not exist.
    """
    from openhold.cli.bootstrap import open_home

    home, _ = open_home()
    from openhold.actions.open_matter import find_matter
    from openhold.actions.write_receipt import make_receipt
    from openhold.cli.files import write_new
    from openhold.filings.receipt_page import Fields, page

    if to is not None and to == html:
        raise MisuseError(f"{to} cannot be the receipt and the page; name two files.")
    made = make_receipt(home, find_matter(home, matter), os.fsencode(item))
    text = json.dumps(made.document, ensure_ascii=False, indent=1) + "\n"
    written = {} if to is None else {to: text.encode()}
    if html is not None:
        fields = Fields(
            number=made.number,
            matter=made.matter.title,
            court=made.matter.court,
            matter_number=made.matter.number,
            path=made.path,
            sha256=made.sha256,
            size=made.size,
            sealed_at=made.sealed_at,
            entry=made.entry,
            checkpoint_size=made.checkpoint_size,
            key=made.key,
            origin=home.origin(made.matter.id),
        )
        written[html] = page(fields).encode()
    write_new(written)
    if context.current.json:
        context.document(made.document)
    elif to is None and html is None:
        print(text, end="")  # noqa: T201 -- the receipt is the answer
    else:
        context.tell(
            f"RECEIPT  {made.number}\n  {context.shown(made.path)}, {made.size:,} bytes\n  SHA-256 {made.sha256}"
        )
        for file in (to, html):
            if file is not None:
                context.tell(f"  written to {file}")
        context.tell(f"Check it: openhold verify {to or 'RECEIPT.json'} --item FILE --key {made.key}")


def disclose(
    matter: str,
    /,
    *,
    to: Path,
    items: str = "all",
    withhold: _Each = (),
    hide: _Each = (),
    waive: _Each = (),
) -> None:
    """Write a disclosure: a bag that a stranger can check, with a ground for everything that is withheld.

    The words of notices, the messages that were sent, and what custodians and counsel wrote to each other, are
    privileged: they are withheld. What is designated under a protective order is withheld too.

    Example: `openhold disclose quintrell --to ./bag --items all --withhold 17='attorney-client privilege'`

    Parameters
    ----------
    matter: str
        The matter's id, or a part of its number or title.
    to: Path
        The bag's folder, absent or empty.
    items: str
        all (the default), none, or SHA-256 digests with commas between them.
    withhold: tuple[str, ...]
        SEQ=GROUND withholds the body of a fact, SHA256=GROUND the bytes of an item. Repeatable.
    hide: tuple[str, ...]
        SHA256=GROUND withholds an item's bytes and every manifest line that names it. Repeatable.
    waive: tuple[str, ...]
        SEQ shows the body of a privileged fact, SHA256 a message that was sent or an item that is designated, all the
        same. It cannot be taken back. Repeatable.
    """
    waived = frozenset(int(one) for one in waive if _is_number(one))
    waived_items = frozenset(one for one in waive if not _is_number(one))
    facts, bytes_ = _grounds(withhold, numbers=True)
    _, lines = _grounds(hide, numbers=False)
    from openhold.cli.bootstrap import open_home
    from openhold.cli.watching import watching

    home, instance = open_home()
    from openhold.actions.disclose import action
    from openhold.actions.disclose.contents import Selection
    from openhold.actions.open_matter import find_matter

    chosen = items if items in ("all", "none") else frozenset(one.strip() for one in items.split(","))
    selection = Selection(chosen, facts, bytes_, lines, waived, waived_items)  # type: ignore[arg-type]
    found = find_matter(home, matter)
    with watching("Disclosing") as watch:
        made = action.disclose(home, instance.actor, found.id, to, selection, watch)
    if context.current.json:
        context.document(
            {
                "bag": str(made.bag),
                "facts": made.facts,
                "items": made.items,
                "withheld": made.withheld,
                "withheld_facts": made.withheld_facts,
                "tagmanifest_sha256": made.tagmanifest_sha256,
                "key": home.verifier(found.id).text(),
            }
        )
        return
    context.tell(f"The disclosure stands at {made.bag}.")
    context.tell(f"  {made.facts:,} facts, of which {made.withheld_facts:,} withheld with their grounds")
    context.tell(f"  {made.items:,} items given, {made.withheld:,} withheld with their grounds")
    context.tell(f"  tag manifest SHA-256 {made.tagmanifest_sha256}")
    context.tell(
        f"Whoever gets it checks it with:\n  openhold verify {made.bag} --key {home.verifier(found.id).text()}"
    )


def _grounds(words: tuple[str, ...], *, numbers: bool) -> tuple[dict[int, str], dict[str, str]]:
    facts: dict[int, str] = {}
    digests: dict[str, str] = {}
    for word in words:
        name, equals, ground = word.partition("=")
        if not equals or not ground.strip():
            raise MisuseError(f"{word!r} needs a ground: {'17' if numbers else 'SHA256'}='attorney-client privilege'.")
        if numbers and _is_number(name):
            facts[int(name)] = ground
        else:
            digests[name] = ground
    return facts, digests


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) < 20


def verify(bag_or_receipt: Path, /) -> None:
    """Check a disclosure or a receipt; needs no home, no account, no connection. `openhold verify --help` tells more.

    Example: `openhold verify ./bag --key alder/m-4k7t0z9xqd+1f2e3d4c+AbCd…`

    Parameters
    ----------
    bag_or_receipt: Path
        A disclosure's folder, or a receipt's file.
    """
    raise AssertionError(f"the checker has its own door: {bag_or_receipt}")
