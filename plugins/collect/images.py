"""Sets `site.images` and `site.drawing_fonts`: the image files that posts, pages and profiles name.

Each is decoded to its end, so that a damaged file is an error at the lines that name it and never
half an image; so is one that is too large, or of another format than its name says. Pages offer
smaller files of photographs, which `image_files` makes, and never the data of a camera.
"""

from collections import defaultdict
from collections.abc import Iterator
from posixpath import dirname

from newsroom.attachments.file_types import extension
from newsroom.content.document import Document, ProfileDocument
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.files.extensions import BITMAPS, PHOTOGRAPHS
from newsroom.images.formats import ImageError
from newsroom.images.image_files import ImageFinder
from newsroom.images.image_reader import read_source_images
from newsroom.images.source_image import SourceImage
from newsroom.output.theme_fonts import read_drawing_fonts
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.model import Site
from newsroom.urls.urls import can_be_file, source_file

Users = dict[str, set[tuple[str, int]]]  # (source file, line) of what names an image, by its path


def find_named_images(site: Site) -> Users:
    """Return what names each image file, which may be missing."""
    users: Users = defaultdict(set)
    finder = ImageFinder(site.layout.content)
    for document in (*site.documents, *site.profile_documents):
        for path, line in named_images(document, finder):
            users[path].add((document.front_matter.file, line))
    return users


def named_images(document: Document, finder: ImageFinder) -> Iterator[tuple[str, int]]:
    """Yield the path below the content of each image file that a document names, and the line."""
    folder = dirname(document.path)
    linked = {path for path in document.linked_files if extension(path) in BITMAPS | PHOTOGRAPHS}
    for url in document.outline.links if linked else ():
        path = source_file(url, folder)
        if path in linked:
            yield path, document.line(url)
    key, name = "image", document.front_matter.image
    if isinstance(document, ProfileDocument):
        key, name = "avatar", document.avatar
    file = finder.find(name, finder.content / folder) if name and can_be_file(name) else None
    if file:
        yield file, document.front_matter.line(key)


def find_drawings(site: Site) -> set[str]:
    """Return the paths of the SVGs that are images of bodies; they may be missing."""
    paths: set[str] = set()
    for document in (*site.documents, *site.profile_documents):
        folder = dirname(document.path)
        urls = (url for url, _ in document.outline.images if ".svg" in url.lower())
        paths.update(path for url in urls if (path := source_file(url, folder)))
    return {path for path in paths if extension(path) == "svg"}


def read_images(site: Site) -> None:
    """Read the images, and report those that cannot be used."""
    if site.heads_only:
        return
    users = find_named_images(site)
    paths = sorted(users.keys() | find_drawings(site))
    folder, version = site.layout.content, site.code_version
    images = read_source_images(folder, paths, site.cache, version, site.progress)
    site.images = {path: image for path, image in images.items() if isinstance(image, SourceImage)}
    if any(image.characters for image in site.images.values()):
        site.drawing_fonts = read_drawing_fonts(site)
    for path, error in images.items():
        if isinstance(error, ImageError):
            for file, line in sorted(users.get(path, ())):  # `attachments` reports drawings
                message = f'"{path}": {error.message}'
                site.report.add(Diagnostic(file, line, "image/invalid", message, error.advice))


PLUGIN = Plugin(
    __name__,
    phase="collect",
    needs=["site.documents", "site.profile_documents", "site.theme_files"],
    provides=["site.images", "site.drawing_fonts"],
    run=read_images,
    update=unaffected,
)
register = PLUGIN.register
