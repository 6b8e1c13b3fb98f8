"""File storage that leaves no half of a file on a full disk."""

from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage


class DiskStorage(FileSystemStorage):
    """Django's, which would leave what it had written when the disk was full."""

    def _save(self, name: str, content: File) -> str:
        try:
            return super()._save(name, content)  # type: ignore[misc]  # Django's own, which the stubs lack
        except OSError:
            # The name was free a moment ago, and nobody guesses one of ours.
            Path(self.path(name)).unlink(missing_ok=True)
            raise
