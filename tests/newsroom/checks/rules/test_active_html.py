"""Active content in bodies, bios and feeds of a built site."""

from pathlib import Path

import pytest

from tests.newsroom.checks.good import files, reported

POST = "2025/06/post/index.html"
FEED_ENTRY = "<updated>2025-06-02T10:00:00+05:30</updated></entry>"


# (file, a text in it, the text instead, all that is reported)
BREAKS = {
    "a script in a body": (POST, "See", "<script>x()</script>",
        [f"csp/blocked {POST} script-src", f"html/active-element {POST} article-body"]),
    "a handler in a body": (POST, '<p id="part">', '<p id="part" onclick="x()">',
        [f"csp/blocked {POST} x(), script-src", f"html/event-handler {POST} article-body"]),
    "a script in CDATA of a drawing": (POST, "See",
        '<svg><![CDATA[><a title="]]><img src onerror=alert(1)>"></a></svg>',
        [f"html/event-handler {POST} article-body"]),
    "a script in a bio": (POST, "</header>", '<div class="bio"><script>x()</script></div></header>',
        [f"csp/blocked {POST} script-src", f"html/active-element {POST} bio"]),
    "a script in a body that may have one": (POST, '<div class="article-body">',
        '<div class="article-body" data-active-html><script>x()</script>',
        [f"csp/blocked {POST} script-src"]),
    "a script of the page": (POST, "</header>", "<script>x()</script></header>",
        [f"csp/blocked {POST} script-src"]),
    "a script in Atom": ("feeds/all.atom.xml", FEED_ENTRY,
        f'<content type="html">&lt;script&gt;x()&lt;/script&gt;</content>{FEED_ENTRY}',
        ["html/active-element feeds/all.atom.xml"]),
    "a script in JSON": ("feeds/all.json", '"id": "urn:uuid:1"',
        '"id": "urn:uuid:1", "content_html": "<iframe src=x></iframe>"',
        ["html/active-element feeds/all.json"]),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "expected"), BREAKS.values(), ids=BREAKS.keys())
def test_active_content_is_an_error(
    tmp_path: Path, file: str, old: str, new: str, expected: list[str]
) -> None:
    assert old in str(files()[file])
    assert reported(tmp_path, {file: [(old, new)]}) == expected
