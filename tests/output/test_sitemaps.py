"""The sitemaps of every site, against the pages that they list."""

import re
from pathlib import Path
from urllib.parse import unquote

from bs4 import BeautifulSoup
from lxml import etree

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
# W3C date and time with seconds, https://www.w3.org/TR/NOTE-datetime
MOMENT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z)$")
ADDRESS = re.compile(r"^https?://[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+$")  # RFC 3986


def canonical(file: Path) -> str:
    """The canonical address of a page."""
    link = BeautifulSoup(file.read_bytes(), "lxml").find("link", rel="canonical")
    return str(link["href"]) if link else ""


def listed(output: Path) -> dict[str, etree._Element]:
    """What stands in all sitemaps of the index, by address."""
    site = canonical(output / "index.html")
    index = etree.parse(str(output / "sitemap.xml")).getroot()
    assert index.tag == f"{SITEMAP}sitemapindex"
    rows: list[etree._Element] = []
    for sitemap in index:
        path = sitemap.findtext(f"{SITEMAP}loc", "").removeprefix(site)
        root = etree.parse(str(output / path)).getroot()
        assert root.tag == f"{SITEMAP}urlset"
        assert 0 < len(root) <= 50_000
        assert (output / path).stat().st_size < 50 * 1024 * 1024
        rows += root
    found = {row.findtext(f"{SITEMAP}loc", ""): row for row in rows}
    assert len(found) == len(rows)
    return found


def test_every_page_with_an_address_of_its_own_is_listed(outputs: tuple[Path, ...]) -> None:
    for output in outputs:
        site = canonical(output / "index.html")
        pages = {
            file.relative_to(output).as_posix().removesuffix("index.html"): canonical(file)
            for file in output.rglob("*.html")
            if file.name != "404.html" and not re.search(r"(^|/)page/\d+/", file.as_posix())
        }
        own = {url for path, url in pages.items() if url == f"{site}{path}"}
        assert {unquote(url) for url in listed(output)} == own


def test_every_moment_and_address_has_its_form(outputs: tuple[Path, ...]) -> None:
    for output in outputs:
        for file in (output / "sitemap.xml", *(output / "sitemaps").iterdir()):
            root = etree.parse(str(file)).getroot()
            moments = [str(element.text) for element in root.iter(f"{SITEMAP}lastmod")]
            addresses = [str(e.text) for e in root.iter(f"{SITEMAP}loc", f"{IMAGE}loc")]
            assert [moment for moment in moments if not MOMENT.match(moment)] == []
            assert [address for address in addresses if not ADDRESS.match(address)] == []


def test_a_post_changed_when_its_page_says_so(blog_output: Path, stress_output: Path) -> None:
    for output in (blog_output, stress_output):
        site = canonical(output / "index.html")
        for url, row in listed(output).items():
            page = output / unquote(url.removeprefix(site)) / "index.html"
            times = BeautifulSoup(page.read_bytes(), "lxml").select(".dates time")
            if times:
                assert row.findtext(f"{SITEMAP}lastmod") == times[-1]["datetime"]


def test_every_picture_is_there(outputs: tuple[Path, ...]) -> None:
    for output in outputs:
        site = canonical(output / "index.html")
        rows = listed(output).values()
        pictures = [str(e.text) for row in rows for e in row.iter(f"{IMAGE}loc")]
        assert pictures
        for picture in pictures:
            assert (output / unquote(picture.removeprefix(site))).is_file()
