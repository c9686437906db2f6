"""Active content in bodies, bios and feeds of a built site."""

from pathlib import Path

import pytest

from tests.newsroom.checks.good import files, told

POST = "2025/06/post/index.html"
SCRIPT = "active element <script>, in"
FEED_ENTRY = "<updated>2025-06-02T10:00:00+05:30</updated></entry>"


def active(found: list[str]) -> list[str]:
    """What this check says; the policy of the page has its own words on it."""
    return [line for line in found if line.startswith("error active_html")]


# (file, what is in it, what is there instead, all that is reported)
MISTAKES = {
    "a script in a body": (POST, "See", "<script>x()</script>",
        [f'error active_html {POST}: {SCRIPT} class="article-body"']),
    "a handler in a body": (POST, '<p id="part">', '<p id="part" onclick="x()">',
        [f"error active_html {POST}: event handler onclick= on <p>, "
         'in class="article-body"']),
    "a script in CDATA of a drawing": (POST, "See",
        '<svg><![CDATA[><a title="]]><img src onerror=alert(1)>"></a></svg>',
        [f"error active_html {POST}: event handler onerror= on <img>, "
         'in class="article-body"']),
    "a script in a bio": (POST, "</header>", '<div class="bio"><script>x()</script></div></header>',
        [f'error active_html {POST}: {SCRIPT} class="bio"']),
    "a script in a body that may have one": (POST, '<div class="article-body">',
        '<div class="article-body" data-active-html><script>x()</script>', []),
    "a script of the page": (POST, "</header>", "<script>x()</script></header>", []),
    "a script in Atom": ("feeds/all.atom.xml", FEED_ENTRY,
        f'<content type="html">&lt;script&gt;x()&lt;/script&gt;</content>{FEED_ENTRY}',
        [f"error active_html feeds/all.atom.xml: {SCRIPT} the entry urn:uuid:2"]),
    "a script in JSON": ("feeds/all.json", '"id": "urn:uuid:1"',
        '"id": "urn:uuid:1", "content_html": "<iframe src=x></iframe>"',
        ["error active_html feeds/all.json: active element <iframe>, in the entry urn:uuid:1"]),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "expected"), MISTAKES.values(), ids=MISTAKES.keys())
def test_active_content_is_an_error(
    tmp_path: Path, file: str, old: str, new: str, expected: list[str]
) -> None:
    assert old in str(files()[file])
    assert active(told(tmp_path, {file: [(old, new)]})) == expected


def test_the_good_site_has_none(tmp_path: Path) -> None:
    assert active(told(tmp_path, {})) == []
