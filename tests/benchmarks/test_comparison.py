"""Tools take turns on the same posts; one that fails is shown and left out."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.comparison import Comparison
from benchmarks.corpora import Corpus
from benchmarks.tools import Tool

BUILD = """
import pathlib, sys
for file in pathlib.Path("content").rglob("*.md"):
    page = pathlib.Path("output", file.relative_to("content").with_suffix(""), "index.html")
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(file.read_text())
pathlib.Path(".cache").mkdir(exist_ok=sys.argv[1:] != ["once"])
"""
SERVE = """
import http.server, pathlib, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        path = self.path.strip("/")
        files = [f"{path}.md"] if path else sorted(pathlib.Path("content").rglob("*.md"))
        self.send_response(200)
        self.end_headers()
        for file in files:
            self.wfile.write(pathlib.Path("content" if path else "", file).read_bytes())
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""


def copier(name: str, *arguments: str) -> Tool:
    """Return a tool that copies each post to its page."""
    return Tool(
        name=name,
        label=name.title(),
        version="1.0",
        command=(sys.executable, "-c", BUILD, *arguments),
        create=lambda folder: (folder / "content").mkdir(parents=True),
        post=lambda head, body: f"title: {head.title}\n\n{body}",
        content="content",
        output="output",
        caches=(".cache",),
    )


def compare(folder: Path, *tools: Tool, cases: tuple[str, ...]) -> Comparison:
    """Return the comparison of some tools over four posts in two rounds."""
    comparison = Comparison(Corpus("4", 4), tools, cases, rounds=2, saves=2, limit=60)
    comparison.run(folder, ("News",))
    return comparison


def test_each_case_is_measured_in_each_round(tmp_path: Path) -> None:
    tools = (copier("ours"), copier("hugo"))
    comparison = compare(tmp_path, *tools, cases=("cold", "unchanged", "edit", "new"))
    assert comparison.failures == []
    for tool in comparison.figures.values():
        assert {case: len(runs) for case, runs in tool.runs.items()} == {
            "cold": 2, "unchanged": 2, "edit": 2, "new": 2,
        }  # fmt: skip
        assert tool.files == 6
    pages = [sorted(path.rglob("index.html")) for path in tmp_path.glob("*/output")]
    assert [len(files) for files in pages] == [6, 6]
    assert sum("Edit 1 " in page.read_text(encoding="utf-8") for page in pages[0]) == 1


def test_a_tool_that_fails_is_shown_and_left_out(tmp_path: Path) -> None:
    tools = (copier("hugo", "once"), copier("ours"))
    comparison = compare(tmp_path, *tools, cases=("cold", "unchanged", "new"))
    (failure,) = comparison.failures
    assert "FileExistsError" in failure
    assert failure.startswith("4 posts, Hugo: ")
    runs = {name: len([*tool.runs]) for name, tool in comparison.figures.items()}
    assert runs == {"hugo": 1, "ours": 3}


def test_a_page_that_lacks_the_edit_is_a_failure(tmp_path: Path) -> None:
    idle = replace(copier("hugo"), command=(sys.executable, "-c", "pass"))
    comparison = compare(tmp_path, idle, cases=("cold",))
    assert "/index.html is missing" in comparison.failures[0]
    cold = "import pathlib; pathlib.Path('output').exists() or exec(" + repr(BUILD) + ")"
    stale = replace(copier("hugo"), command=(sys.executable, "-c", cold))
    comparison = compare(tmp_path / "stale", stale, cases=("edit",))
    assert "an edit is missing" in comparison.failures[0]


def test_saves_are_measured_until_page_and_lists_have_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.browser.PROGRAMS", ())  # this server reloads no page
    served = replace(
        copier("ours"),
        server=lambda port: (sys.executable, "-c", SERVE, str(port)),
        lists=("/",),
    )
    broken = replace(
        served, name="hugo", server=lambda _: (sys.executable, "-c", "print('no port')")
    )
    comparison = compare(tmp_path, served, broken, copier("pelican"), cases=("save",))
    runs = comparison.figures["ours"].runs
    assert {case: len(times) for case, times in runs.items()} == {"page": 2, "lists": 2}
    pairs = zip(runs["page"], runs["lists"], strict=True)
    assert all(0 < page.wall <= lists.wall for page, lists in pairs)
    (failure,) = comparison.failures
    assert "the server has ended\nno port" in failure
    assert comparison.figures["pelican"].runs == {}
