"""Step 6: RFC 3161 tokens over the text of a checkpoint; needs the package rfc3161-client, and says where it lacks."""

import re
import ssl
from collections.abc import Mapping, Sequence
from importlib.util import find_spec

from .bag import MAX_TOKEN, Bag
from .errors import RuleError
from .note import Checkpoint
from .report import Tally, shown

FOLDER = "data/ledger/timestamps/"
_NAME = re.compile(r"data/ledger/timestamps/(0|[1-9][0-9]*)\.(tsr|pem)")


def check_timestamps(
    bag: Bag, checkpoints: Mapping[int, Checkpoint], certificates: Sequence[bytes], tally: Tally
) -> None:
    """Every token in the bag against its checkpoint, by size. `certificates` are roots (PEM) that the reader trusts."""
    names = [match for match in map(_NAME.fullmatch, bag.names_under(FOLDER)) if match is not None]
    tokens = [match for match in names if match[2] == "tsr"]
    with_token = {match[1] for match in tokens}
    for match in names:
        if match[1] not in with_token:
            tally.wrong(f"{match[0]} stands there without its token.")
    for match in tokens:
        size = int(match[1]) if len(match[1]) <= 16 else -1
        if size not in checkpoints:
            tally.wrong(f"{match[0]} stamps a checkpoint that the bag does not hold.")
            continue
        chain = f"{FOLDER}{match[1]}.pem"
        try:
            token = bag.read(match[0], MAX_TOKEN)
            pem = bag.read(chain, MAX_TOKEN) if bag.size_of(chain) is not None else b""
        except RuleError as error:
            tally.wrong(f"{error}.")
            continue
        if find_spec("rfc3161_client") is None:
            tally.lacks(f"{match[0]} could not be checked: install the package rfc3161-client, or use `openssl ts`.")
        else:
            _check(match[0], token, pem, checkpoints[size], certificates, tally)
    if not tokens:
        tally.lacks("No checkpoint is stamped; a time stamp of an outside authority would be needed.")


def _check(
    path: str, token: bytes, pem: bytes, checkpoint: Checkpoint, certificates: Sequence[bytes], tally: Tally
) -> None:
    # Loaded here: most readers have no token to check, and the package may be absent.
    from cryptography import x509  # noqa: PLC0415
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import Encoding  # noqa: PLC0415
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response  # noqa: PLC0415

    def verified(roots: list[x509.Certificate], between: list[x509.Certificate]) -> str:
        """Why the token is not right under these roots; empty where it is."""
        try:
            verifier = VerifierBuilder(roots=roots, intermediates=between).build()
            verifier.verify_message(response, checkpoint.text)
        except (VerificationError, ValueError) as error:
            return shown(str(error)) or "it is malformed"
        return ""

    try:
        response = decode_timestamp_response(token)
        when = f"{response.tst_info.gen_time:%Y-%m-%d %H:%M:%S} UTC"
        brought = x509.load_pem_x509_certificates(pem) if pem else []
        signers = [x509.load_der_x509_certificate(one) for one in response.signed_data.certificates]
        own = [one for data in certificates for one in x509.load_pem_x509_certificates(data)]
    except ValueError as error:
        tally.wrong(f"{path} or its certificates cannot be read ({shown(str(error))}).")
        return
    system = system_certificates()
    trusted = {one.public_bytes(Encoding.DER) for one in own} | system
    # A root that only the producer vouches for must not slip in among the certificates between.
    between = [one for one in brought if one.issuer != one.subject]
    known = [one for one in brought if one.public_bytes(Encoding.DER) in trusted]
    issuers = {one.issuer.public_bytes() for one in (*between, *signers)}
    # Only those that may have issued one of these are loaded: a computer holds odd certificates too.
    likely = [one for one in system if any(name in one for name in issuers)]
    known += own + [x509.load_der_x509_certificate(one) for one in likely]
    said = f"{path} says that the checkpoint of {checkpoint.size:,} entries existed on {when}"
    if known and not verified(known, between):
        tally.note(f"{said}.")
        return
    roots = [one for one in brought if one.issuer == one.subject]
    if not roots:
        imprint = response.tst_info.message_imprint
        if _digest(imprint.hash_algorithm.dotted_string, checkpoint.text) not in (None, imprint.message):
            tally.wrong(f"{path} stamps another text than its checkpoint.")
            return
        tally.lacks(f"{said}; the root certificate of its authority is needed to check that (--key FILE).")
        return
    why = verified(roots, between)
    if why:
        tally.wrong(f"{path} is not right: {why}.")
        return
    prints = ", ".join(one.fingerprint(hashes.SHA256()).hex() for one in roots)
    tally.lacks(f"{said}; its root certificate is the producer's word: get that with SHA-256 {prints} from elsewhere.")


def _digest(algorithm: str, text: bytes) -> bytes | None:
    """The digest of `text` by the SHA-2 function of that object identifier; None for others."""
    from hashlib import sha256, sha384, sha512  # noqa: PLC0415

    known = {
        "2.16.840.1.101.3.4.2.1": sha256,
        "2.16.840.1.101.3.4.2.2": sha384,
        "2.16.840.1.101.3.4.2.3": sha512,
    }
    return known[algorithm](text).digest() if algorithm in known else None


def system_certificates() -> set[bytes]:
    """The root certificates (DER) that this computer trusts."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_default_certs(ssl.Purpose.SERVER_AUTH)
    return set(context.get_ca_certs(binary_form=True))
