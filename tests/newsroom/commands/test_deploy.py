"""The deploy command: what it asks for, and what it never shows."""

import os
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from newsroom.commands.deploy import OPENERS, TARGETS
from newsroom.deploy.target import error_line, run_program
from newsroom.output.manifest import MANIFEST
from tests.built import read_files, version, write_site
from tests.conftest import ROOT
from tests.loopback import wait_for
from tests.newsroom.conftest import Project
from tests.newsroom.deploy.programs import watch


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["folder"], 'missing DEPLOY["folder"]["path"]; set it in pelicanconf.py'),
        (["s3", "--rollback"], "only the target folder keeps previous releases for --rollback"),
        (
            ["folder", "--output", "gone"],
            "gone/ contains no site; run `python3 blog.py publish` first",
        ),
    ],
)
def test_what_is_missing_is_reported(project: Project, words: list[str], error: str) -> None:
    project.build(version(0))
    done = project.run(*words)
    assert (done.status, done.out, done.err) == (1, "", f"{error}\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [([], "Missing argument 'TO'"), ([""], "'' is not one of 'folder', 'rsync', 'github', 's3'"),
     (["fodler"], "'fodler' is not one of 'folder'")],
)  # fmt: skip
def test_an_unknown_target_is_a_usage_error(
    project: Project, words: list[str], message: str
) -> None:
    done = project.run(*words)
    assert (done.status, done.out, message in done.err) == (2, "", True)


def test_each_target_is_a_module_with_a_test() -> None:
    assert list(OPENERS) == list(TARGETS)
    for opener in OPENERS.values():
        module, _, function = opener.partition(":")
        *folders, name = module.split(".")
        assert (ROOT / "tests").joinpath(*folders, f"test_{name}.py").is_file()
        assert callable(getattr(import_module(module), function))


def test_a_site_built_for_reading_here_is_not_deployed(project: Project, tmp_path: Path) -> None:
    (project.build(version(0)) / MANIFEST).unlink()
    done = project.run("folder", "--dest", str(tmp_path / "live"))
    assert done.err == "output/ is not a production build; run `python3 blog.py publish` first\n"
    assert not (tmp_path / "live").exists()


