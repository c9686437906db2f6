"""Files of a built site that should not be there."""

from pathlib import Path

import pytest

from newsroom.checks.rules.attachments import find
from newsroom.checks.site import mistakes, read_site
from tests.newsroom.checks.good import NOW, lay_out, told
from tests.svgs import svg

SCRIPT = svg("\n<script/>").decode()
PAGE = "<!doctype html><title>x</title><h1>x</h1>{}"
ALLOW = 'allow the file in ACTIVE_HTML["allow"] of pelicanconf.py'


@pytest.mark.parametrize(
    ("file", "text", "sentence"),
    [
        ("a.js", "1", "can run on the site"),
        ("a/b.XHTML", "<x/>", "can run on the site"),
        ("theme/a.php", "1", ""),
        ("theme/a.js", "1", ""),
        ("theme/a.svg", SCRIPT, "active element <script>"),
        (".env", "1", "is a hidden file"),
        ("a/.git/config", "1", "is a hidden file"),
        (".well-known/security.txt", "1", ""),
        (".manifest.json", "{}", ""),
        ("a.svg", SCRIPT, "active element <script>"),
        ("a.svg", svg("<g/>").decode(), ""),
        ("a.xml", '<a><b xmlns="http://www.w3.org/1999/xhtml"/></a>', "HTML element <b>"),
        ("a.xml", "<a/>", ""),
        ("google1.html", "google-site-verification: google1.html", ""),
        ("a.html", PAGE.format("<script>1</script>"), "is an HTML file with more than plain text"),
        ("a.html", PAGE.format("<b onclick='1'>x</b>"), "is an HTML file with more than plain"),
        ("a.htm", PAGE.format("<iframe src='/'></iframe>"), "is an HTML file with more than plain"),
    ],
)
def test_what_should_not_be_there_is_an_error(
    tmp_path: Path, file: str, text: str, sentence: str
) -> None:
    said = [line for line in told(tmp_path, {file: text}) if line.startswith("error attachments")]
    assert [line.partition(": ")[2].startswith(sentence) for line in said] == [True] * bool(
        sentence
    )
    assert [line for line in said if not line.endswith(ALLOW)] == []


def test_an_error_in_an_svg_has_its_line(tmp_path: Path) -> None:
    (said,) = told(tmp_path, {"a.svg": SCRIPT})
    assert said.startswith("error attachments a.svg:2: active element <script>")


def test_a_page_that_no_template_has_written_is_an_error(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    pages = frozenset(read_site(folder, NOW).pages)
    assert [*find(read_site(folder, NOW, written=pages))] == []
    found = [*find(read_site(folder, NOW, written=pages - {"hi/post/index.html"}))]
    assert [f.file for f in found] == ["hi/post/index.html"]


def test_what_is_allowed_is_no_error(tmp_path: Path) -> None:
    files = {"a.svg": SCRIPT, "b.js": "1", "c.html": PAGE.format("<script>1</script>"), ".d": ""}
    folder = lay_out(tmp_path, files)
    assert len(mistakes(folder)) >= len(files)
    assert mistakes(folder, allowed=frozenset(files)) == []
