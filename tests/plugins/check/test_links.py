"""What bodies and the navigation link to."""

from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from newsroom.config.schema import Link
from newsroom.content.body import Body
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.entities.model import Entity
from newsroom.output.links import LinkTargets
from newsroom.site.articles import Article
from newsroom.site.lists import EntityHub, PageRedirect, StaticFile, ThemeFile
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile
from newsroom.urls.urls import is_internal
from plugins.check.links import link_targets, resolve_body, resolve_links
from tests.model import (
    make_article,
    make_author,
    make_page,
    make_settings,
    make_site,
    make_term,
)


def linking(article: Article, *urls: str) -> Article:
    """An article whose body links to these URLs."""
    parts = ('<a href="', *['">x</a><a href="'] * (len(urls) - 1), '">x</a>')
    article.document = replace(article.document, body=Body(parts, urls))
    return article


def test_a_body_has_its_resolved_links() -> None:
    targets = LinkTargets(sources={"posts/b.md": "2025/b/"}, base="/blog")
    body = linking(make_article("a"), "b.md", "https://x.example/", "gone/", "b.md")
    resolved, problems = resolve_body(body, targets)
    assert [(url, error.code) for url, error in problems] == [("gone/", "link/not-found")]
    assert resolved == {"b.md": "/blog/2025/b/", "https://x.example/": "https://x.example/"}


def test_everything_on_the_site_can_be_linked_to() -> None:
    hub = EntityHub(Entity("company", "OpenAI", "openai", url="company/openai/"), ())
    site = make_site(
        articles=(make_article("a", '<h2 id="part">Part</h2>'),),
        hidden_articles=(make_article("hidden"),),
        pages=(make_page("about"),),
        categories=(make_term("category", "News"),),
        tags=(make_term("tag", "Open Weights"),),
        authors=(make_author("Ada Writer"),),
        entity_hubs=(hub,),
        static_files=(StaticFile("images/a.png", "images/a.png"),),
        theme_files={"a.svg": ThemeFile("theme/a.1.svg", b"")},
        redirects=(PageRedirect("old/", "about/"),),
    )
    site.files.add(
        OutputFile("archive/", "list", "“Archive”"),
        OutputFile("archive/page/2/", "list", "“Archive”", first="archive/", number=2),
        OutputFile("old/", "redirect", "the redirect"),
        OutputFile("theme/a.1.svg", "theme", "a file"),
        OutputFile("robots.txt", "file", "a file"),
    )
    site.report.withhold("content/posts/soon.md", datetime(2027, 1, 1, tzinfo=UTC))
    assert link_targets(site) == LinkTargets(
        sources={
            "posts/a.md": "2025/05/a/",
            "posts/hidden.md": "2025/05/hidden/",
            "pages/about.md": "about/",
        },
        files={"images/a.png": "images/a.png"},
        names={
            "category": {"news": "category/news/"},
            "tag": {"open weights": "tag/open-weights/"},
            "author": {"ada writer": "author/ada-writer/"},
            "company": {"openai": "company/openai/"},
            "model": {},
            "person": {},
            "topic": {},
        },
        anchors={
            "2025/05/a/": frozenset(["part"]),
            "2025/05/hidden/": frozenset(),
            "about/": frozenset(),
        },
        urls=frozenset(["archive/", "archive/page/2/", "robots.txt"]),
        redirects={"old/": "about/", "theme/a.svg": "theme/a.1.svg"},
        withheld=frozenset(["posts/soon.md"]),
        base="/blog",
    )


def test_links_are_resolved_or_reported_with_their_lines() -> None:
    first = linking(make_article("a", body_line=3), "b.md", "gone.md")
    image = Diagnostic("content/posts/a.md", 9, "image/missing-alt", "image has no alt text")
    lines = {"b.md": 4, "gone.md": 6}
    first.document = replace(first.document, image_diagnostics=(image,), lines=lines)
    site = make_site(articles=(first, make_article("b")))
    resolve_links(site)
    assert first.content == '<a href="/blog/2025/05/b/">x</a><a href="gone.md">x</a>'
    assert sorted((d.line, d.code) for d in site.report.errors) == [
        (6, "link/not-found"),
        (9, "image/missing-alt"),
    ]


