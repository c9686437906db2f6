"""Look for mistakes in the built site: `python -m tools.check [FOLDER]`.

Every page is read as a browser would: links and pictures lead somewhere, fragments exist, ids and
titles are unique, pictures say what they show, nothing is fetched from another site.
Prints a sentence for each mistake; exit status 1 when there is one.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from plugins.support.report import plural

LOADS = frozenset(["audio", "embed", "iframe", "img", "object", "script", "source", "video"])
LINKED = frozenset(["stylesheet", "icon", "preload", "modulepreload", "manifest"])


@dataclass(frozen=True)
class Page:
    """What the checks need of one page. Addresses are as written."""

    title: str
    canonical: str
    h1: int
    ids: tuple[str, ...]
    names: tuple[str, ...]
    links: tuple[str, ...]
    loads: tuple[str, ...]
    without_alt: tuple[str, ...]
    noindex: bool = False


def read_page(html: str) -> Page:
    """Read one page of HTML."""
    soup = BeautifulSoup(html, "lxml")
    tags = [tag for tag in soup.find_all(True) if isinstance(tag, Tag)]
    heads = [tag for tag in tags if tag.name == "link"]
    loads = [address for tag in tags if tag.name in LOADS for address in fetched(tag)]
    loads += [str(tag["href"]) for tag in heads if LINKED & set(tag.get_attribute_list("rel"))]
    metas = [tag for tag in tags if tag.name == "meta"]
    leads_on = (tag for tag in metas if str(tag.get("http-equiv")).lower() == "refresh")
    return Page(
        title=soup.title.get_text() if soup.title else "",
        canonical=next(
            (str(t["href"]) for t in heads if "canonical" in t.get_attribute_list("rel")), ""
        ),
        h1=sum(tag.name == "h1" for tag in tags),
        ids=tuple(str(tag["id"]) for tag in tags if tag.get("id")),
        names=tuple(str(tag["name"]) for tag in tags if tag.name == "a" and tag.get("name")),
        links=(
            *(str(t["href"]) for t in tags if t.name in ("a", "link") and t.get("href")),
            *(str(tag["content"]).partition("url=")[2] for tag in leads_on),
        ),
        loads=tuple(loads),
        without_alt=tuple(
            str(t.get("src")) for t in tags if t.name == "img" and t.get("alt") is None
        ),
        noindex=any(
            tag.get("name") == "robots" and "noindex" in str(tag.get("content")) for tag in metas
        ),
    )


def fetched(tag: Tag) -> list[str]:
    """The addresses that a browser fetches for a tag by itself."""
    single = [str(tag[name]) for name in ("src", "poster", "data") if tag.get(name)]
    sets = (part.split() for part in str(tag.get("srcset", "")).split(","))
    return single + [part[0] for part in sets if part]


def page_mistakes(page: Page) -> Iterator[str]:
    """What is wrong with a page by itself."""
    if not page.title.strip():
        yield "the page has no title"
    if page.h1 != 1:
        yield f"the page has {plural(page.h1, 'h1 heading')}; it needs one"
    for name, count in Counter(page.ids).items():
        if count > 1:
            yield f'the id "{name}" stands {count} times'
    for address in page.without_alt:
        yield f'the picture "{address}" has no alt attribute'


def link_mistakes(
    here: str, page: Page, files: frozenset[str], ids: Mapping[str, frozenset[str]], site: str
) -> Iterator[str]:
    """What is wrong with the links of the page at path `here`; `site` is the site's own address."""
    for address in dict.fromkeys((*page.links, *page.loads)):
        target = urljoin(f"{site}/{here}", address)
        if not f"{target}/".startswith(f"{site}/"):
            scheme = urlsplit(address).scheme
            if not scheme and not address.startswith("//"):
                yield f'"{address}" leads out of the site'
            continue
        path = unquote(urlsplit(target.removeprefix(site)).path).lstrip("/")
        file = f"{path}index.html" if not path or path.endswith("/") else path
        fragment = unquote(urlsplit(target).fragment)
        if file not in files:
            yield f'"{address}" leads nowhere'
        elif fragment not in ("", "top") and file in ids and fragment not in ids[file]:
            yield f'"{address}" leads to a page without that anchor'


def fetched_elsewhere(page: Page, site: str) -> Iterator[str]:
    """What every reader's browser would ask another site for."""
    for address in dict.fromkeys(page.loads):
        parts = urlsplit(address)
        if parts.netloc and parts.scheme != "data" and not address.startswith(f"{site}/"):
            yield f'"{address}" is fetched from another site'


def shared_titles(pages: Mapping[str, Page]) -> Iterator[tuple[str, str]]:
    """Pages that search results could not tell apart; those of old addresses stand in none."""
    by_title: dict[str, list[str]] = defaultdict(list)
    for path, page in pages.items():
        if not page.noindex:
            by_title[page.title].append(path)
    for title, (first, *others) in by_title.items():
        for other in others:
            yield other, f'the title "{title}" is that of {first} too'


def read_site(folder: Path) -> tuple[dict[str, Page], frozenset[str]]:
    """The pages of a built site by path, and the paths of all its files."""
    files = frozenset(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    html = sorted(path for path in files if path.endswith(".html"))
    return {path: read_page((folder / path).read_text(encoding="utf-8")) for path in html}, files


def check(folder: Path) -> list[str]:
    """A sentence for each mistake in a built site, sorted by page."""
    pages, files = read_site(folder)
    if "index.html" not in pages:
        return [f"{folder}/index.html is missing; build the site first"]
    site = pages["index.html"].canonical.rstrip("/")
    ids = {path: frozenset((*page.ids, *page.names)) for path, page in pages.items()}
    found: list[tuple[str, str]] = []
    for path, page in pages.items():
        wrong: Iterable[str] = (*page_mistakes(page), *link_mistakes(path, page, files, ids, site))
        found += [(path, sentence) for sentence in wrong]
    return [f"{folder}/{path}: {sentence}" for path, sentence in sorted(found)]


def warnings(folder: Path) -> list[str]:
    """A sentence for each thing that a writer may want otherwise, sorted by page."""
    pages, _ = read_site(folder)
    site = pages["index.html"].canonical.rstrip("/") if "index.html" in pages else ""
    found = list(shared_titles(pages))
    for path, page in pages.items():
        found += [(path, sentence) for sentence in fetched_elsewhere(page, site)]
    return [f"{folder}/{path}: warning: {sentence}" for path, sentence in sorted(found)]


def main(arguments: list[str] | None = None) -> int:
    """The command; returns its exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.check", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("output"))
    folder = parser.parse_args(arguments).folder
    mistakes = check(folder)
    sys.stderr.write("".join(f"{sentence}\n" for sentence in warnings(folder)))
    if mistakes:
        sys.stderr.write(
            "\n".join(mistakes) + f"\n{plural(len(mistakes), 'mistake')} in {folder}/\n"
        )
        return 1
    sys.stdout.write(f"checked {folder}/: no mistakes\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
