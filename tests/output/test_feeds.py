"""Every feed, read as a feed reader reads it.

Rules of `newsroom.checks` compare URLs, dates, authors and enclosures with the pages.
"""

import json
import re
from copy import copy
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from uuid import UUID

import feedparser
import pytest
from bs4 import BeautifulSoup, Tag
from lxml import etree

from tests.conftest import pages_of
from tests.markup import read_once

ATOM = "{http://www.w3.org/2005/Atom}"
TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}
CORRECTIONS = "feeds/corrections.atom.xml"

VIDEO = re.compile(r"\(?[Vv]ideo on (\w+)\)?")  # in brackets where it is not a box


def squeezed(element: Tag | None) -> str:
    """The words of an element, without the links at its headings."""
    assert element is not None
    element = copy(element)
    for link in element.select(".anchor"):
        link.decompose()
    return " ".join(element.get_text(" ").split())


@cache
def read_feed(file: Path) -> Any:
    """One feed, as written."""
    return feedparser.parse(file.read_bytes(), resolve_relative_uris=False, sanitize_html=False)


def feeds(output: Path) -> dict[str, Any]:
    """Every feed of a site by its path."""
    files = sorted((output / "feeds").rglob("*.xml"))
    return {file.relative_to(output).as_posix(): read_feed(file) for file in files}


def site_of(output: Path) -> str:
    """The URL of a site, with a slash at its end."""
    link = read_once(output / "index.html").find("link", rel="canonical")
    assert isinstance(link, Tag)
    return str(link["href"])


def listed(output: Path, folder: str) -> list[str]:
    """The URLs of the posts on all pages of a list, in order."""
    pages = [output / folder / "index.html"]
    pages += sorted(
        (output / folder / "page").rglob("index.html"), key=lambda p: int(p.parent.name)
    )
    lists = ":is(.lead-story, .briefs, .strip, .river) .card :is(h2, h3) a"
    headings = [h for page in pages for h in read_once(page).select(lists)]
    return [urljoin(site_of(output), str(a["href"])) for a in headings]


