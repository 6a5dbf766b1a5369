"""Conformance: every kind of bag that the program writes, by the eyes of others.

The `bagit` package and the program's own checker hold each of them right, and the bag builder of tests/verify, which
was written from the formats page alone, makes the same bytes out of the same case.
"""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import bagit
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.adversary.conftest import Stage
from tests.adversary.forger import Operator, Program, entries_of
from tests.adversary.reader import check, failing
from tests.verify import bag_builder

HOSTILE = (
    b"line\nbreak",
    b"tab\there",
    b"not utf-8 \xff\xfe",
    b"-rf",
    b"%0A percent",
    "accent e\u0301 and \u00e9".encode(),
    b"\x1b[31mred",
    b"data/../up"[:4],
    b"quote'\"\\",
    b" space ",
)
SHARED = b"the same in two places\n"
LARGE = b"video" * (17 * 1024 * 1024 // 5 + 1)


@dataclass(frozen=True)
class Case:
    """A case to disclose: who has it, and the digests of its contents."""

    operator: Operator
    shared: str
    small: str
    large: str
    sealed: int


@pytest.fixture(scope="module")
def case(program: Program, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Hostile names, a link, an empty file, an item of 17 MiB, and a history that fills tiles of 256."""
    top = tmp_path_factory.mktemp("case")
    folder = os.fsencode(top / "evidence")
    Path(os.fsdecode(folder + b"/logs/deep\xff")).mkdir(parents=True)
    for number, name in enumerate(HOSTILE):
        Path(os.fsdecode(folder + b"/" + name)).write_bytes(b"content %d\n" % number)
    for name in (b"/one", b"/logs/deep\xff/two"):
        Path(os.fsdecode(folder + name)).write_bytes(SHARED)
    (top / "evidence/empty").touch()
    (top / "evidence/link").symlink_to("/etc/passwd")
    (top / "evidence/camera 4.avi").write_bytes(LARGE)
    operator = Operator(program, top / "home", "Hostile v. Names")
    sealed = operator.do("collect", operator.matter, str(top / "evidence"))["seq"]
    operator.do("audit", "--matter", operator.matter)
    history = operator.history()
    more = [replace(history[-1], salt=sha256(b"%d" % number).digest()) for number in range(320)]
    operator.sign([*history, *more])
    digests = (sha256(content).hexdigest() for content in (SHARED, b"content 0\n", LARGE))
    return Case(operator, *digests, sealed=sealed)


SELECTIONS: dict[str, Callable[[Case], tuple[str, ...]]] = {
    "all": lambda case: (),
    "none": lambda case: ("--items", "none"),
    "some": lambda case: ("--items", f"{case.shared},{case.small}"),
    "a fact withheld": lambda case: ("--items", "none", "--withhold", "0=privilege", "--withhold", "300=privilege"),
    "an item withheld": lambda case: ("--withhold", f"{case.large}=of a third person"),
    "an item hidden that two lines name": lambda case: ("--items", case.small, "--hide", f"{case.shared}=privilege"),
    "the fact of the collection withheld": lambda case: ("--withhold", f"{case.sealed}=work product"),
    "everything at once": lambda case: (
        *("--items", f"{case.small},{case.large}", "--withhold", "1=privilege \u2014 \u00a7 12"),
        *("--withhold", f"{case.large}=a third person's", "--hide", f"{case.shared}=privilege"),
    ),
}


def conforms(bag: Path, operator: Operator) -> None:
    """The bag is right to all eyes."""
    bagit.Bag(str(bag)).validate()
    report = check(bag, "--key", operator.key)
    assert failing(report) == []
    assert [step["n"] for step in report["steps"] if step["verdict"] == "not-checked"] == [5, 6]
    built_alike(bag, operator)


def built_alike(bag: Path, operator: Operator) -> None:
    """The independent builder makes the same ledger, notes, lists and tag files from the bag's raw parts."""
    files = {str(file.relative_to(bag)): file.read_bytes() for file in sorted(bag.rglob("*")) if file.is_file()}
    payload = {name: data for name, data in files.items() if name.startswith("data/")}
    entries = raw_entries(payload)
    leaves = [bag_builder.leaf(entry) for entry in entries]
    signer = InstanceSigner(operator)
    expected = bag_builder.ledger_files(entries)
    sizes = {int(name.rpartition("/")[2]) for name in payload if name.startswith("data/ledger/checkpoints/")}
    assert len(entries) in sizes
    for size in sizes:
        text = bag_builder.checkpoint_text(size, bag_builder.root(leaves[:size]), signer.name)
        expected[f"data/ledger/checkpoints/{size}"] = bag_builder.note(text, signer)
    expected["data/ledger/checkpoint"] = expected[f"data/ledger/checkpoints/{len(entries)}"]
    expected["data/keys.txt"] = f"{signer.vkey}\n".encode()
    assert {name: payload[name] for name in payload if name in expected or "/ledger/" in name} == expected
    facts = [json.loads(line) for line in payload["data/facts.jsonl"].splitlines()]
    assert payload["data/facts.jsonl"] == b"".join(bag_builder.jcs(fact) + b"\n" for fact in facts)
    lists = {f"data/manifests/{fact['body']['collection']}.jsonl" for fact in facts if is_sealed(fact, entries)}
    assert lists == {name for name in payload if name.startswith("data/manifests/")}
    for fact in facts:
        if is_sealed(fact, entries):
            lines = payload[f"data/manifests/{fact['body']['collection']}.jsonl"].splitlines()
            sealed_alike(fact["body"], lines)
    tags = bag_builder.tag_files(payload)
    assert sorted(files["manifest-sha256.txt"].splitlines()) == sorted(tags["manifest-sha256.txt"].splitlines())
    assert files["bagit.txt"] == tags["bagit.txt"]
    assert tags["bag-info.txt"] in files["bag-info.txt"]
    own = {name: data for name, data in files.items() if "/" not in name}
    assert files["tagmanifest-sha256.txt"] == bag_builder.tag_manifest(own)
    known = {"README.txt", "facts.jsonl", "keys.txt", "withheld-items.jsonl", "ledger", "manifests", "items"}
    assert {name.split("/")[1] for name in payload} <= known


class InstanceSigner(bag_builder.Signer):
    """The independent builder's signer, with the instance's own key."""

    def __init__(self, operator: Operator) -> None:
        super().__init__(operator.home.origin(operator.matter))
        object.__setattr__(self, "_secret", operator.home.signer.seed)

    @property
    def private(self) -> Ed25519PrivateKey:
        secret: bytes = self.__dict__["_secret"]
        return Ed25519PrivateKey.from_private_bytes(secret)


def raw_entries(payload: dict[str, bytes]) -> list[bytes]:
    bundles = {name: data for name, data in payload.items() if name.startswith("data/ledger/tile/entries/")}
    return [entry for _, data in sorted(bundles.items()) for entry in entries_of(data)]


def is_sealed(fact: dict[str, object], entries: list[bytes]) -> bool:
    return "body" in fact and json.loads(entries[int(str(fact["seq"]))])["kind"] == "collection.sealed/1"


def sealed_alike(body: dict[str, object], lines: list[bytes]) -> None:
    shown = [json.loads(line) for line in lines]
    leaves = [
        bytes.fromhex(found["leaf"]) if "leaf" in found else bag_builder.leaf(line)
        for found, line in zip(shown, lines, strict=True)
    ]
    assert bag_builder.root(leaves).hex() == body["root"]
    if not any("leaf" in found for found in shown):
        counted = bag_builder.sealed_body(str(body["collection"]), lines)
        same = ("bytes", "collection", "ends", "lines", "manifest_sha256", "root")
        assert {key: body[key] for key in same} == {key: counted[key] for key in same}


@pytest.mark.parametrize("selection", SELECTIONS)
def test_a_bag_of_every_selection_is_right_to_all_eyes(selection: str, case: Case, tmp_path: Path) -> None:
    conforms(case.operator.disclose(tmp_path / "bag", *SELECTIONS[selection](case)), case.operator)


def test_a_matter_without_a_collection_is_right_to_all_eyes(stage: Stage, tmp_path: Path) -> None:
    home = stage.young.twin(tmp_path / "home").folder
    empty = Operator(stage.operator.program, home, "Empty v. Empty")
    bag = empty.disclose(tmp_path / "bag")
    conforms(bag, empty)
    assert not (bag / "data/items").exists()
    assert (bag / "data/withheld-items.jsonl").read_bytes() == b""


def test_the_proofs_of_a_receipt_are_those_of_the_independent_builder(stage: Stage) -> None:
    receipt = json.loads(stage.late.read_bytes())
    payload = {str(file.relative_to(stage.bag)): file.read_bytes() for file in stage.bag.rglob("data/**/*.p/*")}
    logged = [bag_builder.leaf(entry) for entry in raw_entries(payload)]
    at = receipt["entry_proof"]["index"]
    assert receipt["entry_proof"] == {"index": at, "path": bag_builder.path(at, logged), "size": len(logged)}
    collection = json.loads(receipt["fact"])["body"]["collection"]
    lines = (stage.bag / f"data/manifests/{collection}.jsonl").read_bytes().splitlines()
    place = lines.index(receipt["line"].encode())
    path = bag_builder.path(place, [bag_builder.leaf(line) for line in lines])
    assert receipt["line_proof"] == {"index": place, "path": path, "size": len(lines)}
