"""One settings file for demo, office and tests; everything that differs is an environment variable."""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from dampingi.config import home

PACKAGE = Path(__file__).resolve().parent.parent
HOME = home.folder()
"""Where this installation keeps its database, keys and files (DAMPINGI_HOME)."""

DEBUG = os.environ.get("DAMPINGI_DEBUG") == "1"
DEMO = os.environ.get("DAMPINGI_DEMO") == "1"
"""One-click login per persona; never set it where real people are on record."""

SECRET_KEY = home.secret(HOME, "web")
IDENTIFIER_KEY = home.secret(HOME, "identifiers")
"""Seals NIK, NPWP and bank accounts; lose it and they are lost. See docs/operations.md."""
AUDIT_KEY = home.secret(HOME, "audit")
LAKE_KEY = home.secret(HOME, "lake")
"""Of the pseudonyms under which facts leave the office."""
PROVINCE_KEY = home.given(HOME, "province")
"""Of the tokens in an extract for linking across cities; the province gives it. Empty: no extract is made."""
LAKE = os.environ.get("DAMPINGI_LAKE", str(HOME / "danau") if DEMO else "")
"""Where the facts are published every night, and read from: a folder or s3://bucket/prefix. Empty: they are not."""
SPARK_MASTER = os.environ.get("DAMPINGI_SPARK_MASTER", "local[*]")
"""The cluster that answers `lake query --engine spark`, as Spark names it: spark://host:7077, yarn, k8s://... Without: all cores here."""

ALLOWED_HOSTS = os.environ.get("DAMPINGI_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
PUBLIC_URL = os.environ.get("DAMPINGI_PUBLIC_URL", "http://127.0.0.1:8000")
"""Where the public reaches this installation: printed on documents, in QR codes."""
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("DAMPINGI_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "csp",
    "axes",
    "django_tasks",
    "django_tasks_db",
    "dampingi.foundation.regions",
    "dampingi.foundation.accounts",
    "dampingi.foundation.audit",
    "dampingi.foundation.origins",
    "dampingi.foundation.revisions",
    "dampingi.foundation.approvals",
    "dampingi.foundation.notices",
    "dampingi.foundation.jobs",
    "dampingi.foundation.ui",
    "dampingi.foundation.schema",
    "dampingi.foundation.boundaries",
    "dampingi.foundation.kbli",
    "dampingi.records.businesses",
    "dampingi.records.duplicates",
    "dampingi.records.search",
    "dampingi.records.verification",
    "dampingi.records.programmes",
    "dampingi.records.calendars",
    "dampingi.records.commitments",
    "dampingi.records.meetings",
    "dampingi.records.aspirations",
    "dampingi.records.timetables",
    "dampingi.records.problems",
    "dampingi.records.quizzes",
    "dampingi.records.learning",
    "dampingi.records.voices",
    "dampingi.records.access",
    "dampingi.records.complaints",
    "dampingi.records.contacts",
    "dampingi.records.partners",
    "dampingi.records.pacts",
    "dampingi.records.cooperatives",
    "dampingi.records.catalogue",
    "dampingi.records.placements",
    "dampingi.records.photojobs",
    "dampingi.records.memberships",
    "dampingi.records.materials",
    "dampingi.records.capital",
    "dampingi.records.surveys",
    "dampingi.records.recruitment",
    "dampingi.records.tot",
    "dampingi.records.appointments",
    "dampingi.records.mentoring",
    "dampingi.records.tasks",
    "dampingi.records.honours",
    "dampingi.records.handovers",
    "dampingi.records.clinic",
    "dampingi.records.markets",
    "dampingi.records.centres",
    "dampingi.records.interventions",
    "dampingi.records.questions",
    "dampingi.records.desks",
    "dampingi.records.knowledge",
    "dampingi.records.checkups",
    "dampingi.records.hours",
    "dampingi.records.budgets",
    "dampingi.records.equipment",
    "dampingi.records.loans",
    "dampingi.records.grants",
    "dampingi.records.subsidies",
    "dampingi.records.honoraria",
    "dampingi.insight.constraints",
    "dampingi.insight.indicators",
    "dampingi.insight.monitoring",
    "dampingi.insight.lake",
    "dampingi.insight.library",
    "dampingi.insight.evaluation",
    "dampingi.insight.agreements",
    "dampingi.insight.hearings",
    "dampingi.insight.instruments",
    "dampingi.insight.participation",
    "dampingi.insight.impact",
    "dampingi.insight.reviews",
    "dampingi.insight.closings",
    "dampingi.insight.targets",
    "dampingi.insight.rounds",
    "dampingi.insight.health",
    "dampingi.insight.pilots",
    "dampingi.insight.passing",
    "dampingi.insight.theory",
    "dampingi.insight.lessons",
    "dampingi.outcomes.documents",
    "dampingi.outcomes.reports",
    "dampingi.outcomes.papers",
    "dampingi.outcomes.honoraria",
    "dampingi.outcomes.decisions",
    "dampingi.outcomes.plans",
    "dampingi.capture.imports",
    "dampingi.capture.field",
    "dampingi.pages",
    "dampingi.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "dampingi.foundation.ui.packing.PackedText",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "dampingi.foundation.ui.languages.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "dampingi.foundation.accounts.middleware.actor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "dampingi.insight.indicators.middleware.read_once",
    "dampingi.foundation.ui.middleware.refusals",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "dampingi.config.urls"
WSGI_APPLICATION = "dampingi.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "dampingi.foundation.ui.templatetags.ui"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "dampingi.foundation.ui.context.shell",
            ],
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DAMPINGI_DATABASE_URL") or f"sqlite:///{HOME / 'dampingi.sqlite3'}",
        conn_max_age=600,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: deferred read-then-write loses concurrent writes. FULL: an acknowledged row survives a power cut.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            f"PRAGMA journal_mode={home.journal_mode()}; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;"
        ),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "dampingi.records.access.backend.CodeBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
AXES_USERNAME_FORM_FIELD = "username"  # not the model's `login`, by which axes would know nobody
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "dampingi.foundation.accounts.addresses.address_of"
AXES_LOCKOUT_CALLABLE = "dampingi.foundation.ui.errors.too_many"
CSRF_FAILURE_VIEW = "dampingi.foundation.ui.errors.csrf_failure"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesia")), ("en", _("Inggris"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_THOUSAND_SEPARATOR = False
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
MEDIA_ROOT = HOME / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if os.environ.get("DAMPINGI_STATIC") == "collected"
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2**20
FILE_UPLOAD_HANDLERS = [
    "dampingi.foundation.uploads.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

SECURE = os.environ.get("DAMPINGI_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SESSION_COOKIE_AGE = 14 * 24 * 3600
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
