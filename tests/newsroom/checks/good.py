"""A small built site without errors, written by hand, to break at one point."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from newsroom.checks.site_reader import read_built_site
from newsroom.checks.suite import check_built_site
from newsroom.diagnostics.diagnostic import Diagnostic

Changes = Mapping[str, list[tuple[str, str]] | str | None]
URL = "https://example.org/blog"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
POST = f"{URL}/2025/06/post/"
DATES = {"published": "2025-06-01T09:00:00+05:30", "updated": "2025-06-03T10:00:00+05:30"}
ADA = {
    "@type": "Person",
    "@id": f"{URL}/author/ada/#person",
    "name": "Ada",
    "url": f"{URL}/author/ada/",
}
POLICY = (
    "default-src 'none'; font-src 'self'; form-action 'none'; img-src 'self'; "
    "manifest-src 'self'; media-src 'self'; style-src 'self'"
)
META = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
CARD = """<title>{title} – Site</title>
<meta name="description" content="{description}">
<link rel="canonical" href="{url}">
<meta name="robots" content="max-image-preview:large">
<meta property="og:title" content="{title}">
<meta property="og:description" content="{description}">
<meta property="og:url" content="{url}">
<meta property="og:site_name" content="Site">
<meta name="twitter:title" content="{title}">
<meta name="twitter:description" content="{description}">
"""
PREVIEW_IMAGE = f"""<meta property="og:image" content="{URL}/a.png">
<meta property="og:image:type" content="image/png">
<meta property="og:image:width" content="30">
<meta property="og:image:height" content="20">
<meta name="twitter:image" content="{URL}/a.png">
"""
TIMES = f"""<meta property="article:published_time" content="{DATES["published"]}">
<meta property="article:modified_time" content="{DATES["updated"]}">
<meta property="article:author" content="{URL}/author/ada/">
<meta property="article:section" content="News">
<meta property="article:tag" content="Chips">
<meta name="author" content="Ada">
"""
ARTICLE = {
    "@type": "NewsArticle", "@id": f"{POST}#article", "url": POST,
    "headline": "A “post”, or: R&D", "description": "What it is about",
    "image": [{"@type": "ImageObject", "url": f"{URL}/a.png", "width": 30, "height": 20}],
    "datePublished": DATES["published"], "dateModified": DATES["updated"],
    "author": [ADA], "publisher": {"@id": f"{URL}/#publisher"}, "articleSection": "News",
    "keywords": ["Chips"],
    "inLanguage": "en",
    "about": [{"@type": "Thing", "name": "News", "url": f"{URL}/category/news/"}],
    "mentions": [{"@type": "Thing", "name": "A “chip”"}],
    "citation": [{"@type": "CreativeWork", "name": "A paper", "url": "https://example.com/p"}],
    "correction": [{"@type": "CorrectionComment", "text": "It was 40.",
                    "datePublished": "2025-06-03T10:00:00+05:30"}],
}  # fmt: skip
STEPS = [
    {"@type": "ListItem", "position": 1, "name": "Site", "item": f"{URL}/"},
    {"@type": "ListItem", "position": 2, "name": "A “post”, or: R&D", "item": POST},
]
CRUMBS = {"@type": "BreadcrumbList", "@id": f"{POST}#breadcrumbs", "itemListElement": STEPS}
BODY = f"""<p class="kicker"><a href="/blog/category/news/">News</a></p>
<h1>A “post”, or: R&amp;D</h1>
<p class="byline">Written by: <a rel="author" href="/blog/author/ada/">Ada</a></p>
<p class="dates">
<span class="published"><time datetime="{DATES["published"]}">1 June 2025</time></span>
<span class="updated"><time datetime="{DATES["updated"]}">3 June 2025</time></span></p>
</header><figure class="lead-image"><img src="/blog/a.png" alt="A square"></figure>
<div class="article-body"><p id="part">See <a href="https://example.com/x#y">there</a>.</p></div>
<footer class="article-footer"><section class="sources"><ul>
<li><a href="https://example.com/p">A paper</a></li></ul></section>
<section class="corrections" id="site-corrections"><ul>
<li><time datetime="{DATES["updated"]}">3 June 2025</time> It was 40.</li></ul></section>
<nav class="tags"><ul><li><a href="/blog/category/news/">Chips</a></li></ul></nav>
<section class="entities"><dl><dt>Topics</dt><dd>A “chip”</dd>
<dd><a href="/blog/category/news/">News</a></dd></dl></section></footer>"""
LANGUAGES = (
    f'<link rel="alternate" hreflang="en" href="{POST}">'
    f'<link rel="alternate" hreflang="hi" href="{URL}/hi/post/">'
    f'<link rel="alternate" hreflang="x-default" href="{POST}">'
)
BY = f"<published>{DATES['published']}</published>" + (
    f"<author><name>Ada</name><uri>{URL}/author/ada/</uri></author>"
)
ENTRY = f"""<entry><title>A post</title><id>urn:uuid:1</id>
<link rel="alternate" href="{POST}"/><link rel="enclosure" href="{URL}/a.png" length="SIZE"/>
<updated>{DATES["updated"]}</updated>{BY}</entry>
<entry><title>Other</title><id>urn:uuid:2</id><link rel="alternate" href="{URL}/hi/post/"/>
<updated>2025-06-02T10:00:00+05:30</updated></entry>"""
ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Site</title><id>urn:uuid:0</id>
<link rel="self" href="{URL}/feeds/all.atom.xml"/><link rel="alternate" href="{URL}/"/>
<updated>{DATES["updated"]}</updated>
{ENTRY}
</feed>"""
CORRECTED = DATES["updated"].replace("+", ".25+")
CORRECTIONS_FEED = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">Site: Corrections</title>
<id>urn:uuid:4</id><link rel="self" href="{URL}/feeds/corrections.atom.xml"/>
<link rel="alternate" href="{URL}/corrections/"/><updated>{CORRECTED}</updated>
<author><name>Ada</name><uri>{URL}/author/ada/</uri></author>
<entry><title>Corrected: A post</title><id>urn:uuid:3</id>
<link rel="alternate" href="{POST}#site-corrections"/><updated>{CORRECTED}</updated></entry>
</feed>"""
ALL_CORRECTIONS = f"""<h1>Corrections</h1></header>
<section class="all-corrections"><ol><li>
<p class="meta"><time datetime="{DATES["updated"]}">3 June 2025</time></p>
<h3><a href="/blog/2025/06/post/">A “post”, or: R&amp;D</a></h3><p>It was 40.</p></li>
</ol></section>"""
JSON = {
    "version": "https://jsonfeed.org/version/1.1", "title": "Site",
    "feed_url": f"{URL}/feeds/all.json", "home_page_url": f"{URL}/",
    "items": [{"id": "urn:uuid:1", "url": POST, "date_modified": DATES["updated"],
               "date_published": DATES["published"],
               "authors": [{"name": "Ada", "url": f"{URL}/author/ada/"}]}],
}  # fmt: skip
FEEDS = {"application/atom+xml": "all.atom.xml", "application/feed+json": "all.json"}
MAPS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
SITEMAP = f"""<?xml version="1.0" encoding="utf-8"?>
<urlset {MAPS} xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:xhtml="http://www.w3.org/1999/xhtml">
<url><loc>{URL}/</loc><lastmod>2025-06-03</lastmod></url>
<url><loc>{URL}/category/news/</loc></url>
<url><loc>{URL}/author/ada/</loc></url>
<url><loc>{POST}</loc><lastmod>{DATES["updated"]}</lastmod>
<xhtml:link rel="alternate" hreflang="en" href="{POST}"/>
<xhtml:link rel="alternate" hreflang="hi" href="{URL}/hi/post/"/>
<image:image><image:loc>{URL}/a.png</image:loc></image:image></url>
<url><loc>{URL}/hi/post/</loc>
<xhtml:link rel="alternate" hreflang="en" href="{POST}"/>
<xhtml:link rel="alternate" hreflang="hi" href="{URL}/hi/post/"/></url>
<url><loc>{URL}/corrections/</loc></url>
</urlset>"""
INDEX = f"""<?xml version="1.0" encoding="utf-8"?>
<sitemapindex {MAPS}>
<sitemap><loc>{URL}/sitemaps/pages.xml</loc><lastmod>{DATES["updated"]}</lastmod></sitemap>
</sitemapindex>"""
NEWS = f"""<?xml version="1.0" encoding="utf-8"?>
<urlset {MAPS} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>{POST}</loc><news:news><news:publication><news:name>Site</news:name>
<news:language>en</news:language></news:publication>
<news:publication_date>{DATES["published"]}</news:publication_date>
<news:title>A “post”, or: R&amp;D</news:title></news:news></url>
</urlset>"""
MOVED = f"""<!doctype html><html lang="en"><head>{META}<title>Moved</title>
<meta http-equiv="refresh" content="0; url=/blog/2025/06/post/">
<link rel="canonical" href="{POST}"></head><body><main><h1>Moved</h1></main></body></html>"""


def page(path: str, title: str, *, head: str = "", body: str = "", lang: str = "en") -> str:
    """A page of the site with its card."""
    card = CARD.format(title=title, description=f"On {title}", url=f"{URL}/{path}")
    return (
        f'<!doctype html>\n<html lang="{lang}"><head>{META}{card}{head}</head>'
        "\n<body><main><article>"
        f'<header class="article-header">{body or f"<h1>{title}</h1></header>"}'
        "</article></main></body></html>"
    )


def block(*graph: Mapping[str, object]) -> str:
    """Structured data."""
    document = {"@context": "https://schema.org", "@graph": graph}
    return f'<script type="application/ld+json">{json.dumps(document)}</script>'


def files() -> dict[str, str]:
    """Every file of the site but its image."""
    post = page("2025/06/post/", "A “post”, or: R&amp;D", body=BODY,
                head=PREVIEW_IMAGE + TIMES + LANGUAGES + block(ARTICLE, CRUMBS))  # fmt: skip
    feeds = "".join(
        f'<link rel="alternate" type="{kind}" title="Site" href="/blog/feeds/{file}">'
        for kind, file in FEEDS.items()
    )
    style = '<link rel="stylesheet" href="/blog/site.css">'
    return {
        "index.html": page(
            "", "Site", head=style + feeds, body='<h1>Site</h1><img src="a.png" alt="">'
        ),
        "404.html": page("404.html", "Not found", head='<meta name="robots" content="noindex">'),
        "2025/06/post/index.html": post,
        "old/index.html": MOVED,
        "hi/post/index.html": page("hi/post/", "Hindi", head=LANGUAGES, lang="hi"),
        "category/news/index.html": page("category/news/", "News"),
        "category/news/page/2/index.html": page("category/news/page/2/", "News, page 2").replace(
            "<h1>News, page 2", "<h1>News"
        ),
        "corrections/index.html": page("corrections/", "Corrections", body=ALL_CORRECTIONS),
        "author/ada/index.html": page("author/ada/", "Ada"),
        "site.css": "body { background: url(a.png) } @font-face { src: url('data:x') }",
        "feeds/all.atom.xml": ATOM,
        "feeds/corrections.atom.xml": CORRECTIONS_FEED,
        "feeds/all.json": json.dumps(JSON),
        "sitemap.xml": INDEX,
        "sitemaps/pages.xml": SITEMAP,
        "news-sitemap.xml": NEWS,
        "robots.txt": f"User-agent: *\nSitemap: {URL}/sitemap.xml\n"
        f"Sitemap: {URL}/news-sitemap.xml\n",
        "_redirects": "/blog/old/ /blog/2025/06/post/ 301\n# a note\n/x/* /blog/:splat\n",
        "_headers": f"/*\n  Content-Security-Policy: {POLICY}\n",
        "llms.txt": f"- [A post]({POST})\n",
    }


def lay_out(folder: Path, changes: Changes | None = None) -> Path:
    """Write the site; `changes` are (old, new) in a file, a whole text, or None to leave it out."""
    (folder / "a.png").parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (30, 20)).save(folder / "a.png")
    texts: dict[str, str | None] = {**files()}
    for path, change in (changes or {}).items():
        if isinstance(change, list):
            for old, new in change:
                assert old in (texts[path] or ""), f"{old} is not in {path}"
                texts[path] = (texts[path] or "").replace(old, new)
        else:
            texts[path] = change
    size = str((folder / "a.png").stat().st_size)
    for path, text in texts.items():
        if text is not None:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text.replace("SIZE", size), encoding="utf-8")
    return folder


def check_good_site(folder: Path, changes: Changes | None = None) -> list[Diagnostic]:
    """Return what the checks report of the site with some changes; paths are from its root."""
    diagnostics = check_built_site(read_built_site(lay_out(folder, changes), NOW))
    return [replace(d, path=d.path.removeprefix(f"{folder}/")) for d in diagnostics]


def reported(folder: Path, changes: Changes) -> list[str]:
    """Return the same as `code path:line value, value`, sorted, as far as there are any.

    The values are the first two that the message quotes.
    """
    return sorted(map(summary, check_good_site(folder, changes)))


def summary(diagnostic: Diagnostic) -> str:
    """Return code, path and line of a diagnostic, and the first two values that it quotes."""
    line = f":{diagnostic.line}" if diagnostic.line else ""
    values = ", ".join(re.findall('"([^"]*)"', diagnostic.message)[:2])
    return f"{diagnostic.code} {diagnostic.path}{line} {values}".rstrip()


def errors_in(folder: Path) -> list[str]:
    """Return the errors of a built site as lines of a report."""
    diagnostics = check_built_site(read_built_site(folder))
    return [str(diagnostic) for diagnostic in diagnostics if diagnostic.severity == "error"]
