"""Lines of links in the source file of a body."""

from pathlib import Path

import pytest

from newsroom.site.source_lines import find_source_line
from tests.model import make_article


@pytest.mark.parametrize(("text", "line"), [("/x", 6), ("/missing", 4)])
def test_the_line_of_a_link(tmp_path: Path, text: str, line: int) -> None:
    (tmp_path / "posts").mkdir()
    source = "\ufeff---\r\ntitle: /x\r\n---\r\nText\r\n\r\n[a](/x)\r\n"
    (tmp_path / "posts/a.md").write_text(source, encoding="utf-8", newline="")
    assert find_source_line(make_article("a", body_line=4), tmp_path, text) == line
