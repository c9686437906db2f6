"""Pelican's generators, their contents and their context: the only module that knows their shapes.

Pelican has no types, so that its objects are `Any` here; what plugins attach to them is typed.
"""

from collections.abc import Iterable
from html import unescape
from itertools import chain
from pathlib import Path
from typing import Any

from jinja2.runtime import Context
from pelican.generators import ArticlesGenerator, PagesGenerator, StaticGenerator

from newsroom.config.schema import Settings, absolute_url
from newsroom.content.article import Article, Content
from newsroom.content.front_matter.parser import decode
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.content.images import image_size
from newsroom.content.source_positions import find_line
from newsroom.diagnostics.report import Report
from newsroom.output.page_metadata import ListPage, Logo

Generator = Any

LOGO = "logo.png"


class IndexedList(list[Any]):
    """A list with fast membership tests, by identity: Pelican tests every pair of articles."""

    def __init__(self, members: Iterable[Any] = ()) -> None:
        super().__init__(members)
        self._ids = {id(member) for member in self}

    def __contains__(self, member: object) -> bool:
        return id(member) in self._ids


def articles_generator(generators: Iterable[Generator]) -> Generator:
    """Return the generator of the articles; raise `StopIteration` if there is none."""
    return next(g for g in generators if isinstance(g, ArticlesGenerator))


def static_generator(generators: Iterable[Generator]) -> Generator:
    """Return the generator of the files to copy."""
    return next(g for g in generators if isinstance(g, StaticGenerator))


def all_articles(generators: Iterable[Generator]) -> list[Article]:
    """Return every article with a page: listed, translated and hidden, in a fixed order."""
    g = articles_generator(generators)
    return list(chain(g.articles, g.translations, g.hidden_articles, g.hidden_translations))


def all_pages(generators: Iterable[Generator]) -> list[Content]:
    """Return every page of content/pages that is written."""
    g = next(g for g in generators if isinstance(g, PagesGenerator))
    return list(chain(g.pages, g.translations, g.hidden_pages, g.hidden_translations))


def generator_contents(generator: Generator) -> list[Content]:
    """Return every article or page of one generator that is written."""
    lists = ("articles", "pages", "translations")
    hidden = ("hidden_articles", "hidden_pages", "hidden_translations")
    return [content for name in (*lists, *hidden) for content in getattr(generator, name, [])]


def source_path(content: Content) -> str:
    """Return the path of an article, page or profile under `content/`; Pelican's way is slow."""
    front: FrontMatter = content.front_matter
    return front.file.split("/", 1)[1]


def claim_urls(generator: Generator, *urls: str) -> None:
    """Record the URLs of files that a plugin will write, for links to them and against conflicts.

    Call this before links are checked, on the signal `article_generator_finalized`.
    """
    generator.context.setdefault("claimed", {}).update(dict.fromkeys(urls, "a file"))


def all_bodies(generators: Iterable[Generator]) -> list[Content]:
    """Return every article, page and author profile: all that has HTML by a writer."""
    profiles = articles_generator(generators).context["profiles"]
    return [*all_contents(generators), *profiles.values()]


def all_contents(generators: Iterable[Generator]) -> list[Content]:
    """Return every article and page."""
    return all_articles(generators) + all_pages(generators)


def listed_articles(generators: Iterable[Generator]) -> list[Article]:
    """Return the articles of the front page and the lists, newest first, ties by slug."""
    articles: list[Article] = articles_generator(generators).articles
    return articles


def public_articles(generators: Iterable[Generator]) -> list[Article]:
    """Return the articles that are not hidden: those of the lists, and their translations."""
    g = articles_generator(generators)
    return [*g.articles, *g.translations]


def get_site(generators: Iterable[Generator]) -> Settings:
    """Return the typed settings of the site."""
    settings: Settings = articles_generator(generators).settings["SITE"]
    return settings


def get_report(generators: Iterable[Generator]) -> Report:
    """Return the report that collects the diagnostics of this build."""
    report: Report = articles_generator(generators).settings["REPORT"]
    return report


