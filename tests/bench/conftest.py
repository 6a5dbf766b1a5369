"""The bench is a package of the repository, not of the program: its tests put the repository's root on the path."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
