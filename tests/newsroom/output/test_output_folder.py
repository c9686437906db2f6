"""Which folder a build may replace, and that readers find one at any time."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.diagnostics.errors import UserError
from newsroom.files.atomic import exchange_folders
from newsroom.output import output_folder
from newsroom.output.manifest import write_manifest
from newsroom.output.output_folder import (
    ASIDE,
    Outcome,
    is_own_output,
    list_built_files,
    put_back,
    refuse_output,
    repair_output,
    replace_folder,
)

READER = """
import sys
from pathlib import Path

page, end = map(Path, sys.argv[1:])
while not end.exists():
    try:
        page.read_bytes()
        print("read", flush=True)
    except FileNotFoundError:
        print("missing", flush=True)
"""


def no_exchange(first: Path, second: Path) -> bool:
    """A system without an exchange of folders."""
    return False


def folder(path: Path, text: str) -> Path:
    """A folder with a page."""
    path.mkdir(parents=True)
    (path / "index.html").write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in a folder of its own."""
    for name in ("content/posts", "theme"):
        (tmp_path / "project" / name).mkdir(parents=True)
    return tmp_path / "project"


def refusal(output: Path, project: Path) -> str:
    """Why a folder is refused, "" if it is not."""
    try:
        refuse_output(output, project)
    except UserError as error:
        return str(error)
    return ""


def test_the_output_folder_of_the_project_is_replaced_whatever_it_holds(project: Path) -> None:
    folder(project / "output", "x")
    assert refusal(project / "output", project) == ""


@pytest.mark.parametrize("names", [("index.html",), ("index.html", "404.html", "shop/a.php")])
@pytest.mark.parametrize("by_link", [True, False])
def test_a_folder_with_files_of_others_is_refused(
    tmp_path: Path, project: Path, names: tuple[str, ...], *, by_link: bool
) -> None:
    served = tmp_path / "www"
    for name in names:
        (served / name).parent.mkdir(parents=True, exist_ok=True)
        (served / name).touch()
    output = project / "output"
    if by_link:
        output.symlink_to(served)
    message = refusal(output if by_link else served, project)
    link = f"{output} is a link to {served}, which" if by_link else str(served)
    assert message.startswith(f"{link} contains files that no build wrote (")
    assert all(name in message for name in names)
    assert message.endswith("; remove the link" if by_link else "; build into another folder")


def built_site(path: Path) -> None:
    list_built_files(folder(path, "x"))


def published_site(path: Path) -> None:
    write_manifest(folder(path, "x"), "https://a.example")


def empty_folder(path: Path) -> None:
    path.mkdir()


def git_mark(path: Path) -> None:
    path.mkdir()
    (path / ".gitkeep").touch()


def test_a_new_folder_elsewhere_is_not_the_output_of_the_project(project: Path) -> None:
    assert is_own_output(project / "output", project)
    assert not is_own_output(project / "other", project)
    (project / "output").symlink_to(project / "other")
    assert not is_own_output(project / "other", project)


def nothing(path: Path) -> None:
    pass


@pytest.mark.parametrize("make", [built_site, published_site, empty_folder, git_mark, nothing])
def test_a_link_to_a_folder_without_files_of_others_is_replaced(
    tmp_path: Path, project: Path, make: Callable[[Path], None]
) -> None:
    make(tmp_path / "www")
    (project / "output").symlink_to(tmp_path / "www")
    assert refusal(project / "output", project) == ""


@pytest.mark.parametrize("make", [built_site, published_site])
def test_a_file_that_was_added_to_a_built_site_elsewhere_is_named(
    tmp_path: Path, project: Path, make: Callable[[Path], None]
) -> None:
    make(tmp_path / "www")
    (tmp_path / "www" / ".DS_Store").touch()
    assert refusal(tmp_path / "www", project) == ""
    (tmp_path / "www" / ".well-known").mkdir()
    (tmp_path / "www" / ".well-known" / "proof").touch()
    assert "no build wrote (.well-known/proof)" in refusal(tmp_path / "www", project)


