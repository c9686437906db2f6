"""What a deployment changes, and the order in which a site can be changed file by file.

The order keeps one promise at all times, whenever the run is interrupted: no file that can be read
links to a missing file. A new file comes after those that it links to, and a file is removed after
those that link to it. What a file can link to follows from its extension (`LAYERS`): a Markdown
copy, a feed or a sitemap links to pages as a page does. Pages link to other files in circles, so
each new one starts as a small page without links (`PLACEHOLDER`); no list or page links to it
before it has become the page. Old pages become small pages without links (`GONE`) before the first
file is removed. A file that changes needs no layer: all new files are there before the first one
changes, and all old ones until the last one has changed.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote

SMALL_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>{title}</title>
<h1>{title}</h1>
<p>{text}</p>
"""
PLACEHOLDER = SMALL_PAGE.format(
    title="This page is being published", text="Please reload it soon."
).encode()
GONE = SMALL_PAGE.format(
    title="This page is gone", text="It was moved or taken from this site."
).encode()
PAGES = (".html", ".htm")
# Files by what they can link to: files of the layers before and, but for NO_PAGES, pages. A full
# path is that of a list of files of the layer before.
LAYERS: tuple[frozenset[str], ...] = (
    frozenset(),  # raster images, fonts, videos and all else, which link to nothing
    frozenset([".svg"]),
    frozenset([".css", ".xsl", ".xslt"]),
    frozenset([".json", ".md", ".pdf", ".txt", ".webmanifest", ".xhtml", ".xml", ".atom", ".rss"]),
    frozenset([".js", ".mjs", "sitemap.xml", "llms.txt"]),
    frozenset(["robots.txt"]),
)
NO_PAGES = (0, 2)  # layers whose files link to no page


@dataclass(frozen=True)
class Changes:
    """Sorted paths: `added` are missing at the destination, `changed` differ, `removed` are old.

    Those of `added` that are in `placeholders` have a placeholder already. `foreign` are files that
    no deployment put there; they stay. Where the content of the destination `is_unknown`, all files
    count as added. A `question` is to be confirmed before anything is sent; "" for none.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    is_unknown: bool = False
    question: str = ""

    @property
    def uploads(self) -> tuple[str, ...]:
        """The files to send."""
        return (*self.added, *self.changed)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True)
class Step:
    """Files that may be sent in any order, once the steps before are done.

    Where `small_page` is given, it is sent under each of their names instead of the file.
    """

    paths: tuple[str, ...]
    small_page: bytes = b""


def plan_changes(
    local: Mapping[str, str], remote: Mapping[str, str], placeholder: str = ""
) -> Changes:
    """Return what turns `remote` into `local`; both map paths to checksums.

    A page whose checksum is `placeholder` counts as missing.
    """
    absent = {path for path in local if remote.get(path, placeholder) == placeholder}
    return Changes(
        added=tuple(sorted(absent)),
        placeholders=tuple(sorted(absent & remote.keys())),
        changed=tuple(sorted(p for p in local.keys() - absent if remote[p] != local[p])),
        removed=tuple(sorted(remote.keys() - local.keys())),
    )


def is_page(path: str) -> bool:
    """Return whether a file is a page, which can link to any other file."""
    return path.lower().endswith(PAGES)


def layer_of(path: str) -> int:
    """Return the number of the layer of a file that is not a page: 0 for one without links."""
    extension = PurePosixPath(path).suffix.lower()
    numbers = [number for number, names in enumerate(LAYERS) if names & {path, extension}]
    return max(numbers, default=0)


def group_by_layer(paths: Collection[str]) -> list[tuple[str, ...]]:
    """Return the files of each layer but pages, each after the layers that it can link to."""
    numbers = {path: layer_of(path) for path in paths if not is_page(path)}
    return [tuple(p for p in numbers if numbers[p] == number) for number in range(len(LAYERS))]


def can_be_circular(paths: Collection[str]) -> bool:
    """Return whether files can link to each other: a page and another file that links to pages."""
    pages = [path for path in paths if is_page(path)]
    linking = [path for path in paths if not is_page(path) and layer_of(path) not in NO_PAGES]
    return len(pages) > 1 or bool(pages and linking)


def upload_steps(changes: Changes) -> list[Step]:
    """Return the order in which files are sent, all before the first is removed."""
    new_pages = tuple(filter(is_page, changes.added))
    without_placeholder = tuple(page for page in new_pages if page not in set(changes.placeholders))
    old_pages = tuple(filter(is_page, changes.removed))
    leaves, *layers = group_by_layer(changes.added)
    steps = [
        Step(leaves),
        Step(without_placeholder if can_be_circular(changes.added) else (), PLACEHOLDER),
        *map(Step, layers),
        Step(new_pages),
        Step(tuple(filter(is_page, changes.changed))),
        Step(tuple(path for path in changes.changed if not is_page(path))),
        Step(old_pages if can_be_circular(changes.removed) else (), GONE),
    ]
    return [step for step in steps if step.paths]


def removal_steps(removed: Collection[str]) -> list[tuple[str, ...]]:
    """Return the order in which files are removed: what links to others first."""
    pages = tuple(path for path in removed if is_page(path))
    layers = group_by_layer(removed)[::-1]
    steps = [*layers, pages] if can_be_circular(removed) else [pages, *layers]
    return [paths for paths in steps if paths]


def apply_changes(
    changes: Changes,
    put: Callable[[Step], None],
    remove: Callable[[tuple[str, ...]], None],
) -> None:
    """Call `put` and `remove` for each step in its order."""
    for step in upload_steps(changes):
        put(step)
    for paths in removal_steps(changes.removed):
        remove(paths)


def file_url(site: str, path: str) -> str:
    """Return the URL of a file of a site; the page of a folder has that of the folder."""
    folder, _, name = path.rpartition("/")
    public = f"{folder}/".lstrip("/") if name == "index.html" else path
    return f"{site.rstrip('/')}/{quote(public)}"


def render_changes(changes: Changes, site: str, at_most: int) -> Iterator[str]:
    """Yield a line for each URL that changes, `at_most` of each kind."""
    kinds = (
        ("added", changes.added),
        ("changed", changes.changed),
        ("removed", changes.removed),
        ("foreign", changes.foreign),
    )
    for kind, paths in kinds:
        for path in paths[:at_most]:
            yield f"  {kind:<9}{file_url(site, path)}"
        if more := len(paths[at_most:]):
            yield f"  {kind:<9}… and {more:,} more"
