"""When a browser shows a text, in an open page that changes or is loaded again."""

import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks.browser import OpenPage
from benchmarks.process_tree import ToolError

PAGE = "<p>first</p><script>setTimeout(() => {{ {} }}, 300)</script>"
# A script is a text of the page too, so neither has the word.
CHANGES = "document.querySelector('p').textContent = 'sec' + 'ond'"
LOADS = "location.href = 'next.html'"


@pytest.mark.parametrize("script", [CHANGES, LOADS])
def test_a_text_is_shown_once_it_is_there(tmp_path: Path, browser: Browser, script: str) -> None:
    (tmp_path / "next.html").write_text("<p>second</p>", encoding="utf-8")
    (tmp_path / "first.html").write_text(PAGE.format(script), encoding="utf-8")
    with browser.new_context() as context:
        opened = OpenPage(context.new_page())
        start = time.time()
        opened.page.goto((tmp_path / "first.html").as_uri())
        opened.expect("second")
        assert start + 0.3 < opened.wait_for("second", 60) < time.time()
        with pytest.raises(ToolError, match="does not show 'third'"):
            opened.wait_for("third", 0.1)
