"""Scripts in posts: which files are refused."""

import pytest

from newsroom.html.active_html import Active
from plugins.check.active_html import ADVICE, refusals

SCRIPT = Active("<script", "<script> is active content")
REFUSED = Active("<script", f"<script> is active content; {ADVICE}")


@pytest.mark.parametrize(
    ("path", "unsafe", "allowed", "found"),
    [
        ("posts/a.md", (), (), []),
        ("posts/a.md", (SCRIPT,), (), [REFUSED]),
        ("posts/a.md", (SCRIPT,), ("posts/a.md",), []),
        ("posts/a.md", (SCRIPT,), ("posts/b.md",), [REFUSED]),
    ],
)
def test_only_allowed_files_may_hold_scripts(
    path: str, unsafe: tuple[Active, ...], allowed: tuple[str, ...], found: list[Active]
) -> None:
    assert refusals(path, unsafe, allowed) == found
