"""The part of Pelican's settings that the pipeline reads."""

from pathlib import Path
from typing import Any

import pytest
from pelican.settings import DEFAULT_CONFIG

from newsroom.config.layout import parse_layout
from newsroom.diagnostics.report import DiagnosticsError
from tests.conftest import fixture_settings
from tests.model import DAY

RAW: dict[str, Any] = {**DEFAULT_CONFIG, **fixture_settings()}


def test_folders_urls_and_sizes() -> None:
    changed = {"DEFAULT_PAGINATION": 7, "PAGINATED_TEMPLATES": {"tag": None, "index": 3}}
    layout = parse_layout(RAW | changed, {})
    assert (layout.content, layout.posts) == (Path("content"), ("posts",))
    assert layout.url("article", date=DAY, slug="a") == "2025/05/a/"
    assert (layout.lists["index"], layout.lists["404"]) == ("", "404.html")
    assert layout.page_sizes == {"tag": 7, "index": 3}


@pytest.mark.parametrize(
    ("changed", "posts", "pages"),
    [
        ({}, set(), set()),
        ({"ARTICLE_EXCLUDES": ["posts/old/"]}, {"posts/old"}, set()),
        # Pelican adds the folders of the other kind.
        ({"ARTICLE_EXCLUDES": ["pages"], "PAGE_EXCLUDES": ["posts"]}, {"pages"}, {"posts"}),
        ({"ARTICLE_PATHS": [""], "ARTICLE_EXCLUDES": ["pages", "."]}, {"pages"}, set()),
    ],
)
def test_excluded_paths(
    changed: dict[str, Any], posts: frozenset[str], pages: frozenset[str]
) -> None:
    layout = parse_layout(RAW | changed, {})
    assert (layout.excluded_posts, layout.excluded_pages) == (posts, pages)


def test_false_means_one_page() -> None:
    changed = {"DEFAULT_PAGINATION": False, "PAGINATED_TEMPLATES": {"tag": None}}
    assert parse_layout(RAW | changed, {}).page_sizes == {"tag": 0}


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("ARTICLE_PATHS", "posts", "ARTICLE_PATHS must be a list of texts, not 'posts'"),
        ("STATIC_EXCLUDES", "a", "STATIC_EXCLUDES must be a list of texts, not 'a'"),
        ("IGNORE_FILES", [1], "IGNORE_FILES must be a list of texts, not [1]"),
        ("DEFAULT_PAGINATION", -1, "DEFAULT_PAGINATION must be a whole number, 0 or more, not -1"),
        ("DEFAULT_PAGINATION", "9", "DEFAULT_PAGINATION must be a whole number"),
        ("PAGINATED_TEMPLATES", ["tag"], "PAGINATED_TEMPLATES must be a dict, not ['tag']"),
        ("PAGINATED_TEMPLATES", {"tag": 1.5}, 'PAGINATED_TEMPLATES["tag"] must be a whole number'),
        ("ARTICLE_URL", "/{slug}/", "ARTICLE_URL must be a path from the root of the site"),
        ("ARTICLE_URL", "{year}/{slug}/", 'ARTICLE_URL has the unknown field "year"'),
        ("ARTICLE_URL", "{slug", "ARTICLE_URL is not a pattern of URLs: expected '}'"),
        ("TAG_URL", "tag/", "TAG_URL gives all pages one URL; it must contain {slug}"),
        ("ARCHIVE_URL", None, "ARCHIVE_URL must be a path from the root of the site, not None"),
        ("TAG_URL", None, "TAG_URL must be a path from the root of the site, not None"),
        ("TAG_URL", "{date:%Y}/{slug}/", 'TAG_URL has the unknown field "date"; write one such as '
         '"x/{slug}/"; it may contain {slug}, {name}'),
        ("PAGE_URL", "{category}/{slug}/", 'PAGE_URL has the unknown field "category"'),
        ("TAG_URL", "{slug.__class__}/{slug}/", 'the unknown field "slug.__class__"'),
        ("TAG_URL", "{}/{slug}/", 'TAG_URL has the unknown field ""'),
        ("TAG_URL", "{slug:%d}{slug}/", "TAG_URL is not a pattern of URLs: "),
        ("ARTICLE_URL", "../../{slug}/", 'ARTICLE_URL has the part ".."'),
        ("TAG_URL", "./{slug}/", 'TAG_URL has the part "."'),
        ("TAG_URL", "tag//{slug}/", "TAG_URL has an empty part"),
        ("TAG_URL", "https://x.example/{slug}/", "TAG_URL has an empty part"),
        ("TAG_URL", "tag\0/{slug}/", "TAG_URL contains a NUL character"),
        ("TAG_URL", "?tag={slug}", "TAG_URL contains ?, which no path here can have"),
        ("TAG_URL", "a%20b/{slug}/", "TAG_URL contains %, which"),
        ("TAG_URL", f"{'x' * 256}/{{slug}}/", "TAG_URL has a part of more than 255 bytes"),
        ("TAG_URL", f"{'x/' * 1000}{{slug}}/", "TAG_URL has more than 2,000 bytes"),
        ("ARCHIVE_URL", "../archive/", 'ARCHIVE_URL has the part ".."; write a path such as '
         '"archive/"'),
        ("INDEX_URL", "blog/", 'INDEX_URL must be "", the URL of the front page, not \'blog/\''),
        ("DIRECT_TEMPLATES", ["404"], 'missing "index", the front page, in DIRECT_TEMPLATES'),
        ("THEME_STATIC_DIR", "/etc", "THEME_STATIC_DIR must be a path from the root of the site"),
        ("THEME_STATIC_DIR", "../theme", 'THEME_STATIC_DIR has the part ".."'),
        ("EXTRA_PATH_METADATA", [1], "EXTRA_PATH_METADATA must be a dict of dicts, not [1]"),
        ("EXTRA_PATH_METADATA", {"a": "b"}, "EXTRA_PATH_METADATA must be a dict of dicts"),
        ("EXTRA_PATH_METADATA", {"a": {"path": "../b"}},
         '"path" of "a" in EXTRA_PATH_METADATA has the part ".."'),
        ("ARTICLE_PATHS", ["../x"], '"../x" in ARTICLE_PATHS must be a path in content/'),
        ("STATIC_PATHS", ["/etc"], '"/etc" in STATIC_PATHS must be a path in content/'),
    ],
)  # fmt: skip
def test_an_invalid_setting_is_an_error(name: str, value: object, message: str) -> None:
    with pytest.raises(DiagnosticsError) as error:
        parse_layout(RAW | {name: value}, {})
    (diagnostic,) = error.value.diagnostics
    assert diagnostic.code == "setting/invalid"
    assert message in diagnostic.text
