"""What an audit of the vault can find: codes with a sentence each."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

CODES: Mapping[str, str] = MappingProxyType(
    {
        "vault-json-altered": "vault.json is missing, cannot be read, or does not state what the record states.",
        "vault-readme-altered": "README.txt is missing or is not the text that this program writes.",
        "vault-file-unknown": "A file stands in the vault that no format knows.",
        "vault-unreadable": "The disk could not give the bytes back.",
        "vault-pack-altered": "A pack is not the file that its seal states.",
        "vault-pack-missing": "A seal stands without its pack.",
        "vault-pack-open": "A pack was left open by an interruption; recovery has not run.",
        "vault-member-altered": "An item in a pack is not what its name says.",
        "vault-seal-altered": "A seal is not what the seal key signed for this pack.",
        "vault-seal-missing": "A pack stands without its seal.",
        "vault-seal-wrong": "A seal is signed, but states other members than its pack holds.",
        "vault-large-altered": "A large item is not what its name says.",
        "vault-block-altered": "A block of manifest lines is not what its name says.",
        "vault-block-missing": "A manifest names a block that is not there.",
        "vault-line-wrong": "A manifest line does not have the published form, or is out of order.",
        "vault-manifest-altered": "A manifest does not lead to what the record states about its collection.",
        "vault-manifest-missing": "The record names a collection whose manifest is not there.",
        "vault-manifest-unknown": "A manifest stands in the vault that the record does not name.",
        "vault-ends-wrong": "A manifest calls an item stored that it named before, or duplicate that it did not.",
        "vault-item-missing": "A manifest names content that is not in the unit, or not with that size.",
        "vault-item-twice": "The same content is stored twice in a unit; nothing is lost by it.",
    }
)
"""Every code of this room, with what it means; `docs/findings.md` says what to do."""


class Finding(NamedTuple):
    """One thing that is not right: a code of `CODES`, the key in the vault (``<key>#<digest>`` for an item), why."""

    code: str
    subject: str
    detail: str
