"""Files of a built site that should not be there."""

from pathlib import Path

import pytest

from newsroom.checks.rules.attachments import check
from newsroom.checks.site import BuiltSite
from newsroom.checks.site_reader import read_built_site
from newsroom.checks.suite import check_built_site
from tests.newsroom.checks.good import NOW, check_good_site, lay_out
from tests.svgs import svg

SCRIPT = svg("\n<script/>").decode()
PAGE = "<!doctype html><title>x</title><h1>x</h1>{}"
ALLOW = 'allow the file in ACTIVE_HTML["allow"] of pelicanconf.py'


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        ("a.js", "1", "attachment/active-type"),
        ("a/b.XHTML", "<x/>", "attachment/active-type"),
        ("theme/a.php", "1", ""),
        ("theme/a.js", "1", ""),
        ("theme/a.svg", SCRIPT, "attachment/active-content"),
        (".env", "1", "attachment/hidden"),
        ("a/.git/config", "1", "attachment/hidden"),
        (".well-known/security.txt", "1", ""),
        (".manifest.json", "{}", ""),
        ("a.svg", SCRIPT, "attachment/active-content"),
        ("a.svg", svg("<g/>").decode(), ""),
        ("a.xml", '<a><b xmlns="http://www.w3.org/1999/xhtml"/></a>', "attachment/active-content"),
        ("a.xml", "<a/>", ""),
        ("google1.html", "google-site-verification: google1.html", ""),
        ("a.html", PAGE.format("<script>1</script>"), "output/foreign-page"),
        ("a.html", PAGE.format("<b onclick='1'>x</b>"), "output/foreign-page"),
        ("a.htm", PAGE.format("<iframe src='/'></iframe>"), "output/foreign-page"),
    ],
)
def test_what_should_not_be_there_is_an_error(
    tmp_path: Path, file: str, text: str, code: str
) -> None:
    diagnostics = [
        d
        for d in check_good_site(tmp_path, {file: text})
        if d.code.startswith(("attachment/", "output/"))
    ]
    assert [(d.code, d.path) for d in diagnostics] == ([(code, file)] if code else [])
    assert [d for d in diagnostics if not d.advice.endswith(ALLOW)] == []


def test_an_error_in_an_svg_has_its_line(tmp_path: Path) -> None:
    (diagnostic,) = check_good_site(tmp_path, {"a.svg": SCRIPT})
    assert (diagnostic.code, diagnostic.path, diagnostic.line) == (
        "attachment/active-content",
        "a.svg",
        2,
    )


def test_a_page_that_no_template_has_written_is_an_error(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    pages = frozenset(read_built_site(folder, NOW).pages)
    assert [*check(read_built_site(folder, NOW, templated=pages))] == []
    site = read_built_site(folder, NOW, templated=pages - {"hi/post/index.html"})
    assert [(d.code, d.path) for d in check(site)] == [
        ("output/foreign-page", "hi/post/index.html")
    ]


def test_what_is_allowed_is_no_error(tmp_path: Path) -> None:
    files = {"a.svg": SCRIPT, "b.js": "1", "c.html": PAGE.format("<script>1</script>"), ".d": ""}
    folder = lay_out(tmp_path, files)

    def errors(site: BuiltSite) -> list[str]:
        return [str(d) for d in check_built_site(site) if d.severity == "error"]

    assert len(errors(read_built_site(folder))) >= len(files)
    assert errors(read_built_site(folder, allowed=frozenset(files))) == []
