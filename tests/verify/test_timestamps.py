"""Step 6 with a real time stamp authority: openssl, a root certificate and a signer of this test's own."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from openhold.verify import Report, Verdict, check_bag, parse_key

from .bag_builder import Forge, Signer, write_bag

pytest.importorskip("rfc3161_client")
pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs the openssl command")
KEY = parse_key(Signer().vkey)
TEXT = Forge().checkpoint().split(b"\n\n")[0] + b"\n"
CONFIG = """
[tsa]
serial = serial
signer_cert = tsa.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
ess_cert_id_alg = sha256
"""
EXTENSIONS = "extendedKeyUsage = critical,timeStamping\nkeyUsage = critical,digitalSignature\n"


class Authority:
    """A time stamp authority in a folder."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        folder.mkdir()
        curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        self.run(
            "req", "-x509", *curve, "-keyout", "ca.key", "-out", "ca.pem", "-subj", f"/CN={name} root", "-days", "9"
        )
        self.run("req", *curve, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", f"/CN={name}")
        (folder / "extensions").write_text(EXTENSIONS)
        (folder / "config").write_text(CONFIG)
        (folder / "serial").write_text("01\n")
        signing = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "extensions", "-days", "9"]
        self.run("x509", "-req", "-in", "tsa.csr", "-out", "tsa.pem", *signing)
        self.root = (folder / "ca.pem").read_bytes()
        self.signer = (folder / "tsa.pem").read_bytes()

    def run(self, *arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)

    def stamp(self, text: bytes) -> bytes:
        (self.folder / "text").write_bytes(text)
        self.run("ts", "-query", "-data", "text", "-sha256", "-cert", "-out", "query")
        reply = ["-reply", "-queryfile", "query", "-config", "config", "-section", "tsa", "-out", "token"]
        self.run("ts", *reply)
        return (self.folder / "token").read_bytes()


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tsa") / "a", "Authority")


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tsa") / "b", "Stranger")


def stamped(tmp_path: Path, token: bytes, chain: bytes | None, *roots: bytes) -> Report:
    files = Forge().files() | {"data/ledger/timestamps/6.tsr": token}
    if chain is not None:
        files["data/ledger/timestamps/6.pem"] = chain
    return check_bag(write_bag(files, tmp_path / "bag"), [KEY], certificates=roots)


def test_a_stamp_under_a_root_from_elsewhere_holds(authority: Authority, tmp_path: Path) -> None:
    report = stamped(tmp_path, authority.stamp(TEXT), authority.root, authority.root)
    assert report.steps[5].verdict is Verdict.HOLDS
    assert "checkpoint of 6 entries existed on" in report.steps[5].detail


def test_a_root_that_only_the_producer_vouches_for_is_not_trusted(authority: Authority, tmp_path: Path) -> None:
    report = stamped(tmp_path, authority.stamp(TEXT), authority.signer + authority.root)
    assert report.steps[5].verdict is Verdict.NOT_CHECKED
    assert "producer's word" in report.steps[5].detail


def test_without_its_chain_a_stamp_needs_the_root_and_holds_with_it(authority: Authority, tmp_path: Path) -> None:
    token = authority.stamp(TEXT)
    report = stamped(tmp_path / "1", token, None)
    assert report.steps[5].verdict is Verdict.NOT_CHECKED
    assert "root certificate of its authority is needed" in report.steps[5].detail
    assert stamped(tmp_path / "2", token, None, authority.root).steps[5].verdict is Verdict.HOLDS


def test_the_signers_certificate_alone_makes_no_trust(authority: Authority, tmp_path: Path) -> None:
    report = stamped(tmp_path, authority.stamp(TEXT), authority.signer)
    assert report.steps[5].verdict is Verdict.NOT_CHECKED


def test_the_root_of_a_stranger_does_not_make_a_stamp_right(
    authority: Authority, stranger: Authority, tmp_path: Path
) -> None:
    report = stamped(tmp_path / "1", authority.stamp(TEXT), authority.root, stranger.root)
    assert report.steps[5].verdict is Verdict.NOT_CHECKED
    report = stamped(tmp_path / "2", authority.stamp(TEXT), stranger.root)
    assert report.steps[5].verdict is Verdict.FAILS


@pytest.mark.parametrize("with_chain", [True, False])
@pytest.mark.parametrize(
    "spoil",
    [
        lambda authority: authority.stamp(b"another text\n"),
        lambda authority: authority.stamp(TEXT)[:-40],
        lambda authority: b"\x30\x00",
    ],
    ids=["of another text", "cut", "empty"],
)
def test_a_stamp_that_is_not_right_fails(
    spoil: Callable[[Authority], bytes], with_chain: bool, authority: Authority, tmp_path: Path
) -> None:
    report = stamped(tmp_path, spoil(authority), authority.root if with_chain else None)
    assert report.steps[5].verdict is Verdict.FAILS


def test_a_chain_that_is_none_fails(authority: Authority, tmp_path: Path) -> None:
    chain = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
    assert stamped(tmp_path, authority.stamp(TEXT), chain).steps[5].verdict is Verdict.FAILS
