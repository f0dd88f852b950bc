"""Settings.  Everything that differs between machines comes from the environment (see environment.py, deploy/)."""

import logging
from pathlib import Path

import dj_database_url
import django_stubs_ext
import pgtrigger
from csp.constants import NONE, SELF

from . import environment as env
from . import logs

django_stubs_ext.monkeypatch()  # QuerySet[Row], ModelForm[Row] … can be written as bases before anything is loaded
BASE = Path(__file__).resolve().parent.parent

# --- this machine -----------------------------------------------------------------------------------------------
APP_ENV = env.choice("APP_ENV", ("run", "test"))
TESTING = APP_ENV == "test"
DEBUG = env.flag("DEBUG")
HTTPS = env.flag("HTTPS")
SECRET_KEY = env.secret("SECRET_KEY")
PERSONAL_DATA_KEYS = env.personal_data_keys("PERSONAL_DATA_KEYS")
# Exact search needs a digest that survives a new sealing key: by default it hangs on the oldest one.
PERSONAL_DIGEST_KEY = env.optional("PERSONAL_DIGEST_KEY", PERSONAL_DATA_KEYS[-1])
ALLOWED_HOSTS = env.listed("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.listed("CSRF_TRUSTED_ORIGINS")
SITE_URL = env.optional("SITE_URL", "http://127.0.0.1:8000").rstrip("/")  # printed in QR codes
DEMO_TODAY = env.day("DEMO_TODAY")
KEY_PREFIX = env.optional("KEY_PREFIX", "nongan")  # several sites (or test runs) may share one Redis

# Two database roles: the owner migrates; web and worker own nothing and can neither TRUNCATE nor drop a trigger.
DATABASE_URL = env.database_url("DATABASE_URL")
DATABASE_OWNER_URL = env.database_url("DATABASE_OWNER_URL", DATABASE_URL)
DATABASE_AS_OWNER = env.choice("DATABASE_ROLE", ("app", "owner")) == "owner"
DATABASES = {
    "default": dj_database_url.parse(
        DATABASE_OWNER_URL if DATABASE_AS_OWNER else DATABASE_URL, conn_max_age=600, conn_health_checks=True
    )
}
# Who waits for a page keeps those behind him waiting: its statement ends. Workers and commands take the time they need.
WEB_STATEMENT_SECONDS = env.number("WEB_STATEMENT_SECONDS", 30, least=1)
if env.flag("SERVES_PAGES"):
    given = DATABASES["default"].setdefault("OPTIONS", {})
    given["options"] = f"{given.get('options', '')} -c statement_timeout={WEB_STATEMENT_SECONDS}s".strip()
DATABASE_APP_ROLE = dj_database_url.parse(DATABASE_URL)["USER"]
REDIS_URL = env.redis_url("REDIS_URL")

# --- the house --------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "supervision",
    "monitoring",
    "certificates",
    "credit",
    "greenfood",
    "emergency",
    "shangrao_nongan",
    "shangrao_nongan.assessment",
    "shangrao_nongan.home",
    "shangrao_nongan.chain",
    "shangrao_nongan.demo",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pghistory",
    "pgtrigger",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
    "csp",
    "axes",
    "django_structlog",
    "django_linear_migrations",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "shangrao_nongan.packing.PackedPagesMiddleware",
    "supervision.ground.masking.MaskingMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "csp.middleware.CSPMiddleware",
    "shangrao_nongan.caching.NoStoreMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "supervision.ground.people.middleware.PostMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "supervision.ground.unsent.middleware.SendingMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "shangrao_nongan.refusing.RefusingMiddleware",
    "shangrao_nongan.entrance.middleware.EntranceMiddleware",
]
ROOT_URLCONF = "shangrao_nongan.urls"
WSGI_APPLICATION = "shangrao_nongan.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "shangrao_nongan.menu.context",
            ],
            "builtins": ["django.templatetags.static"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- people -----------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "supervision.User"
ROLE_TABLE = "shangrao_nongan.roles.permissions_of"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    # argon2 takes 50 ms by design; the tests log in hundreds of times
    *(["django.contrib.auth.hashers.MD5PasswordHasher"] if TESTING else []),
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
# No periodic change: it makes people write the next number behind the old password.
PASSWORD_MIN_LENGTH = env.number("PASSWORD_MIN_LENGTH", 10, least=8)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "shangrao_nongan.passwords.LongEnough", "OPTIONS": {"min_length": PASSWORD_MIN_LENGTH}},
    *({"NAME": f"django.contrib.auth.password_validation.{name}"}
      for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")),
    {"NAME": "shangrao_nongan.passwords.NotOneself"},
    {"NAME": "shangrao_nongan.passwords.NotOfTheOffice"},
]  # fmt: skip
# Idle time: at a desk others pass by; on their own phone people are without a network for days.
IDLE_MINUTES = env.number("IDLE_MINUTES", 30, least=5)
OWN_PHONE_DAYS = env.number("OWN_PHONE_DAYS", 7, least=1)
# 默认·待核对: so long it is kept who was signed in where; the law asks for six months, 184 days where they are longest.
SIGNIN_DAYS = env.number("SIGNIN_DAYS", 366, least=184)
# How long who administrates may go on with the password alone, from the first log-in that asks for a second factor.
SECOND_FACTOR_GRACE_DAYS = env.number("SECOND_FACTOR_GRACE_DAYS", 14, least=0)
# The accounts of a demonstration share one password that stands on its login page. A real site has no such accounts.
DEMO_PASSWORDS_STAY = env.flag("DEMO_PASSWORDS_STAY", default=True) and DEMO_TODAY is not None
FIRST_PASSWORD_STAYS = "shangrao_nongan.demo.accounts.usernames" if DEMO_PASSWORDS_STAY else ""
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "login"
# Tries are limited by shangrao_nongan/entrance. The tables of the library that did so stay one release longer, for
# who has to go back to the one before; of the library itself only the visitor's address is asked.
AXES_ENABLED = False
SILENCED_SYSTEM_CHECKS = ["axes.W002", "axes.W003"]
AXES_IPWARE_META_PRECEDENCE_ORDER = ["HTTP_X_FORWARDED_FOR" if HTTPS else "REMOTE_ADDR"]
AXES_VERBOSE = False

