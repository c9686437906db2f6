"""The sitemaps of every site are complete. Rules of `newsroom.checks` compare them with pages."""

import re
from pathlib import Path

from newsroom.checks.site_reader import read_built_site

# W3C date and time with seconds, https://www.w3.org/TR/NOTE-datetime
DATETIME = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z)$")


def test_an_index_lists_sitemaps_with_images_and_datetimes(outputs: tuple[Path, ...]) -> None:
    for output in outputs:
        site = read_built_site(output)
        assert [path for path, s in site.sitemaps.items() if s.is_index] == ["sitemap.xml"]
        lists = [s for path, s in site.sitemaps.items() if not s.is_index and "news" not in path]
        assert all(sitemap.length for sitemap in lists)
        entries = [entry for sitemap in lists for entry in sitemap.entries]
        assert any(entry.images for entry in entries)
        dates = {entry.url: entry.changed for entry in entries}
        assert [date for date in dates.values() if date and not DATETIME.match(date)] == []
        posts = [page.canonical[0] for page in site.pages.values() if page.facts]
        assert [url for url in posts if url in dates and not dates[url]] == []
