"""The sitemaps of a build: their URLs, dates, images and versions."""

from pathlib import Path

import pytest
from lxml import etree

from tests.conftest import NOW, MakeSite, Overlay, build_here, build_in, lay_out

SPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "xhtml": "http://www.w3.org/1999/xhtml",
}


def post(*lines: str, body: str = "Text.") -> str:
    head = ["title: T", "authors: [Ada Writer]", "category: Practice", *lines]
    return "---\n" + "\n".join(head) + f"\n---\n\n{body}\n"


POSTS: Overlay = {
    "content/posts/devanagari.md": post("date: 2024-05-01", "slug: नमस", "tags: [नमस]"),
    "content/posts/one.md": post("date: 2024-06-01", "slug: many", "modified: 2025-01-01"),
    "content/posts/one-hi.md": post("date: 2025-06-02", "slug: many", "lang: hi"),
    "content/posts/one-pt.md": post("date: 2025-06-03", "slug: many", "lang: pt-BR"),
    "content/posts/one-de.md": post("date: 2025-06-04", "slug: many", "lang: de",
                                    "canonical: https://elsewhere.example/viele"),
    "content/posts/hidden.md": post("date: 2024-07-01", "status: hidden", "tags: [Unseen]"),
    "content/posts/draft.md": post("date: 2024-07-01", "status: draft"),
    "content/posts/scheduled.md": post("date: 2026-07-01"),
    "content/posts/foreign.md": post("date: 2024-07-02", "canonical: https://elsewhere.example/x"),
    "content/posts/own.md": post("date: 2024-07-03",
                                 "canonical: https://example.org/blog/2024/07/own/"),
    "content/posts/images.md": post("date: 2024-08-01", "image: plan.svg", "image_alt: A plan.",
        body="![A](/images/a&b.svg)\n\n![A plan again](/images/plan.svg)"),
    "content/images/a&b.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    "content/pages/secret.md": "---\ntitle: Secret\nstatus: hidden\n---\n\nText.\n",
    "content/pages/dated.md": "---\ntitle: Dated\nmodified: 2025-02-03\n---\n\nText.\n",
}  # fmt: skip


def entries(file: Path) -> list[etree._Element]:
    return list(etree.parse(str(file)).getroot())


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = lay_out(tmp_path_factory.mktemp("sitemaps"), POSTS)
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write('SITEURL = "https://example.org/blog"\n')
    return build_in(folder)


def locs(output: Path) -> dict[str, str | None]:
    """Return the path and the change of each entry in all files of the index."""
    files = [file.findtext("s:loc", "", SPACES) for file in entries(output / "sitemap.xml")]
    rows = [
        url
        for file in files
        for url in entries(output / file.removeprefix("https://example.org/blog/"))
    ]
    urls = [row.findtext("s:loc", "", SPACES) for row in rows]
    assert [a for a in urls if not a.startswith("https://example.org/blog/")] == []
    assert len(set(urls)) == len(urls)
    changes = [row.findtext("s:lastmod", None, SPACES) for row in rows]
    paths = [url.removeprefix("https://example.org/blog/") for url in urls]
    return dict(zip(paths, changes, strict=True))


