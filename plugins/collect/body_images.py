"""Sets `body.images`: what is printed of each image of a text, by its URL as written."""

from posixpath import dirname

from newsroom.content.body import BodyImage
from newsroom.pipeline.plugin import Plugin
from newsroom.site.articles import Content, Entry
from newsroom.site.images import body_image, image_settings, plan_body_image
from newsroom.site.model import Site
from newsroom.urls.urls import source_file


def images_of(body: Content, site: Site) -> dict[str, BodyImage]:
    """Return the photographs and drawings of a body; other files have no more than a URL."""
    folder, images = dirname(body.path), {}
    settings, fonts = image_settings(site.settings), site.drawing_fonts
    for url, _ in body.outline.images:
        source = site.images.get(source_file(url, folder) or "")
        planned = plan_body_image(source, settings, fonts) if source else None
        if planned and planned.sets:
            images[url] = body_image(planned.image, site.settings)
    return images


def attach_body_images(site: Site) -> None:
    """Give each body its images."""
    if site.images:
        for body in site.bodies:
            body.images = images_of(body, site)


def update_body_images(site: Site, entry: Entry) -> None:
    """Give an edited body its images."""
    entry.images = images_of(entry, site)


PLUGIN = Plugin(
    __name__,
    phase="collect",
    needs=[
        "site.images",
        "site.drawing_fonts",
        "site.articles",
        "site.translations",
        "site.hidden_articles",
        "site.pages",
        "site.profiles",
    ],
    provides=["body.images"],
    run=attach_body_images,
    update=update_body_images,
)
register = PLUGIN.register
