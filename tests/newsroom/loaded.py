"""The demonstration paper as `prepare` loads it, once for all the tests of a class."""

import io
import tempfile
import zlib
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import TestCase, override_settings
from django.utils import timezone
from PIL import Image as Pixels

from articles.models import Edition
from newsroom.demo import loader


@contextmanager
def small_pictures():
    """Let the demonstration's pictures be as small as stamps; what is written into each stays."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        for path in loader.PICTURES.glob("*.webp"):
            with Pixels.open(path) as picture:
                Pixels.new("RGB", (64, 48), zlib.crc32(path.stem.encode()) & 0xFFFFFF).save(
                    Path(folder, path.name), "WEBP", lossless=True, xmp=picture.info["xmp"]
                )
        patch.setattr(loader, "PICTURES", Path(folder))
        yield


def prepare(**options):
    """Run the command and return the lines that it printed."""
    out = io.StringIO()
    call_command("prepare", stdout=out, **options)
    return out.getvalue().splitlines()


class LoadedPaper(TestCase):
    """A database that was empty before `prepare`. A class, so that Django loads it once for all of its tests."""

    @classmethod
    def setUpClass(cls):
        cls.var = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.enterClassContext(override_settings(VAR_DIR=cls.var))
        cls.enterClassContext(pytest.MonkeyPatch.context()).delenv("DEMO_PASSWORD", raising=False)
        cls.enterClassContext(small_pictures())
        super().setUpClass()

    @classmethod
    def setUpTestData(cls):
        cls.said = prepare(host="127.0.0.1", port=8000)
        cls.at = timezone.now()

    @property
    def live(self):
        return Edition.objects.live(self.at)
