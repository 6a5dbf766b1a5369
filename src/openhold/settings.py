"""Django's settings: the durable embedded default, or PostgreSQL where `OPENHOLD_PG_SOCKET` names a server.

Sources of the SQLite options: one writer at a time waits its turn (IMMEDIATE), a commit is on the device
when it returns (WAL with synchronous FULL).
"""

import os
from pathlib import Path

HOME = Path(os.environ.get("OPENHOLD_HOME") or Path.home() / ".openhold")

if os.environ.get("OPENHOLD_PG_SOCKET"):
    _DATABASE: dict[str, object] = {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": os.environ["OPENHOLD_PG_SOCKET"],
        "USER": os.environ.get("OPENHOLD_PG_USER", "postgres"),
        "NAME": os.environ.get("OPENHOLD_PG_NAME", "postgres"),
    }
else:
    _DATABASE = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / "openhold.sqlite3",
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                "PRAGMA journal_size_limit=67108864"
            ),
        },
    }

DATABASES = {"default": _DATABASE}
INSTALLED_APPS = ["openhold.projections"]
USE_TZ = True
TIME_ZONE = "UTC"
LOCALE_PATHS = [Path(__file__).parent / "filings/locale"]
# No command signs anything with it; the web server makes its own.
SECRET_KEY = "unused"  # noqa: S105
LOGGING_CONFIG: str | None = None
