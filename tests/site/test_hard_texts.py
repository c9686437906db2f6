"""Hard texts in every field of many posts: one build, read back as machines and readers see it."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup

from newsroom.checks.site_reader import read_built_site
from newsroom.checks.suite import check_built_site
from newsroom.content.front_matter import fields as values
from tests.conftest import built_once
from tests.hard_texts import build_hard_texts, every_text
from tests.markup import (
    article,
    blocks,
    is_listed,
    json_ld_facts,
    meta,
    nodes,
    read,
    text,
    visible_facts,
)

HERE = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site."""
    return built_once(tmp_path_factory, "hard-texts", build_hard_texts)


@pytest.fixture(scope="module")
def pages(output: Path) -> dict[str, BeautifulSoup]:
    """Every page that search engines may list, by its path."""
    trees = {f.relative_to(output).as_posix(): read(f) for f in sorted(output.rglob("*.html"))}
    return {path: page for path, page in trees.items() if is_listed(page)}


@pytest.fixture(scope="module")
def posts(pages: dict[str, BeautifulSoup]) -> list[tuple[str, str, BeautifulSoup]]:
    """Text, URL and page of each post."""
    texts = every_text()
    by_slug = {path.split("/")[-2]: path for path in pages if "/hard-" in path}
    paths = [by_slug[f"hard-{number}"] for number in range(len(texts))]
    urls = (f"{HERE}/{path.removesuffix('index.html')}" for path in paths)
    return [(t, url, pages[p]) for t, url, p in zip(texts, urls, paths, strict=True)]


Posts = list[tuple[str, str, BeautifulSoup]]


def test_there_are_many(posts: Posts) -> None:
    assert len(posts) > 100


def test_the_headline_is_what_was_written(posts: Posts) -> None:
    for source, _, page in posts:
        title = values.parse_plain_text(source)  # one line, its direction ended, without marks
        assert page.h1 is not None
        assert [page.h1.get_text(), article(page)["headline"]] == [title, title]
        assert meta(page, "og:title") == meta(page, "twitter:title") == [title]
        assert page.title is not None
        assert page.title.get_text() == f"{title} – Test Gazette"


def test_names_and_words_are_what_was_written(posts: Posts) -> None:
    for number, (source, _, page) in enumerate(posts):
        plain, name = values.parse_text(source), values.parse_text(f"{source} n{number}")
        node = article(page)
        assert [person["name"] for person in node["author"]] == [name]
        assert node["keywords"] == meta(page, "article:tag") == [name]
        summary = values.parse_plain_text(source)
        assert (node["description"], node["backstory"]) == (summary, plain)
        assert node["image"][0]["description"] == meta(page, "og:image:alt")[0] == summary


def test_structured_data_is_what_readers_see(posts: Posts) -> None:
    for _, url, page in posts:
        assert json_ld_facts(page) == visible_facts(page, url)


def test_the_whole_check_finds_nothing(output: Path) -> None:
    site = read_built_site(output)
    assert len(site.pages) > 400
    # Without their marks, several texts are one: `[x](…)` is x.
    problems = [d for d in check_built_site(site) if not d.code.startswith("page/duplicate-")]
    assert problems == []


def test_every_page_has_one_block_of_its_own_url(pages: dict[str, BeautifulSoup]) -> None:
    assert len(pages) > 400
    for path, page in pages.items():
        scripts = page.find_all("script")
        assert [script.get("type") for script in scripts] == ["application/ld+json"], path
        url = f"{HERE}/{path.removesuffix('index.html')}"
        (canonical,) = page.select('link[rel="canonical"]')
        assert unquote(str(canonical["href"])) == url
        assert url in [unquote(str(node.get("url"))) for node in nodes(blocks(page))]


def test_lists_are_called_what_was_written(pages: dict[str, BeautifulSoup]) -> None:
    names = [
        (text(page.h1), next(nodes(blocks(page)[0]["@graph"]))["name"])
        for path, page in pages.items()
        if path.split("/")[0] in ("tag", "author", "company", "topic") and "/page/" not in path
    ]
    assert len(names) > 250
    assert [name for name in names if name[0] != name[1]] == []
