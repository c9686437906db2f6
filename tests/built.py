"""Built sites without a build, for deployments: pages that name each other, and who is missing."""

from collections.abc import Mapping
from pathlib import Path
from random import Random

from tools.checks.links import in_pages
from tools.checks.page import read_page
from tools.checks.site import BuiltSite
from tools.support.manifest import NAME, write_manifest

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

Files = dict[str, bytes]


def version(number: int, posts: int = 7) -> Files:
    """The files of one version of a site: posts, tags and style sheet are not those of others."""
    random = Random(f"version {number}")
    slugs = sorted(random.sample(range(posts * 2), posts))
    tags = sorted({slug % 5 + number % 3 for slug in slugs})
    style = f"theme/site.{number:08x}.css"
    pictures = {f"images/{slug}-{number % 2}.svg" for slug in slugs[::3]}
    post = {slug: f"2025/post-{slug}/index.html" for slug in slugs}
    tag = {name: f"tag/{name}/index.html" for name in tags}
    pages = [*post.values(), *tag.values(), "index.html", "404.html", "about/été 中文.html"]
    shown = {path: [style, "feeds/all.xml", *sorted(pictures), *pages] for path in pages}
    for slug, path in post.items():
        shown[path] = [style, *pages[:4], tag[slug % 5 + number % 3]]
    feeds = [f"feeds/{name}.xml" for name in ("all", *tags)]
    files = {path: page(path, f"version {number % 4}", named) for path, named in shown.items()}
    files |= {path: f"<feed>{number}</feed>".encode() for path in feeds}
    files |= {path: f"<svg>{path}</svg>".encode() for path in pictures}
    return files | {style: b"body {}", "_headers": HEADERS.format(kept="images").encode()}


def page(path: str, text: str, named: list[str]) -> bytes:
    """A page that names other files of the site by their addresses."""
    links = "".join(
        f'<link rel="stylesheet" href="/blog/{name}">'
        if name.endswith(".css")
        else f'<a href="/blog/{name.removesuffix("index.html")}">x</a>'
        for name in named
        if name != path
    )
    return PAGE.format(path=path, text=text, links=links).encode()


def write_site(folder: Path, files: Mapping[str, bytes], site: str = SITE) -> Path:
    """A folder as `make publish` leaves it."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {folder / path for path in files}
    for old in [p for p in folder.rglob("*") if p.is_file() and p not in wanted]:
        old.unlink()
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    (folder / NAME).unlink(missing_ok=True)
    write_manifest(folder, site)
    return folder


def read_files(folder: Path) -> Files:
    """The files below a folder by path."""
    found = (p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in found}


def missing(live: Mapping[str, bytes]) -> list[str]:
    """A sentence for each file that a live page names and that is not there."""
    pages = {p: read_page(p, data) for p, data in live.items() if p.endswith(".html")}
    return [str(finding) for finding in in_pages(BuiltSite(Path(), SITE, pages, frozenset(live)))]
