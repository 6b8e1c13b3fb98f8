"""
The site's settings for the tests: the same on every machine, whatever its environment says.

TEST_DATABASE_URL and TEST_CACHE_URL run the same tests on PostgreSQL and Redis. Under pytest-xdist every
worker has a database, media and keys of its own.
"""

import atexit
import os
import re
import shutil
import tempfile
import zlib
from pathlib import Path

_root = Path(__file__).resolve().parent.parent
# Every variable that the settings ask for, found in their text: a list here would forget the next one.
_source = (_root / "newsroom" / "settings.py").read_text("utf-8")
for _name in re.findall(r'\benv(?:\.\w+)?\(\s*"(\w+)"', _source):
    os.environ.pop(_name, None)
os.environ |= {"DEBUG": "0", "HTTPS": "0", "SECRET_KEY": "only-for-tests-" * 4, "ADDRESS_KEY": "for-addresses-" * 4}
for _name in ("DATABASE_URL", "CACHE_URL"):
    if _url := os.environ.get(f"TEST_{_name}"):
        os.environ[_name] = _url

from newsroom.cache.redis import RedisCache  # noqa: E402 (the environment comes first)
from newsroom.settings import *  # noqa: E402

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SITE_URL = "http://testserver"

# Argon2 is slow on purpose, and the tests make hundreds of accounts.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

_folder = Path(tempfile.mkdtemp(prefix="newsroom-test-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
MEDIA_ROOT = _folder / "media"
STATIC_ROOT = _folder / "static"
STATIC_ROOT.mkdir()
STORAGES["private"]["OPTIONS"]["location"] = _folder / "private"
# Plain names: the hashed ones need a collectstatic before every run.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

_database = DATABASES["default"]
_options = _database["OPTIONS"]
# In both, the disk may keep its own pace: nobody needs a test's rows after a power cut.
if _database["ENGINE"].endswith("sqlite3"):
    # A file, not memory: there all threads share one connection, and no lock is ever met.
    _database["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}
    _options["init_command"] = _options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
else:
    # Two checkouts on one machine must not drop each other's database.
    _database["TEST"] = {"NAME": f"test_newsroom_{zlib.crc32(bytes(_root)):08x}"}
    _options["options"] += " -c synchronous_commit=off"
    # A test's eight threads each keep their connection until they are done.
    _options["pool"] = {"max_size": 16}


class WorkersOwnKeys(RedisCache):
    """Redis for one worker of several: Django's own `clear()` would empty the database under the others."""

    def clear(self):
        """Delete this worker's keys only."""
        client = self._cache.get_client(write=True)
        for key in client.scan_iter(match=f"{self.key_prefix}:*", count=1000):
            client.delete(key)
        return True


if os.environ.get("TEST_CACHE_URL"):
    CACHES["default"] |= {
        "BACKEND": "tests.settings.WorkersOwnKeys",
        "KEY_PREFIX": f"newsroom-test-{os.getpid()}",
    }
