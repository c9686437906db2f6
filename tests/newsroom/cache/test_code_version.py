"""The version of code differs where a module or a library differs that a build runs."""

import importlib.util
import sys
from pathlib import Path

import pytest

from newsroom.cache import code_version as module
from newsroom.cache.code_version import (
    code_files,
    code_version,
    engine_files,
    installed_libraries,
    loaded_files,
    project_files,
)

PLUGIN = "plugin_of_test_code_version"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with settings, an engine of one module, a library, and a loaded plugin."""
    folder = tmp_path / "project"
    for name in ("project/pelicanconf.py", "engine/a.py", f"project/plugins/{PLUGIN}.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"# {name}\n", encoding="utf-8")
    (tmp_path / "library/click-8.1.dist-info").mkdir(parents=True)
    monkeypatch.setattr(module, "ENGINE", tmp_path / "engine")
    monkeypatch.setattr(sys, "path", [str(tmp_path / "library"), str(tmp_path / "missing")])
    spec = importlib.util.spec_from_file_location(PLUGIN, folder / f"plugins/{PLUGIN}.py")
    assert spec
    monkeypatch.setattr(sys, "modules", {PLUGIN: importlib.util.module_from_spec(spec)})
    return folder


def test_code_is_that_of_the_engine_the_project_and_its_plugins(project: Path) -> None:
    engine = project.parent / "engine/a.py"
    modules = [project / "pelicanconf.py", project / f"plugins/{PLUGIN}.py"]
    assert engine_files() == [str(engine)]
    assert [*loaded_files()] == [str(modules[1])]
    assert project_files(project) == modules
    assert code_files(project) == sorted([engine, *modules])
    assert [*installed_libraries()] == ["click-8.1.dist-info"]


def test_modules_without_files_and_of_libraries_do_not_count(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = [*loaded_files()]
    for number, file in enumerate([None, "", "a.so", str(project / "gone.py"), pytest.__file__]):
        added = type(sys)(f"other{number}")
        added.__file__ = file
        sys.modules[f"other{number}"] = added
    monkeypatch.setattr(sys, "prefix", str(Path(pytest.__file__).parents[1]))
    assert [*loaded_files()] == before


@pytest.mark.parametrize(
    "name",
    [
        "project/pelicanconf.py",
        "project/new.py",
        f"project/plugins/{PLUGIN}.py",
        "engine/a.py",
        "engine/deep/new.py",
        "library/markdown-3.10.egg-info",
    ],
)
def test_each_file_of_code_is_a_part_of_the_version(project: Path, name: str) -> None:
    before = code_version(project)
    assert code_version(project) == before
    changed = project.parent / name
    changed.parent.mkdir(exist_ok=True)
    changed.write_text("changed = True\n", encoding="utf-8")
    assert code_version(project) != before


@pytest.mark.parametrize(
    "name", ["project/data.json", "project/plugins/unused.py", "engine/a.pyc", "library/click.py"]
)
def test_other_files_are_none(project: Path, name: str) -> None:
    before = code_version(project)
    (project.parent / name).write_text("changed", encoding="utf-8")
    assert code_version(project) == before


def test_python_is_a_part_of_the_version(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = code_version(project)
    monkeypatch.setattr(sys, "version", "4.0")
    assert code_version(project) != before


def test_what_moves_between_files_is_another_version(project: Path) -> None:
    settings, second = project / "pelicanconf.py", project / "z.py"
    settings.write_text("ab", encoding="utf-8")
    second.write_text("c", encoding="utf-8")
    before = code_version(project)
    settings.write_text("a", encoding="utf-8")
    second.write_text("bc", encoding="utf-8")
    assert code_version(project) != before
