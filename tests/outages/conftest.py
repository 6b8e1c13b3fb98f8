"""What the tests of this folder take away: real servers, on ports of their own."""

import pytest

from tests.outages.papers import laid_out
from tests.postgres_server import postgres_server


@pytest.fixture(scope="module")
def postgres():
    """Yield a PostgreSQL of the module's own; whoever stops it starts it again."""
    with postgres_server() as server:
        yield server


@pytest.fixture(scope="module")
def on_postgres(postgres, tmp_path_factory):
    """Return a paper in that PostgreSQL (`postgres`), its pictures in a folder of its own (`media`)."""
    paper = laid_out(tmp_path_factory.mktemp("paper"), DATABASE_URL=postgres.url)
    paper.postgres = postgres
    return paper
