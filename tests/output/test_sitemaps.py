"""The sitemaps of every site are complete. Rules of `newsroom.checks` compare them with pages."""

import re
from pathlib import Path

from newsroom.checks.rules.sitemaps import IMAGE, MAPS
from newsroom.checks.site import read_built_site

# W3C date and time with seconds, https://www.w3.org/TR/NOTE-datetime
DATETIME = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z)$")


def test_an_index_lists_sitemaps_with_images_and_datetimes(outputs: tuple[Path, ...]) -> None:
    for output in outputs:
        site = read_built_site(output)
        assert [path for path, _ in site.roots(f"{MAPS}sitemapindex")] == ["sitemap.xml"]
        roots = [root for path, root in site.roots(f"{MAPS}urlset") if path != "news-sitemap.xml"]
        assert all(len(root) for root in roots)
        assert any(root.find(f"*//{IMAGE}loc") is not None for root in roots)
        entries = [entry for root in roots for entry in root]
        dates = {e.findtext(f"{MAPS}loc"): e.findtext(f"{MAPS}lastmod") for e in entries}
        assert [date for date in dates.values() if date and not DATETIME.match(date)] == []
        posts = [page.canonical[0] for page in site.pages.values() if page.facts]
        assert [url for url in posts if url in dates and not dates[url]] == []
