"""What can go wrong where evidence lives, each with a sentence for a person."""


class SourceError(Exception):
    """Something about a source is not as it must be."""


class NotReachableError(SourceError):
    """The source as a whole cannot be read: nothing of it was seen (exit code 2)."""


class RuleError(SourceError):
    """An exclude rule has no meaning: its name or its pattern is wrong (exit code 2)."""


class DirectoryError(SourceError):
    """A directory of people as a whole cannot be read (exit code 2)."""


class CannotRead(SourceError):  # noqa: N818 -- the outcome of one item, which its manifest line names, not a defect
    """One item could not be read: `reason` is a word of the manifest, `detail` says more or is empty.

    `reason` is permission, vanished, io-error, unsupported or too-deep (formats page, "Manifest line").
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}" if self.detail else self.reason
