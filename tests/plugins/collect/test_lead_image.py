"""Lead pictures: where they are looked for, and what is said of them."""

from pathlib import Path

import pytest

from newsroom.content.front_matter.schema import FrontMatter
from newsroom.content.images import find_picture
from newsroom.diagnostics.report import Report
from plugins.collect.lead_image import LeadImage, lead_image

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"/>'


@pytest.fixture
def content(tmp_path: Path) -> Path:
    for name in ("content/images/a.svg", "content/posts/b.svg", "content/images/deep/c.svg"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SVG, encoding="utf-8")
    (tmp_path / "content" / "images" / "text.png").write_text("no picture", encoding="utf-8")
    entity = f'<!DOCTYPE svg [<!ENTITY w "3">]>{SVG}'
    (tmp_path / "content" / "images" / "entity.svg").write_text(entity, encoding="utf-8")
    (tmp_path / "secret.svg").write_text(SVG, encoding="utf-8")
    return tmp_path / "content"


@pytest.mark.parametrize(
    ("written", "found"),
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
def test_a_picture_is_found(content: Path, written: str, found: str | None) -> None:
    path = find_picture(written, content / "posts", content)
    assert (path.relative_to(content).as_posix() if path else None) == found


def test_a_picture_has_its_true_size(content: Path) -> None:
    front = FrontMatter("content/posts/x.md", image="a.svg", image_alt="A", image_caption="C")
    assert lead_image(front, content, Report()) == LeadImage(
        "images/a.svg", "images/a.svg", 40, 30, "A", "C", ""
    )


@pytest.mark.parametrize(
    ("image", "sentence"),
    [
        ("aa.svg", 'there is no picture "aa.svg"; did you mean "a.svg"?'),
        ("q.webp", 'there is no picture "q.webp"; put it beside the post or into content/images/'),
        (
            "text.png",
            '"text.png" is no picture that browsers show; use JPEG, PNG, WebP, AVIF or SVG',
        ),
        (
            "entity.svg",
            '"entity.svg" is an invalid SVG: DOCTYPE with declarations; remove the DOCTYPE',
        ),
    ],
)
def test_what_is_no_picture_is_refused(content: Path, image: str, sentence: str) -> None:
    report = Report()
    front = FrontMatter("content/posts/x.md", {"image": 3}, image=image, image_alt="A")
    assert lead_image(front, content, report) is None
    assert {str(mistake) for mistake in report.errors} == {f"content/posts/x.md:3: {sentence}"}


def test_no_picture_is_none(content: Path) -> None:
    assert lead_image(FrontMatter("content/posts/x.md"), content, Report()) is None


@pytest.mark.parametrize(
    ("size", "shown"),
    [((1600, 900), (1280, 720)), ((400, 200), (400, 200)), ((1200, 3600), (240, 720))],
)
def test_a_picture_is_no_higher_than_a_window(
    size: tuple[int, int], shown: tuple[int, int]
) -> None:
    assert LeadImage("a", "a", *size, "A", "", "").shown == shown
