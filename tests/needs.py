"""Programs of the machine that some tests drive: skipped without them, unless NO_SKIPS is set."""

import os
import shutil
from collections.abc import Sequence

import pytest


def require_program(names: Sequence[str], package: str) -> str:
    """Return the path of the first of these programs that is installed, else skip the test."""
    for name in names:
        if path := shutil.which(name):
            return path
    message = f"{names[0]} is missing; get it with: apt-get install {package}"
    if os.environ.get("NO_SKIPS"):
        pytest.fail(message)
    pytest.skip(message)
