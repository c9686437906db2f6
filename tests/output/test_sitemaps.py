"""The sitemaps of every site, as their protocol has them. `newsroom.checks` compares the pages."""

import re
from pathlib import Path

from lxml import etree

from tests.markup import read_once

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
# W3C date and time with seconds, https://www.w3.org/TR/NOTE-datetime
DATE = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z)$")
ASCII_URL = re.compile(r"^https?://[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+$")  # RFC 3986


def canonical(file: Path) -> str:
    """The canonical URL of a page."""
    link = read_once(file).find("link", rel="canonical")
    return str(link["href"]) if link else ""


def listed(output: Path) -> dict[str, etree._Element]:
    """The entries of all sitemaps of the index, by URL."""
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


def test_every_date_and_url_has_its_form(outputs: tuple[Path, ...]) -> None:
    for output in outputs:
        assert listed(output)
        for file in (output / "sitemap.xml", *(output / "sitemaps").iterdir()):
            root = etree.parse(str(file)).getroot()
            dates = [str(element.text) for element in root.iter(f"{SITEMAP}lastmod")]
            urls = [str(e.text) for e in root.iter(f"{SITEMAP}loc", f"{IMAGE}loc")]
            assert [date for date in dates if not DATE.match(date)] == []
            assert [url for url in urls if not ASCII_URL.match(url)] == []
