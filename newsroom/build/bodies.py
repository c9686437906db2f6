"""The sources of the bodies that a build writes: of posts, pages and author profiles."""

from newsroom.content.page_sources import PageSource
from newsroom.site.model import Site


def page_sources(site: Site) -> list[PageSource]:
    """Return the source of the body of each post, page and author profile."""
    files = {file.url: file.path for file in site.files}
    return [
        PageSource(body.front_matter.file, body.front_matter.body_line, files[body.url])
        for body in site.bodies
        if body.url in files
    ]
