"""The Makefile: short forms of commands, for GNU make 3.81 too, which macOS ships."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

HARD = "$(shell touch made) `touch made` \"and\" 'so' on; touch made"
# What came after GNU make 3.81, the version that macOS ships.
NEWER = re.compile(
    r"""
    ^[^\t\#=]*:\s*(override|export|unexport)\s+(override|export|unexport|private)\s  # two modifiers
    | ^[^\t\#=]*:\s*(private|unexport)\s | ^\s*(private|undefine|load|-load)\s
    | ^[^\t\#]*[^\t\#:]!= | ^[^\t\#]*::= | ^\s*(override\s+)?define\s+\S+\s*[+:?!]*=
    | ^[^\t\#]*&:
    | ^\.(ONESHELL|SHELLFLAGS|RECIPEPREFIX|EXTRA_PREREQS|NOTINTERMEDIATE|WAIT)\b
    | \$[({](file|guile|let|intcmp)\s
    """,
    re.VERBOSE | re.MULTILINE,
)


def make(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the Makefile in a folder; the Python that it calls prints its arguments."""
    python = folder / "python"
    python.write_text('#!/bin/sh\necho "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    return subprocess.run(
        ["make", "--no-print-directory", "-f", str(ROOT / "Makefile"), *words],
        cwd=folder,
        env={**os.environ, "PYTHON": "./python", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("words", "arguments"),
    [
        ("html", "build"),
        ("serve", "serve"),
        ("serve PORT=8001", "serve --port 8001"),
        ("serve OPEN=1", "serve --open"),
        ("check", "check"),
        ("check EXTERNAL=1 JSON=1 WATCH=yes", "check --external --json --watch"),
        ("publish", "publish"),
        ("deploy TO=folder", "deploy folder"),
        ("deploy TO=s3 DRY_RUN=1 ROLLBACK=1 YES=1", "deploy --dry-run --rollback --yes s3"),
        ("deploy TO=s3 DRY_RUN=0 ROLLBACK=no YES=", "deploy s3"),
        ("test", "--dev -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder"),
    ],
)
def test_a_target_is_a_command(tmp_path: Path, words: str, arguments: str) -> None:
    done = make(tmp_path, *words.split())
    assert (done.returncode, done.stdout) == (0, f"blog.py {arguments}\n")


def test_a_short_benchmark_is_a_part(tmp_path: Path) -> None:
    long, short = (make(tmp_path, "bench", f"SHORT={n}").stdout.splitlines() for n in ("0", "1"))
    modules = [line.split()[3] for line in long]
    assert len(modules) == 4
    assert [line.split()[3] for line in short] == modules[:2]
    assert all(" --r" not in line for line in long)
    assert all(" 300 --r" in line for line in short)


def test_a_destination_reaches_the_command_in_the_environment(tmp_path: Path) -> None:
    (tmp_path / "blog.sh").write_text('echo "$2 $DEST $SITEURL"', encoding="utf-8")
    words = ["deploy", "TO=folder", "BLOG=sh blog.sh"]
    done = make(tmp_path, *words, DEST="https://me:$hidden@a.example", SITEURL="https://b.example")
    assert done.stdout == "folder https://me:$hidden@a.example https://b.example\n"
    assert make(tmp_path, *words, "DEST=/srv/b").stdout == "folder /srv/b \n"


@pytest.mark.parametrize(
    ("target", "name", "command"),
    [
        ("new", "TITLE", 'python3 blog.py new "What happened"'),
        ("author", "NAME", 'python3 blog.py author "Full Name"'),
        ("digest", "WEEK", "python3 blog.py digest 2025-W47"),
        ("related", "POST", "python3 blog.py related my-post"),
    ],
)
def test_text_is_refused_and_expanded_by_nobody(
    tmp_path: Path, target: str, name: str, command: str
) -> None:
    for done in (make(tmp_path, target, f"{name}={HARD}"), make(tmp_path, target, **{name: HARD})):
        assert (done.returncode, done.stdout) == (2, "")
        assert f"make does not take text; use: {command}\n" in done.stderr
    assert not (tmp_path / "made").exists()


def test_help_lists_targets_and_commands(tmp_path: Path) -> None:
    (tmp_path / "Makefile").symlink_to(ROOT / "Makefile")
    lines = make(tmp_path).stdout.splitlines()
    assert lines[-1] == "blog.py"
    assert {line.split()[1] for line in lines[:-1]} == {
        "help", "html", "serve", "check", "publish", "deploy", "test", "lint", "format", "bench",
        "lock", "clean",
    }  # fmt: skip


def test_the_makefile_has_no_construct_newer_than_gnu_make_3_81() -> None:
    assert NEWER.search((ROOT / "Makefile").read_text(encoding="utf-8")) is None


NEWER_LINES = (
    "new: override export TITLE := $(value TITLE)", "new: export override TITLE := 1",
    "new: private TITLE := 1", "private TITLE := 1", "undefine TITLE", "NOW != date",
    "TITLE ::= 1", "define TITLE =", "a.txt b.txt &: c.txt", ".ONESHELL:", ".RECIPEPREFIX = >",
    ".SHELLFLAGS = -ec", "TEXT := $(file <README.md)", "\t@echo $(let a,b,c)",
)  # fmt: skip
OLD_LINES = (
    "new: override TITLE := $(value TITLE)", "new: export TITLE := 1", "unexport TITLE NAME",
    "define TITLE", "PYTHON ?= python3", "\t@test 1 != 2; a ::= b", "# NOW != date",
    "new: .venv/$(if $(filter s3,$(value TO)),deploy,site) ## make new TITLE=1",
)  # fmt: skip


def test_a_construct_newer_than_gnu_make_3_81_is_recognized() -> None:
    texts = {line: f"TITLE ?= 1\n{line}\n" for line in (*NEWER_LINES, *OLD_LINES)}
    assert tuple(line for line, text in texts.items() if NEWER.search(text)) == NEWER_LINES


def test_clean_empties_the_output_folder(tmp_path: Path) -> None:
    for name in ("output/.gitkeep", "output/a/.gitkeep", "output/.built", ".output-x/y", "post.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert make(tmp_path, "clean").returncode == 0
    files = sorted(path.name for path in tmp_path.rglob("*") if path.is_file())
    assert files == [".gitkeep", "post.md", "python"]
    assert (tmp_path / "output" / ".gitkeep").is_file()
    assert not (tmp_path / "output" / "a").exists()


def test_clean_removes_nothing_that_a_link_leads_to(tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "www" / "mine.txt").touch()
    (tmp_path / "output").symlink_to(tmp_path / "www")
    (tmp_path / ".output-aaaaaaaa").symlink_to(tmp_path / "www")
    done = make(tmp_path, "clean")
    assert (done.returncode, "output is a link; its target is kept" in done.stdout) == (0, True)
    assert (tmp_path / "www" / "mine.txt").exists()
    assert (tmp_path / "output").is_symlink()


def test_clean_keeps_a_repository(tmp_path: Path) -> None:
    (tmp_path / "output" / ".git").mkdir(parents=True)
    assert make(tmp_path, "clean").returncode == 0
    assert (tmp_path / "output" / ".git").is_dir()


def test_clean_needs_no_output_folder(tmp_path: Path) -> None:
    done = make(tmp_path, "clean")
    assert (done.returncode, done.stderr) == (0, "")
