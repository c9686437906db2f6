"""Undeclared reads and writes of plugins are found."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

import pytest

from newsroom.pipeline.plugin import Plugin
from newsroom.pipeline.run import run_pipeline
from newsroom.site.articles import Article, Author
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile
from tests.pipeline_reads import undeclared_accesses

NOTHING = cast(Any, None)  # instead of settings and documents, which nothing reads here


def collect(site: Site) -> None:
    """Give a site one article by one author."""
    article = Article(NOTHING)
    article.authors = (Author("author", "Ada", "ada", "author/ada/"),)
    site.articles = (article,)


def set_id(site: Site) -> None:
    """Set an attribute of each article."""
    for article in site.all_articles:
        article.permanent_id = "1"


def read_id(site: Site) -> None:
    """Read an attribute of each article."""
    assert {article.permanent_id for article in site.articles} <= {"", "1"}


def read_authors(site: Site) -> None:
    """Read the names of all authors."""
    assert [author.name for article in site.articles for author in article.authors]


def read_ids(site: Site) -> Iterable[OutputFile]:
    """Read an attribute, and declare no file."""
    read_id(site)
    return ()


def read_files(site: Site) -> Iterable[OutputFile]:
    """Read the files while they are declared."""
    return [] if "" in site.files.urls else [OutputFile("", "list", "index")]


COLLECT = Plugin("articles", "collect", (), ["site.articles", "article.authors"], run=collect)
IDS = Plugin("ids", "enrich", ["site.articles"], ["article.permanent_id"], run=set_id)
ALL = ["site.articles", "article.permanent_id"]


@pytest.mark.parametrize(
    ("plugin", "problems"),
    [
        (Plugin("x", "publish", ALL, run=read_id), []),
        (Plugin("x", "publish", ["article.permanent_id"], run=read_id),
         ["x reads site.articles of articles; add it to needs"]),
        (Plugin("x", "publish", ["site.articles"], run=read_id),
         ["x reads article.permanent_id of ids; add it to needs"]),
        (Plugin("x", "publish", ALL, run=read_authors),
         ["x reads article.authors of articles; add it to needs"]),
        (Plugin("x", "publish", ["site.articles"], files=read_ids),
         ["x reads article.permanent_id of ids; add it to needs"]),
        (Plugin("x", "publish", ALL, files=read_ids),
         ["x reads article.permanent_id before ids provides it"]),
        (Plugin("x", "publish", ["site.files"], files=read_files), []),
        (Plugin("x", "publish", files=read_files),
         ["x reads site.files of the pipeline; add it to needs"]),
        (Plugin("x", "publish", ["site.articles"], run=set_id),
         ["x sets permanent_id of Article; add it to provides"]),
        (Plugin("x", "publish", ["site.articles"], ["body.permanent_id"], run=set_id), []),
        (Plugin("x", "publish", ["site.articles"], ["page.permanent_id"], run=set_id),
         ["x sets permanent_id of Article; add it to provides"]),
    ],
)  # fmt: skip
def test_undeclared_accesses(plugin: Plugin, problems: list[str]) -> None:
    def run(plugins: Sequence[Plugin]) -> None:
        run_pipeline(Site(NOTHING, NOTHING), plugins, "publish")

    assert undeclared_accesses([COLLECT, IDS, plugin], run) == problems


def test_nothing_is_recorded_afterwards() -> None:
    undeclared_accesses([], lambda plugins: None)
    assert not {"__getattribute__", "__setattr__"} & {*vars(Site), *vars(Article), *vars(Author)}
