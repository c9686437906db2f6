"""Programs of the machine that some tests drive: skipped without them, unless NO_SKIPS is set."""

import os
import shutil
from collections.abc import Sequence

import pytest


def needed(names: Sequence[str], package: str) -> str:
    """The path of the first of these commands that is there."""
    for name in names:
        if found := shutil.which(name):
            return found
    sentence = f"{names[0]} is missing; get it with: apt-get install {package}"
    if os.environ.get("NO_SKIPS"):
        pytest.fail(sentence)
    pytest.skip(sentence)
