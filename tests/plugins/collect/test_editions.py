"""Editions in a site: what their files name, what is reported, and their pages."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsroom.site.model import Site
from plugins.collect.editions import attach_editions, declare_files
from tests.model import DAY, LAYOUT, make_article, make_site

CHANGED = datetime(2025, 6, 1, tzinfo=UTC)


def site_with(folder: Path, files: dict[str, str]) -> Site:
    """A site with files of editions, and posts with the ids a, b and c."""
    (folder / "content/editions").mkdir(parents=True)
    for name, text in files.items():
        (folder / "content/editions" / name).write_text(text, encoding="utf-8")
    posts = [make_article(slug, permanent_id=slug) for slug in "ab"]
    posts.append(make_article("c", permanent_id="c", modified=CHANGED))
    site = make_site(articles=tuple(posts))
    site.layout = replace(LAYOUT, content=folder / "content")
    attach_editions(site)
    return site


def test_editions_and_their_pages(tmp_path: Path) -> None:
    files = {"2025-W02.yaml": "- a\n", "2025-W10.yaml": "- c\n- b\n", ".DS_Store": "x"}
    site = site_with(tmp_path, files)
    posts = [[article.slug for article in edition.articles] for edition in site.editions]
    assert posts == [["c", "b"], ["a"]]
    assert [(f.url, f.template, f.listed, f.changed) for f in declare_files(site)] == [
        ("editions/2025-w10/", "edition", True, CHANGED),
        ("editions/2025-w02/", "edition", True, DAY),
        ("editions/", "editions", True, CHANGED),
    ]
    assert site.report.diagnostics == set()


def test_without_editions_nothing_is_written(tmp_path: Path) -> None:
    assert [*declare_files(site_with(tmp_path, {}))] == []


@pytest.mark.parametrize(
    ("files", "errors"),
    [
        ({"2025-W60.yaml": "- a"}, [("2025-W60.yaml", 1, "edition/invalid-name")]),
        ({"2025-W01.yml": "- a"}, [("2025-W01.yml", 1, "edition/invalid-name")]),
        ({"2025-W01.yaml": "a"}, [("2025-W01.yaml", 1, "edition/invalid-file")]),
        ({"2025-W01.yaml": "- a\n- x"}, [("2025-W01.yaml", 2, "edition/unknown-post")]),
        (
            {"2025-W01.yaml": "- a", "2025-W02.yaml": "- b\n- a"},
            [("2025-W02.yaml", 2, "edition/duplicate-post")],
        ),
    ],
)
def test_invalid_files_are_errors(
    tmp_path: Path, files: dict[str, str], errors: list[tuple[str, int, str]]
) -> None:
    diagnostics = site_with(tmp_path, files).report.diagnostics
    assert [(d.path, d.line, d.code) for d in diagnostics] == [
        (f"content/editions/{name}", line, code) for name, line, code in errors
    ]
