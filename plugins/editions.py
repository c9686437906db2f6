"""The posts of a week on one page: `/editions/2025-w47/`, and `/editions/`, which lists them.

`make digest` writes `content/editions/2025-W47.yaml`, the ids of the posts, so that an edition that
was sent stays as it was: no post joins it later, and none stands in two. Templates get `editions`,
the newest first, () where there is none.

Needs: permanent_ids, quick_lists.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pelican import signals

from plugins.support.content import Article, Generator
from plugins.support.head import decode
from plugins.support.report import Report
from plugins.support.site import Site
from plugins.support.weeks import Week, read_week

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
        week = read_week(path.stem)
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


def attach_editions(generator: Generator) -> None:
    """Early, so that links to them hold."""
    settings = generator.settings
    articles = {article.permanent_id: article for article in generator.articles}
    found = read_editions(Path(generator.path), articles, settings["SITE"], settings["REPORT"])
    generator.context["editions"] = tuple(reversed([*found]))


def write_editions(generator: Generator, writer: Any) -> None:
    """The pages, and their list."""
    context: dict[str, Any] = generator.context
    found: Sequence[Edition] = context["editions"]
    page = generator.get_template("edition")
    for each in found:
        writer.write_file(f"{each.url}index.html", page, context, edition=each, url=each.url)
    if found:
        page, url = generator.get_template("editions"), f"{FOLDER}/"
        writer.write_file(f"{url}index.html", page, context, url=url)


def register() -> None:
    """Addresses early, files when Pelican has written the rest."""
    signals.article_generator_finalized.connect(attach_editions)
    signals.article_writer_finalized.connect(write_editions)
