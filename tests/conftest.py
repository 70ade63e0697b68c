"""What several rooms' tests need: a store filled with the sample world."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests.worlds import LARGE, world

if TYPE_CHECKING:
    from bot.sources.store import Store

# The same examples on every run, and however long one takes: no test may fail by chance or on a busy machine.
hypothesis.settings.register_profile("repeatable", deadline=None, derandomize=True)
hypothesis.settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The large world, only read by its users."""
    from bot.sources.store import Store

    return Store(world(tmp_path_factory.mktemp("sample-store") / "data", LARGE))


@pytest.fixture
def sample_folder(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample store as the one that the settings name."""
    monkeypatch.setenv("TIDINGS_DATA", str(sample_store.folder))
    return sample_store.folder
