"""The opponent's checker, written from the published formats only; the same folder ships as `openhold_verify`.

Lives here: what a stranger needs to check a disclosure bag or a receipt. Never here: an import of any other room
(standard library and `cryptography` alone, `rfc3161_client` where it is installed), the network, anything that writes.
"""

from .checker import check_bag
from .errors import RuleError, UnreadableError, UsageError, VerifyError
from .note import Checkpoint, VerifierKey, parse_checkpoint, parse_key
from .receipt import check_receipt
from .report import Report, Step, Verdict

__all__ = [
    "Checkpoint",
    "Report",
    "RuleError",
    "Step",
    "UnreadableError",
    "UsageError",
    "Verdict",
    "VerifierKey",
    "VerifyError",
    "check_bag",
    "check_receipt",
    "parse_checkpoint",
    "parse_key",
]
