"""Sources of posts as readers see them, and posts that must name one and do not."""

import pytest

from newsroom.config.schema import Sources
from newsroom.content.front_matter.nested_fields import Source
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.site.articles import SourceLink
from plugins.check.sources import attach_sources, missing_sources, shown_host, source_links
from tests.model import make_article, make_settings, make_site


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://example.org/a", "example.org"),
        ("https://www.example.org", "example.org"),
        ("https://WWW.Example.org:8080/?q#f", "example.org"),
        ("https://www.com/", "www.com"),
        ("https://www2.example.org/", "www2.example.org"),
        ("https://www.xn--bcher-kva.example/x", "bücher.example"),
        ("https://bücher.example/x", "bücher.example"),
        ("https://xn--strae-oqa.example/x", "straße.example"),
        ("https://xn--l2bm4a.example/", "नमस.example"),
        ("https://xn--.example/", "xn--.example"),
        ("https://name@example.org/", "example.org"),
        ("https://[2001:db8::1]/", "2001:db8::1"),
    ],
)
def test_a_host_can_be_read(url: str, name: str) -> None:
    assert shown_host(url) == name


def test_sources_keep_their_order_and_have_their_host() -> None:
    front = FrontMatter(
        "x.md",
        sources=(Source("B", "https://www.b.example/"), Source("A", "https://a.example", "paper")),
    )
    assert source_links(front) == (
        SourceLink("B", "https://www.b.example/", "", "b.example"),
        SourceLink("A", "https://a.example", "paper", "a.example"),
    )


ONE = (Source("A", "https://a.example"),)


@pytest.mark.parametrize(
    ("category", "sources", "unpublished", "rule", "severity"),
    [
        ("News", (), "", Sources(("News",)), "warning"),
        ("News", (), "", Sources(("News",), required=True), "error"),
        ("News", (), "draft", Sources(("News",), required=True), "warning"),
        ("News", (), "scheduled", Sources(("News",), required=True), "error"),
        ("News", ONE, "", Sources(("News",), required=True), None),
        ("Practice", (), "", Sources(("News",), required=True), None),
        ("News", (), "", Sources(), None),
        ("News", (), "", Sources(required=True), None),
    ],
)
def test_which_posts_must_name_a_source(
    category: str,
    sources: tuple[Source, ...],
    unpublished: str,
    rule: Sources,
    severity: str | None,
) -> None:
    article = make_article(
        "x", lines={"category": 5}, category=category, sources=sources, unpublished=unpublished
    )
    message = "post in News without a source; add sources, with title and url [source/missing]"
    expected = [f"content/posts/x.md:5: {severity}: {message}"] if severity else []
    assert [str(diagnostic) for diagnostic in missing_sources([article], rule)] == expected


def test_articles_have_sources_and_those_without_are_reported() -> None:
    cited, uncited = make_article("a", sources=ONE), make_article("b", category="News")
    site = make_site(make_settings(sources=Sources(("News",))), articles=(cited,))
    site.hidden_articles = (uncited,)
    attach_sources(site)
    assert cited.sources == (SourceLink("A", "https://a.example", "", "a.example"),)
    assert uncited.sources == ()
    assert [(d.path, d.code) for d in site.report.warnings] == [
        ("content/posts/b.md", "source/missing")
    ]
