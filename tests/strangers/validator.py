"""The W3C’s HTML checker (vnu, “The Nu Html Checker”), asked about many pages at once; it runs on Java, offline."""

import json
import os
import shutil
import subprocess

JAVA = shutil.which("java")
JAR = os.environ.get("VNU_JAR", "")


def errors(folder):
    """Return “file:line: sentence” for every error in the HTML files of this folder."""
    command = [JAVA, "-Xss8m", "-jar", JAR, "--errors-only", "--format", "json", "--exit-zero-always", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)  # noqa: S603
    messages = json.loads(done.stderr)["messages"]
    return [f"{each['url'].rpartition('/')[2]}:{each.get('lastLine')}: {each['message']}" for each in messages]
