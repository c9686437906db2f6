"""When a browser shows a text, in an open page that changes or is loaded again."""

import time
from pathlib import Path

import pytest

from benchmarks.browser import PROGRAMS, open_page
from benchmarks.process_tree import ToolError
from tests.needs import require_program

PAGE = "<p>first</p><script>setTimeout(() => {{ {} }}, 300)</script>"
CHANGES = "document.querySelector('p').textContent = 'second'"
LOADS = "location.href = 'second.html'"


@pytest.mark.chromium
@pytest.mark.parametrize("script", [CHANGES, LOADS])
def test_a_text_is_shown_once_it_is_there(tmp_path: Path, script: str) -> None:
    require_program(PROGRAMS, "chromium")
    (tmp_path / "second.html").write_text("<p>second</p>", encoding="utf-8")
    (tmp_path / "first.html").write_text(PAGE.format(script), encoding="utf-8")
    start = time.time()
    with open_page((tmp_path / "first.html").as_uri()) as page:
        assert page
        page.expect("second")
        assert start + 0.3 < page.wait_for("second", 60) < time.time()
        with pytest.raises(ToolError, match="does not show 'third'"):
            page.wait_for("third", 0.1)


def test_without_a_browser_nothing_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.browser.PROGRAMS", ())
    with open_page("about:blank") as page:
        assert page is None
