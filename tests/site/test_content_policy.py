"""Each page says what it may load and run, and nothing else is left in it."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from newsroom.checks.site_reader import read_built_site
from newsroom.checks.suite import check_built_site
from tests.conftest import MakeSite, build_here, run
from tests.headers import headers_for, read_headers

STRICT = (
    "default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; "
    "form-action 'none'; img-src 'self'; manifest-src 'self'; media-src 'self'; style-src 'self'"
)
POST = """---
title: Wrong
date: 2025-04-01 09:00
authors: [Ada Writer]
category: Practice
---

{body}
"""
REMOTE = (
    '![A chart](https://images.example/a.png)\n\n<video src="https://videos.example/a.mp4"></video>'
)


def policy(page: Path) -> str:
    """The policy in a page; it stands before all that could load something."""
    head = BeautifulSoup(page.read_bytes(), "lxml").head
    assert head
    charset, meta, *_ = head.find_all(True)
    assert charset["charset"] == "utf-8"
    assert meta["http-equiv"] == "Content-Security-Policy"
    return str(meta["content"])


def header(output: Path) -> str:
    rules = read_headers((output / "_headers").read_text(encoding="utf-8"))
    (value,) = headers_for("/", rules)["Content-Security-Policy"]
    return value


def test_every_page_of_a_site_of_its_own_is_strict(make_site: MakeSite) -> None:
    make_site(
        {
            "content/posts/new.md": POST.format(body="Text.").replace(
                "---\n", "---\naliases: old\n", 1
            )
        }
    )
    output = build_here()
    pages = list(output.rglob("*.html"))
    assert len(pages) > 20
    assert {policy(page) for page in pages} == {STRICT}
    assert header(output) == STRICT.replace("; img-src", "; frame-ancestors 'none'; img-src")


def test_only_the_header_of_a_site_on_https_asks_for_https(make_site: MakeSite) -> None:
    site = make_site()
    for url, upgraded in (("https://a-site.example", True), ("http://a-site.example", False)):
        done = run("build", "--production", folder=site, environment={"SITEURL": url})
        assert done.returncode == 0, done.stderr
        assert ("; upgrade-insecure-requests" in header(site / "output")) is upgraded
        assert "upgrade-insecure-requests" not in policy(site / "output/index.html")


def test_a_page_names_the_origins_that_it_needs_and_no_other_page_does(make_site: MakeSite) -> None:
    make_site({"content/posts/wrong.md": POST.format(body=REMOTE)})
    output = build_here()
    policies = policy(output / "2025/04/wrong/index.html")
    assert "img-src 'self' https://images.example; " in policies
    assert "; media-src 'self' https://videos.example" in policies
    assert policy(output / "2025/01/first/index.html") == STRICT
    assert policy(output / "index.html") == STRICT
    assert "img-src 'self' https://images.example; " in header(output)


def test_an_image_in_a_bio_counts_on_each_page_that_shows_the_bio(make_site: MakeSite) -> None:
    profile = "---\nname: Ada Writer\n---\n\nA bio. ![A face](https://images.example/ada.png)\n"
    make_site({"content/authors/ada-writer.md": profile})
    output = build_here()
    pages = ["author/ada-writer", "2025/01/first", "2025/02/second", "2025/03/third",
             "author/ben-helper"]  # fmt: skip
    policies = ["https://images.example" in policy(output / p / "index.html") for p in pages]
    assert policies == [True, True, True, False, False]


def test_a_data_url_of_an_image_counts(make_site: MakeSite) -> None:
    make_site({"content/posts/wrong.md": POST.format(body="![A dot](data:image/png;base64,AA==)")})
    assert "img-src 'self' data:; " in policy(build_here() / "2025/04/wrong/index.html")


@pytest.mark.parametrize(
    ("body", "line", "style"),
    [
        ('Text.\n\n<p style="color: red">Red.</p>', 10, 'style="color: red"'),
        ("Text.\n{: style='color: red' }", 9, 'style="color: red"'),
    ],
)
def test_a_style_is_left_out_with_a_warning(
    make_site: MakeSite, capfd: pytest.CaptureFixture[str], body: str, line: int, style: str
) -> None:
    make_site({"content/posts/wrong.md": POST.format(body=body)})
    page = BeautifulSoup((build_here() / "2025/04/wrong/index.html").read_bytes(), "lxml")
    assert page.select("[style]") == []
    assert capfd.readouterr().err == (
        f"content/posts/wrong.md:{line}: warning: {style} is left out; use a class, or allow this "
        'file in ACTIVE_HTML["allow"] of pelicanconf.py [html/inline-style]\n'
    )


def test_where_scripts_are_allowed_each_is_named_by_its_hash(make_site: MakeSite) -> None:
    body = '<script>\nchart("<a href=\'/about/\'>")\n</script>\n\n<p style="color: red">x</p>'
    site = make_site({"content/posts/wrong.md": POST.format(body=body)})
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write('ACTIVE_HTML = {"allow": ["posts/wrong.md"]}\n')
    output = build_here()
    policies = policy(output / "2025/04/wrong/index.html")
    assert "script-src 'sha256-" in policies
    assert "style-src 'self' 'sha256-" in policies
    assert "unsafe-inline" not in policies
    assert "script-src" not in policy(output / "index.html")
    assert "script-src 'sha256-" in header(output)
    assert check_built_site(read_built_site(output)) == []
