"""Demo: one case from beginning to end, by the commands that a person would type."""

import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from openhold.cli import context
from openhold.cli.deeds.demo_hold import hold_story

_TITLE = "Your own folder"
_REFUSED = 3


class StuckError(Exception):
    """A step had no result, so that the next ones have nothing to work on."""


@dataclass(slots=True)
class Story:
    """The demo as it goes: where it happens, and whether all went as it must."""

    home: Path
    ok: bool = True
    wrong: list[str] = field(default_factory=list)

    def tell(self, text: str = "") -> None:
        """Say something between the steps (on standard error where the answer is a document)."""
        (context.say if context.current.json else context.tell)(text)

    def step(self, *words: str, expect: int = 0, who: str | None = None) -> dict[str, object]:
        """Run one command as a person would, show it, and return its document; StuckError where it has none.

        `who` is the account of the machine as which it is run. What is refused (exit code 3) has no document.
        """
        home = () if words[0] == "verify" else ("--home", str(self.home))
        self.tell(f"\n{f'{who} ' if who else ''}$ openhold {shlex.join(words)}")
        begun = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "openhold", *words, *home, "--json"],
            capture_output=True,
            encoding="utf-8",
            check=False,
            env={**os.environ, "LOGNAME": who} if who else None,
        )
        self.expect(done.returncode == expect, f"{words[0]} ended with {done.returncode} instead of {expect}")
        if expect == done.returncode == _REFUSED:
            self.tell(f"  {done.stderr.strip()}")
            return {}
        if not done.stdout.strip():
            raise StuckError(done.stderr.strip())
        document: dict[str, object] = json.loads(done.stdout)
        document["took"] = time.monotonic() - begun
        return document

    def expect(self, holds: bool, otherwise: str) -> None:
        """Note what did not go as it must."""
        if not holds:
            self.ok = False
            self.wrong.append(otherwise)


def demo(*, on: Path | None = None) -> int:
    """Work through one case in a throw-away home: collect, hold, audit, disclose, verify, and catch three forgeries.

    Example: `openhold demo`

    Parameters
    ----------
    on: Path
        A folder of your own to work on, instead of an invented case. It is only read.
    """
    if on is not None and not on.is_dir():
        raise context.MisuseError(f"{on} is not a folder. Name one: openhold demo --on FOLDER")
    place = Path(tempfile.mkdtemp(prefix="openhold-demo-"))
    story = Story(place / "home")
    evidence, title, custodian = _evidence(story, on, place)
    bag = place / "disclosure"
    try:
        key = _case(story, evidence, title, custodian, bag)
        _forgeries(story, bag, key, place)
    except StuckError as error:
        story.expect(False, str(error))
    _ending(story, bag)
    if context.current.json:
        context.document({"home": str(story.home), "bag": str(bag), "ok": story.ok, "wrong": story.wrong})
    return 0 if story.ok else 1


def _evidence(story: Story, on: Path | None, place: Path) -> tuple[Path, str, str]:
    if on is not None:
        story.tell(f"The case: a folder of your own, {on}. It is only read.")
        return on.resolve(), _TITLE, "you"
    from openhold.cli.sample_case import write_sample_case

    case = write_sample_case(place / "evidence")
    story.tell(f"The case: {case.title} (invented). A folder of {case.files:,} files, {context.size_text(case.bytes)}:")
    story.tell("mail, documents, logs, pictures, and the video of camera 4.")
    return place / "evidence", case.title, case.custodians[0].name


