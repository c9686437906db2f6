"""Redirects: the pages, lines and links of a built site."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from newsroom.checks.site_reader import read_built_site
from newsroom.checks.suite import check_built_site
from newsroom.diagnostics.errors import UserError
from newsroom.output.manifest import BUILD_FILES
from tests.conftest import MakeSite, build_here, run

POST = """---
title: Post {slug}
date: 2025-04-0{day} 09:00
authors: [Ada Writer]
category: Practice
aliases: {aliases}
---

{body}
"""


def post(slug: str, aliases: str, body: str = "Text.", day: int = 1) -> dict[str, str]:
    text = POST.format(slug=slug, aliases=aliases, body=body, day=day)
    return {f"content/posts/{slug}.md": text}


def test_each_old_url_has_a_page(make_site: MakeSite) -> None:
    make_site(
        post("new", "[old, /2019/Old & odd.html, 'https://any.example/whole/']")
        | {"content/pages/help.md": "---\ntitle: Help\naliases: [faq]\n---\n\nText.\n"}
    )
    output = build_here()
    expected = {
        "2025/04/old/index.html": "/2025/04/new/", "2019/Old & odd.html": "/2025/04/new/",
        "whole/index.html": "/2025/04/new/", "faq/index.html": "/help/",
    }  # fmt: skip
    for path, new in expected.items():
        page = BeautifulSoup((output / path).read_bytes(), "lxml")
        refresh = page.select_one('meta[http-equiv="refresh"]')
        canonical, link = page.select_one('link[rel="canonical"]'), page.select_one("main a")
        assert refresh
        assert canonical
        assert link
        assert refresh["content"] == f"0; url={new}"
        assert canonical["href"] == f"http://127.0.0.1:8000{new}"
        assert link["href"] == new
        assert page.select_one('meta[name="robots"]') is None
    lines = (output / "_redirects").read_text(encoding="utf-8").splitlines()
    assert lines == [
        "/2019/Old%20%26%20odd.html /2025/04/new/ 301",
        "/2025/04/old/ /2025/04/new/ 301",
        "/faq/ /help/ 301",
        "/whole/ /2025/04/new/ 301",
    ]
    diagnostics = check_built_site(read_built_site(output))
    assert [str(d) for d in diagnostics if not d.code.startswith("page/")] == []


def test_no_list_and_no_feed_contains_an_old_url(make_site: MakeSite) -> None:
    make_site(post("new", "[xyzzy]"))
    output = build_here()
    files = [p for p in output.rglob("*") if p.is_file() and p.name not in BUILD_FILES]
    assert [p for p in files if b"xyzzy" in p.read_bytes()] == [output / "_redirects"]


def test_a_link_to_an_old_url_is_resolved_to_the_new_one(make_site: MakeSite) -> None:
    body = "[a](/2025/04/old/#part) [b](../old/) [c](/old%20file.html)"
    target = post("new", "[old, /old file.html]", "## Part\n\nText.")
    make_site(target | post("linking", "[]", body, day=2))
    page = BeautifulSoup((build_here() / "2025/04/linking/index.html").read_bytes(), "lxml")
    assert [link["href"] for link in page.select(".article-body a")] == [
        "/2025/04/new/#part",
        "/2025/04/new/",
        "/2025/04/new/",
    ]


@pytest.mark.parametrize("status", ["status: draft", "date: 2026-02-01 09:00"])
def test_a_withheld_post_redirects_nothing(make_site: MakeSite, status: str) -> None:
    (path, text), *_ = post("new", "[old]").items()
    key = status.split(":", maxsplit=1)[0]
    rest = "\n".join(line for line in text.splitlines() if not line.startswith(f"{key}:"))
    make_site({path: rest.replace("---\n", f"---\n{status}\n", 1) + "\n"})
    assert (build_here() / "_redirects").read_text() == ""


def test_the_lines_of_the_owner_come_last(make_site: MakeSite) -> None:
    make_site(post("new", "[old]") | {"content/static/_redirects": "/x/* /y/:splat 302\n"})
    assert (build_here() / "_redirects").read_text().splitlines() == [
        "/2025/04/old/ /2025/04/new/ 301",
        "/x/* /y/:splat 302",
    ]


def test_in_production_an_alias_with_a_host_is_of_this_site(make_site: MakeSite) -> None:
    site = make_site(post("new", "['https://example.org/blog/old/', 'https://other.example/x/']"))
    command = ("build", "--production")
    done = run(*command, folder=site, environment={"SITEURL": "https://example.org/blog"})
    assert done.stderr.splitlines()[0] == (
        'content/posts/new.md:6: error: invalid alias "https://other.example/x/": not on this '
        "site, https://example.org/blog; write its path, such as /old/ [redirect/invalid-alias]"
    )
    assert done.returncode == 1
    (site / "content/posts/new.md").write_text(post("new", "[/old/]")["content/posts/new.md"])
    done = run(*command, folder=site, environment={"SITEURL": "https://example.org/blog"})
    assert (done.returncode, done.stderr) == (0, "")
    assert Path("output/_redirects").read_text() == "/blog/old/ /blog/2025/04/new/ 301\n"


def test_every_error_of_one_post_is_reported(make_site: MakeSite) -> None:
    make_site(post("new", "[/about/, /a?b, /c#d]"))
    with pytest.raises(UserError) as refused:
        build_here()
    assert str(refused.value).count("content/posts/new.md:6: ") == 3
