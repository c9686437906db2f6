"""What tests of several targets need."""

from pathlib import Path

import pytest

from tests.needs import require_program
from tests.newsroom.deploy.hub import git


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """A bare repository."""
    require_program(["git"], "git")
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "hub.git")
    return tmp_path / "hub.git"
