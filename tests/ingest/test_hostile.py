"""What is no GKG file is refused in a sentence, whatever it is made to do to who reads it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.environment import environment
from tests.ingest.hostile import ROW, faults, folders

ROOT = Path(__file__).resolve().parents[2]
MOST_MEMORY_MB = 500

INGEST = """
import json, sys
from pathlib import Path
from bot.ingest.load import ingest_files
from bot.sources.store import Store
report = ingest_files(Store(Path(sys.argv[1])), [Path(p) for p in sys.argv[2:]])
memory = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) // 1024
print(json.dumps({"failed": dict(report.failed_files), "articles": report.articles, "memory": memory}))
"""

REFUSED = {
    "a zip of 0 and line ends": "no line has its 27",
    "the same gzipped": "no line has its 27",
    "empty lines": "no line has its 27",
    "empty lines after a row": "is damaged: only 1 of its first",
    "a row in a million lines": "is damaged: only 1 of its first",
    "a line without an end": "a line of over",
    "a line without an end after a row": "a line of over",
    "tabs without an end": "a line of over",
    "lines of 7 MB of tabs": "no line has its 27",
    "a zip bomb of zeros": "a line of over",
    "a bzip2 bomb in a zip": "packed in another way",
    "an lzma bomb in a zip": "packed in another way",
    "zips in a zip": "no line has its 27",
    "a zip of thousands of files": "lists thousands of files",
    "noise": "no line has its 27",
    "noise in a zip": "no line has its 27",
}
"""At some megabytes of each; of bombs, see below."""


def ingest(store: Path, *paths: Path) -> dict[str, Any]:
    """In a process of its own, whose memory it tells. What never ends fails.

    The memory is that of the process alone: getrusage would give that of these tests, where it is more.
    """
    command = [sys.executable, "-c", INGEST, str(store), *map(str, paths)]
    ran = subprocess.run(
        command, cwd=ROOT, env=environment(store), capture_output=True, text=True, timeout=300, check=True
    )
    told: dict[str, Any] = json.loads(ran.stdout)
    return told


def test_each_is_refused_in_a_sentence_within_the_memory_and_the_good_file_beside_them_taken_in(
    tmp_path: Path,
) -> None:
    paths = []
    for number, name in enumerate(REFUSED):
        paths.append(tmp_path / f"{number}.csv")
        faults(12)[name](paths[-1])
    paths.append(tmp_path / "good.csv")
    paths[-1].write_bytes(ROW % 1 + b"\n")
    told = ingest(tmp_path / "store", *paths)
    said = told["failed"]
    for path, (name, words) in zip(paths, REFUSED.items(), strict=False):
        assert words in said[str(path)], name
    assert told["articles"] == 1
    assert told["memory"] < MOST_MEMORY_MB


def test_what_unpacks_to_far_more_than_itself_is_refused_however_good_its_rows(tmp_path: Path) -> None:
    faults(150)["a zip bomb of one row again and again"](tmp_path / "bomb")
    told = ingest(tmp_path / "store", tmp_path / "bomb")
    assert "over 100 times its size" in str(told["failed"])
    assert told["articles"] == 0
    assert told["memory"] < MOST_MEMORY_MB


def test_links_devices_and_pipes_are_told_and_nothing_waits(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    folders(1)["links and a pipe"](tmp_path / "files")
    told = ingest(tmp_path / "store", *(tmp_path / "files").iterdir())
    said = {Path(name).name: why for name, why in told["failed"].items()}
    assert "no regular file" in said["endless"]
    assert "no regular file" in said["pipe"]
    assert set(said) == {"endless", "loop", "nowhere", "itself", "pipe"}


def test_a_link_to_a_good_file_is_as_good_as_the_file(tmp_path: Path) -> None:
    (tmp_path / "good.csv").write_bytes(ROW % 1 + b"\n")
    (tmp_path / "link").symlink_to("good.csv")
    assert ingest(tmp_path / "store", tmp_path / "link")["articles"] == 1


def test_hundreds_of_tiny_files_are_each_told(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    folders(30)["thousands of tiny files"](tmp_path / "files")
    told = ingest(tmp_path / "store", *(tmp_path / "files").iterdir())
    assert len(told["failed"]) == 300
