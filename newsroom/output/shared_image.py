"""The image that stands for a post where others show it: messengers, search engines, feeds."""

from newsroom.files.media_types import media_type
from newsroom.site.articles import Article, Image, ShareCard

MESSENGER_TYPES = frozenset(
    ["image/gif", "image/jpeg", "image/png", "image/webp"]
)  # none shows SVG
NARROWEST = 600  # pixels; messengers show a narrower one as a thumbnail


def is_photograph(image: Image) -> bool:
    """Return whether an image fills a card: a bitmap that is wide enough, and not upright."""
    is_bitmap = media_type(image.url) in MESSENGER_TYPES
    return is_bitmap and image.width >= max(NARROWEST, image.height)


def shared_image(article: Article) -> Image | ShareCard | None:
    """Return the image of a post for others: its photograph, else its card.

    A lead image of another kind stands for a post without a card, where cards are not drawn.
    """
    lead = article.lead_image
    if lead and is_photograph(lead):
        return lead
    return article.share_card or lead
