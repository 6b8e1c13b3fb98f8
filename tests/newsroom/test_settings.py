"""The settings, each time in a process of its own that knows of no environment but the one given here."""

import json
import os
import secrets
import subprocess
import sys
from functools import cache

import pytest

from tests.newsroom.tree import ROOT

KEYS = ("SECRET_KEY", "ADDRESS_KEY")
PRODUCTION = {
    "DEBUG": "0",
    **{name: secrets.token_urlsafe(50) for name in KEYS},
    "EMAIL_URL": "smtp+tls://paper:secret@mail.paper.example:587",
    "PROXIES": "1",
}

# What is asked of the default database while a transaction is open, from within and from a second connection.
QUESTIONS = """
import json, os, sqlite3
os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
import django; django.setup()
from django.db import connection, transaction

def ask(pragma):
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {pragma}").fetchone()[0]

answers = {name: ask(name) for name in ("journal_mode", "synchronous", "secure_delete", "busy_timeout")}
second = sqlite3.connect(connection.settings_dict["NAME"], timeout=0, isolation_level=None)
with transaction.atomic():
    try:
        second.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        answers["a second writer"] = str(error)
second.close()
print(json.dumps(answers))
"""


def run(*arguments, **environment):
    """Run Python with these arguments in the project's folder and in exactly this environment."""
    command = [sys.executable, *arguments]
    return subprocess.run(  # noqa: S603 (every argument is written here)
        command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False
    )


# Prints all settings; null for what JSON has no word for.
SETTINGS = """
import json
from newsroom import settings
print(json.dumps({name: getattr(settings, name) for name in dir(settings) if name.isupper()}, default=lambda _: None))
"""


@cache
def settings_in(environment):
    """Return the settings as this environment, a tuple of pairs, makes them: of one process for all who ask."""
    done = run("-c", SETTINGS, **dict(environment))
    assert not done.returncode, done.stderr
    return json.loads(done.stdout)


def setting(name, **environment):
    """Return a setting as this environment makes it."""
    return settings_in(tuple(sorted(environment.items())))[name]


def test_the_deployment_check_has_nothing_to_say():
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert not done.returncode, done.stderr
    assert done.stderr == ""
    assert done.stdout.strip() == "System check identified no issues (0 silenced)."


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"SECRET_KEY": "short"}, "security.W009"),
        ({"EMAIL_URL": "consolemail://"}, "newsroom.E002"),
        ({"PROXIES": "0"}, "newsroom.W001"),
        ({"PROXIES": "9"}, "newsroom.W002"),
    ],
)
def test_the_deployment_check_speaks_up(wrong, said):
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION | wrong)
    assert done.returncode
    assert said in done.stderr


def test_the_deployment_check_refuses_a_paper_whose_mails_go_to_the_log():
    without = {name: value for name, value in PRODUCTION.items() if name != "EMAIL_URL"}
    done = run("manage.py", "check", "--deploy", **without)
    assert done.returncode
    assert "Set EMAIL_URL" in done.stderr


def test_the_deployment_check_speaks_up_about_a_short_key_of_addresses_too():
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION | {"ADDRESS_KEY": "short"})
    assert done.returncode
    assert "comments.W001" in done.stderr


@pytest.mark.parametrize("name", KEYS)
@pytest.mark.parametrize("empty", [False, True], ids=["no key", "an empty key"])
def test_production_without_a_key_refuses_to_start_and_says_why(name, empty):
    others = {key: value for key, value in PRODUCTION.items() if key != name}
    done = run("manage.py", "check", **others, **{name: ""} if empty else {})
    assert done.returncode
    assert f"{name} is not set." in done.stderr
    assert f"set {name} to 50 random characters or more" in done.stderr


def test_keys_of_before_are_told_apart_by_commas():
    assert setting("SECRET_KEY_FALLBACKS") == setting("ADDRESS_KEY_FALLBACKS") == []
    for name in KEYS:
        assert setting(f"{name}_FALLBACKS", **{f"{name}_FALLBACKS": "older,oldest"}) == ["older", "oldest"]


def test_the_server_too_refuses_to_start_without_a_key():
    done = run("-c", "import newsroom.wsgi", DEBUG="0")
    assert done.returncode
    assert "SECRET_KEY is not set." in done.stderr


def test_no_environment_at_all_is_enough_to_start():
    done = run("manage.py", "check")
    assert not done.returncode, done.stderr


def test_without_an_environment_the_site_stays_on_this_machine():
    assert setting("DATABASES")["default"]["ENGINE"] == "django.db.backends.sqlite3"
    assert setting("CACHES")["default"]["BACKEND"] == "django.core.cache.backends.locmem.LocMemCache"
    assert setting("EMAIL_BACKEND") == "django.core.mail.backends.console.EmailBackend"
    assert setting("STORAGES")["default"]["BACKEND"] == "newsroom.storage.disk.DiskStorage"


def test_production_is_not_in_debug_mode_and_insists_on_https():
    assert setting("DEBUG", **PRODUCTION) is False
    assert setting("SECURE_SSL_REDIRECT", **PRODUCTION) is True


def test_a_postgres_address_selects_postgresql_with_a_pool_and_patience_of_seconds():
    database = setting("DATABASES", DATABASE_URL="postgres://paper:pass@db.example:5433/news")["default"]
    assert database["ENGINE"] == "newsroom.db.postgresql"
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example", 5433, "news")
    assert database["OPTIONS"] == {
        "pool": {"max_size": 5},
        "options": "-c jit=off -c lock_timeout=20s",
        "connect_timeout": 2,
        "tcp_user_timeout": 2_000,
        "keepalives_idle": 1,
        "keepalives_interval": 1,
        "keepalives_count": 2,
    }
    # Django refuses the pool beside connections of its own that last.
    assert database["CONN_MAX_AGE"] == 0


