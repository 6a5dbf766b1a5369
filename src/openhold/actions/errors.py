"""Why an action was not done, each with a sentence for a person. The doors turn the class into an exit code."""


class ActionError(Exception):
    """The base of all refusals by an action."""


class UsageError(ActionError):
    """What was asked for makes no sense or cannot be found (exit code 2)."""


class RefusedError(ActionError):
    """What was asked for may not be done (exit code 3)."""


class StorageError(ActionError):
    """The home, the database or the disk is not fit for use (exit code 4)."""


class StoppedError(ActionError):
    """A person stopped the work; what was kept so far stays (exit code 130)."""


class WantingError(ActionError):
    """What was checked is not as it must be (exit code 1)."""
