"""Content-Security-Policies: what the page of each body allows."""

from dataclasses import replace

from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.site.articles import Content
from newsroom.site.output_files import OutputFile
from plugins.check.content_policy import attach_content_policy
from tests.model import make_article, make_author, make_page, make_site

IMAGES, MEDIA = "https://images.example", "https://media.example"


def needing(body: Content, directive: str, source: str) -> None:
    """Give the document of a body a need beyond the strict policy."""
    body.document = replace(body.document, policy={directive: frozenset([source])})


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


def test_what_a_page_of_a_plugin_needs_is_in_the_policy_of_the_header_alone() -> None:
    site = make_site()
    policy = {"script-src": frozenset(["'self'"])}
    site.files.add(OutputFile("tool/", "list", "a tool", template="tool", policy=policy))
    attach_content_policy(site)
    assert "script-src" not in site.content_policy
    assert "; script-src 'self'; " in site.widest_policy
    assert site.script_policy == "script-src 'none'"


def test_scripts_of_posts_are_in_the_policy_for_other_pages_than_those_of_plugins() -> None:
    article = make_article("a")
    needing(article, "script-src", "'sha256-x'")
    site = make_site(articles=(article,))
    attach_content_policy(site)
    assert site.script_policy == ""
    policy = {"script-src": frozenset(["'self'"])}
    site.files.add(OutputFile("tool/", "list", "a tool", template="tool", policy=policy))
    attach_content_policy(site)
    assert site.script_policy == "script-src 'sha256-x'"
