"""Sets `article.lead_image`: the image above the text of a post, None where it has none.

The file is beside the post or under `content/images/`; it is published only with a post.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from urllib.parse import quote

from newsroom.attachments.strict_xml import XmlError
from newsroom.content.document import Document
from newsroom.content.source_files import find_sources
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.report import Report
from newsroom.images.formats import ImageError
from newsroom.images.image_files import find_image, image_size
from newsroom.output.link_advice import copy_advice, nearest_file
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.articles import Image
from newsroom.site.model import Site
from newsroom.urls.urls import can_be_file

FOLDER = "images/"
EXTENSIONS = frozenset((".avif", ".bmp", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp"))


def find_images(content: Path) -> list[str]:
    """Return the paths below the content of the files there that are images by their names."""
    paths = find_sources(content, ["."], (".*",), ())
    images = (path for path in paths if Path(path).suffix.lower() in EXTENSIONS)
    return [path for path in images if find_image(f"/{path}", content, content)]


def lead_image(
    document: Document, content: Path, report: Report, images: Callable[[], list[str]] | None = None
) -> Image | None:
    """Return the image that the front matter names, None for none; errors go into the report.

    `content` is the folder of all sources, `images` finds all images there for advice.
    """
    front = document.front_matter
    if not front.image:
        return None
    line = front.line("image")
    folder = (content / document.path).parent
    path = find_image(front.image, folder, content) if can_be_file(front.image) else None
    if path is None:
        paths = images() if images else find_images(content)
        near = nearest_file(front.image.lstrip("/"), paths)
        advice = "put it beside the post or into content/images/"
        if front.image.startswith("/"):
            advice = copy_advice(front.image.lstrip("/"), paths)
        if near:
            is_short = near.startswith(FOLDER) and "/" not in near.removeprefix(FOLDER)
            name = near.removeprefix(FOLDER) if is_short else f"/{near}"
            advice = f'did you mean "{name}"?'
        message = f'image "{front.image}" not found'
        report.add(Diagnostic(front.file, line, "image/not-found", message, advice))
        return None
    try:
        width, height = image_size(path)
    except ImageError as error:
        message = f'"{front.image}" is not an image that browsers show'
        advice = "use JPEG, PNG, WebP, AVIF or SVG"
        if isinstance(error.__cause__, XmlError):
            message, advice = f'invalid image "{front.image}": {error.__cause__}', ""
        report.add(Diagnostic(front.file, line, "image/invalid", message, advice))
        return None
    name = path.relative_to(content.resolve()).as_posix()
    texts = (front.image_alt, front.image_caption, front.image_credit)
    return Image(name, quote(name), width, height, *texts, length=path.stat().st_size)


def attach_lead_images(site: Site) -> None:
    """Give every article its image, which is copied with it."""
    content = site.layout.content
    images = cache(lambda: find_images(content))
    for article in site.all_articles:
        article.lead_image = lead_image(article.document, content, site.report, images)


PLUGIN = Plugin(
    __name__,
    phase="collect",
    needs=["site.articles", "site.translations", "site.hidden_articles"],
    provides=["article.lead_image"],
    run=attach_lead_images,
    update=unaffected,
)
register = PLUGIN.register
