"""What a deployment changes, and the order in which a site can be changed file by file.

The order keeps one promise at every moment, whenever the run is cut: no file that can be read names
a file that is not there. A new file comes after those that it names, and a file goes after those
that name it. What a file can name follows from its extension (`LAYERS`): a Markdown copy, a feed or
a sitemap names pages as a page does. Pages name other files in a circle, so each new one is first
put there as a small page that names nothing (`PLACEHOLDER`). It is in no list and is linked from
nowhere by the time it becomes the page. Old pages become small pages that name nothing (`GONE`)
before the first file goes. A file that changes needs no layer: all new files are there before the
first one changes, and all old ones until the last one has changed.
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
    title="This page is being published", text="Please load it again in a moment."
).encode()
GONE = SMALL_PAGE.format(
    title="This page is gone", text="It was moved or taken from this site."
).encode()
PAGES = (".html", ".htm")
# Files by what they can name: files of the layers before and, but for NO_PAGES, pages. A full path
# is that of a list of files of the layer before.
LAYERS: tuple[frozenset[str], ...] = (
    frozenset(),  # raster images, fonts, films and all else, which name nothing
    frozenset([".svg"]),
    frozenset([".css", ".xsl", ".xslt"]),
    frozenset([".json", ".md", ".pdf", ".txt", ".webmanifest", ".xhtml", ".xml", ".atom", ".rss"]),
    frozenset([".js", ".mjs", "sitemap.xml", "llms.txt"]),
    frozenset(["robots.txt"]),
)
NO_PAGES = (0, 2)  # layers whose files name no page


@dataclass(frozen=True)
class Changes:
    """Paths, sorted: what is not there yet, what differs, what is there and no longer wanted.

    `begun` of those added have a placeholder already. `foreign` is there; others put it there, and
    it stays. Where it is `unknown` what is there, all files count as added. A `question` has to be
    answered with yes before anything is sent; "" is none.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    begun: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    unknown: bool = False
    question: str = ""

    @property
    def sent(self) -> tuple[str, ...]:
        """What travels."""
        return (*self.added, *self.changed)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True)
class Step:
    """Files that may be put there in any order, once the steps before are done.

    Under each of their names stands one small page `instead`, where it is given.
    """

    paths: tuple[str, ...]
    instead: bytes = b""


def plan(local: Mapping[str, str], remote: Mapping[str, str], placeholder: str = "") -> Changes:
    """What makes `remote` into `local`; both map paths to marks that differ where bytes do.

    A page that is still a placeholder, which has the mark `placeholder`, is not there yet.
    """
    absent = {path for path in local if remote.get(path, placeholder) == placeholder}
    return Changes(
        added=tuple(sorted(absent)),
        begun=tuple(sorted(absent & remote.keys())),
        changed=tuple(sorted(p for p in local.keys() - absent if remote[p] != local[p])),
        removed=tuple(sorted(remote.keys() - local.keys())),
    )


def is_page(path: str) -> bool:
    """Whether a file is a page, which can name any other file."""
    return path.lower().endswith(PAGES)


def layer(path: str) -> int:
    """The number of the layer of a file that is no page: 0 for what names nothing."""
    extension = PurePosixPath(path).suffix.lower()
    found = [number for number, names in enumerate(LAYERS) if names & {path, extension}]
    return max(found, default=0)


def layers(paths: Collection[str]) -> list[tuple[str, ...]]:
    """The files of each layer, which may be none, each after those that its files can name."""
    numbers = {path: layer(path) for path in paths if not is_page(path)}
    return [tuple(p for p in numbers if numbers[p] == number) for number in range(len(LAYERS))]


def are_circular(paths: Collection[str]) -> bool:
    """Whether files can name each other in a circle: a page, and another file that can name it."""
    pages = [path for path in paths if is_page(path)]
    naming = [path for path in paths if not is_page(path) and layer(path) not in NO_PAGES]
    return len(pages) > 1 or bool(pages and naming)


def steps(changes: Changes) -> list[Step]:
    """The order in which files are put there, the last before any is removed."""
    new = tuple(filter(is_page, changes.added))
    bare = tuple(page for page in new if page not in set(changes.begun))
    old = tuple(filter(is_page, changes.removed))
    leaves, *others = layers(changes.added)
    found = [
        Step(leaves),
        Step(bare if are_circular(changes.added) else (), PLACEHOLDER),
        *map(Step, others),
        Step(new),
        Step(tuple(filter(is_page, changes.changed))),
        Step(tuple(path for path in changes.changed if not is_page(path))),
        Step(old if are_circular(changes.removed) else (), GONE),
    ]
    return [step for step in found if step.paths]


def removals(removed: Collection[str]) -> list[tuple[str, ...]]:
    """The order in which files go: what names others first, and pages last if they name nothing."""
    pages = tuple(path for path in removed if is_page(path))
    others = layers(removed)[::-1]
    found = [*others, pages] if are_circular(removed) else [pages, *others]
    return [paths for paths in found if paths]


def carry_out(
    changes: Changes,
    put: Callable[[Step], None],
    remove: Callable[[tuple[str, ...]], None],
) -> None:
    """Make the changes in their order."""
    for step in steps(changes):
        put(step)
    for paths in removals(changes.removed):
        remove(paths)


def address(site: str, path: str) -> str:
    """The address of a file; the page of a folder has that of the folder."""
    folder, _, name = path.rpartition("/")
    shown = f"{folder}/".lstrip("/") if name == "index.html" else path
    return f"{site.rstrip('/')}/{quote(shown)}"


def listing(changes: Changes, site: str, at_most: int) -> Iterator[str]:
    """A line for each address that changes, `at_most` of a kind."""
    kinds = (
        ("added", changes.added),
        ("changed", changes.changed),
        ("removed", changes.removed),
        ("not ours", changes.foreign),
    )
    for kind, paths in kinds:
        for path in paths[:at_most]:
            yield f"  {kind:<9}{address(site, path)}"
        if more := len(paths[at_most:]):
            yield f"  {kind:<9}… and {more:,} more"
