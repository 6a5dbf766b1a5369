import pytest

from .making import SmallVault


@pytest.fixture
def small(tmp_path):
    """A small vault of its own for one test."""
    return SmallVault(tmp_path / "vault")
