"""What messengers show when someone shares a page: Open Graph (ogp.me) and the cards of X."""

from dataclasses import dataclass
from functools import cached_property

from newsroom.files.media_types import media_type

Pairs = tuple[tuple[str, str], ...]
SHOWN = frozenset(["image/gif", "image/jpeg", "image/png", "image/webp"])  # messengers show no SVG
LARGE = 300  # pixels of width that X wants for a large picture
LISTED = "max-image-preview:large"
# Where a language is mostly read, for Open Graph knows no language without a territory.
TERRITORIES = {
    "ar": "AR", "bn": "IN", "de": "DE", "en": "US", "es": "ES", "fr": "FR", "gu": "IN", "hi": "IN",
    "id": "ID", "it": "IT", "ja": "JP", "kn": "IN", "ko": "KR", "ml": "IN", "mr": "IN", "nl": "NL",
    "pa": "IN", "pl": "PL", "pt": "BR", "ru": "RU", "ta": "IN", "te": "IN", "th": "TH", "tr": "TR",
    "uk": "UA", "ur": "PK", "vi": "VN", "zh": "CN",
}  # fmt: skip


@dataclass(frozen=True)
class Picture:
    """A picture: absolute address, true size in pixels, and what is to be seen."""

    url: str
    width: int
    height: int
    alt: str
    large: bool = False  # shown at full width, not as a thumbnail

    @cached_property
    def type(self) -> str:
        """The media type; the logo, which most pages show, is asked once."""
        return media_type(self.url)


@dataclass(frozen=True)
class Card:
    """A page as others show it. `alternates` are (language, address), `more` further properties."""

    canonical: str
    title: str
    description: str
    site: str
    language: str
    kind: str = "website"
    picture: Picture | None = None
    robots: str = LISTED
    authors: tuple[str, ...] = ()
    alternates: Pairs = ()
    more: Pairs = ()

    @property
    def names(self) -> Pairs:
        """Each `<meta name>` and its content."""
        large = self.picture and self.picture.large
        found = [("robots", self.robots), *(("author", name) for name in self.authors)]
        found += [
            ("twitter:card", "summary_large_image" if large else "summary"),
            ("twitter:title", self.title),
            ("twitter:description", self.description),
        ]
        if self.picture:
            found += [
                ("twitter:image", self.picture.url),
                ("twitter:image:alt", self.picture.alt),
            ]
        return tuple(found)

    @property
    def properties(self) -> Pairs:
        """Each `<meta property>` and its content."""
        found = [
            ("og:type", self.kind),
            ("og:site_name", self.site),
            ("og:title", self.title),
            ("og:description", self.description),
            ("og:url", self.canonical),
        ]
        if where := locale(self.language):
            found.append(("og:locale", where))
        if self.picture:
            found += [
                ("og:image", self.picture.url),
                ("og:image:type", self.picture.type),
                ("og:image:width", str(self.picture.width)),
                ("og:image:height", str(self.picture.height)),
                ("og:image:alt", self.picture.alt),
            ]
        return (*found, *self.more)


def locale(language: str) -> str:
    """`pt_BR` for `pt-br`, `hi_IN` for `hi`; "" for a language whose territory we do not know."""
    first, *rest = language.lower().split("-")
    named = [part.upper() for part in rest if len(part) == 2 or part.isdecimal()]
    territory = named[0] if named else TERRITORIES.get(first, "")
    return f"{first}_{territory}" if territory.isalpha() else ""


def shown(url: str, width: int, height: int, alt: str) -> Picture | None:
    """A picture by its absolute address, None where messengers show no such format.

    One that is narrow or upright stands beside the text.
    """
    if media_type(url) not in SHOWN:
        return None
    return Picture(url, width, height, alt, large=width >= LARGE and width >= height)
