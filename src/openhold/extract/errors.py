"""What goes wrong with bytes that a stranger made: always one sentence."""


class NotAPaperError(Exception):
    """The bytes are no paper that can be read. The message is one sentence that says why and what to do."""
