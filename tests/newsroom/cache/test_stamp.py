"""A stamp is current only where a build would write the same files again."""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.cache import stamp as module
from newsroom.cache.code_version import ENGINE
from newsroom.cache.stamp import (
    FORMAT,
    RACE,
    RACY,
    STAMP,
    Options,
    Printed,
    Stamp,
    dump_stamp,
    file_states,
    hash_variable,
    kept_stamp,
    load_stamp,
    named_variables,
    new_states,
    output_key,
    output_states,
    read_inputs,
    with_code,
)
from newsroom.cache.store import FILE, FOLDER, Cache

OPTIONS: Options = ("pelicanconf.py", False)
OUTPUT = Path("output")
FILES = ("pelicanconf.py", "data.csv", "content/posts/a.md", "theme/static/a.css", "plugins/a.py")
MODULE = "elsewhere/module.py"
SINCE, UNTIL = 1_000, 2_000
NOW = "SOURCE_DATE_EPOCH"
Change = Callable[[], object]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in the current folder with an engine of its own, whose files are not just saved."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(module, "ENGINE", tmp_path / "engine")
    monkeypatch.setattr(module, "RACE", -3600 * 10**9)
    monkeypatch.setattr(module, "installed_libraries", lambda: iter(["click-8.1.dist-info"]))
    monkeypatch.setenv(NOW, "1500")
    monkeypatch.delenv("SITE_NAME", raising=False)
    for name in (*FILES, "engine/a.py", MODULE, "output/index.html", "output/a/index.html"):
        write(name, f"text of {name}")
    return tmp_path