def test_what_the_postgres_address_asks_for_is_asked_for():
    address = "postgres://paper:pass@db.example/news?sslmode=verify-full&connect_timeout=5&options=-c%20jit%3Don"
    options = setting("DATABASES", DATABASE_URL=address)["default"]["OPTIONS"]
    asked_for = {"sslmode": "verify-full", "connect_timeout": 5, "options": "-c jit=on"}
    assert options == options | asked_for


@pytest.mark.parametrize(
    ("environment", "size"), [({}, 5), ({"WEB_THREADS": "16"}, 17), ({"WEB_THREADS": "16", "DATABASE_POOL": "8"}, 8)]
)
def test_the_pool_has_a_connection_for_each_thread_or_as_many_as_are_asked_for(environment, size):
    database = setting("DATABASES", DATABASE_URL="postgres://paper:pass@db.example/news", **environment)["default"]
    assert database["OPTIONS"]["pool"] == {"max_size": size}


def test_a_pool_smaller_than_the_threads_is_warned_of():
    small = {"DATABASE_URL": "postgres://paper:pass@db.example/news", "DATABASE_POOL": "3"}
    done = run("manage.py", "check", "--fail-level", "WARNING", **small)
    assert done.returncode
    assert "newsroom.W003" in done.stderr
    assert "DATABASE_POOL is 3, and WEB_THREADS 4" in done.stderr
    assert not run("manage.py", "check", "--fail-level", "WARNING", **small | {"DATABASE_POOL": "4"}).returncode


@pytest.mark.postgres
def test_the_pool_serves():
    script = "from django.db import connection as c; c.ensure_connection(); print(type(c.pool).__name__, c.vendor)"
    environment = {"DATABASE_URL": os.environ["TEST_DATABASE_URL"]}
    done = run("manage.py", "shell", "-v0", "-c", script, **environment)
    assert done.stdout.split() == ["Pool", "postgresql"]


def test_a_redis_address_selects_a_redis_that_no_page_waits_for():
    cache = setting("CACHES", CACHE_URL="redis://cache.example:6380/3")["default"]
    assert cache["BACKEND"] == "newsroom.cache.redis.RedisCache"
    assert cache["LOCATION"] == "redis://cache.example:6380/3"


@pytest.fixture(scope="module")
def sqlite(tmp_path_factory):
    """Return what a fresh SQLite database says of itself."""
    path = tmp_path_factory.mktemp("sqlite") / "news.sqlite3"
    done = run("-c", QUESTIONS, DATABASE_URL=f"sqlite:///{path}")
    assert not done.returncode, done.stderr
    return json.loads(done.stdout)


def test_sqlite_lets_readers_read_while_somebody_writes(sqlite):
    assert sqlite["journal_mode"] == "wal"


def test_sqlite_overwrites_what_is_deleted(sqlite):
    assert sqlite["secure_delete"] == 1


def test_sqlite_keeps_what_it_has_acknowledged_through_a_power_cut(sqlite):
    assert sqlite["synchronous"] == 2  # FULL


def test_sqlite_waits_twenty_seconds_for_a_lock(sqlite):
    assert sqlite["busy_timeout"] == 20_000


def test_sqlite_takes_the_write_lock_when_a_transaction_begins(sqlite):
    assert sqlite["a second writer"] == "database is locked"


S3 = {
    "S3_BUCKET": "paper",
    "S3_PUBLIC_URL": "https://pictures.paper.example/p/",
    "S3_ENDPOINT_URL": "https://s3.example",
}


def test_a_bucket_takes_the_pictures_and_readers_may_load_them_from_there_only():
    assert setting("STORAGES", **S3)["default"]["BACKEND"] == "newsroom.storage.object_store.ObjectStorage"
    images = setting("CONTENT_SECURITY_POLICY", **S3)["DIRECTIVES"]["img-src"]
    assert images == ["'self'", "data:", "https://pictures.paper.example"]
    assert setting("CONTENT_SECURITY_POLICY")["DIRECTIVES"]["img-src"] == ["'self'", "data:"]


def test_a_bucket_of_pictures_without_its_public_address_is_refused():
    done = run("manage.py", "check", S3_BUCKET="paper")
    assert done.returncode
    assert "S3_PUBLIC_URL" in done.stderr


def test_originals_never_go_where_readers_read():
    assert setting("KEEP_ORIGINALS") is False
    assert setting("STORAGES")["private"]["OPTIONS"]["location"] != setting("MEDIA_ROOT")
    private = setting("STORAGES", KEEP_ORIGINALS="1", S3_PRIVATE_BUCKET="originals", **S3)["private"]["OPTIONS"]
    assert (private["bucket_name"], private["default_acl"]) == ("originals", "private")
    assert "custom_domain" not in private
    done = run("manage.py", "check", KEEP_ORIGINALS="1", **S3)
    assert done.returncode
    assert "S3_PRIVATE_BUCKET" in done.stderr


def test_the_list_of_erasures_goes_into_the_private_bucket_without_originals_too():
    private = setting("STORAGES", S3_PRIVATE_BUCKET="ours", **S3)["private"]["OPTIONS"]
    assert (private["bucket_name"], private["default_acl"]) == ("ours", "private")
    assert "location" in setting("STORAGES", **S3)["private"]["OPTIONS"]
