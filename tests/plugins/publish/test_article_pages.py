"""The page of each post, and those of content/pages/."""

import pytest

from newsroom.site.articles import Article, Page
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile, OutputFiles
from plugins.publish.article_pages import entry_files
from tests.model import make_article, make_page, make_site


def files_of(*entries: Article | Page) -> list[OutputFile]:
    """The files of a site with listed articles and pages."""
    site = make_site()
    site.articles = tuple(entry for entry in entries if isinstance(entry, Article))
    site.pages = tuple(entry for entry in entries if isinstance(entry, Page))
    return [*entry_files(site)]


def test_every_post_and_page_has_a_file() -> None:
    site: Site = make_site()
    site.articles, site.pages = (make_article("a"),), (make_page("about"),)
    site.translations = (make_article("a", lang="hi", url="hi/2025/05/a/"),)
    site.hidden_articles = (make_article("h", status="hidden"),)
    assert [(file.url, file.kind, file.template, file.lang) for file in entry_files(site)] == [
        ("2025/05/a/", "article", "article", "en"),
        ("hi/2025/05/a/", "article", "article", "hi"),
        ("2025/05/h/", "article", "article", "en"),
        ("about/", "page", "page", "en"),
    ]


@pytest.mark.parametrize(
    ("entry", "name"), [(make_article("a"), "article"), (make_page("about"), "page")]
)
def test_the_template_gets_the_post_or_page(entry: Article | Page, name: str) -> None:
    (file,) = files_of(entry)
    assert file.values() == {name: entry}


def test_a_page_has_the_template_that_a_plugin_gave_it() -> None:
    page = make_page("corrections")
    page.template = "corrections"
    assert [file.template for file in files_of(page)] == ["corrections"]


def test_a_conflict_is_reported_at_the_slug() -> None:
    files = OutputFiles(files_of(make_article("a"), make_page("b", lines={"slug": 4})))
    files.add(OutputFile("b/", "list", "“b”"))
    (error,) = files.conflicts()
    assert (error.path, error.line, error.code) == ("content/pages/b.md", 4, "url/conflict")
    assert error.message == "URL /b/ is already used by “b”"
    assert error.advice == "give the page another slug"
