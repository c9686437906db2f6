"""The text of a body by its headings."""

import pytest

from newsroom.search.text_sections import TextSection, read_sections


@pytest.mark.parametrize(
    ("html", "sections"),
    [
        ("", []),
        ("<p>One.</p><p>Two.</p>", [("", "", "One. Two.")]),
        ("<p>A <b>bold</b>er word</p>", [("", "", "A bolder word")]),
        (
            '<p>Above.</p><h2 id="a">First <a class="anchor" href="#a">#</a></h2><p>x</p>'
            '<div><h3 id="b">Second</h3><p>y</p></div><p>z</p>',
            [("", "", "Above."), ("a", "First", "x"), ("b", "Second", "y z")],
        ),
        ("<h2>Without an id</h2><p>x</p>", [("", "", "Without an id x")]),
        ('<h2 id="a"></h2><p>x</p>', [("", "", "x")]),
        ('<h2 id="a">Alone</h2>', [("a", "Alone", "")]),
        ("<table><tr><td>1</td><td>2</td></tr></table>", [("", "", "1 2")]),
        ("<p>x</p><pre><code>code()</code></pre><p>y<br>z</p>", [("", "", "x y z")]),
        ("<p>a &lt;b&gt; &amp; c</p><script>1</script>", [("", "", "a <b> & c")]),
    ],
)
def test_a_body_is_split_at_its_headings(html: str, sections: list[tuple[str, str, str]]) -> None:
    assert read_sections(html) == [TextSection(*section) for section in sections]
