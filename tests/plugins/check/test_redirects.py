"""Redirects: which old URLs are free, and how the lines are written."""

from dataclasses import replace
from pathlib import Path

import pytest

from newsroom.site.lists import PageRedirect, StaticFile
from newsroom.site.output_files import OutputFile, OutputFiles
from plugins.check.redirects import (
    PLUGIN,
    RedirectRequest,
    accept_redirects,
    collect_redirects,
    redirect_lines,
)
from tests.model import make_article, make_page, make_site

PAGES = {"": "“index”", "2025/01/new/": "new.md", "about/": "about.md", "feeds/a.xml": "a feed"}
CONFLICT = "redirect/conflict"


def site() -> OutputFiles:
    return OutputFiles(OutputFile(url, "file", label) for url, label in PAGES.items())


def request(old: str, path: str = "new.md") -> RedirectRequest:
    return RedirectRequest(PageRedirect(old, "2025/01/new/"), path, 5, f'alias "/{old}"')


@pytest.mark.parametrize(
    ("old", "code", "problem"),
    [
        ("old/", "", ""),
        ("2025/01/", "", ""),  # an archive that does not exist
        ("about/us/", "", ""),
        ("about.html", "", ""),
        ("", CONFLICT, "is already used by “index”"),
        ("about/", CONFLICT, "is already used by about.md"),
        ("About/", CONFLICT, "is already used by about.md, because case does not count"),
        ("2025/01/new/", "redirect/loop", "is the URL of the page itself"),
        ("feeds/a.xml", CONFLICT, "is already used by a feed"),
        ("feeds/a.xml/b/", CONFLICT, "is below /feeds/a.xml, the URL of a feed"),
        ("FEEDS/a.xml/b/", CONFLICT, "is below /feeds/a.xml, the URL of a feed"),
    ],
)
def test_an_old_url_must_be_free(old: str, code: str, problem: str) -> None:
    redirects, errors = accept_redirects([request(old)], site())
    expected = f'new.md:5: error: alias "/{old}" {problem}; remove it [{code}]'
    assert [str(error) for error in errors] == ([expected] if code else [])
    assert [redirect.old for redirect in redirects] == ([] if code else [old])


@pytest.mark.parametrize(
    ("first", "second"),
    [("old/", "old/"), ("old/", "OLD/"), ("stra\N{LATIN SMALL LETTER SHARP S}e/", "strasse/"),
     ("caf\N{LATIN SMALL LETTER E WITH ACUTE}/", "cafe\N{COMBINING ACUTE ACCENT}/"),
     ("old.php", "old.php/")],
)  # fmt: skip
def test_the_second_request_for_a_url_is_refused(first: str, second: str) -> None:
    requests = [request(first), request(second, "other.md")]
    redirects, errors = accept_redirects(requests, site())
    assert redirects == [request(first).redirect]
    assert [(d.code, d.path, d.line, d.message) for d in errors] == [
        (CONFLICT, "other.md", 5, f'alias "/{second}" is already used by new.md')
    ]


def test_one_url_twice_in_one_post_has_its_own_message() -> None:
    redirects, errors = accept_redirects([request("old/"), request("Old/")], site())
    assert redirects == [request("old/").redirect]
    assert [str(error) for error in errors] == [
        'new.md:5: error: alias "/Old/" is used twice; keep one of them [redirect/conflict]'
    ]


def test_a_redirect_may_be_below_another_that_is_a_folder() -> None:
    requests = [request("a.html"), request("b.php"), request("b.php/c/")]
    assert accept_redirects(requests, site())[1] == []


@pytest.mark.parametrize(
    ("first", "second", "problem"),
    [
        ("a.html", "a.html/b/", "is below /a.html, the URL of the redirect of new.md"),
        ("a.html/b/", "A.html", "is a folder of /a.html/b/, the URL of the redirect of new.md"),
    ],
)
def test_a_redirect_is_not_below_another_that_is_a_file(
    first: str, second: str, problem: str
) -> None:
    redirects, errors = accept_redirects([request(first), request(second, "b.md")], site())
    assert [redirect.old for redirect in redirects] == [first]
    assert [str(error) for error in errors] == [
        f'b.md:5: error: alias "/{second}" {problem}; remove it [{CONFLICT}]'
    ]


