"""Packages: the short files that a person edits, and the locks that are made of them by `make lock`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("of", ["requirements", "requirements-dev", "requirements-local"])
def test_the_lock_has_what_the_short_file_names_each_with_hashes(of: str) -> None:
    asked = re.findall(r"^([\w.-]+)==(\S+)", (ROOT / f"{of}.in").read_text("utf-8"), re.M)
    lock = (ROOT / f"{of}.txt").read_text("utf-8")
    locked = dict(re.findall(r"^([\w.-]+)(?:\[\w+\])?==(\S+)", lock, re.M))
    assert {n: v for n, v in asked if locked.get(n.lower()) != v} == {}
    entries = [entry for entry in re.split(r"^(?=[\w.-]+(?:\[\w+\])?==)", lock, flags=re.M) if "==" in entry]
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_every_package_of_the_runtime_says_why_it_is_there() -> None:
    lines = (ROOT / "requirements.in").read_text("utf-8").splitlines()
    assert [line for line in lines if "==" in line and "# " not in line] == []


def test_the_demonstration_runs_on_the_versions_that_the_cloud_runs_on() -> None:
    locks = ((ROOT / f"{of}.txt").read_text("utf-8") for of in ("requirements-local", "requirements"))
    local, all_of_it = (set(re.findall(r"^([\w.-]+==[\w.]+)", lock, re.M)) for lock in locks)
    assert local < all_of_it
