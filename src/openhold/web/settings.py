"""What the server needs beyond the settings that every command shares."""

from hashlib import sha256
from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from openhold.settings import *  # noqa: F403 -- Django reads them from one module
from openhold.settings import HOME, INSTALLED_APPS
from openhold.workbench import configuration

CONFIGURED = configuration.read(HOME)
"""What the home's `web.toml` says."""

SECRET_KEY = configuration.key(HOME)
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *([CONFIGURED.host] if CONFIGURED.host else [])]

INSTALLED_APPS = [
    *INSTALLED_APPS,
    "openhold.workbench",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks",
    "django_tasks_db",
]
ROOT_URLCONF = "openhold.web.urls"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "openhold.web.door.Headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "openhold.web.door.Door",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        # The templates of the applications too: what we do not draw ourselves, allauth draws on our base.
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["openhold.web.words", "openhold.web.held", "openhold.web.tabs"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ],
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- What a browser may do ------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF, *(one.origin for one in CONFIGURED.providers)],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
# A paper that is sent stays in memory, where it is read, and never lies on a disk.
FILE_UPLOAD_MAX_MEMORY_SIZE = 33 << 20
# Within the instance the address is told, for the check of forged requests where the door is https.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

_SECURE = CONFIGURED.address is not None
# A browser shows a cookie to every port of a host: two homes must not take each other's.
_HOME = sha256(SECRET_KEY.encode()).hexdigest()[:12]
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"openhold-{_HOME}", f"openhold-form-{_HOME}"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE, CSRF_COOKIE_SAMESITE = "Lax", "Strict"
CSRF_FAILURE_VIEW = "openhold.web.refusals.forged"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
if CONFIGURED.address is not None:
    CSRF_TRUSTED_ORIGINS = [CONFIGURED.address]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

# -- Who signs in, and how ------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "workbench.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL, LOGIN_REDIRECT_URL = "account_login", "front"
ACCOUNT_ADAPTER = "openhold.workbench.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "invitation": "20/m/ip"}
MFA_ADAPTER = "openhold.workbench.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Openhold"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "openhold.workbench.second_factor.Authenticate",
    "reauthenticate": "openhold.workbench.second_factor.Reauthenticate",
}
SOCIALACCOUNT_ADAPTER = "openhold.workbench.adapters.SocialAdapter"
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": one.id,
                "name": one.name,
                "client_id": one.client_id,
                "secret": one.client_secret,
                "settings": {"server_url": one.server},
            }
            for one in CONFIGURED.providers
        ],
    }
}
# Used codes and counted tries are the same for every process; the table is culled only far beyond what a day brings.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "workbench_cache",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}
# -- What goes on beside the pages ------------------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["sending", "keeping"]}}
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"terminal": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django": {"handlers": ["terminal"], "level": "ERROR", "propagate": False},
        # A stranger at the door is no event: what was refused here has changed nothing.
        "django.security": {"level": "CRITICAL"},
    },
}
