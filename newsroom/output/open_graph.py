"""What messengers show when someone shares a page: Open Graph (ogp.me) and the cards of X."""

from dataclasses import dataclass
from functools import cached_property

from newsroom.files.media_types import media_type
from newsroom.output.shared_image import MESSENGER_TYPES

Pairs = tuple[tuple[str, str], ...]
LARGE = 300  # pixels of width that X requires of a large image
LISTED = "max-image-preview:large"
# The territory where a language is mostly read: Open Graph has no language without one.
TERRITORIES = {
    "ar": "AR", "bn": "IN", "de": "DE", "en": "US", "es": "ES", "fr": "FR", "gu": "IN", "hi": "IN",
    "id": "ID", "it": "IT", "ja": "JP", "kn": "IN", "ko": "KR", "ml": "IN", "mr": "IN", "nl": "NL",
    "pa": "IN", "pl": "PL", "pt": "BR", "ru": "RU", "ta": "IN", "te": "IN", "th": "TH", "tr": "TR",
    "uk": "UA", "ur": "PK", "vi": "VN", "zh": "CN",
}  # fmt: skip


@dataclass(frozen=True)
class CardImage:
    """An image: absolute URL, true size in pixels, and alternative text."""

    url: str
    width: int
    height: int
    alt: str
    large: bool = False  # shown at full width, not as a thumbnail

    @cached_property
    def type(self) -> str:
        """The media type, computed once: most pages show the logo."""
        return media_type(self.url)


@dataclass(frozen=True)
class Card:
    """A page as others show it. `alternates` are (language, URL), `more` further properties.

    `accounts` are those of the authors in the fediverse, `@name@host`.
    """

    canonical: str
    title: str
    description: str
    site: str
    language: str
    kind: str = "website"
    image: CardImage | None = None
    robots: str = LISTED
    authors: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    alternates: Pairs = ()
    more: Pairs = ()

    @property
    def names(self) -> Pairs:
        """Each `<meta name>` and its content."""
        large = self.image and self.image.large
        names = [("robots", self.robots), *(("author", name) for name in self.authors)]
        names += (("fediverse:creator", account) for account in self.accounts)
        names += [
            ("twitter:card", "summary_large_image" if large else "summary"),
            ("twitter:title", self.title),
            ("twitter:description", self.description),
        ]
        if self.image:
            names += [
                ("twitter:image", self.image.url),
                ("twitter:image:alt", self.image.alt),
            ]
        return tuple(names)

    @property
    def properties(self) -> Pairs:
        """Each `<meta property>` and its content."""
        properties = [
            ("og:type", self.kind),
            ("og:site_name", self.site),
            ("og:title", self.title),
            ("og:description", self.description),
            ("og:url", self.canonical),
        ]
        if locale := open_graph_locale(self.language):
            properties.append(("og:locale", locale))
        if self.image:
            properties += [
                ("og:image", self.image.url),
                ("og:image:type", self.image.type),
                ("og:image:width", str(self.image.width)),
                ("og:image:height", str(self.image.height)),
                ("og:image:alt", self.image.alt),
            ]
        return (*properties, *self.more)


def open_graph_locale(language: str) -> str:
    """Return `pt_BR` for `pt-br`, `hi_IN` for `hi`; "" for a language with an unknown territory."""
    first, *rest = language.lower().split("-")
    territories = [part.upper() for part in rest if len(part) == 2 or part.isdecimal()]
    territory = territories[0] if territories else TERRITORIES.get(first, "")
    return f"{first}_{territory}" if territory.isalpha() else ""


def card_image(url: str, width: int, height: int, alt: str) -> CardImage | None:
    """Return an image for a card, None where messengers do not show its format.

    One that is narrow or upright is shown as a thumbnail.
    """
    if media_type(url) not in MESSENGER_TYPES:
        return None
    return CardImage(url, width, height, alt, large=width >= LARGE and width >= height)
