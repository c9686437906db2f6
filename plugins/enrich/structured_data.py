"""What search engines read: gives templates `structured_data`, which prints JSON-LD of schema.org.

One block a page: a post is a `NewsArticle`, an author's page a `ProfilePage`, the front page the
`WebSite`, any other list a `CollectionPage`, each page of a list under its own address; the way to
it is a `BreadcrumbList`. It says what the page shows and nothing else. Old addresses and the page
that is not found have none.

Needs: permanent_ids, lead_image, author_bios, translations, series, entities.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from pelican import signals

from newsroom.config.schema import Site, permalink
from newsroom.content.article import Article, Content, indexed
from newsroom.content.authors import Profile
from newsroom.entities.model import Entity
from newsroom.output import json_ld as schema_org
from newsroom.output.json_ld import Node, node, printed
from newsroom.output.json_ld_article import news_article
from newsroom.output.page_metadata import ListPage, described
from plugins.adapter import Generator, articles_generator, every_page, list_page, logo, site_of

Step = tuple[str, str]  # the name of a page, and its path or address
PAGES = {"about": "AboutPage", "contact": "ContactPage"}


def plain_page(page: Content, site: Site) -> Node:
    """A page of content/pages."""
    url = permalink(page.url, site)
    words = {"name": page.title, "description": described(page), "inLanguage": page.lang}
    home = schema_org.website(site)
    return node(PAGES.get(page.slug, "WebPage"), url, url=url, **words, isPartOf=home)


def listed_page(page: ListPage, site: Site, kind: str = "CollectionPage", **values: Any) -> Node:
    """A page of a list."""
    words = {"name": page.name, "description": page.description, "inLanguage": site.language}
    home = schema_org.website(site)
    return node(kind, page.url, url=page.url, **words, isPartOf=home, **values)


def trail(page: ListPage, above: Iterable[Step], site: Site) -> Node:
    """The way to a page of a list: the front page, what is `above` the list, the list, the page."""
    home = f"{site.url}/"
    steps = [(site.name, home), *((name, permalink(path, site)) for name, path in above)]
    if page.first != home:
        steps.append((page.heading, page.first))
    if page.number > 1:
        steps.append((f"Page {page.number}", page.url))
    return schema_org.breadcrumbs(steps)


@dataclass(frozen=True)
class StructuredData:
    """Prints the block of each kind of page. `publisher` is who publishes them."""

    site: Site
    publisher: Node
    profiles: Mapping[str, Profile]

    def of_article(self, article: Article) -> str:
        """A post, below its section."""
        site, data = self.site, news_article(article, self.site, self.publisher, self.profiles)
        section = (article.category.name, permalink(article.category.url, site))
        steps = [(site.name, f"{site.url}/"), section, (article.title, data["url"])]
        return printed([data, schema_org.breadcrumbs(steps)])

    def of_page(self, page: Content) -> str:
        """A page of content/pages."""
        site, data = self.site, plain_page(page, self.site)
        steps = [(site.name, f"{site.url}/"), (page.title, data["url"])]
        return printed([data, schema_org.breadcrumbs(steps)])

    @pass_context
    def of_list(
        self,
        context: Context,
        heading: str,
        description: str,
        *above: Step,
        about: Entity | None = None,
    ) -> str:
        """A page of a list; `about` is the entity that all its posts name."""
        page, site = list_page(context, heading, description), self.site
        words = {"description": about.description} if about else {}
        subject = schema_org.thing(about, site, **words) if about else None
        data = listed_page(page, site, about=subject)
        return printed([data, trail(page, above, site)])

    @pass_context
    def of_front(self, context: Context, heading: str, description: str) -> str:
        """The front page stands for the site; its further pages are those of a list."""
        page, site = list_page(context, heading, description), self.site
        if page.number > 1:
            return printed([listed_page(page, site), trail(page, (), site)])
        words = {"description": page.description, "inLanguage": site.language}
        return printed([schema_org.website(site, **words, publisher=self.publisher)])

    @pass_context
    def of_author(
        self, context: Context, heading: str, description: str, *above: Step, profile: Profile
    ) -> str:
        """The page of an author; further pages of it are those of a list about the author."""
        page, site = list_page(context, heading, description), self.site
        if page.number > 1:
            data = listed_page(page, site, about=schema_org.person(profile, site))
        else:
            person = schema_org.whole_person(profile, site, self.publisher)
            data = listed_page(page, site, "ProfilePage", mainEntity=person)
        return printed([data, trail(page, above, site)])


def attach_structured_data(generators: list[Generator]) -> None:
    """Each block is made when its page is printed."""
    context, site = articles_generator(generators).context, site_of(generators)
    mark = logo(generators)
    picture = schema_org.picture(mark.url, mark.width, mark.height) if mark else None
    pages = (p for p in every_page(generators) if p.lang == site.language and indexed(p, site))
    addresses = {page.slug: permalink(page.url, site) for page in pages}
    publisher = schema_org.publisher(site, picture, addresses)
    context["structured_data"] = StructuredData(site, publisher, context["profiles"])


def register() -> None:
    """Once every post and page has been read."""
    signals.all_generators_finalized.connect(attach_structured_data)
