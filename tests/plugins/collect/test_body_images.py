"""Images of bodies: what is printed of a photograph, and of other files."""

import re
from typing import Any

import pytest

from newsroom.content.body import BodyImage
from newsroom.images.source_image import SourceImage
from newsroom.images.variants import DrawingFonts
from plugins.collect.body_images import attach_body_images, update_body_images
from tests.model import make_article, make_settings, make_site

HALL = SourceImage("images/hall.jpg", "ab" * 16, "JPEG", 1000, 500, color="#102030")
MOVING = SourceImage("images/moving.gif", "cd" * 16, "GIF", 10, 10, is_animated=True)
HTML = '<img src="/images/hall.jpg"> <img src="/images/moving.gif"> <img src="none.jpg">'


def test_a_photograph_is_offered_in_widths_and_formats() -> None:
    article = make_article("a", HTML)
    settings = make_settings(url="https://x.example/blog")
    images = {image.path: image for image in (HALL, MOVING)}
    attach_body_images(make_site(settings, articles=(article,), images=images))
    assert [*article.images] == ["/images/hall.jpg"]
    image = article.images["/images/hall.jpg"]
    assert image.color == "#102030"
    assert image.src.startswith("/blog/media/hall-")
    sources = image.sources.split("<source ")[1:]
    assert [source.split()[0] for source in sources] == [
        'type="image/avif"', 'type="image/webp"', 'type="image/jpeg"'
    ]  # fmt: skip
    for source in sources:
        assert source.count("/blog/media/hall-") == 3  # 480, 800 and 1,000 pixels wide
        assert 'sizes="(min-width: 648px) 648px, 100vw"' in source


def test_a_preview_offers_the_format_that_takes_no_time() -> None:
    article = make_article("a", HTML)
    site = make_site(make_settings(preview=True), articles=(article,), images={HALL.path: HALL})
    attach_body_images(site)
    image = article.images["/images/hall.jpg"]
    assert image.sources.count("<source ") == image.sources.count('type="image/jpeg"') == 1


def test_an_edited_body_has_the_images_that_it_shows() -> None:
    article = make_article("a", HTML)
    site = make_site(articles=(article,), images={HALL.path: HALL})
    article.images = {"old.jpg": BodyImage("/old.jpg")}
    update_body_images(site, article)
    assert [*article.images] == ["/images/hall.jpg"]


@pytest.mark.parametrize(
    ("values", "has_bitmap"),
    [
        ({"is_drawable": True}, True),
        ({"is_drawable": True, "characters": "AB"}, True),
        ({"is_drawable": True, "characters": "漢"}, False),
        ({}, False),
    ],
)
def test_a_drawing_is_a_bitmap_for_feeds_if_it_can_be_drawn(
    values: dict[str, Any], has_bitmap: bool
) -> None:
    plan = SourceImage("images/plan.svg", "ef" * 16, "SVG", 400, 300, **values)
    fonts = DrawingFonts("0", (b"",), frozenset(map(ord, "ABC")))
    article = make_article("a", '<p><img src="/images/plan.svg" alt="A plan"></p>')
    settings = make_settings(url="https://x.example/blog")
    images = {plan.path: plan}
    site = make_site(settings, articles=(article,), images=images, drawing_fonts=fonts)
    attach_body_images(site)
    if has_bitmap:
        [image] = article.images.values()
        assert (image.src, image.sources) == ("", "")
        assert re.fullmatch(r"/blog/media/plan-[0-9a-f]{10}-800\.png", image.bitmap)
    else:
        assert article.images == {}
