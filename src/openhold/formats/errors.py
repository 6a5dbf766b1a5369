"""What can be wrong with published bytes."""


class FormatError(Exception):
    """Bytes do not have the published form. The message is one sentence for a person."""
