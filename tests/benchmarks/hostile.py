"""Damaged and hostile files: what `ingest` says of each, how long it takes, and its peak memory. Runnable."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from machine import ROOT, describe

from tests.environment import environment
from tests.ingest.hostile import faults, folders


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--megabytes", type=int, default=1000)
    options.add_argument("--only", default="", help="faults with this in their name")
    given = options.parse_args()
    print(describe())
    alone, together = faults(given.megabytes), folders(given.megabytes)
    for name, make in (alone | together).items():
        if given.only not in name:
            continue
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "files"
            place.mkdir()
            make(place if name in together else place / "file")
            files = [str(p) for p in place.iterdir()]
            began = time.perf_counter()
            command = [sys.executable, "-m", "bot", "ingest", *files]
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=environment(Path(folder) / "store"),
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            said = process.stdout.read().strip() if process.stdout else ""
            _, _, used = os.wait4(process.pid, 0)
            print(
                f"{name}: {time.perf_counter() - began:.1f} s, {used.ru_maxrss / 1024:.0f} MB: "
                + said.replace(str(place), "")[-160:].replace("\n", " | "),
                flush=True,
            )


if __name__ == "__main__":
    main()
