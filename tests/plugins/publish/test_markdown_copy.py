"""The copy of an article in Markdown: its URLs, and active content that only a copy has."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newsroom.diagnostics.errors import UserError
from newsroom.site.model import Site
from plugins.publish.markdown_copy import copy_url, declare_copies, make_url_absolute
from tests.model import LAYOUT, make_article, make_site

PAGE = "https://x.example/blog/2025/05/a/"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/blog/b/#c", "https://x.example/blog/b/#c"),
        ("/blog/नमस/", "https://x.example/blog/%E0%A4%A8%E0%A4%AE%E0%A4%B8/"),
        ("#c", f"{PAGE}#c"),
        ("?q", f"{PAGE}?q"),
        ("https://y.example/ü", "https://y.example/ü"),
        ("//y.example/", "//y.example/"),
        ("mailto:a@x.example", "mailto:a@x.example"),
    ],
)
def test_urls_are_made_absolute(url: str, expected: str) -> None:
    assert make_url_absolute(url, PAGE, "https://x.example") == expected


def site_with_post(content: Path, body: str, **values: Any) -> Site:
    """A site with a post; a copy is its body between two lines."""
    (content / "posts").mkdir()
    (content / "posts/a.md").write_text(f"---\ntitle: A\n---\n\n{body}\n", encoding="utf-8")
    article = make_article("a", body_line=4, **values)

    def render(name: str, values: Mapping[str, object], language: str = "") -> str:
        assert name == "markdown_copy.md"
        return f"# {article.title}\n\n{values['body']}\n"

    site = make_site(articles=(article,), render=render)
    site.layout = replace(LAYOUT, content=content)
    return site


def copy_of(site: Site) -> str:
    """The copy of the post of a site."""
    (file,) = declare_copies(site)
    assert file.data
    return file.data().decode()


def test_a_copy_is_beside_the_page_of_its_article(tmp_path: Path) -> None:
    site = site_with_post(tmp_path, "Text.")
    hidden = (make_article("b", status="hidden"), make_article("c", unpublished="draft"))
    site.hidden_articles = hidden
    assert [file.url for file in declare_copies(site)] == ["2025/05/a/index.md"]
    assert [article.markdown_copy for article in site.all_articles] == [
        "2025/05/a/index.md",
        "",
        "",
    ]


def test_a_copy_has_the_body_as_written_with_absolute_urls(tmp_path: Path) -> None:
    links = {"b.md": "/blog/b/", "https://y.example/": "https://y.example/"}
    site = site_with_post(tmp_path, "\n[b](b.md) *and* <https://y.example/>", resolved_links=links)
    assert copy_of(site) == ("# A\n\n[b](https://example.org/blog/b/) *and* <https://y.example/>\n")


@pytest.mark.parametrize(
    ("title", "body", "refused"),
    [
        ("A <b>", "Text.", False),
        ("<script>x()</script>", "Text.", True),
        # What the page has too was checked there, unless its URLs have changed.
        ("A", "<script>x()</script>", False),
        ("A", "<script>x()</script> [b](b.md)", True),
    ],
)
def test_active_content_that_the_page_lacks_is_refused(
    tmp_path: Path, title: str, body: str, refused: bool
) -> None:
    links = {"b.md": "/blog/b/"}
    site = site_with_post(tmp_path, body, title=title, resolved_links=links)
    if refused:
        with pytest.raises(UserError, match=r"a\.md:4: error: .*<script> in the Markdown copy"):
            copy_of(site)
    else:
        copy_of(site)


def test_a_post_that_may_have_scripts_has_them_in_its_copy(tmp_path: Path) -> None:
    site = site_with_post(tmp_path, "Text.", title="<script>x()</script>", active_html=True)
    assert copy_of(site).startswith("# <script>x()</script>\n")


@pytest.mark.parametrize(
    ("url", "copy"), [("2025/11/x/", "2025/11/x/index.md"), ("2025/11/x.html", "2025/11/x.md")]
)
def test_a_copy_is_beside_its_page(url: str, copy: str) -> None:
    assert copy_url(url) == copy
