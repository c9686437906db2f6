"""What others show and store of a page: gives templates `sharing`, which makes the `Card` of each.

A card has the canonical address, the address in each language, whether search engines may list the
page, and what messengers show. The picture is the lead picture or portrait where messengers show
its format, else the logo of the site. Hidden posts, drafts and scheduled posts are not listed.

Needs: lead_image, author_bios, translations.
"""

from dataclasses import dataclass
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from pelican import signals

from newsroom.config.schema import Site, permalink
from newsroom.content.article import Article, Content, published
from newsroom.content.authors import Profile
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.output.json_ld import moment
from newsroom.output.open_graph import LISTED, Card, Pairs, Picture, shown
from newsroom.output.page_metadata import canonical, described, versions
from plugins.adapter import Generator, articles_generator, list_page, logo, site_of


def alternates(content: Content, site: Site) -> Pairs:
    """(language, address) of each version, itself among them, and of the one for all others."""
    found = [(str(version.lang), version) for version in versions(content, site)]
    main = [("x-default", version) for _, version in found if version is version.original]
    several = [*found, *main] if len(found) > 1 else []
    return tuple((language, permalink(version.url, site)) for language, version in several)


def article_properties(article: Article, site: Site) -> Pairs:
    """What https://ogp.me/#type_article knows."""
    front: FrontMatter = article.front_matter
    return (
        ("article:published_time", moment(front.date)),
        ("article:modified_time", moment(front.updated or front.date)),
        *(("article:author", permalink(author.url, site)) for author in article.authors),
        ("article:section", article.category.name),
        *(("article:tag", tag.name) for tag in article.tags),
    )


@dataclass(frozen=True)
class Sharing:
    """Makes the card of each kind of page. `logo` is for pages without a picture of their own."""

    site: Site
    logo: Picture | None

    def of_content(self, content: Content, **values: Any) -> Card:
        """A post or a page."""
        site = self.site
        words = (content.title, described(content), site.name, content.lang)
        values["robots"] = LISTED if published(content) else "noindex"
        languages = alternates(content, site)
        return Card(canonical(content, site), *words, alternates=languages, **values)

    def of_page(self, page: Content) -> Card:
        """A page of content/pages."""
        return self.of_content(page, picture=self.logo)

    def of_article(self, article: Article) -> Card:
        """A post."""
        picture, own = article.lead_image, None
        if picture:
            url = f"{self.site.url}/{picture.url}"
            own = shown(url, picture.width, picture.height, picture.alt)
        return self.of_content(
            article,
            kind="article",
            picture=own or self.logo,
            authors=article.front_matter.authors,
            more=article_properties(article, self.site),
        )

    @pass_context
    def of_list(self, context: Context, heading: str, description: str, **values: Any) -> Card:
        """A page of a list."""
        page, site = list_page(context, heading, description), self.site
        words = (page.name, page.description, site.name, site.language)
        return Card(page.url, *words, **{"picture": self.logo, **values})

    @pass_context
    def of_author(self, context: Context, heading: str, description: str, profile: Profile) -> Card:
        """The page of an author."""
        avatar, own = profile.avatar, None
        if avatar:
            url = f"{self.site.url}/{avatar.url}"
            own = shown(url, avatar.width, avatar.height, profile.name)
        picture = own or self.logo
        return self.of_list(context, heading, description, kind="profile", picture=picture)


def attach_sharing(generators: list[Generator]) -> None:
    """Each card is made when its page is printed."""
    site, mark = site_of(generators), logo(generators)
    picture = Picture(mark.url, mark.width, mark.height, site.name) if mark else None
    articles_generator(generators).context["sharing"] = Sharing(site, picture)


def register() -> None:
    """Once every post and page has been read."""
    signals.all_generators_finalized.connect(attach_sharing)
