"""Builds of one process into one folder: what is shown first, and that all is right afterwards."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image

from newsroom.build.builder import build
from newsroom.build.resident_build import ResidentBuild
from newsroom.diagnostics.errors import UserError
from newsroom.output.manifest import BUILT_LIST
from newsroom.output.writer import write_file
from newsroom.pipeline.run import run_pipeline
from newsroom.site.leniency import Leniency
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile
from tests.conftest import ROOT, MakeSite

FIRST, SECOND = "content/posts/first.md", "content/posts/second.md"
PAGE = "2025/01/first/index.html"
FRESH = "---\ntitle: Fresh\ndate: 2025-01-03\nauthors: [Ada Writer]\ncategory: News\n---\n\nText.\n"
Edit = Callable[[str], str]


class Resident:
    """A project, and the builds of one process of it."""

    def __init__(self, site: Path) -> None:
        self.site, self.output = site, site / "preview"
        self.builds = ResidentBuild("pelicanconf.py", self.output)

    def save(self, path: str, edit: Edit) -> str:
        """Save a file; gives its path."""
        file = self.site / path
        text = file.read_text("utf-8") if file.is_file() else ""
        file.write_text(edit(text), "utf-8")
        return path

    def build(self, *saved: str) -> None:
        """Build, with some files saved."""
        self.builds.build(saved, Leniency())

    def files(self) -> dict[str, bytes]:
        """The files of the preview."""
        return read_files(self.output)

    def clean(self) -> dict[str, bytes]:
        """The files of a clean build of the same sources."""
        folder = self.site / "clean"
        build("pelicanconf.py", folder, preview=True, clean=True)
        files = read_files(folder)
        del files[BUILT_LIST]
        return files


def read_files(folder: Path) -> dict[str, bytes]:
    """The bytes of all files of a folder by path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    """The paths of files that differ, are new or are gone."""
    return {path for path, _ in before.items() ^ after.items()}


def replaced(old: str, new: str) -> Edit:
    """An edit that replaces a text, which must be there."""

    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return edit


def added(text: str) -> Edit:
    """An edit that adds a text at the end."""
    return lambda before: f"{before}\n\n{text}\n"


@pytest.fixture
def resident(make_site: MakeSite) -> Resident:
    """The fixture site with a theme and a picture of its own, built once."""
    site = make_site({FIRST: FIRST_POST})
    theme = (site / "theme").resolve()
    (site / "theme").unlink()
    shutil.copytree(theme, site / "theme")
    Image.new("RGB", (40, 20), "red").save(site / "content" / "images" / "dot.gif")
    resident = Resident(site)
    resident.build()
    return resident


FIRST_POST = """---
title: The first post
date: 2025-01-10 09:00
authors: [Ada Writer]
category: News
tags: [Chips, Power]
summary: A standfirst of its own.
---

The first paragraph, on chips, and a [link](second.md#details).

## A heading

![A dot](/images/dot.gif)
"""