def test_everything_that_is_indexed_is_in_a_sitemap(output: Path) -> None:
    changes = locs(output)
    assert {path: change[:10] if change else None for path, change in changes.items()} == {
        # Lists change with the newest post on them; translations are in none.
        "": "2025-03-05", "archive/": "2025-03-05", "tags/": "2025-03-05", "authors/": "2025-03-05",
        "2025/": "2025-03-05", "2025/03/": "2025-03-05", "2025/02/": "2025-03-01",
        "2025/01/": "2025-01-10", "2024/": "2025-01-01", "2024/08/": "2024-08-01",
        "2024/07/": "2024-07-03", "2024/06/": "2025-01-01", "2024/05/": "2024-05-01",
        "category/explainers/": "2025-03-01", "category/news/": "2025-01-10",
        "category/practice/": "2025-03-05", "author/ada-writer/": "2025-03-01",
        "author/ben-helper/": "2025-03-05",
        "tag/chips/": "2025-03-05", "tag/power/": "2025-03-05", "tag/nms/": "2024-05-01",
        # Pages have a date only where their front matter has one.
        "about/": None, "contact/": None, "corrections/": "2025-03-01", "dated/": "2025-02-03",
        # Posts, wherever their letters come from.
        "2024/05/%E0%A4%A8%E0%A4%AE%E0%A4%B8/": "2024-05-01",
        "2024/06/many/": "2025-01-01", "hi/2025/06/many/": "2025-06-02",
        "pt-br/2025/06/many/": "2025-06-03", "2024/07/own/": "2024-07-03",
        "2024/08/images/": "2024-08-01", "2025/01/first/": "2025-01-10",
        "2025/02/second/": "2025-03-01", "2025/03/third/": "2025-03-05",
    }  # fmt: skip


def test_the_index_names_each_year_and_when_it_changed(output: Path) -> None:
    rows = [(row.findtext("s:loc", "", SPACES), row.findtext("s:lastmod", "", SPACES)[:10])
            for row in entries(output / "sitemap.xml")]  # fmt: skip
    assert rows == [
        ("https://example.org/blog/sitemaps/pages.xml", "2025-03-05"),
        ("https://example.org/blog/sitemaps/2024.xml", "2025-01-01"),
        ("https://example.org/blog/sitemaps/2025.xml", "2025-06-03"),
    ]
    assert {f.name for f in (output / "sitemaps").iterdir()} == {
        "pages.xml",
        "2024.xml",
        "2025.xml",
    }


def test_images_are_listed_once(output: Path) -> None:
    path = "s:url[s:loc='https://example.org/blog/2024/08/images/']/image:image/image:loc"
    images = etree.parse(str(output / "sitemaps/2024.xml")).getroot().findall(path, SPACES)
    assert [element.text for element in images] == [
        "https://example.org/blog/images/plan.svg",
        "https://example.org/blog/images/a%26b.svg",
    ]


def test_versions_name_one_another_and_themselves(output: Path) -> None:
    versions = {}
    for file in ("2024", "2025"):
        for row in entries(output / f"sitemaps/{file}.xml"):
            links = row.findall("xhtml:link", SPACES)
            assert {link.get("rel") for link in links} <= {"alternate"}
            if links:
                urls = {link.get("hreflang"): link.get("href") for link in links}
                versions[row.findtext("s:loc", "", SPACES)] = urls
    expected = {
        "en": "https://example.org/blog/2024/06/many/",
        "hi": "https://example.org/blog/hi/2025/06/many/",
        "pt-br": "https://example.org/blog/pt-br/2025/06/many/",
    }
    assert versions == dict.fromkeys(expected.values(), expected)


def test_a_build_on_another_day_writes_the_same_sitemaps(output: Path) -> None:
    files = [output / "sitemap.xml", *sorted((output / "sitemaps").iterdir())]
    before = {file: file.read_bytes() for file in files}
    later = int(NOW.timestamp()) + 9 * 24 * 3600
    build_in(output.parent, SOURCE_DATE_EPOCH=str(later))
    assert {file: file.read_bytes() for file in files} == before


def test_a_site_without_posts_has_its_pages(make_site: MakeSite) -> None:
    removed = {f"content/posts/{name}.md": None for name in ("first", "second", "third")}
    make_site({**removed, "content/pages/about.md": "---\ntitle: About\n---\n\nText.\n"})
    output = build_here()
    assert [row.findtext("s:lastmod", None, SPACES) for row in entries(output / "sitemap.xml")] == [
        None
    ]
    assert "http://127.0.0.1:8000/" in (output / "sitemaps/pages.xml").read_text(encoding="utf-8")
