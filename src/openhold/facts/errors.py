"""What can be wrong with a fact."""


class FactError(Exception):
    """A body is not a fact of its kind. The message is one sentence for a person."""
