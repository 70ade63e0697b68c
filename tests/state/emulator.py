"""Firestore's emulator as the Google Cloud SDK brings it. Runnable: prints where it listens."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.ports import free_port, is_open

JAR = "platform/cloud-firestore-emulator/cloud-firestore-emulator.jar"
MAIN = "com.google.cloud.datastore.emulator.firestore.CloudFirestore"


def jar() -> Path | None:
    """The emulator's jar beside the `gcloud` on the path."""
    gcloud = shutil.which("gcloud")
    if gcloud is None:
        return None
    roots = [Path(gcloud).resolve().parent.parent, Path("/usr/lib/google-cloud-sdk")]
    return next((root / JAR for root in roots if (root / JAR).exists()), None)


def missing() -> str | None:
    """Why there is no emulator here, or None."""
    if jar() is None:
        return "no Firestore emulator: gcloud components install cloud-firestore-emulator brings it"
    if shutil.which("java") is None:
        return "no Firestore emulator: it needs java"
    return None


@contextmanager
def emulator() -> Iterator[str]:
    """``host:port`` of an emulator that runs as long as this is open."""
    port, file = free_port(), jar()
    assert file is not None
    # Without -Duser.language it fails where the machine speaks another language than English.
    command = [
        "java",
        "-Duser.language=en",
        "-cp",
        str(file),
        MAIN,
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            if is_open(port):
                break
            time.sleep(0.1)
        else:
            raise RuntimeError("the Firestore emulator did not start")
        yield f"127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def main() -> None:
    with emulator() as host:
        print(f"export FIRESTORE_EMULATOR_HOST={host}", flush=True)
        while True:
            time.sleep(3600)


if __name__ == "__main__":
    main()