@pytest.mark.parametrize("text", ["", "{}", "[1]", '"index.html"', "[" * 100_000])
def test_a_list_that_cannot_be_read_is_none(tmp_path: Path, project: Path, text: str) -> None:
    folder(tmp_path / "www", "x")
    (tmp_path / "www" / ".built").write_text(text, encoding="utf-8")
    assert "no build wrote (index.html)" in refusal(tmp_path / "www", project)


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("/", "contains the sources of the site"),
        ("..", "contains the sources of the site"),
        ("content", "contains the sources of the site"),
        ("content/posts", "contains the sources of the site"),
        ("../home", "contains your home folder"),
        ("file", "is a file"),
        ("repository", "is a git repository"),
    ],
)
@pytest.mark.parametrize("by_link", [True, False])
def test_what_is_no_output_is_refused(
    project: Path, monkeypatch: pytest.MonkeyPatch, target: str, reason: str, *, by_link: bool
) -> None:
    (project / "../home/me").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(project.parent / "home" / "me"))
    (project / "file").touch()
    (project / "repository" / ".git").mkdir(parents=True)
    if by_link:
        (project / "output").symlink_to(target)
    assert reason in refusal(project / "output" if by_link else project / target, project)


def test_a_repository_in_the_output_folder_is_refused(project: Path) -> None:
    (project / "output" / ".git").mkdir(parents=True)
    assert "is a git repository" in refusal(project / "output", project)


def test_a_link_to_itself_is_refused(project: Path) -> None:
    (project / "output").symlink_to("output")
    assert "is a link to itself" in refusal(project / "output", project)


def test_the_list_of_a_build_names_every_file(tmp_path: Path) -> None:
    site = folder(tmp_path / "site", "x")
    folder(site / "été", "y")
    list_built_files(site)
    listed = json.loads((site / ".built").read_bytes())
    assert listed == ["index.html", "été/index.html"]


@pytest.mark.parametrize("swap", [exchange_folders, no_exchange])
def test_a_folder_takes_the_place_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, swap: Callable[[Path, Path], bool]
) -> None:
    monkeypatch.setattr(output_folder, "exchange_folders", swap)
    old, new = folder(tmp_path / "output", "old"), folder(tmp_path / "scratch" / "output", "new")
    (old / ".gitkeep").touch()
    replace_folder(new, old, tmp_path / "scratch" / ASIDE)
    assert (old / "index.html").read_text(encoding="utf-8") == "new"
    assert (old / ".gitkeep").exists()
    put_back(tmp_path / "scratch")
    assert (old / "index.html").read_text(encoding="utf-8") == "new"


@pytest.mark.parametrize("swap", [exchange_folders, no_exchange])
def test_a_folder_that_cannot_be_put_there_removes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, swap: Callable[[Path, Path], bool]
) -> None:
    monkeypatch.setattr(output_folder, "exchange_folders", swap)
    old, scratch = folder(tmp_path / "output", "old"), tmp_path / ".output-aaaaaaaa"
    scratch.mkdir()
    with pytest.raises(OSError, match="No such file"):
        replace_folder(scratch / "missing", old, scratch / ASIDE)
    repair_output(old)  # as the next run does, were this one killed
    assert (old / "index.html").read_text(encoding="utf-8") == "old"
    assert [*tmp_path.iterdir()] == [old]


@pytest.mark.skipif(sys.platform != "linux", reason="exchanges folders by renameat2 of Linux")
def test_a_reader_finds_the_page_at_all_times(tmp_path: Path) -> None:
    old, end = folder(tmp_path / "output", "0"), tmp_path / "end"
    reads, number = tmp_path / "reads", 0
    command = [sys.executable, "-c", READER, str(old / "index.html"), str(end)]
    with reads.open("wb") as log, subprocess.Popen(command, stdout=log) as reader:
        # Until there were enough of both, however slow the machine makes either.
        while reader.poll() is None and (number < 50 or len(reads.read_bytes().split()) < 50):
            number += 1
            new = folder(tmp_path / f"scratch-{number}" / "output", str(number))
            replace_folder(new, old, tmp_path / f"scratch-{number}" / ASIDE)
        end.touch()
    assert (old / "index.html").read_text(encoding="utf-8") == str(number)
    assert set(reads.read_text(encoding="utf-8").split()) == {"read"}


def test_the_outcome_is_what_is_there(tmp_path: Path) -> None:
    old, new = folder(tmp_path / "output", "old"), folder(tmp_path / "scratch" / "output", "new")
    outcome = Outcome(old)
    assert str(outcome) == "nothing was built"
    outcome.expect(new)
    assert str(outcome) == "nothing was built"
    replace_folder(new, old, tmp_path / "scratch" / ASIDE)
    assert str(outcome) == f"the new site is in {old}/"
