"""SVG as a bitmap: what is drawn, and that a hostile drawing is an error and no more."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageFont

from newsroom.images import rasterizer
from newsroom.images.rasterizer import RasterizerError, rasterize_svg, text_characters
from tests.svgs import GOOD, HOSTILE, svg

HALVES = (
    '<svg xmlns="http://www.w3.org/2000/svg" {}>'
    '<rect width="20" height="20" fill="#f00"/><circle cx="30" cy="10" r="5" fill="#00f"/></svg>'
)
LAUGHS = "".join(
    f'<g id="g{level + 1}">' + f'<use href="#g{level}"/>' * 10 + "</g>" for level in range(9)
)


def drawn(data: bytes, width: int) -> Image.Image:
    with Image.open(io.BytesIO(rasterize_svg(data, width)), formats=("PNG",)) as image:
        image.load()
        return image.convert("RGBA")


@pytest.mark.parametrize(
    "attributes",
    [
        'viewBox="0 0 40 20"',
        'width="40" height="20"',
        'width="10mm" height="5mm" viewBox="0 0 40 20"',
        'width="100%" height="100%" viewBox="0 0 40 20"',
    ],
)
def test_a_drawing_has_the_width_that_is_asked_for(attributes: str) -> None:
    image = drawn(HALVES.format(attributes).encode(), 400)
    assert image.size == (400, 200)
    assert image.getpixel((100, 100)) == (255, 0, 0, 255)
    assert image.getpixel((300, 100)) == (0, 0, 255, 255)
    assert image.getpixel((390, 10)) == (0, 0, 0, 0)


def test_text_is_drawn_by_the_fonts_that_are_given() -> None:
    font = ImageFont.load_default(10)
    assert isinstance(font, ImageFont.FreeTypeFont)
    data = svg('<text x="0" y="300" font-size="300" font-family="Unknown">M</text>')
    with Image.open(io.BytesIO(rasterize_svg(data, 40, [font.font_bytes]))) as image:
        assert image.getchannel("A").getextrema() == (0, 255)


@pytest.mark.parametrize(
    ("body", "characters"),
    [
        ("<text>Hello</text>", "Helo"),
        ("<text> <tspan>b</tspan>\n<tspan>a </tspan></text><title>z</title>", "ab"),
        ("<text><title>t</title></text>", "t"),
        ("<g><text>x</text></g><desc>y</desc><text>w</text>", "wx"),
        ("<text> </text>", ""),
        ('<x:text xmlns:x="urn:x">no</x:text>', ""),
    ],
)
def test_the_characters_of_a_drawing_are_those_of_its_texts(body: str, characters: str) -> None:
    assert text_characters(svg(body)) == characters


def test_the_same_drawing_has_the_same_bytes() -> None:
    data = HALVES.format('viewBox="0 0 40 20"').encode()
    assert rasterize_svg(data, 300) == rasterize_svg(data, 300)


@pytest.mark.parametrize("name", [name for name in GOOD if name != "words about URLs"])
def test_drawings_as_programs_save_them_are_drawn(name: str) -> None:
    data = GOOD[name]
    if b"<text" in data:
        with pytest.raises(RasterizerError, match="convert the text to paths"):
            rasterize_svg(data, 50)
    else:
        assert drawn(data, 50).size == (50, 50)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_drawing_that_runs_or_loads_something_is_not_drawn(name: str) -> None:
    with pytest.raises(RasterizerError):
        rasterize_svg(HOSTILE[name], 50)


def test_no_file_is_read(tmp_path: Path) -> None:
    Image.new("RGB", (4, 4), "red").save(tmp_path / "secret.png")
    body = f'<image href="{tmp_path}/secret.png" width="400" height="400"/>'
    with pytest.raises(RasterizerError, match=r"line 1: .*links to another file"):
        rasterize_svg(svg(body), 50)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (svg(f"<defs><rect id='g0'/>{LAUGHS}</defs><use href='#g9'/>"), "cannot draw the SVG"),
        (svg("<g>" * 20_000 + "</g>" * 20_000), "SVG is too complex"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1000000"/>', "too high"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"/>', "cannot draw the SVG"),
        (b"", "line 1: invalid XML"),
    ],
    ids=["elements", "depth", "height", "empty", "no bytes"],
)
def test_a_drawing_beyond_all_limits_is_an_error(data: bytes, message: str) -> None:
    with pytest.raises(RasterizerError, match=message):
        rasterize_svg(data, 1000)


def test_a_drawing_that_takes_too_long_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rasterizer, "TIME_LIMIT", 0.001)
    with pytest.raises(RasterizerError, match="takes over"):
        rasterize_svg(HALVES.format('viewBox="0 0 40 20"').encode(), 40)
