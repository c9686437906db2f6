"""The search page: which builds have it, and which have an index."""

import pytest

from newsroom.config.schema import Search, Settings
from newsroom.html.csp import STRICT
from plugins.publish.search import (
    declare_search,
    has_index,
    index_language,
    search_values,
    update_index,
)
from tests.model import make_article, make_settings, make_site


@pytest.mark.parametrize(
    ("index", "production", "preview", "files"),
    [
        ("never", True, False, "no page"),
        ("publish", True, False, "index"),
        ("publish", False, False, "page"),
        ("build", False, False, "index"),
        ("build", True, False, "index"),
        ("build", False, True, "page"),
        ("publish", False, True, "page"),
    ],
)
def test_which_builds_have_an_index(
    index: str, production: bool, preview: bool, files: str
) -> None:
    search = Search(index)  # type: ignore[arg-type]
    settings = make_settings(search=search, production=production, preview=preview)
    assert has_index(settings) is (files == "index")
    assert settings.search.has_page is (files != "no page")


def test_the_page_and_the_index_are_declared() -> None:
    site = make_site(
        make_settings(search=Search("build")), articles=(make_article("a", "<p>x</p>"),)
    )
    page, *index = declare_search(site)
    assert (page.url, page.template, page.listed, site.search_page) == (
        "search/", "search", False, "search/",
    )  # fmt: skip
    assert {file.kind for file in index} == {"hashed"}
    scripts = [file.url for file in index if file.url.startswith("theme/")]
    assert [file.url.partition("/")[0] for file in index].count("pagefind") == len(index) - 1
    assert site.search_index
    assert scripts == [site.search_index.script]
    contents = {file.url: (file.data or bytes)() for file in index}
    assert contents["pagefind/pagefind-entry.json"].decode() == site.search_index.entry


def test_a_site_without_posts_has_a_page_without_an_index() -> None:
    site = make_site(
        make_settings(search=Search("build")), articles=(make_article(status="hidden"),)
    )
    assert [file.url for file in declare_search(site)] == ["search/"]
    assert site.search_index is None


def test_the_index_follows_an_edit_of_a_text() -> None:
    article = make_article("a", "<p>first</p>")
    site = make_site(make_settings(search=Search("build")), articles=(article, make_article("b")))
    site.files.add(*declare_search(site))
    first, urls = site.search_index, {file.url for file in site.files}
    update_index(site, article)
    assert (site.search_index, {file.url for file in site.files}) == (first, urls)
    article.document = make_article("a", "<p>second</p>").document
    update_index(site, article)
    assert site.search_index != first
    changed = {url.split("/")[1] for url in urls ^ {file.url for file in site.files}}
    assert {"fragment", "index"} <= changed
    assert len(site.files) == len(site.files.urls)


@pytest.mark.parametrize(
    ("language", "short"), [("en", "en"), ("en-GB", "en"), ("zh-Hans-CN", "zh"), ("HI", "hi")]
)
def test_an_index_has_the_language_of_the_site(language: str, short: str) -> None:
    settings = Settings("S", "", "https://s.example", language, make_settings().timezone,
                        make_settings().now)  # fmt: skip
    assert index_language(settings) == short


def test_the_policy_of_the_page_allows_one_script_and_webassembly() -> None:
    policy = str(search_values(make_settings())["content_policy"])
    directives = {d.partition(" ")[0]: d.partition(" ")[2] for d in policy.split("; ")}
    assert directives.pop("script-src") == "'self' 'wasm-unsafe-eval'"
    assert directives.pop("form-action") == "'self'"
    strict = {name: " ".join(sources) for name, sources in STRICT.items()}
    assert directives == {n: s for n, s in strict.items() if n in directives}