def _case(story: Story, evidence: Path, title: str, custodian: str, bag: Path) -> str:
    opened = story.step("matter", "open", "--title", title)
    matter, key = str(opened.get("matter", "")), str(opened.get("key", ""))
    story.tell(f"  The matter is {matter}. Its verifier key goes to the other side today, by letter:\n  {key}")
    for again in (False, True):
        got = story.step("collect", matter, str(evidence), *(() if again else ("--custodian", custodian)))
        if not got.get("bytes"):
            raise StuckError(f"There is nothing to keep in {evidence}. Name a folder with files in it.")
        ends = got.get("ends", {})
        story.tell(f"  {got.get('lines', 0):,} items: {_ends(ends)}.")
        story.tell(
            f"  {got.get('read', 0):,} files read, {got.get('carried', 0):,} carried over because nothing changed, "
            f"{got.get('new_items', 0):,} new items, in {got['took']:.1f} s.\n  Receipt {got.get('number')}"
        )
    if title != _TITLE:
        (source,) = _list(story.step("source", "list", matter), "sources")
        hold_story(story, matter, str(source["source"]), str(source["unit"]), bag.parent)
    audited = story.step("audit")
    story.tell(f"  {audited.get('checked', 0):,} items re-read; {len(_list(audited, 'findings'))} findings.")
    made = story.step("disclose", matter, "--to", str(bag))
    story.tell(f"  {made.get('facts', 0)} facts and {made.get('items', 0):,} items, in a bag for the other side.")
    story.tell("\nNow the other side, who trusts nobody, with the key from the letter:")
    checked = story.step("verify", str(bag), "--key", key)
    for one in _list(checked, "steps"):
        story.tell(f"  {one['n']:>2}  {one['verdict']:<11}  {one['what']}")
    story.expect(checked.get("ok") is True, "the disclosure did not verify")
    return key


def _forgeries(story: Story, bag: Path, key: str, place: Path) -> None:
    story.tell("\nThree forgeries of that bag, each made with care (its checksums were made again):")
    from openhold.cli.deeds.forging import drop_a_fact, flip_a_byte, fork_the_log

    older = bag / "data/ledger/checkpoints" / "2"
    for forge, words, more in (
        (flip_a_byte, "one byte of one item is flipped", ()),
        (drop_a_fact, "one fact is dropped from the list", ()),
        (fork_the_log, "history is rewritten and signed again with the same key", ("--since", str(older))),
    ):
        copy = place / forge.__name__.replace("_", "-")
        # The items are shared with the bag by links: a folder of one's own may be large. Nothing below writes to one.
        shutil.copytree(bag, copy, copy_function=_copy)
        forge(copy, story.home / "keys" / "instance.key")
        story.tell(f"\n{words.capitalize()}:")
        checked = story.step("verify", str(copy), "--key", key, *more, expect=1)
        failing = [one for one in _list(checked, "steps") if one["verdict"] == "fails"]
        for one in failing:
            story.tell(f"  step {one['n']} fails: {one['detail']}")
        story.expect(bool(failing), f"verify did not notice that {words}")


def _ending(story: Story, bag: Path) -> None:
    story.tell()
    if not story.ok:
        for one in story.wrong:
            story.tell(f"✕ {one}")
        story.tell(f"Not all went as it must; see above. The folder {story.home.parent} stays, to look into.")
        return
    story.tell("All went as it must.")
    story.tell(
        f"""
What is there to look at:
  {bag}
      the disclosure, as the other side got it
  {story.home / "vault" / "README.txt"}
      how to check the vault with tar, sha256sum and openssl
  openhold --home {story.home} matter list
      the case, by any command
When you have seen enough: rm -r {story.home.parent}

What to do next, with a case of your own:
  openhold matter open --title 'Smith v. Jones'
  openhold collect smith FOLDER
  openhold audit
  openhold --help"""
    )


def _copy(source: str, target: str) -> None:
    if Path(source).parent.name == "items":
        os.link(source, target)
    else:
        shutil.copy(source, target)


def _ends(ends: object) -> str:
    return ", ".join(f"{count:,} {end}" for end, count in ends.items()) if isinstance(ends, dict) else "none"


def _list(document: dict[str, object], name: str) -> list[dict[str, object]]:
    value = document.get(name)
    return value if isinstance(value, list) else []
