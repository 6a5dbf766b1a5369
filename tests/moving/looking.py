"""Looks into a home's database as the program does: `python -m tests.moving.looking HOME people|rows`.

`people` adds an account with a second factor; `rows` prints every row of every table, as JSON.
"""

import json
import sys
from hashlib import sha256
from importlib import import_module
from pathlib import Path

from openhold.cli import context

EMAIL, PASSWORD = "dana.whitfield@alder.example", "four words nobody guesses"


def people() -> None:
    from allauth.account.models import EmailAddress
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    from openhold.actions.open_account import open_account
    from openhold.cli.bootstrap import open_home
    from openhold.workbench import tables
    from openhold.workbench.account import Account

    home, _ = open_home()
    tables.prepare()
    account = Account(email=EMAIL, name="Dana Whitfield")
    account.set_password(PASSWORD)
    account.person = open_account(home, name=account.name, email=EMAIL, invited_by=None, owner=True)
    account.save()
    EmailAddress.objects.create(user=account, email=EMAIL, verified=True, primary=True)
    other = Account.objects.create(email="other@alder.example", name="Other \u05de\u05e9\u05e8\u05d3 \U0001f4a5")
    TOTP.activate(other, generate_totp_secret())
    RecoveryCodes.activate(other)


def rows() -> None:
    from django.apps import apps
    from django.core import serializers

    found = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.model_name == "logrow":
            # A key of two columns is nothing that Django writes out.
            plain = [
                json.dumps([log, seq, sha256(bytes(packed)).hexdigest(), erased])
                for log, seq, packed, erased in model.objects.values_list("matter", "seq", "packed", "erased")
            ]
        else:
            told = serializers.serialize("python", model._base_manager.all())
            plain = [json.dumps(one, sort_keys=True, default=str) for one in told]
        found[model._meta.label] = sorted(plain)
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    context.current = context.Context(Path(sys.argv[1]), web=True)
    import_module("openhold.cli.bootstrap")
    {"people": people, "rows": rows}[sys.argv[2]]()
