"""The function `social_meta` of templates makes the `Card` of a page: its metadata for others.

A card has the canonical URL, the URL in each language, whether search engines may list the page,
and what messengers show. The image is the photograph or the card of a post, or a portrait, where
messengers show its format, else the logo of the site. Hidden posts, drafts and scheduled posts
are not listed.
"""

from dataclasses import dataclass, replace

from newsroom.config.schema import Settings, absolute_url
from newsroom.dates.formats import format_iso
from newsroom.locale.words import Words
from newsroom.output.open_graph import LISTED, Card, CardImage, Pairs, card_image
from newsroom.output.page_metadata import (
    canonical_url,
    description_of,
    find_logo,
    indexed_versions,
    list_page,
)
from newsroom.output.shared_image import shared_image
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.articles import Article, Page, Profile
from newsroom.site.image_model import Image, ShareCard
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile


def alternates(entry: Article | Page, settings: Settings) -> Pairs:
    """Return (language, URL) of each version of a page, and of the default; () for a single one."""
    versions = [(version.lang, version) for version in indexed_versions(entry, settings)]
    default = [("x-default", version) for _, version in versions if version is version.original]
    alternates = [*versions, *default] if len(versions) > 1 else []
    return tuple(
        (language, absolute_url(version.url, settings)) for language, version in alternates
    )


def article_properties(article: Article, settings: Settings) -> Pairs:
    """Return the properties of https://ogp.me/#type_article."""
    front = article.front_matter
    return (
        ("article:published_time", format_iso(front.date)),
        ("article:modified_time", format_iso(front.updated or front.date)),
        *(("article:author", absolute_url(author.url, settings)) for author in article.authors),
        ("article:section", article.category.name),
        *(("article:tag", tag.name) for tag in article.tags),
    )


def author_accounts(article: Article) -> tuple[str, ...]:
    """Return the accounts of the authors of a post in the fediverse."""
    profiles = (author.profile for author in article.authors)
    accounts = (profile.fediverse for profile in profiles if profile)
    return tuple(filter(None, accounts))


@dataclass(frozen=True)
class SocialMeta:
    """Makes the card of each kind of page. `logo` is for pages without another image, `words` are
    those of lists.

    Of a list it gets the file of the page, and the heading and description that are printed there,
    as HTML.
    """

    settings: Settings
    logo: CardImage | None
    words: Words

    def of_entry(self, entry: Article | Page) -> Card:
        """Return what the card of a post has in common with that of a page."""
        settings = self.settings
        return Card(
            canonical_url(entry, settings),
            entry.title,
            description_of(entry),
            settings.name,
            entry.lang,
            image=self.logo,
            robots=LISTED if entry.is_published else "noindex",
            alternates=alternates(entry, settings),
        )

    def of_page(self, page: Page) -> Card:
        """Return the card of a page of content/pages."""
        return self.of_entry(page)

    def of_article(self, article: Article) -> Card:
        """Return the card of a post."""
        image = shared_image(article)
        return replace(
            self.of_entry(article),
            kind="article",
            image=self.image(image, image.alt) if image else self.logo,
            authors=article.front_matter.authors,
            accounts=author_accounts(article),
            more=article_properties(article, self.settings),
        )

    def of_list(self, file: OutputFile, heading: str, description: str) -> Card:
        """Return the card of a page of a list."""
        settings = self.settings
        page = list_page(file, heading, description, settings, self.words)
        texts = (page.name, page.description, settings.name, settings.language)
        return Card(page.url, *texts, image=self.logo)

    def of_author(self, file: OutputFile, heading: str, description: str, profile: Profile) -> Card:
        """Return the card of the page of an author."""
        avatar, card = profile.avatar, self.of_list(file, heading, description)
        image = self.image(avatar, profile.name) if avatar else self.logo
        return replace(card, kind="profile", image=image)

    def image(self, image: Image | ShareCard, alt: str) -> CardImage | None:
        """Return an image for a card, the logo where messengers do not show its format."""
        url = f"{self.settings.url}/{image.url}"
        return card_image(url, image.width, image.height, alt) or self.logo


def attach_social_meta(site: Site) -> None:
    """Attach the maker of cards: each card is made when its page is rendered."""
    settings, file = site.settings, find_logo(site)
    image = CardImage(file.url, file.width, file.height, settings.name) if file else None
    site.functions["social_meta"] = SocialMeta(settings, image, site.words)


PLUGIN = Plugin(
    __name__,
    phase="enrich",
    needs=[
        "site.icons",
        "site.theme_files",
        "article.authors",
        "article.category",
        "article.lead_image",
        "article.share_card",
        "article.original",
        "article.tags",
        "article.translations",
        "article.unpublished",
        "page.original",
        "page.translations",
        "page.unpublished",
        "author.profile",
    ],
    provides=["function.social_meta"],
    run=attach_social_meta,
    update=unaffected,
)
register = PLUGIN.register
