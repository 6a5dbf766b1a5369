"""Why the workbench could not do something, each with a sentence for a person."""


class WorkbenchError(Exception):
    """The base of all of them."""


class ConfigurationError(WorkbenchError):
    """The home's file `web.toml` does not say what it must."""


class SpentError(WorkbenchError):
    """The link was used, has run out, or never was."""


class LinkError(WorkbenchError):
    """A custodian's link is not one that was made here for this."""


class OldLinkError(LinkError):
    """A custodian's link was ours, and its time is over."""


class OutgoingError(WorkbenchError):
    """The mail server is not there, or takes no mail from us."""


class TokenError(WorkbenchError):
    """There is no such token, or it opens nothing any more, or what was asked for makes none."""


class RepeatError(WorkbenchError):
    """A key names another request, or (`same`) one whose answer is not known."""

    def __init__(self, message: str, *, same: bool) -> None:
        super().__init__(message)
        self.same = same


class HookError(WorkbenchError):
    """Another program cannot be told, or not at that address."""
