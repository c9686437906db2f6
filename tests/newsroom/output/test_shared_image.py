"""The image that stands for a post elsewhere."""

import pytest

from newsroom.output.shared_image import shared_image
from newsroom.site.image_model import Image, ShareCard
from tests.model import make_article

CARD = ShareCard("cards/a.png", 1200, 630, "A")
PHOTOGRAPH = Image("images/a.jpg", "images/a.jpg", 1200, 800)
DRAWING = Image("images/a.svg", "images/a.svg", 1200, 800)


@pytest.mark.parametrize(
    ("lead", "card", "expected"),
    [
        (PHOTOGRAPH, CARD, PHOTOGRAPH),
        (DRAWING, CARD, CARD),
        (DRAWING, None, DRAWING),
        (None, CARD, CARD),
        (None, None, None),
    ],
)
def test_a_photograph_comes_first_and_a_drawing_last(
    lead: Image | None, card: ShareCard | None, expected: object
) -> None:
    assert shared_image(make_article(lead_image=lead, share_card=card)) == expected
