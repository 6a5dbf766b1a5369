"""All tables of the workbench, in one place where Django looks for them."""

from openhold.workbench.account import Account
from openhold.workbench.invitation import Invitation

__all__ = ["Account", "Invitation"]
