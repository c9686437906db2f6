"""Profiles and bios."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from markdown import Markdown

from newsroom.content.authors import Avatar, Profile, read_profiles
from newsroom.diagnostics.report import Report
from plugins.collect.author_bios import duplicate_pages, other_posts
from tests.conftest import FIXTURES


def posts(*slugs: str) -> list[SimpleNamespace]:
    return [SimpleNamespace(slug=slug) for slug in slugs]


@pytest.mark.parametrize(
    ("names", "article", "count", "expected"),
    [
        ("abcd", "b", 2, "ac"),
        ("abcd", "b", 9, "acd"),
        ("b", "b", 3, ""),
        ("", "b", 3, ""),
        ("abcd", "b", 0, ""),
    ],
)
def test_other_posts_of_an_author(names: str, article: str, count: int, expected: str) -> None:
    others = other_posts(posts(*names), posts(article)[0], count)
    assert "".join(post.slug for post in others) == expected


def read(content: Path, report: Report) -> dict[str, Profile]:
    return read_profiles(content, Markdown(output_format="html"), report)


def test_profiles_are_read_by_name() -> None:
    report = Report()
    profiles = read(FIXTURES / "site" / "content", report)
    assert not report.errors
    assert list(profiles) == ["Ada Writer", "Ben Helper"]
    ada = profiles["Ada Writer"]
    assert (ada.role, ada.links[0].url) == ("Editor", "https://ada.example.org/")
    assert ada.bio == "<p>Ada edits the <strong>fixture</strong> site.</p>"


def profile(tmp_path: Path, head: str, bio: str = "Bio.") -> tuple[Report, Path]:
    content = tmp_path / "content"
    (content / "authors").mkdir(parents=True)
    (content / "images").mkdir()
    (content / "authors" / "cy.md").write_text(f"---\n{head}\n---\n\n{bio}\n", encoding="utf-8")
    return Report(), content


def test_an_avatar_is_found_and_measured(tmp_path: Path) -> None:
    report, content = profile(tmp_path, "name: Cy\navatar: cy.svg")
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="9"/>'
    (content / "images" / "cy.svg").write_text(svg, encoding="utf-8")
    assert read(content, report)["Cy"].avatar == Avatar("images/cy.svg", "images/cy.svg", 8, 9)


@pytest.mark.parametrize(
    ("keys", "bio", "line", "code", "message"),
    [
        ("role: x", "Bio.", 1, "front-matter/missing-key",
         'missing required key "name"; add a line such as `name: Full Name`'),
        ("name: Cy", "", 4, "file/empty-body", "missing bio; write it below the front matter"),
        ("name: Cy\navatar: cy.png", "Bio.", 3, "image/not-found",
         'image "cy.png" not found; put it into content/images/'),
        ("name: Cy\nnmae: Cy", "Bio.", 3, "front-matter/unknown-key",
         'unknown key "nmae"; did you mean "name"?'),
        ("name: Cy\nzzz: Cy", "Bio.", 3, "front-matter/unknown-key",
         'unknown key "zzz"; keys of an author profile: name, role, avatar, email, links'),
        ("name: Cy\nlinks: https://x.example/", "Bio.", 3, "front-matter/invalid-value",
         "links must be a list of {title, url}"),
    ],
)  # fmt: skip
def test_an_error_in_a_profile(
    tmp_path: Path, keys: str, bio: str, *, line: int, code: str, message: str
) -> None:
    report, content = profile(tmp_path, keys, bio)
    read(content, report)
    expected = ("content/authors/cy.md", line, code, message)
    assert [(d.path, d.line, d.code, d.text) for d in report.errors] == [expected]


def test_two_names_with_one_url_are_an_error() -> None:
    report = Report()
    profiles = read(FIXTURES / "site" / "content", report)
    slugs = dict.fromkeys(profiles, "writer")
    assert [str(d) for d in duplicate_pages(profiles, slugs)] == [
        'content/authors/ben-helper.md:2: error: URL /author/writer/ of "Ben Helper" is already '
        'used by "Ada Writer"; change one name [author/duplicate-url]'
    ]
