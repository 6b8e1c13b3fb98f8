"""Files on a server that speaks S3: somebody waits for an upload, so that one that is away is given up in seconds."""

from botocore.config import Config
from storages.backends.s3 import S3Storage

# Seconds, each at most twice. By itself the client would try for five minutes.
PATIENCE = {"connect_timeout": 2, "read_timeout": 10, "retries": {"total_max_attempts": 2}}


class ObjectStorage(S3Storage):
    """django-storages' own, with a patience of seconds."""

    def get_default_settings(self):
        """Return what isn't said in STORAGES."""
        return super().get_default_settings() | {"client_config": Config(**PATIENCE)}
