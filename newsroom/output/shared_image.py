"""The image that stands for a post where others show it: messengers, search engines, feeds."""

from dataclasses import replace

from newsroom.files.media_types import media_type
from newsroom.site.articles import Article
from newsroom.site.image_model import Image, ShareCard

MESSENGER_TYPES = frozenset(
    ["image/gif", "image/jpeg", "image/png", "image/webp"]
)  # none shows SVG
NARROWEST = 600  # pixels; messengers show a narrower one as a thumbnail


def is_photograph(image: Image) -> bool:
    """Return whether an image fills a card: a bitmap that is wide enough, and not upright."""
    shared = wide_crop(image)
    is_bitmap = media_type(shared.url) in MESSENGER_TYPES
    return is_bitmap and shared.width >= max(NARROWEST, shared.height)


def shared_image(article: Article) -> Image | ShareCard | None:
    """Return the image of a post for others: its photograph, else its card.

    A lead image of another kind stands for a post without a card, where cards are not drawn.
    """
    lead = article.lead_image
    if lead and is_photograph(lead):
        return wide_crop(lead)
    return article.share_card or (wide_crop(lead) if lead else None)


def wide_crop(image: Image) -> Image:
    """Return an image as the first of its crops, the wide one; one without crops as it is."""
    if not image.crops:
        return image
    crop = image.crops[0]
    return replace(image, url=crop.url, width=crop.width, height=crop.height, length=0)
