"""The mark of a theme, and what is wrong with it."""

import pytest

from newsroom.diagnostics.report import DiagnosticsError
from newsroom.images.rasterizer import RasterizerError
from newsroom.output.theme_mark import mark_problems, read_mark, reported_mark
from newsroom.site.lists import ThemeFile
from tests.model import make_site

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">\n%b</svg>'


@pytest.mark.parametrize(
    ("inner", "lines"),
    [
        (b"<path d='M0 0h8'/>", []),
        (b"<title>Text</title>", []),
        (b"<g>\n<text>A</text></g>\n<text>B</text>", [3]),
        (b"<script/>", []),  # reported with the other files of the theme
    ],
)
def test_a_mark_with_text_is_an_error_with_its_line(inner: bytes, lines: list[int]) -> None:
    assert [(d.code, d.line) for d in mark_problems(SVG % inner)] == [
        ("theme/invalid-mark", line) for line in lines
    ]


def test_a_theme_may_have_no_mark() -> None:
    site = make_site()
    assert (read_mark(site), site.report.errors) == (b"", set())
    site.theme_files = {"favicon.svg": ThemeFile("x", SVG % b"<text/>")}
    assert read_mark(site)
    assert [d.code for d in site.report.errors] == ["theme/invalid-mark"]


def test_a_mark_that_cannot_be_drawn_names_its_file() -> None:
    message = r"^theme/static/favicon\.svg: error: too large"
    with pytest.raises(DiagnosticsError, match=message), reported_mark():
        raise RasterizerError("too large; change it")
