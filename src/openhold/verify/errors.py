"""What the checker raises. Each message is one sentence for a person: what, which, what to do next."""


class VerifyError(Exception):
    """Anything this room raises. The message can be shown as it is."""


class UnreadableError(VerifyError):
    """What was given is no bag and no receipt, or cannot be read at all (exit code 2)."""


class UsageError(VerifyError):
    """A key, checkpoint or option that the reader gave cannot be used (exit code 2)."""


class RuleError(VerifyError):
    """Bytes that break a rule of the published formats; inside the room this becomes a finding of a step."""
