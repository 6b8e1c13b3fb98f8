"""
Settings, read from the environment.

Without any environment the site runs on SQLite, local memory, local files and mail on the console, in
development mode. docs/settings.md lists every variable.
"""

from email.utils import formataddr
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from django_prose_editor.config import DEFAULT_MENU_GROUPS, html_tags
from js_asset import static_lazy

from newsroom.db import options
from newsroom.http import limits
from newsroom.logs import LOGGING  # noqa: F401 (a setting)
from newsroom.retention_profiles import PROFILES

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
VAR_DIR.mkdir(exist_ok=True)

env = environ.Env()

# --- What differs between a laptop and a newsroom -----------------------------------------------------------

DEBUG = env.bool("DEBUG", default=True)
HTTPS = env.bool("HTTPS", default=not DEBUG)

# Fallbacks are keys of before, comma-separated: what was made with them is still good. docs/settings.md says how a key
# is changed. Addresses have one of their own, so that no block is lifted when SECRET_KEY changes.
SECRET_KEY = env("SECRET_KEY", default="development-key-never-used-where-DEBUG-is-off-" * 2 if DEBUG else "")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ADDRESS_KEY = env("ADDRESS_KEY", default="development-key-of-addresses-where-DEBUG-is-off-" * 2 if DEBUG else "")
ADDRESS_KEY_FALLBACKS = env.list("ADDRESS_KEY_FALLBACKS", default=[])
for _name, _use in {"SECRET_KEY": "signs links and sessions", "ADDRESS_KEY": "knows readers' addresses again"}.items():
    if not vars()[_name]:
        raise ImproperlyConfigured(
            f"{_name} is not set. With DEBUG off the site {_use} with it and won't start without one: "
            f"set {_name} to 50 random characters or more, and keep it."
        )

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# How many proxies stand in front, each appending to X-Forwarded-For; 0 means that the socket's own peer is the
# reader. A forged header is then never believed.
PROXIES = env.int("PROXIES", default=0)

SITE_NAME = env("SITE_NAME", default="Newsroom")
# What every whole address of the site begins with, in mails, feeds and for search engines: whatever a request says.
SITE_URL = env(
    "SITE_URL",
    default="http://localhost:8000" if DEBUG else f"http{'s' if HTTPS else ''}://{ALLOWED_HOSTS[0].lstrip('.*')}",
).rstrip("/")
LANGUAGE_CODE = env("LANGUAGE_CODE", default="en")
TIME_ZONE = env("TIME_ZONE", default="Europe/Paris")

# Each of a process's threads holds one connection at most; the one more is for what is asked beside a request.
WEB_THREADS = env.int("WEB_THREADS", default=4)
DATABASE_POOL = env.int("DATABASE_POOL", default=WEB_THREADS + 1)
_database = env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'newsroom.sqlite3'}")
DATABASES = {"default": options.completed(_database, pool=DATABASE_POOL)}

# `manage.py worker` does these tasks after the request. A task is a row, written in the transaction of its cause.
# Each queue has a process of its own: {queue: seconds after which a task of it is ended}.
QUEUES = {"mail": 60, "pictures": 120}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": list(QUEUES)}}

CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://newsroom")}
if CACHES["default"]["BACKEND"].endswith(".RedisCache"):
    CACHES["default"]["BACKEND"] = "newsroom.cache.redis.RedisCache"  # which no page waits for
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
# When moderators are mailed how many comments wait: every so many minutes, and at so many comments; 0 for never.
MODERATORS_MAIL_EVERY = env.int("MODERATORS_MAIL_EVERY", default=60)
MODERATORS_MAIL_AT = env.int("MODERATORS_MAIL_AT", default=20)
DEFAULT_FROM_EMAIL = env(
    "DEFAULT_FROM_EMAIL", default=formataddr((SITE_NAME, f"newsroom@{urlsplit(SITE_URL).hostname or 'localhost'}"))
)
EMAIL_TIMEOUT = 20  # seconds, after which a mail server that hangs lets the worker go on

# {function(at): (its queue, seconds between two runs)}. Several workers may run the same one at once.
PERIODIC_TASKS = {
    "comments.mail.notifications.send_due": ("mail", 20),
    "comments.mail.digest.tell_moderators": ("mail", 60),
    "comments.policy.create_discussions": ("pictures", 60),
    "comments.privacy.retention.purge": ("pictures", 3_600),
    "articles.images.files.make_missing": ("pictures", 3_600),
    "articles.revisions.autosaves.forget_old": ("pictures", 3_600),
    "newsroom.accounts.login.forget_old": ("pictures", 3_600),
    "newsroom.cache.page_cache.forget_flips": ("pictures", 3_600),
    "newsroom.accounts.sessions.forget_ended": ("pictures", 3_600),
}

# How long what is personal is kept, in days: a profile of newsroom/retention_profiles.py, and single rules that differ
# from it: "network=60;reports=90".
RETENTION_PROFILE = env("RETENTION_PROFILE", default="lean")
if RETENTION_PROFILE not in PROFILES:
    raise ImproperlyConfigured(
        f"RETENTION_PROFILE is “{RETENTION_PROFILE}”, and there is none of that name: "
        f"choose one of {', '.join(PROFILES)}."
    )
