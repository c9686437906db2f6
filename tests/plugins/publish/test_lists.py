"""Which lists a site has: their pages, and what sitemaps say about them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from newsroom.site.articles import Article, Term
from newsroom.site.lists import Month, Year
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile
from plugins.publish.lists import all_lists
from tests.model import DAY, LAYOUT, make_article, make_author, make_site, make_term

Row = tuple[str, str, bool, datetime | None]  # URL, template, listed, changed

OLD, CORRECTED = DAY - timedelta(days=30), DAY + timedelta(days=9)
NEWER = make_article("newer")
OLDER = make_article("older", date=OLD, modified=CORRECTED)
NAMES = ("index", "archive", "tags", "authors", "404")
LISTS = dict(zip(NAMES, ("", "archive/", "tags/", "authors/", "404.html"), strict=True))


def site_of(*articles: Article, size: int = 0, **values: Any) -> Site:
    """A site whose lists have pages of a size, apart from those of DIRECT_TEMPLATES; 0 for one."""
    site = make_site(articles=articles, **values)
    paginated = ("index", "category", "tag", "author", "period_archives")
    sizes = dict.fromkeys(paginated, size) if size else {}
    site.layout = replace(LAYOUT, lists=LISTS, page_sizes=sizes)
    return site


def term_of(kind: str, name: str, *articles: Article) -> Term:
    """A category, tag or author with articles."""
    term = make_author(name) if kind == "author" else make_term(kind, name)
    term.articles = [*articles]
    return term


def rows(site: Site, template: str) -> Iterator[Row]:
    """The pages with a template."""
    for file in all_lists(site):
        if file.template == template:
            yield file.url, file.template, file.listed, file.changed


@pytest.mark.parametrize(
    ("articles", "changes"),
    [
        ([NEWER, OLDER], [CORRECTED, DAY, DAY, DAY, DAY]),
        ([OLDER], [CORRECTED, OLD, OLD, OLD, OLD]),
        ([], [None] * 5),
    ],
)
def test_the_front_page_changes_with_its_posts_and_lists_of_titles_when_one_is_added(
    articles: list[Article], changes: list[datetime | None]
) -> None:
    files = [*all_lists(site_of(*articles))]
    assert [file.template for file in files] == [*NAMES]
    assert [file.url for file in files] == [*LISTS.values()]
    assert [file.changed for file in files] == changes
    assert [file.listed for file in files] == [True, True, True, True, False]


@pytest.mark.parametrize(
    ("kind", "attribute"), [("category", "categories"), ("tag", "tags"), ("author", "authors")]
)
def test_a_term_has_a_list_that_changes_with_its_posts(kind: str, attribute: str) -> None:
    term = term_of(kind, "New Chips", NEWER, OLDER)
    terms: dict[str, Any] = {attribute: (term,)}
    site = site_of(NEWER, OLDER, **terms)
    assert [*rows(site, kind)] == [(f"{kind}/new-chips/", kind, True, CORRECTED)]
    (file,) = (file for file in all_lists(site) if file.template == kind)
    assert file.values()[kind] is term
    assert file.label == f'the {kind} "New Chips"'
    assert file.location == ("content/posts/newer.md", 1)


@pytest.mark.parametrize(
    ("kind", "attribute", "listed"),
    [("category", "categories", False), ("tag", "tags", False), ("author", "authors", True)],
)
def test_of_terms_without_posts_sitemaps_have_authors_alone(
    kind: str, attribute: str, listed: bool
) -> None:
    terms: dict[str, Any] = {attribute: (term_of(kind, "x"),)}
    site = site_of(**terms)
    assert [*rows(site, kind)] == [(f"{kind}/x/", kind, listed, None)]


def test_years_and_months_have_lists() -> None:
    months = (Month(DAY, "2025/05/", (NEWER,)), Month(OLD, "2025/04/", (OLDER,)))
    year = Year(DAY, "2025/", (NEWER, OLDER), months)
    site = site_of(NEWER, OLDER, years=(year,))
    name = "period_archives"
    assert [*rows(site, name)] == [
        ("2025/", name, True, CORRECTED),
        ("2025/05/", name, True, DAY),
        ("2025/04/", name, True, CORRECTED),
    ]
    periods = [file.values()["period"] for file in all_lists(site) if file.template == name]
    assert periods == [year, *months]


def pages_of(files: Iterator[OutputFile], template: str) -> list[OutputFile]:
    """The files with a template."""
    return [file for file in files if file.template == template]


@pytest.mark.parametrize(
    ("template", "urls"),
    [
        ("index", ["", "page/2/", "page/3/"]),
        ("tag", ["tag/ai/", "tag/ai/page/2/", "tag/ai/page/3/"]),
        ("archive", ["archive/"]),
    ],
)
def test_a_long_list_has_pages_of_which_sitemaps_have_the_first(
    template: str, urls: list[str]
) -> None:
    articles = [make_article(name) for name in "abcde"]
    site = site_of(*articles, size=2, tags=(term_of("tag", "ai", *articles),))
    files = pages_of(all_lists(site), template)
    assert [file.url for file in files] == urls
    assert [file.number for file in files] == [*range(1, len(urls) + 1)]
    assert {file.first for file in files} == {urls[0]}
    assert [file.listed for file in files] == [True, *[False] * (len(urls) - 1)]
    assert len({file.label for file in files}) == len(urls)


def test_templates_get_the_page_of_the_list() -> None:
    articles = [make_article(name) for name in "abc"]
    first, second = pages_of(all_lists(site_of(*articles, size=2)), "index")
    pages: list[Any] = [file.values()["list_page"] for file in (first, second)]
    assert [page.articles for page in pages] == [(*articles[:2],), (articles[2],)]
    assert (pages[0].next_url, pages[1].previous_url) == ("page/2/", "")