def write(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def make_stamp() -> Stamp:
    inputs = read_inputs((MODULE,))
    environment, printed = {"SITE_NAME": hash_variable("SITE_NAME")}, Printed("", "", 2)
    return Stamp(OPTIONS, inputs, environment, output_states(OUTPUT), SINCE, UNTIL, printed)


def same_size_and_time(name: str) -> None:
    status, text = Path(name).stat(), Path(name).read_text(encoding="utf-8")
    write(name, text.swapcase())
    os.utime(name, ns=(status.st_atime_ns, status.st_mtime_ns))


def replaced(name: str) -> None:
    """A file with the bytes and the times of another one, which it replaces."""
    shutil.copy2(name, "new")
    Path("new").replace(name)


def removed(name: str) -> None:
    Path(name).unlink()


def longer(name: str) -> None:
    write(name, "another text, which has more characters")


def linked(name: str) -> None:
    """A link to a file elsewhere at the path of a file."""
    Path(name).unlink()
    Path(name).symlink_to(Path(MODULE).resolve())


@pytest.mark.usefixtures("project")
def test_a_stamp_is_current_while_nothing_changes() -> None:
    stamp = make_stamp()
    assert {*FILES, MODULE} <= stamp.inputs.files.keys()
    assert stamp.is_current(OPTIONS, OUTPUT)
    Path("content/posts/a.pyc").write_bytes(b"of Python")
    assert stamp.is_current(OPTIONS, OUTPUT)


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("change", [longer, same_size_and_time, replaced, removed, linked])
@pytest.mark.parametrize("name", [*FILES, "engine/a.py", MODULE, "output/a/index.html"])
def test_every_file_is_compared(name: str, change: Callable[[str], None]) -> None:
    name = str(Path.cwd() / "engine/a.py") if name == "engine/a.py" else name
    stamp = make_stamp()
    change(name)
    assert not stamp.is_current(OPTIONS, OUTPUT)


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    "change",
    [
        lambda: write("content/posts/new.md", ""),
        lambda: write("notes.txt", ""),
        lambda: Path("content/empty").mkdir(),
        lambda: Path("output/empty").mkdir(),
        lambda: Path("content/posts").rename("content/news"),
        lambda: Path("content/broken").symlink_to("missing"),
        lambda: Path("theme/other").symlink_to("static"),
        lambda: write("output/extra.html", ""),
        lambda: shutil.rmtree("output"),
        lambda: shutil.rmtree("plugins"),
        lambda: os.environ.update(SITE_NAME="x"),
        lambda: os.environ.update(SITE_NAME=""),
        lambda: os.environ.update({NOW: str(SINCE - 1)}),
        lambda: os.environ.update({NOW: str(UNTIL)}),
        lambda: os.environ.pop(NOW),  # the clock is after all that tests know
    ],
)
def test_every_other_input_is_compared(change: Change, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", os.environ.copy())
    stamp = make_stamp()
    change()
    assert not stamp.is_current(OPTIONS, OUTPUT)


@pytest.mark.usefixtures("project")
def test_python_and_its_libraries_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    stamp = make_stamp()
    with monkeypatch.context() as context:
        context.setattr(module, "installed_libraries", lambda: iter(["click-8.2.dist-info"]))
        assert not stamp.is_current(OPTIONS, OUTPUT)
    with monkeypatch.context() as context:
        context.setattr(sys, "version", "4.0")
        assert not stamp.is_current(OPTIONS, OUTPUT)
    assert stamp.is_current(OPTIONS, OUTPUT)


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("options", [("publishconf.py", False), ("pelicanconf.py", True)])
def test_options_are_compared(options: Options) -> None:
    assert not make_stamp().is_current(options, OUTPUT)


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("now", "until", "expected"),
    [
        (SINCE - 1, UNTIL, False),
        (SINCE, UNTIL, True),
        (UNTIL - 1, UNTIL, True),
        (UNTIL, UNTIL, False),
        (UNTIL + 1, UNTIL, False),
        (UNTIL + 1, None, True),
        (SINCE - 1, None, False),
    ],
)
def test_the_clock_ends_a_stamp(
    now: int, until: float | None, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp = replace(make_stamp(), until=until)
    monkeypatch.setenv(NOW, str(now))
    assert stamp.is_current(OPTIONS, OUTPUT) is expected


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("name", [*FILES, MODULE])
def test_a_file_that_has_just_been_saved_is_never_current(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_an_hour = Path(name).stat().st_mtime + 3600
    monkeypatch.setattr(module, "RACE", RACE - 600 * 10**9)  # no test is as slow
    os.utime(name, (in_an_hour, in_an_hour))
    stamp = make_stamp()
    assert [path for path, state in stamp.inputs.files.items() if state == RACY] == [name]
    assert not stamp.is_current(OPTIONS, OUTPUT)
    longer(name)
    os.utime(name, (in_an_hour, in_an_hour))  # its state is again that of a file just saved
    assert not stamp.is_current(OPTIONS, OUTPUT)


def test_links_to_folders_are_not_entered(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/file").write_text("text", encoding="utf-8")
    (tmp_path / "a/circle").symlink_to(tmp_path)
    (tmp_path / "a/itself").symlink_to("itself")
    paths = {path[len(str(tmp_path)) :] for path, _ in file_states(str(tmp_path))}
    assert paths == {"/a/", "/a/b/", "/a/b/file", "/a/circle", "/a/itself"}
    assert [*file_states(str(tmp_path / "missing"))] == []


@pytest.mark.usefixtures("project")
def test_a_link_to_itself_is_no_file(tmp_path: Path) -> None:
    before = read_inputs()
    (tmp_path / "loop").symlink_to("loop")
    assert read_inputs() == before


@pytest.mark.usefixtures("project")
def test_a_stamp_is_kept_by_output_folder() -> None:
    assert kept_stamp(OUTPUT) is None
    assert not FOLDER.exists()
    stamp, cache = make_stamp(), Cache(FOLDER)
    cache.put(STAMP, {output_key(OUTPUT): dump_stamp(stamp)})
    cache.commit()
    cache.close()
    assert kept_stamp(OUTPUT) == stamp == kept_stamp(OUTPUT.resolve())
    assert kept_stamp(Path("another")) is None
    (FOLDER / FILE).write_bytes(b"garbage")
    assert kept_stamp(OUTPUT) is None


@given(
    st.none()
    | st.binary(max_size=40)
    | st.binary(min_size=1, max_size=9).map(lambda data: data + FORMAT)
)
def test_bytes_of_another_version_are_no_stamp(data: bytes | None) -> None:
    assert load_stamp(data) is None


@pytest.mark.usefixtures("project")
def test_only_modules_elsewhere_are_added() -> None:
    inputs = read_inputs()
    code = [Path.cwd() / name for name in ("pelicanconf.py", "plugins/a.py", MODULE)]
    added = with_code(inputs, [*code, Path.cwd() / "engine/a.py"])
    assert added.modules == (os.fspath(Path(MODULE).resolve()),)
    assert added.files.keys() - inputs.files.keys() == {*added.modules}
    assert with_code(inputs, code[:2]) == inputs


def test_all_names_in_capitals_may_be_variables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = tmp_path / "a.py"
    code.write_bytes(b'x = os.environ["NEWS_KEY"]\nAB = NewsName\nN2_X: str  # \xff\n')
    monkeypatch.setenv("NEWS_KEY", "secret")
    monkeypatch.delenv("N2_X", raising=False)
    assert named_variables([code]) == {"N2_X": "", "NEWS_KEY": hash_variable("NEWS_KEY")}
    assert "secret" not in hash_variable("NEWS_KEY")


def test_the_engine_is_this_package() -> None:
    assert {"cache", "build", "site"} <= {path.name for path in ENGINE.iterdir()}


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("change", [longer, same_size_and_time, replaced, removed, linked])
def test_files_that_differ_are_named(change: Callable[[str], None]) -> None:
    before = read_inputs((MODULE,))
    assert before.changed_files(read_inputs((MODULE,))) == set()
    change("content/posts/a.md")
    write("content/posts/new.md", "new")
    changed = before.changed_files(read_inputs((MODULE,)))
    assert changed == {"content/posts/a.md", "content/posts/new.md"}


@pytest.mark.usefixtures("project")
def test_code_from_elsewhere_and_files_just_saved_may_differ() -> None:
    before = read_inputs((MODULE,))
    assert before.changed_files(read_inputs(())) is None
    assert before.changed_files(replace(before, libraries=("another",))) is None
    just_saved = replace(before, files={**before.files, MODULE: RACY})
    assert just_saved.changed_files(just_saved) == {MODULE}


@pytest.mark.usefixtures("project")
def test_states_after_some_files_changed_are_those_of_the_folder() -> None:
    old = output_states(OUTPUT)
    write("output/a/index.html", "another text")
    write("output/b/c/index.html", "new")
    paths = ["a/index.html", "b/c/index.html", "gone.html"]
    assert new_states(OUTPUT, old, paths) == output_states(OUTPUT) != old
    Path("output/b/c/index.html").unlink()
    assert "b/c/index.html" not in new_states(OUTPUT, old, paths)
