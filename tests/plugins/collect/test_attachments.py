"""The files beside the pages: which are collected, and what is said of those that are refused."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newsroom.config.schema import ActiveHtml
from newsroom.images.source_image import SourceImage
from newsroom.site.image_model import Image
from newsroom.site.lists import StaticFile, ThemeFile
from newsroom.site.model import Site
from plugins.collect.attachments import (
    collect_attachments,
    declare_files,
    is_post,
    theme_problems,
)
from tests.model import LAYOUT, make_article, make_author, make_page, make_settings, make_site
from tests.svgs import svg

SCRIPT = svg("\n<script/>")


@pytest.mark.parametrize(
    ("path", "folders", "result"),
    [
        ("posts/2025/a.md", ["posts", "pages"], True),
        ("pages/a.markdown", ["posts", "pages/"], True),
        ("posts/a.png", ["posts"], False),
        ("posts-2/a.md", ["posts"], False),
        ("files/a.md", ["posts"], False),
        ("files/a.md", [""], True),
    ],
)
def test_sources_of_pages(path: str, folders: list[str], result: bool) -> None:
    assert is_post(path, folders) is result


def site_at(folder: Path, files: dict[str, bytes], **values: Any) -> Site:
    """A site with files below `content/`, each with its bytes."""
    layout = replace(LAYOUT, content=folder / "content", theme=folder / "theme")
    for name, data in files.items():
        (layout.content / name).parent.mkdir(parents=True, exist_ok=True)
        (layout.content / name).write_bytes(data)
    site = make_site(**values)
    site.layout = layout
    return site


def image(path: str) -> Image:
    return Image(path, path, 9, 9)


def test_static_files_images_and_files_that_bodies_link_to(tmp_path: Path) -> None:
    names = ("static/a.txt", "images/lead.gif", "images/face.gif", "images/unused.gif",
             "posts/b.csv", "posts/other.md", "pages/c.csv", "static/ignored~",
             "static/_redirects", "static/pipe.txt")  # fmt: skip
    author = make_author("Ada", avatar=image("images/face.gif"))
    assert author.profile
    site = site_at(
        tmp_path,
        dict.fromkeys(names, b"GIF89a"),
        articles=(
            make_article(
                "a",
                '<a href="b.csv">b</a> <a href="other.md">o</a> <a href="missing.csv">m</a>',
                lead_image=image("images/lead.gif"),
            ),
        ),
        pages=(make_page("about", '<a href="/pages/c.csv">c</a>'),),
        profiles={"Ada": author.profile},
        excluded=frozenset(["static/pipe.txt"]),
        images={"images/face.gif": SourceImage("images/face.gif", "", "GIF", 9, 9)},
    )
    site.layout = replace(site.layout, ignored=("*~",), static_targets={"pages/c.csv": "d.csv"})
    collect_attachments(site)
    assert site.static_files == (
        StaticFile("images/face.gif", "images/face.gif"),
        StaticFile("images/lead.gif", "images/lead.gif"),
        StaticFile("pages/c.csv", "d.csv"),
        StaticFile("posts/b.csv", "posts/b.csv"),
        StaticFile("static/_redirects", "_redirects"),
        StaticFile("static/a.txt", "a.txt"),
    )
    files = {file.url: file for file in declare_files(site)}
    assert "_redirects" not in files
    assert "images/lead.gif" not in files  # which could not be read, and was reported
    assert len(files) == len(site.static_files) - 2
    assert files["d.csv"].location == ("content/pages/c.csv", 0)
    assert files["d.csv"].source == site.layout.content / "pages/c.csv"
    assert site.report.diagnostics == set()


def test_problems_are_reported_where_the_files_are_used(tmp_path: Path) -> None:
    body = '<a href="/files/a.exe">a</a> <a href="/files/b.svg">b</a> <a href="/files/c.md">c</a>'
    files = {"posts/a.md": b"", "files/a.exe": b"", "files/b.svg": SCRIPT, "files/c.md": b"",
             "files/lead.js": b"", "static/d.js": b""}  # fmt: skip
    article = make_article(
        "a", body, lead_image=image("files/lead.js"), lines={"image": 2}, body_line=4
    )
    article.document = replace(article.document, lines={"/files/a.exe": 5, "/files/b.svg": 6})
    site = site_at(tmp_path, files, articles=(article,))
    (site.layout.content / "static/e.txt").symlink_to("/etc/passwd")
    collect_attachments(site)
    problems = sorted((d.path, d.line, d.code) for d in site.report.diagnostics)
    assert problems == [
        ("content/files/b.svg", 2, "attachment/active-content"),
        ("content/posts/a.md", 2, "attachment/active-type"),
        ("content/posts/a.md", 4, "attachment/source"),
        ("content/posts/a.md", 5, "attachment/unknown-type"),
        ("content/static/d.js", 0, "attachment/active-type"),
        ("content/static/e.txt", 0, "attachment/outside-content"),
    ]
    urls = ["d.js", "files/a.exe", "files/b.svg", "files/c.md", "files/lead.js"]
    assert sorted(file.url for file in declare_files(site)) == urls  # no e.txt, which is refused
    (located,) = [d for d in site.report.diagnostics if d.line == 2 and "svg" in d.path]
    assert located.message.endswith("(linked from content/posts/a.md line 6)")


def test_lines_for_a_host_that_are_not_utf_8_are_an_error(tmp_path: Path) -> None:
    site = site_at(tmp_path, {"static/_headers": b"/\n  A: b\n", "static/_redirects": b"/a\n\xff"})
    collect_attachments(site)
    assert [file.url for file in site.static_files] == ["_headers"]
    assert [(d.path, d.line, d.code) for d in site.report.diagnostics] == [
        ("content/static/_redirects", 2, "file/not-utf-8")
    ]


@pytest.mark.parametrize(
    ("allow", "codes"),
    [((), ["attachment/active-content"]), (("theme/static/a.svg",), [])],
)
def test_theme_files_are_checked_unless_allowed(
    tmp_path: Path, allow: tuple[str, ...], codes: list[str]
) -> None:
    site = site_at(tmp_path, {}, theme_files={"a.svg": ThemeFile("theme/a.0.svg", SCRIPT)})
    site.settings = make_settings(active_html=ActiveHtml(allow))
    (tmp_path / "theme/static").mkdir(parents=True)
    (tmp_path / "theme/static/a.svg").write_bytes(SCRIPT)
    collect_attachments(site)
    assert [d.code for d in site.report.diagnostics] == codes
    assert {d.path for d in site.report.diagnostics} <= {"theme/static/a.svg"}


@pytest.mark.parametrize(
    ("path", "code"),
    [("a.svg", "attachment/active-content"), ("b.txt", "attachment/outside-content"),
     ("js/a.js", ""), (".env", "attachment/hidden"), ("good.svg", "")],
)  # fmt: skip
def test_theme_files(tmp_path: Path, path: str, code: str) -> None:
    static = tmp_path / "theme/static"
    (static / "js").mkdir(parents=True)
    (static / "a.svg").write_bytes(SCRIPT)
    (static / "good.svg").write_bytes(svg("<g/>"))
    for name in ("js/a.js", ".env"):
        (static / name).write_text("")
    (static / "b.txt").symlink_to("/etc/passwd")
    problems = theme_problems(static / path, path, (tmp_path / "theme").resolve())
    assert [problem.code for problem in problems] == ([code] if code else [])
