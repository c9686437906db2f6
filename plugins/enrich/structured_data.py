"""The function `structured_data` of templates: what search engines read, JSON-LD of schema.org.

One block a page: a post is a `NewsArticle`, an author's page a `ProfilePage`, the front page the
`WebSite`, any other list a `CollectionPage`, each page of a list with its own URL; the path to it
is a `BreadcrumbList`. It has what the page shows and nothing else. Redirects and the error page
have none.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from newsroom.config.schema import Settings, absolute_url
from newsroom.entities.model import Entity
from newsroom.locale.words import Words
from newsroom.output import json_ld as schema_org
from newsroom.output.json_ld import Node, node, render_json_ld
from newsroom.output.json_ld_article import news_article
from newsroom.output.page_metadata import ListMetadata, description_of, find_logo, list_page
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.articles import Article, Page, Profile
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile

Step = tuple[str, str]  # the name of a page, and its path or absolute URL
PAGES = {"about": "AboutPage", "contact": "ContactPage"}


def page_node(page: Page, settings: Settings) -> Node:
    """Return the node of a page of content/pages."""
    url = absolute_url(page.url, settings)
    texts = {"name": page.title, "description": description_of(page), "inLanguage": page.lang}
    home = schema_org.website(settings)
    return node(PAGES.get(page.slug, "WebPage"), url, url=url, **texts, isPartOf=home)


def list_page_node(
    page: ListMetadata, settings: Settings, kind: str = "CollectionPage", **values: object
) -> Node:
    """Return the node of a page of a list."""
    texts = {"name": page.name, "description": page.description, "inLanguage": settings.language}
    home = schema_org.website(settings)
    return node(kind, page.url, url=page.url, **texts, isPartOf=home, **values)


def list_breadcrumbs(
    page: ListMetadata, above: Iterable[Step], settings: Settings, words: Words
) -> Node:
    """Return the path to a page of a list: the front page, pages `above` the list, the list."""
    home = f"{settings.url}/"
    steps = [(settings.name, home), *((name, absolute_url(path, settings)) for name, path in above)]
    if page.first != home:
        steps.append((page.heading, page.first))
    if page.number > 1:
        steps.append((words.text("page", number=page.number), page.url))
    return schema_org.breadcrumbs(steps)


@dataclass(frozen=True)
class StructuredData:
    """Renders the block of each kind of page. `publisher` is the node of who publishes the site,
    `words` are those of lists.

    Of a list it gets the file of the page, and the heading and description that are printed there,
    as HTML. `above` are the pages above the list.
    """

    settings: Settings
    publisher: Node
    words: Words

    def of_article(self, article: Article) -> str:
        """Return the block of a post, which is below its section."""
        settings = self.settings
        data = news_article(article, settings, self.publisher)
        section = (article.category.name, absolute_url(article.category.url, settings))
        steps = [(settings.name, f"{settings.url}/"), section, (article.title, data["url"])]
        return render_json_ld([data, schema_org.breadcrumbs(steps)])

    def of_page(self, page: Page) -> str:
        """Return the block of a page of content/pages."""
        settings, data = self.settings, page_node(page, self.settings)
        steps = [(settings.name, f"{settings.url}/"), (page.title, data["url"])]
        return render_json_ld([data, schema_org.breadcrumbs(steps)])

    def of_list(
        self,
        file: OutputFile,
        heading: str,
        description: str,
        *above: Step,
        about: Entity | None = None,
    ) -> str:
        """Return the block of a page of a list; `about` is the entity that all its posts name."""
        settings = self.settings
        page = list_page(file, heading, description, settings, self.words)
        texts = {"description": about.description} if about else {}
        subject = schema_org.entity_node(about, settings, **texts) if about else None
        data = list_page_node(page, settings, about=subject)
        return render_json_ld([data, list_breadcrumbs(page, above, settings, self.words)])

    def of_front(self, file: OutputFile, heading: str, description: str) -> str:
        """Return the block of the front page, the site itself, or of a further page of its list."""
        if file.number > 1:
            return self.of_list(file, heading, description)
        settings = self.settings
        page = list_page(file, heading, description, settings, self.words)
        texts = {"description": page.description, "inLanguage": settings.language}
        return render_json_ld([schema_org.website(settings, **texts, publisher=self.publisher)])

    def of_author(
        self, file: OutputFile, heading: str, description: str, *above: Step, profile: Profile
    ) -> str:
        """Return the block of the page of an author; further pages are a list about the author."""
        settings = self.settings
        page = list_page(file, heading, description, settings, self.words)
        if page.number > 1:
            data = list_page_node(page, settings, about=schema_org.author_node(profile, settings))
        else:
            author = schema_org.author_with_bio(profile, settings, self.publisher)
            data = list_page_node(page, settings, "ProfilePage", mainEntity=author)
        return render_json_ld([data, list_breadcrumbs(page, above, settings, self.words)])


def attach_structured_data(site: Site) -> None:
    """Attach the renderer: each block is rendered with its page."""
    settings, image = site.settings, find_logo(site)
    logo_node = schema_org.image_object(image.url, image.width, image.height) if image else None
    urls = {
        page.slug: absolute_url(page.url, settings)
        for page in site.pages
        if page.lang == settings.language and page.is_indexed(settings)
    }
    publisher = schema_org.publisher(settings, logo_node, urls)
    site.functions["structured_data"] = StructuredData(settings, publisher, site.words)


PLUGIN = Plugin(
    __name__,
    phase="enrich",
    needs=[
        "site.pages",
        "site.icons",
        "site.theme_files",
        "article.authors",
        "article.category",
        "article.entities",
        "article.lead_image",
        "article.share_card",
        "article.original",
        "article.permanent_id",
        "article.series",
        "article.tags",
        "article.translations",
        "article.unpublished",
        "author.profile",
        "page.unpublished",
    ],
    provides=["function.structured_data"],
    run=attach_structured_data,
    update=unaffected,
)
register = PLUGIN.register
