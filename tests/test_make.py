"""What writers hand to `make` reaches the commands as it was written."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.content.front_matter.parser import read_head
from tests.built import write_site
from tests.conftest import ROOT, MakeSite

HARD = [
    "Costs $5, $HOME and $(shell touch made)",
    "`touch made` \"and\" 'so' on; touch made",
    "100% & more # no comment \\ end\\",
    "two\nlines",
    "-n starts with a dash",
]


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


def make(site: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the Makefile in a folder whose environment is set up already."""
    (site / ".venv" / "bin").mkdir(parents=True, exist_ok=True)
    python = site / ".venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    for name in ("requirements.lock", ".venv/site"):
        (site / name).touch()
    return subprocess.run(
        ["make", "-f", str(ROOT / "Makefile"), *words],
        cwd=site,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("text", HARD)
def test_a_title_stays_as_it_is(make_site: MakeSite, text: str) -> None:
    site = make_site()
    done = make(site, "new", f"TITLE={text}")
    assert done.returncode == 0, done.stderr
    (post,) = (site / "content" / "posts").glob("[0-9]*/*.md")
    assert read_head(post.read_text(encoding="utf-8")).values["title"] == " ".join(text.split())
    assert not (site / "made").exists()


@pytest.mark.parametrize("text", HARD)
def test_a_title_in_the_environment_stays_as_it_is(make_site: MakeSite, text: str) -> None:
    site = make_site()
    done = make(site, "new", TITLE=text)
    assert done.returncode == 0, done.stderr
    (post,) = (site / "content" / "posts").glob("[0-9]*/*.md")
    assert read_head(post.read_text(encoding="utf-8")).values["title"] == " ".join(text.split())
    assert not (site / "made").exists()


@pytest.mark.parametrize("text", HARD)
def test_a_name_stays_as_it_is(make_site: MakeSite, text: str) -> None:
    site = make_site()
    done = make(site, "author", f"NAME={text}")
    assert done.returncode == 0, done.stderr
    (profile,) = set((site / "content" / "authors").glob("*.md")) - {
        site / "content" / "authors" / f"{name}.md" for name in ("ada-writer", "ben-helper")
    }
    assert read_head(profile.read_text(encoding="utf-8")).values["name"] == " ".join(text.split())
    assert not (site / "made").exists()


def test_a_port_is_what_was_written(make_site: MakeSite) -> None:
    done = make(make_site(), "serve", "PORT=99999; touch made")
    assert '"99999; touch made" is no port' in done.stderr
    assert not Path("made").exists()


@pytest.mark.parametrize("week", ["--", "-h", "2025-W99"])
def test_a_week_is_what_was_written(make_site: MakeSite, week: str) -> None:
    done = make(make_site(), "digest", f"WEEK={week}", "SITEURL=https://a.example")
    assert f'"{week}" is no week; write it as 2025-W47' in done.stderr


@pytest.mark.parametrize("text", HARD)
def test_a_slug_is_a_word_and_no_command(make_site: MakeSite, text: str) -> None:
    site = make_site()
    done = make(site, "related", f"POST={text}")
    assert f'no public post has the slug "{text}"' in done.stderr
    assert not (site / "made").exists()


@pytest.mark.parametrize("text", HARD)
def test_a_place_stays_as_it_is(make_site: MakeSite, text: str) -> None:
    site = make_site()
    done = make(site, "deploy", f"TO={text}", f"DEST={text}")
    assert f'there is no target "{text}"' in done.stderr
    write_site(site / "output", {"index.html": b"1"})
    done = make(site, "deploy", "TO=folder", f"DEST=../{text}")
    assert done.returncode == 0, done.stderr
    assert (site.parent / text / "current" / "index.html").is_file()
    assert not (site / "made").exists()


@pytest.mark.parametrize("by", ["environment", "argument"])
def test_a_login_in_dest_is_in_no_argument(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    """`make` prints what it would run, and runs a program that prints how it was called."""
    dest = "https://me:$hidden@example.org/x.git"
    words = ["deploy", "TO=github"]
    if by == "environment":
        monkeypatch.setenv("DEST", dest)
    else:
        words.append(f"DEST={dest.replace('$', '$$')}")
    assert "hidden" not in make(tmp_path, "--dry-run", *words).stdout
    python = tmp_path / ".venv" / "bin" / "python"
    script = '#!/bin/sh\necho "called: $*"\ntest "$DEST" = "$WANTED" && echo "known"\n'
    python.write_text(script, encoding="utf-8")
    monkeypatch.setenv("WANTED", dest if by == "environment" else dest.replace("$", "$$"))
    done = subprocess.run(
        ["make", "--no-print-directory", "-f", str(ROOT / "Makefile"), *words],
        cwd=tmp_path, env=os.environ, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.stdout.splitlines() == ["called: -m newsroom.commands.deploy -- github", "known"], (
        done.stderr
    )


ASKED = [
    ("new", "EDIT", "--edit"),
    ("author", "EDIT", "--edit"),
    ("check", "EXTERNAL", "--external"),
    ("check", "WATCH", "--watch"),
    ("check", "JSON", "--json"),
    ("deploy", "DRY_RUN", "--dry-run"),
    ("deploy", "ROLLBACK", "--rollback"),
    ("deploy", "YES", "--yes"),
]


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize(
    ("value", "wanted"), [("1", True), ("yes", True), ("0", False), ("no", False), ("", False)]
)
def test_0_means_no(tmp_path: Path, asked: tuple[str, str, str], value: str, wanted: bool) -> None:
    target, name, option = asked
    done = make(tmp_path, "--dry-run", target, f"{name}={value}")
    assert (done.returncode, option in done.stdout) == (0, wanted)


def test_the_makefile_has_no_construct_newer_than_gnu_make_3_81() -> None:
    assert NEWER.search((ROOT / "Makefile").read_text(encoding="utf-8")) is None


@pytest.mark.parametrize(
    "line",
    [
        "new: override export TITLE := $(value TITLE)",
        "new: export override TITLE := 1",
        "new: private TITLE := 1",
        "private TITLE := 1",
        "undefine TITLE",
        "NOW != date",
        "TITLE ::= 1",
        "define TITLE =",
        "a.txt b.txt &: c.txt",
        ".ONESHELL:",
        ".RECIPEPREFIX = >",
        ".SHELLFLAGS = -ec",
        "TEXT := $(file <README.md)",
        "\t@echo $(let a,b,c)",
    ],
)
def test_a_construct_newer_than_gnu_make_3_81_is_found(line: str) -> None:
    assert NEWER.search(f"TITLE ?= 1\n{line}\n")


@pytest.mark.parametrize(
    "line",
    [
        "new: override TITLE := $(value TITLE)",
        "new: export TITLE := 1",
        "export TITLE NAME",
        "define TITLE",
        "PYTHON ?= python3",
        "new: .venv/$(if $(filter s3,$(value TO)),deploy,site) ## make new TITLE=1",
        "\t@test 1 != 2; a ::= b",
        "# NOW != date",
    ],
)
def test_a_construct_of_gnu_make_3_81_is_accepted(line: str) -> None:
    assert NEWER.search(f"TITLE ?= 1\n{line}\n") is None


def test_clean_empties_the_output_folder(tmp_path: Path) -> None:
    for name in ("output/.gitkeep", "output/a/.gitkeep", "output/.built", ".output-x/y", "post.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert make(tmp_path, "clean").returncode == 0
    files = sorted(path.name for path in tmp_path.rglob("*") if path.is_file())
    assert files == [".gitkeep", "post.md", "requirements.lock"]
    assert (tmp_path / "output" / ".gitkeep").is_file()
    assert not (tmp_path / "output" / "a").exists()


def test_clean_removes_nothing_that_a_link_leads_to(tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "www" / "mine.txt").touch()
    (tmp_path / "output").symlink_to(tmp_path / "www")
    (tmp_path / ".output-aaaaaaaa").symlink_to(tmp_path / "www")
    done = make(tmp_path, "clean")
    assert (done.returncode, "output is a link" in done.stdout) == (0, True)
    assert (tmp_path / "www" / "mine.txt").exists()
    assert (tmp_path / "output").is_symlink()


def test_clean_keeps_a_repository(tmp_path: Path) -> None:
    (tmp_path / "output" / ".git").mkdir(parents=True)
    assert make(tmp_path, "clean").returncode == 0
    assert (tmp_path / "output" / ".git").is_dir()


def test_clean_needs_no_output_folder(tmp_path: Path) -> None:
    done = make(tmp_path, "clean")
    assert (done.returncode, done.stderr) == (0, "")
