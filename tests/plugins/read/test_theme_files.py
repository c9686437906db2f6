"""Files of the theme, named after their bytes."""

import pytest
from jinja2 import TemplateRuntimeError

from newsroom.diagnostics.errors import UserError
from plugins.read.theme_files import hash_theme_files, hashed_path, theme_file

FONT = {"fonts/a.woff2": b"font", "mark.svg": b"<svg/>"}


def sheet(css: str, files: dict[str, bytes] = FONT) -> str:
    """The style sheet `css/site.css` of a theme as it is written."""
    return hash_theme_files({"css/site.css": css.encode(), **files}, "theme")[
        "css/site.css"
    ].data.decode()


def test_a_name_carries_the_hash_of_the_bytes() -> None:
    assert hashed_path("css/site.css", b"a") == "css/site.ca978112ca.css"
    assert hashed_path("css/site.css", b"b") != hashed_path("css/site.css", b"a")
    assert hashed_path("LICENSE", b"a") == "LICENSE.ca978112ca"


NEW_FONT, NEW_MARK = hashed_path("fonts/a.woff2", b"font"), hashed_path("mark.svg", b"<svg/>")


@pytest.mark.parametrize(
    ("css", "result"),
    [
        ("a { b: url(../fonts/a.woff2) }", f'a{{b:url("../{NEW_FONT}")}}'),
        ("/* A */ a { b: url( '../mark.svg#x' ) }", f'a{{b:url("../{NEW_MARK}#x")}}'),
        ('a{b:url("data:image/png;base64,AA==")}', None),
        ("a{b:url(#x)}", None),
        ("a{b:url(https://other.example/a.png)}", None),
        ("a{b:url(/images/a.png)}", None),
    ],
)
def test_a_style_sheet_names_files_by_their_new_names(css: str, result: str | None) -> None:
    assert sheet(css) == (result or css)


def test_another_font_makes_another_style_sheet() -> None:
    css = {"css/site.css": b"a { b: url(../fonts/a.woff2) }"}
    urls = {hash_theme_files(css | {"fonts/a.woff2": font}, "theme")["css/site.css"].url
            for font in (b"one", b"two")}  # fmt: skip
    assert len(urls) == 2


@pytest.mark.parametrize(
    ("css", "message"),
    [
        ("a {}\nb { c: url(../fonts/b.woff2) }",
         'theme/static/css/site.css:2: error: url("../fonts/b.woff2"): file of the theme not '
         'found; did you mean "fonts/a.woff2"? [theme/file-not-found]'),
        ('@import url("zzzzzz.css");',
         'theme/static/css/site.css:1: error: url("zzzzzz.css"): file of the theme not found; '
         "style sheets can name fonts and images only [theme/file-not-found]"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_found_is_an_error_with_its_line(css: str, message: str) -> None:
    with pytest.raises(UserError) as error:
        sheet(css)
    assert str(error.value) == message


def test_a_template_that_names_an_unknown_file_is_an_error() -> None:
    files = hash_theme_files(FONT, "theme")
    assert theme_file("mark.svg", files) == "theme/" + hashed_path("mark.svg", b"<svg/>")
    with pytest.raises(
        TemplateRuntimeError, match=r'"mark.png" of the theme not found; did you mean'
    ):
        theme_file("mark.png", files)
