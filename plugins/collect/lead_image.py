"""Gives every article `lead_image`: the image above its text, None where it has none.

The file is beside the post or under `content/images/`; it is published only with a post.

Needs: front_matter.
"""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from pelican import signals

from newsroom.attachments.strict_xml import XmlError
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.content.images import ImageError, find_image, fit_to_window, image_size
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.report import Report
from newsroom.diagnostics.suggestions import suggestion
from newsroom.urls.urls import can_be_file
from plugins.adapter import Generator, all_articles


@dataclass(frozen=True)
class LeadImage:
    """An image: its path under `content/`, its URL, its true size in pixels, and its texts."""

    path: str
    url: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str

    @property
    def display_size(self) -> tuple[int, int]:
        """Width and height on a page: in proportion, and no higher than a window."""
        return fit_to_window(self.width, self.height)


def lead_image(front: FrontMatter, content: Path, report: Report) -> LeadImage | None:
    """Return the image that the front matter names, None for none; errors go into the report."""
    if not front.image:
        return None
    line = front.line("image")
    folder = content.parent / Path(front.file).parent
    path = find_image(front.image, folder, content) if can_be_file(front.image) else None
    if path is None:
        names = (file.name for file in (content / "images").glob("*.*"))
        advice = suggestion(front.image, names) or "put it beside the post or into content/images/"
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
    return LeadImage(name, quote(name), width, height, *texts)


def attach_lead_images(generator: Generator) -> None:
    """Attach the images early, while Pelican still collects which files to copy."""
    content, report = Path(generator.path), generator.settings["REPORT"]
    for article in all_articles([generator]):
        article.lead_image = lead_image(article.front_matter, content, report)
        if article.lead_image:
            generator.context["static_links"].add(article.lead_image.path)


def register() -> None:
    """Connect to Pelican's signal before it reads static files."""
    signals.article_generator_finalized.connect(attach_lead_images)
