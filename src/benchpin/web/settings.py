"""Django settings of the web app: safe by default, changed by a few environment variables.

| variable | what it sets | default |
| --- | --- | --- |
| BENCHPIN_HOME | the folder of the database and the secret | the user's data folder |
| BENCHPIN_DATABASE | postgres://USER:PASSWORD@HOST/NAME, or sqlite:///FILE | SQLite in the folder |
| BENCHPIN_SECRET | the secret under which codes and API keys are hashed | a file in the folder |
| BENCHPIN_SECRET_BEFORE | its earlier values, with spaces between | none |
| BENCHPIN_HOSTS | host names that are answered, with commas between | this machine alone |
| BENCHPIN_HTTPS | 1 where a proxy in front speaks HTTPS | plain HTTP, for this machine |
| BENCHPIN_HELP | a help service to name beside free text fields | none |
| BENCHPIN_PROXY | the proxy whose X-Forwarded headers are trusted | none; 127.0.0.1 with HTTPS |
| BENCHPIN_METRICS | 1 serves /metrics to this machine only; or a token for others | no metrics |
| BENCHPIN_LIMITS | 0 switches rate limits off: for load tests, never in public | limits are on |
"""

import os
from pathlib import Path
from typing import Any

import dj_database_url

from benchpin.reference.user_data import default_home
from benchpin.web.database.secret_key import configured_secrets

FOLDER = Path(__file__).resolve().parent
HOME = default_home() / "web"


_YES, _NO = ("1", "yes", "true"), ("0", "no", "false")


def _is_on(name: str) -> bool:
    return os.environ.get(name, "") not in ("", *_NO)


def _is_yes(name: str) -> bool:
    return os.environ.get(name, "") in _YES


HTTPS = _is_on("BENCHPIN_HTTPS")
PROXY = os.environ.get("BENCHPIN_PROXY") or ("127.0.0.1" if HTTPS else None)
METRICS = _is_on("BENCHPIN_METRICS")
METRICS_TOKEN = "" if _is_yes("BENCHPIN_METRICS") else os.environ.get("BENCHPIN_METRICS", "")
LIMITS = os.environ.get("BENCHPIN_LIMITS", "") not in _NO
HELP = os.environ.get("BENCHPIN_HELP", "")
# Reference codes and API keys that were hashed under an earlier secret still open.
SECRET_KEY, *SECRET_KEY_FALLBACKS = configured_secrets(HOME)
DEBUG = False
# The names of this machine are always answered: for local use and for health checks.
ALLOWED_HOSTS = [
    "localhost",
    "127.0.0.1",
    "[::1]",
    *filter(None, map(str.strip, os.environ.get("BENCHPIN_HOSTS", "").split(","))),
]

INSTALLED_APPS = ["benchpin.web"]
# Outermost first: the body of HEAD is removed last, and every request is logged.
MIDDLEWARE = [
    "benchpin.web.server.middleware.head_without_body",
    "benchpin.web.server.middleware.request_log",
    "django.middleware.security.SecurityMiddleware",
    "benchpin.web.app.static_files.StaticFilesMiddleware",
    "benchpin.web.api.gateway.api_middleware",
    "benchpin.web.server.middleware.security_headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "benchpin.web.server.middleware.ErrorMiddleware",
]
ROOT_URLCONF = "benchpin.web.urls"
WSGI_APPLICATION = "benchpin.web.wsgi.application"
APPEND_SLASH = True
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [
            *sorted((FOLDER / "pages").glob("**/templates")),
            FOLDER.parent / "documents" / "render" / "templates",
        ],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "benchpin.web.pages.templating.environment"},
    }
]

_SQLITE: dict[str, Any] = {
    # IMMEDIATE makes writers wait for each other; FULL has each committed write on disk.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    # Deleted content is overwritten with zeros, not only unlinked; nothing is sorted on disk.
    "PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;",
}
_POSTGRES: dict[str, Any] = {
    # A thread that waits for an unavailable database serves nobody else.
    "connect_timeout": 5,
    "tcp_user_timeout": 10_000,
}
_PERSISTENT: dict[str, Any] = {"conn_max_age": 600, "conn_health_checks": True}
# A folder path is not put into a URL, where characters such as # or % mean something else.
_database: dict[str, Any] = dict(
    dj_database_url.parse(os.environ.get("BENCHPIN_DATABASE") or "sqlite:///", **_PERSISTENT)
)
if not os.environ.get("BENCHPIN_DATABASE"):
    _database["NAME"] = str(HOME / "benchpin.sqlite3")
if _database["ENGINE"].endswith("sqlite3"):
    _database["OPTIONS"] = {**_SQLITE, **_database.get("OPTIONS", {})}
elif _database["ENGINE"].endswith("postgresql"):
    _database["OPTIONS"] = {**_POSTGRES, **_database.get("OPTIONS", {})}
DATABASES = {"default": _database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The cookie of a session holds a random id and ends when the browser closes, the session itself
# earlier or later (web/cases/repository.py). A browser takes a cookie named `__Host-` only over
# HTTPS, from this host alone.
_COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_ENGINE = "benchpin.web.cases.session_store"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = f"{_COOKIE_PREFIX}benchpin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = f"{_COOKIE_PREFIX}csrftoken"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "benchpin.web.pages.errors.views.csrf_failure"
SILENCED_SYSTEM_CHECKS: list[str] = []

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/$", r"^ready/$", r"^metrics$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'none'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; manifest-src 'self'"
)

# Limits of one request, in bytes where nothing else is named.
MAX_UPLOAD = 10_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_MAX_MEMORY_SIZE = MAX_UPLOAD
# The largest body: an upload and its form; a larger one is refused before it is read.
MAX_BODY = MAX_UPLOAD + 500_000
# Uploads stay in memory: personal data is never written to disk.
FILE_UPLOAD_HANDLERS = ["benchpin.web.app.uploads.InMemoryUploadHandler"]

STATIC_URL = "/static/"
STATIC_ROOT = FOLDER / "static"
STYLE = FOLDER.parent / "documents" / "render" / "templates" / "benchpin.css"

# Holds only the counts of rate limits, of more addresses than are expected in a day.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
LANGUAGE_CODE = "en-us"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"
LOGGING_CONFIG = None
RETENTION_DAYS = 365
"""A case that nobody used for so many days is deleted."""
