"""A browser of its own for a benchmark."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.browser import PROGRAMS, open_page
from tests.conftest import ROOT
from tests.needs import require_program

PROGRAM = """
import sys
from benchmarks.browser import open_page
with open_page(sys.argv[1]) as opened:
    print(opened.page.title())
"""


@pytest.mark.chromium
def test_a_page_is_opened(tmp_path: Path) -> None:
    require_program(PROGRAMS, "chromium")
    (tmp_path / "a.html").write_text("<title>A page</title>", encoding="utf-8")
    # Playwright has one event loop in a process, which other tests of this one may use.
    command = [sys.executable, "-c", PROGRAM, (tmp_path / "a.html").as_uri()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("A page\n", "")


def test_without_a_browser_nothing_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.browser.PROGRAMS", ())
    with open_page("about:blank") as page:
        assert page is None
