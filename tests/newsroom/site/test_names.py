"""Equal parts of a site have one name in fingerprints, and others another."""

from dataclasses import fields, replace
from typing import Any

import pytest

from newsroom.content.body import Body, KeptBody
from newsroom.site.lists import Month, Year
from newsroom.site.names import Names, declared_values, node_key, nodes_of
from newsroom.site.output_files import OutputFile, OutputFiles
from tests.model import make_article, make_author, make_page, make_site, make_term

ARTICLE = make_article("a", category="News", tags=["AI"], authors=["Ada"])


def test_all_objects_of_a_site_have_keys_of_their_own() -> None:
    hidden = make_article("hidden", category="News", tags=["Hidden"])
    author = make_author("Ada")
    assert author.profile
    site = make_site(
        articles=(ARTICLE,),
        hidden_articles=(hidden,),
        pages=(make_page("a"),),
        tags=(make_term("tag", "Rare"),),
        authors=(author,),
        profiles={"Ada": author.profile},
        documents=(ARTICLE.document,),
    )
    nodes = nodes_of(site)
    assert {
        "site",
        "Article:posts/a.md",
        "Article:posts/hidden.md",
        "Page:pages/a.md",
        "Profile:authors/ada.md",
        "Document:posts/a.md",
        "Term:category:news",
        "Term:tag:ai",
        "Term:tag:hidden",
        "Term:tag:rare",
        "Author:author:ada",
        "settings",
    } == nodes.keys()
    assert len({id(node) for node in nodes.values()}) == len(nodes)
    assert all(node_key(node) == key for key, node in nodes.items())


class Unloadable:
    def load(self, key: bytes) -> Body:
        pytest.fail(f"{key!r} is loaded")


def test_names_replace_what_is_recorded_by_itself() -> None:
    name_of = Names({"an article": ARTICLE})
    file = OutputFile("a/", "page", "a page", values=lambda: {"a": 1})
    body = KeptBody(b"key", (), Unloadable())
    site = make_site()
    assert name_of(ARTICLE) == "an article"
    assert name_of(make_article("b")) == "Article:posts/b.md"
    assert name_of(make_author("Ada")) == "Author:author:ada"
    assert name_of(file) == declared_values(file)
    assert name_of(OutputFiles([file])) == [declared_values(file)]
    assert name_of(body) == b"key"
    assert name_of(site.settings) == "settings"
    assert name_of(site.layout) == "Layout"
    assert [name_of(value) for value in ("text", ARTICLE.front_matter, [ARTICLE])] == [None] * 3


def test_a_shared_value_is_taken_apart_once() -> None:
    taken: list[str] = []

    class CountedName(str):
        def __reduce__(self) -> str | tuple[object, ...]:
            taken.append(self)
            return str, (str(self),)

    month = Month(ARTICLE.date, CountedName("2025/11/"), (ARTICLE,))
    name_of = Names({})
    names = {name_of(value) for value in (month, month, [month][0])}
    assert taken == ["2025/11/"]
    assert len(names) == 1
    again, same = (Month(ARTICLE.date, "2025/11/", (make_article("a"),)) for _ in range(2))
    assert Names({})(again) == Names({})(same)
    for other in (
        Month(ARTICLE.date, "2025/12/", (ARTICLE,)),
        Month(ARTICLE.date, "2025/11/", ()),
        Year(ARTICLE.date, "2025/11/", (ARTICLE,)),
    ):
        assert name_of(other) != Names({})(again)


def test_each_part_of_a_declaration_counts() -> None:
    file = OutputFile("a/", "page", "a page")
    parts = {field.name for field in fields(OutputFile)} - {"advice", "values", "data", "source"}
    for name in parts:
        policy = {"img-src": frozenset(["*"])}
        change: dict[str, Any] = {name: policy if name == "policy" else "another"}
        assert declared_values(replace(file, **change)) != declared_values(file)
