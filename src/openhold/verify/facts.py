"""Steps 7 and 8: `data/facts.jsonl` says of every entry what it was, or on what ground that is not said."""

import hashlib
import re
from typing import NamedTuple

from .bag import Bag
from .canonical import is_ground, is_hex, parse_object
from .errors import RuleError
from .log import Log
from .report import Tally

FACTS = "data/facts.jsonl"
# The body bytes are those between `{"body":` and the `,"salt":"` of the line's end (formats, Bodies).
_SHOWN = re.compile(rb'\{"body":(.*),"salt":"([0-9a-f]{64})","seq":(?:0|[1-9][0-9]*)\}', re.DOTALL)


class ShownFact(NamedTuple):
    """A disclosed fact: its place, its body, and the commitment (32 bytes) that salt and body bytes lead to."""

    seq: int
    body: dict[str, object]
    commitment: bytes


class HiddenFact(NamedTuple):
    """A fact that is not shown: `why` is `withheld` or `erased`, `ground` whatever stands there."""

    seq: int
    why: str
    ground: object


def parse_fact(data: bytes) -> ShownFact | HiddenFact:
    """What one line of facts says; RuleError where its form is wrong."""
    found = parse_object(data)
    seq = found.get("seq")
    if type(seq) is not int or seq < 0:
        raise RuleError("it has no seq")
    for why in ("withheld", "erased"):
        if found.keys() == {why, "seq"}:
            return HiddenFact(seq, why, found[why])
    body = found.get("body")
    if list(found) != ["body", "salt", "seq"] or not isinstance(body, dict) or not is_hex(found["salt"], 64):
        raise RuleError("it is neither body, salt (64 hex digits) and seq, nor seq and a ground")
    match = _SHOWN.fullmatch(data)
    if match is None:
        raise RuleError("its body cannot be told from its salt")
    return ShownFact(seq, body, hashlib.sha256(bytes.fromhex(match[2].decode()) + match[1]).digest())


def check_facts(bag: Bag, log: Log, bodies: Tally, order: Tally) -> list[ShownFact]:
    """Hold every line against its entry. Returns the shown facts about collections, sealed or gone, in order."""
    expected = shown_count = withheld = erased = 0
    sealed: list[ShownFact] = []
    try:
        for number, data in enumerate(bag.lines(FACTS), 1):
            try:
                fact = parse_fact(data)
            except RuleError as error:
                order.wrong(f"{FACTS}, line {number:,}: {error}.")
                expected += 1
                continue
            _in_order(fact.seq, expected, log.size, order)
            expected = max(expected, fact.seq + 1)
            if isinstance(fact, HiddenFact):
                withheld += fact.why == "withheld"
                erased += fact.why == "erased"
                if not is_ground(fact.ground):
                    order.wrong(f"Fact {fact.seq:,} is {fact.why} without a ground.")
                continue
            shown_count += 1
            _commitment(fact, log, bodies)
            if fact.seq in log.sealed or fact.seq in log.gone:
                sealed.append(fact)
    except RuleError as error:
        order.wrong(f"{error}.")
    if expected < log.size:
        order.wrong(f"The facts end at {expected:,}; the ledger has {log.size:,} entries.")
    bodies.note(f"{shown_count:,} facts read; each matches its commitment.")
    also = f" {erased:,} are erased, each with its ground." if erased else ""
    order.note(f"{shown_count:,} facts are shown and {withheld:,} withheld, of {log.size:,} entries.{also}")
    return sealed


def _in_order(seq: int, expected: int, size: int, order: Tally) -> None:
    if seq >= size:
        order.wrong(f"Fact {seq:,} belongs to no entry; the ledger has {size:,}.")
    elif seq < expected:
        order.wrong(f"Fact {seq:,} stands where fact {expected:,} belongs: it is there twice or out of order.")
    elif seq == expected + 1:
        order.wrong(f"Fact {expected:,} is missing.")
    elif seq > expected:
        order.wrong(f"Facts {expected:,} to {seq - 1:,} are missing.")


def _commitment(fact: ShownFact, log: Log, bodies: Tally) -> None:
    if fact.seq >= log.size:
        bodies.wrong(f"Fact {fact.seq:,} has no entry that it could match.")
        return
    commitment = log.commitment(fact.seq)
    if commitment is None:
        bodies.wrong(f"Fact {fact.seq:,} cannot be held against its entry, which could not be read.")
    elif commitment != fact.commitment:
        bodies.wrong(f"Fact {fact.seq:,} is not the one that was logged: its body does not match its commitment.")
