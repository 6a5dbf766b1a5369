"""Django's settings: the database that the home names, embedded where it names none."""

import os
from pathlib import Path

from openhold.actions import database

HOME = Path(os.environ.get("OPENHOLD_HOME") or Path.home() / ".openhold")

DATABASES = {"default": database.configuration(HOME, database.stated(HOME))}
INSTALLED_APPS = ["openhold.projections"]
USE_TZ = True
TIME_ZONE = "UTC"
LOCALE_PATHS = [Path(__file__).parent / "filings/locale"]
# No command signs anything with it; the web server makes its own.
SECRET_KEY = "unused"  # noqa: S105
LOGGING_CONFIG: str | None = None
