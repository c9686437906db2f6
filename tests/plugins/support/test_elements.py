"""Tags that no browser knows."""

import pytest

from plugins.support.elements import KNOWN
from plugins.support.outline import read_outline


@pytest.mark.parametrize(
    ("html", "tags"),
    [
        ("<p>a Vec<T> is</p>", ("<T>",)),
        ("<p>Map<String, Integer> is</p>", ("<String, Integer>",)),
        ("<p><T: Clone> and <V></p>", ("<T: Clone>", "<V>")),
        ("<p><think>aloud</think></p>", ("<think>",)),
        ("<p><T> and <T> again</p>", ("<T>",)),
        ("<p><your-name></p>", ("<your-name>",)),
        ("<p>a <?php echo 1 ?> b</p>", ("<?php echo 1 ?>",)),
        ("<p><code>Vec&lt;T&gt;</code> 1 < 2, a <- b, <3, <_x></p>", ()),
        ("<p><B>x</B><center><font>y</font></center></p>", ()),
        ("<svg><lineargradient/><g><path/></g></svg><math><mi>x</mi></math>", ()),
        ('<p title="Vec<T>">x</p>', ()),
        ("<html><body>", ()),
        ("<!-- a <T> -->", ()),
    ],
)
def test_what_readers_would_miss_is_found(html: str, tags: tuple[str, ...]) -> None:
    assert read_outline(html).unknown_tags == tags


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_what_browsers_know_is_no_find(name: str) -> None:
    assert read_outline(f"<{name}>x</{name}>").unknown_tags == ()
