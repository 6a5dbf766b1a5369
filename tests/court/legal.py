"""Where the real court papers stand: beside the project, never in it."""

from pathlib import Path

import pytest

LEGAL = Path(__file__).parents[2].parent / "shared/data/legal"
needs_legal = pytest.mark.skipif(not LEGAL.is_dir(), reason="the court papers are not on this machine")
