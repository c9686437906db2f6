"""The search of a built site: what is in its index, and when that is made again."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from newsroom.build.builder import build
from newsroom.diagnostics.errors import UserError
from newsroom.diagnostics.report import DiagnosticsError
from newsroom.search.index_files import SIGNATURE
from tests.built import read_files
from tests.conftest import MakeSite, build_here, run_here
from tests.markup import read
from tests.posts import post_text

ON = 'SEARCH = {"index": "build"}\n'


def set_search(site: Path, text: str = ON) -> None:
    """Add lines to the settings, and draw no cards, which take longest."""
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write(f'SHARE_CARDS = {{"draw": "never"}}\n{text}')


def fragments(output: Path) -> dict[str, dict[str, Any]]:
    """What the index has of each post, by its path."""
    files = (output / "pagefind/fragment").iterdir()
    contents = [gzip.decompress(file.read_bytes()).removeprefix(SIGNATURE) for file in files]
    return {f["url"].partition("#")[0]: f for f in map(json.loads, contents)}


def index_of(output: Path) -> dict[str, bytes]:
    """The files of the index."""
    return read_files(output / "pagefind")


def test_the_index_has_what_readers_may_find(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/posts/draft.md": post_text("Draft", "status: draft"),
            "content/posts/hidden.md": post_text("Hidden", "status: hidden"),
            "content/posts/later.md": post_text("Later", "modified: 2027-01-01").replace(
                "date: 2025", "date: 2026"
            ),
            "content/posts/robots.md": post_text(
                "Robots & <pumps>", "companies: [Acme]\nslug: robots"
            ),
            "content/posts/robots.hi.md": post_text("पंप", "lang: hi\nslug: robots"),
        }
    )
    set_search(site)
    posts = fragments(build_here())
    titles = {post["meta"]["title"] for post in posts.values()}
    assert {"Robots & <pumps>", "पंप"} <= titles
    assert titles.isdisjoint({"Draft", "Hidden", "Later", "About"})
    robots = posts["/2025/04/robots/"]
    assert robots["content"] == "Text of Robots & <pumps>."
    assert robots["filters"]["section"] == ["News"]
    assert posts["/hi/2025/04/robots/"]["filters"]["language"] == ["hi"]


def test_the_page_says_where_the_index_is_and_is_in_no_sitemap(make_site: MakeSite) -> None:
    set_search(make_site())
    output = build_here()
    page = read(output / "search/index.html")
    (form,) = page.select("form[role=search]")
    assert (output / str(form["data-script"]).lstrip("/")).is_file()
    assert (output / str(form["data-folder"]).lstrip("/") / "pagefind-entry.json").is_file()
    assert page.select('meta[name="robots"][content="noindex"]')
    assert [s["src"] for s in page.select("script")] != []
    policy = str(page.select("meta[http-equiv]")[0]["content"])
    assert "script-src 'self' 'wasm-unsafe-eval';" in policy
    assert "wasm-unsafe-eval" not in (output / "404.html").read_text(encoding="utf-8")
    sitemaps = "".join(p.read_text(encoding="utf-8") for p in output.rglob("*.xml"))
    assert "/search/" not in sitemaps
    assert "/pagefind/*\n  Cache-Control: public, max-age=31536000, immutable" in (
        output / "_headers"
    ).read_text(encoding="utf-8")
    assert read(output / "404.html").select('a[href="/search/"]')


@pytest.mark.parametrize(
    ("setting", "page", "form"),
    [('SEARCH = {"index": "publish"}\n', True, False), (ON, True, True),
     ('SEARCH = {"index": "never"}\n', False, False)],
)  # fmt: skip
def test_a_page_without_an_index_leads_to_all_posts(
    make_site: MakeSite, setting: str, page: bool, form: bool
) -> None:
    set_search(make_site(), setting)
    output = build_here()
    assert (output / "search/index.html").exists() is page
    assert (output / "pagefind").exists() is form
    assert bool(read(output / "404.html").select('a[href="/search/"]')) is page
    if page:
        tree = read(output / "search/index.html")
        assert bool(tree.select("form")) is form
        assert bool(tree.select("script")) is form
        links = {str(link["href"]) for link in tree.select(".browse a")}
        assert {"/category/news/", "/archive/", "/tags/", "/authors/", "/2025/"} <= links


def test_the_index_is_not_made_again_where_no_article_changed(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site()
    set_search(site)
    first = index_of(build_here())
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", "missing")  # whoever makes an index now fails
    about = site / "content/pages/about.md"
    about.write_text(about.read_text("utf-8") + "\nMore.\n", encoding="utf-8")
    assert index_of(build_here()) == first
    build("pelicanconf.py", Path("another"))
    assert index_of(Path("another")) == first
    post = site / "content/posts/first.md"
    post.write_text(post.read_text("utf-8") + "\nMore.\n", encoding="utf-8")
    with pytest.raises(DiagnosticsError) as caught:
        build_here()
    assert {d.code for d in caught.value.diagnostics} == {"search/no-index"}
    assert index_of(Path("output")) == first


def test_a_build_after_an_edit_has_the_index_of_a_clean_one(make_site: MakeSite) -> None:
    site = make_site({"content/posts/a.md": post_text("A", "slug: a")})
    set_search(site)
    before = index_of(build_here())
    (site / "content/posts/a.md").write_text(post_text("Another", "slug: a"), encoding="utf-8")
    result = build("pelicanconf.py", Path("output"))
    after = read_files(Path("output"))
    assert "pagefind/pagefind-entry.json" in result.changed
    build("pelicanconf.py", Path("output"), clean=True)
    assert read_files(Path("output")) == after
    common = {path.partition("/")[0] for path in before.keys() & index_of(Path("output")).keys()}
    assert {"filter", "index"} <= common  # the filters, and the part without words


def test_a_site_can_do_without_the_program(make_site: MakeSite) -> None:
    site = make_site()
    set_search(site, f"{ON}DIAGNOSTICS = {{'search/no-index': 'warning'}}\n")
    done = run_here("build", PAGEFIND_BINARY_PATH="missing")
    assert done.returncode == 0, done.stderr
    assert "warning: cannot make the index of the search: the program" in done.stderr
    assert not read(site / "output/search/index.html").select("form")


def test_a_file_at_the_url_of_the_page_is_an_error(make_site: MakeSite) -> None:
    page = "---\ntitle: Search\nslug: search\n---\n\nText.\n"
    set_search(make_site({"content/pages/search.md": page}))
    with pytest.raises(UserError, match="URL /search/ is already used by the search page"):
        build_here()
