"""What could run, or would change the page around a text."""

import pytest

from plugins.support.active import TOO_DEEP
from plugins.support.outline import read_outline


@pytest.mark.parametrize("depth", [2100, 30_000])
def test_what_stands_too_deep_to_be_read_is_told(depth: int) -> None:
    assert TOO_DEEP in read_outline("<div>" * depth + "<script>x</script>").unsafe


@pytest.mark.parametrize(
    ("html", "stray"),
    [
        ("<div><p>x</p></div>", []),
        ("<p>x</p></div></article></main>", ["</div", "</article", "</main"]),
        ("</div><div>", ["</div"]),
        ("<DIV></div>", []),
        ("<pre>&lt;/div&gt;</pre>", []),
        ("<div>", []),
    ],
)
def test_a_text_cannot_close_the_page_around_it(html: str, stray: list[str]) -> None:
    assert [active.mark for active in read_outline(html).unsafe] == stray
