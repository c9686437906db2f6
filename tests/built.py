"""Built sites without a build, for deployments: files that name each other, and who is missing."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from random import Random
from urllib.parse import quote

from newsroom.checks.parse.page import read_page
from newsroom.checks.rules.links import check_links
from newsroom.checks.site import BuiltSite
from newsroom.output.manifest import MANIFEST, write_manifest

SITE = "https://example.org/blog"
PAGE = '<!doctype html><html lang="en"><title>{path}</title><h1>{path}</h1>{text}{links}\n'
HEADERS = """/blog/*
  X-Content-Type-Options: nosniff

/blog/theme/*
  Cache-Control: public, max-age=31536000, immutable

/blog/{kept}/*
  Cache-Control: public, max-age=86400

/blog/feeds/*.xml
  Content-Type: application/atom+xml; charset=utf-8
"""

URL = re.compile(rf"{re.escape(SITE)}(?:/[^\s\"'<>()\[\]]*)?")

Files = dict[str, bytes]


def version(number: int, posts: int = 7) -> Files:
    """The files of one version of a site: posts, tags and style sheet are not those of others.

    Pages name all kinds of files, and those name pages and each other, as a real site has it.
    """
    random = Random(f"version {number}")
    slugs = sorted(random.sample(range(posts * 2), posts))
    tags = sorted({slug % 5 + number % 3 for slug in slugs})
    style, font = f"theme/site.{number:08x}.css", f"theme/font.{number:08x}.woff2"
    script, sitemap = f"theme/search.{number:08x}.js", f"sitemaps/{number % 3}.xml"
    images = {f"images/{slug}-{number % 2}.svg": slug for slug in slugs[::3]}
    post = {slug: f"2025/post-{slug}/index.html" for slug in slugs}
    copy = {slug: f"2025/post-{slug}/index.md" for slug in slugs}
    tag = {name: f"tag/{name}/index.html" for name in tags}
    feeds = [f"feeds/{name}.xml" for name in ("all", *tags)]
    pages = [*post.values(), *tag.values(), "index.html", "404.html", "about/été 中文.html"]
    page_links = {path: [style, *feeds, script, *images, *pages] for path in pages}
    for slug, path in post.items():
        page_links[path] = [style, copy[slug], *pages[:4], tag[slug % 5 + number % 3]]
    texts = {path: [post[slug], font] for path, slug in images.items()}
    texts |= {copy[slug]: [post[slug], *images, pages[-1]] for slug in slugs}
    texts |= {path: [path, *post.values(), *images] for path in [*feeds, "feeds/all.json"]}
    texts |= {style: [font, *images], script: ["feeds/all.json"], sitemap: pages}
    texts |= {"sitemap.xml": [sitemap], "robots.txt": ["sitemap.xml"], "llms.txt": [*copy.values()]}
    files = {
        path: page(path, f"version {number % 4}", linked) for path, linked in page_links.items()
    }
    files |= {path: text(path, f"version {number % 4}", linked) for path, linked in texts.items()}
    return files | {font: b"wOF2", "_headers": HEADERS.format(kept="images").encode()}


def page(path: str, text: str, linked: list[str]) -> bytes:
    """A page that links to other files of the site by their paths."""
    links = "".join(
        f'<link rel="stylesheet" href="/blog/{name}">'
        if name.endswith(".css")
        else f'<a href="/blog/{name.removesuffix("index.html")}">x</a>'
        for name in linked
        if name != path
    )
    return PAGE.format(path=path, text=text, links=links).encode()


def text(path: str, words: str, linked: Iterable[str]) -> bytes:
    """A file other than a page that contains the URLs of others, a line each."""
    lines = "".join(f"<{SITE}/{quote(name.removesuffix('index.html'))}>\n" for name in linked)
    return f"{path}: {words}\n{lines}".encode()


def write_site(folder: Path, files: Mapping[str, bytes], site: str = SITE) -> Path:
    """A folder as `python3 blog.py publish` leaves it."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {folder / path for path in files}
    for old in [p for p in folder.rglob("*") if p.is_file() and p not in wanted]:
        old.unlink()
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    (folder / MANIFEST).unlink(missing_ok=True)
    write_manifest(folder, site)
    return folder


def read_files(folder: Path) -> Files:
    """The files below a folder by path."""
    files = (p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


def missing(live: Mapping[str, bytes]) -> list[str]:
    """A sentence for each file that a live file, page or not, names and that is not there."""
    pages = {p: read_page(p, data) for p, data in live.items() if p.endswith(".html")}
    site = BuiltSite(Path(), SITE, pages, frozenset(live))
    problems = [str(diagnostic) for diagnostic in check_links(site)]
    for path in sorted(live.keys() - pages.keys() - {"_headers"}):
        for url in URL.findall(live[path].decode(errors="replace")):
            if site.file_at(url, path) not in live:
                problems.append(f"{path}: {url} is missing")
    return problems
