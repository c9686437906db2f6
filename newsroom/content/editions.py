"""Editions: the posts of a week, from the lists of ids in `content/editions/2025-W47.yaml`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from newsroom.config.schema import Site
from newsroom.content.article import Article
from newsroom.content.front_matter.parser import decode
from newsroom.dates.iso_week import Week, parse_week
from newsroom.diagnostics.report import Report

FOLDER = "editions"
IDLE = re.compile(r"^\s*(#|$)")
ROW = re.compile(r"^- +(?P<id>[\w-]+)\s*(#.*)?$")  # the part of YAML that a list of ids needs
SHAPE = "the file has to be a list of ids of posts, one a line after a dash"


@dataclass(frozen=True)
class Section:
    """The posts of an edition in one category."""

    name: str
    articles: tuple[Article, ...]


@dataclass(frozen=True)
class Edition:
    """The posts of one week, or those that it was too late for before."""

    week: Week
    sections: tuple[Section, ...]

    @property
    def url(self) -> str:
        """`editions/2025-w47/`."""
        return f"{FOLDER}/{str(self.week).lower()}/"

    @property
    def articles(self) -> tuple[Article, ...]:
        """Its posts in their order."""
        return tuple(article for section in self.sections for article in section.articles)


def edition(week: Week, articles: Iterable[Article], site: Site) -> Edition:
    """Posts by category, in the order in which those are declared; inside of one as they come."""
    by_name: dict[str, list[Article]] = {category.name: [] for category in site.categories}
    for article in articles:
        by_name.setdefault(article.category.name, []).append(article)
    found = (Section(name, tuple(posts)) for name, posts in by_name.items() if posts)
    return Edition(week, tuple(found))


def read_ids(text: str) -> list[tuple[int, str]]:
    """(line, id) of each entry; raises `ValueError` for anything but such a list."""
    lines = enumerate(text.split("\n"), start=1)
    rows = [(number, ROW.match(line)) for number, line in lines if not IDLE.match(line)]
    found = [(number, match["id"]) for number, match in rows if match]
    if not found or len(found) != len(rows):
        raise ValueError(SHAPE)
    return found


def files(content: Path) -> Iterator[Path]:
    """The files of editions, the oldest first."""
    found = (content / FOLDER).glob("*")
    shown = (path for path in found if not path.name.startswith("."))
    yield from sorted(path for path in shown if path.is_file() or path.is_dir())


def read_editions(
    content: Path, articles: Mapping[str, Article], site: Site, report: Report
) -> Iterator[Edition]:
    """The editions, the oldest first; `articles` are all that are listed, by id."""
    owner: dict[str, str] = {}
    for path in files(content):
        file = path.relative_to(content.parent).as_posix()
        week = parse_week(path.stem)
        if not week or path.suffix != ".yaml":
            sentence = f'"{path.name}" is no week; name the file as in 2025-W47.yaml'
            report.refuse(file, 1, sentence)
            continue
        try:
            rows = read_ids(decode(path.read_bytes()))
        except (ValueError, OSError):  # what is not in UTF-8, and a folder, too
            report.refuse(file, 1, SHAPE)
            continue
        for line, id_ in rows:
            other = owner.setdefault(id_, f"{file}:{line}")
            if other != f"{file}:{line}":
                report.refuse(file, line, f"the post stands in {other} too; keep one of them")
            elif id_ not in articles:
                sentence = (
                    f'no public post has the id "{id_}"; publish it again, or remove the line'
                )
                report.refuse(file, line, sentence)
        yield edition(week, [articles[id_] for _, id_ in rows if id_ in articles], site)
