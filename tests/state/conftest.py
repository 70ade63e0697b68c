"""Both stores, the second in the emulator of the Google Cloud SDK."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.state.emulator import emulator, missing


@pytest.fixture(scope="session")
def firestore_host() -> Iterator[str]:
    """``host:port`` of an emulator: the one that the environment names, or one of our own."""
    if given := os.environ.get("FIRESTORE_EMULATOR_HOST"):
        yield given
        return
    if reason := missing():
        pytest.skip(reason)
    with emulator() as host:
        yield host