def test_an_accepted_redirect_is_a_file_of_the_site() -> None:
    files, accepted = site(), request("old.php")
    accept_redirects([accepted, request("about/")], files)
    assert len(files) == len(PAGES) + 1
    file = files.get("old.php/")
    assert file is not None
    assert (file.kind, file.path, file.location) == (
        "redirect",
        "old.php/index.html",
        ("new.md", 5),
    )
    assert file.values() == {"redirect": accepted.redirect}
    assert [*files.conflicts()] == []


def test_lines_are_encoded_so_that_no_character_is_a_pattern() -> None:
    redirects = [
        PageRedirect("old/", "2025/new/"), PageRedirect("a b/*/:x", "new/"),
        PageRedirect("é/", "हिन्दी/"),
    ]  # fmt: skip
    assert redirect_lines(redirects, "/blog").splitlines() == [
        "/blog/old/ /blog/2025/new/ 301",
        "/blog/a%20b/%2A/%3Ax /blog/new/ 301",
        "/blog/%C3%A9/ /blog/%E0%A4%B9%E0%A4%BF%E0%A4%A8%E0%A5%8D%E0%A4%A6%E0%A5%80/ 301",
    ]


def test_redirects_of_entities_are_accepted() -> None:
    redirect = PageRedirect("model/gpt4o/", "model/gpt-4o/")
    requests = [RedirectRequest(redirect, "content/entities.yaml", 1, "x")]
    redirects, _ = accept_redirects(requests, site())
    assert redirect_lines(redirects, "") == "/model/gpt4o/ /model/gpt-4o/ 301\n"


def test_aliases_and_old_hubs_become_redirects_and_pages() -> None:
    article = make_article("new", aliases=("old", "/a?b"), lines={"aliases": 6})
    page = make_page("about", aliases=("/us/", "/2025/05/old/"), lines={"aliases": 3})
    built = make_site(
        articles=(article,), pages=(page,), entity_redirects=(("topic/ml/", "topic/ai/"),)
    )
    collect_redirects(built)
    assert built.redirects == (
        PageRedirect("2025/05/old/", "about/", "About", "en"),
        PageRedirect("topic/ml/", "topic/ai/"),
        PageRedirect("us/", "about/", "About", "en"),
    )
    assert built.files.urls == {redirect.old for redirect in built.redirects}
    assert {(d.path, d.line, d.code) for d in built.report.diagnostics} == {
        ("content/posts/new.md", 6, "redirect/invalid-alias"),
        ("content/posts/new.md", 6, CONFLICT),
    }


@pytest.mark.parametrize(
    ("permalink", "old"),
    [
        ("/old/x.html", "old/x.html"),
        ("/2025/01/one/", ""),
        ("/2025/01/One", ""),
        ("https://x.example/a/", "a/"),
    ],
)
def test_a_permalink_redirects_unless_it_is_that_of_the_page(permalink: str, old: str) -> None:
    article = make_article(url="2025/01/one/", permalink=permalink)
    site = make_site(articles=[article])
    collect_redirects(site)
    assert [redirect.old for redirect in site.redirects] == ([old] if old else [])
    assert not site.report.diagnostics


def test_added_lines_follow(tmp_path: Path) -> None:
    built = make_site(static_files=(StaticFile("static/_redirects", "_redirects"),))
    built.layout = replace(built.layout, content=tmp_path)
    (tmp_path / "static").mkdir()
    (tmp_path / "static/_redirects").write_bytes(b"/feed/* /feeds/all.atom.xml 301\r\n")
    assert PLUGIN.files
    (file,) = PLUGIN.files(built)
    built.redirects = (PageRedirect("old/", "new/"),)  # after files are declared
    assert file.path == "_redirects"
    assert file.data
    assert file.data().decode() == ("/blog/old/ /blog/new/ 301\n/feed/* /feeds/all.atom.xml 301\n")
