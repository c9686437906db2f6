"""Sets `article.lead_image`: the image above the text of a post, None where it has none.

The file is beside the post or under `content/images/`; it is published only with a post. Of a
photograph, smaller files are.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from posixpath import dirname

from newsroom.content.document import Document
from newsroom.content.source_files import find_sources
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.files.extensions import IMAGES
from newsroom.images.image_files import ImageFinder
from newsroom.output.link_advice import copy_advice, nearest_file
from newsroom.pipeline.plugin import Plugin, unaffected
from newsroom.site.image_model import Image
from newsroom.site.images import image_settings, plan_lead_image
from newsroom.site.model import Site
from newsroom.urls.urls import can_be_file

FOLDER = "images/"


def find_images(content: Path, excluded: frozenset[str]) -> list[str]:
    """Return the paths below the content of the files there that are images by their names.

    `excluded` are files and folders that no build can use, such as links that lead elsewhere.
    """
    paths = find_sources(content, ["."], (".*",), excluded)
    images = (path for path in paths if Path(path).suffix[1:].lower() in IMAGES)
    finder = ImageFinder(content)
    return [path for path in images if finder.find(f"/{path}", content)]


def lead_image(
    document: Document, site: Site, finder: ImageFinder, all_paths: Callable[[], list[str]]
) -> Image | None:
    """Return the image that the front matter names, None for none.

    One that is not found is reported; `all_paths` finds all images there are, for advice. What else
    is wrong with an image has been reported when it was read.
    """
    front = document.front_matter
    if not front.image:
        return None
    folder = finder.content / dirname(document.path)
    path = finder.find(front.image, folder) if can_be_file(front.image) else None
    if path is None:
        message = f'image "{front.image}" not found'
        advice = missing_advice(front.image, all_paths())
        where = front.file, front.line("image")
        site.report.add(Diagnostic(*where, "image/not-found", message, advice))
        return None
    source = site.images.get(path)
    if source is None:
        return None
    settings, fonts = image_settings(site.settings), site.drawing_fonts
    image = plan_lead_image(source, settings, front.image_focus, fonts).image
    alt, caption, credit = front.image_alt, front.image_caption, front.image_credit
    return replace(image, alt=alt, caption=caption, credit=credit)


def missing_advice(name: str, paths: list[str]) -> str:
    """Return what to do about the name of an image that is not found."""
    if "://" in name:
        return "save the image into content/images/, and write its name"
    near = nearest_file(name.lstrip("/"), paths)
    if near:
        is_short = near.startswith(FOLDER) and "/" not in near.removeprefix(FOLDER)
        name = near.removeprefix(FOLDER) if is_short else f"/{near}"
        return f'did you mean "{name}"?'
    if name.startswith("/"):
        return copy_advice(name.lstrip("/"), paths)
    return "put it beside the post or into content/images/"


def attach_lead_images(site: Site) -> None:
    """Give every article its image, which is published with it."""
    finder = ImageFinder(site.layout.content)
    all_paths = cache(partial(find_images, site.layout.content, site.excluded))
    for article in site.all_articles:
        article.lead_image = lead_image(article.document, site, finder, all_paths)


PLUGIN = Plugin(
    __name__,
    phase="collect",
    needs=[
        "site.articles",
        "site.translations",
        "site.hidden_articles",
        "site.images",
        "site.drawing_fonts",
        "site.excluded",
    ],
    provides=["article.lead_image"],
    run=attach_lead_images,
    update=unaffected,
)
register = PLUGIN.register
