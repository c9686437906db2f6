"""Feeds that a page offers its readers: under the name that the feed itself has."""

from collections.abc import Iterator

from newsroom.checks.finding import Finding, error
from newsroom.checks.parse.feed import Feed
from newsroom.checks.site import BuiltSite


def find(site: BuiltSite) -> Iterator[Finding]:
    """Names that are not those of the feeds, and what is no feed."""
    for page in site.pages.values():
        for title, address in page.feeds:
            file = site.file_at(address, page.path) or ""
            feed = site.feeds.get(file, site.xml.get(file))
            if file in site.files and not isinstance(feed, Feed | Finding):
                yield error(page.path, f'offers "{address}" as a feed, which it is not')
            elif isinstance(feed, Feed) and title != feed.title:
                there = f'offers the feed "{address}" as "{title}"'
                yield error(page.path, f'{there}; it is called "{feed.title}"')
