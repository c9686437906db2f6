"""Names, URLs and versions of pages."""

from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment
from markupsafe import escape

from newsroom.content.article import is_indexed
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.output.page_metadata import canonical_url, description_of, indexed_versions
from plugins.adapter import list_page

SITE: Any = SimpleNamespace(url="https://x.example/blog")


@pytest.mark.parametrize(
    ("file", "number", "url", "first", "name"),
    [
        ("index.html", 1, "", "", "“A” & <b>"),
        ("page/2/index.html", 2, "page/2/", "", "“A” & <b>, page 2"),
        ("tag/é/index.html", 1, "tag/%C3%A9/", "tag/%C3%A9/", "“A” & <b>"),
        ("tag/page/page/11/index.html", 11, "tag/page/page/11/", "tag/page/", "“A” & <b>, page 11"),
        ("tags/index.html", None, "tags/", "tags/", "“A” & <b>"),
    ],
)
def test_each_page_of_a_list_has_a_url(
    file: str, number: int | None, url: str, first: str, name: str
) -> None:
    values: dict[str, Any] = {"output_file": file, "SITE": SITE}
    if number:
        values["articles_page"] = SimpleNamespace(number=number)
    context = Environment(autoescape=True).from_string("").new_context(values)
    page = list_page(context, escape("“A” & <b>"), escape("It's &amp; words"))
    assert page.url == f"https://x.example/blog/{url}"
    assert page.first == f"https://x.example/blog/{first}"
    assert (page.name, page.description) == (name, "It's &amp; words")


def post(url: str = "a/", canonical: str = "", **values: Any) -> SimpleNamespace:
    required = {"status": "published", "unpublished": "", "lang": "en", "translations": []}
    front = FrontMatter("a.md", canonical=canonical)
    return SimpleNamespace(url=url, front_matter=front, **required | values)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (post(), True),
        (post(status="hidden"), False),
        (post(unpublished="draft"), False),
        (post(canonical="https://x.example/blog/a/"), True),
        (post(canonical="https://other.example/a/"), False),
    ],
)
def test_what_is_indexed(content: SimpleNamespace, expected: bool) -> None:
    assert is_indexed(content, SITE) is expected


def test_the_canonical_url() -> None:
    assert canonical_url(post("é/"), SITE) == "https://x.example/blog/%C3%A9/"
    assert canonical_url(post(canonical="https://o.example/"), SITE) == "https://o.example/"


def test_versions_are_those_that_are_indexed() -> None:
    english, hindi, hidden = post(), post(lang="hi"), post(lang="mr", status="hidden")
    english.translations, hidden.translations = [hidden, hindi], [english, hindi]
    assert indexed_versions(english, SITE) == (english, hindi)
    assert indexed_versions(hidden, SITE) == ()
    assert indexed_versions(hindi, SITE) == ()


def test_the_description_of_a_page_without_summary_is_its_title() -> None:
    assert description_of(SimpleNamespace(summary="", title="T")) == "T"
