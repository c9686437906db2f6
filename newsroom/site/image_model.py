"""Images as templates print them: the files that a page offers of an image, and cards of posts."""

from dataclasses import dataclass

from newsroom.images.image_files import fit_to_window


@dataclass(frozen=True)
class ImageFile:
    """A file of an image: its path in the site and its size in pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True)
class ImageSource:
    """What a `<source>` of a `<picture>` offers: a media type, and (path, width) of each file."""

    type: str
    files: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Image:
    """An image: its path under `content/`, the path of a file, its true size in pixels, its texts.

    The file is the one that every browser shows; `length` are its bytes, 0 for one that is made in
    the build. `sources` are better ones, `color` (`#rrggbb` or "") is shown until one arrives.
    """

    path: str
    url: str
    width: int
    height: int
    alt: str = ""
    caption: str = ""
    credit: str = ""
    length: int = 0
    color: str = ""
    sources: tuple[ImageSource, ...] = ()
    full_size: str = ""
    """The path of the largest file, "" where that is the largest."""
    card: "Image | None" = None
    """The part of the image that lists show, 16:9; None where that is all of it."""
    bitmap: ImageFile | None = None
    """A drawing as a bitmap, for mail and feed readers that show no SVG; None for a photograph."""
    crops: tuple[ImageFile, ...] = ()
    """The image as 16:9, 4:3 and 1:1, as large as there is, for search engines and messengers."""

    @property
    def display_size(self) -> tuple[int, int]:
        """Width and height on a page: in proportion, and no higher than a window."""
        return fit_to_window(self.width, self.height)

    @property
    def plain_url(self) -> str:
        """The path of a file that every program shows, if there is one."""
        return self.bitmap.url if self.bitmap else self.url

    def sizes_in(self, column: int) -> str:
        """Return the attribute `sizes` of the image in a column, whose width is in pixels of CSS.

        >>> Image("a.jpg", "a.jpg", 400, 300).sizes_in(576)
        '(min-width: 400px) 400px, 100vw'
        """
        width = min(column, self.display_size[0])
        return f"(min-width: {width}px) {width}px, 100vw"


@dataclass(frozen=True)
class ShareCard:
    """The image of a post without a photograph: its path in the site, size in pixels, and text."""

    url: str
    width: int
    height: int
    alt: str
