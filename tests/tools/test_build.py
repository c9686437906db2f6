"""The build command: what it refuses, what it leaves alone, and where its links lead."""

import re
from pathlib import Path
from urllib.parse import quote, urljoin

import pytest

from tests.conftest import MakeSite, run
from tools.build import main
from tools.checks.site import mistakes as check

PRODUCTION = ("tools.build", "--production")
MOVED = """---
title: Moved
date: 2025-05-01
authors: [Ada Writer]
category: News
aliases: ["{alias}"]
---
Text.
"""


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("", "SITEURL is not set, and links, feeds and mail need the real address"),
        ("example.org", 'SITEURL is "example.org", which is no address of a site'),
        ("ftp://x", 'SITEURL is "ftp://x", which is no address of a site'),
        ("https://", 'SITEURL is "https:", which is no address of a site'),
        ("https://example.org/?a=b", "which is no address of a site"),
    ],
)
def test_a_site_without_an_address_is_not_published(
    make_site: MakeSite, url: str, sentence: str
) -> None:
    site = make_site()
    done = run(*PRODUCTION, folder=site, environment={"SITEURL": url})
    assert done.returncode == 1
    assert sentence in done.stderr
    assert 'SITEURL="https://example.org"' in done.stderr
    assert "Traceback" not in done.stderr
    assert not (site / "output").exists()


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://news.example.org", "https://news.example.org/"),
        ("https://news.example.org/", "https://news.example.org/"),
        ("https://news.example.org/blog", "https://news.example.org/blog/"),
        ("https://news.example.org/blog/", "https://news.example.org/blog/"),
    ],
)
def test_links_carry_the_path_of_the_site(make_site: MakeSite, url: str, address: str) -> None:
    site = make_site()
    done = run(*PRODUCTION, folder=site, environment={"SITEURL": url})
    assert done.returncode == 0, done.stderr
    assert check(site / "output") == []
    files = [f for kind in ("html", "xml") for f in (site / "output").rglob(f"*.{kind}")]
    for file in (file for file in files if file.name != "news-sitemap.xml"):  # nothing is new
        text = file.read_text(encoding="utf-8")
        written = re.findall(r'(?:\s(?:href|src)="|<(?:image:)?loc>)([^"#<]+)', text)
        links = {urljoin(url, link) for link in written}
        own = {link for link in links if link.startswith("https://news.example.org")}
        assert own
        assert [link for link in own if not re.match(rf"^{address}(?!/)", link)] == []
        assert "127.0.0.1" not in text


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://münchen.example/", "https://xn--mnchen-3ya.example/"),
        ("https://नमस्ते.भारत/ब्लॉग", f"https://xn--h2bhs4b8d8a.xn--h2brj9c/{quote('ब्लॉग')}/"),
    ],
)
def test_a_site_has_letters_of_the_world_in_its_address(
    make_site: MakeSite, url: str, address: str
) -> None:
    site = make_site({"content/posts/moved.md": MOVED.format(alias=f"{url.rstrip('/')}/old/")})
    done = run(*PRODUCTION, folder=site, environment={"SITEURL": url})
    assert done.returncode == 0, done.stderr
    home = (site / "output/index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{address}">' in home
    assert (site / "output/old/index.html").is_file()
    srv = ("--dest", str(site.parent / f"{site.name}-srv"))
    done = run("tools.deploy", "folder", *srv, folder=site, environment={"SITEURL": url})
    assert done.returncode == 0, done.stderr


def test_the_address_of_an_example_is_not_published(make_site: MakeSite) -> None:
    site = make_site()
    with (site / "publishconf.py").open("a", encoding="utf-8") as conf:
        conf.write('SITEURL = "https://www.example.com"\n')
    done = run(*PRODUCTION, folder=site)
    assert done.returncode == 1
    sentence = 'SITEURL is "https://www.example.com", an example; write the real address'
    assert sentence in done.stderr
    assert "publishconf.py:" in done.stderr


def test_a_failed_build_leaves_the_last_one(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site = make_site()
    assert main([]) == 0
    assert re.search(r"^built \d+ files in output/$", capsys.readouterr().out, re.MULTILINE)
    before = (site / "output" / "index.html").read_bytes()
    Path("content/posts/broken.md").write_text("no head at all", encoding="utf-8")
    assert main([]) == 1
    assert "content/posts/broken.md:1: there is no front matter" in capsys.readouterr().err
    assert (site / "output" / "index.html").read_bytes() == before
    assert list(site.glob(".output-*")) == []


def test_a_build_removes_what_is_no_longer_there(make_site: MakeSite) -> None:
    site = make_site()
    for name in (".gitkeep", "gone.html"):
        (site / "output").mkdir(exist_ok=True)
        (site / "output" / name).touch()
    assert main([]) == 0
    assert (site / "output" / ".gitkeep").is_file()
    assert not (site / "output" / "gone.html").exists()


def test_only_a_preview_shows_drafts(make_site: MakeSite) -> None:
    head = "---\ntitle: Unready\ndate: 2025-01-01\nauthors: [Ada Writer]\ncategory: News\n"
    site = make_site({"content/posts/unready.md": f"{head}status: draft\n---\n\nText.\n"})
    page = site / "output" / "2025" / "01" / "unready" / "index.html"
    assert main([]) == 0
    assert not page.exists()
    assert main(["--preview"]) == 0
    assert "only this preview shows it" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        (".", "holds what the site is made of"),
        ("..", "holds what the site is made of"),
        ("content", "holds what the site is made of"),
        ("content/posts", "holds what the site is made of"),
        ("theme/static", "holds what the site is made of"),
        ("pelicanconf.py", "is a file"),
        ("notes", "holds files that no build wrote"),
    ],
)
def test_only_a_built_site_is_replaced(
    make_site: MakeSite, output: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_site({"notes/diary.txt": "mine"})
    before = sorted(path for path in folder.rglob("*") if path.is_file())
    assert main(["--output", output]) == 1
    assert reason in capsys.readouterr().err
    assert sorted(path for path in folder.rglob("*") if path.is_file()) == before


def test_a_production_build_that_fails_its_check_is_not_published(make_site: MakeSite) -> None:
    folder = make_site(
        {"content/static/broken.html": "<title>T</title><h1>T</h1><a href='/x/'>x</a>"}
    )
    done = run(
        "tools.build", "--production", folder=folder, environment={"SITEURL": "https://b.example"}
    )
    assert done.returncode == 1
    assert (
        'output/broken.html: "/x/" leads nowhere\n1 mistake; nothing was published' in done.stderr
    )
    assert not (folder / "output").exists()


@pytest.mark.parametrize(
    ("conf", "sentence"),
    [
        ("A = (", "pelicanconf.py:1: "),
        ("PATH = 'gone'", "PATH has to be the folder with the posts, and there is none such"),
    ],
)
def test_settings_that_cannot_be_read_are_told(
    make_site: MakeSite, conf: str, sentence: str
) -> None:
    done = run("tools.build", folder=make_site({"pelicanconf.py": conf}))
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert sentence in done.stderr
