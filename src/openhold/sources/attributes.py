"""The extended attributes of an open file, as a manifest line can carry them."""

import os
from base64 import b64encode
from hashlib import sha256
from typing import Final

# What the attributes of one file may take in its line. Some file systems allow hundreds of megabytes of them.
LIMIT: Final = 1 << 20


def attributes(descriptor: int) -> dict[str, str] | None:
    """Return names with base64 values, or None where there are none or the file system has no such thing.

    A name that is not UTF-8 stands as `base64:` and its base64. An attribute that cannot be read, or that went
    away, is left out. Past LIMIT bytes of values, `sha256:` and a value's digest in hex stand for the value.
    """
    try:
        names = os.listxattr(descriptor)
    except (OSError, AttributeError):  # AttributeError: Linux alone has them in Python
        return None
    return _values(descriptor, names) if names else None


def _values(descriptor: int, names: list[str]) -> dict[str, str] | None:
    found: dict[str, str] = {}
    size = 0
    for name in names:
        try:
            value = os.getxattr(descriptor, name)
        except OSError:
            continue
        size += len(value)
        found[_name_text(name)] = (
            b64encode(value).decode("ascii") if size <= LIMIT else f"sha256:{sha256(value).hexdigest()}"
        )
    return found or None


def _name_text(name: str) -> str:
    raw = os.fsencode(name)
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return "base64:" + b64encode(raw).decode("ascii")
