"""The HTML of a body, with a slot at each URL that a reader or a browser follows, and its text.

What a URL means is known once all files are read, so that the HTML of a file can be made before
that, and is not parsed again when its URLs are resolved. So are the files of the images of a body.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from sys import intern
from typing import Literal, Protocol

from newsroom.html.link_attributes import replace_urls
from newsroom.html.tree import Element, Text, escape_attribute, inner_html
from newsroom.urls.urls import is_internal

# Code points for private use, of which no text contains all.
PRIVATE_USE = (range(0xE000, 0xF900), range(0xF0000, 0xFFFFE))
COLOR = "data-color"  # the attribute that theme/static/css/site.css reads

ImagePart = Literal["src", "sources", "half", "color"]


@dataclass(frozen=True, slots=True)
class BodyImage:
    """What is printed of an image of a body: the URL of its file, and what a `<picture>` offers.

    `src` is "" where that is what the URL resolves to. `sources` are the `<source>` elements as
    HTML, `half` those of an image that is half as wide as the text, in a gallery; `color` is
    "#rrggbb" or "". `bitmap` is the URL of a drawing as a bitmap, for those that do not show SVG.
    """

    src: str
    sources: str = ""
    color: str = ""
    bitmap: str = ""
    half: str = ""

    def html(self, part: ImagePart) -> str:
        """Return a part as HTML, the color as an attribute."""
        if part == "color":
            return f' {COLOR}="{escape_attribute(self.color)}"' if self.color else ""
        if part == "src":
            return escape_attribute(self.src)
        return self.half if part == "half" else self.sources


NO_IMAGES: Mapping[str, BodyImage] = {}


@dataclass(frozen=True, slots=True)
class Body:
    """The HTML of a body in parts, between which are its `urls` as they are written.

    There is one part more than there are URLs. `text` is what a reader reads, without code blocks.
    `image_slots` are those of images, by their numbers: not the URL goes there, but a part of what
    is printed of its image.
    """

    parts: tuple[str, ...] = ("",)
    urls: tuple[str, ...] = ()
    text: str = ""
    image_slots: tuple[tuple[int, ImagePart], ...] = ()

    def html(self, resolved: Mapping[str, str], images: Mapping[str, BodyImage] = NO_IMAGES) -> str:
        """Return the HTML with each URL replaced by that which it is mapped to, if any.

        An image is printed as `images` has it by its URL; one that is not there has that URL alone.
        """
        urls = [escape_attribute(resolved.get(url, url)) for url in self.urls]
        for number, part in self.image_slots:
            image = images.get(self.urls[number])
            if part != "src":
                urls[number] = image.html(part) if image else ""
            elif image and image.src:
                urls[number] = image.html(part)
        pairs = zip_longest(self.parts, urls, fillvalue="")
        return "".join(chain.from_iterable(pairs))


class BodyStore(Protocol):
    """What loads bodies by their keys."""

    def load(self, key: bytes) -> Body:
        """Return the body with a key."""


@dataclass(frozen=True, slots=True)
class KeptBody:
    """A body that is not in memory; a store loads it by its `key`, which differs by content."""

    key: bytes
    urls: tuple[str, ...]
    store: BodyStore = field(compare=False, repr=False)

    @property
    def text(self) -> str:
        """The text of the body."""
        return self.store.load(self.key).text

    def html(self, resolved: Mapping[str, str], images: Mapping[str, BodyImage] = NO_IMAGES) -> str:
        """Return the HTML as `Body.html` does."""
        return self.store.load(self.key).html(resolved, images)


def split_at_urls(tree: Element, html: str) -> Body:
    """Return the body of a tree, whose URLs become slots; `html` has all characters of the tree.

    A slot is the number of its URL between two characters that the tree does not contain. Each
    image of this site whose file nothing but its `src` names has slots for its parts.
    """
    marks = map(chr, chain.from_iterable(PRIVATE_USE))
    mark = next(character for character in marks if character not in html)
    urls: list[str] = []
    parts: dict[int, ImagePart] = {}

    def add_slot(url: str, part: ImagePart | None = None) -> str:
        number = len(urls)
        urls.append(intern(url))
        if part:
            parts[number] = part
        return f"{mark}{number}{mark}"

    replace_urls(tree, add_slot)
    for image in tree.find_all("img") if "<img" in html else ():
        number = int((image.attr("src") or "").strip(mark) or -1)
        if number < 0 or "srcset" in image.attrs or not is_internal(urls[number]):
            continue
        wrapper = image.parent
        if not isinstance(wrapper, Element) or wrapper.tag != "picture":
            parts[number] = "src"
        elif wrapper.find("source") is None:
            parts[number] = "src"
            image.attrs[COLOR] = add_slot(urls[number], "color")
            part: ImagePart = "half" if is_half_wide(image) else "sources"
            image.insert_before(Text(add_slot(urls[number], part)))
    pieces = inner_html(tree).split(mark)
    numbers = [int(number) for number in pieces[1::2]]
    slots = [(position, parts[n]) for position, n in enumerate(numbers) if n in parts]
    texts = pieces[::2]
    for position, part in slots:
        if part == "color":  # the whole attribute is in the slot, since not every image has it
            texts[position] = texts[position].removesuffix(f' {COLOR}="')
            texts[position + 1] = texts[position + 1].removeprefix('"')
    return Body(tuple(texts), tuple(urls[number] for number in numbers), image_slots=tuple(slots))


def is_half_wide(image: Element) -> bool:
    """Return whether an image shares a row of a gallery with another, as site.css lays it out."""
    figure = image.closest("figure")
    if not figure or not isinstance(figure.parent, Element):
        return False
    gallery = figure.parent
    if "gallery" not in (gallery.attr("class") or "").split():
        return False
    figures = [child for child in gallery.children if isinstance(child, Element)]
    return len(figures) % 2 == 0 or figures[-1] is not figure
