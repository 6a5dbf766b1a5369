"""`python -m` of this room: the command `verify`."""

import sys

from .main import main

sys.exit(main())
