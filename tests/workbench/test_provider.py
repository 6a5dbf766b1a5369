"""The settings and addresses of a home whose `web.toml` names a provider, in a process of their own."""

import os
import subprocess
import sys
from pathlib import Path

from tests.workbench.test_configuration import WHOLE

ASK = """
import django
django.setup()
from django.conf import settings
from django.test import RequestFactory
from django.urls import reverse
from openhold.workbench import tables
tables.prepare()
print(reverse("openid_connect_login", args=["county"]))
print(reverse("openid_connect_callback", args=["county"]))
print(*settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"])
print(settings.ALLOWED_HOSTS[-1], settings.CSRF_TRUSTED_ORIGINS[0], settings.SESSION_COOKIE_SECURE)
from allauth.socialaccount.adapter import get_adapter
request = RequestFactory().get("/")
print(*(one.name for one in get_adapter().list_providers(request)))
print(get_adapter().is_open_for_signup(request, None))
from django.test import Client
client = Client(SERVER_NAME="openhold.example.org", HTTP_X_FORWARDED_PROTO="https")
page = client.get("/account/login/").content.decode()
print(page.count("Sign in with the county&#x27;s account"), "/account/sso/county/login/" in page)
"""


def test_a_provider_has_its_addresses_its_button_and_makes_no_account(tmp_path: Path) -> None:
    (tmp_path / "web.toml").write_text(WHOLE)
    environment = {**os.environ, "OPENHOLD_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "openhold.web.settings"}
    done = subprocess.run(
        [sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "/account/sso/county/login/",
        "/account/sso/county/login/callback/",
        "'self' https://login.alder.example",
        "openhold.example.org https://openhold.example.org:8443 True",
        "the county's account",
        "False",
        "1 True",
    ]