def test_a_site_built_for_another_url_is_not_deployed(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITEURL", "https://example.org/")
    project.build(version(0))
    assert project.run("folder", "--dest", str(tmp_path / "live")).err == (
        "the site was built for https://example.org/blog, and SITEURL is https://example.org; "
        "run `python3 blog.py publish` again\n"
    )


def test_a_url_may_be_spelled_in_another_way(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITEURL", "HTTPS://EXAMPLE.org/blog")
    project.build(version(0))
    assert project.run("folder", "--dest", str(tmp_path / "live")).err == ""


def test_a_url_with_a_login_is_not_repeated(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITEURL", "https://me:hidden@example.org/blog")
    project.build(version(0))
    done = project.run("folder", "--dest", str(tmp_path / "live"))
    assert (done.status, "SITEURL contains a login, which every page would" in done.err) == (
        1,
        True,
    )
    assert "hidden" not in done.err


@pytest.mark.parametrize("site", ["https://example.org", "https://example.org/blog"])
def test_files_go_to_the_top_whatever_the_path_of_the_site(
    project: Project, tmp_path: Path, site: str
) -> None:
    write_site(project.folder / "output", {"a b/index.html": b"1"}, site)
    done = project.run("folder", "--dest", str(tmp_path / "live"))
    assert f"  added    {site}/a%20b/\n" in done.out
    assert read_files(tmp_path / "live" / "current") == {"a b/index.html": b"1"}


@pytest.mark.parametrize(
    ("printed", "line"),
    [
        ("", "x failed without a message"),
        ("one\ntwo", "one"),
        ("hint: try\nerror: failed to push\n ! [rejected] main\n", "! [rejected] main"),
        ("one\n\n  this is not there.\n", "this is not there"),
    ],
)
def test_a_program_is_quoted_where_it_tells_the_cause(printed: str, line: str) -> None:
    assert error_line(printed.encode(), "x") == line


LOGINS = {
    "rsync": (
        "me:hidden@example.org:/srv/www",
        "me:hidden@example.org::module/www",
        "rsync://me:hidden@example.org/module/www",
    ),
    "netlify": ("me:hidden@my-site", "https://me:hidden@a.example", "https://hidden@a.example"),
    "cloudflare": ("me:hidden@project", "https://me:hidden@a.example"),
}


@pytest.mark.parametrize(
    "destination", [(name, to) for name, destinations in LOGINS.items() for to in destinations]
)
@pytest.mark.parametrize("where", ["option", "variable", "setting"])
def test_a_login_is_handed_to_no_program(
    project: Project,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    destination: tuple[str, str],
    where: str,
) -> None:
    name, to = destination
    program = {"cloudflare": "wrangler"}.get(name, name)
    log = watch(program, tmp_path / "bin", monkeypatch)
    project.build(version(0))
    words = {"option": ("--dest", to)}.get(where, ())
    if where == "variable":
        monkeypatch.setenv("DEST", to)
    elif where == "setting":
        first = {"rsync": "to", "netlify": "site", "cloudflare": "project"}[name]
        project.set(f'DEPLOY["{name}"]["{first}"] = "{to}"')
    done = project.run(name, *words)
    assert (done.status, done.out, log.read_text()) == (1, "", "")
    assert done.err.startswith(f"the destination of {name} contains a login, which others could")
    assert "hidden" not in done.err


def test_a_name_alone_is_no_login(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = watch("ssh", tmp_path / "bin", monkeypatch)
    monkeypatch.setenv("RSYNC_RSH", "ssh")
    project.build(version(0))
    assert "contains a login" not in project.run("rsync", "--dest", "me@a.example:/srv/w").err
    assert log.read_text().startswith("-l me a.example rsync")


def test_the_variable_dest_is_the_destination(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEST", str(tmp_path / "live"))
    project.build(version(0))
    assert project.run("folder", "--dest", str(tmp_path / "other")).status == 0
    assert not (tmp_path / "live").exists()
    assert project.run("folder").status == 0
    assert read_files(tmp_path / "live" / "current") == version(0)


def test_programs_cannot_ask() -> None:
    assert (
        run_program(sys.executable, "-c", "import sys; print(sys.stdin.read())", context="x")
        == b"\n"
    )


def hanging(project: Project, tmp_path: Path) -> subprocess.Popen[bytes]:
    """A deployment by a program that does not end, with `temporary` for its files."""
    program = tmp_path / "bin" / "netlify"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\ntouch started\nexec sleep 30\n")
    program.chmod(0o755)
    project.build(version(0))
    (tmp_path / "temporary").mkdir()
    words = [sys.executable, "-m", "newsroom", "deploy", "netlify", "--dest", "x"]
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "PYTHONPATH": str(ROOT)}
    environment["TMPDIR"] = str(tmp_path / "temporary")
    process = subprocess.Popen(words, env=environment, stderr=subprocess.PIPE)
    assert wait_for((project.folder / "started").exists)
    return process


def temporary_folders(project: Project, tmp_path: Path) -> list[Path]:
    """What deployments have left for now, in the project and among the temporary files."""
    return [*project.folder.glob(".output-*"), *(tmp_path / "temporary").iterdir()]


def test_a_run_stopped_by_a_signal_reports_it(project: Project, tmp_path: Path) -> None:
    process = hanging(project, tmp_path)
    assert len(temporary_folders(project, tmp_path)) == 2
    process.send_signal(signal.SIGTERM)
    _, printed = process.communicate(timeout=20)
    assert (process.returncode, printed.decode().splitlines()) == (
        130,
        ["stopped; no live page links to a missing file; run this again to finish"],
    )
    assert temporary_folders(project, tmp_path) == []


def test_the_files_of_a_killed_run_are_removed_by_the_next_one(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    process = hanging(project, tmp_path)
    process.kill()
    process.communicate()
    assert len(temporary_folders(project, tmp_path)) == 2
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    assert project.run("folder", "--dest", str(tmp_path / "live")).status == 0
    assert temporary_folders(project, tmp_path) == []
