"""Passwords that other servers ask for: each in a file of its own, which nobody else may read."""

from pathlib import Path

from openhold.workbench.errors import ConfigurationError


def secret(file: Path, whose: str) -> str:
    """Return what stands in `file`, without the white space at its ends; `whose` password it is, for the sentence.

    Raises ConfigurationError where others may read it too, where it cannot be read, or where it says nothing.
    """
    try:
        if file.stat().st_mode & 0o077:
            raise ConfigurationError(f"{file} can be read by others: chmod 600 {file}")
        text = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"The password of {whose} cannot be read from {file}: {error}.") from error
    if not text:
        raise ConfigurationError(f"{file} is empty: write the password of {whose} into it.")
    return text
