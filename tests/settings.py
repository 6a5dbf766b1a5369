"""The settings of every test: those of the web pages, which have all tables, with a hash that costs nothing."""

import os

from openhold.actions import database as records
from openhold.web.settings import *  # noqa: F403 -- Django reads them from one module
from openhold.web.settings import HOME
from openhold.workbench.configuration import Configuration

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGGING_CONFIG = None
SECRET_KEY = "a key of tests only"
CONFIGURED = Configuration()
if os.environ.get("TEST_POSTGRESQL"):
    # What a worker thread leaves open would keep the database of the tests from being dropped.
    DATABASES = {
        "default": records.configuration(HOME, records.Server(os.environ["TEST_POSTGRESQL"])) | {"CONN_MAX_AGE": 0}
    }
