"""Deploying to Netlify, up to the command that is run."""

from pathlib import Path

import pytest

from tests.built import version
from tests.tools.conftest import Project
from tests.tools.targets.programs import Program

TO = ("netlify", "--dest", "my-site")
WORDS = ["deploy", "--prod", "--no-build", "--dir", "FOLDER", "--site", "my-site"]


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program `netlify`."""
    return Program("netlify", tmp_path / "bin", monkeypatch)


def test_the_program_is_handed_the_site_without_its_manifest(
    project: Project, program: Program
) -> None:
    for number in (0, 0, 1):
        project.build(version(number))
        assert project.run(*TO).status == 0
    assert program.calls == [(WORDS, sorted(version(number))) for number in (0, 1)]
    assert [path.name for path in project.folder.glob(".output-*")] == []


def test_a_dry_run_lists_what_changed_since_the_last_from_here(
    project: Project, program: Program
) -> None:
    project.build({"index.html": b"1", "gone.html": b"2"})
    project.run(*TO)
    project.build({"index.html": b"3", "new.html": b"4"})
    assert project.run(*TO, "--dry-run").out.splitlines() == [
        "netlify: 2 files to send, 1 to remove",
        "  added    https://example.org/blog/new.html",
        "  changed  https://example.org/blog/",
        "  removed  https://example.org/blog/gone.html",
        "dry run: nothing was sent",
    ]
    assert len(program.calls) == 1


def test_a_failure_is_told_without_secrets_and_tried_again(
    project: Project, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.build(version(0))
    monkeypatch.setenv("FAIL", "not logged in with")
    done = project.run(*TO)
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert done.err.startswith("netlify, my-site: Error: not logged in with …; no page")
    monkeypatch.delenv("FAIL")
    assert project.run(*TO).status == 0
    assert len(program.calls) == 2


def test_a_program_that_is_not_there_is_told(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    project.build(version(0))
    assert project.run(*TO).err == (
        "netlify needs its program netlify; get it with: npm install -g netlify-cli\n"
    )
    assert project.run("netlify").err == (
        'DEPLOY["netlify"]["site"] names no site; set it in pelicanconf.py\n'
    )
