"""What could run, or would change the page around a text."""

import pytest

from newsroom.html.active_html import Active, find_active
from newsroom.html.tree import parse_html


@pytest.mark.parametrize(
    ("html", "active"),
    [
        ("<p>x</p>", ()),
        ("<script>x</script>", (Active("<script", "<script> is active content"),)),
        ("<p onclick=x>", (Active("onclick", "the attribute onclick= on <p> runs a script"),)),
        ('<a href="JavaScript:x">y</a>',
         (Active("javascript:", "a javascript: URL on <a> can run a script"),)),
        ('<a href="data:text/html,x">y</a>',
         (Active("data:", "a data: URL on <a> can run a script"),)),
        ('<img alt="" src="data:image/png;base64,x">', ()),
        ('<a href="data:image/png;base64,x">y</a>',
         (Active("data:", "a data: URL on <a> can run a script"),)),
        ("<svg><a xlink:href='java&#10;script:x'/></svg>",
         (Active("javascript:", "a javascript: URL on <a> can run a script"),)),
        ("<template><b onclick=x></template>",
         (Active("<template", "<template> is active content"),
          Active("onclick", "the attribute onclick= on <b> runs a script"))),
        ("<svg><animateTransform/></svg>",
         (Active("<animatetransform", "<animatetransform> is active content"),)),
    ],
)  # fmt: skip
def test_what_could_run(html: str, active: tuple[Active, ...]) -> None:
    assert tuple(find_active(parse_html(html))) == active
