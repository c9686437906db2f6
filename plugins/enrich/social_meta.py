"""Gives templates `social_meta`, which makes the `Card` of each page: its metadata for others.

A card has the canonical URL, the URL in each language, whether search engines may list the page,
and what messengers show. The image is the lead image or portrait where messengers show its format,
else the logo of the site. Hidden posts, drafts and scheduled posts are not listed.

Needs: lead_image, author_bios, translations.
"""

from dataclasses import dataclass
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from pelican import signals

from newsroom.config.schema import Settings, absolute_url
from newsroom.content.article import Article, Content, is_published
from newsroom.content.authors import Profile
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.dates.formats import format_iso
from newsroom.output.open_graph import LISTED, Card, CardImage, Pairs, card_image
from newsroom.output.page_metadata import canonical_url, description_of, indexed_versions
from plugins.adapter import Generator, articles_generator, find_logo, get_site, list_page


def alternates(content: Content, settings: Settings) -> Pairs:
    """Return (language, URL) of each version of a page, and of the default; () for a single one."""
    versions = [(str(version.lang), version) for version in indexed_versions(content, settings)]
    default = [("x-default", version) for _, version in versions if version is version.original]
    alternates = [*versions, *default] if len(versions) > 1 else []
    return tuple(
        (language, absolute_url(version.url, settings)) for language, version in alternates
    )


def article_properties(article: Article, settings: Settings) -> Pairs:
    """Return the properties of https://ogp.me/#type_article."""
    front: FrontMatter = article.front_matter
    return (
        ("article:published_time", format_iso(front.date)),
        ("article:modified_time", format_iso(front.updated or front.date)),
        *(("article:author", absolute_url(author.url, settings)) for author in article.authors),
        ("article:section", article.category.name),
        *(("article:tag", tag.name) for tag in article.tags),
    )


@dataclass(frozen=True)
class SocialMeta:
    """Makes the card of each kind of page. `logo` is for pages without another image."""

    settings: Settings
    logo: CardImage | None

    def of_content(self, content: Content, **values: Any) -> Card:
        """Return the card of a post or a page."""
        settings = self.settings
        texts = (content.title, description_of(content), settings.name, content.lang)
        values["robots"] = LISTED if is_published(content) else "noindex"
        languages = alternates(content, settings)
        return Card(canonical_url(content, settings), *texts, alternates=languages, **values)

    def of_page(self, page: Content) -> Card:
        """Return the card of a page of content/pages."""
        return self.of_content(page, image=self.logo)

    def of_article(self, article: Article) -> Card:
        """Return the card of a post."""
        lead, image = article.lead_image, None
        if lead:
            url = f"{self.settings.url}/{lead.url}"
            image = card_image(url, lead.width, lead.height, lead.alt)
        return self.of_content(
            article,
            kind="article",
            image=image or self.logo,
            authors=article.front_matter.authors,
            more=article_properties(article, self.settings),
        )

    @pass_context
    def of_list(self, context: Context, heading: str, description: str, **values: Any) -> Card:
        """Return the card of a page of a list."""
        page, settings = list_page(context, heading, description), self.settings
        texts = (page.name, page.description, settings.name, settings.language)
        return Card(page.url, *texts, **{"image": self.logo, **values})

    @pass_context
    def of_author(self, context: Context, heading: str, description: str, profile: Profile) -> Card:
        """Return the card of the page of an author."""
        avatar, image = profile.avatar, None
        if avatar:
            url = f"{self.settings.url}/{avatar.url}"
            image = card_image(url, avatar.width, avatar.height, profile.name)
        image = image or self.logo
        return self.of_list(context, heading, description, kind="profile", image=image)


def attach_social_meta(generators: list[Generator]) -> None:
    """Attach the maker of cards: each card is made when its page is rendered."""
    settings, file = get_site(generators), find_logo(generators)
    image = CardImage(file.url, file.width, file.height, settings.name) if file else None
    articles_generator(generators).context["social_meta"] = SocialMeta(settings, image)


def register() -> None:
    """Connect to Pelican's signal after all posts and pages are read."""
    signals.all_generators_finalized.connect(attach_social_meta)
