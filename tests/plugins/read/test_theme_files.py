"""Files of the theme, named after their bytes."""

import pytest
from jinja2 import TemplateRuntimeError

from newsroom.diagnostics.errors import UserError
from plugins.read.theme_files import hashed, theme_file, theme_files

FONT = {"fonts/a.woff2": b"font", "mark.svg": b"<svg/>"}


def sheet(css: str, files: dict[str, bytes] = FONT) -> str:
    """The style sheet `css/site.css` of a theme as it is written."""
    return theme_files({"css/site.css": css.encode(), **files}, "theme")[
        "css/site.css"
    ].data.decode()


def test_a_name_carries_the_hash_of_the_bytes() -> None:
    assert hashed("css/site.css", b"a") == "css/site.ca978112ca.css"
    assert hashed("css/site.css", b"b") != hashed("css/site.css", b"a")
    assert hashed("LICENSE", b"a") == "LICENSE.ca978112ca"


NEW_FONT, NEW_MARK = hashed("fonts/a.woff2", b"font"), hashed("mark.svg", b"<svg/>")


@pytest.mark.parametrize(
    ("css", "written"),
    [
        ("a { b: url(../fonts/a.woff2) }", f'a {{ b: url("../{NEW_FONT}") }}'),
        ("a { b: url( '../mark.svg#x' ) }", f'a {{ b: url("../{NEW_MARK}#x") }}'),
        ('a { b: url("data:image/png;base64,AA==") }', None),
        ("a { b: url(#x) }", None),
        ("a { b: url(https://other.example/a.png) }", None),
        ("a { b: url(/images/a.png) }", None),
    ],
)
def test_a_style_sheet_names_files_by_their_new_names(css: str, written: str | None) -> None:
    assert sheet(css) == (written or css)


def test_another_font_makes_another_style_sheet() -> None:
    css = {"css/site.css": b"a { b: url(../fonts/a.woff2) }"}
    urls = {theme_files(css | {"fonts/a.woff2": font}, "theme")["css/site.css"].url
            for font in (b"one", b"two")}  # fmt: skip
    assert len(urls) == 2


@pytest.mark.parametrize(
    ("css", "sentence"),
    [
        ("a {}\nb { c: url(../fonts/b.woff2) }",
         'theme/static/css/site.css:2: url("../fonts/b.woff2") names no file of the theme; '
         'did you mean "fonts/a.woff2"?'),
        ('@import url("zzzzzz.css");',
         'theme/static/css/site.css:1: url("zzzzzz.css") names no file of the theme; '
         "style sheets name fonts and pictures only"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_there_is_told_with_its_line(css: str, sentence: str) -> None:
    with pytest.raises(UserError) as wrong:
        sheet(css)
    assert str(wrong.value) == sentence


def test_a_template_that_names_no_file_is_told_the_nearest() -> None:
    files = theme_files(FONT, "theme")
    assert theme_file("mark.svg", files) == "theme/" + hashed("mark.svg", b"<svg/>")
    with pytest.raises(TemplateRuntimeError, match=r'no file "mark.png"; did you mean "mark.svg"'):
        theme_file("mark.png", files)
