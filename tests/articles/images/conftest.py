"""Where files are kept in the tests of pictures: on the disk, and on a server that speaks S3."""

import json

import pytest

from tests.s3_store import PRIVATE, PUBLIC, Store

# What a paper sets up on its server: everybody may read a picture whose name they know, and list none.
READABLE = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{PUBLIC}/*"}
    ],
}


@pytest.fixture(scope="session")
def s3_process():
    """Return an S3 server in this process."""
    store = Store()
    store.start()
    yield store
    store.stop()


@pytest.fixture
def s3_server(s3_process):
    """Return an S3 server with two empty buckets."""
    buckets = s3_process.buckets()
    buckets.BucketPolicy(PUBLIC).put(Policy=json.dumps(READABLE))
    yield s3_process
    for name in (PUBLIC, PRIVATE):
        buckets.Bucket(name).objects.all().delete()


@pytest.fixture
def on_disk(settings, tmp_path):
    """Keep files in folders of this test alone."""
    settings.MEDIA_ROOT = tmp_path / "media"
    private = settings.STORAGES["private"] | {"OPTIONS": {"location": tmp_path / "private"}}
    settings.STORAGES = settings.STORAGES | {"private": private}


@pytest.fixture
def on_s3(settings, s3_server):
    """Keep files on the S3 server, as the site's own settings do when the environment names one."""
    settings.STORAGES = settings.STORAGES | s3_server.storages()


@pytest.fixture(params=["on_disk", "on_s3"])
def storage(request):
    """Keep files in each of the two places."""
    return request.getfixturevalue(request.param)
