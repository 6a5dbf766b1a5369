"""All tables of the workbench, in one place where Django looks for them."""

from openhold.workbench.account import Account
from openhold.workbench.draft import HoldDraft
from openhold.workbench.errand import Errand
from openhold.workbench.invitation import Invitation
from openhold.workbench.schedule import Job, Pause, Wish
from openhold.workbench.token import Answered, Token, TokenScope
from openhold.workbench.webhook import Webhook

__all__ = [
    "Account",
    "Answered",
    "Errand",
    "HoldDraft",
    "Invitation",
    "Job",
    "Pause",
    "Token",
    "TokenScope",
    "Webhook",
    "Wish",
]