def static_urls(generators: Iterable[Generator]) -> dict[str, str]:
    """Return the URL of each file that is copied as it is, by its path under `content/`."""
    g = static_generator(generators)
    return {file.get_relative_source_path(): file.url for file in g.staticfiles}


def list_urls(generators: Iterable[Generator]) -> dict[str, str]:
    """Return what has each URL of a list, an archive or a claimed file, such as "an archive"."""
    g = articles_generator(generators)
    names = g.settings["DIRECT_TEMPLATES"]
    owners = {g.settings.get(f"{name.upper()}_URL", f"{name}.html"): f"“{name}”" for name in names}
    for year in g.context["period_archives"]:
        owners |= {period.url: "an archive" for period in (year, *year.months)}
    owners |= {hub.entity.url: f"“{hub.entity.name}”" for hub in g.context["entity_hubs"]}
    owners |= {index.url: f"“{index.name}”" for index in g.context["entity_indexes"]}
    owners |= {edition.url: "an edition" for edition in g.context["editions"]}
    owners |= {"editions/": "the list of editions"} if g.context["editions"] else {}
    claimed: dict[str, str] = g.context.get("claimed", {})
    return owners | claimed


def all_urls(generators: list[Generator]) -> dict[str, str]:
    """Return what has each URL of the site, without the further pages of lists."""
    context = articles_generator(generators).context
    owners = {url: path for path, url in static_urls(generators).items()}
    owners |= dict.fromkeys((feed.url for feed in context["feeds"]), "a feed")
    owners |= {context["json_feed"]: "a feed"} if context["json_feed"] else {}
    for kind, terms in (("category", "categories"), ("tag", "tags"), ("author", "authors")):
        owners |= {term.url: f'the {kind} "{term.name}"' for term, _ in context[terms]}
    owners |= list_urls(generators)
    return owners | {c.url: str(c.front_matter.file) for c in all_contents(generators)}


def theme_urls(generators: Iterable[Generator]) -> dict[str, str]:
    """Return the URL of each file of the theme, by the URL without the hash in its name."""
    raw = articles_generator(generators).settings
    folder = raw["THEME_STATIC_DIR"]
    return {f"{folder}/{path}": file.url for path, file in raw["THEME_FILES"].items()}


def take_static_file(generators: Iterable[Generator], name: str) -> str:
    """Return the text of a file at the top of the site, "" for none, and do not copy the file."""
    g = static_generator(generators)
    for file in [file for file in g.staticfiles if file.save_as == name]:
        g.staticfiles.remove(file)
        return decode((Path(g.path) / file.get_relative_source_path()).read_bytes())
    return ""


def find_source_line(body: Content, folder: str | Path, text: str) -> int:
    """Return the line of a source file where its body has `text`, else the body's first."""
    front: FrontMatter = body.front_matter
    source = decode((Path(folder) / source_path(body)).read_bytes())
    return find_line(text, source, front.body_line)


def find_logo(generators: Iterable[Generator]) -> Logo | None:
    """Return the file `logo.png` of the theme, None where a theme has none."""
    g, settings = articles_generator(generators), get_site(generators)
    file = theme_urls(generators).get(f"{g.settings['THEME_STATIC_DIR']}/{LOGO}")
    if not file:
        return None
    size = image_size(Path(g.settings["THEME"]) / "static" / LOGO)
    return Logo(f"{settings.url}/{file}", *size)


def list_page(context: Context, heading: str, description: str) -> ListPage:
    """Return the page that is being rendered; heading and description are HTML."""
    path: str = context["output_file"].removesuffix("index.html")
    page = context.get("articles_page")
    number = page.number if page else 1
    first = path.removesuffix(f"page/{number}/") if number > 1 else path
    settings: Settings = context["SITE"]
    texts = (unescape(heading), unescape(description))
    return ListPage(absolute_url(path, settings), absolute_url(first, settings), *texts, number)
