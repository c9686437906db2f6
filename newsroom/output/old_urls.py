"""The URLs that posts had in the site they come from: from broken links to a value of ARTICLE_URL.

Links between posts, and links of readers, name the old URLs. Where many broken links have one form,
that form as ARTICLE_URL cures all of them.
"""

import posixpath
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from urllib.parse import unquote, urlsplit

from newsroom.content.file_names import parse_file_name

MANY = 5  # links of one form; fewer are corrected one by one
DATE_PARTS = ("%Y", "%m", "%d")


def url_pattern(url: str, slug: str, date: datetime) -> str:
    """Return the pattern of URLs by which a post with a slug and a date has a URL, "" if none.

    >>> url_pattern("/blog/2014/06/10/name.html", "name", datetime(2014, 6, 10))
    'blog/{date:%Y}/{date:%m}/{date:%d}/{slug}.html'
    """
    folder, name = posixpath.split(unquote(urlsplit(url).path).strip("/"))
    stem, form = name.removesuffix(".html"), "{slug}"
    if stem == f"{date:%Y-%m-%d}-{slug}":
        form = "{date:%Y}-{date:%m}-{date:%d}-{slug}"
    elif stem != slug:
        return ""
    expected, parts = list(DATE_PARTS), []
    for part in filter(None, folder.split("/")):
        if expected and part == f"{date:{expected[0]}}":
            parts.append(f"{{date:{expected.pop(0)}}}")
        elif part.isdecimal():
            return ""
        else:
            parts.append(part)
    return "/".join([*parts, form]) + (".html" if name.endswith(".html") else "/")


def frequent_patterns(
    urls: Iterable[str], posts: Mapping[str, Iterable[datetime]], *, least: int = MANY
) -> dict[str, str]:
    """Return the pattern of each broken URL, if at least so many have it.

    `posts` are the dates of the posts with each slug.
    """
    patterns: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for url in urls:
        if url not in patterns:
            patterns[url] = next(filter(None, _patterns(url, posts)), "")
        counts[patterns[url]] += 1
    return {url: form for url, form in patterns.items() if form and counts[form] >= least}


def _patterns(url: str, posts: Mapping[str, Iterable[datetime]]) -> Iterable[str]:
    name = posixpath.basename(unquote(urlsplit(url).path).strip("/"))
    slug = parse_file_name(name.removesuffix(".html") + ".md").name
    return (url_pattern(url, slug, date) for date in posts.get(slug, ()))
