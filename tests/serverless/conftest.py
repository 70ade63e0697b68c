"""The parts of the serverless bot, whole or alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.serverless.soak import small_world


@pytest.fixture(scope="session")
def small_news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store's folder with some made-up news."""
    return small_world(tmp_path_factory.mktemp("small-news"))


@pytest.fixture
def news(small_news: Path, tmp_path: Path) -> Path:
    """The same news beside a state of its own."""
    return Path(shutil.copytree(small_news, tmp_path / "data"))
