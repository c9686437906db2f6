"""Old addresses: which are free, how they are written, and where they lead."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from newsroom.checks.site import findings, read_site
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.report import Report
from newsroom.output.manifest import NOT_OF_THE_SITE
from plugins.collect.redirects import Claim, Redirect, redirect_lines, settle
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
TAKEN = {"": "“index”", "2025/01/new/": "new.md", "about/": "about.md", "feeds/a.xml": "a feed"}


def post(slug: str, aliases: str, body: str = "Text.", day: int = 1) -> dict[str, str]:
    text = POST.format(slug=slug, aliases=aliases, body=body, day=day)
    return {f"content/posts/{slug}.md": text}


def claim(old: str, file: str = "new.md") -> Claim:
    return Claim(Redirect(old, "2025/01/new/"), file, 5, f'aliases holds "/{old}"')


@pytest.mark.parametrize(
    ("old", "sentence"),
    [
        ("old/", None),
        ("2025/01/", None),  # an archive that is not there
        ("about/us/", None),
        ("about.html", None),
        ("", "which is the address of “index”; remove it"),
        ("about/", "which is the address of about.md; remove it"),
        ("About/", "which is the address of about.md, for capitals make no difference; remove it"),
        ("2025/01/new/", "which is the address it has now; remove it"),
        ("feeds/a.xml", "which is the address of a feed; remove it"),
        ("feeds/a.xml/b/", "which is below the address of a feed; remove it"),
    ],
)
def test_an_old_address_has_to_be_free(old: str, sentence: str | None) -> None:
    report = Report()
    found = settle([claim(old)], TAKEN, report)
    assert [str(m) for m in report.errors] == (
        [f'new.md:5: aliases holds "/{old}", {sentence}'] if sentence else []
    )
    assert [redirect.old for redirect in found] == ([] if sentence else [old])


@pytest.mark.parametrize(
    ("one", "two"),
    [("old/", "old/"), ("old/", "OLD/"), ("stra\N{LATIN SMALL LETTER SHARP S}e/", "strasse/"),
     ("caf\N{LATIN SMALL LETTER E WITH ACUTE}/", "cafe\N{COMBINING ACUTE ACCENT}/"),
     ("old.php", "old.php/")],
)  # fmt: skip
def test_the_second_to_ask_for_an_address_is_refused(one: str, two: str) -> None:
    report = Report()
    assert settle([claim(one), claim(two, "other.md")], TAKEN, report) == [claim(one).redirect]
    assert [str(m) for m in report.errors] == [
        f'other.md:5: aliases holds "/{two}", and so does new.md; keep it in one of them'
    ]


def test_one_address_twice_in_one_post_is_told_as_that() -> None:
    report = Report()
    assert settle([claim("old/"), claim("Old/")], TAKEN, report) == [claim("old/").redirect]
    assert [str(m) for m in report.errors] == [
        'new.md:5: aliases holds "/Old/", and so does another of its aliases; keep one of them'
    ]


def test_a_page_below_an_old_file_would_be_below_a_file() -> None:
    report = Report()
    settle([claim("a.html"), claim("b.php"), claim("b.php/c/")], TAKEN, report)
    assert not report.errors


def test_lines_are_encoded_so_that_no_sign_is_a_pattern() -> None:
    redirects = [
        Redirect("old/", "2025/new/"), Redirect("a b/*/:x", "new/"), Redirect("é/", "हिन्दी/")
    ]  # fmt: skip
    assert redirect_lines(redirects, "/blog").splitlines() == [
        "/blog/old/ /blog/2025/new/ 301",
        "/blog/a%20b/%2A/%3Ax /blog/new/ 301",
        "/blog/%C3%A9/ /blog/%E0%A4%B9%E0%A4%BF%E0%A4%A8%E0%A5%8D%E0%A4%A6%E0%A5%80/ 301",
    ]


def test_a_page_stands_at_each_old_address(make_site: MakeSite) -> None:
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
    assert [f for f in findings(read_site(output)) if f.check != "pages"] == []


def test_an_old_address_stands_in_no_list_and_no_feed(make_site: MakeSite) -> None:
    make_site(post("new", "[xyzzy]"))
    output = build_here()
    files = [p for p in output.rglob("*") if p.is_file() and p.name not in NOT_OF_THE_SITE]
    assert [p for p in files if b"xyzzy" in p.read_bytes()] == [output / "_redirects"]


def test_a_link_to_an_old_address_leads_to_the_new_one(make_site: MakeSite) -> None:
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
def test_a_post_held_back_redirects_nothing(make_site: MakeSite, status: str) -> None:
    (path, text), *_ = post("new", "[old]").items()
    key = status.split(":", maxsplit=1)[0]
    kept = "\n".join(line for line in text.splitlines() if not line.startswith(f"{key}:"))
    make_site({path: kept.replace("---\n", f"---\n{status}\n", 1) + "\n"})
    assert (build_here() / "_redirects").read_text() == ""


def test_lines_of_ones_own_follow_ours(make_site: MakeSite) -> None:
    make_site(post("new", "[old]") | {"content/static/_redirects": "/x/* /y/:splat 302\n"})
    assert (build_here() / "_redirects").read_text().splitlines() == [
        "/2025/04/old/ /2025/04/new/ 301",
        "/x/* /y/:splat 302",
    ]


def test_redirects_of_others_are_taken_in() -> None:
    report = Report()
    claims = [Claim(Redirect("model/gpt4o/", "model/gpt-4o/"), "content/entities.yaml", 1, "x")]
    assert redirect_lines(settle(claims, TAKEN, report), "") == (
        "/model/gpt4o/ /model/gpt-4o/ 301\n"
    )


def test_in_production_a_whole_address_is_of_this_site(make_site: MakeSite) -> None:
    site = make_site(post("new", "['https://example.org/blog/old/', 'https://other.example/x/']"))
    command = ("newsroom.commands.build", "--production")
    done = run(*command, folder=site, environment={"SITEURL": "https://example.org/blog"})
    assert done.stderr.splitlines()[0] == (
        'content/posts/new.md:6: aliases holds "https://other.example/x/", which is not on this '
        "site, https://example.org/blog; write the path alone, such as /old/"
    )
    assert done.returncode == 1
    (site / "content/posts/new.md").write_text(post("new", "[/old/]")["content/posts/new.md"])
    done = run(*command, folder=site, environment={"SITEURL": "https://example.org/blog"})
    assert (done.returncode, done.stderr) == (0, "")
    assert Path("output/_redirects").read_text() == "/blog/old/ /blog/2025/04/new/ 301\n"


def test_every_mistake_of_one_post_is_told(make_site: MakeSite) -> None:
    make_site(post("new", "[/about/, /a?b, /c#d]"))
    with pytest.raises(UserError) as refused:
        build_here()
    assert str(refused.value).count("content/posts/new.md:6: ") == 3