# --- history ----------------------------------------------------------------------------------------------------
# Triggers inside migrations make 70 models migrate in a minute; triggers.py installs them after migrate instead.
PGTRIGGER_MIGRATIONS = False
PGTRIGGER_INSTALL_ON_MIGRATE = False
PGHISTORY_LEVEL = pgtrigger.Statement  # 50,000 rows in 1.7 s; row level takes 10 to 16 s

# --- servers ----------------------------------------------------------------------------------------------------
CACHES = {
    "default": {
        "BACKEND": "shangrao_nongan.cache.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": KEY_PREFIX,
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
CELERY_BROKER_URL = env.broker_url(REDIS_URL)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A long job must not be handed out a second time while it runs; the job sweep brings back what a dead worker held.
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 12 * 3600, "global_keyprefix": f"{KEY_PREFIX}:"}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True  # the state of a job is its own row, visible to its owner
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_BEAT_SCHEDULE = {
    "heartbeat": {"task": "shangrao_nongan.heartbeat", "schedule": 20.0, "options": {"expires": 20}},
    "jobs": {"task": "supervision.sweep_jobs", "schedule": 30.0, "options": {"expires": 30}},
    "facts": {"task": "supervision.sweep_facts", "schedule": 60.0, "options": {"expires": 60}},
    "overdue": {"task": "supervision.tell_overdue", "schedule": 3600.0, "options": {"expires": 3600}},
    "sent": {"task": "supervision.forget_sent", "schedule": 3600.0, "options": {"expires": 3600}},
    "selections": {"task": "supervision.forget_selections", "schedule": 3600.0, "options": {"expires": 3600}},
    "review": {"task": "supervision.take_over", "schedule": 3600.0, "options": {"expires": 3600}},
    "signins": {"task": "supervision.forget_signins", "schedule": 3600.0, "options": {"expires": 3600}},
    "chain": {"task": "chain.seal", "schedule": 3600.0, "options": {"expires": 3600}},
    "credit": {"task": "credit.age", "schedule": 900.0, "options": {"expires": 900}},
    "lapses": {"task": "greenfood.note_lapses", "schedule": 3600.0, "options": {"expires": 3600}},
}

# --- words ------------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = ["shangrao_nongan.formats"]

# --- files ------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.optional("STATIC_ROOT", str(BASE / ".build" / "collected")))
STATICFILES_DIRS = [BASE / ".build" / "static"]
MEDIA_ROOT = Path(env.required("MEDIA_ROOT"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "shangrao_nongan.static_files.PackedStaticFiles",
        # nginx reads them as another account; FILE_UPLOAD_PERMISSIONS below would govern these files as well
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},
    },
}
WHITENOISE_USE_FINDERS = TESTING or DEBUG
# Read by the group as well: the account that makes backups is in it.
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
# From how many rows on a workbook is checked, and a batch taken over, as a job and not while the person waits.
IMPORT_CHECKED_AT_ONCE = 2000
IMPORT_REVIEWED_AT_ONCE = 500
SELECTION_AT_ONCE = 200

# --- the browser's guards ---------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/api/docs/"],
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = False  # nginx redirects; /healthz is asked on the plain port
SECURE_HSTS_SECONDS = 30 * 24 * 3600 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CSRF_FAILURE_VIEW = "supervision.ground.unsent.views.csrf_failure"

# --- API --------------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["shangrao_nongan.permissions.SignedIn"],
    "DEFAULT_PERMISSION_CLASSES": ["shangrao_nongan.permissions.Closed"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["shangrao_nongan.parsing.BoundedJSONParser"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "shangrao_nongan.refusals.refused",
    "DEFAULT_THROTTLE_CLASSES": [] if TESTING else ["rest_framework.throttling.UserRateThrottle"],
    "DEFAULT_THROTTLE_RATES": {"user": "600/minute"},
}
SPECTACULAR_SETTINGS = {
    "TITLE": "上饶农安",
    "VERSION": "1",
    "SERVE_PERMISSIONS": ["shangrao_nongan.permissions.InPost"],
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

# --- logs -------------------------------------------------------------------------------------------------------
LOGGING = logs.configure(style=env.choice("LOG_FORMAT", ("console", "json")), level=env.optional("LOG_LEVEL", "INFO"))
DJANGO_STRUCTLOG_CELERY_ENABLED = True
DJANGO_STRUCTLOG_STATUS_4XX_LOG_LEVEL = logging.INFO
