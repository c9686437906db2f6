"""Content-Security-Policies: what the page of each body allows."""

from dataclasses import replace

import pytest

from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.site.articles import Content
from plugins.check.content_policy import attach_content_policy, strict_policy
from tests.model import make_article, make_author, make_page, make_settings, make_site

IMAGES, MEDIA = "https://images.example", "https://media.example"


def needing(body: Content, directive: str, source: str) -> None:
    """Give the document of a body a need beyond the strict policy."""
    body.document = replace(body.document, policy={directive: frozenset([source])})


@pytest.mark.parametrize(
    ("production", "url", "upgrade"),
    [
        (True, "https://example.org", True),
        (True, "http://example.org", False),
        (False, "https://example.org", False),
    ],
)
def test_http_becomes_https_on_a_site_of_https(production: bool, url: str, upgrade: bool) -> None:
    policy = strict_policy(make_settings(url=url, production=production))
    assert ("upgrade-insecure-requests" in policy) is upgrade


def test_the_page_of_a_body_allows_what_it_shows() -> None:
    ada, bo = make_author("Ada"), make_author("Bo")
    profile, plain = ada.profile, bo.profile
    assert profile
    assert plain
    article, simple = make_article("a"), make_article("b")
    article.authors, simple.authors = (ada, bo), (bo,)
    page = make_page("about")
    needing(profile, "img-src", IMAGES)
    needing(article, "media-src", MEDIA)
    site = make_site(articles=(article, simple), pages=(page,))
    site.profiles = {"Ada": profile, "Bo": plain}
    attach_content_policy(site)
    for content in (simple, page, plain):
        assert content.content_policy == site.content_policy
    assert f"img-src 'self' {IMAGES};" in article.content_policy
    assert f"media-src 'self' {MEDIA};" in article.content_policy
    assert IMAGES in profile.content_policy
    assert MEDIA not in profile.content_policy
    assert IMAGES in site.widest_policy
    assert MEDIA in site.widest_policy
    assert IMAGES not in site.content_policy


def test_only_a_header_forbids_frames() -> None:
    site = make_site()
    attach_content_policy(site)
    assert "frame-ancestors 'none'" in site.widest_policy
    assert "frame-ancestors" not in site.content_policy


def test_styles_that_are_left_out_are_reported() -> None:
    article = make_article("a")
    warning = Diagnostic("content/posts/a.md", 9, "html/inline-style", "style is left out")
    article.document = replace(article.document, inline_styles=(warning,))
    site = make_site(articles=(article,))
    attach_content_policy(site)
    assert site.report.diagnostics == {warning}
