"""Lead images: where they are looked for, and what is reported of them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newsroom.content.document import Document
from newsroom.images.image_files import ImageFinder
from newsroom.site.image_model import Image
from newsroom.site.model import Site
from plugins.collect.images import read_images
from plugins.collect.lead_image import attach_lead_images, find_images, lead_image
from tests.model import LAYOUT, make_article, make_document, make_site

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"/>'


@pytest.fixture
def content(tmp_path: Path) -> Path:
    for name in ("content/images/a.svg", "content/posts/b.svg", "content/images/deep/c.svg"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SVG, encoding="utf-8")
    (tmp_path / "content" / "images" / "text.png").write_text("no image", encoding="utf-8")
    entity = f'<!DOCTYPE svg [<!ENTITY w "3">]>{SVG}'
    (tmp_path / "content" / "images" / "entity.svg").write_text(entity, encoding="utf-8")
    (tmp_path / "secret.svg").write_text(SVG, encoding="utf-8")
    return tmp_path / "content"


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ("a.svg", "images/a.svg"),
        ("b.svg", "posts/b.svg"),
        ("/images/a.svg", "images/a.svg"),
        ("images/a.svg", "images/a.svg"),
        ("{static}/images/deep/c.svg", "images/deep/c.svg"),
        ("deep/c.svg", "images/deep/c.svg"),
        ("../images/a.svg", "images/a.svg"),
        ("../../secret.svg", None),
        ("none.svg", None),
    ],
)
def test_an_image_is_found(content: Path, image: str, expected: str | None) -> None:
    assert ImageFinder(content).find(image, content / "posts") == expected


def test_an_image_has_its_true_size(content: Path) -> None:
    document = make_document("posts/x.md", image="a.svg", image_alt="A", image_caption="C")
    site = site_of(content, document)
    length = (content / "images/a.svg").stat().st_size
    image = find_lead(document, site)
    assert image is not None
    assert replace(image, bitmap=None) == Image(
        "images/a.svg", "images/a.svg", 40, 30, "A", "C", "", length
    )


@pytest.mark.parametrize(
    ("image", "code", "message"),
    [
        ("aa.svg", "not-found", 'image "aa.svg" not found; did you mean "a.svg"?'),
        (
            "q.webp",
            "not-found",
            'image "q.webp" not found; put it beside the post or into content/images/',
        ),
        (
            "text.png",
            "invalid",
            '"images/text.png": not an image, or damaged at its start; copy or export it again',
        ),
    ],
)
def test_what_is_not_an_image_is_an_error(
    content: Path, image: str, code: str, message: str
) -> None:
    assert error_of(image, content) == (f"content/posts/x.md:3: error: {message} [image/{code}]")


def test_an_image_elsewhere_is_proposed_with_its_path(content: Path) -> None:
    assert 'did you mean "/posts/b.svg"?' in error_of("img/B.SVG", content)


def test_an_image_outside_is_not_proposed_again(content: Path) -> None:
    (content / "images" / "portrait.webp").symlink_to("/etc/passwd")
    assert "did you mean" not in error_of("portrait.webp", content)


def test_a_lead_image_of_another_type_is_an_error(content: Path) -> None:
    (content / "images/a.tiff").write_bytes(b"II*")
    assert '"images/a.tiff": .tiff is not a format of images here; use' in error_of(
        "a.tiff", content
    )


def test_an_image_of_another_site_is_saved_first(content: Path) -> None:
    assert "save the image into content/images/" in error_of("https://x.example/a.jpg", content)


def test_a_link_out_of_the_content_is_not_searched(content: Path) -> None:
    (content.parent / "photographs").mkdir()
    (content.parent / "photographs/portrait.svg").write_text(SVG, encoding="utf-8")
    (content / "images/elsewhere").symlink_to(content.parent)  # which has the content itself
    assert find_images(content, frozenset(["images/elsewhere"])) == [
        "images/a.svg", "images/deep/c.svg", "images/entity.svg", "images/text.png", "posts/b.svg"
    ]  # fmt: skip


def site_of(content: Path, *documents: Document, **values: Any) -> Site:
    """A site that has read the images which some documents name."""
    layout = replace(LAYOUT, content=content)
    site = make_site(layout=layout, documents=documents, **values)
    read_images(site)
    return site


def find_lead(document: Document, site: Site) -> Image | None:
    content = site.layout.content
    return lead_image(
        document, site, ImageFinder(content), lambda: find_images(content, frozenset())
    )


def error_of(image: str, content: Path) -> str:
    document = make_document("posts/x.md", lines={"image": 3}, image=image, image_alt="A")
    site = site_of(content, document)
    assert find_lead(document, site) is None
    [error] = site.report.errors
    return str(error)


def test_the_reason_why_an_svg_is_invalid_is_in_the_message(content: Path) -> None:
    assert "DOCTYPE" in error_of("entity.svg", content)


def test_no_image_is_none(content: Path) -> None:
    document = make_document("posts/x.md")
    assert find_lead(document, site_of(content, document)) is None


def test_every_article_gets_its_image_and_a_wrong_one_is_reported(content: Path) -> None:
    listed, hidden = make_article("x", image="b.svg"), make_article("y", image="none.svg")
    documents = listed.document, hidden.document
    site = site_of(content, *documents, articles=(listed,), hidden_articles=(hidden,))
    attach_lead_images(site)
    assert listed.lead_image is not None
    assert listed.lead_image.path == "posts/b.svg"
    assert hidden.lead_image is None
    assert [diagnostic.path for diagnostic in site.report.errors] == ["content/posts/y.md"]


@pytest.mark.parametrize(
    ("size", "display_size"),
    [((1600, 900), (1280, 720)), ((400, 200), (400, 200)), ((1200, 3600), (240, 720))],
)
def test_an_image_is_no_higher_than_a_window(
    size: tuple[int, int], display_size: tuple[int, int]
) -> None:
    assert Image("a", "a", *size, "A", "", "").display_size == display_size
