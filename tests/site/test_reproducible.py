"""The same content makes the same bytes, on any machine."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.conftest import AT_NOW, run_process
from tests.stress import URL, lay_out_stress

MACHINES = (
    {"TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "0"},
    {
        "TZ": "America/St_Johns",
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "PYTHONHASHSEED": "4242",
        "HOME": "/nowhere",
    },
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    """The files of two builds, by path, in folders, zones, locales and hash orders of their own."""
    folders = [tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("another") / "deeper"]
    with ThreadPoolExecutor() as pool:
        return list(pool.map(read_build, folders, MACHINES))


def read_build(folder: Path, machine: dict[str, str]) -> dict[str, bytes]:
    """Build the stress site, which has many ties between dates, as one machine would."""
    environment = AT_NOW | {"SITEURL": URL} | machine
    done = run_process(
        "build", "--production", folder=lay_out_stress(folder), environment=environment
    )
    assert done.returncode == 0, done.stderr
    output = folder / "output"
    files = (path for path in output.rglob("*") if path.is_file())
    return {file.relative_to(output).as_posix(): file.read_bytes() for file in files}


def test_two_builds_have_the_same_files(built: list[dict[str, bytes]]) -> None:
    assert len(built[0]) > 100
    assert built[0].keys() == built[1].keys()


def test_their_bytes_are_the_same(built: list[dict[str, bytes]]) -> None:
    assert [path for path in built[0] if built[0][path] != built[1][path]] == []


def test_no_file_names_the_machine(built: list[dict[str, bytes]]) -> None:
    names = [os.fsencode(Path.home()), b"pytest-", b"/tmp/"]
    names = [name for name in names if len(name) > 1]
    assert [path for path, data in built[0].items() for name in names if name in data] == []
