"""Active content of a body: one error each, on its line."""

from pathlib import Path
from types import SimpleNamespace

from newsroom.content.front_matter.schema import FrontMatter
from plugins.check.active_html import ADVICE, active_content


def test_active_content_is_reported_on_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: A\n---\n\nText.\n\n<b onclick=x>y</b>\n")
    front = FrontMatter("content/a.md", body_line=4)
    body = SimpleNamespace(_content="<p>Text.</p>\n<b onclick=x>y</b>", front_matter=front)
    (diagnostic,) = active_content(body, tmp_path)
    assert str(diagnostic) == (
        f"content/a.md:7: error: event handler onclick= on <b>; {ADVICE} [html/event-handler]"
    )
