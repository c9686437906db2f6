"""The lock files are complete: blog.py installs them without resolving dependencies again."""

import tomllib
from importlib.metadata import requires

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

EXTRAS = {
    "requirements.lock": [],
    "requirements-deploy.lock": ["deploy"],
    "requirements-dev.lock": ["deploy", "fonts", "heic", "dev"],
}
PYPROJECT = ROOT / "pyproject.toml"
PROJECT = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]


def locked(name: str) -> dict[str, str]:
    """The version of each package in a lock file."""
    lines = PYPROJECT.with_name(name).read_text(encoding="utf-8").splitlines()
    pins = (line.split(" ")[0].split("==") for line in lines if "==" in line and line[0] != " ")
    return {canonicalize_name(package): version for package, version in pins}


def with_dependencies(requirements: list[str]) -> set[str]:
    """The packages that requirements need here, directly or not, as the installed ones declare."""
    queue = [(Requirement(text), "") for text in requirements]
    packages: set[tuple[str, str]] = set()
    while queue:
        requirement, extra = queue.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        for wanted in ("", *requirement.extras):
            if (requirement.name, wanted) not in packages:
                packages.add((requirement.name, wanted))
                requirements = requires(requirement.name) or []
                queue += [(Requirement(text), wanted) for text in requirements]
    return {canonicalize_name(name) for name, _ in packages}


@pytest.mark.parametrize("lock", EXTRAS)
def test_a_lock_file_contains_every_dependency(lock: str) -> None:
    requirements = [*PROJECT["dependencies"]]
    for extra in EXTRAS[lock]:
        requirements += PROJECT["optional-dependencies"][extra]
    assert with_dependencies(requirements) - set(locked(lock)) == set()


def test_a_lock_file_satisfies_what_the_project_requires() -> None:
    versions = locked("requirements-dev.lock")
    extras = PROJECT["optional-dependencies"]
    for text in [
        *PROJECT["dependencies"],
        *extras["deploy"],
        *extras["fonts"],
        *extras["heic"],
        *extras["dev"],
    ]:
        requirement = Requirement(text)
        assert requirement.specifier.contains(versions[canonicalize_name(requirement.name)]), text


def test_all_lock_files_hold_the_same_versions() -> None:
    versions = locked("requirements-dev.lock")
    for lock in ("requirements.lock", "requirements-deploy.lock"):
        assert locked(lock).items() <= versions.items()
