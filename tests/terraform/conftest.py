from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.terraform.providers import Terraform, Unavailable, initialised


@contextmanager
def or_skip() -> Iterator[None]:
    """Skips, saying why, where this machine lacks what is needed."""
    try:
        yield
    except Unavailable as lacking:
        pytest.skip(str(lacking))


@pytest.fixture(scope="session")
def terraform(tmp_path_factory: pytest.TempPathFactory) -> Terraform:
    with or_skip():
        return initialised(tmp_path_factory.mktemp("module"))
    raise AssertionError("skipped or returned")
