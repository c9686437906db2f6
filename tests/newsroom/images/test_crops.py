"""Crops: the largest box of a ratio around the focus of an image."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.images.crops import CENTER, Box, Focus, crop_box, parse_focus


@pytest.mark.parametrize(
    ("text", "focus"),
    [
        ("40% 30%", Focus(0.4, 0.3)),
        ("0% 100%", Focus(0, 1)),
        ("33.3% 50%", Focus(0.333, 0.5)),
        ("  40%   30% ", Focus(0.4, 0.3)),
        ("25%", Focus(0.25, 0.5)),
        ("center", CENTER),
        ("left", Focus(0, 0.5)),
        ("Top", Focus(0.5, 0)),
        ("left top", Focus(0, 0)),
        ("top left", Focus(0, 0)),
        ("bottom center", Focus(0.5, 1)),
        ("center right", Focus(1, 0.5)),
        ("left 30%", Focus(0, 0.3)),
        ("30% bottom", Focus(0.3, 1)),
    ],
)
def test_a_focus_is_written_as_in_css(text: str, focus: Focus) -> None:
    parsed = parse_focus(text)
    assert (parsed.x, parsed.y) == pytest.approx((focus.x, focus.y))


@pytest.mark.parametrize(
    "text",
    ["", "40", "40 30", "40px 30px", "140% 0%", "-1% 0%", "left right", "top 30%", "30% left",
     "top bottom", "40% 30% 20%", "nan% 0%", "middle", "40%, 30%", "١% ١%"],
)  # fmt: skip
def test_an_invalid_focus_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match='write it as "40% 30%"'):
        parse_focus(text)


@pytest.mark.parametrize(
    ("size", "ratio", "focus", "box"),
    [
        ((1600, 900), 16 / 9, CENTER, (0, 0, 1600, 900)),
        ((1600, 1200), 16 / 9, CENTER, (0, 150, 1600, 1050)),
        ((1600, 1200), 16 / 9, Focus(0.5, 0), (0, 0, 1600, 900)),
        ((1600, 1200), 16 / 9, Focus(0.5, 1), (0, 300, 1600, 1200)),
        ((1600, 900), 1, CENTER, (350, 0, 1250, 900)),
        ((1600, 900), 1, Focus(0.4, 0.5), (190, 0, 1090, 900)),
        ((1600, 900), 1, Focus(0.1, 0.5), (0, 0, 900, 900)),
        ((900, 1600), 4 / 3, Focus(0.5, 0.25), (0, 62, 900, 737)),
        ((1000, 1), 16 / 9, CENTER, (499, 0, 501, 1)),
        ((1, 1), 16 / 9, CENTER, (0, 0, 1, 1)),
    ],
)
def test_a_box_is_around_the_focus(
    size: tuple[int, int], ratio: float, focus: Focus, box: Box
) -> None:
    assert crop_box(*size, ratio, focus) == box


SIDES = st.integers(1, 20_000)
PARTS = st.floats(0, 1)


@given(SIDES, SIDES, st.floats(0.05, 20), PARTS, PARTS)
def test_a_box_is_the_largest_in_the_image_and_contains_the_focus(
    width: int, height: int, ratio: float, x: float, y: float
) -> None:
    left, top, right, bottom = crop_box(width, height, ratio, Focus(x, y))
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    across, down = right - left, bottom - top
    assert width == across or height == down
    assert abs(across - max(1, down * ratio)) <= max(1, ratio) / 2 + 1e-6
    assert left - 1 <= x * width <= right + 1
    assert top - 1 <= y * height <= bottom + 1