def test_every_feed_is_well_formed_and_complete(outputs: tuple[Path, ...]) -> None:
    for file in (file for output in outputs for file in (output / "feeds").rglob("*.xml")):
        root = etree.parse(str(file)).getroot()
        for element in (root, *root.iter(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert element.findtext(f"{ATOM}{name}"), (file, name)
        dates = [str(element.text) for element in root.iter(f"{ATOM}updated")]
        assert root.findtext(f"{ATOM}updated") == max(dates)


def test_a_feed_reader_has_no_complaint(outputs: tuple[Path, ...]) -> None:
    for output in outputs:
        for path, feed in feeds(output).items():
            assert not feed.bozo, (path, feed.get("bozo_exception"))
            assert len(feed.entries) > 0


def test_ids_are_names_that_no_domain_owns_and_no_two_feeds_share(
    outputs: tuple[Path, ...],
) -> None:
    for output in outputs:
        parsed = feeds(output).values()
        ids = [feed.feed.id for feed in parsed]
        ids += sorted({entry.id for feed in parsed for entry in feed.entries})
        assert [urn for urn in ids if UUID(urn.removeprefix("urn:uuid:")).urn != urn] == []
        assert len(set(ids)) == len(ids)


def test_no_two_entries_of_a_feed_have_one_datetime(outputs: tuple[Path, ...]) -> None:
    for feed in (feed for output in outputs for feed in feeds(output).values()):
        dates = [entry.updated for entry in feed.entries]
        assert len(set(dates)) == len(dates)


def test_a_feed_holds_the_newest_posts_of_its_list(outputs: tuple[Path, ...]) -> None:
    for output in outputs:
        for path, feed in feeds(output).items():
            if path not in ("feeds/all.atom.xml", CORRECTIONS):
                posts = listed(output, path.removeprefix("feeds/").removesuffix(".atom.xml"))
                assert [entry.link for entry in feed.entries] == posts[:20]


def test_the_feed_of_the_site_holds_every_post_up_to_twenty(outputs: tuple[Path, ...]) -> None:
    for output in outputs:
        posts = list(output.glob("[0-9]*/[0-9]*/*/index.html"))
        posts = [post for post in posts if "page" not in post.parts]
        assert len(read_feed(output / "feeds/all.atom.xml").entries) == min(20, len(posts))


def test_entries_say_in_full_what_their_page_says(outputs: tuple[Path, ...]) -> None:
    for output in outputs:
        for entry in read_feed(output / "feeds/all.atom.xml").entries:
            page = read_once(output / entry.link.removeprefix(site_of(output)) / "index.html")
            page = copy(page)
            for toc in page.select(".toc"):
                toc.decompose()
            parts = [squeezed(part) for part in page.select(".lead-image, .article-body")]
            notes = [squeezed(note) for note in page.select(".corrections")]
            content = BeautifulSoup(entry.content[0].value, "lxml")
            text = re.sub("[☐☑] ", "", squeezed(content))  # boxes to tick, on pages elements
            page_text = " ".join(part for part in [*parts, *notes] if part)
            assert VIDEO.sub(r"\1", text) == VIDEO.sub(r"\1", page_text)
            assert entry.title == ("Corrected: " if notes else "") + squeezed(page.h1)
            tags = [
                squeezed(tag) for tag in page.select(".kicker a")[:1] + page.select("a[rel=tag]")
            ]
            assert sorted(tag.term for tag in entry.tags) == sorted(tags)


def test_the_lead_image_is_above_the_text_and_a_drawing_enclosed(outputs: tuple[Path, ...]) -> None:
    count = 0
    for output in outputs:
        site = site_of(output)
        for entry in read_feed(output / "feeds/all.atom.xml").entries:
            page = read_once(output / entry.link.removeprefix(site) / "index.html")
            image = page.select_one(".lead-image img")
            files = [link for link in entry.links if link.rel == "enclosure"]
            if image is None:
                assert not files
                continue
            count += 1
            first = BeautifulSoup(entry.content[0].value, "lxml").select_one("figure img")
            assert first is not None
            names = ("alt", "width", "height")
            assert [first[name] for name in names] == [image[name] for name in names]
            source = urljoin(site, str(image["src"]))
            if "/media/" in source:  # made in the build: its length is not known before
                assert (first["src"], files) == (source, [])
            else:  # a drawing, as a bitmap where that is possible
                assert str(first["src"]).endswith(".png") or first["src"] == source
                assert [file.href for file in files] == [source]
                assert files[0].type == TYPES[Path(source).suffix]
    assert count > 5


def test_the_json_feed_says_what_the_atom_feed_says(outputs: tuple[Path, ...]) -> None:
    for output in outputs:
        atom = read_feed(output / "feeds/all.atom.xml")
        json_feed = json.loads((output / "feeds/all.json").read_text(encoding="utf-8"))
        assert (json_feed["home_page_url"], json_feed["title"]) == (
            site_of(output),
            atom.feed.title,
        )
        for item, entry in zip(json_feed["items"], atom.entries, strict=True):
            assert (item["id"], item["url"], item["title"]) == (entry.id, entry.link, entry.title)
            assert item["content_html"].strip() == entry.content[0].value.strip()
            assert item["tags"] == [tag.term for tag in entry.tags]
            enclosed = [link.href for link in entry.links if link.rel == "enclosure"]
            assert [file["url"] for file in item.get("attachments", [])] == enclosed
            assert [image["url"] for image in entry.get("media_content", [])] == [item["image"]]


def test_urls_in_the_text_are_absolute(outputs: tuple[Path, ...]) -> None:
    for feed in (feed for output in outputs for feed in feeds(output).values()):
        for entry in feed.entries:
            content = BeautifulSoup(entry.content[0].value, "lxml")
            urls = [
                str(tag[name])
                for name in ("href", "src", "poster", "srcset")
                for tag in content.select(f"[{name}]")
            ]
            assert [url for url in urls if not re.match(r"^(https?://|mailto:)", url)] == []


def test_every_page_names_the_feeds_of_the_site_in_its_head(outputs: tuple[Path, ...]) -> None:
    for output in outputs:
        base = urlsplit(site_of(output)).path
        for page in pages_of(output):
            links = read_once(page).select('head link[rel="alternate"][type]')
            assert {(str(link["type"]), str(link["href"])) for link in links} >= {
                ("application/atom+xml", f"{base}feeds/all.atom.xml"),
                ("application/feed+json", f"{base}feeds/all.json"),
            }


@pytest.mark.parametrize("name", ["category", "tag", "author", "company", "model", "topic"])
def test_every_list_names_its_feed_in_its_head(blog_output: Path, name: str) -> None:
    pages = pages_of(blog_output, f"{name}/*/index.html")
    assert pages
    for page in pages:
        links = read_once(page).select('head link[rel="alternate"][type="application/atom+xml"]')
        feed = f"/blog/feeds/{name}/{page.parent.name}.atom.xml"
        assert [str(link["href"]) for link in links] == ["/blog/feeds/all.atom.xml", feed]
