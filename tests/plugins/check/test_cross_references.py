"""What can only be seen across posts."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from newsroom.pipeline.run import run_pipeline
from newsroom.site.articles import Article
from newsroom.site.output_files import OutputFile
from plugins.check.cross_references import (
    PLUGIN,
    duplicate_slugs,
    invalid_pins,
    rare_spellings,
)
from tests.model import make_article, make_page, make_site

LINES = {"slug": 3, "tags": 4, "related": 5, "series": 6}


def post(slug: str, **front: Any) -> Article:
    """An article with keys of its front matter."""
    return make_article(slug, lines=LINES, **front)


def copy_of(article: Article, file: str) -> Article:
    """An article with the same slug in another file."""
    front = replace(article.front_matter, file=file)
    return Article(replace(article.document, front_matter=front), article.url)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("LLM", "LLMs", True),
        ("gpt4", "GPT-4", True),
        ("data centers", "Data-Center", True),
        ("GPT-4", "GPT-4.1", False),
        ("AI", "IA", False),
        ("कृषि", "कृष", False),
        ("!!!", "???", False),
    ],
)
def test_spellings_of_one_tag(first: str, second: str, same: bool) -> None:
    posts = [post("a", tags=(first,)), post("b", tags=(second,))]
    assert bool([*rare_spellings(posts, "tags")]) is same


def test_the_rarer_spelling_is_a_warning() -> None:
    posts = [post("a", tags=("LLM",)), post("b", tags=("LLM",)), post("c", tags=("LLMs",))]
    assert [str(d) for d in rare_spellings(posts, "tags")] == [
        'content/posts/c.md:4: warning: tag "LLMs" is spelled "LLM" in other posts; use one '
        "spelling [tag/spelling]"
    ]


def test_the_rarer_name_of_a_series_is_a_warning() -> None:
    names = ("Chips, part by part", "Chips part by part", "Chips, part by part")
    posts = [post(str(number), series=name) for number, name in enumerate(names)]
    posts += [post("none"), post("punctuation", series="!!!")]
    assert [str(d) for d in rare_spellings(posts, "series")] == [
        'content/posts/1.md:6: warning: series "Chips part by part" is spelled "Chips, part by '
        'part" in other posts; use one spelling [series/spelling]'
    ]


def test_two_posts_with_one_slug_are_both_named() -> None:
    assert [*duplicate_slugs([post("a"), post("a", lang="hi"), post("b")])] == []
    first = post("a")
    assert [str(d) for d in duplicate_slugs([copy_of(first, "content/z.md"), first])] == [
        'content/z.md:3: error: slug "a" is already used by content/posts/a.md; give one of them '
        "another `slug` [slug/duplicate]"
    ]


@pytest.mark.parametrize(
    ("file", "year", "advice"),
    [
        ("content/posts/z.md", 2026, "add a line such as `slug: a-2026`"),
        ("content/posts/zh/a.md", 2026, "add a line `lang: zh` if it is a translation, or give one "
         "of them another `slug`"),
    ],
)  # fmt: skip
def test_the_advice_for_two_posts_with_one_slug(file: str, year: int, advice: str) -> None:
    first, second = post("a"), copy_of(post("a", date=datetime(year, 1, 1, tzinfo=UTC)), file)
    assert [d.advice for d in duplicate_slugs([first, second])] == [advice]


def test_posts_of_one_slug_are_advised_to_have_different_ones() -> None:
    posts = [post("a"), post("a-2026")]
    days = [datetime(2026, month, 1, tzinfo=UTC) for month in (1, 2)]
    posts += [copy_of(post("a", date=d), f"content/z{n}.md") for n, d in enumerate(days)]
    assert [d.advice for d in duplicate_slugs(posts)] == [
        "add a line such as `slug: a-2026-01`", "add a line such as `slug: a-2026-02`"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("related", "problem"),
    [
        ("other-post", None),
        ("a-post", 'related names the post itself, "a-post"; remove it'),
        (
            "other-pots",
            'related post "other-pots" not found among public posts; did you mean "other-post"?',
        ),
        ("zzz", 'related post "zzz" not found among public posts; remove it'),
    ],
)
def test_pins_name_other_public_posts(related: str, problem: str | None) -> None:
    posts = [post("a-post", related=(related,)), post("other-post")]
    expected = f"content/posts/a-post.md:5: error: {problem} [related/not-found]"
    assert [str(d) for d in invalid_pins(posts)] == ([expected] if problem else [])


def test_a_url_that_is_used_twice_is_one_error() -> None:
    """The error of a duplicate slug is that of its URL as well."""
    first, page = post("a"), make_page("tags", lines={"slug": 2})
    site = make_site(articles=(first, copy_of(first, "content/z.md")), pages=(page,))
    site.files.add(OutputFile("tags/", "list", "“Tags”"))
    for entry in site.entries:
        front = entry.front_matter
        site.files.add(OutputFile(entry.url, "page", front.file, (front.file, front.line("slug"))))
    run_pipeline(site, [PLUGIN], "check", since="check")
    assert sorted((d.path, d.line, d.code) for d in site.report.errors) == [
        ("content/pages/tags.md", 2, "url/conflict"),
        ("content/z.md", 3, "slug/duplicate"),
    ]
