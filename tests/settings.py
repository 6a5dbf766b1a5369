"""The settings of every test: those of the web pages, which have all tables, with a hash that costs nothing."""

from openhold.web.settings import *  # noqa: F403 -- Django reads them from one module
from openhold.workbench.configuration import Configuration

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGGING_CONFIG = None
SECRET_KEY = "a key of tests only"
CONFIGURED = Configuration()
