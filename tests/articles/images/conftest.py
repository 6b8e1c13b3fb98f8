"""Where files are kept in the tests of pictures: on the disk, and on a server that speaks S3."""

import json
import runpy

import boto3
import pytest
from moto.server import ThreadedMotoServer

import newsroom.settings

PUBLIC, PRIVATE = "paper-pictures", "paper-originals"
# What a paper sets up on its server: everybody may read a picture whose name they know, and list none.
READABLE = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{PUBLIC}/*"}
    ],
}


@pytest.fixture(scope="session")
def s3_process():
    """Return the address of an S3 server in this process."""
    server = ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3_server(s3_process):
    """Return the address of an S3 server with two empty buckets."""
    keys = {"aws_access_key_id": "any", "aws_secret_access_key": "any", "region_name": "us-east-1"}
    server = boto3.resource("s3", endpoint_url=s3_process, **keys)
    for name in (PUBLIC, PRIVATE):
        server.create_bucket(Bucket=name)
    server.BucketPolicy(PUBLIC).put(Policy=json.dumps(READABLE))
    yield s3_process
    for name in (PUBLIC, PRIVATE):
        server.Bucket(name).objects.all().delete()


@pytest.fixture
def on_disk(settings, tmp_path):
    """Keep files in folders of this test alone."""
    settings.MEDIA_ROOT = tmp_path / "media"
    private = settings.STORAGES["private"] | {"OPTIONS": {"location": tmp_path / "private"}}
    settings.STORAGES = settings.STORAGES | {"private": private}


@pytest.fixture
def on_s3(settings, monkeypatch, s3_server):
    """Keep files on the S3 server, as the site's own settings do when the environment names one."""
    environment = {
        "S3_BUCKET": PUBLIC,
        "S3_PRIVATE_BUCKET": PRIVATE,
        "S3_ENDPOINT_URL": s3_server,
        "S3_PUBLIC_URL": f"{s3_server}/{PUBLIC}/",
        "S3_REGION": "us-east-1",
        "S3_ACCESS_KEY": "any",
        "S3_SECRET_KEY": "any",
        "KEEP_ORIGINALS": "1",
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    made = runpy.run_path(newsroom.settings.__file__)
    settings.STORAGES = settings.STORAGES | {name: made["STORAGES"][name] for name in ("default", "private")}


@pytest.fixture(params=["on_disk", "on_s3"])
def storage(request):
    """Keep files in each of the two places."""
    return request.getfixturevalue(request.param)
