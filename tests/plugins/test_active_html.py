"""Scripts in posts: which files are refused."""

import pytest

from plugins.active_html import ADVICE, refusals

SCRIPT = "<script> is active content"


@pytest.mark.parametrize(
    ("path", "unsafe", "allowed", "sentences"),
    [
        ("posts/a.md", (), (), []),
        ("posts/a.md", (SCRIPT,), (), [f"{SCRIPT}; {ADVICE}"]),
        ("posts/a.md", (SCRIPT,), ("posts/a.md",), []),
        ("posts/a.md", (SCRIPT,), ("posts/b.md",), [f"{SCRIPT}; {ADVICE}"]),
    ],
)
def test_only_allowed_files_may_hold_scripts(
    path: str, unsafe: tuple[str, ...], allowed: tuple[str, ...], sentences: list[str]
) -> None:
    assert refusals(path, unsafe, allowed) == sentences