def test_two_posts_with_one_slug_have_no_errors_of_their_own_anchors() -> None:
    posts = [linking(make_article("a", f'<p id="{id_}">'), f"#{id_}") for id_ in "xy"]
    site = make_site(articles=tuple(posts))
    resolve_links(site)
    assert site.report.diagnostics == set()


def test_links_with_the_old_urls_of_posts_have_one_advice() -> None:
    posts = [make_article(slug) for slug in "abcde"]
    start = linking(make_article("start"), *(f"/blog/{slug}.html" for slug in "abcdex"))
    site = make_site(articles=[*posts, start])
    resolve_links(site)
    advice = 'set ARTICLE_URL = "blog/{slug}.html" in pelicanconf.py to keep the old URLs'
    errors = sorted(site.report.errors)
    assert [error.advice for error in errors] == [*[advice] * 5, "correct the path of the page"]


def test_a_navigation_entry_without_a_target_is_left_out() -> None:
    links = (Link("About", "/about/"), Link("Code", "https://x.example/"), Link("Gone", "/gone/"))
    site = make_site(make_settings(navigation=links))
    site.files.add(OutputFile("about/", "page", "about.md"))
    resolve_links(site)
    assert site.navigation == links[:2]
    (warning,) = site.report.warnings
    assert (warning.code, warning.message) == (
        "navigation/not-found",
        'navigation entry "Gone" is left out: link "/gone/" not found',
    )


SLUGS = st.lists(st.sampled_from(["a", "b", "page", "é", "50%", "x y"]), unique=True)
LINKS = st.lists(
    st.tuples(
        st.sampled_from(
            ["", "/", "../", "{filename}", "{static}/", "{tag}", "/tag/", "/2025/05/", "/images/"]
        ),
        st.sampled_from(["a", "b", "page", "é", "%C3%A9", "50%25", "x%20y", "old", ".."]),
        st.sampled_from(["", "/", ".md", ".png", "/page/2/", "/?q", "/#top", ".md#top"]),
    ).map("".join)
)


def site_of(posts: list[str], pages: list[str], tags: list[str], images: list[str]) -> Site:
    """A site whose files are registered, with a second page for each tag and an old URL."""
    site = make_site(
        articles=tuple(make_article(slug) for slug in posts),
        pages=tuple(make_page(slug) for slug in pages),
        tags=tuple(make_term("tag", name) for name in tags),
        static_files=tuple(StaticFile(f"images/{n}.png", f"images/{n}.png") for n in images),
        redirects=(PageRedirect("old/", ""),),
    )
    pages_of_tags = [f"{tag.url}{page}" for tag in site.tags for page in ("", "page/2/")]
    urls = [*(content.url for content in (*site.entries, *site.static_files)), *pages_of_tags, ""]
    site.files.add(*(OutputFile(url, "file", "") for url in urls))
    site.files.add(OutputFile("old/", "redirect", ""))
    return site


@given(SLUGS, SLUGS, SLUGS, SLUGS, LINKS)
def test_every_internal_link_leads_to_a_file_of_the_site(
    posts: list[str], pages: list[str], tags: list[str], images: list[str], links: list[str]
) -> None:
    site = site_of(posts, pages, tags, images)
    body = linking(make_article("linking"), *links, "/")
    resolved, problems = resolve_body(body, link_targets(site))
    assert {*resolved, *(url for url, _ in problems)} == {*links, "/"}
    for url in resolved.values():
        assert is_internal(url)
        path = unquote(urlsplit(url).path).removeprefix("/blog/")
        assert path in site.files or url.startswith(("#", "?"))
