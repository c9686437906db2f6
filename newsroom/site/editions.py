"""Editions: the posts of a week, from the lists of ids in `content/editions/2025-W47.yaml`."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path

from newsroom.config.schema import Settings
from newsroom.content.front_matter.parser import decode
from newsroom.dates.iso_week import Week, parse_week
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.report import Report
from newsroom.site.articles import Article
from newsroom.site.lists import Edition, EditionSection

FOLDER = "editions"
IDLE = re.compile(r"^\s*(#|$)")
# The part of YAML that a list of ids needs: a UUID, or another IRI.
ROW = re.compile(r"""^- +(?P<id>\w[^\s<>"{}|\\^`]*)(?:\s+#.*)?\s*$""")
SHAPE = "the file must be a list of ids of posts, one a line after a dash"


def build_edition(week: Week, articles: Iterable[Article], settings: Settings) -> Edition:
    """Return the edition of a week: posts in sections in the order of CATEGORIES."""
    by_name: dict[str, list[Article]] = {category.name: [] for category in settings.categories}
    for article in articles:
        by_name.setdefault(article.category.name, []).append(article)
    sections = (EditionSection(name, tuple(posts)) for name, posts in by_name.items() if posts)
    return Edition(week, tuple(sections))


def parse_ids(text: str) -> list[tuple[int, str]]:
    """Return line and id of each entry; raise `ValueError` for anything but a list of ids."""
    lines = enumerate(text.split("\n"), start=1)
    rows = [(number, ROW.match(line)) for number, line in lines if not IDLE.match(line)]
    ids = [(number, match["id"]) for number, match in rows if match]
    if not ids or len(ids) != len(rows):
        raise ValueError(SHAPE)
    return ids


def edition_files(content: Path) -> Iterator[Path]:
    """Yield the files of editions, the oldest first."""
    paths = (content / FOLDER).glob("[!.]*")
    yield from sorted(path for path in paths if path.is_file() or path.is_dir())


def read_editions(
    files: Iterable[Path], articles: Mapping[str, Article], settings: Settings, report: Report
) -> Iterator[Edition]:
    """Yield the editions of files in their order; `articles` are all that are listed, by id."""
    owners: dict[str, str] = {}
    for path in files:
        file = "/".join(path.parts[-3:])  # from the folder that has all content
        week = parse_week(path.stem)
        if not week or path.suffix != ".yaml":
            message = f'"{path.name}" is not named by a valid ISO week'
            advice = "name the file as in 2025-W47.yaml"
            report.add(Diagnostic(file, 1, "edition/invalid-name", message, advice))
            continue
        try:
            rows = parse_ids(decode(path.read_bytes()))
        except (ValueError, OSError):  # what is not in UTF-8, and a folder, too
            report.add(Diagnostic(file, 1, "edition/invalid-file", SHAPE))
            continue
        report.add(*check_ids(file, rows, owners, articles))
        yield build_edition(week, [articles[id_] for _, id_ in rows if id_ in articles], settings)


def check_ids(
    file: str, rows: Iterable[tuple[int, str]], owners: dict[str, str], articles: Container[str]
) -> Iterator[Diagnostic]:
    """Yield an error for each id that an edition lists already, or that no public post has.

    `owners` has file and line of each id so far; those of this file are added.
    """
    for line, id_ in rows:
        location = f"{file}:{line}"
        owner = owners.setdefault(id_, location)
        if owner != location:
            message = f"the post is already listed in {owner}"
            yield Diagnostic(file, line, "edition/duplicate-post", message, "keep one of them")
        elif id_ not in articles:
            message = f'public post with the id "{id_}" not found'
            advice = "publish it again, or remove the line"
            yield Diagnostic(file, line, "edition/unknown-post", message, advice)