RETENTION = PROFILES[RETENTION_PROFILE] | env.dict("RETENTION", cast={"value": int}, default={})
# What becomes of a comment when its reader has everything erased: "empty" leaves its place alone, "anonymise" its
# text too, where it is public.
ERASURE = env("ERASURE", default="empty")

# --- What doesn't -------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "newsroom.apps.NewsroomConfig",
    "articles",
    "comments",
    "newsroom.apps.NewsroomAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "content_editor",
    "django_prose_editor",
    "django_tasks",
    "django_tasks_db",
    "js_asset",
    "crispy_forms",
    "csp",
]

MIDDLEWARE = [
    "newsroom.http.headers.default_headers",
    "newsroom.http.health.allow_any_host",  # before anything that may look at the host
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.http.unavailable.UnavailableMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "newsroom.http.body_limits.BodyLimits",  # before anything that may read a body
    "newsroom.http.text_repair.repair_text",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
# The paper stands at the root of its host. A header must not say otherwise.
FORCE_SCRIPT_NAME = ""
WSGI_APPLICATION = "newsroom.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "newsroom.context_processors.paper",
            ],
        },
    }
]

# Fields look for their templates in templates/ too.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
# A story of two hundred blocks is one form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_MEMORY_SIZE = limits.FORM

LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "newsroom" / "locale"]
FORMAT_MODULE_PATH = "newsroom.formats"
USE_TZ = True

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

PASSWORD_HASHERS = [
    "newsroom.accounts.hashers.Argon2",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
CSRF_FAILURE_VIEW = "newsroom.accounts.logged_out.stale_token"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
# Names are unguessable and a file is never written twice under one name, so that a copy is good for ever.
FOR_EVER = "public, max-age=31536000, immutable"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR_DIR / "media"))()
# The camera's own files carry places and serial numbers: kept only where a paper asks for it, and served nowhere.
KEEP_ORIGINALS = env.bool("KEEP_ORIGINALS", default=False)
PRIVATE_ROOT = env.path("PRIVATE_ROOT", default=str(VAR_DIR / "private"))()
STORAGES = {
    "default": {"BACKEND": "newsroom.storage.disk.DiskStorage"},
    "private": {
        "BACKEND": "newsroom.storage.disk.DiskStorage",
        "OPTIONS": {"location": PRIVATE_ROOT, "file_permissions_mode": 0o600},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Several machines share one bucket: pictures in one that readers may read from, originals in one that nobody may.
MEDIA_ORIGIN = ""
if S3_BUCKET := env("S3_BUCKET", default=""):
    S3_SERVER = {
        "endpoint_url": env("S3_ENDPOINT_URL", default=None),
        "region_name": env("S3_REGION", default=None),
        "access_key": env("S3_ACCESS_KEY", default=None),
        "secret_key": env("S3_SECRET_KEY", default=None),
        "file_overwrite": False,
    }
    S3_PUBLIC_URL = urlsplit(env("S3_PUBLIC_URL"))
    MEDIA_ORIGIN = f"{S3_PUBLIC_URL.scheme}://{S3_PUBLIC_URL.netloc}"
    STORAGES["default"] = {
        "BACKEND": "newsroom.storage.object_store.ObjectStorage",
        "OPTIONS": S3_SERVER
        | {
            "bucket_name": S3_BUCKET,
            "url_protocol": f"{S3_PUBLIC_URL.scheme}:",
            "custom_domain": S3_PUBLIC_URL.netloc + S3_PUBLIC_URL.path.rstrip("/"),
            "object_parameters": {"CacheControl": FOR_EVER},
        },
    }
    # Without originals too, where it is named: the list of erasures is kept there.
    if bucket := env("S3_PRIVATE_BUCKET") if KEEP_ORIGINALS else env("S3_PRIVATE_BUCKET", default=""):
        STORAGES["private"] = {
            "BACKEND": "newsroom.storage.object_store.ObjectStorage",
            "OPTIONS": S3_SERVER | {"bucket_name": bucket, "default_acl": "private"},
        }

CRISPY_ALLOWED_TEMPLATE_PACKS = ["paper"]
CRISPY_TEMPLATE_PACK = "paper"

# What the desk's editors can do beyond text: buttons that put blocks at the cursor, what is kept of a paste, and links.
DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {"js": [static_lazy("articles/writing/story_insert.js")], "extensions": {"StoryInsert": html_tags([])}},
    {"js": [static_lazy("articles/writing/paste.js")], "extensions": {"StoryPaste": html_tags([])}},
    {"js": [static_lazy("articles/writing/story_link.js")], "extensions": {"StoryLink": html_tags([])}},
]
DJANGO_PROSE_EDITOR_MENU_GROUPS = [{"group": "storyInsert"}, *DEFAULT_MENU_GROUPS]

# --- What a browser is told ---------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *filter(None, [MEDIA_ORIGIN])],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: [] for feature in ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
# A load balancer asks in plain HTTP, from inside.
SECURE_REDIRECT_EXEMPT = [r"^health/(ready/)?$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
