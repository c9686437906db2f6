"""Permanent ids: what they depend on, and two posts with one id."""

import pytest

from newsroom.config.schema import Feeds
from newsroom.content.front_matter.schema import FrontMatter
from plugins.collect.permanent_ids import attach_permanent_ids, duplicate_ids, permanent_id
from tests.model import make_article, make_settings, make_site

SITE = "9f4f8e8f-64f6-4a3c-9d5e-0a4b0f6e2b11"
OTHER = "0b6c1a52-2f5e-4f55-9f0e-3d9d0c4a7b21"
GIVEN = "6a1c2b9e-33f5-4a52-8f0a-7b1f0d1c9e02"
PATH = "28521c5e-ad8b-52a1-8e16-a9899a26e837"


def front(file: str = "content/posts/2025/a.md", **keys: str) -> FrontMatter:
    return FrontMatter(file, lines={"id": 6}, **keys)  # type: ignore[arg-type]


def test_an_id_of_the_front_matter_goes_before_the_path() -> None:
    assert permanent_id(front(id=GIVEN), SITE) == GIVEN


def test_an_id_derived_from_a_path_never_changes() -> None:
    assert permanent_id(front(), SITE) == PATH


@pytest.mark.parametrize("keys", [{"title": "T"}, {"slug": "s"}, {"summary": "S"}])
def test_other_keys_do_not_change_the_id(keys: dict[str, str]) -> None:
    assert permanent_id(front(**keys), SITE) == PATH


def test_the_name_of_the_content_folder_does_not_change_the_id() -> None:
    assert permanent_id(front("elsewhere/posts/2025/a.md"), SITE) == PATH


def test_another_path_or_another_site_gives_another_id() -> None:
    moved = permanent_id(front("content/posts/a.md"), SITE)
    elsewhere = permanent_id(front(), OTHER)
    assert len({moved, elsewhere, PATH}) == 3


def test_a_name_is_the_same_however_a_system_writes_its_accents() -> None:
    composed, decomposed = front("content/posts/\u00e9.md"), front("content/posts/e\u0301.md")
    assert permanent_id(composed, SITE) == permanent_id(decomposed, SITE)


@pytest.mark.parametrize(
    ("posts", "files"),
    [
        ([(GIVEN, front(id=GIVEN)), (OTHER, front("content/b.md", id=OTHER))], []),
        ([(GIVEN, front("content/b.md", id=GIVEN)), (GIVEN, front("content/a.md", id=GIVEN))],
         ["content/b.md:6"]),
        ([(GIVEN, front("content/a.md")), (GIVEN, front("content/b.md", id=GIVEN))],
         ["content/a.md:6"]),
    ],
)  # fmt: skip
def test_the_later_post_or_the_one_without_a_line_has_the_error(
    posts: list[tuple[str, FrontMatter]], files: list[str]
) -> None:
    diagnostics = [*duplicate_ids(posts)]
    assert [f"{d.path}:{d.line}" for d in diagnostics] == files
    assert {d.code for d in diagnostics} <= {"id/duplicate"}


def test_every_article_gets_its_id_and_a_copy_is_reported() -> None:
    original, copy, hidden = (make_article(slug, id=GIVEN) for slug in "abc")
    translation = make_article("2025/a")
    site = make_site(
        make_settings(feeds=Feeds(id=SITE)),
        articles=(original, copy), translations=(translation,), hidden_articles=(hidden,),
    )  # fmt: skip
    attach_permanent_ids(site)
    ids = [article.permanent_id for article in site.all_articles]
    assert ids == [GIVEN, GIVEN, PATH, GIVEN]
    paths = sorted(diagnostic.path for diagnostic in site.report.errors)
    assert paths == ["content/posts/b.md", "content/posts/c.md"]
