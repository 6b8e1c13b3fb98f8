"""File storage on an S3 server, with timeouts of seconds: a person waits for an upload."""

from typing import Any

from botocore.config import Config
from storages.backends.s3 import S3Storage

# Seconds; two attempts. By default the client would try for five minutes.
TIMEOUTS = {"connect_timeout": 2, "read_timeout": 10, "retries": {"total_max_attempts": 2}}


class ObjectStorage(S3Storage):
    """django-storages' own, with our timeouts."""

    def get_default_settings(self) -> dict[str, Any]:
        """Add the timeouts."""
        return super().get_default_settings() | {"client_config": Config(**TIMEOUTS)}
