"""The built sites that the tests of this folder read."""

from pathlib import Path

import pytest

from tests.conftest import NOW, lay_out, run
from tests.stress import build_stress


@pytest.fixture(scope="session")
def fixture_output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixture site, built for reading here."""
    folder = lay_out(tmp_path_factory.mktemp("fixture"), {})
    epoch = str(int(NOW.timestamp()))
    done = run("tools.build", folder=folder, environment={"SOURCE_DATE_EPOCH": epoch})
    assert done.returncode == 0, done.stderr
    return folder / "output"


@pytest.fixture(scope="session")
def stress_output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stress site, built for production at example.org/stress."""
    return build_stress(tmp_path_factory.mktemp("stress"))


@pytest.fixture(scope="session")
def outputs(real_output: Path, stress_output: Path, fixture_output: Path) -> tuple[Path, ...]:
    """All three: the blog itself, the stress site, the fixture site."""
    return real_output, stress_output, fixture_output
