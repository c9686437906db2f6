"""Profiles and authors."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newsroom.content.document import ProfileDocument
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.site.articles import Author, Profile
from newsroom.site.image_model import Image
from newsroom.site.model import Site
from plugins.collect.author_profiles import (
    MANY,
    attach_author_profiles,
    duplicate_pages,
    duplicate_profiles,
    find_avatar,
    unknown_authors,
)
from plugins.collect.images import read_images
from tests.model import LAYOUT, make_article, make_site

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="9"/>'
LINES = {"name": 2, "avatar": 3, "slug": 4}


def document(name: str, **values: Any) -> ProfileDocument:
    slug = name.lower().replace(" ", "-")
    front = FrontMatter(f"content/authors/{slug}.md", LINES)
    return ProfileDocument(f"authors/{slug}.md", front, slug, name=name, **values)


def profile(name: str, url: str) -> Profile:
    return Profile(document(name), url, name=name)


def author(name: str) -> Author:
    slug = name.lower().replace(" ", "-")
    return Author("author", name, slug, f"author/{slug}/")


def site_with(*documents: ProfileDocument, **values: Any) -> Site:
    slugify = {"author": lambda name: name.lower().replace(" ", "-")}
    layout = replace(LAYOUT, slugify=slugify)
    names = [document.name for document in documents]
    names += [author.name for post in values.get("articles", ()) for author in post.authors]
    slugs = {"author": {name: layout.slugify["author"](name) for name in names}}
    return make_site(layout=layout, profile_documents=documents, term_slugs=slugs, **values)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    for name in ("images/cy.svg", "authors/é.svg"):
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True)
        path.write_text(SVG, encoding="utf-8")
    (tmp_path / "content" / "images" / "text.png").write_text("no image", encoding="utf-8")
    return tmp_path / "content"


@pytest.mark.parametrize(
    ("name", "avatar"),
    [
        ("", None),
        ("cy.svg", Image("images/cy.svg", "images/cy.svg", 8, 9, length=len(SVG))),
        ("é.svg", Image("authors/é.svg", "authors/%C3%A9.svg", 8, 9, length=len(SVG))),
    ],
)
def test_an_avatar_is_found_and_measured(content: Path, name: str, avatar: Image | None) -> None:
    profile = document("Cy", avatar=name)
    site = site_in(content, profile)
    assert find_avatar(profile, site) == avatar
    assert not site.report.diagnostics


@pytest.mark.parametrize("name", ["cy.png", "a\0b", "../../cy.svg", "x" * 999])
def test_an_avatar_that_is_not_a_file_of_the_site_is_an_error(content: Path, name: str) -> None:
    profile = document("Cy", avatar=name)
    site = site_in(content, profile)
    assert find_avatar(profile, site) is None
    assert [str(error) for error in site.report.errors] == [
        f'content/authors/cy.md:3: error: image "{name}" not found; put it into content/images/ '
        "[image/not-found]"
    ]


def test_an_avatar_that_is_not_an_image_is_an_error_of_its_file(content: Path) -> None:
    profile = document("Cy", avatar="text.png")
    site = site_in(content, profile)
    assert find_avatar(profile, site) is None
    assert [(error.path, error.line, error.code) for error in site.report.errors] == [
        ("content/authors/cy.md", 3, "image/invalid")
    ]


def site_in(content: Path, *profiles: ProfileDocument) -> Site:
    """A site that has read the images which some profiles name."""
    site = make_site(layout=replace(LAYOUT, content=content), profile_documents=profiles)
    read_images(site)
    return site


def test_two_profiles_with_one_name_are_an_error() -> None:
    front = FrontMatter("content/authors/b.md", {"name": 4})
    documents = [document("Ada"), document("Cy"), replace(document("Ada"), front_matter=front)]
    assert [str(d) for d in duplicate_profiles(documents)] == [
        'content/authors/b.md:4: error: "Ada" already has a profile: content/authors/ada.md; '
        "remove one of them [author/duplicate-name]"
    ]


def test_a_name_that_is_missing_is_no_duplicate_of_the_file_name() -> None:
    nameless = replace(document("Ada"), front_matter=FrontMatter("content/authors/b.md"))
    assert not [*duplicate_profiles([document("Ada"), nameless])]


def test_two_names_with_one_url_are_an_error() -> None:
    profiles = [profile("Ada Writer", "author/writer/"), profile("Ben Helper", "author/writer/")]
    assert [str(d) for d in duplicate_pages(profiles)] == [
        'content/authors/ben-helper.md:4: error: URL /author/writer/ of "Ben Helper" is already '
        'used by "Ada Writer"; change one slug [author/duplicate-url]'
    ]


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("Adda", 'did you mean "Ada" (content/authors/ada.md)?'),
        ("Zoe", 'add a profile with `python3 blog.py author "Zoe"`'),
        (
            "Ada Writer and Zoe",
            "write names apart, as [One Name, Another], or add a profile with "
            '`python3 blog.py author "Ada Writer and Zoe"`',
        ),
    ],
)
def test_an_author_without_a_profile_is_an_error(name: str, advice: str) -> None:
    post = make_article(authors=["Ada", name], lines={"authors": 5})
    assert [str(d) for d in unknown_authors([post], {"Ada": profile("Ada", "author/ada/")})] == [
        f'content/posts/a.md:5: error: unknown author "{name}"; {advice} [author/unknown]'
    ]


def test_many_authors_without_a_profile_have_one_command() -> None:
    names = [f"Person {number}" for number in range(MANY)]
    post = make_article(authors=[*names, "Bo Li and Yi Wu"])
    errors = unknown_authors([post], {})
    command = "add profiles with `python3 blog.py author --missing`"
    assert [error.advice for error in errors] == [
        *[command] * MANY, "write names apart, as [One Name, Another], or add a profile with "
        '`python3 blog.py author "Bo Li and Yi Wu"`',
    ]  # fmt: skip


def test_profiles_have_the_url_of_their_author() -> None:
    ada, ben = author("Ada"), author("Ben")
    post = make_article("a")
    post.authors = (ben, ada)
    site = site_with(document("Ada", role="Editor"), document("Ben"), articles=(post,))
    attach_author_profiles(site)
    assert [*site.profiles] == ["Ada", "Ben"]
    assert (site.profiles["Ada"].role, site.profiles["Ada"].url) == ("Editor", "author/ada/")
    assert site.authors == (ada, ben)
    assert ada.profile is site.profiles["Ada"]


def test_a_profile_without_posts_has_a_page_in_the_order_of_slugs() -> None:
    ben = author("Ben")
    post = make_article()
    post.authors, ben.articles = (ben,), [post]
    site = site_with(document("Ada"), document("Ben"), articles=(post,))
    attach_author_profiles(site)
    assert [(a.name, a.url, a.articles) for a in site.authors] == [
        ("Ada", "author/ada/", []), ("Ben", "author/ben/", [post])
    ]  # fmt: skip
    assert [a.profile for a in site.authors] == [*site.profiles.values()]


def test_the_author_of_a_hidden_post_has_a_page_too() -> None:
    ben = author("Ben")
    post = make_article(status="hidden")
    post.authors = (ben,)
    site = site_with(document("Ben"), hidden_articles=(post,))
    attach_author_profiles(site)
    assert site.authors == (ben,)
    assert ben.profile is site.profiles["Ben"]
