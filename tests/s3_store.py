"""An S3 server of a test's own, which the test may stop and start."""

import runpy

import boto3
import pytest
from moto.server import ThreadedMotoServer

import newsroom.settings
from tests.processes import free_port

PUBLIC, PRIVATE = "paper-pictures", "paper-originals"
KEYS = {"aws_access_key_id": "any", "aws_secret_access_key": "any", "region_name": "us-east-1"}


class Store:
    """The server, always at the same address."""

    def __init__(self):
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"

    def start(self):
        """Start it, with its two buckets."""
        self.server = ThreadedMotoServer(port=self.port, verbose=False)
        self.server.start()
        for name in (PUBLIC, PRIVATE):
            self.buckets().create_bucket(Bucket=name)

    def stop(self):
        """Stop it."""
        self.server.stop()

    def buckets(self):
        """Return the client of whoever sets up the server."""
        return boto3.resource("s3", endpoint_url=self.address, **KEYS)

    def environment(self):
        """Return the environment of a site that keeps its files here."""
        return {
            "S3_BUCKET": PUBLIC,
            "S3_PRIVATE_BUCKET": PRIVATE,
            "S3_ENDPOINT_URL": self.address,
            "S3_PUBLIC_URL": f"{self.address}/{PUBLIC}/",
            "S3_REGION": "us-east-1",
            "S3_ACCESS_KEY": "any",
            "S3_SECRET_KEY": "any",
            "KEEP_ORIGINALS": "1",
        }

    def storages(self):
        """Return the two storages that the site's own settings make in that environment."""
        with pytest.MonkeyPatch.context() as patch:
            for name, value in self.environment().items():
                patch.setenv(name, value)
            made = runpy.run_path(newsroom.settings.__file__)
        return {name: made["STORAGES"][name] for name in ("default", "private")}
