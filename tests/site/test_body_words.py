"""The words of a source are those of its page."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown import Markdown

from newsroom.build.builder import build
from newsroom.build.source_check import check_sources
from newsroom.diagnostics.errors import UserError
from newsroom.site.page_sources import PageSource, built_bodies
from tests.conftest import MakeSite, build_here, run

LONG = (
    "---\ntitle: Long\ndate: 2025-05-01 09:00\nauthors: [Ada Writer]\ncategory: News\n---\n\n"
    "First words.\n\nLast words.\n"
)
POST = "content/posts/long.md"


@pytest.fixture
def lossy(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A converter that loses some words."""
    convert = Markdown.convert

    def lose(converter: Markdown, body: str) -> str:
        return convert(converter, body.replace("Last words.", ""))

    monkeypatch.setattr(Markdown, "convert", lose)
    yield
    monkeypatch.undo()


@pytest.mark.usefixtures("lossy")
def test_nothing_is_published_that_lacks_words(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_site({POST: LONG})
    monkeypatch.setenv("SITEURL", "https://example.org/blog")
    with pytest.raises(
        UserError, match=f"^{POST}:10: error: 2 words missing from 2025/05/long/index"
    ):
        build("publishconf.py", Path("output"))
    assert not Path("output/index.html").exists()


def rows(folder: Path) -> list[tuple[str, int]]:
    """Return path and line of each diagnostic of words."""
    report = json.loads(run("check", "--json", folder=folder).stdout)
    return [(row["path"], row["line"]) for row in report if row["code"].startswith("body/")]


def test_posts_pages_and_profiles_are_compared(make_site: MakeSite) -> None:
    folder = make_site({POST: LONG})
    output = build_here()
    assert rows(folder) == []
    bodies = check_sources("pelicanconf.py").bodies
    assert len({body.page for body in bodies}) == len(bodies) > 5
    for body in bodies:
        page = output / body.page
        text = page.read_text(encoding="utf-8")
        name = '<div class="bio">' if body.file.startswith("content/authors") else "article-body"
        start = text.index(">", text.index(name)) + 1
        page.write_text(f"{text[:start]}<p>Stray.</p>{text[start:]}", encoding="utf-8")
    assert {path for path, _ in rows(folder)} == {body.file for body in bodies}


def test_a_page_older_than_its_source_is_not_compared(make_site: MakeSite) -> None:
    folder = make_site({POST: LONG})
    output = build_here()
    page = "2025/05/long/index.html"
    body = PageSource(POST, 7, page)
    assert built_bodies([body, PageSource(POST, 7, "none.html")], output) == [body]
    Path(POST).write_text(f"{LONG}\nAn addition.\n", encoding="utf-8")
    os.utime(POST, (0, (output / page).stat().st_mtime + 10))
    assert built_bodies([body], output) == []
    assert rows(folder) == []
