"""The picture above an article: gives every article `lead_image`, None where it has no picture.

The file stands beside the post or under `content/images/`; it is published only with a post.

Needs: front_matter.
"""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from pelican import signals

from newsroom.attachments.strict_xml import XmlError
from newsroom.content.front_matter.schema import FrontMatter
from newsroom.content.images import ImageError, find_picture, fit, picture_size
from newsroom.diagnostics.report import Report
from newsroom.diagnostics.suggestions import did_you_mean
from newsroom.urls.urls import can_be_file
from plugins.adapter import Generator, every_article


@dataclass(frozen=True)
class LeadImage:
    """A picture: its path under `content/` and in the site, true size in pixels, and words."""

    path: str
    url: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str

    @property
    def shown(self) -> tuple[int, int]:
        """Width and height on a page: in proportion, and no higher than a window."""
        return fit(self.width, self.height)


def lead_image(front: FrontMatter, content: Path, report: Report) -> LeadImage | None:
    """The picture that the front matter names; what is wrong with it goes into the report."""
    if not front.image:
        return None
    folder = content.parent / Path(front.file).parent
    path = find_picture(front.image, folder, content) if can_be_file(front.image) else None
    if path is None:
        near = did_you_mean(front.image, (p.name for p in (content / "images").glob("*.*")))
        advice = near or "; put it beside the post or into content/images/"
        report.refuse(
            front.file, front.line("image"), f'there is no picture "{front.image}"{advice}'
        )
        return None
    try:
        width, height = picture_size(path)
    except ImageError as error:
        general = "is no picture that browsers show; use JPEG, PNG, WebP, AVIF or SVG"
        cause = error.__cause__
        why = f"is an invalid SVG: {cause}" if isinstance(cause, XmlError) else general
        report.refuse(front.file, front.line("image"), f'"{front.image}" {why}')
        return None
    name = path.relative_to(content.resolve()).as_posix()
    words = (front.image_alt, front.image_caption, front.image_credit)
    return LeadImage(name, quote(name), width, height, *words)


def attach_lead_images(generator: Generator) -> None:
    """Early, while Pelican still collects which files to copy."""
    content, report = Path(generator.path), generator.settings["REPORT"]
    for article in every_article([generator]):
        article.lead_image = lead_image(article.front_matter, content, report)
        if article.lead_image:
            generator.context["static_links"].add(article.lead_image.path)


def register() -> None:
    """Before Pelican reads its static files."""
    signals.article_generator_finalized.connect(attach_lead_images)
