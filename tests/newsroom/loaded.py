"""The demonstration paper as `prepare` loads it, once for all the tests of a class."""

import io
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import TestCase, override_settings
from django.utils import timezone

from articles.models import Edition
from newsroom.demo import painters
from tests.factories import picture_bytes


@contextmanager
def drawn_small():
    """Draw small squares, in threads: a spawned process would not know of the substitute."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(painters, "draw", lambda key: picture_bytes())
        patch.setattr(painters, "Workers", ThreadPoolExecutor)
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
        cls.enterClassContext(drawn_small())
        super().setUpClass()

    @classmethod
    def setUpTestData(cls):
        cls.said = prepare(host="127.0.0.1", port=8000)
        cls.at = timezone.now()

    @property
    def live(self):
        return Edition.objects.live(self.at)
