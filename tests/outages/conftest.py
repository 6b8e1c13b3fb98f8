"""What the tests of this folder take away: real servers, on ports of their own; PostgreSQL is in tests/conftest.py."""

import pytest

from tests.outages.papers import laid_out_on_sqlite


@pytest.fixture(scope="session")
def on_sqlite(tmp_path_factory):
    """Return a paper in an SQLite file, to be copied: no server runs on it."""
    return laid_out_on_sqlite(tmp_path_factory.mktemp("paper"))
