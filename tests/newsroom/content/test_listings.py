"""Info strings of fences, and the HTML of listings."""

import pytest

from newsroom.content.listings import Info, parse_info
from tests.rendering import render


@pytest.mark.parametrize(
    ("text", "info"),
    [
        ("", Info()),
        ("python", Info("python")),
        ("c++ and more", Info("c++")),
        ('python title="x.py" {1,3-5}', Info("python", "x.py", lines=(1, 3, 4, 5))),
        ("python title='a b'", Info("python", "a b")),
        ('title="x.py"', Info(title="x.py")),
        ("{2}", Info(lines=(2,))),
        ("{.python .wide #id}", Info("python", anchor="id", classes=("wide",))),
        ('{ .python hl_lines="1 3" }', Info("python", lines=(1, 3))),
        ("python {1-9999999}", Info("python")),
        ("{linenums=true}", Info(options={"linenums": True})),
    ],
)
def test_an_info_string_is_parsed(text: str, info: Info) -> None:
    assert parse_info(text) == info


def test_a_title_is_the_caption() -> None:
    html = render('```python title="<x>.py" {1}\na = 1\n```').html
    assert html.startswith("<figure>\n<figcaption>&lt;x&gt;.py</figcaption>\n<div")
    assert '<span class="hll">' in html
