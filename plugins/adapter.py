"""The shapes of Pelican's objects: the only module that knows where it keeps what.

Pelican has no types, so its objects are `Any` here; what we put on them is typed.
"""

from collections.abc import Iterable
from html import unescape
from itertools import chain
from pathlib import Path
from typing import Any

from jinja2.runtime import Context
from pelican.generators import ArticlesGenerator, PagesGenerator, StaticGenerator

from newsroom.config.schema import Site, absolute_url
from newsroom.content.article import Article, Content
from newsroom.content.front_matter.parser import decode
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.content.images import image_size
from newsroom.content.source_positions import line_of
from newsroom.diagnostics.report import Report
from newsroom.output.page_metadata import ListPage, Logo

Generator = Any

LOGO = "logo.png"


class IndexedList(list[Any]):
    """A list that knows its members: Pelican tests `article in articles` once for every pair."""

    def __init__(self, members: Iterable[Any] = ()) -> None:
        super().__init__(members)
        self._ids = {id(member) for member in self}

    def __contains__(self, member: object) -> bool:
        return id(member) in self._ids


def articles_generator(generators: Iterable[Generator]) -> Generator:
    """The one generator that holds the articles."""
    return next(g for g in generators if isinstance(g, ArticlesGenerator))


def static_generator(generators: Iterable[Generator]) -> Generator:
    """The one generator that holds the files to copy."""
    return next(g for g in generators if isinstance(g, StaticGenerator))


def every_article(generators: Iterable[Generator]) -> list[Article]:
    """Every article that is written: listed, hidden and translated ones, in a fixed order."""
    g = articles_generator(generators)
    found = chain(g.articles, g.translations, g.hidden_articles, g.hidden_translations)
    return list(found)


def every_page(generators: Iterable[Generator]) -> list[Content]:
    """Every page that is written."""
    g = next(g for g in generators if isinstance(g, PagesGenerator))
    return list(chain(g.pages, g.translations, g.hidden_pages, g.hidden_translations))


def contents_of(generator: Generator) -> list[Content]:
    """Every article or page of one generator that is written."""
    lists = ("articles", "pages", "translations")
    hidden = ("hidden_articles", "hidden_pages", "hidden_translations")
    return [content for name in (*lists, *hidden) for content in getattr(generator, name, [])]


def source_path(content: Content) -> str:
    """The file of an article, page or profile, from `content/`; Pelican takes long to tell it."""
    front: FrontMatter = content.front_matter
    return front.file.split("/", 1)[1]


def claim(generator: Generator, *addresses: str) -> None:
    """Note files that a plugin will write: links to them hold, nothing else may take their place.

    Before links are checked: on the signal `article_generator_finalized`.
    """
    generator.context.setdefault("claimed", {}).update(dict.fromkeys(addresses, "a file"))


def every_body(generators: Iterable[Generator]) -> list[Content]:
    """Every article, page and author profile: all that holds HTML by a writer."""
    profiles = articles_generator(generators).context["profiles"]
    return [*every_content(generators), *profiles.values()]


def every_content(generators: Iterable[Generator]) -> list[Content]:
    """Every article and page."""
    return every_article(generators) + every_page(generators)


def listed(generators: Iterable[Generator]) -> list[Article]:
    """The articles of the front page and the lists, newest first, ties by slug."""
    articles: list[Article] = articles_generator(generators).articles
    return articles


def public(generators: Iterable[Generator]) -> list[Article]:
    """The articles that are not hidden: those of the lists, and their translations."""
    g = articles_generator(generators)
    return [*g.articles, *g.translations]


def site_of(generators: Iterable[Generator]) -> Site:
    """The settings."""
    site: Site = articles_generator(generators).settings["SITE"]
    return site


def report_of(generators: Iterable[Generator]) -> Report:
    """What has been found wrong so far."""
    report: Report = articles_generator(generators).settings["REPORT"]
    return report


def static_files(generators: Iterable[Generator]) -> dict[str, str]:
    """Address by path under `content/` of each file that is copied as it is."""
    g = static_generator(generators)
    return {file.get_relative_source_path(): file.url for file in g.staticfiles}


def addresses_of_lists(generators: Iterable[Generator]) -> dict[str, str]:
    """What stands at each address that neither a post nor a page has: archives, files, the rest."""
    g = articles_generator(generators)
    names = g.settings["DIRECT_TEMPLATES"]
    found = {g.settings.get(f"{name.upper()}_URL", f"{name}.html"): f"“{name}”" for name in names}
    for year in g.context["period_archives"]:
        found |= {period.url: "an archive" for period in (year, *year.months)}
    found |= {hub.entity.url: f"“{hub.entity.name}”" for hub in g.context["entity_hubs"]}
    found |= {index.url: f"“{index.name}”" for index in g.context["entity_indexes"]}
    found |= {edition.url: "an edition" for edition in g.context["editions"]}
    found |= {"editions/": "the list of editions"} if g.context["editions"] else {}
    claimed: dict[str, str] = g.context.get("claimed", {})
    return found | claimed


def every_address(generators: list[Generator]) -> dict[str, str]:
    """What stands at each address of the site, from its root; pages 2 and up of lists apart."""
    context = articles_generator(generators).context
    found = {url: path for path, url in static_files(generators).items()}
    found |= dict.fromkeys((feed.url for feed in context["feeds"]), "a feed")
    found |= {context["json_feed"]: "a feed"} if context["json_feed"] else {}
    for kind, terms in (("category", "categories"), ("tag", "tags"), ("author", "authors")):
        found |= {term.url: f'the {kind} "{term.name}"' for term, _ in context[terms]}
    found |= addresses_of_lists(generators)
    return found | {c.url: str(c.front_matter.file) for c in every_content(generators)}


def theme_files(generators: Iterable[Generator]) -> dict[str, str]:
    """Address of each file of the theme by the one it would have without a hash in its name."""
    settings = articles_generator(generators).settings
    folder = settings["THEME_STATIC_DIR"]
    return {f"{folder}/{path}": file.url for path, file in settings["THEME_FILES"].items()}


def take_static(generators: Iterable[Generator], name: str) -> str:
    """The text of a file at the top of the site, "" for none; it is then not copied as it is."""
    g = static_generator(generators)
    for file in [file for file in g.staticfiles if file.save_as == name]:
        g.staticfiles.remove(file)
        return decode((Path(g.path) / file.get_relative_source_path()).read_bytes())
    return ""


def source_line(body: Content, folder: str | Path, text: str) -> int:
    """The line of a source file where `text` stands in the body, else the body's first line."""
    front: FrontMatter = body.front_matter
    source = decode((Path(folder) / source_path(body)).read_bytes())
    return line_of(text, source, front.body_line)


def logo(generators: Iterable[Generator]) -> Logo | None:
    """The file `logo.png` of the theme, None where a theme has none."""
    g, site = articles_generator(generators), site_of(generators)
    file = theme_files(generators).get(f"{g.settings['THEME_STATIC_DIR']}/{LOGO}")
    if not file:
        return None
    size = image_size(Path(g.settings["THEME"]) / "static" / LOGO)
    return Logo(f"{site.url}/{file}", *size)


def list_page(context: Context, heading: str, description: str) -> ListPage:
    """The page that is being printed; heading and description come as its template has them."""
    path: str = context["output_file"].removesuffix("index.html")
    page = context.get("articles_page")
    number = page.number if page else 1
    first = path.removesuffix(f"page/{number}/") if number > 1 else path
    site: Site = context["SITE"]
    words = (unescape(heading), unescape(description))
    return ListPage(absolute_url(path, site), absolute_url(first, site), *words, number)
