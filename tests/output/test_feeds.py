"""Every feed, read as a feed reader reads it, against the pages that it is about."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import feedparser
import pytest
from bs4 import BeautifulSoup, Tag
from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
RFC_3339 = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z)$")


def soup(file: Path) -> BeautifulSoup:
    """One page."""
    return BeautifulSoup(file.read_bytes(), "lxml")


def squeezed(element: Tag | None) -> str:
    """The words of an element, without the marks at its headings."""
    assert element is not None
    for mark in element.select(".anchor"):
        mark.decompose()
    return " ".join(element.get_text(" ").split())


def read(file: Path) -> Any:
    """One feed, as written."""
    return feedparser.parse(file.read_bytes(), resolve_relative_uris=False, sanitize_html=False)


def feeds(output: Path) -> dict[str, Any]:
    """Every feed of a site by its path."""
    found = sorted((output / "feeds").rglob("*.xml"))
    return {file.relative_to(output).as_posix(): read(file) for file in found}


def site_of(output: Path) -> str:
    """The address of a site, with a slash at its end."""
    link = soup(output / "index.html").find("link", rel="canonical")
    assert isinstance(link, Tag)
    return str(link["href"])


def listed(output: Path, folder: str) -> list[str]:
    """The addresses of the posts on all pages of a list, in order."""
    pages = [output / folder / "index.html"]
    pages += sorted(
        (output / folder / "page").rglob("index.html"), key=lambda p: int(p.parent.name)
    )
    headings = [h for page in pages for h in soup(page).select(".river .card :is(h2, h3) a")]
    return [urljoin(site_of(output), str(a["href"])) for a in headings]


def test_every_feed_is_well_formed_and_complete(outputs: tuple[Path, ...]) -> None:
    for file in (file for output in outputs for file in (output / "feeds").rglob("*.xml")):
        root = etree.parse(str(file)).getroot()
        for element in (root, *root.iter(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert element.findtext(f"{ATOM}{name}"), (file, name)
        dates = {
            tag: [str(element.text) for element in root.iter(f"{ATOM}{tag}")]
            for tag in ("updated", "published")
        }
        assert [d for found in dates.values() for d in found if not RFC_3339.match(d)] == []
        assert root.findtext(f"{ATOM}updated") == max(dates["updated"])


def test_a_feed_reader_has_no_complaint(outputs: tuple[Path, ...]) -> None:
    for output in outputs:
        for path, feed in feeds(output).items():
            assert not feed.bozo, (path, feed.get("bozo_exception"))
            assert len({entry.id for entry in feed.entries}) == len(feed.entries) > 0


def test_every_feed_says_its_own_address_and_that_of_its_page(outputs: tuple[Path, ...]) -> None:
    for output in outputs:
        for path, feed in feeds(output).items():
            links = {link.rel: link.href for link in feed.feed.links}
            assert links["self"] == feed.feed.id == urljoin(site_of(output), path)
            page = links["alternate"].removeprefix(site_of(output))
            assert (output / page / "index.html").is_file()


def test_a_feed_holds_the_newest_posts_of_its_list(outputs: tuple[Path, ...]) -> None:
    for output in outputs:
        for path, feed in feeds(output).items():
            if path != "feeds/all.atom.xml":
                posts = listed(output, path.removeprefix("feeds/").removesuffix(".atom.xml"))
                assert [entry.link for entry in feed.entries] == posts[:20]


def test_the_feed_of_the_site_holds_every_post_up_to_twenty(outputs: tuple[Path, ...]) -> None:
    for output in outputs:
        posts = list(output.glob("[0-9]*/[0-9]*/*/index.html"))
        posts = [post for post in posts if "page" not in post.parts]
        assert len(read(output / "feeds/all.atom.xml").entries) == min(20, len(posts))


def test_entries_say_in_full_what_their_page_says(outputs: tuple[Path, ...]) -> None:
    for output in outputs:
        for entry in read(output / "feeds/all.atom.xml").entries:
            page = soup(output / entry.link.removeprefix(site_of(output)) / "index.html")
            content = BeautifulSoup(entry.content[0].value, "lxml")
            assert squeezed(content) == squeezed(page.select_one(".article-body"))
            assert entry.title == squeezed(page.h1)
            byline = [squeezed(author) for author in page.select('.byline [rel="author"]')]
            assert [author.name for author in entry.authors] == byline
            published = page.select_one(".published time")
            assert published is not None
            assert entry.published == published["datetime"]
            tags = [squeezed(tag) for tag in page.select(".kicker a")[:1] + page.select(".tags a")]
            assert [tag.term for tag in entry.tags] == tags


def test_addresses_in_the_text_are_absolute(outputs: tuple[Path, ...]) -> None:
    for feed in (feed for output in outputs for feed in feeds(output).values()):
        for entry in feed.entries:
            content = BeautifulSoup(entry.content[0].value, "lxml")
            found = [
                str(tag.get("href") or tag.get("src")) for tag in content.select("[href], [src]")
            ]
            assert [url for url in found if not re.match(r"^(https?://|mailto:)", url)] == []


@pytest.mark.parametrize("name", ["category", "tag", "author", "company", "model", "topic"])
def test_every_list_names_its_feed_in_its_head(real_output: Path, name: str) -> None:
    pages = list(real_output.glob(f"{name}/*/index.html"))
    assert pages
    for page in pages:
        links = soup(page).select('head link[rel="alternate"][type="application/atom+xml"]')
        own = f"/blog/feeds/{name}/{page.parent.name}.atom.xml"
        assert [str(link["href"]) for link in links] == ["/blog/feeds/all.atom.xml", own]
