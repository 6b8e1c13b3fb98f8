"""Who works at the desk in the tests of pictures, and where their files go."""

import pytest

from tests.factories import make_user


@pytest.fixture
def media(settings, tmp_path):
    """Return the folder that pictures are kept in, empty and of this test alone."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def lea(client):
    """Return a journalist, logged in."""
    user = make_user("lea", groups=["Journalist"])
    client.force_login(user)
    return user


@pytest.fixture
def tom(client):
    """Return an editor, logged in."""
    user = make_user("tom", groups=["Editor"])
    client.force_login(user)
    return user
