"""Where a file must be to be published."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from newsroom.attachments.validation import (
    Attachment,
    active_files,
    attachment_problems,
    is_hidden,
    location_problem,
    published_path,
)
from newsroom.config.layout import Layout
from newsroom.config.schema import ActiveHtml, Settings
from newsroom.diagnostics.codes import CODES
from tests.svgs import svg

STATIC = ("static",)
TARGETS = dict.fromkeys(("static/c.js", "files/c.js"), "d.js")
MOVED = Layout(Path("content"), Path("theme"), static_targets=TARGETS)
SETTINGS = Settings("S", "", "", "en", ZoneInfo("UTC"), datetime(2026, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("path", "resolved", "problem"),
    [
        ("images/a.png", "images/a.png", ""),
        ("images/a.png", "images/b.png", ""),
        ("static/a.txt", "files/a.txt", ""),
        ("images/a.png", None, "outside-content"),
        ("images/a.png", "posts/a.md", "source"),
        ("posts/a.md", "posts/a.txt", "source"),
        ("static/A.MARKDOWN", "static/A.MARKDOWN", "source"),
        ("images/a.txt", "entities.yaml", "source"),
        ("Entities.YAML", "Entities.YAML", "source"),
        ("images/a.txt", "editions/2025-W01.yaml", "source"),
        ("images/a.txt", "images/.a.txt", "hidden"),
        ("images/.a.txt", "images/a.txt", "hidden"),
        (".well-known/a.txt", ".well-known/a.txt", ""),
        ("static/.well-known/a.txt", "static/.well-known/a.txt", ""),
        ("static/.well-known/.a.txt", "static/.well-known/.a.txt", "hidden"),
        ("images/.well-known/a.txt", "images/.well-known/a.txt", "hidden"),
    ],
)
def test_where_a_file_may_be(path: str, resolved: str | None, problem: str) -> None:
    folder = path.rpartition("/")[0] if resolved else None
    file = Attachment(path, resolved, folder, path.removeprefix("static/"))
    diagnostic = location_problem(file, STATIC, allowed=False)
    assert (diagnostic.code if diagnostic else "") == (problem and f"attachment/{problem}")


@pytest.mark.parametrize(
    ("folder", "problem"),
    [
        ("static", ""),
        ("static/b", ""),
        ("images", "outside-content"),
        ("statics", "outside-content"),
        ("", "outside-content"),
        (None, "outside-content"),
    ],
)
def test_a_folder_of_static_files_is_no_link_to_others(folder: str | None, problem: str) -> None:
    file = Attachment("static/a/x.txt", "static/x.txt", folder, "a/x.txt")
    diagnostic = location_problem(file, STATIC, allowed=True)
    assert (diagnostic.code if diagnostic else "") == (problem and f"attachment/{problem}")


def test_only_hidden_files_can_be_allowed() -> None:
    hidden = Attachment("static/.htaccess", "static/.htaccess", "static", ".htaccess")
    assert location_problem(hidden, STATIC, allowed=True) is None
    for resolved in (None, "posts/a.md", "entities.yaml"):
        file = Attachment("static/.htaccess", resolved, "static", ".htaccess")
        assert location_problem(file, STATIC, allowed=True)


def test_a_name_in_the_site_may_be_hidden_too() -> None:
    file = Attachment("static/a.txt", "static/a.txt", "static", "a/.htaccess")
    problem = location_problem(file, STATIC, allowed=False)
    assert problem and problem.code == "attachment/hidden"


@pytest.mark.parametrize(
    ("path", "hidden"),
    [("a/b.txt", False), ("a/.b", True), (".a/b", True), (".well-known/b", False),
     ("a/.well-known/b", True), (".well-known", True), (".well-known/.b", True)],
)  # fmt: skip
def test_hidden_files(path: str, hidden: bool) -> None:
    assert is_hidden(path) is hidden


@pytest.mark.parametrize(
    ("path", "published"),
    [("static/a/b.js", "a/b.js"), ("images/a.svg", "images/a.svg"), ("static/c.js", "c.js"),
     ("files/c.js", "d.js"),
     ("statics/a.js", "statics/a.js")],
)  # fmt: skip
def test_where_a_file_is_in_the_site(path: str, published: str) -> None:
    assert published_path(path, MOVED) == published


def test_files_that_may_be_active() -> None:
    allow = ActiveHtml(("static/a/b.js", "files/c.js", "posts/a.md"))
    settings = replace(SETTINGS, active_html=allow)
    paths = {"a/b.js", "d.js", "posts/a.md", "theme/"}
    assert active_files(settings, MOVED) == paths


ALLOWED = 'allow the file in ACTIVE_HTML["allow"] of pelicanconf.py'
TYPE = 'remove it, or add its type to ATTACHMENTS["extra_types"] of pelicanconf.py'


@pytest.mark.parametrize(
    ("path", "resolved", "data", "code", "text"),
    [
        ("a.js", "a.js", b"", "active-type",
         f"type .js can run on the site; remove it, or {ALLOWED}"),
        ("a.exe", "a.exe", b"", "unknown-type", f"unknown type .exe; {TYPE}"),
        ("a", "a", b"", "unknown-type",
         "missing file extension; add the extension of its type, such as .txt"),
        (".a", ".a", b"", "hidden", f"hidden file; rename it, or {ALLOWED}"),
        ("a.md", "a.md", b"", "source",
         "Markdown is published as a post or page only; move it, or save it as .txt"),
        ("entities.yaml", "entities.yaml", b"", "source",
         "source of the site, which is not published; remove the link, or move it"),
        ("a.png", None, b"", "outside-content",
         "symbolic link to a file outside content/; replace it by a copy of the file"),
        ("static/a/b.txt", "b/b.txt", b"", "outside-content",
         "folder that is a symbolic link; copy the files, or link them one by one"),
        ("a.png", "a.png", b"<svg", "invalid-image",
         "invalid image; save it in the format of its extension"),
        ("a.svg", "a.svg", svg("<script/>"), "active-content",
         f"active element <script>; remove it, or {ALLOWED}"),
        ("a.svg", "a.svg", svg("<a href='/x'/>"), "external-reference",
         f'href="/x" on <a> links to another file; remove it, or {ALLOWED}'),
        ("a.xml", "a.xml", b"<a>", "invalid-xml",
         f"invalid XML (no element found); correct it, or {ALLOWED}"),
    ],
)  # fmt: skip
def test_the_messages(path: str, resolved: str | None, data: bytes, code: str, text: str) -> None:
    folder = resolved.rpartition("/")[0] if resolved else None
    attachment = Attachment(path, resolved, folder, path)
    (diagnostic,) = attachment_problems(attachment, lambda _: data, SETTINGS, STATIC)
    assert (diagnostic.code, diagnostic.text) == (f"attachment/{code}", text)
    assert CODES[diagnostic.code].lock == "security"
