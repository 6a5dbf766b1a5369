"""What can be wrong with a ledger."""


class LedgerError(Exception):
    """A ledger is not as published, or may not be continued. The message is one sentence for a person."""