EDITS = {
    "a word": added("One more word."),
    "a link": added("A [link](third.md) and [one more](second.md)."),
    "a heading": added("## Another heading\n\nSee [above](#a-heading)."),
    "a text like front matter": replaced(
        "\n---\n", "\n---\nNote: chips are scarce.\n\n## Another heading\n\n"
    ),
    "an image of another site": added("![A cat](https://images.example.org/cat.png)"),
    "a paragraph less": replaced("The first paragraph, on chips, and", "A"),
    "a title": replaced("The first post", "Another *title* & more"),
    "a summary": replaced("A standfirst of its own.", "Another standfirst."),
    "a longer head": replaced("summary: A", "summary: >\n  A longer one.\n  A"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_the_page_of_an_edited_post_is_shown_alone_and_as_a_build_makes_it(
    resident: Resident, edit: Edit
) -> None:
    before = resident.files()
    saved = resident.save(FIRST, edit)
    resident.builds.show([saved], ["/2025/02/second/", "/missing/", "/tag/chips/%"])
    shown, clean = resident.files(), resident.clean()
    assert changed(before, shown) <= {PAGE, "2025/02/second/index.html"}
    assert shown[PAGE] == clean[PAGE] != before[PAGE]
    resident.build(saved)
    assert resident.files() == clean


CONTAINED = [
    (FIRST, added("One more word.")),
    (FIRST, added("chips " * 30 + "[again](second.md#details), and `code`.")),
    (FIRST, replaced("The first post", "Another *title* & more")),
    (FIRST, replaced("A standfirst of its own.", "Another standfirst.")),
    (SECOND, added("Power and chips.")),
    (FIRST, replaced("Another *title* & more", "One more title")),
    (FIRST, lambda _: FIRST_POST),
]


def test_edits_of_text_need_no_plugin_to_run_again(
    resident: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    clean = []
    for path, edit in CONTAINED:
        resident.save(path, edit)
        clean.append(resident.clean())
    for path in (FIRST, SECOND):
        shutil.copy(ROOT / "tests/fixtures/site" / path, resident.site / path)
    resident.save(FIRST, lambda _: FIRST_POST)

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("the pipeline runs")

    monkeypatch.setattr("newsroom.build.pelican_adapter.run_pipeline", fail)
    for (path, edit), expected in zip(CONTAINED, clean, strict=True):
        saved = resident.save(path, edit)
        resident.builds.show([saved], ["/"])
        resident.build(saved)
        assert resident.files() == expected


@pytest.mark.parametrize(
    ("path", "edit"),
    [
        (FIRST, added("A [link](third.md).")),
        (FIRST, added("## Another heading")),
        (FIRST, added("<video src='https://v.example.org/a.mp4' controls></video>")),
        (FIRST, replaced("summary: A", "\n\nsummary: A")),
        (FIRST, replaced("The first post", "The first post " + "and more " * 20)),  # a warning
        ("content/pages/about.md", added("More.")),
    ],
)
def test_edits_on_which_more_depends_are_built(
    resident: Resident, monkeypatch: pytest.MonkeyPatch, path: str, edit: Edit
) -> None:
    ran: list[object] = []
    true_run = run_pipeline

    def run(*arguments: object, **options: object) -> None:
        ran.append(arguments)
        true_run(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("newsroom.build.pelican_adapter.run_pipeline", run)
    saved = resident.save(path, edit)
    resident.builds.show([saved], [])
    resident.build(saved)
    assert ran
    assert resident.files() == resident.clean()


def test_a_build_of_everything_has_what_nobody_has_named(resident: Resident) -> None:
    resident.save(FIRST, added("One more word."))
    resident.build()
    assert resident.files() == resident.clean()


def test_a_viewed_page_is_shown_with_the_post(resident: Resident) -> None:
    saved = resident.save(FIRST, EDITS["a title"])
    before = resident.files()
    resident.builds.show([saved], ["/"])
    assert changed(before, shown := resident.files()) == {PAGE, "index.html"}
    assert shown["index.html"] == resident.clean()["index.html"]


@pytest.mark.parametrize("edit", ["a word", "a link"])
def test_what_is_saved_again_before_the_build_is_built(resident: Resident, edit: str) -> None:
    before = resident.files()
    saved = resident.save(FIRST, EDITS[edit])
    resident.builds.show([saved], [])
    resident.save(FIRST, lambda _: FIRST_POST)
    resident.build(saved)
    resident.builds.show([saved], [])  # a save during a build is the next request
    resident.build(saved)
    assert resident.files() == before


@pytest.mark.parametrize(
    ("path", "edit"),
    [
        (FIRST, replaced("2025-01-10", "2025-01-11")),
        (FIRST, replaced("tags: [Chips, Power]", "tags: [Chips]")),
        (FIRST, replaced("summary:", "slug: other\nsummary:")),
        (FIRST, replaced("summary:", "status: hidden\nsummary:")),
        ("content/posts/fresh.md", lambda _: FRESH),
        ("content/posts/third.md", added("More.")),
        ("content/authors/ada-writer.md", added("More.")),
        ("content/pages/about.md", added("More.")),
        ("content/images/plan.svg", lambda text: text.replace("<svg", "<svg id='a'", 1)),
        ("pelicanconf.py", lambda text: text.replace('SITENAME = "', 'SITENAME = "The ', 1)),
        ("theme/static/css/site.css", added("h1 { color: teal }")),
        ("theme/templates/article.html", replaced("<article", "<article data-x")),
    ],
)
def test_whatever_is_saved_the_folder_is_that_of_a_clean_build(
    resident: Resident, path: str, edit: Edit
) -> None:
    saved = resident.save(path, edit)
    with suppress(UserError):
        resident.builds.show([saved], ["/"])
    resident.build(saved)
    assert resident.files() == resident.clean()
    again = resident.save(SECOND, added("Further words."))
    resident.builds.show([again], ["/"])
    resident.build(again)
    assert resident.files() == resident.clean()


@pytest.mark.parametrize(
    "edit",
    [
        replaced("2025-01-10", "2025-01-11"),
        replaced("title: The first post", "title: ["),
        replaced("title: The first post", "titel: The first post"),
        added("<script>alert(1)</script>"),
        replaced("summary: A", "category: Other\nsummary: A"),
    ],
)
def test_other_edits_and_errors_are_not_shown_first(resident: Resident, edit: Edit) -> None:
    before = resident.files()
    saved = resident.save(FIRST, edit)
    with pytest.raises(UserError):
        resident.builds.show([saved], ["/"])
    assert resident.files() == before
    resident.save(FIRST, lambda _: f"{FIRST_POST}\nNow a word.\n")
    resident.builds.show([saved], ["/"])
    assert b"Now a word." in resident.files()[PAGE]


def test_a_style_sheet_and_a_template_are_shown_on_the_page_that_is_open(
    resident: Resident,
) -> None:
    before = resident.files()
    saved = [
        resident.save("theme/static/css/site.css", added("h1 { color: teal }")),
        resident.save("theme/templates/article.html", replaced("<article", "<article data-x")),
    ]
    resident.builds.show(saved, ["/2025/01/first/"])
    shown = resident.files()
    added_files = changed(before, shown)
    assert len(added_files) == 2
    (sheet,) = added_files - {PAGE}
    assert b"teal" in shown[sheet]
    assert sheet.encode() in shown[PAGE]
    assert b"data-x" in shown[PAGE]
    resident.build(*saved)
    assert resident.files() == resident.clean()


def test_an_image_that_is_published_as_it_is_is_copied_before_the_build(resident: Resident) -> None:
    before = resident.files()
    saved = "content/images/dot.gif"
    Image.new("RGB", (40, 20), "blue").save(resident.site / saved)
    resident.builds.show([saved], ["/2025/01/first/"])
    assert changed(before, resident.files()) == {"images/dot.gif"}
    resident.build(saved)
    assert resident.files() == resident.clean()


def test_an_error_leaves_the_folder_as_it_is(resident: Resident) -> None:
    before = resident.files()
    saved = resident.save(FIRST, added("[nowhere](gone.md)"))
    (resident.site / "content" / "posts" / "broken.md").write_text("---\ntitle: [\n---\n")
    with pytest.raises(UserError):
        resident.build(saved)
    assert resident.files() == before


def test_a_build_after_one_that_was_cut_off_is_right(
    resident: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = resident.save(FIRST, EDITS["a title"])
    with monkeypatch.context() as context:
        free = iter(range(2))

        def write(file: OutputFile, site: Site, folder: Path) -> bool:
            if next(free, None) is None:
                raise OSError("no space left on device")
            return write_file(file, site, folder)

        context.setattr("newsroom.output.changed_files.write_file", write)
        with pytest.raises(OSError, match="no space"):
            resident.build(saved)
    resident.build(saved)
    assert resident.files() == resident.clean()


def test_the_next_process_keeps_what_is_as_it_was(resident: Resident) -> None:
    resident.builds.keep()
    kept = (resident.output / PAGE).stat()
    (resident.output / "index.html").write_text("Tampered", "utf-8")
    (resident.output / "stray.html").write_text("Of nobody", "utf-8")
    (resident.output / "tag" / ".new-1").parent.mkdir(exist_ok=True)
    (resident.output / "tag" / ".new-1").write_text("Half a file", "utf-8")
    resident.save(SECOND, added("Meanwhile."))
    after = Resident(resident.site)
    after.build()
    assert (resident.output / PAGE).stat().st_ino == kept.st_ino
    assert after.files() == after.clean()


def test_a_folder_that_is_removed_is_made_again(resident: Resident) -> None:
    shutil.rmtree(resident.output)
    shutil.rmtree(resident.site / ".cache")
    saved = resident.save(SECOND, added("Afterwards."))
    with pytest.raises(UserError):
        resident.builds.show([saved], ["/"])
    resident.build(saved)
    assert resident.files() == resident.clean()
